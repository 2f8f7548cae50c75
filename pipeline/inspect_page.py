"""`lkjip inspect`: what was seen on a page, as tables in the terminal and as a picture with the grid drawn over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Shown

from extractors.extract import extract
from extractors.intake import file_hash, open_pdf
from extractors.model import Extraction, PageInfo, Table
from extractors.picture import as_read
from pipeline.config import Config
from pipeline.datasets import Tabel
from pipeline.document import Hasil, Pengetahuan, understand_document
from pipeline.errors import UsageError, WorkFolderError
from pipeline.faults import page_list

_DPI = 110
_SPAN, _PLAIN, _HEAD = (230, 120, 0), (0, 110, 200), (200, 0, 90)
"""Outline of merged cells, of plain ones, and of heading cells."""
_NO_MEANING = "-"


def inspect_file(path: Path, pages: tuple[int, ...] | None, png: Path | None, config: Config, console: Console) -> bool:
    """Show the tables of some pages (None: all); with `png` also draw them. False where nothing could be read."""
    single = png is not None and png.suffix.lower() == ".png"
    if single and (pages is None or len(pages) != 1):
        raise UsageError(f"--png {png}: satu gambar untuk satu halaman; sebutkan --pages N, atau beri nama folder")
    extraction = extract(path, config.extract_options(pages))
    known = Pengetahuan(config.kepala, config.instansi)
    hasil, _ = understand_document(file_hash(path)[:16], path.name, extraction, known)
    _print_document(hasil, extraction, console)
    if hasil.status == "gagal":
        return False
    for table, row in zip(extraction.tables, hasil.tabel, strict=True):
        _print_table(table, row, console)
    if png is not None:
        for number, image in _pictures(path, extraction):
            written = png if single else png / f"{path.stem}-{number:03d}.png"
            try:
                written.parent.mkdir(parents=True, exist_ok=True)
                image.save(written)
            except OSError as error:
                raise WorkFolderError.of(written, error) from error
            console.print(f"Gambar: {written}", markup=False, soft_wrap=True)
    return True


def _print_document(hasil: Hasil, extraction: Extraction, console: Console) -> None:
    who = hasil.identitas
    facts = [who.jenis, who.instansi, who.wilayah, str(who.tahun) if who.tahun else None]
    period = f"{who.periode_awal}-{who.periode_akhir}" if who.periode_awal else None
    told = " | ".join(fact for fact in (*facts, period) if fact)
    console.print(f"Dokumen: {told or 'tidak dikenali dari halaman ini'}", markup=False, soft_wrap=True)
    for kind, group in groupby(sorted(extraction.pages, key=lambda p: p.kind), key=lambda p: p.kind):
        console.print(f"Halaman {kind}: {page_list(page.number for page in group)}", markup=False, soft_wrap=True)
    if hasil.galat:
        console.print(f"[yellow]{hasil.status}[/]: {escape(hasil.galat)}", soft_wrap=True)
    console.print(
        f"{len(hasil.tabel)} tabel, {len(hasil.kinerja)} nilai kinerja, {len(hasil.anggaran)} nilai anggaran, "
        f"{len(hasil.temuan)} temuan"
    )


def _print_table(table: Table, row: Tabel, console: Console) -> None:
    where = f"halaman {row.halaman_awal}" + (f"-{row.halaman_akhir}" if row.halaman_akhir != row.halaman_awal else "")
    title = f"{row.judul or 'Tabel tanpa judul'}\n{where} | {row.jenis} | {row.mesin} | keyakinan {row.keyakinan:.2f}"
    shown = Shown(title=escape(title), title_justify="left", show_lines=True)
    meanings = (*row.kolom_kanonik, *(_NO_MEANING,) * table.columns)[: table.columns]
    for index, meaning in enumerate(meanings):
        shown.add_column(f"{index}\n{escape(meaning)}", overflow="fold")
    for number, texts in enumerate(table.grid()):
        shown.add_row(*map(escape, texts), style="bold" if number < table.header_rows else None)
    console.print()
    console.print(shown)


def _pictures(path: Path, extraction: Extraction) -> Iterator[tuple[int, Image.Image]]:
    """The number and the picture of each page that was read, one at a time in memory."""
    document, _ = open_pdf(path)
    if document is None:
        return
    try:
        for info in extraction.pages:
            if info.read:
                yield info.number, draw_page(document[info.number - 1], info, extraction.tables)
    finally:
        document.close()


def draw_page(page: object, info: PageInfo, tables: Sequence[Table]) -> Image.Image:
    """The picture of an upright page (a pypdfium2 page) with the cells of `tables` on it outlined."""
    image: Image.Image = page.render(scale=_DPI / 72).to_pil().convert("RGB")  # type: ignore[attr-defined]
    if info.kind in ("pindaian", "rusak"):  # read from its picture, and straightened before
        image = Image.fromarray(as_read(page, _DPI).gray).convert("RGB")
    if info.turned:
        image = image.rotate(-info.turned, expand=True)
    across, down = image.width / info.width, image.height / info.height
    brush = ImageDraw.Draw(image)
    for table in tables:
        for cell in table.cells:
            if cell.page != info.number:
                continue
            box = (cell.bbox.x0 * across, cell.bbox.y0 * down, cell.bbox.x1 * across, cell.bbox.y1 * down)
            if box[2] < box[0] or box[3] < box[1]:
                continue
            head = cell.row < table.header_rows
            merged = cell.row_span > 1 or cell.column_span > 1
            brush.rectangle(box, outline=_HEAD if head else _SPAN if merged else _PLAIN, width=2)
    return image
