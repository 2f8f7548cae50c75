"""Names of columns that are set upright, as words that lie: a table without a grid reads its lines across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, Limit
from extractors.layout.lines import box_around, is_turned, letter_size, text_of
from extractors.layout.steps import heuristic, none_of_them
from extractors.model import BBox, Word


@dataclass(frozen=True, slots=True)
class Limits:
    beside: Annotated[float, Limit("lines of one name stand no further beside one another", FONT_SIZES)] = 0.6
    level: Annotated[float, Limit("names side by side begin, end or have their middle on one height, within", FONT_SIZES)] = 0.5
    names: Annotated[int, Limit("and so many do", COUNT)] = 2


LIMITS = Limits()


@heuristic(none_of_them)
def laid_down(words: Sequence[Word]) -> list[Word]:
    """One word for each upright name among names side by side: all that it says, at the foot of the lowest of them, as high as
    its letters. A single text that stands upright is no name of a column: it runs beside rows."""
    turned = [w for w in words if is_turned(w)]
    size = letter_size(turned)
    names = _names(turned, size)
    boxes = [box_around(name) for name in names]
    out: list[Word] = []
    for name, box in zip(names, boxes, strict=True):
        beside = [other for other in boxes if _level(box, other, LIMITS.level * size)]
        if len(beside) < LIMITS.names:
            continue
        foot = max(other.y1 for other in beside)
        text = " ".join(text_of(name)[0].split())
        out.append(replace(name[0], text=text, bbox=BBox(box.x0, foot - size, box.x1, foot), turned=0, size=size))
    return out


def _names(turned: Sequence[Word], size: float) -> list[list[Word]]:
    """Upright words as the names that they make: lines close beside one another that share their height."""
    names: list[list[Word]] = []
    for word in sorted(turned, key=lambda w: w.bbox.x0):
        box = word.bbox
        for name in names:
            other = box_around(name)
            if box.x0 - other.x1 <= LIMITS.beside * size and min(box.y1, other.y1) - max(box.y0, other.y0) > -size:
                name.append(word)
                break
        else:
            names.append([word])
    order = {id(w): n for n, w in enumerate(turned)}
    return [sorted(name, key=lambda w: order[id(w)]) for name in names]


def _level(box: BBox, other: BBox, near: float) -> bool:
    """Do two upright texts begin, end or have their middle on one height?"""
    return min(abs(box.y0 - other.y0), abs(box.y1 - other.y1), abs(box.cy - other.cy)) <= near
