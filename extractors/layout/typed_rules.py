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
_AROUND = re.compile(r"(\|)")


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
    typed = [w for line in group_lines(page.words) if _is_rule(line) for w in line]
    if not typed:
        return page
    box = box_around(typed)
    places = [w.bbox for w in page.words if w.text == _UPRIGHT and stands_in(w.bbox, [box])]
    rules = {id(w) for w in typed}
    apart = [part for w in page.words for part in ((w,) if id(w) in rules else _parts(w, places))]
    upright = _uprights(group_lines(apart), box)
    level = [Ruling(w.bbox.x0, w.bbox.cy, w.bbox.x1, w.bbox.cy) for w in typed if w.text != _UPRIGHT]
    signs = rules | upright.keys()
    words = tuple(w for w in apart if id(w) not in signs)
    return replace(page, words=words, rulings=(*page.rulings, *level, *upright.values()))


def _is_rule(line: Sequence[Word]) -> bool:
    return all(_SIGNS.match(w.text) for w in line) and sum(len(w.text) for w in line) >= LIMITS.signs


def _parts(word: Word, places: Sequence[BBox]) -> list[Word]:
    """A word, or its letters and the upright signs typed close to them, where such signs stand by themselves right above or below
    (`places`): all signs of a font of one pitch are equally wide."""
    step = word.bbox.width / len(word.text)
    out: list[Word] = []
    x = word.bbox.x0
    for part in filter(None, _AROUND.split(word.text)):
        end = x + step * len(part)
        column = next((p for p in places if p.x0 < end and x < p.x1), None) if part == _UPRIGHT else BBox(x, 0, end, 0)
        if column is None:
            return [word]
        out.append(replace(word, text=part, bbox=word.bbox._replace(x0=column.x0, x1=column.x1)))
        x = end
    return out if len(out) > 1 else [word]


def _uprights(lines: Sequence[Sequence[Word]], box: BBox) -> dict[int, Ruling]:
    """By the word, the rules that `|` stand for inside the box of the level rules, each as far as the lines above and below."""
    middles = [sum(w.bbox.cy for w in line) / len(line) for line in lines]
    return {
        id(w): Ruling(w.bbox.cx, middles[k - 1], w.bbox.cx, middles[k + 1])
        for k, line in enumerate(lines[1:-1], start=1)
        for w in line
        if w.text == _UPRIGHT and stands_in(w.bbox, [box])
    }
