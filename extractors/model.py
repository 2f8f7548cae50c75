"""The values that flow from a PDF to its tables.

One coordinate convention everywhere: PDF points, origin top left of the page as a person holds it (after /Rotate
and, for scans, after the turn that makes the text upright), x to the right, y down.
All types are plain frozen data: picklable, comparable, and written to the work folder as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PageKind = Literal["teks", "pindaian", "campuran", "kosong", "rusak"]
"""What a page is made of: born-digital text, a picture of paper, both, nothing, or text whose font has no usable map."""
PICTURED: tuple[PageKind, ...] = ("pindaian", "rusak")
"""Kinds of pages that are read from their picture."""
OwnEngine = Literal["garis", "garis-datar", "tanpa-garis"]
"""What found a table of our own: ruling lines, horizontal lines only, or text columns."""
GuestEngine = Literal["pdfplumber", "camelot-lattice", "camelot-network", "camelot-hybrid"]
"""Table finders of others, asked where a table of ours is in doubt (`extractors.engines`)."""
EngineName = Literal[OwnEngine, GuestEngine]
"""What found a table."""
Why = Literal["kolom_acak", "sel_sesak", "sel_berkolom", "nama_berangka", "kepala_kosong", "tanpa_tabel"]
"""Why others were asked: columns of figures are not orderly; cells hold several figures side by side; a merged cell holds rows of
names and figures; names end in figures; columns of figures have no heading though others have; figures stand in columns and no
table was found."""
FaultCode = Literal[
    "terenkripsi", "rusak", "kosong", "bukan_pdf", "tak_terbaca", "halaman_gagal", "memori_habis", "waktu_habis", "proses_mati",
    "kesalahan_program", "ocr_tidak_ada", "diperbaiki", "lampiran_pdf", "isi_rusak",
]  # fmt: skip
"""What went wrong; `isi_rusak` is a page that was read from what is left of it."""


class BBox(NamedTuple):
    """A box in points, origin top left of the upright page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.y0 + self.y1) / 2

    def union(self, other: BBox) -> BBox:
        return BBox(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def overlap(self, other: BBox) -> float:
        """Area shared with another box, in square points."""
        w = min(self.x1, other.x1) - max(self.x0, other.x0)
        h = min(self.y1, other.y1) - max(self.y0, other.y0)
        return w * h if w > 0 and h > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, as printed.

    `size` is the font size in points (line height for OCR). `confidence` is 1.0 for born-digital text, the reader's own
    score (0-1) for OCR. `second` is what an independent second reader saw on the same spot, None where it was not asked.
    `turned` is the way it runs, in degrees clockwise (0, 90, 180, 270), and words of one `piece` (from 1) were drawn in one go:
    both of born-digital text only.
    """

    text: str
    bbox: BBox
    size: float = 0.0
    bold: bool = False
    confidence: float = 1.0
    from_ocr: bool = False
    second: str | None = None
    turned: int = 0
    piece: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight ruling line, horizontal (y0 == y1) or vertical (x0 == x1); `thickness` in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.0

    @property
    def horizontal(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Page:
    """What was read on one page: words in reading order and ruling lines, upright.

    `turned` is the clockwise turn in degrees (0, 90, 180, 270) that was given to the page on top of its /Rotate.
    `shades` are filled boxes without an outline (cell shading), `pictures` the boxes of pictures on it. `doubted`: some of its
    letters are: their font has no map, print lies over print, figures are cut.
    """

    number: int
    width: float
    height: float
    kind: PageKind
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    shades: tuple[BBox, ...] = ()
    turned: int = 0
    pictures: tuple[BBox, ...] = ()
    steps: tuple[str, ...] = ()
    """Ids of the heuristics that shaped its picture before it was read, see `extractors.layout.steps`."""
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text (words of one height, joined with single spaces). `size` in points."""

    page: int
    text: str
    bbox: BBox
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `row` and `column` are 0-based in the table it belongs to; text lines are joined with `\\n`.

    `second` is the text as the second reader has it, where it was asked (scans only); `confidence` 0-1.
    `line_tops` holds the top (y) of each text line, so that stacked values can be set against each other.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    bbox: BBox
    confidence: float = 1.0
    from_ocr: bool = False
    second: str | None = None
    line_tops: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, on one page or (after stitching) a logical one over many pages.

    Every grid place is covered by exactly one cell (blank cells included). `header_rows` counts the rows at the top that
    are heading (number rows such as `(1) (2) (3)` included). `column_edges` are the x places of the column borders on the
    first page, `rows + 1`-like: `columns + 1` values. `from_picture`: any of it was read from a picture of the page.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int
    engine: EngineName
    confidence: float
    first_page: int
    last_page: int
    bbox: BBox
    column_edges: tuple[float, ...] = ()
    caption: str | None = None
    context: tuple[str, ...] = ()
    """Lines of text above the table (nearest last), for kinds, years and units such as `(dalam ribu rupiah)`."""
    open_foot: bool = False
    """Its rows are ruled, but below the last no ruling is drawn: the page break cut the row."""
    from_picture: bool = False
    steps: tuple[str, ...] = ()
    """Ids of the heuristics that shaped it, see `extractors.layout.steps`."""

    @property
    def is_ruled(self) -> bool:
        """Whether ruling lines on both sides make its rows and columns; those of any other come from where its text stands."""
        return self.engine == "garis"

    def grid(self) -> list[list[str]]:
        """Dense rows of text; a spanned cell's text stands at its top left place only."""
        out = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            out[cell.row][cell.column] = cell.text
        return out


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that went wrong with a document or a page (1-based; None: the whole document). Errors are values."""

    code: FaultCode
    detail: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Page size in points, its kind, the turn given to it, and how it was read. `seconds` of work spent; `passed_over`: a look at
    it showed running text and no table, so that it was left unread."""

    number: int
    width: float
    height: float
    kind: PageKind
    turned: int = 0
    read: bool = True
    seconds: float = 0.0
    passed_over: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an engine makes of a region: its table there (None: it sees none), how many words its borders cut; `failed`: what it
    raised, or that its time was over. Errors are values."""

    engine: GuestEngine
    table: Table | None = None
    cut: int = 0
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """A region of a page that others were asked about, and why. `table` is the place in `Extraction.tables` of what our own grids
    found there, None where they found nothing; `cut` the words that their borders cut."""

    page: int
    bbox: BBox
    why: tuple[Why, ...]
    answers: tuple[Opinion, ...] = ()
    table: int | None = None
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the extractors know of a document. `fatal` faults leave `pages` empty. `contests` are decided by what the tables
    would mean, which the extractors do not know."""

    pages: tuple[PageInfo, ...]
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    contests: tuple[Contest, ...] = ()
