"""A table with everything that was understood of it, as the readers of facts see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.model import Cell
from normalizers.text import is_missing
from pipeline.datasets.vocabulary import JenisTabel, Peran, Tingkat
from pipeline.tables.columns.column import OF_FIGURES, ROLE_SURE, Column, TableYears
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.heading import Heading
from pipeline.tables.rows.row import Row
from pipeline.tables.said import NO_TABLE_SAID, TableSaid

NAME_READ = 0.8
"""A scanned name whose letters were read less surely than this on the average is another's name, or a stamp's text."""
AMOUNT_INSIDE = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3}){2,}(?![\d.,]*\d)")
"""Millions and more among the words of a scanned name: the line between the column of names and that of amounts was not seen."""


@dataclass(frozen=True, slots=True)
class TableView:
    """`tingkat_bawaan` is the level of rows that do not say theirs."""

    dokumen_id: str
    tabel_id: str
    jenis: JenisTabel
    grid: TableGrid
    kepala: Heading
    kolom: tuple[Column, ...]
    baris: tuple[Row, ...]
    waktu: TableYears
    tingkat_bawaan: Tingkat | None = None
    nama: str | None = None
    """What all its figures measure, where the caption names it and no column does."""
    nama_diduga: bool = False
    """Whether that is a guess."""
    langkah: tuple[str, ...] = ()
    """Ids of the heuristics that shaped the table and what it means, see `extractors.layout.steps`."""

    diputus: TableSaid = NO_TABLE_SAID
    """What people decided about it and its columns."""

    def body_cells(self, column: int) -> Iterator[Cell]:
        """Cells of a column below the heading, each once."""
        for row in range(self.kepala.akhir, self.grid.rows):
            cell = self.grid.begun(row, column)
            if cell is not None and cell.column == column:
                yield cell

    def beside(self, names: Cell, column: int) -> list[Cell]:
        """The filled cells of a column that begin in the rows over which a cell of names reaches."""
        cells = [self.grid.begun(row, column) for row in range(names.row, names.row + names.row_span)]
        return [cell for cell in cells if cell is not None and not is_missing(cell.text)]

    def cell_near(self, row: int, column: int, role: Peran) -> Cell | None:
        """The cell of this row in the column of a role: the nearest on the left of `column`, else the nearest on its right. Units
        of figures before the next column of indicators are not those of the figures behind that."""
        place = self.place_near(column, role)
        return None if place is None else self.grid.at(row, place)

    def place_near(self, column: int, role: Peran) -> int | None:
        """The column of a role nearest on the left of `column`, else the nearest on its right."""
        places = [k.index for k in self.kolom if k.peran == role]
        left = [i for i in places if i < column]
        if role == "satuan" and left and self._named_anew(left[-1], column):
            left, places = [], [i for i in places if i > column]
        return left[-1] if left else next(iter(places), None)

    def _named_anew(self, unit: int, column: int) -> bool:
        """Whether indicators stand on both sides of a column of units, the second before `column`."""
        names = [k.index for k in self.kolom[:column] if k.peran == "indikator"]
        return any(i < unit for i in names) and any(i > unit for i in names)

    def cell_left(self, row: int, column: int, *roles: Peran) -> tuple[Cell, Peran] | None:
        """The filled cell of this row nearest on the left of `column` that holds one of these roles, and which."""
        for k in reversed(self.kolom[:column]):
            cell = self.grid.at(row, k.index) if k.peran in roles else None
            if cell is not None and not is_missing(cell.text):
                return cell, k.peran
        return None

    def name_read(self, row: int, column: int) -> bool:
        """Whether the names that a figure may stand under were read surely enough; print that is no scan's always is."""
        if not self.grid.from_picture:
            return True
        cells = (self.cell_near(row, column, role) for role in OF_FIGURES)
        return not any(
            cell is not None
            and cell.from_ocr
            and sum(map(str.isalpha, cell.text)) > 3
            and (cell.confidence < NAME_READ or AMOUNT_INSIDE.search(cell.text))
            for cell in cells
        )

    def of_row(self, k: Column, row: Row) -> Column:
        """A column as its figure in a row is meant, where rows say the measure or the year; a figure over several rows is of none
        alone."""
        if row.tahun is not None and k.tahun is None:
            k = replace(k, tahun=row.tahun, tahun_tertulis=True)
        if row.ukuran is None or k.measures("akhir", "awal"):
            return k
        cell = self.grid.at(row.indeks, k.index)
        if cell is not None and cell.row_span > 1 and k.ukuran is not None:
            return k
        return replace(k, ukuran=row.ukuran, persen=k.persen or row.ukuran == "capaian", yakin=max(k.yakin, ROLE_SURE))

    def year_of(self, k: Column) -> tuple[int | None, bool]:
        """The year of a column's values and whether it is sure: the heading's, else the table's; a base year, and that
        of a standard beside figures of several years, only as printed."""
        if k.tahun is not None:
            return k.tahun, k.tahun_tertulis
        if k.ukuran == "awal" or (k.ukuran == "standar" and len({c.tahun for c in self.kolom if c.tahun}) > 1):
            return None, True
        if k.ukuran == "akhir":
            last = self.waktu.periode_akhir or self.waktu.rencana_akhir
            return last, last is not None
        return self.waktu.tahun, self.waktu.tahun is not None and self.waktu.yakin >= ROLE_SURE
