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
from extractors.scan.picture import Mask, Picture, paper_of
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, borders_of


@dataclass(frozen=True, slots=True)
class Limits:
    depth: Annotated[float, Limit("a faint border is darker than the paper beside it by this share", SHARE)] = 0.04
    grain: Annotated[float, Limit("and by so many times what the grain of the paper makes of its middle", TIMES)] = 6.0
    beside: Annotated[float, Limit("the paper beside it is looked at so far away", POINTS)] = 1.5
    rim: Annotated[float, Limit("what is darker so close to ink is the rim of a letter", POINTS)] = 0.8
    bare: Annotated[float, Limit("of a way between two rulings so much is free of ink, or nothing is seen there", SHARE)] = 0.4
    inked: Annotated[float, Limit("where more of it has ink, words cross", SHARE)] = 0.06
    least: Annotated[float, Limit("a way is as long", POINTS)] = 8.0
    even: Annotated[int, Limit("grain is evened out over so much along it", PIXELS)] = 5
    sides: Annotated[int, Limit("so many rulings join what crosses them", COUNT)] = 2
    ways: Annotated[int, Limit("a border is seen on so many ways", COUNT)] = 3
    drawn: Annotated[float, Limit("and on so much of all that no word crosses", SHARE)] = 0.75
    apart: Annotated[float, Limit("no other ruling is so near", POINTS)] = 4.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Way:
    """From one ruling that crosses to the next (`start`, `end`, in pixels). Of each place across it, from `first` on: how much
    darker that is than what is beside it (nan where letters cover too much), and whether words cross."""

    start: int
    end: int
    first: int
    depths: NDArray[np.float32]
    crossed: NDArray[np.bool_]

    def dark(self, depth: float) -> list[int]:
        """The darkest places of those as dark as this, one of each few in a row."""
        found = np.flatnonzero((np.nan_to_num(self.depths) >= depth) & ~self.crossed)
        rows = np.split(found, np.flatnonzero(np.diff(found) > 1) + 1) if len(found) else []
        return [self.first + int(row[np.argmax(self.depths[row])]) for row in rows]

    def tells(self, place: int) -> bool:
        """Whether a border would be seen at a place: neither words nor letters are in the way."""
        k = place - self.first
        return 0 <= k < len(self.depths) and not self.crossed[k] and not np.isnan(self.depths[k])


@heuristic(none_of_them)
def faint_borders(lines: Sequence[Run], crossing: Sequence[Run], letters: Mask, picture: Picture) -> list[Run]:
    """Faint borders that run along the rows of `picture`, none of `lines`, over the rulings that cross these; `letters`: what is
    as dark as text."""
    lean, apart, depth = picture.px(RUNS.lean), picture.px(LIMITS.apart), LIMITS.depth * paper_of(picture.gray)
    out: list[Run] = []
    for ways in _tables(lines, crossing, letters, picture):
        for seen in _followed([way.dark(depth) for way in ways], lean):
            place = round(float(np.median(list(seen.values()))))
            told = [n for n, way in enumerate(ways) if n in seen or way.tells(place)]
            beside = any(abs(line.place - place) <= apart for line in lines)
            if not beside and len(seen) >= max(LIMITS.ways, LIMITS.drawn * len(told)):
                out += _pieces(seen, ways, place)
    return out


def _tables(lines: Sequence[Run], crossing: Sequence[Run], letters: Mask, picture: Picture) -> list[list[_Way]]:
    """The ways between the rulings that cross, those of one table together: from one end of it to the other, two lines at least
    join what crosses them."""
    lean = RUNS.lean / picture.points
    rim = 2 * picture.px(LIMITS.rim) + 1
    free = cv2.dilate(letters, np.ones((rim, rim), np.uint8)) == 0
    out: list[list[_Way]] = []
    before = None
    for (a, first), (b, second) in pairwise(borders_of(crossing, lean)):
        joining = [x for x in lines if min(x.end, b) - max(x.start, a) >= LIMITS.drawn * (b - a)]
        top, bottom = (round(f(x.place for x in joining)) if joining else 0 for f in (min, max))
        if len(joining) < LIMITS.sides or b - a < picture.px(LIMITS.least):
            continue
        top = max(top, round(max(min(run.start for run in own) for own in (first, second))))
        bottom = min(bottom, round(min(max(run.end for run in own) for own in (first, second))))
        if bottom - top < picture.px(LIMITS.least):
            continue
        if before != a:
            out.append([])
        out[-1].append(_way((round(a), round(b)), (top, bottom), letters, free, picture))
        before = b
    return out


def _way(along: tuple[int, int], across: tuple[int, int], letters: Mask, free: NDArray[np.bool_], picture: Picture) -> _Way:
    off, lean = picture.px(LIMITS.beside), picture.px(RUNS.lean)
    top, bottom = max(off, across[0] + off), min(picture.height - off, across[1] - off)
    start, end = along[0] + lean, along[1] - lean
    rows = cv2.blur(picture.gray[top - off : bottom + off, start:end].astype(np.float32), (LIMITS.even, 1))
    ridge = np.minimum(rows[: -2 * off], rows[2 * off :]) - rows[off:-off]
    bare = free[top:bottom, start:end]
    depths = np.full(len(ridge), np.nan, np.float32)
    for k in np.flatnonzero(bare.mean(axis=1) >= LIMITS.bare):
        own = ridge[k, bare[k]]
        middle = np.median(own)
        grain = np.median(np.abs(own - middle)) / np.sqrt(len(own) / LIMITS.even)
        depths[k] = middle if middle >= LIMITS.grain * grain else 0.0
    inked = (letters[top:bottom, start:end] > 0).mean(axis=1) > LIMITS.inked
    return _Way(*along, top, depths, np.asarray(inked, np.bool_))


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
    """A border as runs, broken where words cross it."""
    out: list[Run] = []
    for n in range(min(seen), max(seen) + 1):
        way = ways[n]
        if n not in seen and way.tells(place):
            continue
        if n not in seen and way.crossed[min(max(place - way.first, 0), len(way.crossed) - 1)]:
            continue
        if out and out[-1].end == way.start:
            last = out.pop()
            out.append(Run(last.start, way.end, last.place, 1.0, way.end - last.start, last.start, way.end))
        else:
            out.append(Run(way.start, way.end, place + 0.5, 1.0, way.end - way.start, way.start, way.end))
    return out
