"""A quick look at a scanned page: whether it can hold a table, before seconds are spent on reading it.

Reading is the cost of an archive. A page of running text alone, or an empty one, shows itself as such in a coarse
picture. Where the look is unsure it says table: a page read for nothing costs seconds, a page left out costs numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import cv2
import numpy as np

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.scan.levelling import levelled
from extractors.scan.picture import Mask, Picture, Pieces, blobs, ink, letters, render, runs_down
from extractors.scan.rulings.find import rulings

if TYPE_CHECKING:
    import pypdfium2

LookKind = Literal["kosong", "garis", "kolom", "prosa"]
"""Nothing on it; ruling lines that cross or lie in rows; text in columns; running text."""

_DPI = 100.0


@dataclass(frozen=True, slots=True)
class Limits:
    column_gap: Annotated[float, Limit("a gap between columns is wider; the spaces of justified lines stay below", POINTS)] = 11.0
    numbering: Annotated[float, Limit("a narrower first piece of a line is `1.` or `a.` of a list", POINTS)] = 28.0
    level: Annotated[float, Limit("pieces of one line of text differ no more in height; lower ones are dust", POINTS)] = 3.0
    rows: Annotated[int, Limit("so many lines with a gap as between columns may be a table", COUNT)] = 2
    rows_share: Annotated[float, Limit("where they are so many of all", SHARE)] = 0.12
    rules: Annotated[int, Limit("so many level rulings may be a table by themselves", COUNT)] = 3
    crossed: Annotated[int, Limit("so many with as many upright ones", COUNT)] = 2
    down: Annotated[float, Limit("the page lies on its side where more of its text runs down", SHARE)] = 0.5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class PageLook:
    """What a page looks like; `rows` lines of text, `in_columns` of them with a gap as between columns."""

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
    rows, in_columns = _columns(only, small)
    if min(across, down) >= LIMITS.crossed or across >= LIMITS.rules:
        kind: LookKind = "garis"
    elif in_columns >= LIMITS.rows and in_columns >= LIMITS.rows_share * rows:
        kind = "kolom"
    else:
        kind = "prosa"
    return PageLook(kind, len(lines), rows, in_columns)


def _columns(only: Mask, picture: Picture) -> tuple[int, int]:
    """(lines of text, those of them that a wide gap parts)."""
    joined = cv2.morphologyEx(only, cv2.MORPH_CLOSE, np.ones((1, picture.px(LIMITS.column_gap)), np.uint8))
    pieces = sorted(
        (b for b in blobs(np.asarray(joined, np.uint8)) if b.height >= picture.px(LIMITS.level)),
        key=lambda b: b.y + b.height / 2,
    )
    rows: list[list[tuple[int, int, float]]] = []
    for b in pieces:
        middle = b.y + b.height / 2
        if rows and abs(rows[-1][-1][2] - middle) <= picture.px(LIMITS.level):
            rows[-1].append((b.x, b.x + b.width, middle))
        else:
            rows.append([(b.x, b.x + b.width, middle)])
    parted = 0
    for row in rows:
        row.sort()
        texts = row[1:] if len(row) > 1 and row[0][1] - row[0][0] <= picture.px(LIMITS.numbering) else row
        parted += len(texts) > 1
    return len(rows), parted
