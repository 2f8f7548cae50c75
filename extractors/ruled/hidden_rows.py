"""Rows inside a single tall row of a grid: offices draw the outer box and the heading and leave the rest to the eye."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, LINE_HEIGHTS, POINTS, SHARE, Limit
from extractors.layout.lines import group_lines
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import FIGURE, FIGURE_FIRST, YEAR
from extractors.model import Word
from extractors.rows.by_gaps import gap_rows
from extractors.rows.by_heights import AlignedRows, aligned_rows
from extractors.rows.by_wraps import rows_of
from extractors.ruled.grid import Grid


@dataclass(frozen=True, slots=True)
class Limits:
    few_bands: Annotated[int, Limit("a body of no more ruled rows may hold the table's true rows unruled", COUNT)] = 2
    stack: Annotated[int, Limit("so many lines of text in one cell are a stack of several rows' texts", COUNT)] = 5
    stacks: Annotated[int, Limit("rows show in so many columns of stacks", COUNT)] = 2
    words: Annotated[int, Limit("fewer words in a band hide no rows", COUNT)] = 2
    lowest: Annotated[float, Limit("a row is at least this high", POINTS)] = 3.0
    digits: Annotated[int, Limit("a number of a column or row has no more digits", CHARACTERS)] = 2
    valued: Annotated[int, Limit("a row of values has so many figures", COUNT)] = 2
    named: Annotated[int, Limit("so many rows have text in the first column", COUNT)] = 2
    cells: Annotated[int, Limit("rows behind the first have so many texts", COUNT)] = 2
    filled: Annotated[float, Limit("so many places hold text", SHARE)] = 0.6
    level: Annotated[float, Limit("cells of one row begin on heights that differ no more", LINE_HEIGHTS)] = 0.3
    figures: Annotated[int, Limit("a stack of figures has so many at least", COUNT)] = 4
    figures_share: Annotated[float, Limit("and in so many of its lines", SHARE)] = 0.7


LIMITS = Limits()


@heuristic(first)
def with_rows(grid: Grid, words: Sequence[Word]) -> Grid:
    """A body of one or two tall ruled rows cut into the rows that its figures show."""
    bands = len(grid.ys) - 1
    body = _without_foot(grid)
    tall: list[tuple[int, list[list[list[Word]]]]] = []
    by_height: dict[int, AlignedRows] = {}
    by_row: list[list[Word]] = [[] for _ in range(bands)]
    for word in words:
        if grid.ys[0] <= word.bbox.cy < grid.ys[-1]:
            by_row[bisect_right(grid.ys, word.bbox.cy) - 1].append(word)
    for r, inside in enumerate(by_row):
        if len(inside) < LIMITS.words:
            continue
        crossing = [g for g in grid.regions if g[0] <= r < g[0] + g[2]]
        if any(g[2] > 1 or g[3] > 1 for g in crossing):
            continue
        apart = gap_rows(inside, grid.xs) if body <= r + LIMITS.few_bands else None
        told = apart is not None and _full(apart)
        unruled = body <= r + LIMITS.few_bands and not any(_valued(above, grid.xs) for above in by_row[:r])
        aligned = aligned_rows(inside, grid.xs) if unruled and not told else None
        if apart is not None and told:
            tall.append((r, apart))
        elif aligned is not None:
            by_height[r] = aligned
        elif len(inside) >= 2 * LIMITS.stack and _stacked_columns(inside, grid.xs) >= LIMITS.stacks:
            rows = rows_of(inside, grid.xs)
            if _level(rows):
                tall.append((r, rows))
    found = sorted([r for r, _ in tall] + list(by_height))
    if not found or len(found) > LIMITS.few_bands or body - found[0] > LIMITS.few_bands:
        return grid
    cuts: dict[int, list[float]] = {r: list(aligned.edges) for r, aligned in by_height.items()}
    for r, rows in tall:
        tops = [min(w.bbox.y0 for cell in row for w in cell) for row in rows]
        bottoms = [max(w.bbox.y1 for cell in row for w in cell) for row in rows]
        places = [
            (max(bottoms[: k + 1]) + tops[k + 1]) / 2 if max(bottoms[: k + 1]) <= tops[k + 1] else tops[k + 1]
            for k in range(len(rows) - 1)
        ]
        if any(b - a < LIMITS.lowest for a, b in zip([grid.ys[r], *places], [*places, grid.ys[r + 1]], strict=True)):
            continue
        cuts[r] = places
    if not cuts:
        return grid
    ys = sorted([*grid.ys, *(y for places in cuts.values() for y in places)])
    index = {y: i for i, y in enumerate(ys)}
    regions: list[tuple[int, int, int, int]] = []
    for r, c, h, w in grid.regions:
        if r in cuts:
            spans = by_height[r].merged.get(c) if r in by_height else None
            if spans is not None:
                regions += [(index[grid.ys[r]] + first, c, last - first + 1, w) for first, last in spans]
            else:
                regions += [(index[y], c, 1, w) for y in [grid.ys[r], *cuts[r]]]
        else:
            regions.append((index[grid.ys[r]], c, index[grid.ys[r + h]] - index[grid.ys[r]], w))
    return Grid(grid.xs, tuple(ys), tuple(sorted(regions)))


def _without_foot(grid: Grid) -> int:
    """The number of bands without those at the foot that are one cell over all columns: a running foot in the frame."""
    columns = len(grid.xs) - 1
    whole = {r for r, _, h, w in grid.regions if h == 1 and w == columns}
    bands = len(grid.ys) - 1
    while bands and bands - 1 in whole:
        bands -= 1
    return bands


def _valued(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Is a band a row of values: figures other than years and the numbers of the columns in two of its columns or more?"""
    figures = {
        bisect_right(xs, w.bbox.cx)
        for w in words
        if FIGURE.match(w.text) and sum(ch.isdigit() for ch in w.text) > LIMITS.digits and not YEAR.match(w.text)
    }
    return len(figures) >= LIMITS.valued


def _full(rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Are these rows set apart by white space rows of the table?

    Values stacked in the cells of one row have a single number before them; rows have numbers or names of their own in the
    first column, though merged cells and a label of the total may leave some without. The first may be the rest of a row
    that the page break cut.
    """
    named = sum(bool(row[0]) for row in rows)
    filled = [sum(map(bool, row)) for row in rows]
    return (
        named >= LIMITS.named and min(filled[1:]) >= LIMITS.cells and sum(filled) >= LIMITS.filled * sum(len(row) for row in rows)
    )


def _level(rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Do the cells of each row begin on one height? Stacks that drift apart belong together by order, not by height: they
    stay one cell each."""
    for row in rows:
        tops = [min(w.bbox.y0 for w in cell) for cell in row if cell]
        height = max(w.bbox.height for cell in row for w in cell)
        if max(tops) - min(tops) > LIMITS.level * height:
            return False
    return True


def _stacked_columns(words: Sequence[Word], xs: Sequence[float]) -> int:
    """How many columns hold a stack of lines, counting only where one of them is a stack of figures (else 0)."""
    stacks = figures = 0
    for a, b in itertools.pairwise(xs):
        lines = [" ".join(w.text for w in line) for line in group_lines(w for w in words if a <= w.bbox.cx < b)]
        stacks += len(lines) >= LIMITS.stack
        figures += sum(bool(FIGURE_FIRST.match(t)) for t in lines) >= max(LIMITS.figures, LIMITS.figures_share * len(lines))
    return stacks if figures else 0
