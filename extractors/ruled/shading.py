"""Rows of a grid that are told apart by shading alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import POINTS, SHARE, Limit
from extractors.layout.steps import heuristic, none_of_them
from extractors.model import Ruling


@dataclass(frozen=True, slots=True)
class Limits:
    side: Annotated[float, Limit("shading over a whole table ends no further from its sides", SHARE)] = 0.06
    apart: Annotated[float, Limit("an edge of shading nearer to a ruling is that ruling", POINTS)] = 5.0


LIMITS = Limits()


@heuristic(none_of_them)
def bands_between(shades: Sequence[Ruling], across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Ruling]:
    """Edges of shading that reach over the whole width of a table, where no ruling is drawn."""
    if not across or not down:
        return []
    x0, x1 = min(r.x0 for r in across), max(r.x1 for r in across)
    y0, y1 = min(r.y0 for r in down), max(r.y1 for r in down)
    return [
        s
        for s in shades
        if s.x0 <= x0 + LIMITS.side * (x1 - x0)
        and s.x1 >= x1 - LIMITS.side * (x1 - x0)
        and y0 < s.y0 < y1
        and all(abs(s.y0 - r.y0) > LIMITS.apart for r in across)
    ]
