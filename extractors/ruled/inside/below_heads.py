"""A body with level rulings alone below a heading that has upright ones too: its columns are those of the heading.

Dark headings with white borders between their cells stand so over rows that are parted by lines only: by the rulings that touch,
the heading would be a table by itself, and the rows below it one without a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import distinct, group_lines
from extractors.layout.places import crosses
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import is_undated_figure
from extractors.model import Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("rulings that end no further from a border reach it", POINTS)] = 3.0
    far: Annotated[float, Limit("the rows below lie no further apart", POINTS)] = 70.0
    covered: Annotated[float, Limit("rulings at one height below run over so much of the heading's width", SHARE)] = 0.6
    rows: Annotated[int, Limit("so many rows at least", COUNT)] = 2
    space: Annotated[float, Limit("words of one text stand no further apart", FONT_SIZES)] = 0.5
    figures: Annotated[int, Limit("so many columns of them hold figures", COUNT)] = 2


LIMITS = Limits()
_NUMBER = re.compile(r"\(?\d{1,2}\)?")
"""The number of a column, or a numeral in a name: no figure of a body."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The place of a group of rulings, and the borders inside it that reach its foot."""

    left: float
    right: float
    top: float
    foot: float
    borders: tuple[float, ...]

    @classmethod
    def of(cls, across: Sequence[Ruling], down: Sequence[Ruling]) -> _Head:
        group = [*across, *down]
        left, right = min(r.x0 for r in group), max(r.x1 for r in group)
        top, foot = min(r.y0 for r in group), max(r.y1 for r in group)
        places = distinct((d.x0 for d in down if d.y1 >= foot - LIMITS.near), LIMITS.near)
        return cls(left, right, top, foot, tuple(x for x in places if left + LIMITS.near < x < right - LIMITS.near))

    def held(self, words: Sequence[Word], top: float, foot: float) -> list[Word]:
        """The words between its sides and these heights."""
        return [w for w in words if self.left < w.bbox.cx < self.right and top < w.bbox.cy < foot]


@heuristic(lambda across, down, rulings, words: (across, down))
def with_body_below(
    across: list[Ruling], down: list[Ruling], rulings: Sequence[Ruling], words: Sequence[Word]
) -> tuple[list[Ruling], list[Ruling]]:
    """The level and upright rulings of a group with those of the rows below it, where it is a heading alone; the same where it
    holds figures, or nothing tells of such rows."""
    if not across or not down:
        return across, down
    head = _Head.of(across, down)
    if len(head.borders) < LIMITS.figures or any(map(_is_value, head.held(words, head.top, head.foot))):
        return across, down
    rows = _rows_below(head, rulings)
    places = distinct((r.y0 for r in rows), LIMITS.near)
    if len(places) < LIMITS.rows or not _shares_out(head, head.held(words, head.foot, places[-1])):
        return across, down
    upright = [
        Ruling(x, upper, x, lower)
        for upper, lower in pairwise([head.foot, *places])
        for x in (head.left, *_free(head.borders, head.held(words, upper, lower)), head.right)
    ]
    return [*across, Ruling(head.left, head.foot, head.right, head.foot), *rows], [*down, *upright]


def _shares_out(head: _Head, body: Sequence[Word]) -> bool:
    """Whether the borders of a heading share out the figures below it: several columns hold some, and none lies over a border."""
    values = [w for w in body if _is_value(w)]
    columns = {bisect_right(head.borders, w.bbox.cx) for w in values}
    return len(columns) >= LIMITS.figures and not any(crosses(w, x) for w in values for x in head.borders)


def _free(borders: Sequence[float], words: Sequence[Word]) -> list[float]:
    """The borders that no line of text of a row runs over: its sum's label, a group's name."""
    lines = group_lines(words)
    return [x for x in borders if not any(_runs_over(line, x) for line in lines)]


def _runs_over(line: Sequence[Word], border: float) -> bool:
    """Whether a word crosses a border, or two beside it stand no further apart than words of one text do."""
    tied = (
        a.bbox.x1 <= border <= b.bbox.x0 and b.bbox.x0 - a.bbox.x1 < LIMITS.space * max(a.size, LIMITS.near)
        for a, b in pairwise(line)
    )
    return any(crosses(w, border) for w in line) or any(tied)


def _is_value(word: Word) -> bool:
    return is_undated_figure(word.text) and not _NUMBER.fullmatch(word.text)


def _rows_below(head: _Head, rulings: Sequence[Ruling]) -> list[Ruling]:
    """The level rulings below a heading at heights where they run over most of its width (a name of several rows has none in
    its column), as far as no upright one stands among them."""
    near, left, right, foot = LIMITS.near, head.left, head.right, head.foot
    level = [r for r in rulings if r.horizontal and r.y0 > foot + near and left - near <= r.x0 and r.x1 <= right + near]
    upright = [r for r in rulings if not r.horizontal and left - near <= r.x0 <= right + near and r.y1 > foot + near]
    out: list[Ruling] = []
    above = foot
    for y in distinct((r.y0 for r in level), near):
        here = [r for r in level if abs(r.y0 - y) <= near]
        if y - above > LIMITS.far or any(u.y0 < y - near and u.y1 > above + near for u in upright):
            break
        if sum(r.x1 - r.x0 for r in here) >= LIMITS.covered * (right - left):
            out += here
            above = y
    return out
