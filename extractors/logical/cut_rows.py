"""Rows that a page break cut: is the first row of a page the rest of the last row of the page before, and the two as one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from statistics import median_high
from typing import Annotated

from extractors.layout.cells import joined
from extractors.layout.limits import CHARACTERS, COUNT, SHARE, Limit
from extractors.layout.steps import heuristic, no
from extractors.layout.text_forms import DIGIT, ENDS_IN_FIGURE, LIST_MARK_FIRST, ROW_NUMBER, UNIT, WITHOUT_LETTERS, WORDED
from extractors.model import Cell, Table


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    filled: Annotated[float, Limit("a row that fills so many columns is no rest", SHARE)] = 0.7
    columns: Annotated[int, Limit("the same is not told of so few columns", COUNT)] = 2
    words: Annotated[int, Limit("so many columns of words that go on are the rest of a row", COUNT)] = 3
    broken: Annotated[int, Limit("a cell of so many lines may be too narrow for its words", COUNT)] = 8
    narrow: Annotated[int, Limit("it is where the middle one of them is no longer", CHARACTERS)] = 4


LIMITS = Limits()


@heuristic(no)
def cut_row(table: Table, row: int) -> bool:
    """Is `row` the rest of the row above, cut by the page break?

    The rest has no figures and nothing in the first columns, and goes on with text in columns where the row above has text.
    """
    lower = {c.column: c for c in table.cells if c.row == row}
    upper = {c.column: c for c in table.cells if c.row == row - 1}
    filled = [c for c in lower.values() if c.text]
    if not filled or (len(filled) >= LIMITS.filled * len(lower) and len(lower) > LIMITS.columns):
        return False
    if any(c.column_span >= table.columns - 1 for c in filled):
        return _wide_goes_on(filled, [c for c in upper.values() if c.text])
    above = {j for j, c in upper.items() if c.text}
    if not all(c.column in above for c in filled):
        return False
    if 0 in {c.column for c in filled} and table.columns > LIMITS.columns and not _all_go_on(filled, upper):
        return False
    if any(WITHOUT_LETTERS.match(c.text) or LIST_MARK_FIRST.match(c.text) for c in filled):
        return False
    small = [c.text.lstrip()[:1].islower() for c in filled]
    if all(small):
        return True
    figures = [c for c in upper.values() if ENDS_IN_FIGURE.search(c.text)]
    if all(UNIT.match(c.text.strip()) and upper[c.column] in figures for c in filled):
        return True  # `481,5` above the break, its unit below
    if not figures or any(DIGIT.search(c.text) and upper[c.column] in figures for c in filled):
        return False
    if _all_go_on(filled, upper) or all(upper[c.column].text.rstrip().endswith(",") for c in filled):
        return True
    if not ROW_NUMBER.match(upper[0].text if 0 in upper else ""):
        return False  # rows that are not numbered may be named alone
    return any(small) or all(_is_narrow(upper[c.column]) for c in filled)


@heuristic(no)
def may_be_rest(table: Table, row: int) -> bool:
    """May `row` be the rest of a row that the page break left open: text in a few of the columns in which that has text, or
    no figure in any column where that has one?"""
    lower = [c for c in table.cells if c.row == row]
    filled = [c for c in lower if c.text]
    above = {c.column for c in table.cells if c.row == row - 1 and c.text}
    if not filled or any(c.row_span > 1 or LIST_MARK_FIRST.match(c.text) for c in filled):
        return False  # a new item of a list has its own figure, on its own page
    if all(c.column in above for c in filled) and len(filled) < LIMITS.filled * len(lower):
        return True
    figures = [{c.column for c in table.cells if c.row == r and DIGIT.search(c.text)} for r in (row - 1, row)]
    return bool(above) and not figures[0] & figures[1]


def _wide_goes_on(filled: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """A heading of a group over the whole row that the page break cut, its rest beginning small."""
    return len(filled) == 1 and len(above) == 1 and above[0].column_span > 1 and filled[0].text.lstrip()[:1].islower()


def _all_go_on(filled: Sequence[Cell], upper: dict[int, Cell]) -> bool:
    """Whether every column of words goes on (three at least) and none of figures does: the rest of a row, whatever letters
    it begins with."""
    words = {j for j, c in upper.items() if c.text and not ENDS_IN_FIGURE.search(c.text) and WORDED.search(c.text)}
    figures = {j for j, c in upper.items() if j > 0 and ENDS_IN_FIGURE.search(c.text)}
    here = {c.column for c in filled}
    return (
        len(here) >= LIMITS.words
        and here == {j for j in words if j < min(figures, default=0)}
        and not any(DIGIT.search(c.text) for c in filled)
    )


def _is_narrow(cell: Cell) -> bool:
    """Whether a column is so narrow that it breaks its words."""
    lines = cell.text.split("\n")
    return len(lines) >= LIMITS.broken and median_high(map(len, lines)) <= LIMITS.narrow


def mended(table: Table, row: int) -> Table:
    """Row `row` joined to the row above."""
    lower = {c.column: c for c in table.cells if c.row == row}
    cells: list[Cell] = []
    for c in table.cells:
        if c.row == row:
            continue
        if c.row == row - 1 and c.column in lower and lower[c.column].text:
            c = joined(c, lower[c.column])
        cells.append(dataclasses.replace(c, row=c.row - 1) if c.row > row else c)
    return dataclasses.replace(table, cells=tuple(cells), rows=table.rows - 1)
