"""What the pages show of the datasets: documents, the tables of a page with their cells, the values in each cell.

An id that comes with a request is looked up here; it never becomes part of a path.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pyarrow.compute as pc

from extractors.model import PICTURED, PageInfo
from pipeline.datasets.ownership import PACKAGE
from pipeline.datasets.records import FACTS
from pipeline.datasets.stored import StoredDatasets, not_while_replaced
from pipeline.report.page_picture import WantedPicture
from pipeline.storage.origin import UNKNOWN, file_of, folder_of
from pipeline.storage.stamps import Stamp
from pipeline.storage.work_folder import EXTRACTION, WorkFolder
from pipeline.tables.said import HEADING_ROWS
from pipeline.web.pictures import DPI

T = TypeVar("T")
Row = dict[str, Any]
_DOCUMENT = (
    *("dokumen_id", "berkas", "folder", "salinan", "jenis", "instansi", "wilayah", "tahun", "periode_awal", "periode_akhir"),
    *("halaman", "halaman_pindaian", "status", "galat"),
)
_FACT = ("dokumen_id", "tabel_id", "halaman", "baris", "kolom", "tahun", "triwulan", "bulan", "ukuran", "nilai")
_FACT_HOW = ("nilai_teks", "status_nilai", "keyakinan", "kandidat", "aturan_nilai", "kode", "instansi")


class UnknownError(Exception):
    """There is nothing of this id."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table and the values that were read in it."""

    row: Row
    nilai: tuple[Row, ...]

    @property
    def ragu(self) -> bool:
        return any(fact["status_nilai"] == "ragu" for fact in self.nilai)


def box_of(cell: CellView) -> tuple[float, float, float, float]:
    """Where a cell stands on its page, in points from the top left."""
    row = cell.row
    return row["x0"], row["y0"], row["x1"], row["y1"]


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell that a person opened: the values read in it, the names of all rows of its table that have values, and under which
    of them, or of what is printed beside it, one that nobody read there would stand. `kepala`: how many rows the heading of its
    table would have if this one were of the other, None where it is too far down for one."""

    row: Row
    nilai: tuple[Row, ...]
    nama_lain: tuple[str, ...]
    nama: str
    kepala: int | None


@dataclass(frozen=True, slots=True)
class TableView:
    """The part of a table that stands on one page: rows of cells, None where a merged cell reaches to or nothing is."""

    row: Row
    cells: tuple[CellView, ...]
    baris: tuple[tuple[int, tuple[CellView | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class _KeptPages:
    """Of a kept extraction the pages alone."""

    pages: tuple[PageInfo, ...] = ()


@dataclass(slots=True)
class Shelf:
    """The datasets of one output folder, opened anew when a run or a decision has replaced them."""

    output: Path
    _opened: tuple[Stamp | None, StoredDatasets] | None = None
    _door: threading.Lock = field(default_factory=threading.Lock)

    def reading(self, what: Callable[[StoredDatasets], T]) -> T:
        """What a function makes of the datasets, tried again where they were being replaced just then."""
        return not_while_replaced(lambda: what(self._stored()), self._close)

    def _close(self) -> None:
        self._opened = None

    def _stored(self) -> StoredDatasets:
        with self._door:
            stamp = Stamp.if_there(self.output / PACKAGE)
            if self._opened is None or self._opened[0] != stamp or stamp is None:
                self._opened = stamp, StoredDatasets(self.output)
            return self._opened[1]

    # ------------------------------------------------------------ documents
    def documents(self) -> list[Row]:
        """All documents, with the number of their sure and doubtful values and of their findings; by agency, year and name."""
        rows = self.reading(lambda s: s.rows("dokumen", _DOCUMENT))
        facts = self.reading(StoredDatasets.statuses)
        findings = self.reading(lambda s: s.tally("temuan", ["dokumen_id"]))
        for row in rows:
            ident = row["dokumen_id"]
            row |= {
                "pasti": facts[ident]["pasti"],
                "ragu": facts[ident]["ragu"],
                "temuan": findings[ident,],
            }
        return sorted(rows, key=lambda r: (r["instansi"] or "\uffff", -(r["tahun"] or 0), r["berkas"]))

    def document(self, ident: str) -> Row:
        """UnknownError where there is none."""
        rows = self.reading(lambda s: s.rows("dokumen", _DOCUMENT, pc.field("dokumen_id") == ident))
        if not rows:
            raise UnknownError
        return rows[0]

    def pages(self, ident: str) -> list[Row]:
        """Of each page of a document with a table or a finding: how much is there."""
        out: dict[int, Row] = defaultdict(lambda: {"tabel": 0, "pasti": 0, "ragu": 0, "temuan": 0})
        where = pc.field("dokumen_id") == ident
        for name in FACTS:
            for (page, status), count in self.reading(lambda s, n=name: s.tally(n, ["halaman", "status_nilai"], where)).items():  # type: ignore[misc]
                out[page][status] += count
        for page, _ in self.reading(lambda s: s.tally("sel", ["halaman", "tabel_id"], where)):
            out[page]["tabel"] += 1
        for (page,), count in self.reading(lambda s: s.tally("temuan", ["halaman"], where)).items():
            if page is not None:
                out[page]["temuan"] += count
        return [{"halaman": page, **out[page]} for page in sorted(out)]

    # ------------------------------------------------------------ a page
    def tables(self, ident: str, page: int) -> list[TableView]:
        """The tables of a page as they were read there."""
        here = (pc.field("dokumen_id") == ident) & (pc.field("halaman") == page)
        cells = self.reading(lambda s: s.rows("sel", s.columns("sel"), here))
        names = sorted({cell["tabel_id"] for cell in cells})
        if not names:
            return []
        tables = self.reading(lambda s: s.rows("tabel", s.columns("tabel"), pc.field("tabel_id").isin(names)))
        facts = self.facts(pc.field("tabel_id").isin(names))
        by_table: dict[str, list[Row]] = defaultdict(list)
        for cell in cells:
            by_table[cell["tabel_id"]].append(cell)
        views = [_table_view(table, by_table[table["tabel_id"]], facts) for table in tables]
        return sorted(views, key=lambda view: min((c.row["y0"], c.row["x0"]) for c in view.cells))

    def cell(self, table: str, row: int, column: int) -> OpenCell:
        """A cell in which something is printed. UnknownError where there is none."""
        lines = self.reading(lambda s: s.rows("sel", s.columns("sel"), pc.field("tabel_id") == table))
        cell = next((one for one in lines if (one["baris"], one["kolom"]) == (row, column) and one["teks"].strip()), None)
        if cell is None:
            raise UnknownError
        facts = sorted(self.facts(pc.field("tabel_id") == table), key=lambda f: f["baris"])
        inside = [f for f in facts if f["baris"] in _rows_of(cell) and f["kolom"] in _columns_of(cell)]
        names = tuple(dict.fromkeys(f["nama"] for f in facts))
        beside = [one["teks"] for one in lines if row in _rows_of(one) and one["kolom"] < column]
        own = [f["nama"] for f in facts if f["baris"] == row] or sorted(beside, key=lambda text: -sum(map(str.isalpha, text)))
        name = " ".join(own[0].split()) if own else ""
        return OpenCell(cell, tuple(inside), names, name, self._heading_with(cell))

    def _heading_with(self, cell: Row) -> int | None:
        where = pc.field("tabel_id") == cell["tabel_id"]
        for table in self.reading(lambda s: s.rows("tabel", ["baris_judul"], where)):
            rows: int = cell["baris"] + (cell["rentang_baris"] if cell["baris"] >= table["baris_judul"] else 0)
            return rows if rows <= HEADING_ROWS else None
        return None

    def facts(self, where: Any) -> list[Row]:
        """Values of both datasets: `id`, `nama`, `dataset`, and what is common to both."""
        out = []
        for name, (ident, subject) in FACTS.items():
            more = ("satuan", "predikat") if name == "kinerja" else ()
            columns = [ident, subject, *_FACT, *_FACT_HOW, *more]
            for row in self.reading(lambda s, n=name, c=columns: s.rows(n, c, where)):  # type: ignore[misc]
                out.append({"satuan": None, "predikat": None} | row | {"dataset": name, "id": row[ident], "nama": row[subject]})
        return out

    def fact(self, ident: str) -> Row:
        """A value by its whole id. UnknownError where there is none."""
        for name, (column, _) in FACTS.items():
            found = self.reading(lambda s, n=name, c=column: s.count(n, pc.field(c) == ident))  # type: ignore[misc]
            if found:
                rows = self.reading(lambda s, n=name, c=column: s.rows(n, ["tabel_id", "baris", "kolom"], pc.field(c) == ident))  # type: ignore[misc]
                place = rows[0]
                where = (pc.field("tabel_id") == place["tabel_id"]) & (pc.field("baris") == place["baris"])
                return next(fact for fact in self.facts(where) if fact["id"] == ident)
        raise UnknownError

    # ------------------------------------------------------------ findings
    def findings(self, rule: str | None, ident: str | None, limit: int) -> list[Row]:
        """Findings of a rule, of a document; the gravest first."""
        where = pc.field("temuan_id") != ""
        if rule is not None:
            where &= pc.field("aturan") == rule
        if ident is not None:
            where &= pc.field("dokumen_id") == ident
        return self.reading(lambda s: s.rows("temuan", s.columns("temuan"), where, limit=limit))

    def finding(self, ident: str) -> Row:
        """UnknownError where there is none."""
        rows = self.reading(lambda s: s.rows("temuan", ["temuan_id", "dokumen_id"], pc.field("temuan_id") == ident))
        if not rows:
            raise UnknownError
        return rows[0]

    def rules(self, ident: str | None) -> dict[str, Counter[str]]:
        """How many findings of each gravity there are of each rule; of one document or of all."""
        where = None if ident is None else pc.field("dokumen_id") == ident
        tally = self.reading(lambda s: s.tally("temuan", ["aturan", "keparahan"], where))
        out: dict[str, Counter[str]] = defaultdict(Counter)
        for (rule, gravity), count in tally.items():
            out[rule][gravity] += count
        return out

    # ------------------------------------------------------------ pictures
    def wanted(self, ident: str, page: int, dpi: str) -> WantedPicture:
        """How the picture of a page is asked for. UnknownError where there is no such page or fineness."""
        document = self.document(ident)
        if dpi not in DPI or not 1 <= page <= document["halaman"]:
            raise UnknownError
        info = self.page_info(ident, page)
        scanned = info.kind in PICTURED if info else bool(document["halaman_pindaian"]) and self._from_picture(ident, page)
        return WantedPicture(ident, self._places(document), page, DPI[dpi], scanned, info.turned if info else 0)

    def page_info(self, ident: str, page: int) -> PageInfo | None:
        """Of a page as it was read; None where what was read is no longer kept."""
        key = WorkFolder.of(self.output).kept_key(ident, EXTRACTION)
        return next((info for info in _kept_pages(self.output, ident, key) if info.number == page), None)

    def _from_picture(self, ident: str, page: int) -> bool:
        where = (pc.field("dokumen_id") == ident) & (pc.field("halaman") == page) & pc.field("dari_ocr")
        return self.reading(lambda s: s.count("sel", where)) > 0

    def _places(self, document: Row) -> tuple[str, ...]:
        folder = folder_of(document["folder"], self.output)
        names = (document["berkas"], *document["salinan"])
        return () if folder == UNKNOWN else tuple(str(file_of(folder, name)) for name in names)


@lru_cache(maxsize=32)
def _kept_pages(output: Path, ident: str, key: str) -> tuple[PageInfo, ...]:
    kept = WorkFolder.of(output).read(ident, EXTRACTION, key, _KeptPages) if key else None
    return kept.pages if kept else ()


def _table_view(table: Row, cells: Sequence[Row], facts: Iterable[Row]) -> TableView:
    of_cell: dict[tuple[int, int], list[Row]] = defaultdict(list)
    at = {(r, c): cell for cell in cells for r in _rows_of(cell) for c in _columns_of(cell)}
    for fact in facts:
        cell = at.get((fact["baris"], fact["kolom"])) if fact["tabel_id"] == table["tabel_id"] else None
        if cell is not None:
            of_cell[cell["baris"], cell["kolom"]].append(fact)
    views = {
        (cell["baris"], cell["kolom"]): CellView(cell, tuple(of_cell[cell["baris"], cell["kolom"]]))
        for cell in sorted(cells, key=lambda c: (c["baris"], c["kolom"]))
    }
    first = min(cell["baris"] for cell in cells)
    last = max(row for cell in cells for row in _rows_of(cell))
    width = table["jumlah_kolom"]
    rows = tuple(
        (r, tuple(views.get((r, c)) for c in range(width) if (r, c) in views or (r, c) not in at)) for r in range(first, last + 1)
    )
    return TableView(table, tuple(views.values()), rows)


def _rows_of(cell: Row) -> range:
    return range(cell["baris"], cell["baris"] + cell["rentang_baris"])


def _columns_of(cell: Row) -> range:
    return range(cell["kolom"], cell["kolom"] + cell["rentang_kolom"])
