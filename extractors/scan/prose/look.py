"""A quick look at a scanned page: whether it can hold a table, before seconds are spent on reading it.

Reading is the cost of an archive. A page of running text alone, or an empty one, shows itself as such in a coarse
picture. Where the look is unsure it says table: a page read for nothing costs seconds, a page left out costs numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.scan.levelling import levelled
from extractors.scan.picture import Picture, Pieces, ink, letters, render, runs_down
from extractors.scan.prose.print_rows import rows_of_print
from extractors.scan.rulings.find import rulings

if TYPE_CHECKING:
    import pypdfium2

LookKind = Literal["kosong", "garis", "kolom", "prosa"]
"""Nothing on it; ruling lines that cross or lie in rows; text in columns; running text."""

_DPI = 100.0


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("so many lines that are parted as by columns may be a table", COUNT)] = 2
    rows_share: Annotated[float, Limit("where they are so many of all", SHARE)] = 0.12
    rules: Annotated[int, Limit("so many level rulings may be a table by themselves", COUNT)] = 3
    crossed: Annotated[int, Limit("so many with as many upright ones", COUNT)] = 2
    down: Annotated[float, Limit("the page lies on its side where more of its text runs down", SHARE)] = 0.5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class PageLook:
    """What a page looks like; `rows` lines of text, `in_columns` of them parted as by columns."""

    kind: LookKind
    rulings: int
    rows: int
    in_columns: int

    @property
    def may_hold_table(self) -> bool:
        return self.kind in ("garis", "kolom")


def look_at(page: pypdfium2.PdfPage) -> PageLook:
    """Look at a page of a PDF; a fifth of a second."""
    return look_at_picture(render(page, _DPI))


def look_at_picture(picture: Picture) -> PageLook:
    """Look at a picture of a page, whichever way it lies; finer pictures than 100 dpi are made coarser."""
    small = levelled(picture.shrunk(_DPI))
    mask = ink(small)
    pieces = Pieces.of(mask)
    if runs_down(pieces, small.dpi) > LIMITS.down:
        small = Picture(np.ascontiguousarray(small.gray.T), small.dpi)
        pieces = Pieces.of(np.ascontiguousarray(mask.T))
    only, size = letters(pieces, small.dpi)
    if size == 0.0:
        return PageLook("kosong", 0, 0, 0)
    lines = rulings(small)
    across = sum(1 for line in lines if line.horizontal)
    down = len(lines) - across
    found = rows_of_print(only, small)
    rows, in_columns = len(found), sum(row.parted for row in found)
    if min(across, down) >= LIMITS.crossed or across >= LIMITS.rules:
        kind: LookKind = "garis"
    elif in_columns >= LIMITS.rows and in_columns >= LIMITS.rows_share * rows:
        kind = "kolom"
    else:
        kind = "prosa"
    return PageLook(kind, len(lines), rows, in_columns)
