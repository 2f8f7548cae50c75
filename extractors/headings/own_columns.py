"""Names set side by side with no more than a word space between: each is set as the texts of its own column are.

What stands lowest in a heading names single columns. A text there that runs over the border of two is the names of both where
each part keeps to its own column and begins, ends, or has its middle where the texts of that column do; one name over both has
names of parts below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, SHARE, Limit
from extractors.layout.lines import box_around
from extractors.layout.places import sticks_out
from extractors.layout.steps import heuristic
from extractors.model import BBox, Word

Run = tuple[int, int, list[Word]]
"""(first column, width in columns, words) of a text of one line of a heading."""
Lines = Sequence[Sequence[Word]]


@dataclass(frozen=True, slots=True)
class Limits:
    space: Annotated[float, Limit("two names are further apart", FONT_SIZES)] = 0.4
    same_place: Annotated[float, Limit("texts that begin, end, or have their middle on one place differ no more", FONT_SIZES)] = (
        0.35
    )
    centred: Annotated[float, Limit("a name in the middle of its column is no further from it, in widths of it", SHARE)] = 0.06
    lines: Annotated[int, Limit("fewer texts of a column do not tell how it is set", COUNT)] = 3
    most: Annotated[float, Limit("so many of its texts are set so", SHARE)] = 0.6


LIMITS = Limits()


@heuristic(lambda runs, body, borders, size: list(runs))
def own_columns(runs: Sequence[Run], body: Lines, borders: Sequence[float], size: float) -> list[Run]:
    """The texts of a heading, top first, parted where one is the names of several columns; `body` are the lines below it."""
    texts = _texts(body, borders)
    out: list[Run] = []
    for run in runs:
        first, last = (min(max(bisect_right(borders, w.bbox.cx) - 1, 0), len(texts) - 1) for w in (run[2][0], run[2][-1]))
        parts = _parts(run[2], borders[first : last + 2])
        lowest = not any(_below(run[2], other, first, last) for other in runs)
        if last > first and lowest and parts is not None and _apart(parts, size):
            set_so = [_set_as(box_around(p), texts[first + k], borders, first + k, size) for k, p in enumerate(parts)]
            if all(set_so):
                out += [(first + k, 1, part) for k, part in enumerate(parts)]
                continue
        out.append(run)
    return out


def _texts(body: Lines, borders: Sequence[float]) -> list[list[BBox]]:
    """The text of each line of the body in each column."""
    out: list[list[BBox]] = [[] for _ in borders[1:]]
    for line in body:
        for column, (left, right) in enumerate(pairwise(borders)):
            mine = [w for w in line if left <= w.bbox.cx < right]
            if mine:
                out[column].append(box_around(mine))
    return out


def _parts(words: Sequence[Word], borders: Sequence[float]) -> list[list[Word]] | None:
    """The words in each column; None where one has none, or one sticks out of it."""
    out = [[w for w in words if left <= w.bbox.cx < right] for left, right in pairwise(borders)]
    inside = all(p and not sticks_out(box_around(p), a, b) for p, (a, b) in zip(out, pairwise(borders), strict=True))
    return out if inside and sum(map(len, out)) == len(words) else None


def _apart(parts: Sequence[Sequence[Word]], size: float) -> bool:
    """Are the parts further from each other than words are, and no word further from the next one of its part?"""
    between = [b[0].bbox.x0 - a[-1].bbox.x1 for a, b in pairwise(parts)]
    inside = [b.bbox.x0 - a.bbox.x1 for part in parts for a, b in pairwise(part)]
    return min(between) >= max(LIMITS.space * size, max(inside, default=0.0))


def _below(words: Sequence[Word], other: Run, first: int, last: int) -> bool:
    """Does another text stand below these words, in one of their columns, from the `first` to the `last`?"""
    shared = other[0] <= last and first < other[0] + other[1]
    return shared and box_around(other[2]).y0 >= box_around(words).cy


def _set_as(name: BBox, texts: Sequence[BBox], borders: Sequence[float], column: int, size: float) -> bool:
    """Is a name set as the texts of its column, or in the middle of it?"""
    left, right = borders[column], borders[column + 1]
    if abs(name.cx - (left + right) / 2) <= LIMITS.centred * (right - left):
        return True
    near = LIMITS.same_place * size
    if len(texts) < LIMITS.lines:
        return False
    if abs(name.cx - median(t.cx for t in texts)) <= near:
        return True
    if min(abs(name.x0 - min(t.x0 for t in texts)), abs(name.x1 - max(t.x1 for t in texts))) <= near:
        return True  # the longest text fills the column
    return any(
        sum(abs(place - own) <= near for place in places) >= LIMITS.most * len(places)
        for own, places in ((name.x0, [t.x0 for t in texts]), (name.x1, [t.x1 for t in texts]))
    )
