"""What stands where: a word across a border, a line in a box or above a table, a rule near lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import POINTS, Limit
from extractors.model import BBox, Word


@dataclass(frozen=True, slots=True)
class Limits:
    over: Annotated[float, Limit("a word that reaches less far over a border touches it only", POINTS)] = 1.0
    around: Annotated[float, Limit("what stands this near to the box of a table is in it", POINTS)] = 2.0
    above: Annotated[float, Limit("a line above a table reaches down into it no further", POINTS)] = 3.0
    rule_reach: Annotated[float, Limit("a rule of a table stands no further above or below its text", POINTS)] = 14.0


LIMITS = Limits()


def crosses(word: Word, border: float) -> bool:
    """Does a word stand across an upright border (x)?"""
    over = LIMITS.over
    return word.bbox.x0 < border - over and word.bbox.x1 > border + over


def crosses_level(word: Word, height: float) -> bool:
    """Does a word stand across a level border (y)?"""
    over = LIMITS.over
    return word.bbox.y0 + over < height < word.bbox.y1 - over


def sticks_out(box: BBox, left: float, right: float) -> bool:
    """Does a text reach out of its column on one side?"""
    return box.x0 < left - LIMITS.over or box.x1 > right + LIMITS.over


def covered(stretches: Iterable[tuple[float, float]]) -> float:
    """How much of a side these stretches of it run over, those that lie on each other counted once."""
    length, end = 0.0, float("-inf")
    for begin, until in sorted(stretches):
        length += max(0.0, until - max(begin, end))
        end = max(end, until)
    return length


def gutter_of(boxes: Sequence[BBox]) -> float | None:
    """The middle (x) of the gutter of a page in two columns: tables stand on either side of it, some beside each other, none
    across; None where they do not."""
    ordered = sorted(boxes, key=lambda box: box.x0)
    for k in range(1, len(ordered)):
        left, right = ordered[:k], ordered[k:]
        end = max(box.x1 for box in left)
        beside = any(a.y0 < b.y1 and b.y0 < a.y1 for a in left for b in right)
        if end < right[0].x0 and beside:
            return (end + right[0].x0) / 2
    return None


def stands_in(box: BBox, around: Iterable[BBox]) -> bool:
    """Does the middle of a box lie in one of others, or close to its edge?"""
    left, top, right, bottom = box
    x, y, near = (left + right) / 2, (top + bottom) / 2, LIMITS.around
    for x0, y0, x1, y1 in around:  # noqa: SIM110  (asked of every word many times)
        if x0 - near <= x <= x1 + near and y0 - near <= y <= y1 + near:
            return True
    return False


def stands_above(line: BBox, table: BBox) -> bool:
    return line.y1 <= table.y0 + LIMITS.above


def stands_below(line: BBox, table: BBox) -> bool:
    return line.y0 >= table.y1 - LIMITS.above


def in_reach(rule: float, top: float, bottom: float) -> bool:
    """Is a rule at this height (y) near the text from `top` to `bottom`?"""
    return top - LIMITS.rule_reach <= rule <= bottom + LIMITS.rule_reach
