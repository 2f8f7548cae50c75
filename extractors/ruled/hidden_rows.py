"""Grids that are only partly ruled: columns that words show inside a ruled column, rows inside a single tall one.

Offices draw the outer box and the heading, or horizontal lines and one column, and leave the rest to the eye.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from extractors.columns.corridors import FIGURE, FIGURE_FIRST, border, column_corridors, with_currency
from extractors.layout.lines import group_lines, is_turned
from extractors.model import Word
from extractors.rows.by_gaps import gap_rows
from extractors.rows.by_heights import AlignedRows, aligned_rows
from extractors.rows.by_wraps import rows_of
from extractors.ruled.grid import Grid

WIDE_COLUMN = 90.0
"""Only a ruled column at least this wide (points) can hide others."""
YEAR = re.compile(r"\(?(?:19|20)\d\d\)?$")
FEW_BANDS = 2
"""A body of at most so many ruled rows may hold the table's true rows unruled."""
STACK = 5
"""So many lines of text in one cell are a stack of several rows' texts."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The words of one region."""

    region: tuple[int, int, int, int]
    words: list[Word]


def refined(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with hidden columns and rows added; the same grid where it holds none."""
    inside = [w for w in words if not is_turned(w) and _in(grid, w)]
    grid = _with_columns(_divided(grid, inside), inside)
    return _with_rows(_with_foot(_collapsed(grid, inside), inside), inside)


def _in(grid: Grid, word: Word) -> bool:
    box = grid.bbox
    return box.x0 <= word.bbox.cx <= box.x1 and box.y0 <= word.bbox.cy <= box.y1


def _with_columns(grid: Grid, words: Sequence[Word]) -> Grid:
    held = [_Held(region, mine) for region, mine in zip(grid.regions, grid.words_in(words), strict=True)]
    added: dict[int, list[float]] = {}
    for column in range(len(grid.xs) - 1):
        if grid.xs[column + 1] - grid.xs[column] < WIDE_COLUMN:
            continue
        mine = [h for h in held if h.region[1] == column and h.region[3] == 1 and h.words]
        if len(mine) < 3:
            continue
        places = hidden_borders([h.words for h in mine])
        if places:
            added[column] = places
    if not added:
        return grid
    xs = sorted([*grid.xs, *(x for places in added.values() for x in places)])
    index = {x: i for i, x in enumerate(xs)}
    regions: list[tuple[int, int, int, int]] = []
    for r, c, h, w in grid.regions:
        if w == 1 and c in added:
            edges = [grid.xs[c], *added[c], grid.xs[c + 1]]
            regions += [(r, index[a], h, 1) for a in edges[:-1]]
        else:
            regions.append((r, index[grid.xs[c]], h, index[grid.xs[c + w]] - index[grid.xs[c]]))
    return Grid(tuple(xs), grid.ys, tuple(sorted(regions)))


def hidden_borders(cells: Sequence[Sequence[Word]]) -> list[float]:
    """Borders inside one ruled column: white corridors that part most of its cells into texts of their own, of which at
    least one is mostly figures. `cells` are the words of each."""
    lines = [with_currency(line) for words in cells for line in group_lines(words)]
    size = median_high(w.size or w.bbox.height for line in lines for w in line)
    found = column_corridors(lines, size)
    if not found:
        return []
    places = [border(c, lines) for c in found]
    edges = [float("-inf"), *places, float("inf")]
    parted = 0
    figures = [0] * (len(edges) - 1)
    for words in cells:
        strips = [[w for w in words if a <= w.bbox.cx < b] for a, b in itertools.pairwise(edges)]
        parted += sum(bool(s) for s in strips) >= max(2, 0.6 * len(strips))
        for k, strip in enumerate(strips):
            figures[k] += bool(strip) and bool(FIGURE.match(" ".join(w.text for w in strip)))
    if parted < 0.7 * len(cells) or max(figures[1:]) < 0.5 * len(cells):
        return []
    return places


def _divided(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with bodies that only the heading divides (an outer box, and borders drawn in the heading alone) cut at the
    heading's borders: most columns hold words of their own there, and no line of text runs on over a border."""
    regions: list[tuple[int, int, int, int]] = []
    for (r, c, h, w), mine in zip(grid.regions, grid.words_in(words), strict=True):
        edges = grid.xs[c : c + w + 1]
        if w > 1 and r > 0 and _divides(mine, edges):
            regions += [(r, c + k, h, 1) for k in range(w)]
        else:
            regions.append((r, c, h, w))
    return grid if len(regions) == len(grid.regions) else Grid(grid.xs, grid.ys, tuple(sorted(regions)))


def _divides(words: Sequence[Word], edges: Sequence[float]) -> bool:
    strips = {bisect_right(edges, w.bbox.cx) for w in words}
    if len(strips) < max(2, 0.6 * (len(edges) - 1)):
        return False
    lines = group_lines(words)
    if len(edges) == 3 and not _beside_each_other(lines, edges[1]):
        return False
    runs = 0
    for line in lines:
        crossed = any(w.bbox.x0 < x - 1 and w.bbox.x1 > x + 1 for w in line for x in edges[1:-1])
        tied = any(
            bisect_right(edges, a.bbox.cx) != bisect_right(edges, b.bbox.cx) and b.bbox.x0 - a.bbox.x1 < 0.4 * max(a.size, 4.0)
            for a, b in itertools.pairwise(line)
        )
        runs += crossed or tied
    return runs <= 0.1 * len(lines)


def _beside_each_other(lines: Sequence[Sequence[Word]], edge: float) -> bool:
    """Whether two columns under one merged cell hold words side by side on most of several lines. On a line or two, the wide
    spaces of justified text look the same."""
    both = sum(line[0].bbox.cx < edge < line[-1].bbox.cx for line in lines)
    return len(lines) >= 3 and both >= 0.6 * len(lines)


def _collapsed(grid: Grid, words: Sequence[Word]) -> Grid:
    """Rows that only a minority of columns draws (sums underlined in the amount column of a printed ledger) as one tall row.

    Where half of the columns or more are one cell of many lines from row `r` to row `r + h`, the short rulings between are
    no rows of the table.
    """
    tall = [
        (r, h)
        for r, c, h, w in grid.regions
        if h >= 3
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
        >= STACK
    ]
    columns = len(grid.xs) - 1
    for r, h in sorted(set(tall)):
        if tall.count((r, h)) * 2 < columns or any(g[0] < r + h < g[0] + g[2] or g[0] < r < g[0] + g[2] for g in grid.regions):
            continue
        ys = [*grid.ys[: r + 1], *grid.ys[r + h :]]
        regions = [g for g in grid.regions if g[0] + g[2] <= r]
        regions += [(r, c, 1, 1) for c in range(columns)]
        regions += [(a - h + 1, b, x, y) for a, b, x, y in grid.regions if a >= r + h]
        return Grid(grid.xs, tuple(ys), tuple(regions))
    return grid


def _with_foot(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the lower edge of its last row but one drawn through, where only a label over the first columns (`Jumlah`)
    is parted from the body there and its figures stand below that height."""
    last = len(grid.ys) - 2
    y = grid.ys[last]
    tall = [g for g in grid.regions if g[0] < last < g[0] + g[2]]
    foot = [g for g in grid.regions if g[0] == last]
    if not tall or len(foot) != 1 or foot[0][1] != 0 or foot[0][3] < 2 or any(g[3] > 1 for g in tall):
        return grid
    left = grid.xs[foot[0][3]]
    beside = [w for w in words if w.bbox.cx > left]
    figures = {bisect_right(grid.xs, w.bbox.cx) for w in beside if w.bbox.y0 > y - 1 and FIGURE.match(w.text)}
    if len(figures) < 0.5 * len(tall) or any(w.bbox.y0 + 1 < y < w.bbox.y1 - 1 for w in beside):
        return grid
    kept = [g for g in grid.regions if g not in tall]
    parts = [part for r, c, h, w in tall for part in ((r, c, last - r, w), (last, c, r + h - last, w))]
    return Grid(grid.xs, grid.ys, tuple(sorted([*kept, *parts])))


def _with_rows(grid: Grid, words: Sequence[Word]) -> Grid:
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
        if len(inside) < 2:
            continue
        crossing = [g for g in grid.regions if g[0] <= r < g[0] + g[2]]
        if any(g[2] > 1 or g[3] > 1 for g in crossing):
            continue
        apart = gap_rows(inside, grid.xs) if body <= r + FEW_BANDS else None
        told = apart is not None and _full(apart)
        unruled = body <= r + FEW_BANDS and not any(_valued(above, grid.xs) for above in by_row[:r])
        aligned = aligned_rows(inside, grid.xs) if unruled and not told else None
        if apart is not None and told:
            tall.append((r, apart))
        elif aligned is not None:
            by_height[r] = aligned
        elif len(inside) >= 2 * STACK and _stacked_columns(inside, grid.xs) >= 2:
            rows = rows_of(inside, grid.xs)
            if _level(rows):
                tall.append((r, rows))
    found = sorted([r for r, _ in tall] + list(by_height))
    if not found or len(found) > FEW_BANDS or body - found[0] > FEW_BANDS:
        return grid
    cuts: dict[int, list[float]] = {r: list(aligned.edges) for r, aligned in by_height.items()}
    for r, rows in tall:
        tops = [min(w.bbox.y0 for cell in row for w in cell) for row in rows]
        bottoms = [max(w.bbox.y1 for cell in row for w in cell) for row in rows]
        places = [
            (max(bottoms[: k + 1]) + tops[k + 1]) / 2 if max(bottoms[: k + 1]) <= tops[k + 1] else tops[k + 1]
            for k in range(len(rows) - 1)
        ]
        if any(b - a < 3 for a, b in zip([grid.ys[r], *places], [*places, grid.ys[r + 1]], strict=True)):
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
        if FIGURE.match(w.text) and sum(ch.isdigit() for ch in w.text) > 2 and not YEAR.match(w.text)
    }
    return len(figures) >= 2


def _full(rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Are these rows set apart by white space rows of the table?

    Values stacked in the cells of one row have a single number before them; rows have numbers or names of their own in the
    first column, though merged cells and a label of the total may leave some without. The first may be the rest of a row
    that the page break cut.
    """
    named = sum(bool(row[0]) for row in rows)
    filled = [sum(map(bool, row)) for row in rows]
    return named >= 2 and min(filled[1:]) >= 2 and sum(filled) >= 0.6 * sum(len(row) for row in rows)


def _level(rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Do the cells of each row begin on one height? Stacks that drift apart belong together by order, not by height: they
    stay one cell each."""
    for row in rows:
        tops = [min(w.bbox.y0 for w in cell) for cell in row if cell]
        height = max(w.bbox.height for cell in row for w in cell)
        if max(tops) - min(tops) > 0.3 * height:
            return False
    return True


def _stacked_columns(words: Sequence[Word], xs: Sequence[float]) -> int:
    """How many columns hold a stack of lines, counting only where one of them is a stack of figures (else 0)."""
    stacks = figures = 0
    for a, b in itertools.pairwise(xs):
        lines = [" ".join(w.text for w in line) for line in group_lines(w for w in words if a <= w.bbox.cx < b)]
        stacks += len(lines) >= STACK
        figures += sum(bool(FIGURE_FIRST.match(t)) for t in lines) >= max(4, 0.7 * len(lines))
    return stacks if figures else 0
