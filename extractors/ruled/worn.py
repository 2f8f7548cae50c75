"""Borders of a scan that wore off in one cell: the rest of their row or column has them, and what stands on both sides tells.

A copy loses thin lines in pieces. Two figures that stand in one cell at the heights of two rows, or in the places of two
columns, are two cells; so are two names, where the figures beside them stand in rows of their own, and the heading of a column
that no border parts from what stands below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Annotated

from extractors.layout.limits import COUNT, LINE_HEIGHTS, POINTS, SHARE, TIMES, Limit
from extractors.layout.lines import group_lines, numbers_a_row, said
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import DIGIT, is_figure
from extractors.model import Word
from extractors.ruled.grid import Grid, Region, cut_level


@dataclass(frozen=True, slots=True)
class Limits:
    rest: Annotated[float, Limit("so much of the other rows has an upright border that wore off in one", SHARE)] = 0.6
    rows: Annotated[int, Limit("and so many of them", COUNT)] = 2
    figures: Annotated[float, Limit("these alone do, where each column of a cell holds something, mostly figures", SHARE)] = 0.5
    alike: Annotated[int, Limit("so many groups of a heading are parted as one of as many columns is", COUNT)] = 2
    beside: Annotated[int, Limit("a level border parts figures in so many columns beside", COUNT)] = 2
    gap: Annotated[float, Limit("words on both sides of an upright border are further apart", LINE_HEIGHTS)] = 1.2
    close_gap: Annotated[float, Limit("two figures, or two texts of several lines, are that much", LINE_HEIGHTS)] = 0.5
    pitch: Annotated[float, Limit("the lines of one name follow one another so closely", LINE_HEIGHTS)] = 1.3
    apart: Annotated[float, Limit("two names are so many times further apart than lines of one", TIMES)] = 1.3
    told: Annotated[float, Limit("where the border parts texts in more than two columns beside, so many times", TIMES)] = 1.15
    through: Annotated[float, Limit("a line of text that a border cuts less deeply leans onto it", LINE_HEIGHTS)] = 0.3
    stacked: Annotated[int, Limit("two cells side by side over so many rows are drawn so", COUNT)] = 3
    single: Annotated[float, Limit("so many cells of a column of names are of one row each", SHARE)] = 0.6
    middle: Annotated[
        float, Limit("the only line of a name stands so near to the middle of its row, in heights of it", SHARE)
    ] = 0.25
    space: Annotated[float, Limit("words on both sides of a border that all rows have leave a space", LINE_HEIGHTS)] = 0.2
    on: Annotated[float, Limit("a stroke this near to a border is what is left of it", POINTS)] = 3.0


LIMITS = Limits()
_SPECKS = "'`.,-|"
_STROKES = frozenset("1Il|!")
"""What is left of a border is read as one of these."""


@heuristic(first)
def with_worn_borders(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid of a scan with cells parted at borders that are gone only there; the same grid where nothing tells."""
    if not any(word.from_ocr for word in words):
        return grid
    held = grid.words_in(words)
    if not all(word.from_ocr for mine in held for word in mine):
        return grid
    cells = dict(zip(grid.regions, held, strict=True))
    while (cut := _first_cut(cells, grid)) is not None:
        region, parts = cut
        del cells[region]
        cells |= parts
    for region in [one for one, mine in cells.items() if not mine and one[3] > 1]:
        _reach_up(region, cells)
    return grid if set(cells) == set(grid.regions) else replace(grid, regions=tuple(sorted(cells)))


def _reach_up(region: Region, cells: dict[Region, list[Word]]) -> None:
    """A group of a heading without a name is none: the names below it, of a column each, reach up where others beside do."""
    r, c, h, w = region
    below = [one for one in cells if one[0] == r + h and c <= one[1] < c + w and one[3] == 1]
    heights = {height for _, _, height, _ in below}
    named = all(cells[one] and not DIGIT.search(said(cells[one])) for one in below)
    if len(below) < w or len(heights) > 1 or not named:
        return
    whole = h + heights.pop()
    if any(one[0] == r and one[2] == whole and mine for one, mine in cells.items()):
        del cells[region]
        for one in below:
            cells[(r, one[1], whole, 1)] = cells.pop(one)


def _first_cut(cells: dict[Region, list[Word]], grid: Grid) -> tuple[Region, dict[Region, list[Word]]] | None:
    """(a cell, those that it is), those of figures before others: how the rows of the body are parted tells of the heading."""
    found: tuple[Region, dict[Region, list[Word]]] | None = None
    for region in cells:
        if region[2] == region[3] == 1:
            continue
        cut = _parts(region, cells, grid) or _as_others(region, cells, grid)
        if cut is not None and any(is_figure(word.text) for word in cells[region]):
            return cut
        found = found or cut
    return found


def _parts(region: Region, cells: dict[Region, list[Word]], grid: Grid) -> tuple[Region, dict[Region, list[Word]]] | None:
    """(a cell, the two that it is); None where it is one."""
    _, c, _, w = region
    share = 0.0 if _fills_columns(region, cells[region], grid) else LIMITS.rest
    upright = [
        parts
        for column in range(c + 1, c + w)
        if _had_by_rows(column, region, cells, len(grid.ys) - 1, share) and (parts := _beside(column, region, cells, grid))
    ]
    if upright:  # of several borders between two headings the one between the middles of whose columns they stand
        return region, min(upright, key=lambda parts: _off_centre(parts, grid))
    level = _level_parts(region, cells, grid)
    return None if level is None else (region, level)


def _level_parts(region: Region, cells: dict[Region, list[Word]], grid: Grid) -> dict[Region, list[Word]] | None:
    """The two cells that a cell over several rows is; None where it is one."""
    r, _, h, _ = region
    within = range(r + 1, r + h)
    figures = h > 1 and _has_a_figure_each(region, cells, grid)
    if _is_stacked(region, cells) and not (figures and all(_is_numbered(row, region, cells) for row in within)):
        return None
    filled = h > 1 and _fills(region, cells[region], grid)
    for row in within:
        upper = [word for word in cells[region] if word.bbox.cy < grid.ys[row]]
        lower = [word for word in cells[region] if word.bbox.cy >= grid.ys[row]]
        two_rows = figures or _are_of_two_rows(row, region, cells, grid) or _are_numbers(row, region, cells, upper, lower)
        if (filled and two_rows) or (_ends_the_head(row, region, cells, grid.ys[row]) and _are_apart(upper, lower, grid.ys[row])):
            return dict(zip(cut_level(region, row), (upper, lower), strict=True))
    return None


def _are_of_two_rows(row: int, region: Region, cells: dict[Region, list[Word]], grid: Grid) -> bool:
    """Whether a cell holds two figures or two names, right above and right below the level border above a row, that parts those
    beside it."""
    beside = _figures_parted(row, region, cells)
    if beside < LIMITS.beside:
        return False
    upper, lower = ([w for w in cells[region] if grid.ys[k] <= w.bbox.cy < grid.ys[k + 1]] for k in (row - 1, row))
    apart = LIMITS.apart if beside == LIMITS.beside else LIMITS.told
    return _has_a_line_each(region, cells, grid) or _are_two(
        upper, lower, grid.ys[row], apart, numbered=_is_numbered(row, region, cells)
    )


def _as_others(region: Region, cells: dict[Region, list[Word]], grid: Grid) -> tuple[Region, dict[Region, list[Word]]] | None:
    """(a group of a heading over what stands below it, its cells), parted as most others of as many columns over the same rows;
    None where its words do not stand in these."""
    r, c, h, w = region
    if min(h, w) == 1 or any(is_figure(said(mine)) for (y, _, _, _), mine in cells.items() if y < r):
        return None
    layouts = Counter(
        frozenset((y - r, x - at, height, width) for y, x, height, width in own)
        for at in range(len(grid.xs) - w)
        if (own := _tiling(cells, (r, at, h, w))) and len(own) > 1
    )
    layout, count = next(iter(layouts.most_common(1)), (frozenset(), 0))
    parts: dict[Region, list[Word]] = {
        (r + y, c + x, height, width): [word for word in cells[region] if _stands_in(word, grid, (r + y, c + x, height, width))]
        for y, x, height, width in layout
    }
    if count < LIMITS.alike or not all(parts.values()) or sum(map(len, parts.values())) < len(cells[region]):
        return None
    return region, parts


def _tiling(cells: dict[Region, list[Word]], box: Region) -> list[Region]:
    """The cells that fill a box of rows and columns, with words in each; none where others reach into it."""
    r, c, h, w = box
    own = [one for one in cells if one[0] < r + h and r < one[0] + one[2] and one[1] < c + w and c < one[1] + one[3]]
    inside = all(r <= y and y + height <= r + h and c <= x and x + width <= c + w for y, x, height, width in own)
    return own if inside and all(cells[one] for one in own) else []


def _stands_in(word: Word, grid: Grid, region: Region) -> bool:
    r, c, h, w = region
    return grid.xs[c] <= word.bbox.x0 and word.bbox.x1 <= grid.xs[c + w] and grid.ys[r] <= word.bbox.cy < grid.ys[r + h]


def _fills_columns(region: Region, words: Sequence[Word], grid: Grid) -> bool:
    """Whether a cell over several columns has something of its own in each, mostly figures, and nothing across their borders."""
    _, c, _, w = region
    held = [[word for word in words if grid.xs[i] <= word.bbox.cx < grid.xs[i + 1]] for i in range(c, c + w)]
    if not all(held) or any(word.bbox.x0 < x < word.bbox.x1 for word in words for x in grid.xs[c + 1 : c + w]):
        return False
    return sum(is_figure(said(mine)) for mine in held) >= LIMITS.figures * w


def _beside(column: int, region: Region, cells: dict[Region, list[Word]], grid: Grid) -> dict[Region, list[Word]] | None:
    """The two cells that a cell is, with the upright border before a column; None where its words do not stand apart there."""
    (r, c, h, w), words = region, cells[region]
    border = grid.xs[column]
    left = [word for word in words if word.bbox.cx < border]
    right = [word for word in words if word.bbox.cx >= border]
    last = _is_last_head(region, cells) and _keep_clear(left, right, border)
    alone = not left and ((w == 2 and _begin_alike(column, right, cells)) or _is_first_of_group(column, region, cells))
    if not last and not alone and not _stand_apart(left, right, border):
        return None
    return {(r, c, h, column - c): left, (r, column, h, c + w - column): right}


def _has_a_line_each(region: Region, cells: dict[Region, list[Word]], grid: Grid) -> bool:
    """Whether a cell over several rows has one line in the middle of each, the beginning of a name, in a column of names of one
    row each: what stands beside several rows is no list of names."""
    r, c, h, w = region
    lines = group_lines(cells[region])
    if w > 1 or len(lines) != h:
        return False
    others = [one for one, mine in cells.items() if (one[1], one[3]) == (c, 1) and mine and one != region]
    if sum(height == 1 for _, _, height, _ in others) < LIMITS.single * max(LIMITS.rows, len(others)):
        return False
    for line, (top, end) in zip(lines, pairwise(grid.ys[r : r + h + 1]), strict=True):
        middle = median(word.bbox.cy for word in line)
        if abs(middle - (top + end) / 2) > LIMITS.middle * (end - top) or not _begins(said(line).lstrip(_SPECKS)):
            return False
    return True


def _has_a_figure_each(region: Region, cells: dict[Region, list[Word]], grid: Grid) -> bool:
    """Whether a cell over several rows has one figure in each and nothing else, where another column has something in each as
    well."""
    r, c, h, w = region
    lines = group_lines(cells[region])
    own = len(lines) == h and all(
        is_figure(said(line)) and top <= line[0].bbox.cy < end
        for line, (top, end) in zip(lines, pairwise(grid.ys[r : r + h + 1]), strict=True)
    )
    beside = Counter(x for (y, x, height, _), mine in cells.items() if r <= y < r + h and height == 1 and mine and x != c)
    return w == 1 and own and h in beside.values()


def _begin_alike(column: int, words: Sequence[Word], cells: dict[Region, list[Word]]) -> bool:
    """Whether the lines of a text begin where those of most cells of a column do: set to its left border, with nothing in the
    column before."""
    others = [min(word.bbox.x0 for word in mine) for (_, x, _, w), mine in cells.items() if (x, w) == (column, 1) and mine]
    starts = [line[0].bbox.x0 for line in group_lines(list(words))]
    alike = [x for x in others if all(abs(x - start) <= LIMITS.on for start in starts)]
    return bool(starts) and len(alike) >= LIMITS.rows and len(alike) >= LIMITS.rest * len(others)


def _off_centre(parts: dict[Region, list[Word]], grid: Grid) -> float:
    """How far the texts of cells stand from the middles of these, together."""

    def off(region: Region, words: Sequence[Word]) -> float:
        x0, x1 = min(word.bbox.x0 for word in words), max(word.bbox.x1 for word in words)
        return abs(x0 + x1 - grid.xs[region[1]] - grid.xs[region[1] + region[3]])

    return sum(off(region, words) for region, words in parts.items() if words)


def _is_stacked(region: Region, cells: dict[Region, list[Word]]) -> bool:
    """Whether the cell right beside one over several rows reaches over the very same, and one of the two names something: rules
    were drawn beside the two alone, as ledgers draw them beside their codes and names."""
    r, c, h, w = region
    if h < LIMITS.stacked:
        return False
    beside = [one for one in cells if (one[0], one[2]) == (r, h) and c in (one[1] + one[3], one[1] - w)]
    return any(_names(cells[one]) or _names(cells[region]) for one in beside)


def _names(words: Sequence[Word]) -> bool:
    """Whether a cell holds more than figures, line by line."""
    return not all(is_figure(said(line)) for line in group_lines(list(words)))


def _fills(region: Region, words: Sequence[Word], grid: Grid) -> bool:
    """Whether a cell over several rows has something of its own in each: one that stands beside many rows has not."""
    r, _, h, _ = region
    return all(any(grid.ys[i] <= word.bbox.cy < grid.ys[i + 1] for word in words) for i in range(r, r + h))


def _had_by_rows(column: int, region: Region, cells: dict[Region, list[Word]], rows: int, share: float) -> bool:
    """Whether so much of the rows beside those of a cell have the upright border before a column."""
    r, _, h, _ = region
    over = {i for y, x, height, width in cells if x < column < x + width for i in range(y, y + height)}
    others = set(range(rows)) - set(range(r, r + h))
    having = len(others - over)
    return having >= LIMITS.rows and having >= share * len(others)


def _stand_apart(left: Sequence[Word], right: Sequence[Word], border: float) -> bool:
    """Whether words stand on both sides of an upright border, away from one another; what is left of it counts for none."""
    left, right = ([word for word in side if not _is_rest(word, border)] for side in (left, right))
    if not left or not right:
        return False
    last, first = max(left, key=lambda word: word.bbox.x1), min(right, key=lambda word: word.bbox.x0)
    gap = first.bbox.x0 - last.bbox.x1
    size = median(word.size for word in (*left, *right))
    close = (is_figure(last.text) and is_figure(first.text)) or all(len(group_lines(side)) > 1 for side in (left, right))
    return gap >= size * (LIMITS.close_gap if close else LIMITS.gap)


def _keep_clear(left: Sequence[Word], right: Sequence[Word], border: float) -> bool:
    """Whether words stand on both sides of an upright border, none in it, with a space between."""
    if not left or not right:
        return False
    ends, begins = max(word.bbox.x1 for word in left), min(word.bbox.x0 for word in right)
    return ends <= border <= begins and begins - ends >= LIMITS.space * median(word.size for word in (*left, *right))


def _is_last_head(region: Region, cells: dict[Region, list[Word]]) -> bool:
    """Whether a cell stands in the last row of the heading, all others of which are of one column, as those right below it are,
    that hold figures: there is no group without names below it."""
    r, c, h, w = region
    beside = [one for one in cells if one[0] == r and one[2] == h and one != region]
    below = [one for one in cells if one[0] == r + h and c <= one[1] < c + w]
    single = all(one[3] == 1 for one in (*beside, *below)) and len(beside) >= LIMITS.beside and len(below) == w
    return single and not DIGIT.search(said(cells[region])) and all(DIGIT.search(said(cells[one])) for one in below)


def _is_first_of_group(column: int, region: Region, cells: dict[Region, list[Word]]) -> bool:
    """Whether a group of columns stands right above a cell from a column on, and before that, where the cell is blank, the names
    of single columns: its text is the first name below the group."""
    r, c, h, _ = region
    above = {one[1]: one for one, mine in cells.items() if one[0] + one[2] == r and mine}
    names = all(x in above and above[x][3] == 1 and not DIGIT.search(said(cells[above[x]])) for x in range(c, column))
    return names and column in above and above[column][3] > 1 and h == 1


def _is_rest(word: Word, border: float) -> bool:
    """Whether a word is what is left of an upright border, read as a letter."""
    return word.text in _STROKES and abs(word.bbox.cx - border) <= LIMITS.on


def _figures_parted(row: int, region: Region, cells: dict[Region, list[Word]]) -> int:
    """In how many columns beside a cell the level border above a row has text right above and right below it, figures or the
    numbers of rows in two of these at least, or in one of more; 0 where it does not."""
    ends = {x: _is_figure(mine) for (y, x, h, w), mine in cells.items() if y + h == row and w == 1 and mine}
    begins = {x: _is_figure(mine) for (y, x, h, w), mine in cells.items() if y == row and w == 1 and mine}
    parted = [ends[x] and begins[x] for x in ends.keys() & begins.keys() if x != region[1]]
    return len(parted) if sum(parted) >= LIMITS.beside or (any(parted) and len(parted) > LIMITS.beside) else 0


def _is_numbered(row: int, region: Region, cells: dict[Region, list[Word]]) -> bool:
    """Whether the rows right above and right below a level border each have their number in one column left of a cell: what has
    its number has its name."""
    ends = {x for (y, x, h, w), mine in cells.items() if y + h == row and w == 1 and numbers_a_row(mine)}
    return any(x in ends and y == row and x < region[1] and numbers_a_row(mine) for (y, x, _, _), mine in cells.items())


def _are_numbers(row: int, region: Region, cells: dict[Region, list[Word]], upper: Sequence[Word], lower: Sequence[Word]) -> bool:
    """Whether a cell holds the numbers of two rows, which a column beside parts at the level border between them."""
    parted = {x for (y, x, h, _), mine in cells.items() if y + h == row and mine}
    beside = any(x in parted and y == row and x != region[1] and mine for (y, x, _, _), mine in cells.items())
    return beside and numbers_a_row(upper) and numbers_a_row(lower)


def _is_figure(words: Sequence[Word]) -> bool:
    return is_figure(said(words)) or numbers_a_row(words)


def _ends_the_head(row: int, region: Region, cells: dict[Region, list[Word]], border: float) -> bool:
    """Whether the level border above a row ends the heading of all columns but those of cells which go on below it, a name over a
    figure each: columns beside have words alone above it, and a figure or a code right below; no figure stands further up."""
    before = (said(mine) for (y, _, h, _), mine in cells.items() if y + h <= region[0])
    over = [mine for one, mine in cells.items() if one != region and one[0] < row < one[0] + one[2]]
    if any(map(is_figure, before)) or not all(_heads_figure(mine, border) for mine in over):
        return False
    told = _heads_over(row, cells)
    return told > 0 and told + len(over) >= LIMITS.beside


def _heads_over(row: int, cells: dict[Region, list[Word]]) -> int:
    """How many columns have words alone right above a row, and a figure or a code in it."""
    above = {x for (y, x, h, w), mine in cells.items() if y + h == row and w == 1 and mine and not DIGIT.search(said(mine))}
    begun = [said(mine) for (y, x, _, w), mine in cells.items() if y == row and w == 1 and x in above]
    return sum(is_figure(text) or text[:1].isdigit() for text in begun)


def _heads_figure(words: Sequence[Word], border: float) -> bool:
    """Does a name stand above a level border, and a figure alone below it?"""
    upper = said([w for w in words if w.bbox.cy < border])
    lower = said([w for w in words if w.bbox.cy >= border])
    return bool(upper) and not is_figure(upper) and is_figure(lower)


def _are_apart(upper: Sequence[Word], lower: Sequence[Word], border: float) -> bool:
    """Whether texts stand above and below a level border, and the lower one begins there."""
    return _are_parted(upper, lower, border) and _begins(said(group_lines(list(lower))[0]))


def _are_two(upper: Sequence[Word], lower: Sequence[Word], border: float, apart: float, *, numbered: bool) -> bool:
    """Whether what stands above and below a level border are two figures, or two names, so many times further `apart` than lines
    of one: those of a line each where their rows are numbered."""
    if not _are_parted(upper, lower, border):
        return False
    above, below = group_lines(list(upper)), group_lines(list(lower))
    if is_figure(said(above[-1])) and is_figure(said(below[0])):
        return True
    if not _begins(said(below[0]).lstrip(_SPECKS + " ")):
        return False
    tops = [[median(word.bbox.cy for word in line) for line in part] for part in (above, below)]
    inner = [b - a for part in tops for a, b in pairwise(part)]
    if numbered and not inner:
        return True
    usual = max(inner, default=LIMITS.pitch * median(word.size for word in (*upper, *lower)))
    return tops[1][0] - tops[0][-1] >= apart * usual


def _are_parted(upper: Sequence[Word], lower: Sequence[Word], border: float) -> bool:
    """Whether words stand on both sides of a level border, and none in it."""
    return bool(upper and lower) and not any(_through(word, border) for word in (*upper, *lower))


def _begins(text: str) -> bool:
    """Does a text look like the beginning of a name?"""
    return text[:1].isupper() or text[:1].isdigit()


def _through(word: Word, border: float) -> bool:
    deep = LIMITS.through * word.bbox.height
    return word.bbox.y0 + deep < border < word.bbox.y1 - deep
