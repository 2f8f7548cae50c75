"""Rows that a page break cut: is the first row of a page the rest of the last row of the page before, and the two as one.

Within a page the distance of the lines tells this (`rows.by_wraps`); here only what the cells hold, or a frame left open.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from statistics import median_high
from typing import Annotated

from extractors.layout.cells import joined
from extractors.layout.limits import CHARACTERS, COUNT, SHARE, Limit
from extractors.layout.steps import heuristic, no
from extractors.layout.text_forms import CODE, DIGIT, ENDS_IN_FIGURE, LIST_MARK_FIRST, ROW_NUMBER, UNIT, WITHOUT_LETTERS, WORDED
from extractors.model import Cell, Table


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    filled: Annotated[float, Limit("a row that fills so many columns is no rest", SHARE)] = 0.7
    columns: Annotated[int, Limit("the same is not told of so few columns", COUNT)] = 2
    words: Annotated[int, Limit("so many columns of words that go on are the rest of a row", COUNT)] = 3
    broken: Annotated[int, Limit("a cell of so many lines may be too narrow for its words", COUNT)] = 8
    coded: Annotated[int, Limit("so many rows with a number or a code leave none without", COUNT)] = 6
    narrow: Annotated[int, Limit("it is where the middle one of them is no longer", CHARACTERS)] = 4


LIMITS = Limits()
_REST_OF_CODE = re.compile(r"[\d.]*\d")


@heuristic(no)
def cut_row(table: Table, row: int) -> bool:
    """Is `row` the rest of the row above, cut by the page break?

    The rest has no figures and nothing in the first columns, and goes on with text in columns where the row above has text.
    """
    at = _Break.above(table, row)
    if not at.filled or at.is_full:
        return False
    if any(c.column_span >= table.columns - 1 for c in at.filled):
        return _wide_goes_on(at)
    if not at.goes_on_below_texts:
        return False
    return _code_goes_on(at, table) or _texts_go_on(at, table, row)


def _texts_go_on(at: _Break, table: Table, row: int) -> bool:
    """Whether the texts of a row go on with those above them, no code or number before them."""
    if at.begins_anew:
        return False
    small = [_begins_small(c) for c in at.filled]
    if all(small) or at.is_units or (sum(small) * 2 > len(small) and not at.has_digits):
        return True
    if not at.figures or at.has_second_figure:
        return False
    if _whole_elsewhere(at, table, row):
        return True
    if _all_go_on(at) or all(at.upper[c.column].text.rstrip().endswith(",") for c in at.filled):
        return True
    return _alone_without_code(table, row) or (at.numbered and _words_go_on(at))  # rows without numbers may be named alone


@dataclasses.dataclass(frozen=True, slots=True)
class _Break:
    """The first row of a page and the row above it, by column; `filled` are the cells with text of the first."""

    columns: int
    lower: dict[int, Cell]
    upper: dict[int, Cell]
    filled: tuple[Cell, ...]

    @classmethod
    def above(cls, table: Table, row: int) -> _Break:
        lower = {c.column: c for c in table.cells if c.row == row}
        upper = {c.column: c for c in table.cells if c.row == row - 1}
        return cls(table.columns, lower, upper, tuple(c for c in lower.values() if c.text))

    @property
    def is_full(self) -> bool:
        """Does the row fill so many columns that it is one by itself?"""
        return len(self.filled) >= LIMITS.filled * len(self.lower) and len(self.lower) > LIMITS.columns

    @property
    def goes_on_below_texts(self) -> bool:
        """Has the row above text wherever this one has?"""
        return all(c.column in self.upper and self.upper[c.column].text for c in self.filled)

    @property
    def begins_anew(self) -> bool:
        """Has the row a first cell of its own that begins one, a figure alone, or a new item of a list?"""
        named = any(c.column == 0 and not _begins_small(c) for c in self.filled) and self.columns > LIMITS.columns
        if any(WITHOUT_LETTERS.match(c.text) or LIST_MARK_FIRST.match(c.text) for c in self.filled):
            return True
        return named and not _all_go_on(self)

    @property
    def figures(self) -> set[int]:
        """Columns in which the row above ends in a figure."""
        return {column for column, c in self.upper.items() if ENDS_IN_FIGURE.search(c.text)}

    @property
    def is_units(self) -> bool:
        """Is the row nothing but units of figures: `481,5` above the break, `persen` below?"""
        return all(UNIT.match(c.text.strip()) and c.column in self.figures for c in self.filled)

    @property
    def has_second_figure(self) -> bool:
        """Has the row a figure below a figure?"""
        return any(DIGIT.search(c.text) and c.column in self.figures for c in self.filled)

    @property
    def has_digits(self) -> bool:
        """Has the row a digit anywhere?"""
        return any(DIGIT.search(c.text) for c in self.filled)

    @property
    def numbered(self) -> bool:
        return 0 in self.upper and bool(ROW_NUMBER.match(self.upper[0].text))


def _code_goes_on(at: _Break, table: Table) -> bool:
    """Whether the row begins with the rest of a code as the first column breaks others (`3.26.01.2.02.0` above `002`), and holds
    no figure beside."""
    rest = next((c.text for c in at.filled if c.column == 0), "")
    if not _REST_OF_CODE.fullmatch(rest) or any(DIGIT.search(c.text) for c in at.filled if c.column):
        return False
    broken = [c.text.split("\n") for c in table.cells if c.column == 0 and "\n" in c.text]
    alike = any(CODE.fullmatch("".join(lines)) and len(lines[-1]) == len(rest) for lines in broken)
    return alike and CODE.fullmatch(f"{at.upper[0].text}{rest}") is not None


def _whole_elsewhere(at: _Break, table: Table, row: int) -> bool:
    """Whether every text here, put behind the one above it, is what another row says in its column."""
    said = {(c.column, _letters(c.text)) for c in table.cells if c.row not in (row - 1, row)}
    return all((c.column, _letters(f"{at.upper[c.column].text} {c.text}")) in said for c in at.filled)


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()


def _begins_small(cell: Cell) -> bool:
    return cell.text.lstrip()[:1].islower()


@heuristic(no)
def rest_of_open_row(table: Table, row: int) -> bool:
    """Is `row` the rest of a row that no line closes before the page break: text in a few of the columns in which that has text,
    or no figure in any column where that has one? What stands in several columns is no rest of a cell over all of these: the name
    of a group of rows, beside a field over the rest of its row."""
    lower = [c for c in table.cells if c.row == row]
    filled = [c for c in lower if c.text]
    above = {c.column for c in table.cells if c.row == row - 1 and c.text}
    if not filled or any(map(_begins_item, filled)) or _below_one_field(table, row, filled):
        return False
    if all(c.column in above for c in filled) and len(filled) < LIMITS.filled * len(lower):
        return True
    figures = [{c.column for c in table.cells if c.row == r and DIGIT.search(c.text)} for r in (row - 1, row)]
    return bool(above) and not figures[0] & figures[1]


def _begins_item(cell: Cell) -> bool:
    """Does a cell go on over rows, or begin an item of a list, which has its own figure on its own page?"""
    return cell.row_span > 1 or LIST_MARK_FIRST.match(cell.text) is not None


def _below_one_field(table: Table, row: int, filled: list[Cell]) -> bool:
    """Whether several of the texts of a row stand below one cell over their columns."""
    over = [c for c in table.cells if c.row == row - 1 and c.column_span > 1]
    return any(sum(c.column <= below.column < c.column + c.column_span for below in filled) > 1 for c in over)


def _wide_goes_on(at: _Break) -> bool:
    """A heading of a group over the whole row that the page break cut, its rest beginning small."""
    above = [c for c in at.upper.values() if c.text]
    return len(at.filled) == 1 and len(above) == 1 and above[0].column_span > 1 and _begins_small(at.filled[0])


def _all_go_on(at: _Break) -> bool:
    """Whether every column of words goes on (three at least) and none of figures does: the rest of a row, whatever letters
    it begins with."""
    first_figure = min((column for column in at.figures if column > 0), default=0)
    words = {j for j, c in at.upper.items() if c.text and j not in at.figures and WORDED.search(c.text)}
    here = {c.column for c in at.filled}
    return len(here) >= LIMITS.words and here == {j for j in words if j < first_figure} and not at.has_digits


def _words_go_on(at: _Break) -> bool:
    """Whether any column of words begins small, or all are too narrow for their words."""
    return any(map(_begins_small, at.filled)) or all(_is_narrow(at.upper[c.column]) for c in at.filled)


def _alone_without_code(table: Table, row: int) -> bool:
    """Whether all other rows have a number or a code in the first column, so that one without is the rest of a row, not named
    alone. In a table of ruled rows those with figures (totals) need none; elsewhere the first line of a name may stand above
    its code."""
    rows: dict[int, list[Cell]] = {}
    for c in table.cells:
        if c.text and c.row != row:
            rows.setdefault(c.row, []).append(c)
    told = [sorted(rows[r], key=lambda c: c.column) for r in sorted(rows)]
    body = list(itertools.dropwhile(lambda cells: not _is_numbered(cells), told))  # without the heading
    numbered = [cells[0].row for cells in body if _is_numbered(cells)]
    alone = any(not _is_numbered(cells) and not (table.is_ruled and any(DIGIT.search(c.text) for c in cells)) for cells in body)
    return len(numbered) >= LIMITS.coded and not alone and numbered[-1] > row


def _is_numbered(cells: Sequence[Cell]) -> bool:
    """Does a row begin with a number or a code in a cell of the first column alone?"""
    first = cells[0]
    numbered = WITHOUT_LETTERS.match(first.text) or ROW_NUMBER.match(first.text)
    return first.column == 0 and first.column_span == 1 and bool(numbered)


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
