"""Which rows at the top of a table are heading: a judgement from form alone, before anybody reads the words."""

from __future__ import annotations

from extractors.layout.text_forms import DIGIT, MAX_HEADING, YEAR_IN_WORDS, number_row
from extractors.model import Table


def heading_rows(table: Table) -> int:
    """The number of heading rows; at least 1 where the first row holds words, 0 where it holds data.

    A number row ends the heading. Else the heading reaches as far as the cells that begin in the first row span, and over
    further rows in which no figure stands under a heading that spans them sideways.
    """
    grid = table.grid()
    for r in range(min(MAX_HEADING, table.rows)):
        if number_row(grid[r]):
            return r + 1
    first = [c for c in table.cells if c.row == 0]
    if not any(c.text for c in first):
        return 0
    if sum(_is_data(c.text) for c in first if c.text) > 0.5 * sum(bool(c.text) for c in first):
        return 0
    # cells that span down from the first row (No, Sasaran ...) mark the depth of the heading
    depth = max((c.row_span for c in first if c.text and c.row_span <= MAX_HEADING), default=1)
    if depth == 1 and any(c.column_span > 1 and c.column_span < table.columns for c in first if c.text):
        wide = [c for c in first if c.column_span > 1 and c.text]
        below = [c for c in table.cells if c.row == 1 and any(w.column <= c.column < w.column + w.column_span for w in wide)]
        if below and all(not _is_data(c.text) for c in below) and sum(bool(c.text) for c in below) >= 2:
            depth = 2
    return min(depth, max(table.rows - 1, 1))


def _is_data(text: str) -> bool:
    """A figure that is no year."""
    return bool(DIGIT.search(text)) and not YEAR_IN_WORDS.match(text)
