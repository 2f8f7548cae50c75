"""A table whose body is ruled at other places than its heading: the n-th cell of a row belongs to the n-th column.

Word lets the rows of one table have borders of their own. Where the heading numbers its columns 1 to n and the rows below
have n cells each, a little to the side of the numbers, places say nothing and the order of the cells says all.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.layout.text_forms import number_row
from extractors.model import Cell, Table


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    fewest: Annotated[
        int, Limit("a table numbers so many columns; with fewer, rows with as many cells come by chance", COUNT)
    ] = 5


LIMITS = Limits()

Cuts = tuple[int, ...]
"""The column borders of a row's cells, left to right, both ends included."""


@heuristic(first)
def straightened(table: Table) -> Table:
    """The table with the columns that its number row counts, body cells put under the number of their order; the table as
    it is where its rows do not show that surely."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    found = _counted(table, rows)
    if found is None:
        return table
    at, head = found
    if len(head) - 1 == table.columns:
        return table
    cuts = {r: _cuts(cells) for r, cells in rows.items()}
    shifted = {cut for r, cut in cuts.items() if r > at and len(cut) == len(head) and cut != head}
    if len(shifted) != 1:
        return table
    body = next(iter(shifted))
    if not _beside(body, head):
        return table
    cells = _placed(table, cuts, (head, body))
    last = len(head) - 1
    if cells is None or not _fill_grid(cells, table.rows, last):
        return table
    edges = tuple(table.column_edges[border] for border in head) if table.column_edges else ()
    return dataclasses.replace(table, cells=tuple(cells), columns=last, column_edges=edges)


def _beside(body: Cuts, head: Cuts) -> bool:
    """Does each border of the body stand between those of the heading before and after its own?"""
    last = len(head) - 1
    return all(head[max(0, k - 1)] <= body[k] <= head[min(last, k + 1)] for k in range(len(head)))


def _placed(table: Table, cuts: dict[int, Cuts], rulers: tuple[Cuts, ...]) -> list[Cell] | None:
    """The cells at the places that the first ruler gives them that has all borders of their row; None where none does."""
    places: dict[int, dict[int, int]] = {}
    for row, cut in cuts.items():
        ruler = next((known for known in rulers if set(cut) <= set(known)), None)
        if ruler is None:
            return None
        places[row] = {border: k for k, border in enumerate(ruler)}
    cells = []
    for cell in table.cells:
        place = places[cell.row]
        start, end = place.get(cell.column), place.get(cell.column + cell.column_span)
        if start is None or end is None:
            return None
        cells.append(dataclasses.replace(cell, column=start, column_span=end - start))
    return cells


def _fill_grid(cells: Sequence[Cell], rows: int, columns: int) -> bool:
    """Does each place of the grid belong to one cell?"""
    covered = Counter(
        (r, c) for x in cells for r in range(x.row, x.row + x.row_span) for c in range(x.column, x.column + x.column_span)
    )
    return len(covered) == rows * columns and max(covered.values()) == 1


def _counted(table: Table, rows: dict[int, list[Cell]]) -> tuple[int, Cuts] | None:
    """The row that numbers the columns 1 to n without a gap, and the borders of its cells; None where there is none."""
    for row in range(min(FORMS.max_heading, table.rows)):
        cells = sorted(rows[row], key=lambda c: c.column)
        texts = [c.text.strip().strip("().") for c in cells]
        counted = len(cells) >= LIMITS.fewest and texts == [str(n) for n in range(1, len(cells) + 1)]
        if counted and number_row(texts) and all(c.row_span == 1 for c in cells):
            return row, _cuts(cells)
    return None


def _cuts(cells: list[Cell]) -> Cuts:
    return tuple(sorted({edge for c in cells for edge in (c.column, c.column + c.column_span)}))
