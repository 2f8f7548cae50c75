"""Rows of print in a picture, and which of them are parted as by columns.

Justified lines have wide spaces as well. But all of a line's are as wide, the line ends at the margin, and no space stands over
another as those between columns do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, SHARE, TIMES, Limit
from extractors.scan.picture import Mask, Picture, blobs


@dataclass(frozen=True, slots=True)
class Limits:
    column_gap: Annotated[float, Limit("a gap between columns is wider; the spaces of most lines stay below", POINTS)] = 11.0
    numbering: Annotated[float, Limit("a narrower first piece of a line is `1.` or `a.` of a list", POINTS)] = 28.0
    level: Annotated[float, Limit("pieces of one line of text differ no more in height; lower ones are dust", POINTS)] = 3.0
    space: Annotated[float, Limit("a space between words of a line with wide spaces is wider", POINTS)] = 4.0
    even: Annotated[float, Limit("a justified line's widest space is no more than so many of its usual ones", TIMES)] = 1.9
    spaces: Annotated[int, Limit("and it has so many", COUNT)] = 3
    margin: Annotated[float, Limit("justified lines end as near to one place", POINTS)] = 4.0
    at_margin: Annotated[int, Limit("so many of them", COUNT)] = 4
    over: Annotated[float, Limit("where more of its spaces go on in the next line they part columns", SHARE)] = 0.7
    next: Annotated[float, Limit("the next line is no further away, in heights of a line", TIMES)] = 4.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of print: its pieces from the left with the gaps of columns between them, its upper and lower edge, in pixels;
    `inked` tells of each column of the picture whether it has ink on this height. `parted` as by columns."""

    pieces: tuple[tuple[int, int], ...]
    y0: int
    y1: int
    inked: NDArray[np.bool_]
    parted: bool = False

    @property
    def x0(self) -> int:
        return self.pieces[0][0]

    @property
    def x1(self) -> int:
        return self.pieces[-1][1]

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def rows_of_print(only: Mask, picture: Picture) -> list[Row]:
    """The rows of a picture of which `only` are the letters, from the top."""
    rows = _rows(only, picture)
    texts = [row.pieces[1:] if _is_numbered(row, picture) else row.pieces for row in rows]
    margin = _margin(rows, picture)
    out = []
    for i, row in enumerate(rows):
        beside = [rows[j] for j in (i - 1, i + 1) if 0 <= j < len(rows)]
        parted = len(texts[i]) > 1 and not (
            margin is not None and abs(row.x1 - margin) <= picture.px(LIMITS.margin) and _justified(row, beside, picture)
        )
        out.append(Row(row.pieces, row.y0, row.y1, row.inked, parted))
    return out


def _rows(only: Mask, picture: Picture) -> list[Row]:
    joined = cv2.morphologyEx(only, cv2.MORPH_CLOSE, np.ones((1, picture.px(LIMITS.column_gap)), np.uint8))
    level = picture.px(LIMITS.level)
    found = sorted((b for b in blobs(np.asarray(joined, np.uint8)) if b.height >= level), key=lambda b: b.y + b.height / 2)
    rows: list[list[tuple[int, int, int, int]]] = []
    before = 0.0
    for b in found:
        middle = b.y + b.height / 2
        piece = (b.x, b.x + b.width, b.y, b.y + b.height)
        if rows and abs(before - middle) <= level:
            rows[-1].append(piece)
        else:
            rows.append([piece])
        before = middle
    out = []
    for row in rows:
        y0, y1 = min(p[2] for p in row), max(p[3] for p in row)
        inked = np.asarray(only[y0:y1].any(axis=0), np.bool_)
        out.append(Row(tuple(sorted((p[0], p[1]) for p in row)), y0, y1, inked))
    return out


def _is_numbered(row: Row, picture: Picture) -> bool:
    x0, x1 = row.pieces[0]
    return len(row.pieces) > 1 and x1 - x0 <= picture.px(LIMITS.numbering)


def _margin(rows: Sequence[Row], picture: Picture) -> float | None:
    """The place where most rows end; None where few end alike."""
    ends = np.array([row.x1 for row in rows])
    if not len(ends):
        return None
    alike = (np.abs(ends[:, None] - ends) <= picture.px(LIMITS.margin)).sum(axis=1)
    return float(ends[alike.argmax()]) if alike.max() >= LIMITS.at_margin else None


def _justified(row: Row, beside: Sequence[Row], picture: Picture) -> bool:
    """Whether the spaces of a row are all as wide, and stand over those of none of the rows above and below it."""
    spaces = _spaces(row, picture)
    widths = np.array([end - start for start, end in spaces])
    if len(spaces) < LIMITS.spaces or widths.max() > LIMITS.even * float(np.median(widths)):
        return False
    near = [o for o in beside if abs(o.middle - row.middle) <= LIMITS.next * max(row.y1 - row.y0, o.y1 - o.y0)]
    shares = [share for other in near if (share := _gone_on(spaces, other)) is not None]
    return bool(shares) and max(shares) <= LIMITS.over


def _gone_on(spaces: Sequence[tuple[int, int]], other: Row) -> float | None:
    """The share of the spaces that go on in another row, of those within it; None where it is shorter than that."""
    middles = [(start + end) // 2 for start, end in spaces]
    within = [x for x in middles if other.x0 < x < other.x1]
    return float(np.mean([not other.inked[x - 1 : x + 2].any() for x in within])) if within else None


def _spaces(row: Row, picture: Picture) -> list[tuple[int, int]]:
    """Where between its words a row has no ink."""
    inked = np.flatnonzero(row.inked[row.x0 : row.x1]) + row.x0
    wide = np.flatnonzero(np.diff(inked) > picture.px(LIMITS.space))
    return [(int(inked[i]) + 1, int(inked[i + 1])) for i in wide]
