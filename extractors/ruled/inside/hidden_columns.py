"""Columns inside a ruled cell that no ruling parts."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.columns.hidden import hidden_borders
from extractors.headings.levels import one_each
from extractors.headings.own_columns import own_columns
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, TIMES, Limit
from extractors.layout.lines import box_around, group_lines, texts_of
from extractors.layout.places import crosses
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import is_figure
from extractors.model import Word
from extractors.ruled.grid import Grid


@dataclass(frozen=True, slots=True)
class Limits:
    wide: Annotated[float, Limit("only a ruled column at least this wide hides others", POINTS)] = 60.0
    cells: Annotated[int, Limit("in fewer cells no column shows", COUNT)] = 3
    filled: Annotated[
        int, Limit("a body that the heading divides has words in so many columns at least, a row of sums figures", COUNT)
    ] = 2
    filled_share: Annotated[float, Limit("and in so many of them", SHARE)] = 0.6
    space: Annotated[float, Limit("text that runs on leaves less between two words", FONT_SIZES)] = 0.4
    usual: Annotated[float, Limit("nor is it wider than so many of the widest space beside it", TIMES)] = 1.1
    smallest: Annotated[float, Limit("letters are taken for no smaller", POINTS)] = 4.0
    drift: Annotated[float, Limit("of a scan a word reaches over its border by no more", FONT_SIZES)] = 0.35
    over: Annotated[float, Limit("so many lines may run on over a border", SHARE)] = 0.1
    lines: Annotated[int, Limit("on fewer lines wide spaces of justified text look like columns", COUNT)] = 3
    centred: Annotated[
        float, Limit("one name over several columns is no further from their middle, in widths of them", SHARE)
    ] = 0.04
    both: Annotated[float, Limit("so many lines hold words in both of two columns", SHARE)] = 0.6


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Held:
    """The words of one region."""

    region: tuple[int, int, int, int]
    words: list[Word]

    def edges(self, grid: Grid) -> tuple[float, ...]:
        """The borders of its columns."""
        return grid.xs[self.region[1] : self.region[1] + self.region[3] + 1]


@heuristic(first)
def with_columns(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with ruled columns cut where the words of most of their cells stand in columns of their own; of a body that is a
    single cell, the words of most of its lines. A name above them, in the middle of all or across a border, is that of their
    group."""
    held = [_Held(region, mine) for region, mine in zip(grid.regions, grid.words_in(words), strict=True)]
    added = {c: places for c in range(len(grid.xs) - 1) if (places := _places(c, grid, held))}
    if not added:
        return grid
    xs = sorted([*grid.xs, *(x for places in added.values() for x in places)])
    index = {x: i for i, x in enumerate(xs)}
    parted = {c: min((h.region[0] for h in held if h.region[1] == c and _fills(h.words, added[c])), default=0) for c in added}
    regions: list[tuple[int, int, int, int]] = []
    for one in held:
        r, c, h, w = one.region
        edges = [grid.xs[c], *added.get(c, ()), grid.xs[c + 1]]
        if w > 1 or (r < parted.get(c, 0) and _names_all(one.words, edges)):
            regions.append((r, index[grid.xs[c]], h, index[grid.xs[c + w]] - index[grid.xs[c]]))
        else:
            regions += [(r, index[a], h, 1) for a in edges[:-1]]
    return Grid(tuple(xs), grid.ys, tuple(sorted(regions)))


def _places(column: int, grid: Grid, held: Sequence[_Held]) -> list[float]:
    """The borders inside a ruled column."""
    if grid.xs[column + 1] - grid.xs[column] < LIMITS.wide:
        return []
    cells = _cells([h.words for h in held if h.region[1] == column and h.region[3] == 1 and h.words])
    return hidden_borders(cells) if len(cells) >= LIMITS.cells else []


def _cells(cells: Sequence[list[Word]]) -> Sequence[list[Word]]:
    """The cells of a column with text, without those at the top that hold a single one (the name of a group); where one of them
    holds most of its lines, a body without rows, the lines."""
    lines = [group_lines(words) for words in cells]
    several = (k for k, of_cell in enumerate(lines) if any(len(texts_of(line, line[0].size)) > 1 for line in of_cell))
    lines = lines[next(several, 0) :]
    every = [line for of_cell in lines for line in of_cell]
    tall = len(lines) <= LIMITS.cells and 2 * max(map(len, lines), default=0) > len(every)
    return every if tall else [[w for line in of_cell for w in line] for of_cell in lines]


def _fills(words: Sequence[Word], borders: Sequence[float]) -> bool:
    """Have all parts of a cell text?"""
    return len({bisect_right(borders, w.bbox.cx) for w in words}) == len(borders) + 1


def _names_all(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Is this one text in the middle of these columns, or across a border between them?"""
    lines = group_lines(words)
    if len(lines) != 1 or len(texts_of(lines[0], lines[0][0].size)) != 1:
        return False
    off = abs(box_around(words).cx - (edges[0] + edges[-1]) / 2)
    return off < LIMITS.centred * (edges[-1] - edges[0]) or any(crosses(w, x) for w in words for x in edges[1:-1])


@heuristic(first)
def divided(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with bodies that only the heading divides (an outer box, and borders drawn in the heading alone) cut at the
    heading's borders: most columns hold words of their own there, and no line of text runs on over a border. Beside a body
    that shows so, another over the same columns may leave more of them blank."""
    if not any(r > 0 and w > 1 for r, _, _, w in grid.regions):
        return grid
    held = [_Held(region, mine) for region, mine in zip(grid.regions, grid.words_in(words), strict=True)]
    wide = [one for one in held if one.region[0] > 0 and one.region[3] > 1]
    shown = {one.region[1::2] for one in wide if _divides(one.words, one.edges(grid), LIMITS.filled_share)}
    cut = {one.region for one in wide if one.region[1::2] in shown and _divides(one.words, one.edges(grid), 0)}
    if not cut:
        return grid
    parts = [(r, c + k, h, 1) for r, c, h, w in cut for k in range(w)]
    return Grid(grid.xs, grid.ys, tuple(sorted([*(region for region in grid.regions if region not in cut), *parts])))


@heuristic(first)
def heading_divided(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with heading cells over several columns cut at these where each column has a name of its own there, set in its
    middle or as the texts below are: borders that the body has and the heading does not draw. One name over several columns
    stands in the middle of all of them."""
    if not any(r == 0 and w > 1 for r, _, _, w in grid.regions):
        return grid
    regions: list[tuple[int, int, int, int]] = []
    for (r, c, h, w), mine in zip(grid.regions, grid.words_in(words), strict=True):
        edges = grid.xs[c : c + w + 1]
        if r == 0 and w > 1 and h < len(grid.ys) - 1 and (_names_each(mine, edges) or _set_as(mine, edges, words, grid.ys[h])):
            regions += [(r, c + k, h, 1) for k in range(w)]
        else:
            regions.append((r, c, h, w))
    return grid if len(regions) == len(grid.regions) else Grid(grid.xs, grid.ys, tuple(sorted(regions)))


@heuristic(first)
def sums_divided(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with rows that are one cell over all columns cut at the borders of the others, where nothing but figures stands
    behind a label, each in a column of its own: sums whose borders were not drawn."""
    if not any(r and w == len(grid.xs) - 1 for r, _, _, w in grid.regions):
        return grid
    regions: list[tuple[int, int, int, int]] = []
    for (r, c, h, w), mine in zip(grid.regions, grid.words_in(words), strict=True):
        first_figure = _first_of_sums(mine, grid.xs) if r and w == len(grid.xs) - 1 else None
        if first_figure is None:
            regions.append((r, c, h, w))
        else:
            regions += [(r, 0, h, first_figure), *((r, k, h, 1) for k in range(first_figure, w))]
    return grid if len(regions) == len(grid.regions) else Grid(grid.xs, grid.ys, tuple(sorted(regions)))


def _first_of_sums(words: Sequence[Word], edges: Sequence[float]) -> int | None:
    """The column of the first figure of a row of sums; None where it is none."""
    lines = group_lines(words)
    texts = texts_of(lines[0], lines[0][0].size) if len(lines) == 1 else []
    if len(texts) <= LIMITS.filled:
        return None
    told = [is_figure(" ".join(w.text for w in text)) for text in texts]
    boxes = [box_around(text) for text in texts]
    begin, end = ([bisect_right(edges, x) - 1 for x in places] for places in zip(*((b.x0, b.x1) for b in boxes), strict=True))
    apart = begin[1:] == end[1:] and all(a < b for a, b in itertools.pairwise(end))
    return begin[1] if apart and told == [False] + [True] * (len(texts) - 1) else None


def _names_each(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Has each column a text, and does every line of it stand in its middle, clear of those beside it?"""
    lines = group_lines(words)
    over = [sorted({bisect_right(edges, w.bbox.cx) - 1 for w in line}) for line in lines]
    if len({c for columns in over for c in columns}) < len(edges) - 1:
        return False
    named = [columns for columns in over if len(columns) > 1]
    return bool(named) and all(one_each(line, columns, edges) for line, columns in zip(lines, over, strict=True))


def _set_as(words: Sequence[Word], edges: Sequence[float], all_words: Sequence[Word], below: float) -> bool:
    """Has each of all columns a text, on a line that keeps to these and is set as the texts `below` that height are?"""
    lines = [line for line in group_lines(words) if len({bisect_right(edges, w.bbox.cx) for w in line}) > 1]
    named = {bisect_right(edges, w.bbox.cx) for w in words}
    if not lines or len(named) < len(edges) - 1 or any(crosses(w, x) for w in words for x in edges[1:-1]):
        return False
    body = group_lines([w for w in all_words if w.bbox.cy > below and edges[0] <= w.bbox.cx <= edges[-1]])
    runs = [own_columns([(0, len(edges) - 1, line)], body, edges, max(w.size for w in line)) for line in lines]
    return all(width == 1 for parts in runs for _, width, _ in parts)


def _lies_across(word: Word, border: float) -> bool:
    """Does more of a word than a letter lie on either side of a border? A scan is never quite straight."""
    outside = min(border - word.bbox.x0, word.bbox.x1 - border)
    return crosses(word, border) and (not word.from_ocr or outside > LIMITS.drift * max(word.size, LIMITS.smallest))


def _divides(words: Sequence[Word], edges: Sequence[float], filled: float) -> bool:
    """Do the borders of a heading divide a body: two of its columns or more, and such a share of them, hold words?"""
    strips = {bisect_right(edges, w.bbox.cx) for w in words}
    if len(strips) < max(LIMITS.filled, filled * (len(edges) - 1)):
        return False
    lines = group_lines(words)
    if len(edges[1:-1]) == 1 and not _beside_each_other(lines, edges[1]):
        return False
    runs = 0
    for line in lines:
        crossed = any(_lies_across(w, x) for w in line for x in edges[1:-1])
        runs += crossed or _is_tied(line, edges)
    return runs <= LIMITS.over * len(lines)


def _is_tied(line: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether two words of a line on both sides of a border stand as close as words of one text do, in this line or in any."""
    spaces = [
        (
            b.bbox.x0 - a.bbox.x1,
            LIMITS.space * max(a.size, LIMITS.smallest),
            bisect_right(edges, a.bbox.cx) != bisect_right(edges, b.bbox.cx),
        )
        for a, b in itertools.pairwise(line)
    ]
    within = [space for space, _, over in spaces if not over]
    usual = LIMITS.usual * max(within) if within else 0.0
    return any(over and space < max(least, usual) for space, least, over in spaces)


def _beside_each_other(lines: Sequence[Sequence[Word]], edge: float) -> bool:
    """Whether two columns under one merged cell hold words side by side on most of several lines. On a line or two, the wide
    spaces of justified text look the same."""
    both = sum(line[0].bbox.cx < edge < line[-1].bbox.cx for line in lines)
    return len(lines) >= LIMITS.lines and both >= LIMITS.both * len(lines)
