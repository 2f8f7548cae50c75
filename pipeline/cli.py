"""The command line: `lkjip run`, `inspect`, `status`, `trace`, `export`, `doctor`.

Exit codes: 0 all well; 1 some documents failed, or the run could not go on; 2 the command or lkjip.toml is wrong;
130 stopped with Ctrl-C. What a command needs is imported when it runs, so that `--help` comes at once.
"""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.errors import INTERRUPTED, LkjipError, UsageError

if TYPE_CHECKING:
    from pipeline.config import Config
    from pipeline.executor import Executor
    from pipeline.intake import Selection

app = typer.Typer(
    name="lkjip",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Laporan kinerja (LKjIP, Renstra, Renja, PK) dari PDF menjadi dataset Parquet.",
    epilog="Mulai dengan:  lkjip run raw output   lalu buka output/laporan.html.",
)
console = Console(highlight=False)
err = Console(stderr=True)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Berkas konfigurasi; tanpa ini lkjip.toml di folder kerja bila ada.")
]
OcrOption = Annotated[bool | None, typer.Option("--ocr/--no-ocr", help="Baca halaman pindaian (lambat) atau lewati.")]


def _version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"lkjip {version('lkjip')}")
        except PackageNotFoundError:  # run from a checkout that was never installed
            typer.echo("lkjip (belum dipasang)")
        raise typer.Exit()


@app.callback()
def _main(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tampilkan versi lalu keluar.")
    ] = False,
) -> None:
    """Laporan kinerja (LKjIP, Renstra, Renja, PK) dari PDF menjadi dataset Parquet."""


@app.command()
def run(
    raw: Annotated[str, typer.Argument(help="Folder PDF (dengan subfolder), satu berkas PDF, atau URL (s3://...).")] = "raw",
    output: Annotated[str, typer.Argument(help="Folder hasil, dibuat bila belum ada; atau URL (s3://...).")] = "output",
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, max=1024, help="Proses serentak; bawaan: semua inti.")
    ] = None,
    config: ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="Baca ulang semua, juga yang sudah selesai.")] = False,
    ocr: OcrOption = None,
    page_seconds: Annotated[
        float | None, typer.Option("--page-seconds", min=1, max=86_400, help="Batas waktu satu halaman, dalam detik.")
    ] = None,
    nomenklatur: Annotated[
        Path | None,
        typer.Option("--nomenklatur", help="Daftar resmi kode dan nama kegiatan (.xlsx atau .csv) untuk dibandingkan."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Hanya berkas yang namanya cocok, mis. '*2023*' atau 'dinas/*'; boleh diulang."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", formats=["%Y-%m-%d"], help="Hanya berkas yang berubah sejak tanggal ini (2024-01-31)."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Coba lagi dokumen dan halaman yang gagal pada jalan sebelumnya.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Keluarkan dari dataset dokumen yang berkasnya tidak ada lagi di RAW.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Awasi folder terus dan ambil berkas baru; hentikan dengan Ctrl-C.")
    ] = False,
    watch_seconds: Annotated[
        float, typer.Option("--watch-seconds", min=0.2, help="Jarak antara dua pandangan pada folder, dalam detik.")
    ] = 30.0,
    dask: Annotated[
        str | None,
        typer.Option("--dask", help="Bagi kerja lewat Dask: alamat penjadwal (tcp://HOST:8786), atau local."),
    ] = None,
    json_summary: Annotated[bool, typer.Option("--json", help="Ringkasan sebagai JSON di stdout, untuk program lain.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tanpa kemajuan dan ringkasan; hanya galat.")] = False,
) -> None:
    """Baca semua PDF di RAW dan tulis dataset ke OUTPUT. (Read a folder of PDFs, write the datasets.)

    Dokumen yang sudah selesai dilewati: perintah yang sama melanjutkan kerja yang terputus.

    [bold]Contoh[/bold]

      lkjip run

      lkjip run arsip/2022 hasil --workers 4

      lkjip run laporan.pdf hasil --no-ocr

      lkjip run arsip hasil --only '*2023*' --retry-failed

      lkjip run arsip hasil --watch

      lkjip run s3://ember/arsip s3://ember/hasil --dask tcp://penjadwal:8786
    """
    from pipeline.intake import Selection
    from pipeline.places import absolute, place
    from pipeline.watch import changes

    settings = _config(config, ocr, workers, page_seconds)
    if nomenklatur is not None:
        settings = replace(settings, nomenklatur=str(nomenklatur))
    if prune and (only or since):
        raise UsageError(
            "--prune tidak dapat dipakai bersama --only atau --since: berkas yang tidak dilihat tampak seperti hilang"
        )
    if watch and (force or retry_failed):
        raise UsageError("--watch tidak dapat dipakai bersama --force atau --retry-failed; jalankan itu sekali lebih dahulu")
    selection = Selection(tuple(only or ()), since.timestamp() if since else None)
    source, target = place(raw, listed=True), place(output)
    if dask is not None:
        if watch:
            raise UsageError("--watch tidak dapat dipakai bersama --dask")
        source, target = absolute(source), absolute(target)  # the workers are in another folder, perhaps on another machine
    turns = changes(source, target, watch_seconds, selection) if watch else [selection]
    code = 0
    try:
        if watch and not quiet and not json_summary:
            console.print(f"Mengawasi {raw} setiap {watch_seconds:g} detik; Ctrl-C berhenti.", markup=False, soft_wrap=True)
        for turn in turns:
            code = _one_run(source, target, settings, force, turn, prune, retry_failed, quiet, json_summary, dask)
    except KeyboardInterrupt:
        err.print("Dihentikan. Yang sudah selesai tersimpan; perintah yang sama melanjutkan sisanya.")
        raise typer.Exit(INTERRUPTED) from None
    if code:
        raise typer.Exit(code)


def _one_run(
    raw: Path,
    output: Path,
    settings: Config,
    force: bool,
    selection: Selection,
    prune: bool,
    retry_failed: bool,
    quiet: bool,
    json_summary: bool,
    dask: str | None,
) -> int:
    """Run once and tell how it went; the exit code."""
    from pipeline.batch import run as run_batch
    from pipeline.terminal import BarProgress, SilentProgress, print_summary

    with nullcontext(SilentProgress()) if quiet or json_summary else BarProgress(console) as progress:
        summary = run_batch(
            raw,
            output,
            settings,
            progress,
            force,
            executor=_executor(dask, settings, output),
            selection=selection,
            prune=prune,
            retry_failed=retry_failed,
        )
    if json_summary:
        typer.echo(json.dumps(summary.fields(), ensure_ascii=False))
    elif quiet:
        for berkas, galat in summary.gagal:
            err.print(f"gagal: {berkas}: {galat}", markup=False)
    else:
        print_summary(console, summary, output)
    return summary.exit_code


def _executor(dask: str | None, settings: Config, output: Path) -> Executor | None:
    """Where documents are read; None: processes of this machine."""
    if dask is None:
        return None
    from pipeline.batch import make_output
    from pipeline.cluster import Cluster

    make_output(output)
    cluster = Cluster(dask, settings.workers(), settings.memory_bytes())
    try:
        cluster.check(output)
    except BaseException:
        cluster.close(now=True)
        raise
    return cluster


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="Berkas PDF.")],
    pages: Annotated[str | None, typer.Option("--pages", "-p", help="Halaman, mis. 3-5 atau 1,4,7-9; bawaan: semua.")] = None,
    png: Annotated[
        Path | None, typer.Option("--png", help="Gambar halaman dengan kisi tabel: folder, atau satu berkas .png.")
    ] = None,
    config: ConfigOption = None,
    ocr: OcrOption = None,
) -> None:
    """Tunjukkan apa yang terbaca pada halaman: tabel, jenis, kepala, arti kolom. (Show what was seen on a page.)

    [bold]Contoh[/bold]

      lkjip inspect laporan.pdf --pages 3-5

      lkjip inspect laporan.pdf --pages 3 --png halaman3.png
    """
    from pipeline.inspect_page import inspect_file

    if not file.is_file():
        raise UsageError(f"berkas '{file}' tidak ada")
    numbers = None if pages is None else parse_pages(pages)
    if not inspect_file(file, numbers, png, _config(config, ocr), console):
        raise typer.Exit(1)


@app.command()
def status(
    output: Annotated[Path, typer.Argument(help="Folder hasil dari lkjip run.")] = Path("output"),
    json_summary: Annotated[bool, typer.Option("--json", help="Ringkasan jalan terakhir sebagai JSON.")] = False,
) -> None:
    """Rangkum hasil yang selesai atau terputus. (Sum up a finished or broken-off run.)

    [bold]Contoh[/bold]

      lkjip status output

      lkjip status output --json
    """
    if json_summary:
        from pipeline.cache import WorkFolder
        from pipeline.runlog import read_summary

        told = read_summary(WorkFolder.of(output))
        if told is None:
            raise UsageError(f"'{output}' bukan folder hasil lkjip; jalankan dahulu: lkjip run RAW {output}")
        typer.echo(json.dumps(told, ensure_ascii=False))
        if told.get("keadaan") != "selesai" or told.get("kode_keluar"):
            raise typer.Exit(1)
        return
    from pipeline.status import print_status

    if not print_status(output, console):
        raise typer.Exit(1)


@app.command()
def trace(
    output: Annotated[Path, typer.Argument(help="Folder hasil dari lkjip run.")],
    ident: Annotated[str, typer.Argument(metavar="ID", help="kinerja_id, anggaran_id atau temuan_id; awalnya saja boleh.")],
) -> None:
    """Tunjukkan jalan satu nilai dari halamannya sampai dataset. (Tell how one value came about.)

    [bold]Contoh[/bold]

      lkjip trace output 3f9a1c
    """
    from pipeline.trace import trace as traced

    for step in traced(output, ident):
        console.print(step.judul, style="bold", markup=False, highlight=False, soft_wrap=True)
        for line in step.baris:
            console.print(f"   {line}", markup=False, highlight=False, soft_wrap=True)


@app.command()
def export(
    output: Annotated[Path, typer.Argument(help="Folder hasil dari lkjip run.")] = Path("output"),
    excel: Annotated[Path | None, typer.Option("--excel", help="Berkas .xlsx yang ditulis, satu lembar setiap dataset.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Folder untuk CSV (UTF-8 BOM, titik koma, koma desimal).")] = None,
    dataset: Annotated[
        list[str] | None, typer.Option("--dataset", "-d", help="Hanya dataset ini; boleh diulang. Bawaan: semua.")
    ] = None,
    raw: Annotated[Path | None, typer.Option("--raw", help="Folder PDF untuk tautan; bawaan: folder dari lkjip run.")] = None,
) -> None:
    """Salin dataset ke Excel atau CSV. (Copy the datasets to Excel or CSV.)

    Setiap fakta di Excel bertautan ke berkas PDF dan halamannya.

    [bold]Contoh[/bold]

      lkjip export output --excel laporan.xlsx

      lkjip export output --csv csv --dataset kinerja --dataset anggaran
    """
    from pipeline.datasets import DATASETS
    from pipeline.export import export_csv, export_excel

    if excel is None and csv is None:
        raise UsageError("sebutkan --excel BERKAS atau --csv FOLDER (boleh keduanya)")
    names = tuple(dataset) if dataset else tuple(DATASETS)
    for name in names:
        if name not in DATASETS:
            raise UsageError(f"dataset '{name}' tidak ada; yang ada: {', '.join(DATASETS)}")
    for written in [
        *([export_excel(output, excel, names, raw)] if excel else []),
        *(export_csv(output, csv, names) if csv else []),
    ]:
        console.print(f"Ditulis: {written}", markup=False, highlight=False, soft_wrap=True)


@app.command()
def doctor(
    output: Annotated[Path, typer.Argument(help="Folder hasil yang akan dipakai.")] = Path("output"),
    config: ConfigOption = None,
) -> None:
    """Periksa komputer ini: apa yang ada, apa yang kurang, apa yang harus dilakukan. (Check this computer.)

    [bold]Contoh[/bold]

      lkjip doctor

      lkjip doctor /data/hasil
    """
    from pipeline.doctor import print_findings

    if not print_findings(output, _config(config), console):
        raise typer.Exit(1)


def parse_pages(text: str) -> tuple[int, ...]:
    """`3-5,8` to page numbers in order. UsageError where it is no such list."""
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise UsageError(f"--pages '{text}': tulis seperti 3-5 atau 1,4,7-9")
        start, end = int(first), int(last) if dash else int(first)
        if not 1 <= start <= end <= 100_000:
            raise UsageError(f"--pages '{text}': halaman mulai 1, dari yang kecil ke yang besar")
        numbers.update(range(start, end + 1))
    return tuple(sorted(numbers))


def _config(path: Path | None, ocr: bool | None = None, workers: int | None = None, page_seconds: float | None = None) -> Config:
    """The configuration file, with what the options say on top."""
    from pipeline.config import load_config

    config = load_config(path)
    if ocr is not None:
        config = replace(config, ocr=replace(config.ocr, aktif=ocr))
    return replace(config, pekerja=workers or config.pekerja, detik_per_halaman=page_seconds or config.detik_per_halaman)


def main() -> None:
    """Entry of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack a letter of a title; a question mark is better than a broken run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except LkjipError as error:
        err.print(f"[bold red]Galat:[/] {_escaped(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        err.print("Dihentikan.")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # `lkjip status | head`: the reader has seen enough.
        sys.stderr.close()
        sys.exit(0)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
