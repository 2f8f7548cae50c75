"""Names of equal groups of columns in a heading without lines: `2023` and `2024`, each over its own Target, Realisasi, %.

One name over several columns may stand right above the name of a single one, as near as two lines of one name. A row of names
that each stand over the middle of as many columns, or begin where they do, with the same names below each, is no chance.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.headings.shared_out import LIMITS as SHARED
from extractors.layout.limits import COUNT, FONT_SIZES, SHARE, Limit
from extractors.layout.lines import LIMITS as TEXTS
from extractors.layout.lines import box_around, distinct
from extractors.layout.places import sticks_out
from extractors.layout.steps import heuristic, none_of_them
from extractors.model import BBox, Word


@dataclass(frozen=True, slots=True)
class Limits:
    widest: Annotated[int, Limit("a group has no more columns", COUNT)] = 6
    fewest: Annotated[int, Limit("fewer groups are no row of them", COUNT)] = 2
    centred: Annotated[float, Limit("a name over its columns is no further from their middle, in widths of them", SHARE)] = 0.12
    level: Annotated[float, Limit("texts of one row of names differ no more in height", FONT_SIZES)] = 0.3
    below: Annotated[float, Limit("the names of a group's columns are further below its own", FONT_SIZES)] = 0.6


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Group:
    """The text with this index names `width` columns from `column` on."""

    text: int
    column: int
    width: int


@heuristic(none_of_them)
def equal_groups(texts: Sequence[Sequence[Word]], borders: Sequence[float], size: float) -> list[Group]:
    """The texts (words of one line each) that name equal groups of columns; two groups of two columns at least, below each of
    which the same names stand."""
    columns = len(borders) - 1
    boxes = [box_around(words) for words in texts]
    signs = [re.sub(r"[^a-z%\d]", "", "".join(w.text for w in words).lower()) for words in texts]
    found: list[Group] = []
    for height in distinct((b.cy for b in boxes), LIMITS.level * size):
        line = [k for k, b in enumerate(boxes) if abs(b.cy - height) < LIMITS.level * size]
        best: list[Group] = []
        for width in range(2, LIMITS.widest + 1):
            for start in range(columns - 2 * width + 1):
                groups = _row(line, boxes, signs, borders, size, start, width)
                if len(groups) >= LIMITS.fewest and len(groups) * width > sum(g.width for g in best):
                    best = groups
        found += best
    return found


def _row(
    line: Sequence[int],
    boxes: Sequence[BBox],
    signs: Sequence[str],
    borders: Sequence[float],
    size: float,
    start: int,
    width: int,
) -> list[Group]:
    """Names over groups of `width` columns from the column `start` on, as many as follow each other."""
    out: list[Group] = []
    names: list[str] = []
    for column in range(start, len(borders) - width, width):
        left, right = borders[column], borders[column + width]
        over = [k for k in line if left < boxes[k].cx < right]
        if len(over) != 1:
            break
        box = boxes[over[0]]
        off = abs(box.cx - (left + right) / 2)
        first = min((b.x0 for b in boxes if left <= b.cx < borders[column + 1] and _lower(b, box, size)), default=math.inf)
        flush = abs(box.x0 - first) <= SHARED.flush * size
        below = [_below(box, boxes, signs, borders[c], borders[c + 1], size) for c in range(column, column + width)]
        centred = off <= max(TEXTS.apart * size, LIMITS.centred * (right - left))
        if not (centred or flush) or sticks_out(box, left, right):
            break
        if not all(below) or (names and below != names):
            break
        names = below
        out.append(Group(over[0], column, width))
    return out


def _lower(box: BBox, name: BBox, size: float) -> bool:
    return box.cy > name.cy + LIMITS.below * size


def _below(name: BBox, boxes: Sequence[BBox], signs: Sequence[str], left: float, right: float, size: float) -> str:
    """The letters of what stands in one column below a name, for years beside them differ from group to group; where there are
    no letters, the years."""
    text = "".join(
        text
        for box, text in sorted(zip(boxes, signs, strict=True), key=lambda p: p[0].cy)
        if left <= box.cx < right and _lower(box, name, size)
    )
    return re.sub(r"\d", "", text) or text
