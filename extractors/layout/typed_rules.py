"""Rules of text reports, typed as signs: lines of `=====`, `-----` or `+---+---+` are level, `|` between them upright."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.lines import box_around, group_lines
from extractors.layout.places import stands_in
from extractors.layout.steps import first, heuristic
from extractors.model import BBox, Page, Ruling, Word

_SIGNS = re.compile(r"[-=_+|]+$")
_UPRIGHT = "|"


@dataclass(frozen=True, slots=True)
class Limits:
    signs: Annotated[
        int, Limit("a line of fewer signs is no rule but a blank to fill in, a mark, the bar of a fraction", COUNT)
    ] = 20


LIMITS = Limits()


@heuristic(first)
def with_typed_rules(page: Page) -> Page:
    """The page with rules in place of lines of nothing but such signs, and of upright signs between two of these."""
    if not any(_SIGNS.match(w.text) for w in page.words):
        return page
    lines = group_lines(page.words)
    typed = [w for line in lines if _is_rule(line) for w in line]
    if not typed:
        return page
    upright = _uprights(lines, box_around(typed))
    level = [Ruling(w.bbox.x0, w.bbox.cy, w.bbox.x1, w.bbox.cy) for w in typed if w.text != _UPRIGHT]
    signs = {id(w) for w in typed} | upright.keys()
    words = tuple(w for w in page.words if id(w) not in signs)
    return replace(page, words=words, rulings=(*page.rulings, *level, *upright.values()))


def _is_rule(line: Sequence[Word]) -> bool:
    return all(_SIGNS.match(w.text) for w in line) and sum(len(w.text) for w in line) >= LIMITS.signs


def _uprights(lines: Sequence[Sequence[Word]], box: BBox) -> dict[int, Ruling]:
    """By the word, the rules that `|` stand for inside the box of the level rules, each as far as the lines above and below."""
    middles = [sum(w.bbox.cy for w in line) / len(line) for line in lines]
    return {
        id(w): Ruling(w.bbox.cx, middles[k - 1], w.bbox.cx, middles[k + 1])
        for k, line in enumerate(lines[1:-1], start=1)
        for w in line
        if w.text == _UPRIGHT and stands_in(w.bbox, [box])
    }
