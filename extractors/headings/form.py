"""Which rows at the top of a table are heading: a judgement from form alone, before anybody reads the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.text_forms import DIGIT, YEAR_IN_WORDS, number_row
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.model import Cell, Table


@dataclass(frozen=True, slots=True)
class Limits:
    data: Annotated[float, Limit("a first row of which more is figures is no heading", SHARE)] = 0.5
    below: Annotated[int, Limit("a second row of a heading has so many names below the wide ones", COUNT)] = 2


LIMITS = Limits()


def heading_rows(table: Table) -> int:
    """The number of heading rows; at least 1 where the first row holds words, 0 where it holds data.

    A number row ends the heading. Else the heading reaches as far as the cells that begin in the first row span, and over
    further rows in which no figure stands under a heading that spans them sideways.
    """
    grid = table.grid()
    for r in range(min(FORMS.max_heading, table.rows)):
        if number_row(grid[r]):
            return r + 1
    first = [c for c in table.cells if c.row == 0 and c.text]
    if not first or sum(_is_data(c.text) for c in first) > LIMITS.data * len(first):
        return 0
    # cells that span down from the first row (No, Sasaran ...) mark the depth of the heading
    depth = max((c.row_span for c in first if c.row_span <= FORMS.max_heading), default=1)
    if depth == 1 and _names_below(table, [c for c in first if c.column_span > 1]):
        depth = 2
    return min(depth, max(table.rows - 1, 1))


def _names_below(table: Table, wide: Sequence[Cell]) -> bool:
    """Does the second row name the columns under wide cells of the first? One over the whole table is a title."""
    if all(c.column_span >= table.columns for c in wide):
        return False
    below = [c for c in table.cells if c.row == 1 and any(w.column <= c.column < w.column + w.column_span for w in wide)]
    return not any(_is_data(c.text) for c in below) and sum(bool(c.text) for c in below) >= LIMITS.below


def _is_data(text: str) -> bool:
    """A figure that is no year."""
    return bool(DIGIT.search(text)) and not YEAR_IN_WORDS.match(text)
