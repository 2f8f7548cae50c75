"""Borders that toner or light left fainter than ink from end to end, in a table whose other rulings are known.

No piece of such a border is a ruling by itself. From one ruling that crosses it to the next, though, it is darker than the paper
on both sides, row of the table after row at the same place: what else is as long stands beyond the table, crosses words, or has
letters on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, PIXELS, POINTS, SHARE, TIMES, Limit
from extractors.layout.steps import heuristic, none_of_them
from extractors.scan.picture import Mask, Picture, paper_of, stretches
from extractors.scan.rulings.pale import LIMITS as PALE
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, borders_of, merged


@dataclass(frozen=True, slots=True)
class Limits:
    depth: Annotated[float, Limit("a faint border is darker than the paper beside it by this share", SHARE)] = 0.04
    grain: Annotated[float, Limit("and by so many times what the grain of the paper makes of its middle", TIMES)] = 6.0
    bare: Annotated[float, Limit("of a way between two rulings so much is free of ink, or nothing is seen there", SHARE)] = 0.4
    inked: Annotated[float, Limit("where more of it has ink, words cross", SHARE)] = 0.06
    least: Annotated[float, Limit("a way is as long and as wide", POINTS)] = 8.0
    even: Annotated[int, Limit("grain is evened out over so much along it", PIXELS)] = 5
    sides: Annotated[int, Limit("so many rulings join what crosses them", COUNT)] = 2
    joined: Annotated[float, Limit("each drawn on so much of the way", SHARE)] = 0.75
    ways: Annotated[int, Limit("a border is seen on so many ways", COUNT)] = 3
    drawn: Annotated[float, Limit("and on so much of all that no word crosses", SHARE)] = 0.75
    apart: Annotated[float, Limit("no other ruling is so near", POINTS)] = 4.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Way:
    """From one ruling that crosses to the next (`start`, `end`, in pixels). Of the places across it, from `first` on: which are
    dark enough for a border, by how much darker they are than what is beside them (0 where not), at which of them letters cover
    too much to tell, and which words cross."""

    start: int
    end: int
    first: int
    depths: NDArray[np.float32]
    covered: NDArray[np.bool_]
    crossed: NDArray[np.bool_]

    def dark(self) -> list[int]:
        """The darkest places of those that are dark enough, one of each few in a row."""
        rows = stretches((self.depths > 0) & ~self.crossed)
        return [self.first + top + int(np.argmax(self.depths[top:end])) for top, end in rows]

    def tells(self, place: int) -> bool:
        """Whether a border would be seen at a place: neither words nor letters are in the way."""
        k = place - self.first
        return 0 <= k < len(self.depths) and not self.crossed[k] and not self.covered[k]

    def cut(self, place: int) -> bool:
        """Whether words cross at a place, or at the end of the way that is nearest to it."""
        return bool(self.crossed[min(max(place - self.first, 0), len(self.crossed) - 1)])


@heuristic(none_of_them)
def faint_borders(lines: Sequence[Run], crossing: Sequence[Run], letters: Mask, picture: Picture) -> list[Run]:
    """Faint borders that run along the rows of `picture`, none of `lines`, over the rulings that cross these; `letters`: what is
    as dark as text."""
    lean, apart = picture.px(RUNS.lean), picture.px(LIMITS.apart)
    out: list[Run] = []
    for ways in _tables(lines, crossing, letters, picture):
        for seen in _followed([way.dark() for way in ways], lean):
            place = round(float(np.median(list(seen.values()))))
            told = [n for n, way in enumerate(ways) if n in seen or way.tells(place)]
            beside = any(abs(line.place - place) <= apart for line in lines)
            if not beside and len(seen) >= max(LIMITS.ways, LIMITS.drawn * len(told)):
                out += _pieces(seen, ways, place)
    return out


def _tables(lines: Sequence[Run], crossing: Sequence[Run], letters: Mask, picture: Picture) -> list[list[_Way]]:
    """The ways between the rulings that cross, those of one table together: from one end of it to the other, two lines at least
    join what crosses them."""
    rim = 2 * picture.px(PALE.rim) + 1
    free = cv2.dilate(letters, np.ones((rim, rim), np.uint8)) == 0
    depth = LIMITS.depth * paper_of(picture.gray)
    out: list[list[_Way]] = []
    before = None
    for (a, first), (b, second) in pairwise(borders_of(crossing, RUNS.lean / picture.points)):
        joining = [x.place for x in lines if min(x.end, b) - max(x.start, a) >= LIMITS.joined * (b - a)]
        if len(joining) < LIMITS.sides:
            continue
        top = round(max(min(joining), *(min(run.start for run in own) for own in (first, second))))
        bottom = round(min(max(joining), *(max(run.end for run in own) for own in (first, second))))
        if min(b - a, bottom - top) < picture.px(LIMITS.least):
            continue
        if before != a:
            out.append([])
        out[-1].append(_way((round(a), round(b)), (top, bottom), letters, free, picture, depth))
        before = b
    return out


def _way(
    along: tuple[int, int], across: tuple[int, int], letters: Mask, free: NDArray[np.bool_], picture: Picture, depth: float
) -> _Way:
    """What is seen on a way, where as much darker as `depth` is dark."""
    off, lean = picture.px(PALE.beside), picture.px(RUNS.lean)
    top, bottom = max(off, across[0] + off), min(picture.height - off, across[1] - off)
    start, end = along[0] + lean, along[1] - lean
    rows = cv2.blur(picture.gray[top - off : bottom + off, start:end].astype(np.float32), (LIMITS.even, 1))
    ridge = np.minimum(rows[: -2 * off], rows[2 * off :]) - rows[off:-off]
    bare = free[top:bottom, start:end]
    covered = bare.mean(axis=1) < LIMITS.bare
    depths = np.zeros(len(ridge), np.float32)
    # The middle of a place is dark where half of it is, which few places are.
    for k in np.flatnonzero(~covered & (2 * ((ridge >= depth) & bare).sum(axis=1) >= bare.sum(axis=1))):
        own = ridge[k, bare[k]]
        middle = np.median(own)
        grain = np.median(np.abs(own - middle)) / np.sqrt(len(own) / LIMITS.even)
        depths[k] = middle if middle >= max(depth, LIMITS.grain * grain) else 0.0
    inked = (letters[top:bottom, start:end] > 0).mean(axis=1) > LIMITS.inked
    return _Way(*along, top, depths, np.asarray(covered, np.bool_), np.asarray(inked, np.bool_))


def _followed(places: Sequence[Sequence[int]], lean: int) -> list[dict[int, int]]:
    """Places on the ways of a table followed from way to way: by way, where a border was seen."""
    out: list[dict[int, int]] = []
    for n, found in enumerate(places):
        for place in found:
            near = [one for one in out if n not in one and abs(next(reversed(one.values())) - place) <= lean]
            if near:
                min(near, key=lambda one: abs(next(reversed(one.values())) - place))[n] = place
            else:
                out.append({n: place})
    return out


def _pieces(seen: dict[int, int], ways: Sequence[_Way], place: int) -> list[Run]:
    """A border as runs, broken where words cross it or it would be seen and is not."""
    kept = [
        way
        for n, way in enumerate(ways)
        if n in seen or (min(seen) < n < max(seen) and not way.tells(place) and not way.cut(place))
    ]
    runs = [Run(way.start, way.end, place + 0.5, 1.0, way.end - way.start, way.start, way.end) for way in kept]
    return merged(runs, 0.0, 0.0)
