"""Borders that a copy left as dots, dashes or a shadow in some rows: a ruling known from one of its pieces goes on there.

The pieces are too short and too far apart to be found by themselves, the shadow is far paler than ink. Between two rulings that
they cross, at the very place of a ruling, with clean paper on both sides, they are nothing else. `share`: of a way that is clean
on both sides, where alone this is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, SHARE, TIMES, Limit
from extractors.scan.picture import Mask, Picture
from extractors.scan.rulings.ends import LIMITS as ENDS
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, borders_of


@dataclass(frozen=True, slots=True)
class Limits:
    inked: Annotated[float, Limit("so much of a way has ink: dots and dashes", SHARE)] = 0.5
    clean: Annotated[float, Limit("the paper above and below a level way is clean along so much of it", SHARE)] = 0.9
    clean_text: Annotated[float, Limit("beside one to which text is set: an upright one, a rule of a table", SHARE)] = 0.4
    of_table: Annotated[float, Limit("such a rule is known on so much of the way over all that cross it", SHARE)] = 0.25
    cross: Annotated[int, Limit("which are so many", COUNT)] = 5
    beside: Annotated[float, Limit("as far as this beside it", POINTS)] = 1.2
    hole: Annotated[float, Limit("nowhere is ink missing for longer", POINTS)] = 22.0
    least: Annotated[float, Limit("a way between two rulings is as long", POINTS)] = 12.0
    pieces: Annotated[int, Limit("and its ink lies in so many pieces; a letter's stroke is one", COUNT)] = 2
    drawn: Annotated[float, Limit("of which less is known yet", SHARE)] = 0.9
    broken: Annotated[float, Limit("so many of the lines of a page that wore off break off between others", SHARE)] = 0.15
    letters: Annotated[float, Limit("on a shorter way letters reach from line to line, as a shadow does", POINTS)] = 15.0
    shadow: Annotated[float, Limit("a shadow of a border is darker than the paper beside it by", SHARE)] = 0.015
    parts: Annotated[int, Limit("it begins at one end of a way cut into so many", COUNT)] = 4
    sure: Annotated[float, Limit("and by so many times what the grain of the paper makes of its middle", TIMES)] = 6.0


LIMITS = Limits()

Way: TypeAlias = tuple[float, float]
"""From one line that crosses to the next, in pixels."""


def gone_on(lines: Sequence[Run], crossing: Sequence[Run], mask: Mask, picture: Picture, *, upright: bool) -> list[Run]:
    """The faded pieces of `lines`, which run along the rows of `mask` and `picture`, from one of the lines that cross them to the
    next; a letter or two are no line that goes on."""
    lean = RUNS.lean / picture.points
    crossings = borders_of(crossing, lean)
    shadows = _are_worn(lines, [at for at, _ in crossings], ENDS.corner / picture.points)
    out: list[Run] = []
    for place, own in borders_of(lines, lean):
        thickness = float(np.median([run.thickness for run in own]))
        known = sum(run.end - run.start for run in own) * picture.points
        if thickness * picture.points > RUNS.hairline or known < RUNS.seed:
            continue
        share = LIMITS.clean_text if upright or _is_of_table(own, crossings) else LIMITS.clean
        ways = _not_drawn(own, pairwise(at for at, _ in crossings), LIMITS.least, picture)
        found = {way for way in ways if _dotted(place, thickness, way, mask, picture, share)}
        if shadows:
            near = _not_drawn(own, pairwise(_near(place, crossings, picture)), LIMITS.letters, picture)
            dark = (_shadowed(place, own, way, mask, picture, share) for way in near if way not in found)
            found |= {way for way in dark if way is not None}
        out += [Run(start, end, place, thickness, end - start, start, end) for start, end in sorted(found)]
    return out


def _is_of_table(own: Sequence[Run], crossings: Sequence[tuple[float, Sequence[Run]]]) -> bool:
    """Whether pieces are known on so much of the way from the first to the last line that crosses there that they are a rule
    between rows: text may be set right below it."""
    place = own[0].place
    at = [x for x, lines in crossings if any(line.start <= place <= line.end for line in lines)]
    return len(at) >= LIMITS.cross and _known(own, at[0], at[-1]) >= LIMITS.of_table * (at[-1] - at[0])


def _not_drawn(own: Sequence[Run], ways: Iterable[Way], least: float, picture: Picture) -> list[Way]:
    """The ways of at least so many points of which not enough is drawn yet."""
    long = (way for way in ways if way[1] - way[0] >= picture.px(least))
    return [way for way in long if _known(own, *way) < LIMITS.drawn * (way[1] - way[0])]


def _near(place: float, crossings: Sequence[tuple[float, Sequence[Run]]], picture: Picture) -> list[float]:
    """Where the lines cross that are drawn on both sides of a place."""
    corner = ENDS.corner / picture.points
    return [at for at, own in crossings if min(r.start for r in own) - corner <= place <= max(r.end for r in own) + corner]


def _are_worn(lines: Sequence[Run], crossings: Sequence[float], corner: float) -> bool:
    """Whether lines of a page break off between those that cross them: only there is what is paler than ink more of them. What
    shines through a sheet whose lines are whole is the back of it."""
    broken = [run for run in lines if any(all(abs(end - at) > corner for at in crossings) for end in (run.start, run.end))]
    return len(broken) >= max(LIMITS.pieces, LIMITS.broken * len(lines))


def _known(own: Sequence[Run], start: float, end: float) -> float:
    """How much of the way is drawn already."""
    return sum(max(0.0, min(run.end, end) - max(run.start, start)) for run in own)


def _dotted(place: float, thickness: float, way: Way, mask: Mask, picture: Picture, share: float) -> bool:
    """Whether a way is dotted with ink where the paper on both sides of it is clean."""
    inside, lean = picture.px(RUNS.lean), picture.px(RUNS.lean)
    x0, x1 = round(way[0]) + inside, round(way[1]) - inside
    y, half, gap = round(place - 0.5), round(thickness / 2) + 2, picture.px(LIMITS.beside)
    # paper is never quite straight: the border is where most ink lies in a row, close to its place elsewhere
    y0 = max(0, y - lean)
    rows = (mask[y0 : y + lean + 1, x0:x1] > 0).sum(axis=1)
    if not rows.any():
        return False
    y = y0 + int(np.argmax(rows))
    clean = _clean(y, half, (x0, x1), mask, gap)
    if clean.mean() < share:
        return False
    inked = np.asarray((mask[max(0, y - half) : y + half + 1, x0:x1] > 0).any(axis=0), np.bool_)[clean]
    if inked.mean() < LIMITS.inked or _longest_hole(inked) > picture.px(LIMITS.hole):
        return False
    pieces = int(np.diff(inked.astype(np.int8)).clip(0).sum()) + int(inked[0])
    return bool(inked.mean() >= LIMITS.drawn) or pieces >= LIMITS.pieces


def _shadowed(place: float, own: Sequence[Run], way: Way, mask: Mask, picture: Picture, share: float) -> Way | None:
    """The part of a way along which the paper, where a line is not drawn yet and both its sides are clean, is a little darker
    than beside it, right from one of the lines that it goes to; None where it is not so along most of the way. A letter stands
    between the lines, or the name of a group over several columns whose names have borders."""
    lean, gap = picture.px(RUNS.lean), picture.px(LIMITS.beside)
    half = round(float(np.median([run.thickness for run in own])) / 2) + 2
    x0, x1, y, reach = round(way[0]) + lean, round(way[1]) - lean, round(place - 0.5), lean + half + gap
    rows = picture.gray[max(0, y - reach - 1) : y + reach + 2, x0:x1].astype(np.float32)
    if len(rows) < 2 * reach + 3 or not rows.size:
        return None
    along, clean = np.arange(x0, x1)[: rows.shape[1]], _clean(y, half, (x0, x1), mask, gap)
    bare = clean & ~np.any([(run.start <= along) & (along < run.end) for run in own], axis=0)
    if clean.mean() < share or bare.sum() < picture.px(RUNS.dash):
        return None
    # Darkest of three rows each: a line leans by a pixel.
    darkest = np.minimum(np.minimum(rows[:-2], rows[1:-1]), rows[2:])
    middle = np.median(darkest[:, bare], axis=1)
    beside = min(middle[:gap].mean(), middle[-gap:].mean())
    grain = float(np.concatenate((darkest[:gap, bare], darkest[-gap:, bare])).std()) / math.sqrt(bare.sum())
    dark = beside - max(LIMITS.shadow * beside, LIMITS.sure * grain)
    at = reach - lean + int(np.argmin(middle[reach - lean : reach + lean + 1]))
    if middle[at] > dark:
        return None
    parts = np.array_split(np.arange(len(bare)), LIMITS.parts)
    seen = [bool(np.median(darkest[at, part][bare[part]]) <= dark) if bare[part].any() else None for part in parts]
    return _dark_part(seen, way)


def _dark_part(seen: Sequence[bool | None], way: Way) -> Way | None:
    """The part of a way from one of its ends on, of whose parts each is dark, not, or covered (None)."""
    first = next((n for n, dark in enumerate(seen) if dark is False), len(seen))
    last = next((n for n, dark in enumerate(reversed(seen)) if dark is False), len(seen))
    step = (way[1] - way[0]) / len(seen)
    if True not in seen[:first] and True not in seen[len(seen) - last :]:
        return None
    return (way[0], way[0] + first * step) if first >= last else (way[1] - last * step, way[1])


def _clean(y: int, half: int, way: tuple[int, int], mask: Mask, gap: int) -> NDArray[np.bool_]:
    """Where along a way the paper is clean on both sides of it."""
    x0, x1 = way
    sides = (mask[max(0, y - half - gap) : max(0, y - half), x0:x1], mask[y + half + 1 : y + half + 1 + gap, x0:x1])
    return np.asarray(~np.any([(side > 0).any(axis=0) for side in sides], axis=0), np.bool_)


def _longest_hole(inked: NDArray[np.bool_]) -> int:
    """The most pixels in a row without ink."""
    ends = np.flatnonzero(np.concatenate(([True], inked, [True])))
    return int(np.diff(ends).max()) - 1
