"""A form's field that holds a table without borders: heads in brackets side by side (`(Item)   (Amount)`), texts below each.

The field is one cell from side to side, so that the grid knows neither its columns nor its rows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, POINTS, Limit
from extractors.layout.lines import group_lines, letter_size, texts_of
from extractors.layout.steps import first, heuristic
from extractors.model import Word
from extractors.ruled.grid import Grid, Region


@dataclass(frozen=True, slots=True)
class Limits:
    heads: Annotated[int, Limit("so many heads in brackets stand on one line", COUNT)] = 2
    before: Annotated[float, Limit("a column begins this much before its head", POINTS)] = 1.5


LIMITS = Limits()
_HEAD = re.compile(r"\([^\W\d_][^()]*\)$")


@dataclass(frozen=True, slots=True)
class _Inner:
    """The columns (x) and the height between heads and texts of the table in a region."""

    xs: tuple[float, ...]
    y: float


@heuristic(first)
def with_bracketed_heads(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the columns and the heading of the tables in its fields."""
    columns = len(grid.xs) - 1
    held = grid.words_in(words)
    inner = {
        region: found
        for region, mine in zip(grid.regions, held, strict=True)
        if region[2:] == (1, columns) and (found := _inner_table(mine)) is not None
    }
    return _with(grid, inner) if inner else grid


def _inner_table(words: Sequence[Word]) -> _Inner | None:
    """The table below heads on the first line of a field; None where a head has nothing below it, or a text runs over."""
    lines = group_lines(words)
    texts = texts_of(lines[0], letter_size(words)) if lines else []
    heads = [text for text in texts if _HEAD.match(" ".join(w.text for w in text))]
    if len(heads) < LIMITS.heads or heads != texts[-len(heads) :]:
        return None
    xs = tuple(head[0].bbox.x0 - LIMITS.before for head in heads)
    below = [w for line in lines[1:] for w in line]
    filled = {bisect_right(xs, w.bbox.cx) for w in below}
    crossed = any(w.bbox.x0 < x - LIMITS.before and w.bbox.x1 > x + LIMITS.before for w in below for x in xs)
    if crossed or filled != set(range(1, len(xs) + 1)):
        return None
    return _Inner(xs, (max(w.bbox.y1 for w in lines[0]) + min(w.bbox.y0 for w in below)) / 2)


def _with(grid: Grid, inner: dict[Region, _Inner]) -> Grid:
    xs = tuple(sorted({*grid.xs, *(x for found in inner.values() for x in found.xs)}))
    ys = tuple(sorted({*grid.ys, *(found.y for found in inner.values())}))
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    regions: list[Region] = []
    for region in grid.regions:
        r, c, h, w = region
        top, end, left, right = row[grid.ys[r]], row[grid.ys[r + h]], column[grid.xs[c]], column[grid.xs[c + w]]
        found = inner.get(region)
        if found is None:
            regions.append((top, left, end - top, right - left))
            continue
        starts = [column[x] for x in found.xs]
        regions.append((top, left, end - top, starts[0] - left))
        for start, stop in zip(starts, [*starts[1:], right], strict=True):
            regions += [(top, start, 1, stop - start), (top + 1, start, end - top - 1, stop - start)]
    return Grid(xs, ys, tuple(sorted(regions)), grid.open_foot)
