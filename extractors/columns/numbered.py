"""Column borders from the row of column numbers (`1 2 3 ...`) of a heading: one number stands in each column.

Two columns that hold little text, or texts of which none tells where one ends, show as one; the numbers over them tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, Limit
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.layout.text_forms import number_row
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    first_lines: Annotated[int, Limit("the row of numbers stands within so many lines of the top", COUNT)] = 10
    clear: Annotated[float, Limit("two columns are this far apart at least", FONT_SIZES)] = 0.2


LIMITS = Limits()


@heuristic(first)
def numbered_borders(inner: Sequence[float], lines: Sequence[Sequence[Word]], size: float) -> list[float]:
    """The inner borders with those between two numbers that none of them parts; as they are where no numbers stand or a
    text below reaches from one to the other."""
    top = enumerate(lines[: LIMITS.first_lines])
    at = next((k for k, line in top if len(line) >= FORMS.fewest_numbers and number_row([w.text for w in line])), None)
    if at is None:
        return list(inner)
    out = list(inner)
    for a, b in pairwise(lines[at]):
        if any(a.bbox.cx < x < b.bbox.cx for x in inner):
            continue
        place = _widest([w for line in lines[at:] for w in line], a.bbox.cx, b.bbox.cx, size)
        if place is not None:
            out.append(place)
    return sorted(out)


def _widest(words: Sequence[Word], left: float, right: float, size: float) -> float | None:
    """The middle of the widest place between two numbers in which no word stands."""
    taken = sorted((w.bbox.x0, w.bbox.x1) for w in words if w.bbox.x1 > left and w.bbox.x0 < right)
    best, place, end = LIMITS.clear * size, None, left
    for x0, x1 in [*taken, (right, right)]:
        if x0 - end > best:
            best, place = x0 - end, (x0 + end) / 2
        end = max(end, x1)
    return place
