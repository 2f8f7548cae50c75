"""Streaks of a dirty glass, of toner or of a fax, which run through a table and on beyond its edge.

A border inside a table ends at the outer rulings, as those beside it do. What runs on across the paper where all others end is
none, however straight it is; it would cut every cell that it crosses. Of a pale one, the shadow of a fold, only pieces were seen:
of these the paper beyond the edge is asked whether it is as dark there. An outer border that a streak lengthens is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.steps import both, heuristic
from extractors.scan.picture import Gray, Picture
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, borders_of, crossed


@dataclass(frozen=True, slots=True)
class Limits:
    beyond: Annotated[float, Limit("a streak runs so far on beyond the last ruling that it crosses", POINTS)] = 18.0
    others: Annotated[int, Limit("at which so many others end", COUNT)] = 2
    inside: Annotated[float, Limit("and is so far from where that ruling ends", POINTS)] = 6.0
    most: Annotated[
        float, Limit("or runs on as far as that paper, and so many of those beside it no more than half so", SHARE)
    ] = 0.75
    paper: Annotated[float, Limit("the paper beyond the edge is looked at over so much", POINTS)] = 60.0
    least: Annotated[float, Limit("where the sheet ends sooner, over so much at least", POINTS)] = 25.0
    aside: Annotated[float, Limit("a streak that leans is no further beside its piece there", POINTS)] = 2.0
    smooth: Annotated[float, Limit("dots and the grain of paper are evened out over so much", POINTS)] = 2.5
    beside: Annotated[float, Limit("and the sheet beside it so far away", POINTS)] = 8.0
    deep: Annotated[float, Limit("the paper is as dark there, in shares of the piece's own depth", SHARE)] = 0.5
    dark: Annotated[float, Limit("over so much of it", SHARE)] = 0.9
    bare: Annotated[float, Limit("and beside the streak over no more", SHARE)] = 0.3


LIMITS = Limits()


@heuristic(both)
def without_streaks(across: list[Run], down: list[Run], on_side: Picture) -> tuple[list[Run], list[Run]]:
    """The runs without those that run on beyond an edge of what they cross. Abstains where fewer others end at that edge: a
    border worn off there. `on_side`: the sheet turned on its side, upright runs along its rows."""
    points = on_side.points
    folds = [run.place for run in down if _is_streak(run, down, across, points, on_side.gray)]
    borders = [
        replace(own[0], place=place, start=min(run.start for run in own), end=max(run.end for run in own))
        for place, own in borders_of(down, LIMITS.aside / points)
    ]
    folds += [border.place for border in borders if _is_alone(border, borders, across, points)]
    return (
        [run for run in across if not _is_streak(run, across, down, points)],
        [run for run in down if not any(abs(run.place - place) * points <= LIMITS.aside for place in folds)],
    )


def _is_streak(run: Run, beside: Sequence[Run], crossing: Sequence[Run], points: float, gray: Gray | None = None) -> bool:
    """Does a run go on beyond an edge, or, on the sheet (its rows along the run, where it is given), the darkness of which it is
    a piece?"""
    met = crossed(run, crossing, RUNS.lean / points)
    if not met:
        return False
    first, last = min(met, key=lambda c: c.place), max(met, key=lambda c: c.place)
    above = [other.start for other in _met_by(first, run, beside, points)]
    below = [other.end for other in _met_by(last, run, beside, points)]
    return any(
        _inside(run, edge, points)
        and _ending_at(edge, ends, points) >= LIMITS.others
        and _is_outermost(edge, run, crossing, points, way)
        and (beyond * points > LIMITS.beyond or (gray is not None and _goes_on(run, edge, gray, points, way)))
        for edge, beyond, ends, way in ((first, first.place - run.start, above, -1), (last, run.end - last.place, below, 1))
    )


def _is_alone(border: Run, every: Sequence[Run], crossing: Sequence[Run], points: float) -> bool:
    """Does an upright border, all that lies at one place, go on far beyond all rulings over it, where those on both sides of it
    end soon? A copy may have broken the edge of the table to pieces."""
    met = [c.place for c in crossed(border, crossing, RUNS.lean / points)]
    if not met:
        return False
    first, last, inside = min(met), max(met), LIMITS.inside / points
    others = [one for one in every if one is not border and one.start <= last and first <= one.end]
    left, right = (any(way * (one.place - border.place) > inside for one in others) for way in (-1, 1))
    above, below = [first - one.start for one in others], [one.end - last for one in others]
    return (left and right) and any(
        beyond * points >= LIMITS.paper and sum(far <= beyond / 2 for far in ends) >= LIMITS.most * len(ends)
        for beyond, ends in ((first - border.start, above), (border.end - last, below))
    )


def _is_outermost(edge: Run, run: Run, crossing: Sequence[Run], points: float, way: int) -> bool:
    """Is no other ruling near beyond an edge, over the place of a run? A worn border may end at any row."""
    return not any(
        0 < way * (c.place - edge.place) * points < LIMITS.paper and c.start <= run.place <= c.end
        for c in crossing
        if c is not edge
    )


def _goes_on(run: Run, edge: Run, gray: Gray, points: float, way: int) -> bool:
    """Is the paper beyond an edge (`way`: -1 before it, 1 behind) as dark at the place of a run as the run itself is, and none
    beside it?"""
    clear = _corner(edge, points) + edge.thickness
    ends = (edge.place + way * clear, edge.place + way * (clear + LIMITS.paper / points))
    start, end = (min(max(0, round(place)), gray.shape[1]) for place in sorted(ends))
    if (end - start) * points < LIMITS.least:
        return False
    own = np.median(_depth(gray, run.place, run.start, run.end, points))
    shares = [
        float((_depth(gray, run.place + aside / points, start, end, points) >= LIMITS.deep * own).mean())
        for aside in (0.0, -LIMITS.beside, LIMITS.beside)
    ]
    return bool(own > 0 and shares[0] >= LIMITS.dark and max(shares[1:]) <= LIMITS.bare)


def _depth(gray: Gray, place: float, start: float, end: float, points: float) -> NDArray[np.float32]:
    """How much darker (0-1) the middle third of a strip along a place is, in its darkest row, than the thirds beside it; one
    figure a pixel from start to end."""
    aside, even = round(LIMITS.aside / points), max(1, round(LIMITS.smooth / points))
    first, last = round(place) - 3 * aside, round(place) + 3 * aside + 1
    strip = gray[max(0, first) : last, max(0, round(start)) : round(end)].astype(np.float32)
    if strip.shape[0] < last - first or strip.shape[1] < even:
        return np.zeros(1, np.float32)
    level = cv2.blur(strip, (even, 1))
    around = np.median(np.concatenate([level[: 2 * aside], level[4 * aside + 1 :]]), axis=0)
    return np.asarray(1.0 - level[2 * aside : 4 * aside + 1].min(axis=0) / np.maximum(around, 1.0), np.float32)


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
