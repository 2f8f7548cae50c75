"""A table without a grid that goes on at the top of the next page with too little to be found by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.borderless.assembled import assembled
from extractors.borderless.parted import LIMITS as PARTED
from extractors.borderless.parted import parted
from extractors.layout.blocks import Block, block_of, column_block
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import box_around, is_turned
from extractors.layout.places import crosses
from extractors.layout.steps import heuristic, nothing
from extractors.layout.text_forms import FIGURE, LABEL
from extractors.model import BBox, Page, Table, Word
from extractors.rows.by_wraps import rows_of


@dataclass(frozen=True, slots=True)
class Limits:
    outside: Annotated[float, Limit("lines reach no further out of the table that they continue", POINTS)] = 3.0
    columns: Annotated[int, Limit("the first of them has text in so many columns", COUNT)] = 2
    margin: Annotated[float, Limit("lines that are none of them are passed over no further down the page", SHARE)] = 0.15
    begins: Annotated[float, Limit("the rest of a cell begins where that does, within this", POINTS)] = 3.0
    step: Annotated[float, Limit("and nearer below it", FONT_SIZES)] = 0.5
    around: Annotated[float, Limit("the table reaches so far above and below its words", POINTS)] = 2.0


LIMITS = Limits()


@heuristic(nothing)
def continued_table(page: Page, taken: Sequence[Table], before: Table) -> Table | None:
    """The few rows at the top of a page that go on from a table without a grid on the page before; None where none do.

    Too few lines to show columns of their own: they are read with the columns of the table that they continue. Lines in
    the top margin may be running heads and are passed over until one is parted as the table is.
    """
    borders = before.column_edges
    end = min((t.bbox.y0 for t in taken), default=page.height)
    run = _run(block_of([w for w in page.words if not is_turned(w) and w.bbox.y1 < end]), borders, LIMITS.margin * page.height)
    words = [w for line in run for w in line]
    if not words or not any(FIGURE.match(w.text) for line in run for w in line[1:]):
        return None
    rows = rows_of(column_block(words, borders))
    box = box_around(words)
    return assembled(
        [], rows, borders, BBox(borders[0], box.y0 - LIMITS.around, borders[-1], box.y1 + LIMITS.around), page, before.engine
    )


def _run(block: Block, borders: Sequence[float], margin: float) -> list[list[Word]]:
    """The first lines on a page that are parted as the table is, with what hangs below them; `margin` is the lower edge of the
    top margin."""
    run: list[list[Word]] = []
    for line in block.lines:
        if run and line[0].bbox.y0 - max(w.bbox.y1 for w in run[-1]) > (PARTED.apart - 1.0) * block.size:
            break
        if _stands_in_columns(line, borders) and (run or _in_columns(line, borders)) and not LABEL.match(line[0].text):
            run.append(line)
        elif run or line[0].bbox.y0 > margin:
            break
    while len(run) > 1 and not parted(run[-1], block.size) and not _hangs_below(run[-1], run[-2], borders, block.size):
        run.pop()
    return run


def _stands_in_columns(line: Sequence[Word], borders: Sequence[float]) -> bool:
    """Does a line keep within the table, and no word of it stand across a border?"""
    inside = borders[0] - LIMITS.outside <= line[0].bbox.x0 and line[-1].bbox.x1 <= borders[-1] + LIMITS.outside
    return inside and not any(crosses(w, b) for w in line for b in borders[1:-1])


def _in_columns(line: Sequence[Word], borders: Sequence[float]) -> bool:
    """Has a line words in several columns?"""
    return sum(any(a <= w.bbox.cx < b for w in line) for a, b in pairwise(borders)) >= LIMITS.columns


def _hangs_below(line: Sequence[Word], above: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Is a line the rest of one cell of the line above: right below it, begun where it begins, within its column?"""
    step = line[0].bbox.y0 - max(w.bbox.y1 for w in above)
    column = next((k for k, x in enumerate(borders[1:]) if line[0].bbox.cx < x), 0)
    held = [w for w in above if borders[column] <= w.bbox.cx < borders[column + 1]]
    begun = bool(held) and abs(line[0].bbox.x0 - held[0].bbox.x0) < LIMITS.begins
    return step < LIMITS.step * size and begun and line[-1].bbox.x1 <= borders[column + 1]
