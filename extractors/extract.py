"""A PDF file to its tables: the order of the extractors' work."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol

import cv2
import pypdfium2 as pdfium

from extractors.engines.ask import ASKED, contests, tables_by
from extractors.engines.grids import Grids
from extractors.engines.placed import placed
from extractors.engines.second_letters import SecondLetters
from extractors.integrity.attached import attached_pdfs
from extractors.layout.charts import without_charts
from extractors.layout.lines import running_lines
from extractors.layout.places import gutter_of
from extractors.layout.sideways import SidewaysPart, sideways_parts
from extractors.layout.steps import recording, together
from extractors.layout.typed_rules import with_typed_rules
from extractors.logical.assemble import logical
from extractors.logical.captions import with_captions
from extractors.model import PICTURED, Contest, Extraction, Fault, GuestEngine, Line, Page, PageInfo, Table, Word
from extractors.pdf.kind import most_is_picture
from extractors.pdf.page import read_page
from extractors.pdf.typed import page_as_seen
from extractors.scan.inference import ModelMissingError
from extractors.scan.page import OcrOptions

LEADING = 4
"""Scanned pages that are always read: they name the document."""


MAX_PAGES = 10_000
"""No report has more. A damaged or hostile file may claim a million pages that are not there."""


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """`pages` (1-based) limits the work; None reads all. `ocr` None leaves scans unread. `page_seconds` bounds a page. `engine`
    reads all tables in the place of our own grids; `asked` are those that are asked where these are in doubt."""

    ocr: OcrOptions | None = field(default_factory=OcrOptions)
    page_seconds: float = 120.0
    pages: tuple[int, ...] | None = None
    engine: GuestEngine | None = None
    asked: tuple[GuestEngine, ...] = ASKED


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page read from its picture; `passed_over`: a look at it showed no table, so that it was left unread."""

    page: Page
    passed_over: bool
    seconds: float


class KeptPages(Protocol):
    """Scanned pages of one document that were read before. Reading them costs a hundred times what others cost."""

    def read(self, number: int) -> ScannedPage | None: ...

    def keep(self, number: int, page: ScannedPage) -> None: ...


def extract(
    path: Path,
    options: ExtractOptions = ExtractOptions(),
    on_page: Callable[[int], None] | None = None,
    kept: KeptPages | None = None,
) -> Extraction:
    """All tables and running text of a file. A bad page is a fault, never an exception; a file that will not open is fatal.

    `on_page` is told the number of each page before it is read. Scanned pages are taken from `kept` and given to it;
    what it raises goes on to the caller.
    """
    from extractors.integrity.pages import Damage
    from extractors.pdf.file import open_pdf

    opened, faults = open_pdf(path)
    if opened is None:
        return Extraction((), (), (), tuple(faults))
    if len(opened) > MAX_PAGES:
        faults.append(Fault("rusak", f"berkas menyebut {len(opened)} halaman; yang dibaca {MAX_PAGES} yang pertama"))
    faults.extend(attached_pdfs(opened))
    beyond = (number for number in options.pages or () if number > len(opened))
    faults.extend(Fault("halaman_gagal", f"berkas hanya {len(opened)} halaman", number) for number in beyond)
    infos: list[PageInfo] = []
    found: list[tuple[Page, list[Table], tuple[Line, ...]]] = []
    asked: list[Contest] = []
    damage, letters = Damage(path), SecondLetters(path)
    try:
        for page, info, page_faults in _pages(opened, options, on_page, kept):
            faults.extend(page_faults)
            looked_at = page is None or page.kind != "teks"
            faults.extend(damage.of_page(info.number, len(opened), looked_at))  # within the time of the page
            if page is not None:
                page = letters.beside(page)
                last = found[-1] if found else None
                before = last[1][-1] if last and last[1] and last[0].number == page.number - 1 else None
                try:
                    ready = _ready(page)
                    tables = ready.tables(before, options.engine)
                    lines = ready.lines(tables)
                    asked += contests(ready.page, tables, lines, options.asked)
                except Exception as error:
                    faults.append(_lost(error, page.number))
                    info = dataclasses.replace(info, read=False)
                else:
                    found.append((dataclasses.replace(page, words=(), rulings=(), shades=()), tables, lines))
            infos.append(info)
        faults.extend(damage.of_document())
    finally:
        damage.close()
        letters.close()
        opened.close()
    made = tuple(logical(found))
    return Extraction(tuple(infos), made, tuple(n for _, _, ls in found for n in ls), tuple(faults), tuple(placed(asked, made)))


def read_ahead(
    path: Path, numbers: Sequence[int], options: ExtractOptions, on_page: Callable[[int], None], kept: KeptPages
) -> None:
    """Read scanned pages of a file for whoever reads the document, which then takes them from `kept`.

    Nothing is said of pages that are no scans, or that cannot be read: they are left to him. `on_page` may end it by what it
    raises.
    """
    from extractors.pdf.file import open_pdf

    opened, _ = open_pdf(path)
    if opened is None:
        return
    try:
        for number in numbers:
            on_page(number)
            if kept.read(number) is not None:
                continue
            with contextlib.suppress(Exception):
                _, scanned = _read(opened, number, options)
                if scanned is not None:
                    kept.keep(number, scanned)
    finally:
        opened.close()


def _lost(error: Exception, number: int) -> Fault:
    """The fault of a page that could not be read. Whatever the reason, the other pages of the document still count."""
    if isinstance(error, MemoryError) or (isinstance(error, cv2.error) and error.code == cv2.Error.StsNoMem):
        return Fault("memori_habis", "memori tidak cukup untuk membacanya", number)
    if isinstance(error, pdfium.PdfiumError):
        return Fault("halaman_gagal", "halaman rusak, tidak dapat dibuka", number)
    if isinstance(error, ModelMissingError):
        return Fault("halaman_gagal", str(error), number)
    return Fault("halaman_gagal", f"{type(error).__name__}: {error} ({_place(error.__traceback__)})", number)


def _place(trace: TracebackType | None) -> str:
    """Where an error came from, `grid.py:120`, for the person who has to mend it."""
    last = "?"
    while trace is not None:
        last = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return last


@dataclass(frozen=True, slots=True)
class _Ready:
    """A page as tables are sought on it: typed rules are rules, charts are left out, sideways parts are pages of their own."""

    page: Page
    words: tuple[Word, ...]
    parts: Sequence[SidewaysPart]

    def lines(self, tables: Sequence[Table]) -> tuple[Line, ...]:
        """The lines of text of the page, those of two columns apart where its tables stand in two."""
        return running_lines(self.words, self.page.number, gutter_of([t.bbox for t in tables]))

    def tables(self, before: Table | None, engine: GuestEngine | None) -> list[Table]:
        tables = Grids(before).tables(self.page) if engine is None else tables_by(engine, self.page)
        for part in self.parts:
            tables += map(part.in_place, with_captions(*tables_of(part.page, engine=engine), ()))
        tables.sort(key=lambda t: (t.bbox.y0, t.bbox.x0))
        if self.page.steps:
            tables = [dataclasses.replace(table, steps=together(self.page.steps, table.steps)) for table in tables]
        return tables


def _ready(page: Page) -> _Ready:
    with recording() as steps:
        page = with_typed_rules(page)
        words = page.words
        page = without_charts(page)
        page, parts = sideways_parts(page)
    return _Ready(dataclasses.replace(page, steps=together(page.steps, steps)), words, parts)


def tables_of(page: Page, before: Table | None = None, engine: GuestEngine | None = None) -> tuple[list[Table], tuple[Line, ...]]:
    """(tables of one page, its lines of text). `before` is the last table of the page before, which may go on here; `engine` is
    whose tables they are, None our own grids'."""
    ready = _ready(page)
    tables = ready.tables(before, engine)
    return tables, ready.lines(tables)


def _pages(
    document: pdfium.PdfDocument,
    options: ExtractOptions,
    on_page: Callable[[int], None] | None,
    kept: KeptPages | None,
) -> Iterator[tuple[Page | None, PageInfo, list[Fault]]]:
    wanted = range(1, min(len(document), MAX_PAGES) + 1) if options.pages is None else options.pages
    for number in wanted:
        if not 1 <= number <= len(document):
            continue
        if on_page is not None:
            on_page(number)
        scanned = kept.read(number) if kept is not None else None
        start = time.perf_counter()
        page = None if scanned is None else scanned.page
        if page is None:
            try:
                page, scanned = _read(document, number, options)
            except Exception as error:
                info = PageInfo(number, 0, 0, "rusak", read=False, seconds=time.perf_counter() - start)
                yield None, info, [_lost(error, number)]
                continue
            if scanned is not None and kept is not None:
                kept.keep(number, scanned)
        passed_over, seconds = (scanned.passed_over, scanned.seconds) if scanned else (False, time.perf_counter() - start)
        read = bool(page.words) or page.kind == "kosong" or passed_over
        faults = []
        if options.ocr is None and (page.kind in PICTURED or most_is_picture(page)):
            faults.append(Fault("ocr_tidak_ada", "halaman pindaian tidak dibaca", number))
        yield page, PageInfo(number, page.width, page.height, page.kind, page.turned, read, seconds, passed_over), faults


def _read(document: pdfium.PdfDocument, number: int, options: ExtractOptions) -> tuple[Page, ScannedPage | None]:
    """(a page as read, the same as a scanned page where it was read from its picture)."""
    start = time.perf_counter()
    handle = page_as_seen(document, number - 1)
    try:
        page = read_page(handle, number)
        if options.ocr is None or (page.kind not in PICTURED and not page.pictures):
            return page, None
        from extractors.scan.page import read_scanned
        from extractors.scan.pasted import pasted_tables, read_pasted, takes_page
        from extractors.scan.prose.look import look_at

        if page.kind not in PICTURED:
            pasted = pasted_tables(handle, page)
            if not pasted:
                return page, None
            if not takes_page(pasted, page):
                page = read_pasted(handle, page, pasted, options.ocr)
                return page, ScannedPage(page, False, time.perf_counter() - start)
            page = dataclasses.replace(page, kind="pindaian", words=(), rulings=(), shades=())
        passed_over = number > LEADING and not options.ocr.prose and not look_at(handle).may_hold_table
        if not passed_over:
            page = dataclasses.replace(read_scanned(handle, number, options.ocr), kind=page.kind)
        return page, ScannedPage(page, passed_over, time.perf_counter() - start)
    finally:
        handle.close()
