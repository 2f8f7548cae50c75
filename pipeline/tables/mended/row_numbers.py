"""Running numbers without a sign before the names of rows (`1 Penyusunan ...`, `2 Revisi ...`), where no column of numbers is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import first, heuristic
from extractors.model import Cell
from pipeline.tables.columns.column import NAMING, Column
from pipeline.tables.grid import TableGrid

_NUMBER = re.compile(r"\s*([1-9]\d{0,2})\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Limits:
    counted: Annotated[
        int, Limit("fewer names whose numbers follow each other may count what they name: `2 Puskesmas`, `3 Posyandu`", COUNT)
    ] = 3


LIMITS = Limits()


@heuristic(first)
def with_numbers_dropped(grid: TableGrid, first_row: int, columns: Sequence[Column]) -> TableGrid:
    """The grid with the names of a column without the numbers before them: each is the next or begins anew at 1, and no name
    stands without one but between two lists."""
    changed: list[Cell] = []
    for k in columns:
        if not k.holds(*NAMING, "indikator", "sasaran"):
            continue
        cells = [cell for cell in grid.begun_below(first_row, k.index) if cell.column == k.index]
        numbered = [(cell, found) for cell in cells if (found := _NUMBER.match(cell.text))]
        if _counts([int(found.group(1)) for _, found in numbered]):
            changed += [replace(cell, text=cell.text[found.end() :]) for cell, found in numbered]
    return grid.with_cells(changed)


def _counts(numbers: Sequence[int]) -> bool:
    """Whether numbers are those of rows: one after the other, each list from 1 on but the first, which a page may have begun."""
    follow = [b == a + 1 for a, b in pairwise(numbers)]
    return sum(follow) >= LIMITS.counted - 1 and all(next_ or b == 1 for next_, b in zip(follow, numbers[1:], strict=True))
