"""A table as a grid in which every place knows its cell, so that spanned text is found from all the places it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.model import Cell, Table


@dataclass(frozen=True)
class TableGrid:
    """`at(row, column)` is the cell that covers a place (None only in a table with holes)."""

    table: Table
    _cover: tuple[tuple[Cell | None, ...], ...]
    from_picture: bool
    """Whether any of its text was read from a picture."""

    @property
    def rows(self) -> int:
        return self.table.rows

    @property
    def columns(self) -> int:
        return self.table.columns

    def at(self, row: int, column: int) -> Cell | None:
        return self._cover[row][column]

    def begun(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, where it begins in this row; None where one from above reaches over it."""
        cell = self._cover[row][column]
        return cell if cell is not None and cell.row == row else None

    def text(self, row: int, column: int) -> str:
        """Text of the covering cell, stripped at both ends; line breaks are kept."""
        cell = self._cover[row][column]
        return cell.text.strip() if cell else ""

    def starts(self, row: int) -> tuple[Cell, ...]:
        """Cells whose top left place is in this row, left to right."""
        return tuple(c for i, c in enumerate(self._cover[row]) if c and c.row == row and c.column == i)

    def texts(self, row: int) -> list[str]:
        """Texts of a row by column, each of `starts` once, at its left place; blank where another cell spans."""
        out = [""] * self.columns
        for cell in self.starts(row):
            out[cell.column] = cell.text.strip()
        return out

    def begun_below(self, row: int, column: int) -> tuple[Cell, ...]:
        """The cells with text that begin in a column from this row on, top to bottom."""
        return tuple(c for r in range(row, self.rows) if (c := self.begun(r, column)) is not None and c.text.strip())

    def filled(self, row: int) -> tuple[Cell, ...]:
        """Of `starts`, those with text."""
        return tuple(c for c in self.starts(row) if c.text.strip())

    def told(self, row: int) -> tuple[Cell, ...]:
        """Of `filled`, those that hold more than the colon between a name and its text."""
        return tuple(c for c in self.filled(row) if not is_colon(c))

    def with_cells(self, changed: Iterable[Cell]) -> TableGrid:
        """The grid with these cells, instead of those that stand at their places; itself where there are none."""
        by_place = {(cell.row, cell.column): cell for cell in changed}
        if not by_place:
            return self
        kept = (cell for cell in self.table.cells if (cell.row, cell.column) not in by_place)
        return grid_of(replace(self.table, cells=(*kept, *by_place.values())))


FIELD = 2
"""A field of a form stands in so many cells, a colon between them aside."""


def is_colon(cell: Cell) -> bool:
    """Whether a cell holds nothing but the colon between the name of a field and its text."""
    return cell.text.strip() == ":"


def stacked_fields(cells: Sequence[Cell]) -> list[tuple[str, str]]:
    """(name, text) of fields of a form below each other, their names in one cell and their texts, each behind a colon, in the
    next; none where the two do not have as many."""
    if len(cells) != FIELD:
        return []
    names = cells[0].text.split("\n")
    texts = [part.replace("\n", " ").strip() for part in f"\n{cells[1].text}".split("\n:")]
    return list(zip(names, texts[1:], strict=True)) if len(names) == len(texts) - 1 > 1 and not texts[0] else []


def field_of(grid: TableGrid, row: int) -> tuple[str, str] | None:
    """(name, text) of a row that is a field of a form: its name in the first cell, its text behind a colon in the next one, or
    behind a cell that is one; None for any other row."""
    filled = grid.filled(row)
    texts = [c.text.strip() for c in filled]
    name, text = (texts[0], " ".join(texts[1:])) if texts[1:] and filled[0].column == 0 else ("", "")
    alone = any(map(is_colon, filled[1:2]))
    return (name, text) if text.startswith(":") and len(texts) == FIELD + alone else None


def grid_of(table: Table) -> TableGrid:
    """Build the grid; a cell that reaches beyond the table's edge is cut there."""
    cover: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for r in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for c in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                cover[r][c] = cell
    return TableGrid(table, tuple(tuple(row) for row in cover), any(cell.from_ocr for cell in table.cells))
