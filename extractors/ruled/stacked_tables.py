"""Tables that a form stacks in one frame, each with columns and a heading of its own, between lines that run right across, or
beside a field for signatures.

The same columns go on below a line that runs across where that names a group of rows; they begin anew where it ends a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise, takewhile
from typing import Annotated

from extractors.layout.limits import COUNT, POINTS, Limit
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import FIGURE_FIRST, is_figure
from extractors.model import Word
from extractors.ruled.grid import Grid, Region


@dataclass(frozen=True, slots=True)
class Limits:
    texts: Annotated[int, Limit("lines with fewer texts go with the table beside them", COUNT)] = 2
    rows: Annotated[int, Limit("tables that touch have so many rows", COUNT)] = 2
    gap: Annotated[float, Limit("no row of text is so low", POINTS)] = 8.0
    heading: Annotated[int, Limit("the first row of the lower one holds so many texts", COUNT)] = 2
    field: Annotated[int, Limit("a field beside a table reaches over so many of its rows", COUNT)] = 5
    field_columns: Annotated[int, Limit("and over so many columns of the table above it", COUNT)] = 2


LIMITS = Limits()
_YEAR_FIRST = re.compile(r"\(?(?:19|20)\d\d\b(?![.,]?\d)")


@heuristic(lambda grid, _: [grid])
def stacked_tables(grid: Grid, words: Sequence[Word]) -> list[Grid]:
    """The grids of the tables in one frame, top to bottom, and of the lines between them; the frame alone where it is one table.

    Asked is that the columns change, below lines that run across or at once, and that the lower part begins with names, not with
    figures; below lines that run across a heading of two levels under a table of figures will do.
    """
    frames = [part for frame in _parted_by_gaps(grid, words) for part in _touching(frame, words)]
    tables = [table for part in frames for table in _parted_by_lines(part, words)]
    return [part for table in tables for part in _beside_a_field(table)]


def _beside_a_field(grid: Grid) -> list[Grid]:
    """The grids of a table and of what stands below it beside one field that reaches down to its end over several columns: months
    and their amounts beside the signatures of a DPA. The field itself belongs to none, nor does one beside a whole table."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    fields = [
        (r, c)
        for r, c, height, width in grid.regions
        if r + height == rows
        and height >= LIMITS.field
        and c + width == columns
        and c > 0
        and (r == 0 or width >= LIMITS.field_columns)
    ]
    crossed = {row for r, _, height, _ in grid.regions for row in range(r + 1, r + height)}
    if len(fields) != 1 or fields[0][0] in crossed:
        return [grid]
    top, column = fields[0]
    lower = _part(_left_of(grid, top, column), top, rows)
    return [lower] if top == 0 else [_part(grid, 0, top), lower]


def _left_of(grid: Grid, top: int, column: int) -> Grid:
    """The grid without its columns from one on, in the rows from `top` on."""
    regions = tuple(region for region in grid.regions if region[0] < top or region[1] < column)
    return Grid(grid.xs[: column + 1], grid.ys, regions, grid.open_foot)


def _parted_by_gaps(grid: Grid, words: Sequence[Word]) -> list[Grid]:
    """The grids of frames that stand right below one another, whose sides a scan drew on over the gap between them: a blank row
    too low for text, with other columns above it than below."""
    texts, borders, rows = _texts(grid, words), _borders(grid), len(grid.ys) - 1
    crossed = {row for r, _, height, _ in grid.regions for row in range(r, r + height) if height > 1}
    low = [r for r in range(1, rows - 1) if grid.ys[r + 1] - grid.ys[r] < LIMITS.gap and not texts[r] and r not in crossed]
    ends = [-1, *low, rows]
    found = [
        gap
        for before, gap, after in zip(ends, low, ends[2:], strict=False)
        if texts[gap + 1]
        and not FIGURE_FIRST.match(texts[gap + 1][0])
        and _other_columns(borders, range(before + 1, gap), range(gap + 1, after))
    ]
    starts, stops = [0, *(gap + 1 for gap in found)], [*found, rows]
    return [_part(grid, top, end) for top, end in zip(starts, stops, strict=True)] if found else [grid]


def _touching(grid: Grid, words: Sequence[Word]) -> list[Grid]:
    """The grids of tables that touch: below one with figures another heading begins, and no border goes on or it has levels."""
    texts, across, borders, rows = _texts(grid, words), _across(grid), _borders(grid), len(grid.ys) - 1
    crossed = {row for r, _, height, _ in grid.regions for row in range(r + 1, r + height)}
    heads = [row for row in range(1, rows) if row not in crossed and not across[row - 1] and _is_heading(texts, row)]
    cuts = [0]
    for row in heads:
        above = set[int]().union(*borders[cuts[-1] : row])
        figures = any(map(is_figure, chain.from_iterable(texts[cuts[-1] : row])))
        if figures and above and (_goes_on_apart(above, borders[row:]) or _closed_levels(grid, texts, row)):
            cuts.append(row)
    return [_part(grid, top, end) for top, end in pairwise([*cuts, rows])] if len(cuts) > 1 else [grid]


def _goes_on_apart(above: set[int], below: Sequence[set[int]]) -> bool:
    """Whether the next rows have borders between their columns, and none that the rows above have."""
    own = list(takewhile(lambda borders: not above & borders, below))
    return len(own) >= LIMITS.rows and any(own)


def _closed_levels(grid: Grid, texts: Sequence[Sequence[str]], row: int) -> bool:
    """Whether a heading of two levels fills two rows from side to side, without a blank cell and with figures right below it."""
    heading = [region for region in grid.regions if row <= region[0] < row + 2]
    closed = all(r + height <= row + 2 for r, _, height, _ in heading)
    filled = sum(map(len, texts[row : row + 2])) == len(heading)
    return closed and filled and _has_levels(grid, texts, row) and _holds_figures(texts, range(row + 2, min(row + 3, len(texts))))


def _borders(grid: Grid) -> list[set[int]]:
    """The borders between the columns of the cells that begin in each row."""
    out: list[set[int]] = [set() for _ in grid.ys[1:]]
    for r, c, _, width in grid.regions:
        out[r] |= {c, c + width} - {0, len(grid.xs) - 1}
    return out


def _parted_by_lines(grid: Grid, words: Sequence[Word]) -> list[Grid]:
    """The grids of tables between lines that run across, and of these; the frame alone where it is one table."""
    across = _across(grid)
    bands = [list(rows) for whole, rows in groupby(range(len(across)), key=across.__getitem__) if not whole]
    if len(bands) < 2:
        return [grid]
    texts, borders = _texts(grid, words), _borders(grid)
    begins = [
        below[0]
        for above, below in pairwise(bands)
        if _is_heading(texts, below[0])
        and (_other_columns(borders, above, below) or (_holds_figures(texts, above) and _has_levels(grid, texts, below[0])))
    ]
    if not begins:
        return [grid]
    cuts = {cut for row in (bands[0][0], *begins) for cut in _cuts(across, texts, row)} | {bands[-1][-1] + 1}
    ends = [0]
    for cut in sorted(cuts - {0}):
        if sum(map(len, texts[ends[-1] : cut])) >= LIMITS.texts:
            ends.append(cut)
    if sum(map(len, texts[ends[-1] :])) < LIMITS.texts:
        ends.pop()
    return [_part(grid, top, end) for top, end in pairwise([*ends, len(across)])]


def _across(grid: Grid) -> list[bool]:
    """Which rows are one cell from side to side."""
    out = [False] * (len(grid.ys) - 1)
    for r, _, height, width in grid.regions:
        if height == 1 and width == len(grid.xs) - 1:
            out[r] = True
    return out


def _texts(grid: Grid, words: Sequence[Word]) -> list[list[str]]:
    """The texts of the cells that begin in each row."""
    out: list[list[str]] = [[] for _ in grid.ys[1:]]
    for held, (r, *_) in zip(grid.words_in(words), grid.regions, strict=True):
        if held:
            out[r].append(" ".join(w.text for w in held))
    return out


def _other_columns(borders: Sequence[set[int]], above: Sequence[int], below: Sequence[int]) -> bool:
    """Each has a border that the other has not: rows of joined cells have fewer than their table, none of their own."""
    first, second = (set[int]().union(*(borders[row] for row in rows)) for rows in (above, below))
    return not (first <= second or first >= second)


def _is_heading(texts: Sequence[Sequence[str]], row: int) -> bool:
    """Whether the texts of a row are names; years and what is said of them head columns too, beside one: `2031 (CT)`."""
    names = [text for text in texts[row] if not _YEAR_FIRST.match(text)]
    return len(texts[row]) >= LIMITS.heading and bool(names) and not any(map(FIGURE_FIRST.match, names))


def _holds_figures(texts: Sequence[Sequence[str]], rows: Sequence[int]) -> bool:
    return any(FIGURE_FIRST.match(text) for row in rows for text in texts[row])


def _has_levels(grid: Grid, texts: Sequence[Sequence[str]], row: int) -> bool:
    """Does a heading of two levels begin in a row: names over both beside one over several, and names below that?"""
    begun = [(height, width) for r, _, height, width in grid.regions if r == row]
    levels = any(height > 1 for height, _ in begun) and any(height == 1 < width for height, width in begun)
    return levels and _is_heading(texts, row + 1)


def _cuts(across: Sequence[bool], texts: Sequence[Sequence[str]], row: int) -> list[int]:
    """Where the table above a heading in `row` ends, and where the heading with its title begins: the line right above it where
    that stands alone below a blank one or another table."""
    top = row
    while top and across[top - 1]:
        top -= 1
    if top == row:
        return [row]
    titled = texts[row - 1] and (row - 1 == top or not texts[row - 2])
    return [top, row - 1 if titled else row]


def _part(grid: Grid, top: int, end: int) -> Grid:
    """The rows from `top` to `end` with the columns that they have."""
    regions = [region for region in grid.regions if top <= region[0] < end]
    kept = sorted({0, len(grid.xs) - 1} | {side for _, c, _, width in regions for side in (c, c + width)})
    at = {border: i for i, border in enumerate(kept)}
    moved: list[Region] = [(r - top, at[c], h, at[c + w] - at[c]) for r, c, h, w in regions]
    last = end == len(grid.ys) - 1
    return Grid(tuple(grid.xs[i] for i in kept), grid.ys[top : end + 1], tuple(moved), grid.open_foot and last)
