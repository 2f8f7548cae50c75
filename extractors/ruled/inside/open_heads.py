"""Heading cells without a lower border: the name of a column and what stands below it in one cell.

An author leaves the border out where the column's cells are joined, or the paper lost it. All other columns tell where the
heading ends. The name stands in the middle of that height, and further from the text below it than its lines are from each
other; a text that goes on over the border does neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, TIMES, Limit
from extractors.layout.lines import box_around, group_lines, said
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import is_figure
from extractors.model import Word
from extractors.ruled.grid import Grid, Region


@dataclass(frozen=True, slots=True)
class Limits:
    names: Annotated[int, Limit("a heading has so many other names", COUNT)] = 3
    open: Annotated[float, Limit("of no more of the columns the lower border is missing", SHARE)] = 0.34
    centred: Annotated[float, Limit("the paper above and below a name differs by less, in heights of the heading", SHARE)] = 0.25
    apart: Annotated[float, Limit("the text below is so many times further away than the lines of a name", TIMES)] = 1.25


LIMITS = Limits()


@heuristic(first)
def with_open_heads(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the cells at its top cut at the lower edge of the heading that its other columns have."""
    held = dict(zip(grid.regions, grid.words_in(words), strict=True))
    open_ones = [region for region in grid.regions if region[0] == 0]
    for row in range(1, len(grid.ys) - 1):
        crossing = [(r, c, h, w) for r, c, h, w in grid.regions if r < row < r + h]
        width = sum(w for _, _, _, w in crossing)
        if not crossing or width > LIMITS.open * (len(grid.xs) - 1) or any(one not in open_ones for one in crossing):
            continue
        if _is_heading(row, held) and all(_heads(held[one], grid.ys[0], grid.ys[row]) for one in crossing):
            return grid.cut_above(row, crossing)
        return grid
    return grid


def _is_heading(row: int, held: dict[Region, list[Word]]) -> bool:
    """Are the cells above a border names, and is one below it a figure?"""
    above = [text for (r, _, h, _), words in held.items() if r + h <= row and (text := said(words))]
    below = [said(words) for (r, _, _, _), words in held.items() if r >= row]
    return len(above) >= LIMITS.names and not any(map(is_figure, above)) and any(map(is_figure, below))


def _heads(words: Sequence[Word], top: float, edge: float) -> bool:
    """Does a text in the middle between `top` and `edge` stand apart from what is below that?"""
    lines = [box_around(line) for line in group_lines(words)]
    name = [line for line in lines if line.cy < edge]
    rest = lines[len(name) :]
    if not name or any(line.y0 < edge < line.y1 for line in lines):
        return False
    over, under = name[0].y0 - top, edge - name[-1].y1
    if abs(over - under) > LIMITS.centred * (edge - top):
        return False
    steps = [b.cy - a.cy for a, b in pairwise(name)] + [b.cy - a.cy for a, b in pairwise(rest)]
    return not rest or not steps or rest[0].cy - name[-1].cy >= LIMITS.apart * min(steps)
