"""A table in whose frame another one begins: a row of headings of other matter in the body, figures below it.

A perjanjian kinerja prints its programs and their amounts right below its indicators (`No | Sasaran | Indikator | Target`,
further down `Program | Anggaran | Keterangan`); read as one, the amounts would stand under `Indikator`. Where they cannot be
parted, what their columns measure is a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import DIGIT
from extractors.model import BBox, Cell, Table
from normalizers.concepts import Group
from normalizers.heading_words import HeaderLexicon, HeadingReading
from pipeline.tables.columns.column import DOUBTED, NAMING, Column
from pipeline.tables.grid import TableGrid, grid_of
from pipeline.tables.headings.heading import Heading
from pipeline.tables.headings.read import read_headings


@dataclass(frozen=True, slots=True)
class Limits:
    known: Annotated[float, Limit("so many letters of each cell of such a row are of words that head columns", SHARE)] = 0.99
    cells: Annotated[int, Limit("and it has so many cells at least", COUNT)] = 2
    doubted: Annotated[float, Limit("so many letters of a cell that heads figures anew are of such words", SHARE)] = 0.9


LIMITS = Limits()
_OF_FIGURES: tuple[Group, ...] = ("uang", "ukuran", "sampingan")


@heuristic(lambda table, _: (table,))
def parted(table: Table, headers: HeaderLexicon) -> tuple[Table, ...]:
    """The table, or the two that it is, top to bottom: cut above a row that names what rows are and what their figures measure,
    otherwise than its heading does, with such figures below. Abstains where a cell reaches over the cut."""
    grid = grid_of(table)
    rows = [row for row in range(2, table.rows - 1) if _may_head(grid, row)]
    if not rows:
        return (table,)
    kepala = read_headings(grid, headers)
    for row in rows:
        if row <= kepala.akhir or any(cell.row < row < cell.row + cell.row_span for cell in table.cells):
            continue
        said = {cell.column: headers.read(cell.text) for cell in grid.filled(row)}
        above = {c: kepala.jalur[c][-1].names() if kepala.jalur[c] else () for c in said}
        if (
            _heads(said)
            and _figures_below(grid, row, said)
            and any(r.names() != above[c] for c, r in said.items() if _measures(r))
        ):
            return _rows_of(table, 0, row), *parted(_rows_of(table, row, table.rows), headers)
    return (table,)


@heuristic(
    lambda grid, kepala, kolom, _: kolom, lambda before, after: (a.index for b, a in zip(before, after, strict=True) if a != b)
)
def with_heads_below_doubted(
    grid: TableGrid, kepala: Heading, kolom: tuple[Column, ...], headers: HeaderLexicon
) -> tuple[Column, ...]:
    """The columns; those of figures that a row of the body heads as another measure, side by side, hold nothing that is sure."""
    places = [k.index for k in kolom if k.holds("nilai", "rupiah")]
    anew: set[int] = set()
    for row in range(kepala.akhir, grid.rows):
        filled = grid.filled(row)
        if len(filled) < LIMITS.cells or any(DIGIT.search(cell.text) for cell in filled):
            continue
        cells = [cell for cell in filled if cell.column in places]
        said = {cell: reading for cell in cells if (reading := headers.read(cell.text)).cakupan >= LIMITS.doubted}
        heads = {cell: reading for cell, reading in said.items() if reading.names(*_OF_FIGURES)}
        if len(heads) >= LIMITS.cells:
            anew |= {
                c for cell, r in heads.items() for c in _columns(cell) if c in places and not _told_above(r, kepala.jalur[c])
            }
    return tuple(k.at_most(DOUBTED) if k.index in anew else k for k in kolom)


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _told_above(reading: HeadingReading, path: Sequence[HeadingReading]) -> bool:
    """Whether the heading above says what a cell of the body says: it is printed once more."""
    return {*reading.names(*_OF_FIGURES)} <= {name for above in path for name in above.names(*_OF_FIGURES)}


def _may_head(grid: TableGrid, row: int) -> bool:
    filled = grid.filled(row)
    return len(filled) >= LIMITS.cells and not any(DIGIT.search(cell.text) or cell.row_span > 1 for cell in filled)


def _heads(said: dict[int, HeadingReading]) -> bool:
    """Whether cells name what rows are and what figures measure, and say nothing else."""
    roles = {name for reading in said.values() for name in reading.names("peran")}
    plain = all(reading.names() and reading.cakupan >= LIMITS.known for reading in said.values())
    return plain and not roles.isdisjoint((*NAMING, "indikator", "sasaran")) and any(map(_measures, said.values()))


def _measures(reading: HeadingReading) -> bool:
    return bool(reading.names("uang", "ukuran"))


def _figures_below(grid: TableGrid, row: int, said: dict[int, HeadingReading]) -> bool:
    """Whether every row below has a figure where one is headed, blank ones aside."""
    places = [column for column, reading in said.items() if _measures(reading)]
    below = [r for r in range(row + 1, grid.rows) if grid.filled(r)]
    return bool(below) and all(any(DIGIT.search(grid.text(r, c)) for c in places) for r in below)


def _rows_of(table: Table, first: int, end: int) -> Table:
    """Some rows of a table as one of its own, with what stands above it."""
    cells = tuple(replace(cell, row=cell.row - first) for cell in table.cells if first <= cell.row < end)
    return replace(
        table,
        cells=cells,
        rows=end - first,
        header_rows=min(table.header_rows, end) if first == 0 else 1,
        first_page=min(cell.page for cell in cells),
        last_page=max(cell.page for cell in cells),
        bbox=reduce(BBox.union, (cell.bbox for cell in cells)) if first else table.bbox,
    )
