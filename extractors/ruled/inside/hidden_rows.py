"""Rows inside a single tall row of a grid: offices draw the outer box and the heading and leave the rest to the eye."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.blocks import ColumnBlock, column_block
from extractors.layout.limits import CHARACTERS, COUNT, LINE_HEIGHTS, POINTS, SHARE, Limit
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import BROKEN_AMOUNT, CODE, FIGURE, FIGURE_FIRST, YEAR
from extractors.model import Word
from extractors.rows.by_gaps import Rows, gap_rows
from extractors.rows.by_heights import AlignedRows, aligned_rows
from extractors.rows.by_numbers import numbered_rows
from extractors.rows.by_wraps import rows_of
from extractors.ruled.grid import Grid


@dataclass(frozen=True, slots=True)
class Limits:
    few_bands: Annotated[int, Limit("a body of no more ruled rows may hold the table's true rows unruled", COUNT)] = 2
    stack: Annotated[int, Limit("so many lines of text in one cell are a stack of several rows' texts", COUNT)] = 5
    tall: Annotated[int, Limit("a row right above a line of sums has so many lines of text", COUNT)] = 3
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
    """A body of one or two tall ruled rows cut into the rows that its figures show; any of more, as those between shaded rows of
    a table with upright rules alone, where each of several rows has its own code."""
    grid = _with_coded_rows(grid, words)
    by_row = _by_row(grid, words)
    body = _without_foot(grid, by_row)
    found = {r: rows for r in range(len(by_row)) if (rows := _rows_in(r, by_row, grid, body)) is not None}
    found |= {
        r: rows for r in range(len(by_row)) if r not in found and (rows := _rows_beside(r, by_row, grid, found)) is not None
    }
    if not found or len(found) > LIMITS.few_bands or body - min(found) > LIMITS.few_bands:
        return grid
    cuts: dict[int, AlignedRows] = {}
    for r, rows in found.items():
        aligned = rows if isinstance(rows, AlignedRows) else _between(rows, grid.ys[r], grid.ys[r + 1])
        if aligned is not None:
            cuts[r] = aligned
    return _cut(grid, cuts) if cuts else grid


def _with_coded_rows(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with rows cut that hold several, each with a code alone in its first column."""
    cuts: dict[int, AlignedRows] = {}
    for r, inside in enumerate(_by_row(grid, words)):
        rows = _coded(column_block(inside, grid.xs)) if len(inside) >= LIMITS.words and not _merged(grid, r) else None
        aligned = _between(rows, grid.ys[r], grid.ys[r + 1]) if rows is not None else None
        cuts |= {} if aligned is None else {r: aligned}
    return _cut(grid, cuts) if cuts else grid


def _coded(block: ColumnBlock) -> Rows | None:
    """The rows that white space shows in a block, or their heights, or how their texts wrap, where each has its own code; None
    where none of these does."""
    if sum(CODE.fullmatch(line.text) is not None for line in block.by_column[0]) < LIMITS.named:
        return None
    aligned = aligned_rows(block)
    shown = gap_rows(block), aligned.rows_of(block) if aligned is not None and not aligned.merged else None, rows_of(block)
    coded = (rows for rows in shown if rows is not None and all(_is_code(row[0]) for row in rows))
    return next((rows for rows in coded if len(rows) >= LIMITS.named and _full(rows)), None)


def _is_code(words: Sequence[Word]) -> bool:
    """Is a text a code of several parts alone?"""
    return len(words) == 1 and CODE.fullmatch(words[0].text) is not None


def _by_row(grid: Grid, words: Sequence[Word]) -> list[list[Word]]:
    """The words of each ruled row."""
    out: list[list[Word]] = [[] for _ in grid.ys[1:]]
    for word in words:
        if grid.ys[0] <= word.bbox.cy < grid.ys[-1]:
            out[bisect_right(grid.ys, word.bbox.cy) - 1].append(word)
    return out


def _rows_in(r: int, by_row: Sequence[Sequence[Word]], grid: Grid, body: int) -> Rows | AlignedRows | None:
    """The rows in a ruled row; None where it is one row, or part of merged cells. `body` is where the body ends."""
    inside, xs = by_row[r], grid.xs
    last = body <= r + LIMITS.few_bands
    if len(inside) < (LIMITS.words if last else 2 * LIMITS.stack) or _merged(grid, r):
        return None
    columns = column_block(inside, xs)
    numbered = numbered_rows(columns) if last else None
    if numbered is not None:
        return numbered
    apart = gap_rows(columns) if last else None
    if apart is not None and _full(apart):
        return apart
    unruled = last and not any(_valued(above, xs) for above in by_row[:r])
    aligned = aligned_rows(columns) if unruled else None
    if aligned is not None:
        return None if _goes_on(columns, aligned) else aligned
    if len(inside) < 2 * LIMITS.stack or _stacked_columns(columns) < LIMITS.stacks:
        return None
    stacked = rows_of(columns)
    return stacked if _level(stacked) else None


def _goes_on(block: ColumnBlock, rows: AlignedRows) -> bool:
    """Does a text run on from one of these rows to the next, by the stroke that it ends in, or an amount by its sign of
    thousands? Figures stand beside other lines than those that name them then."""
    return any(
        (above.text.rstrip().endswith("/") or BROKEN_AMOUNT.search(f"{above.text}\n{below.text}"))
        and any(above.top < edge <= below.bottom for edge in rows.edges)
        for c, lines in enumerate(block.by_column)
        if c not in rows.merged
        for above, below in itertools.pairwise(lines)
    )


def _rows_beside(r: int, by_row: Sequence[Sequence[Word]], grid: Grid, found: Collection[int]) -> Rows | None:
    """The rows in a ruled row right above or below one in which rows were `found`: columns that are blank all the way down (rows
    without a code) tell nothing."""
    if r == 0 or not {r - 1, r + 1} & set(found) or len(by_row[r]) < LIMITS.words or _merged(grid, r):
        return None
    apart = gap_rows(column_block(by_row[r], grid.xs))
    if apart is None:
        return None
    held = [c for c in range(len(grid.xs) - 1) if any(row[c] for row in apart)]
    return apart if _full([[row[c] for c in held] for row in apart]) else None


def _merged(grid: Grid, r: int) -> bool:
    """Does a cell of this ruled row span other rows, or columns?"""
    return any(top <= r < top + height and (height > 1 or width > 1) for top, _, height, width in grid.regions)


def _between(rows: Rows, top: float, bottom: float) -> AlignedRows | None:
    """The heights between rows in a ruled row from `top` to `bottom`; None where one would be too low."""
    tops = [min(w.bbox.y0 for cell in row for w in cell) for row in rows]
    reached = list(itertools.accumulate((max(w.bbox.y1 for cell in row for w in cell) for row in rows), max))
    places = [(above + below) / 2 if above <= below else below for above, below in zip(reached, tops[1:], strict=False)]
    low = any(b - a < LIMITS.lowest for a, b in itertools.pairwise([top, *places, bottom]))
    return None if low else AlignedRows(tuple(places), {})


def _cut(grid: Grid, cuts: dict[int, AlignedRows]) -> Grid:
    """The grid with these ruled rows cut, columns that are merged over the rows in them as they are."""
    ys = sorted([*grid.ys, *(y for rows in cuts.values() for y in rows.edges)])
    index = {y: i for i, y in enumerate(ys)}
    regions: list[tuple[int, int, int, int]] = []
    for r, c, h, w in grid.regions:
        if r not in cuts:
            regions.append((index[grid.ys[r]], c, index[grid.ys[r + h]] - index[grid.ys[r]], w))
        elif c in cuts[r].merged:
            regions += [(index[grid.ys[r]] + first, c, last - first + 1, w) for first, last in cuts[r].merged[c]]
        else:
            regions += [(index[y], c, 1, w) for y in (grid.ys[r], *cuts[r].edges)]
    return Grid(grid.xs, tuple(ys), tuple(sorted(regions)))


def _without_foot(grid: Grid, by_row: Sequence[Sequence[Word]]) -> int:
    """The number of bands without those at the foot that are one cell over all columns: a running foot in the frame; and without
    a line of sums, whose first column is blank or that stands below stacks."""
    columns = len(grid.xs) - 1
    whole = {r for r, _, h, w in grid.regions if h == 1 and w == columns}
    bands = len(grid.ys) - 1
    while bands and bands - 1 in whole:
        bands -= 1
    if bands < LIMITS.few_bands:
        return bands
    above, foot = (column_block(by_row[r], grid.xs).by_column for r in (bands - 2, bands - 1))
    sums = max(map(len, foot)) == 1 and any(line.figure for lines in foot for line in lines)
    tall = sum(len(lines) >= LIMITS.tall for lines in above) >= LIMITS.stacks
    return bands - (sums and (not foot[0] or tall))


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


def _stacked_columns(block: ColumnBlock) -> int:
    """How many columns hold a stack of lines, counting only where one of them is a stack of figures (else 0)."""
    stacks = figures = 0
    for lines in block.by_column:
        stacks += len(lines) >= LIMITS.stack
        figures += sum(bool(FIGURE_FIRST.match(line.text)) for line in lines) >= max(
            LIMITS.figures, LIMITS.figures_share * len(lines)
        )
    return stacks if figures else 0
