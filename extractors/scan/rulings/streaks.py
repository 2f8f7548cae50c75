"""Streaks of a dirty glass, of toner or of a fax, which run through a table and on beyond its edge.

A border inside a table ends at the outer rulings, as those beside it do. What runs on across the paper where all others end is
none, however straight it is; it would cut every cell that it crosses. An outer border that a streak lengthens is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, POINTS, Limit
from extractors.layout.steps import both, heuristic
from extractors.scan.picture import Picture
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run


@dataclass(frozen=True, slots=True)
class Limits:
    beyond: Annotated[float, Limit("a streak runs so far on beyond the last ruling that it crosses", POINTS)] = 18.0
    others: Annotated[int, Limit("at which so many others end", COUNT)] = 2
    inside: Annotated[float, Limit("and is so far from where that ruling ends", POINTS)] = 6.0


LIMITS = Limits()


@heuristic(both)
def without_streaks(across: list[Run], down: list[Run], picture: Picture) -> tuple[list[Run], list[Run]]:
    """The runs without those that run on beyond an edge of what they cross. Abstains where fewer others end at that edge: a
    border worn off there."""
    points = picture.points
    return (
        [run for run in across if not _is_streak(run, across, down, points)],
        [run for run in down if not _is_streak(run, down, across, points)],
    )


def _is_streak(run: Run, beside: Sequence[Run], crossing: Sequence[Run], points: float) -> bool:
    lean = RUNS.lean / points
    near = [c for c in crossing if run.start - lean <= c.place <= run.end + lean]
    crossed = [c for c in near if c.start - lean <= run.place <= c.end + lean]
    if not crossed:
        return False
    first, last = min(crossed, key=lambda c: c.place), max(crossed, key=lambda c: c.place)
    above = [other.start for other in _met_by(first, run, beside, points)]
    below = [other.end for other in _met_by(last, run, beside, points)]
    return any(
        beyond * points > LIMITS.beyond and _inside(run, edge, points) and _ending_at(edge, ends, points) >= LIMITS.others
        for edge, beyond, ends in ((first, first.place - run.start, above), (last, run.end - last.place, below))
    )


def _inside(run: Run, edge: Run, points: float) -> bool:
    return min(run.place - edge.start, edge.end - run.place) * points > LIMITS.inside


def _met_by(edge: Run, run: Run, beside: Sequence[Run], points: float) -> list[Run]:
    """The others that a ruling may meet, those at its ends as well, which a streak may lengthen."""
    corner = _corner(edge, points)
    return [other for other in beside if other is not run and edge.start - corner <= other.place <= edge.end + corner]


def _ending_at(edge: Run, ends: Sequence[float], points: float) -> int:
    return sum(abs(end - edge.place) <= _corner(edge, points) for end in ends)


def _corner(edge: Run, points: float) -> float:
    return (RUNS.lean + edge.thickness * points) / points
