"""The command line: `lkjip run`, `inspect`, `status`, `trace`, `tinjau`, `export`, `doctor`.

Exit codes: 0 all well; 1 some documents failed, or the run could not go on; 2 the command or lkjip.toml is wrong;
130 stopped with Ctrl-C. What a command needs is imported when it runs, so that `--help` comes at once.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from pipeline.bounds import MOST_SECONDS, MOST_WORKERS
from pipeline.commands.arguments import existing_file, parse_pages, seconds_of
from pipeline.commands.screen import json_line, tell
from pipeline.commands.unbroken import Unbroken
from pipeline.errors import INTERRUPTED, LkjipError, UsageError

if TYPE_CHECKING:
    from pipeline.config import Config

app = typer.Typer(
    name="lkjip",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Laporan kinerja (LKjIP, Renstra, Renja, PK) dari PDF menjadi dataset Parquet.",
    epilog="Mulai dengan:  lkjip run raw output   lalu buka output/laporan.html.",
)
console = Console(highlight=False, emoji=False)
err = Console(highlight=False, emoji=False, stderr=True)


def _remember(context: typer.Context, output: Any) -> Any:
    """Note where a command works: what nobody foresaw is written down there."""
    context.ensure_object(dict)["output"] = output
    return output


ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Berkas konfigurasi; tanpa ini lkjip.toml di folder kerja bila ada.")
]
OutputArgument = Annotated[Path, typer.Argument(callback=_remember, help="Folder hasil dari lkjip run.")]
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
    output: Annotated[
        str, typer.Argument(callback=_remember, help="Folder hasil, dibuat bila belum ada; atau URL (s3://...).")
    ] = "output",
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, max=MOST_WORKERS, help="Proses serentak; bawaan: semua inti.")
    ] = None,
    config: ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="Baca ulang semua, juga yang sudah selesai.")] = False,
    ocr: OcrOption = None,
    page_seconds: Annotated[
        float | None, typer.Option("--page-seconds", min=1, max=MOST_SECONDS, help="Batas waktu satu halaman, dalam detik.")
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
        float, typer.Option("--watch-seconds", help=f"Detik antara dua pandangan pada folder (0,2 sampai {MOST_SECONDS}).")
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
    from pipeline.batch.sources import Selection, Wishes
    from pipeline.commands.run import RunOptions
    from pipeline.commands.run import run as run_command
    from pipeline.storage.places import absolute, place

    settings = _config(config, ocr, workers, page_seconds)
    if nomenklatur is not None:
        settings = replace(settings, nomenklatur=str(nomenklatur))
    if prune and (only or since):
        raise UsageError(
            "--prune tidak dapat dipakai bersama --only atau --since: berkas yang tidak dilihat tampak seperti hilang"
        )
    if watch and (force or retry_failed):
        raise UsageError("--watch tidak dapat dipakai bersama --force atau --retry-failed; jalankan itu sekali lebih dahulu")
    if not 0.2 <= watch_seconds <= MOST_SECONDS:
        raise UsageError(f"--watch-seconds {watch_seconds:g}: antara 0,2 dan {MOST_SECONDS} detik")
    selection = Selection(tuple(only or ()), seconds_of(since) if since else None)
    source, target = place(raw, listed=True), place(output)
    if dask is not None:
        if watch:
            raise UsageError("--watch tidak dapat dipakai bersama --dask")
        source, target = absolute(source), absolute(target)  # the workers are in another folder, perhaps on another machine
    options = RunOptions(
        source,
        target,
        settings,
        Wishes(selection, force, prune, retry_failed),
        quiet=quiet,
        json_summary=json_summary,
        dask=dask,
        watch_seconds=watch_seconds if watch else None,
    )
    try:
        code = run_command(options, console, err)
    except KeyboardInterrupt:
        tell(err, "Dihentikan. Yang sudah selesai tersimpan; perintah yang sama melanjutkan sisanya.")
        raise typer.Exit(INTERRUPTED) from None
    if code:
        raise typer.Exit(code)


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="Berkas PDF.")],
    pages: Annotated[str | None, typer.Option("--pages", "-p", help="Halaman, mis. 3-5 atau 1,4,7-9; bawaan: semua.")] = None,
    png: Annotated[
        Path | None, typer.Option("--png", help="Gambar halaman dengan kisi tabel: folder, atau satu berkas .png.")
    ] = None,
    mesin: Annotated[
        str | None,
        typer.Option(
            "--mesin", help="Tabel menurut satu mesin: kisi, pdfplumber, camelot-lattice, camelot-network, camelot-hybrid; semua."
        ),
    ] = None,
    config: ConfigOption = None,
    ocr: OcrOption = None,
) -> None:
    """Tunjukkan apa yang terbaca pada halaman: tabel, jenis, kepala, arti kolom. (Show what was seen on a page.)

    [bold]Contoh[/bold]

      lkjip inspect laporan.pdf --pages 3-5

      lkjip inspect laporan.pdf --pages 3 --png halaman3.png

      lkjip inspect laporan.pdf --pages 3 --mesin semua
    """
    from pipeline.commands.inspect import engines_named, inspect_file

    existing_file(file)
    numbers = None if pages is None else parse_pages(pages)
    if not inspect_file(file, numbers, png, _config(config, ocr), console, engines_named(mesin)):
        raise typer.Exit(1)


@app.command()
def status(
    output: OutputArgument = Path("output"),
    json_summary: Annotated[bool, typer.Option("--json", help="Ringkasan jalan terakhir sebagai JSON.")] = False,
) -> None:
    """Rangkum hasil yang selesai atau terputus. (Sum up a finished or broken-off run.)

    [bold]Contoh[/bold]

      lkjip status output

      lkjip status output --json
    """
    if json_summary:
        from pipeline.batch.record.log import read_summary
        from pipeline.storage.work_folder import WorkFolder

        told = read_summary(WorkFolder.of(output))
        if told is None:
            raise UsageError(f"'{output}' bukan folder hasil lkjip; jalankan dahulu: lkjip run RAW {output}")
        typer.echo(json_line(told))
        if told.get("keadaan") != "selesai" or told.get("kode_keluar"):
            raise typer.Exit(1)
        return
    from pipeline.commands.status import print_status

    if not print_status(output, console):
        raise typer.Exit(1)


@app.command()
def trace(
    output: OutputArgument,
    ident: Annotated[str, typer.Argument(metavar="ID", help="kinerja_id, anggaran_id atau temuan_id; awalnya saja boleh.")],
) -> None:
    """Tunjukkan jalan satu nilai dari halamannya sampai dataset. (Tell how one value came about.)

    [bold]Contoh[/bold]

      lkjip trace output 3f9a1c
    """
    from pipeline.commands.trace import trace as traced

    for step in traced(output, ident):
        tell(console, (step.judul, "bold"))
        for line in step.baris:
            tell(console, f"   {line}")


@app.command()
def tinjau(
    output: OutputArgument = Path("output"),
    host: Annotated[
        str, typer.Option("--host", help="Alamat yang didengar; selain 127.0.0.1 (server kantor) memerlukan kata sandi.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; bawaan 0: yang mana saja yang bebas.")] = 0,
    no_browser: Annotated[bool, typer.Option("--tanpa-peramban", help="Jangan membuka peramban; cetak alamatnya saja.")] = False,
) -> None:
    """Tinjau yang ragu di peramban: satu jawaban untuk satu sebab. (Settle doubts in a browser.)

    Berjalan di komputer ini saja, sampai Ctrl-C. Putusan disimpan di OUTPUT dan berlaku pada setiap jalan berikutnya.

    [bold]Contoh[/bold]

      lkjip tinjau output

      lkjip tinjau hasil --host 0.0.0.0 --port 8600 --tanpa-peramban
    """
    from pipeline.commands.tinjau import review

    review(output, host, port, not no_browser, lambda line: tell(console, line))


@app.command()
def export(
    output: OutputArgument = Path("output"),
    excel: Annotated[Path | None, typer.Option("--excel", help="Berkas .xlsx yang ditulis, satu lembar setiap dataset.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Folder untuk CSV (UTF-8 BOM, titik koma, koma desimal).")] = None,
    dataset: Annotated[
        list[str] | None, typer.Option("--dataset", "-d", help="Hanya dataset ini; boleh diulang. Bawaan: semua.")
    ] = None,
    instansi: Annotated[str, typer.Option("--instansi", help="Hanya dari instansi yang namanya memuat kata-kata ini.")] = "",
    raw: Annotated[Path | None, typer.Option("--raw", help="Folder PDF untuk tautan; bawaan: folder dari lkjip run.")] = None,
) -> None:
    """Salin dataset ke Excel atau CSV. (Copy the datasets to Excel or CSV.)

    Setiap fakta di Excel bertautan ke berkas PDF dan halamannya.

    [bold]Contoh[/bold]

      lkjip export output --excel laporan.xlsx

      lkjip export output --csv csv --dataset kinerja --dataset anggaran

      lkjip export output --excel batanghari.xlsx --instansi "Kabupaten Batang Hari"
    """
    from pipeline.commands.export import Wanted, export_csv, export_excel
    from pipeline.datasets.records import DATASETS

    if excel is None and csv is None:
        raise UsageError("sebutkan --excel BERKAS atau --csv FOLDER (boleh keduanya)")
    names = tuple(dataset) if dataset else tuple(DATASETS)
    for name in names:
        if name not in DATASETS:
            raise UsageError(f"dataset '{name}' tidak ada; yang ada: {', '.join(DATASETS)}")
    wanted = Wanted(output, names, instansi)
    for left_out in wanted.too_long() if excel else ():
        tell(err, left_out)
    for written in [
        *([export_excel(wanted, excel, raw)] if excel else []),
        *(export_csv(wanted, csv) if csv else []),
    ]:
        tell(console, f"Ditulis: {written}")


@app.command()
def doctor(
    output: Annotated[Path, typer.Argument(callback=_remember, help="Folder hasil yang akan dipakai.")] = Path("output"),
    config: ConfigOption = None,
) -> None:
    """Periksa komputer ini: apa yang ada, apa yang kurang, apa yang harus dilakukan. (Check this computer.)

    [bold]Contoh[/bold]

      lkjip doctor

      lkjip doctor /data/hasil
    """
    from pipeline.commands.doctor import print_findings

    if not print_findings(output, _config(config), console):
        raise typer.Exit(1)


def _config(path: Path | None, ocr: bool | None = None, workers: int | None = None, page_seconds: float | None = None) -> Config:
    """The configuration file, with what the options say on top."""
    from pipeline.config import load_config

    config = load_config(path)
    if ocr is not None:
        config = replace(config, ocr=replace(config.ocr, aktif=ocr))
    return replace(config, pekerja=workers or config.pekerja, detik_per_halaman=page_seconds or config.detik_per_halaman)


def main() -> None:
    """Entry of the console script."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)  # None where there is none, as under pythonw
        if stream is not None:
            if hasattr(stream, "reconfigure"):
                # A Windows console may lack a letter of a title; a question mark is better than a broken run.
                stream.reconfigure(errors="replace")
            setattr(sys, name, Unbroken(stream))
    called: dict[str, Any] = {}
    try:
        app(obj=called)
    except LkjipError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        tell(err, "Dihentikan.")
        sys.exit(INTERRUPTED)
    except Exception as error:
        from pipeline.commands.crash import keep_traceback, what_happened

        output = called.get("output")
        _complain(what_happened(error, keep_traceback(error, output and Path(output))))
        sys.exit(1)


def _complain(line: str) -> None:
    tell(err, ("Galat:", "bold red"), f" {line}")
