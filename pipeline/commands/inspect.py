"""`lkjip inspect`: what was seen on a page, as tables in the terminal and as a picture with the grid drawn over it.

A PDF is never opened in this process: a worker reads it and draws its pages, with the limits that a run has.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw
from rich.console import Console
from rich.table import Table as Shown
from rich.text import Text

from extractors.extract import ExtractOptions, extract
from extractors.model import PICTURED, Extraction, PageInfo, Table
from extractors.pdf.file import file_hash, open_pdf
from extractors.pdf.typed import page_as_seen
from pipeline.batch.crew import Crew, death
from pipeline.batch.jobs.document import Job
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.sources import Source
from pipeline.commands.screen import in_cell, plain, tell
from pipeline.config import Config, EngineChoice, with_engine
from pipeline.datasets.records import Tabel
from pipeline.document import DocumentResult, UserKnowledge
from pipeline.errors import LkjipError, UsageError, WorkFolderError
from pipeline.findings.faults import page_list
from pipeline.findings.terms import arti_langkah
from pipeline.judging.contested import judged_tables
from pipeline.report.page_picture import page_picture as upright
from pipeline.storage.work_folder import EXTRACTION, RESULT, WorkFolder
from pipeline.workers.executor import WorkerDied
from pipeline.workers.limits import memory_share
from pipeline.workers.processes import Processes
from pipeline.workers.tasks import patiently

_DPI = 110
_SPAN, _PLAIN, _HEAD = (230, 120, 0), (0, 110, 200), (200, 0, 90)
"""Outline of merged cells, of plain ones, and of heading cells."""
_TITLE = 32
"""Pixels above the picture of one engine among others."""
_NO_MEANING = "-"
Panels = Sequence[tuple[str, Sequence[Table]]]
"""Whose tables are drawn, and which."""
_KEY = "0" * 64
"""The key of what the worker hands over, in a work folder that serves one reading of one document."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one engine made of the pages; `name` is empty where there is but one."""

    name: str
    hasil: DocumentResult
    extraction: Extraction
    tables: tuple[Table, ...]


def inspect_file(
    path: Path,
    pages: tuple[int, ...] | None,
    png: Path | None,
    config: Config,
    console: Console,
    engines: Sequence[EngineChoice | None] = (None,),
) -> bool:
    """Show the tables of some pages (None: all); with `png` also draw them. False where a page that was asked for is lost.

    `engines` are whose tables are shown, None those of a run; several stand side by side. UsageError where the document has no
    such page.
    """
    single = png is not None and png.suffix.lower() == ".png"
    if single and (pages is None or len(pages) != 1):
        raise UsageError(f"--png {png}: satu gambar untuk satu halaman; sebutkan --pages N, atau beri nama folder")
    workers = Processes(1, config.memory_bytes() or memory_share(config.workers()))
    headers = UserKnowledge(config.kepala).headers()
    readings: list[_Reading] = []
    with Crew(workers) as crew:
        for engine in engines:
            found = _read(path, with_engine(config.extract_options(pages), engine), config, crew)
            if isinstance(found, str):
                tell(console, ("gagal", "yellow"), f": {found}")
                return False
            hasil, extraction = found
            tables = judged_tables(hasil.dokumen_id, extraction, hasil.identity, headers).tables
            readings.append(_Reading(_name(engine) if len(engines) > 1 else "", hasil, extraction, tables))
        first = readings[0]
        _print_document(first.hasil, first.extraction, console)
        if first.hasil.status == "gagal":
            return False
        if len(readings) > 1:
            _print_side_by_side(readings, console)
        for reading in readings:
            _print_reading(reading, console)
        lost = any(f.page and f.code != "ocr_tidak_ada" for reading in readings for f in reading.extraction.faults)
        if png is not None:
            panels = [(reading.name, reading.tables) for reading in readings]
            for info in (page for page in first.extraction.pages if page.read):
                target = png if single else png / f"{path.stem}-{info.number:03d}.png"
                lost |= not _draw(path, info, panels, target, config.detik_per_halaman, workers, console)
    return not lost


def engines_named(name: str | None) -> tuple[EngineChoice | None, ...]:
    """Whose tables `--mesin` asks for, that of a run where it is not given. UsageError where there is no such engine."""
    known: tuple[EngineChoice, ...] = get_args(EngineChoice)
    if name == "semua":
        return (None, *known)
    found = next((engine for engine in known if engine == name), None)
    if name is not None and found is None:
        raise UsageError(f"--mesin {name}: tidak dikenal; yang ada: {', '.join(known)}, semua")
    return (found,)


def _name(engine: EngineChoice | None) -> str:
    """How an engine is called among others; that of a run is our own grids with a judge."""
    return engine or "lkjip"


def _print_side_by_side(readings: Sequence[_Reading], console: Console) -> None:
    """One line an engine: how many tables, their shapes, what became of them."""
    shown = Shown("mesin", "tabel", "baris x kolom", "nilai pasti", "nilai ragu")
    for reading in readings:
        facts = [fact.status_nilai for rows in (reading.hasil.kinerja, reading.hasil.anggaran) for fact in rows]
        shapes = ", ".join(f"{table.rows} x {table.columns}" for table in reading.tables)
        counts = (len(reading.tables), shapes, facts.count("pasti"), facts.count("ragu"))
        shown.add_row(*map(in_cell, (reading.name, *map(str, counts))))
    console.print(shown)


def _print_reading(reading: _Reading, console: Console) -> None:
    if reading.name:
        console.print()
        tell(console, ("Mesin", "bold"), f": {reading.name}")
    for table, row in zip(reading.tables, reading.hasil.tabel, strict=True):
        _print_table(table, row, console)


def _read(path: Path, options: ExtractOptions, config: Config, crew: Crew) -> tuple[DocumentResult, Extraction] | str:
    """What a worker made of the document, without the pages that ended it; a line that says why where there is nothing."""
    try:
        ident = file_hash(path)[:16]
    except OSError as error:
        raise LkjipError(f"berkas '{path}' tidak dapat dibaca: {error.strerror or error}") from error
    try:
        folder = tempfile.TemporaryDirectory(prefix="lkjip-")
    except OSError as error:
        raise LkjipError(f"folder sementara tidak dapat ditulis ({error.strerror or error}); jalankan lkjip doctor") from error
    with folder as name:
        work = WorkFolder.of(Path(name))
        source = Source(ident, plain(path.name), path.absolute())
        known = UserKnowledge(config.kepala, config.instansi, config.words())
        (job,) = crew.with_pages([Job(source, work, options, known, extract, _KEY, _KEY)])
        pages = options.pages
        if pages and job.pages and not any(number <= job.pages for number in pages):
            raise UsageError(f"--pages: tidak ada halaman {page_list(pages)}; '{path.name}' punya {job.pages} halaman")
        lost = crew.read_all([job], SilentProgress())
        if ident in lost:
            return lost[ident].detail.partition("; lihat .kerja/")[0]  # that note goes with the folder
        hasil = work.read(ident, RESULT, _KEY, DocumentResult)
        extraction = work.read(ident, EXTRACTION, _KEY, Extraction)
    if hasil is None or extraction is None:
        raise WorkFolderError(f"{name}: yang baru ditulis tidak dapat dibaca kembali; periksa disk")
    return hasil, extraction


def _print_document(hasil: DocumentResult, extraction: Extraction, console: Console) -> None:
    who = hasil.identity
    facts = [who.jenis, who.instansi, who.wilayah, str(who.tahun) if who.tahun else None]
    period = f"{who.periode_awal}-{who.periode_akhir}" if who.periode_awal else None
    told = " | ".join(fact for fact in (*facts, period) if fact)
    tell(console, f"Dokumen: {told or 'tidak dikenali dari halaman ini'}")
    for kind, group in groupby(sorted(extraction.pages, key=lambda p: p.kind), key=lambda p: p.kind):
        tell(console, f"Halaman {kind}: {page_list(page.number for page in group)}")
    if unread := [page.number for page in extraction.pages if page.passed_over]:
        tell(console, f"Tidak dibaca, tampak hanya berisi teks biasa tanpa tabel: halaman {page_list(unread)}")
    if hasil.galat:
        tell(console, (hasil.status, "yellow"), f": {hasil.galat}")
    tell(
        console,
        f"{len(hasil.tabel)} tabel, {len(hasil.kinerja)} nilai kinerja, {len(hasil.anggaran)} nilai anggaran, "
        f"{len(hasil.temuan)} temuan",
    )


def _print_table(table: Table, row: Tabel, console: Console) -> None:
    where = f"halaman {row.halaman_awal}" + (f"-{row.halaman_akhir}" if row.halaman_akhir != row.halaman_awal else "")
    title = f"{plain(row.judul or 'Tabel tanpa judul')}\n{where} | {row.jenis} | {row.mesin} | keyakinan {row.keyakinan:.2f}"
    shown = Shown(title=Text(title), title_justify="left", show_lines=True)
    meanings = (*row.kolom_kanonik, *(_NO_MEANING,) * table.columns)[: table.columns]
    for index, meaning in enumerate(meanings):
        shown.add_column(in_cell(f"{index}\n{meaning}"), overflow="fold")
    for number, texts in enumerate(table.grid()):
        shown.add_row(*map(in_cell, texts), style="bold" if number < table.header_rows else None)
    console.print()
    console.print(shown)
    for step in row.langkah:
        tell(console, f"   {arti_langkah(step)}")
    for told in row.pertimbangan:
        tell(console, f"   {told}")


def _draw(path: Path, info: PageInfo, panels: Panels, target: Path, seconds: float, workers: Processes, console: Console) -> bool:
    """Have a page drawn into a file; False, and a line, where it could not be. WorkFolderError where it cannot be written."""
    future = workers.submit(page_picture, path.absolute(), info, panels, seconds=seconds)
    try:
        picture = patiently(future)
    except (TimeoutError, WorkerDied) as error:
        return _not_drawn(info, death(error, seconds).detail, console)
    except (MemoryError, OSError, RuntimeError, ValueError) as error:  # of pdfium and Pillow among them
        return _not_drawn(info, str(error) or type(error).__name__, console)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture)
    except OSError as error:
        raise WorkFolderError.of(target, error) from error
    tell(console, f"Gambar: {target}")
    return True


def _not_drawn(info: PageInfo, why: str, console: Console) -> bool:
    tell(console, ("gagal", "yellow"), f": gambar halaman {info.number}: {why}")
    return False


def page_picture(path: Path, info: PageInfo, panels: Panels) -> bytes:
    """In a worker: a PNG picture of a page with the cells on it outlined, of each engine beside the other. OSError where the file
    does not open."""
    document, faults = open_pdf(path)
    if document is None:
        raise OSError("; ".join(fault.detail for fault in faults))
    out = io.BytesIO()
    try:
        drawn = [_named(draw_page(page_as_seen(document, info.number - 1), info, tables), name) for name, tables in panels]
        whole = Image.new("RGB", (sum(one.width for one in drawn), max(one.height for one in drawn)), "white")
        for place, one in zip(accumulate((one.width for one in drawn), initial=0), drawn, strict=False):
            whole.paste(one, (place, 0))
        whole.save(out, "PNG")
    finally:
        document.close()
    return out.getvalue()


def _named(picture: Image.Image, name: str) -> Image.Image:
    """The picture with the name of its engine above it; as it is where that has none."""
    if not name:
        return picture
    out = Image.new("RGB", (picture.width, picture.height + _TITLE), "white")
    out.paste(picture, (0, _TITLE))
    ImageDraw.Draw(out).text((_TITLE / 2, 2), name, fill=_HEAD, font_size=_TITLE / 2)
    return out


def draw_page(page: object, info: PageInfo, tables: Sequence[Table]) -> Image.Image:
    """The picture of an upright page (a pypdfium2 page) with the cells of `tables` on it outlined."""
    image = upright(page, _DPI, info.kind in PICTURED, info.turned).convert("RGB")
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
