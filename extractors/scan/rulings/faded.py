"""Borders that a copy left as dots and dashes in some rows: a ruling known from one of its pieces goes on where ink does.

The pieces are too short and too far apart to be found by themselves. Between two rulings that they cross, at the very place of
a ruling, with clean paper on both sides, they are nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import numpy as np

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.scan.picture import Mask, Picture
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run


@dataclass(frozen=True, slots=True)
class Limits:
    inked: Annotated[float, Limit("so much of the way has ink: dots and dashes", SHARE)] = 0.5
    clean: Annotated[float, Limit("and so much clean paper on each side", SHARE)] = 0.9
    beside: Annotated[float, Limit("as far as this beside it", POINTS)] = 1.2
    hole: Annotated[float, Limit("nowhere is ink missing for longer", POINTS)] = 22.0
    least: Annotated[float, Limit("a way between two rulings is as long", POINTS)] = 12.0
    pieces: Annotated[int, Limit("and its ink lies in so many pieces; a letter's stroke is one", COUNT)] = 2
    drawn: Annotated[float, Limit("of which less is known yet", SHARE)] = 0.9


LIMITS = Limits()


def gone_on(lines: Sequence[Run], crossing: Sequence[Run], mask: Mask, picture: Picture) -> list[Run]:
    """The dotted pieces of `lines`, which run along the rows of `mask`, from one of the lines that cross them to the next."""
    lean = RUNS.lean / picture.points
    places = _apart(sorted(run.place for run in crossing), lean)
    out: list[Run] = []
    for place in _apart(sorted(run.place for run in lines), lean):
        own = [run for run in lines if abs(run.place - place) <= lean]
        thickness = float(np.median([run.thickness for run in own]))
        if thickness * picture.points > RUNS.hairline:
            continue
        out += [
            Run(start, end, place, thickness, end - start, start, end)
            for start, end in pairwise(places)
            if end - start >= picture.px(LIMITS.least)
            and _known(own, start, end) < LIMITS.drawn * (end - start)
            and _dotted(place, thickness, (start, end), mask, picture)
        ]
    return out


def _apart(places: Sequence[float], near: float) -> list[float]:
    """The places, those near one another as one."""
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [float(np.median(group)) for group in groups]


def _known(own: Sequence[Run], start: float, end: float) -> float:
    """How much of the way is drawn already."""
    return sum(max(0.0, min(run.end, end) - max(run.start, start)) for run in own)


def _dotted(place: float, thickness: float, way: tuple[float, float], mask: Mask, picture: Picture) -> bool:
    """Whether a way is dotted with ink between clean paper."""
    inside, lean = picture.px(RUNS.lean), picture.px(RUNS.lean)
    x0, x1 = round(way[0]) + inside, round(way[1]) - inside
    y, half, gap = round(place - 0.5), round(thickness / 2) + 2, picture.px(LIMITS.beside)
    # paper is never quite straight: the border is where most ink lies in a row, close to its place elsewhere
    y0 = max(0, y - lean)
    rows = (mask[y0 : y + lean + 1, x0:x1] > 0).sum(axis=1)
    if not rows.any():
        return False
    y = y0 + int(np.argmax(rows))
    inked = np.asarray((mask[max(0, y - half) : y + half + 1, x0:x1] > 0).any(axis=0), np.bool_)
    if inked.mean() < LIMITS.inked or _longest_hole(inked) > picture.px(LIMITS.hole):
        return False
    if inked.mean() < LIMITS.drawn and int(np.diff(inked.astype(np.int8)).clip(0).sum()) + int(inked[0]) < LIMITS.pieces:
        return False
    sides = (mask[max(0, y - half - gap) : max(0, y - half), x0:x1], mask[y + half + 1 : y + half + 1 + gap, x0:x1])
    return all(not side.size or float((side == 0).all(axis=0).mean()) >= LIMITS.clean for side in sides)


def _longest_hole(inked: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    """The most pixels in a row without ink."""
    ends = np.flatnonzero(np.concatenate(([True], inked, [True])))
    return int(np.diff(ends).max()) - 1
