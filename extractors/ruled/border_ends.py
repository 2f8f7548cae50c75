"""Column borders that begin or end inside a row: where they do, one row ends and another begins.

A table ruled by column borders alone shows its heading levels this way (the borders between the columns of a group begin
below the group's name) and the label of its sum (the border between number and name ends above it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, POINTS, Limit
from extractors.layout.places import crosses_level
from extractors.layout.steps import heuristic, none_of_them
from extractors.model import Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("a border ends at a ruling that is no further from its end", POINTS)] = 3.5
    borders: Annotated[int, Limit("fewer borders are no table of columns", COUNT)] = 3


LIMITS = Limits()


@heuristic(none_of_them)
def rows_at_ends(across: Sequence[Ruling], down: Sequence[Ruling], words: Sequence[Word]) -> list[Ruling]:
    """The level pieces that the ends of column borders stand for, each from the next border on the left to that on the
    right. None on a scan, where borders are broken by chance; none where a word stands in the way, or where one of the two
    rows would be blank."""
    if len(down) < LIMITS.borders:
        return []
    found: dict[tuple[float, float, float], Ruling] = {}
    for border, y in _ends(across, down):
        through = [d.x0 for d in down if d.y0 < y - LIMITS.near and d.y1 > y + LIMITS.near]
        left, right = _next_to(border.x0, through)
        top, bottom = _next_to(y, [a.y0 for a in across if _reaches(a, border)])
        if left is None or right is None or top is None or bottom is None:
            continue
        beside = [w for w in words if left < w.bbox.cx < right]
        if not any(w.from_ocr or crosses_level(w, y) for w in beside) and _both_filled(beside, top, y, bottom):
            found.setdefault((round(y), left, right), Ruling(left, y, right, y))
    return list(found.values())


def _next_to(place: float, others: Sequence[float]) -> tuple[float | None, float | None]:
    """The nearest of other places before and after one."""
    return max((p for p in others if p < place), default=None), min((p for p in others if p > place), default=None)


def _reaches(level: Ruling, border: Ruling) -> bool:
    """Does a level ruling run as far as a border?"""
    return level.x0 - LIMITS.near <= border.x0 <= level.x1 + LIMITS.near


def _both_filled(words: Sequence[Word], top: float, middle: float, bottom: float) -> bool:
    """Do words stand above the middle, and others below it?"""
    return any(top < w.bbox.cy < middle for w in words) and any(middle < w.bbox.cy < bottom for w in words)


def _ends(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[tuple[Ruling, float]]:
    """(border, height of an end of it at which no ruling runs)."""
    for border in down:
        for y in (border.y0, border.y1):
            if not any(abs(a.y0 - y) <= LIMITS.near and _reaches(a, border) for a in across):
                yield border, y
