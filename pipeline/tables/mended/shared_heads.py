"""Heads of several columns that were read as one: `TW1 | TW2 TW3 TW4` over four columns, `2031 2032` over two, `Triwulan I` over
`Target Realisasi` in one cell.

The borders between them are faint or missing in the heading, while the body below has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import YEAR_INSIDE
from extractors.model import Cell
from normalizers.heading_words import quarters_in
from normalizers.text import clean
from normalizers.wordings.column_words import stands_beside_others
from pipeline.tables.grid import TableGrid, grid_of
from pipeline.tables.headings.counted import LETTERS


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("headings stand in so many of the first rows of a table", COUNT)] = 5
    columns: Annotated[int, Limit("heads that were read as one stand over so many columns", COUNT)] = 2


LIMITS = Limits()


_BETWEEN = re.compile(r"[\s|,;.:]*")
"""Years side by side with nothing between them, which `normalizers.tahun.find_years` does not read as a list."""


@heuristic(lambda grid: grid)
def with_heads_apart(grid: TableGrid) -> TableGrid:
    """The grid with such a cell parted, each column with its own head behind what stands before the first (`Volume TW1`).

    Asked is that the cell names as many quarters, or years, as it has columns, that these follow each other, and that nothing
    else stands between or behind them; or that its last line is as many measures.
    """
    parted = {cell: found for row in range(min(LIMITS.rows, grid.rows)) for cell in grid.filled(row) if (found := _heads(cell))}
    if not parted:
        return grid
    cells: list[Cell] = []
    for cell in grid.table.cells:
        heads = parted.get(cell)
        if heads is None:
            cells.append(cell)
            continue
        cells += [replace(cell, column=cell.column + n, column_span=1, text=text, line_tops=()) for n, text in enumerate(heads)]
    return grid_of(replace(grid.table, cells=tuple(cells)))


def _heads(cell: Cell) -> list[str]:
    """The heads that a cell over several columns holds, one a column; none where it is one head."""
    text = clean(cell.text)
    if cell.column_span < LIMITS.columns:
        return []
    for found in ([(m.span(), int(m.group())) for m in YEAR_INSIDE.finditer(text)], quarters_in(text)):
        numbers = [number for _, number in found]
        if len(found) == cell.column_span and _follow(numbers) and _alone(text, [span for span, _ in found]):
            before = text[: found[0][0][0]]
            return [f"{before}{text[start:end]}" for (start, end), _ in found]
    return _measures(cell.text.strip(), cell.column_span)


def _measures(text: str, columns: int) -> list[str]:
    """The measures, or initials of them (`T R`), that the last line of a text names, one for each of so many columns."""
    above, _, last = text.rpartition("\n")
    heads = last.split()
    if heads[: LIMITS.columns] == list(LETTERS)[: LIMITS.columns]:
        heads = [LETTERS.get(head, head) for head in heads]
    several = bool(above) and len(set(heads)) == len(heads) == columns
    return [f"{above}\n{head}" for head in heads] if several and all(map(stands_beside_others, heads)) else []


def _follow(numbers: Sequence[int]) -> bool:
    return list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


def _alone(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing that means anything stands between the heads and behind the last: no words, no `-` of a period."""
    ends = [*(start for start, _ in spans[1:]), len(text)]
    return all(_BETWEEN.fullmatch(text[end:after]) for (_, end), after in zip(spans, ends, strict=True))
