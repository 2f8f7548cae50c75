"""The command line: `lkjip run`, `inspect`, `status`, `export`.

Exit codes: 0 all well; 1 some documents failed, or the run could not go on; 2 the command or lkjip.toml is wrong;
130 stopped with Ctrl-C. What a command needs is imported when it runs, so that `--help` comes at once.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

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
    raw: Annotated[Path, typer.Argument(help="Folder PDF (dengan subfolder), atau satu berkas PDF.")] = Path("raw"),
    output: Annotated[Path, typer.Argument(help="Folder hasil; dibuat bila belum ada.")] = Path("output"),
    workers: Annotated[int | None, typer.Option("--workers", "-w", min=1, help="Proses serentak; bawaan: semua inti.")] = None,
    config: ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="Baca ulang semua, juga yang sudah selesai.")] = False,
    ocr: OcrOption = None,
    page_seconds: Annotated[
        float | None, typer.Option("--page-seconds", min=1, help="Batas waktu satu halaman, dalam detik.")
    ] = None,
    nomenklatur: Annotated[
        Path | None,
        typer.Option("--nomenklatur", help="Daftar resmi kode dan nama kegiatan (.xlsx atau .csv) untuk dibandingkan."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tanpa kemajuan dan ringkasan; hanya galat.")] = False,
) -> None:
    """Baca semua PDF di RAW dan tulis dataset ke OUTPUT. (Read a folder of PDFs, write the datasets.)

    Dokumen yang sudah selesai dilewati: perintah yang sama melanjutkan kerja yang terputus.

    [bold]Contoh[/bold]

      lkjip run

      lkjip run arsip/2022 hasil --workers 4

      lkjip run laporan.pdf hasil --no-ocr
    """
    from pipeline.batch import run as run_batch
    from pipeline.terminal import BarProgress, SilentProgress, print_summary

    settings = _config(config, ocr, workers, page_seconds)
    if nomenklatur is not None:
        settings = replace(settings, nomenklatur=str(nomenklatur))
    try:
        if quiet:
            summary = run_batch(raw, output, settings, SilentProgress(), force)
        else:
            with BarProgress(console) as progress:
                summary = run_batch(raw, output, settings, progress, force)
    except KeyboardInterrupt:
        err.print("Dihentikan. Yang sudah selesai tersimpan; perintah yang sama melanjutkan sisanya.")
        raise typer.Exit(INTERRUPTED) from None
    if not quiet:
        print_summary(console, summary, output)
    if summary.gagal:
        for berkas, galat in summary.gagal if quiet else ():
            err.print(f"gagal: {berkas}: {galat}", markup=False)
        raise typer.Exit(1)


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
) -> None:
    """Rangkum hasil yang selesai atau terputus. (Sum up a finished or broken-off run.)

    [bold]Contoh[/bold]

      lkjip status output
    """
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
