"""Grids that are only partly ruled, made finer: columns that words show inside a ruled column, rows inside a single tall one.

Offices draw the outer box and the heading, or horizontal lines and one column, and leave the rest to the eye.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.lines import group_lines, is_turned
from extractors.layout.places import crosses_level
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import FIGURE, WORDED
from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.inside.hidden_columns import divided, heading_divided, sums_divided, with_columns
from extractors.ruled.inside.hidden_rows import LIMITS as HIDDEN
from extractors.ruled.inside.hidden_rows import with_rows
from extractors.ruled.inside.named_rows import with_named_rows
from extractors.ruled.inside.stacked_rows import with_stacked_rows


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("so many rows within one cell of the others may be none", COUNT)] = 3
    names: Annotated[int, Limit("so many columns of names and their numbers show them beside stacks of figures", COUNT)] = 2
    stacked: Annotated[int, Limit("which stand in so many columns", COUNT)] = 2
    label: Annotated[int, Limit("the label of a sum reaches over so many columns", COUNT)] = 2
    below: Annotated[float, Limit("figures of a foot begin no further above its edge", POINTS)] = 1.0
    figures: Annotated[float, Limit("so many of the columns beside it hold a figure there", SHARE)] = 0.5


LIMITS = Limits()


def refined(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with hidden columns and rows added; the same grid where it holds none."""
    box = grid.bbox
    inside = [w for w in words if box.x0 <= w.bbox.cx <= box.x1 and box.y0 <= w.bbox.cy <= box.y1 and not is_turned(w)]
    grid = sums_divided(with_columns(heading_divided(divided(grid, inside), inside), inside), inside)
    grid = with_rows(_with_foot(_collapsed(grid, inside), inside), inside)
    return with_named_rows(with_stacked_rows(grid, inside), inside)


@heuristic(first)
def _collapsed(grid: Grid, words: Sequence[Word]) -> Grid:
    """Rows that only a minority of columns draws (sums underlined in the amount column of a printed ledger) as one tall row.

    Where half of the columns or more are one cell of many lines from row `r` to row `r + h`, the short rulings between are
    no rows of the table; so where fewer are, and figures alone stand below each other between these rulings.
    """
    tall = [
        (r, h)
        for r, c, h, w in grid.regions
        if h >= LIMITS.rows
        and w == 1
        and len(
            group_lines(
                [
                    word
                    for word in words
                    if grid.xs[c] <= word.bbox.cx < grid.xs[c + 1] and grid.ys[r] <= word.bbox.cy < grid.ys[r + h]
                ]
            )
        )
        >= HIDDEN.stack
    ]
    columns = len(grid.xs) - 1
    for r, h in sorted(set(tall)):
        alike = tall.count((r, h))
        if alike * 2 < columns and (alike < LIMITS.names or not _stacks_figures(grid, words, range(r, r + h))):
            continue
        if any(g[0] < r + h < g[0] + g[2] or g[0] < r < g[0] + g[2] for g in grid.regions):
            continue
        ys = [*grid.ys[: r + 1], *grid.ys[r + h :]]
        regions = [g for g in grid.regions if g[0] + g[2] <= r]
        regions += [(r, c, 1, 1) for c in range(columns)]
        regions += [(a - h + 1, b, x, y) for a, b, x, y in grid.regions if a >= r + h]
        return Grid(grid.xs, tuple(ys), tuple(regions))
    return grid


def _stacks_figures(grid: Grid, words: Sequence[Word], rows: range) -> bool:
    """Do the cells that are drawn within these rows hold figures alone, below each other in several columns?"""
    held = zip(grid.regions, grid.words_in(words), strict=True)
    drawn = [(c, mine) for (r, c, h, _), mine in held if r in rows and h < len(rows)]
    if any(WORDED.search(w.text) for _, mine in drawn for w in mine):
        return False
    stacks = {c for c, mine in drawn if sum(bool(FIGURE.match(line[0].text)) for line in group_lines(mine)) > 1}
    return len(stacks) >= LIMITS.stacked


@heuristic(first)
def _with_foot(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the lower edge of its last row but one drawn through, where only a label over the first columns (`Jumlah`)
    is parted from the body there and its figures stand below that height."""
    last = len(grid.ys) - 2
    y = grid.ys[last]
    tall = [g for g in grid.regions if g[0] < last < g[0] + g[2]]
    foot = [g for g in grid.regions if g[0] == last]
    if not tall or not _is_label(foot) or any(g[3] > 1 for g in tall):
        return grid
    left = grid.xs[foot[0][3]]
    beside = [w for w in words if w.bbox.cx > left]
    figures = {bisect_right(grid.xs, w.bbox.cx) for w in beside if w.bbox.y0 > y - LIMITS.below and FIGURE.match(w.text)}
    if len(figures) < LIMITS.figures * len(tall) or any(crosses_level(w, y) for w in beside):
        return grid
    return grid.cut_above(last, tall)


def _is_label(foot: Sequence[tuple[int, int, int, int]]) -> bool:
    """Is the last row a single cell, over the first columns?"""
    return len(foot) == 1 and foot[0][1] == 0 and foot[0][3] >= LIMITS.label
