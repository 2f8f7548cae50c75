"""Column numbers `(1) (2) (3)` that no ruling parts from the names above them: a line of their own in the heading's cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated

from extractors.layout.limits import LINE_HEIGHTS, SHARE, Limit
from extractors.layout.lines import group_lines, is_turned
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.layout.text_forms import number_row
from extractors.model import Word
from extractors.ruled.grid import Grid


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    wrapped: Annotated[float, Limit("in so many columns a name stands above the number", SHARE)] = 0.5
    level: Annotated[float, Limit("the middles of the numbers differ less in height", LINE_HEIGHTS)] = 0.5


LIMITS = Limits()


@heuristic(first)
def with_number_line(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with a row for column numbers that stand as the last line in every cell of its heading; as it is where none do."""
    rows = len(grid.ys) - 1
    columns = len(grid.xs) - 1
    depth = min(FORMS.max_heading, rows - 1)
    if columns < FORMS.fewest_numbers or depth < 1:
        return grid
    held = grid.words_in([w for w in words if grid.ys[0] < w.bbox.cy < grid.ys[depth]])
    for row in range(depth):
        cells = _ending_lines(grid, held, row)
        if len(cells) != columns:
            continue
        names = [w for lines in cells for line in lines[:-1] for w in line]
        last = [lines[-1] for lines in cells]
        wrapped = sum(len(lines) > 1 for lines in cells) >= LIMITS.wrapped * columns
        if wrapped and _level_below(names, last) and number_row([" ".join(w.text for w in line) for line in last]):
            numbers = min(w.bbox.y0 for line in last for w in line)
            return _cut(grid, row, (max(w.bbox.y1 for w in names) + numbers) / 2)
    return grid


def _ending_lines(grid: Grid, held: Sequence[Sequence[Word]], row: int) -> list[list[list[Word]]]:
    """The lines of each cell that ends with a row, left to right; none where one of them is blank, or turned."""
    ending = [k for k, (r, _, h, _) in enumerate(grid.regions) if r + h == row + 1]
    if any(not held[k] or any(map(is_turned, held[k])) for k in ending):
        return []
    return [group_lines(held[k]) for k in sorted(ending, key=lambda k: grid.regions[k][1])]


def _level_below(names: Sequence[Word], last: Sequence[Sequence[Word]]) -> bool:
    """Do the last lines of the cells stand on one height, below all other words?"""
    middles = [w.bbox.cy for line in last for w in line]
    level = max(middles) - min(middles) < LIMITS.level * min(w.bbox.height for line in last for w in line)
    return level and max(w.bbox.y1 for w in names) < min(middles)


def _cut(grid: Grid, row: int, y: float) -> Grid:
    """The grid with `row` cut in two at the height `y`, all its cells with it."""
    regions: list[tuple[int, int, int, int]] = []
    for r, c, h, w in grid.regions:
        if r + h <= row:
            regions.append((r, c, h, w))
        elif r + h == row + 1:
            regions += [(r, c, h, w), (row + 1, c, 1, w)]
        else:
            regions.append((r + 1, c, h, w) if r > row else (r, c, h + 1, w))
    return dataclasses.replace(grid, ys=(*grid.ys[: row + 1], y, *grid.ys[row + 1 :]), regions=tuple(sorted(regions)))
