"""Cells of a heading and the groups that they stand under, spans seen or not."""

from __future__ import annotations

from extractors.model import Cell
from pipeline.tables.grid import TableGrid


def words_above(grid: TableGrid, cell: Cell) -> str:
    """What the group says that a cell of the heading stands under."""
    above = grid.at(cell.row - 1, cell.column)
    if above is not None and not above.text.strip():
        above = group_of(grid, [cell.row - 1, cell.row], cell.row - 1, cell.column)
    return " ".join(above.text.split()) if above is not None else ""


def parts_of(grid: TableGrid, group: Cell, row: int) -> list[Cell]:
    """The filled cells of a row that stand under a group of the heading."""
    return [c for c in grid.filled(row) if group.column <= c.column < group.column + group.column_span]


def group_of(grid: TableGrid, rows: list[int], row: int, column: int) -> Cell | None:
    """The group heading that a blank place belongs to where spans were not seen: the filled cell to the left, provided
    that both have headings of their own below."""
    below = [r for r in rows if r > row]
    if not any(_own(grid, r, column) for r in below):
        return None
    for c in range(column - 1, -1, -1):
        cell = grid.at(row, c)
        if cell is None:
            return None
        if not any(_own(grid, r, c) for r in below):
            return None
        if cell.text.strip():
            return grid.begun(row, c)
    return None


def _own(grid: TableGrid, row: int, column: int) -> bool:
    cell = grid.begun(row, column)
    return cell is not None and bool(cell.text.strip())
