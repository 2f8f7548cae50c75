"""Ruling lines in a picture.

A ruling is a thin, long, straight run of ink; on old black-and-white scans it is a row of dashes. Runs are found in
two strengths: long ones are rulings by themselves, short ones only where they continue a long one or follow one
another in a straight row with clean paper on both sides. Strokes of letters are short and have other strokes beside
them; the dark edge of the scanner's glass is too thick.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, PIXELS, POINTS, SHARE, Limit
from extractors.layout.places import covered
from extractors.layout.steps import heuristic, none_of_them
from extractors.model import Ruling
from extractors.scan.picture import Mask, Picture, ink, on_its_side, paper_of
from extractors.scan.rulings.checks import goes_on, stands_alone
from extractors.scan.rulings.ends import LIMITS as ENDS
from extractors.scan.rulings.ends import without_edges, without_strokes
from extractors.scan.rulings.faded import gone_on
from extractors.scan.rulings.faint import faint_borders
from extractors.scan.rulings.pale import among_pale, of_one_pen, of_one_width, pale_runs
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, joined, merged, pieces, unbroken, walked, without_tails
from extractors.scan.rulings.streaks import without_streaks


@dataclass(frozen=True, slots=True)
class Limits:
    short: Annotated[float, Limit("no row of text with its borders is lower", POINTS)] = 8.0
    clear: Annotated[float, Limit("beside a short stroke stands no letter nearer", POINTS)] = 1.8
    clear_share: Annotated[float, Limit("over so much of its length", SHARE)] = 0.85
    crossing: Annotated[int, Limit("the two ends of one stroke through a ruling are no further apart along it", PIXELS)] = 5
    ends: Annotated[int, Limit("a short stroke ends at so many rulings", COUNT)] = 2
    least: Annotated[int, Limit("a strip of a ruling is as wide and long", PIXELS)] = 3
    beside: Annotated[float, Limit("a pale ruling lies no nearer beside another one", POINTS)] = 3.0
    seed: Annotated[float, Limit("a run is a ruling by itself from this much of the length of such", SHARE)] = 0.8


LIMITS = Limits()


def rulings(picture: Picture) -> list[Ruling]:
    """Ruling lines of an upright, straightened picture, in points."""
    mask = ink(picture, RUNS.faint)
    lying, on_side = on_its_side(mask), Picture(np.ascontiguousarray(picture.gray.T), picture.dpi)
    across = _lines(mask, picture, upright=False)
    down = _lines(lying, on_side, upright=True)
    pale_across = _pale_lines(mask, picture, across, upright=False)
    pale_down = _pale_lines(lying, on_side, down, upright=True)
    corner = ENDS.corner / picture.points
    across, down = (
        [
            *across,
            *of_one_pen(pale_across, across, down, picture, corner),
            *among_pale(pale_across, pale_down, down, corner),
            *of_one_width(pale_across, across, down, mask, picture, corner),
        ],
        [*down, *of_one_pen(pale_down, down, across, on_side, corner), *among_pale(pale_down, pale_across, across, corner)],
    )
    down += _short_uprights(across, down, mask, picture)
    across, down = (
        without_edges(across, picture.width, picture.height),
        without_edges(down, picture.height, picture.width),
    )
    lean = RUNS.lean / picture.points

    def with_faded(across: list[Run], down: list[Run]) -> tuple[list[Run], list[Run]]:
        down = merged([*down, *gone_on(down, across, lying, on_side, upright=True)], lean, 0.0)
        return merged([*across, *gone_on(across, down, mask, picture, upright=False)], lean, 0.0), down

    # What has gone on may meet others, and so be no stroke; an end that was cut back may go on.
    across, down = with_faded(*without_strokes(*with_faded(across, down), picture, mask))
    if across and down:
        letters = ink(picture)
        down = [*down, *faint_borders(down, across, on_its_side(letters), on_side)]
        across = [*across, *faint_borders(across, down, letters, picture)]
    across, down = without_streaks(across, down, on_side)
    k = picture.points
    return [Ruling(r.start * k, r.place * k, r.end * k, r.place * k, r.thickness * k) for r in across] + [
        Ruling(r.place * k, r.start * k, r.place * k, r.end * k, r.thickness * k) for r in down
    ]


@heuristic(none_of_them)
def _pale_lines(mask: Mask, picture: Picture, known: list[Run], *, upright: bool) -> list[Run]:
    """Rulings paler than ink, where none of ink is `known`, or a part of them: the blur of its edge is no other beside it."""
    pale = pale_runs(mask, picture)
    if pale is None:
        return []
    beside, lean = LIMITS.beside / picture.points, RUNS.lean / picture.points
    found = _lines(np.asarray(cv2.bitwise_or(mask, pale), np.uint8), picture, upright=upright)
    out = []
    for run in found:
        by_it = [one for one in known if abs(run.place - one.place) <= beside and one.start < run.end and run.start < one.end]
        inked = covered((max(run.start, one.start), min(run.end, one.end)) for one in by_it)
        if not by_it or (inked < run.end - run.start - 2 * lean and all(abs(run.place - one.place) <= lean for one in by_it)):
            out.append(run)
    return out


@heuristic(none_of_them)
def _short_uprights(across: list[Run], down: list[Run], mask: Mask, picture: Picture) -> list[Run]:
    """Upright strokes too short to be rulings by themselves, from one ruling exactly to the next: the borders in a heading
    whose body has none. A letter that fills its row from border to border has others beside it."""
    least, thickest, lean = picture.px(LIMITS.short), picture.px(RUNS.hairline), RUNS.lean / picture.points
    wide = cv2.dilate(on_its_side(mask), np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    long[cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((thickest + 3, picture.px(RUNS.dash)), np.uint8)) > 0] = 0
    out = []
    for run in pieces(np.asarray(long, np.uint8), Picture(picture.gray.T, picture.dpi)):
        if any(abs(d.place - run.place) <= lean + d.thickness and d.start <= run.end and d.end >= run.start for d in down):
            continue
        ends = [
            line.place
            for end in (run.start, run.end)
            for line in across
            if abs(line.place - end) <= lean + line.thickness and line.start - lean <= run.place <= line.end + lean
        ]
        if len(ends) < LIMITS.ends or max(ends) - min(ends) < least or not _stands_clear(run, mask, picture):
            continue
        out.append(replace(run, start=min(ends), end=max(ends), solid_start=min(ends), solid_end=max(ends)))
    return out


def _stands_clear(run: Run, mask: Mask, picture: Picture) -> bool:
    """Whether no letter stands close to an upright stroke on either side."""
    half, gap = round(run.thickness / 2) + 2, picture.px(LIMITS.clear)
    inside = picture.px(RUNS.lean)  # the rulings that it meets are no letters
    y0, y1, x = round(run.start) + inside, round(run.end) - inside, round(run.place - 0.5)
    sides = (mask[y0:y1, max(0, x - half - gap) : x - half], mask[y0:y1, x + half + 1 : x + half + 1 + gap])
    return all(not side.size or float((side == 0).all(axis=1).mean()) >= LIMITS.clear_share for side in sides)


def without_rulings(picture: Picture, lines: list[Ruling]) -> Picture:
    """The picture with the ink of the rulings painted over, so that they are not read as `l`, `1` or `-`.

    Letters that cross a ruling, or touch one that lies, keep their ink: a comma that stands on one would become a full stop.
    """
    gray = picture.gray.copy()
    mask = ink(picture, RUNS.faint)
    bands = [band for line in lines if (band := _band(mask, line, picture)) is not None]
    own = np.zeros(mask.shape, np.bool_)
    for band in bands:
        _turned(own, band.upright)[band.place] |= band.own
    # Where rulings cross, each is the other's, and no letter.
    foreign = (mask > 0) & ~own
    for band in bands:
        _paint_over(_turned(gray, band.upright)[band.place], _turned(foreign, band.upright)[band.place], band)
    return Picture(gray, picture.dpi)


@dataclass(frozen=True, slots=True, eq=False)
class _Band:
    """A ruling as it lies along rows: where its strip of the (turned) picture is and which pixels of the strip are its."""

    upright: bool
    place: tuple[slice, slice]
    own: NDArray[np.bool_]


def _turned(pixels: NDArray[Any], upright: bool) -> NDArray[Any]:
    return pixels.T if upright else pixels


def _band(mask: Mask, line: Ruling, picture: Picture) -> _Band | None:
    """The strip of one ruling; None where it lies outside the picture."""
    upright = not line.horizontal
    start, end, at = (line.y0, line.y1, line.x0) if upright else (line.x0, line.x1, line.y0)
    along = _turned(mask, upright)
    k = 1 / picture.points
    half = line.thickness * k / 2
    reach = max(3, round(RUNS.lean * k))
    y0, y1 = max(0, int(at * k - half - reach)), min(along.shape[0], int(np.ceil(at * k + half + reach)) + 1)
    x0, x1 = max(0, int(start * k)), min(along.shape[1], int(np.ceil(end * k)) + 1)
    if min(y1 - y0, x1 - x0) < LIMITS.least:
        return None
    inked = np.ascontiguousarray(along[y0:y1, x0:x1])
    wide = cv2.dilate(inked, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, picture.px(RUNS.dash)), np.uint8))
    long = np.asarray(np.logical_and(np.asarray(opened) > 0, inked > 0), np.bool_)
    # The ruling's own rows in each column: the ink nearest its place, no more than its thickness (and a gray fringe).
    rows = np.arange(y0, y1)[:, None] + 0.5 - at * k
    own = long & (np.abs(rows - np.median(np.where(long, rows, 0.0), axis=0)) <= half + 1.5)
    return _Band(upright, (slice(y0, y1), slice(x0, x1)), own)


def _paint_over(gray: NDArray[np.uint8], foreign: NDArray[np.bool_], band: _Band) -> None:
    """Paints one ruling in the colour of the paper; `gray` and `foreign` (ink of no ruling) are its strip.

    Text stands close to the upright borders of its cell without touching them: there only what is on both sides crosses.
    """
    fringe = cv2.dilate(band.own.astype(np.uint8), np.ones((3, 1), np.uint8)) > 0
    beside = cv2.dilate(fringe.astype(np.uint8), np.ones((3, 1), np.uint8)) > 0
    near = foreign & beside
    if band.upright:
        rows = np.arange(len(near))[:, None]
        middle = (band.own * rows).sum(axis=0) / np.maximum(1, band.own.sum(axis=0))
        reach = np.ones((1, LIMITS.crossing), np.uint8)
        sides = [
            cv2.dilate(np.asarray((near & side).any(axis=0), np.uint8)[None, :], reach)[0] > 0
            for side in (rows < middle, rows > middle)
        ]
        crossed = sides[0] & sides[1]
        letters = cv2.dilate(near.astype(np.uint8), np.ones((3, 1), np.uint8)) > 0
        fringe &= band.own | ~letters
    else:
        crossed = near.any(axis=0)
    paper = paper_of(gray)
    gray[fringe & ~crossed[None, :]] = paper


def _lines(mask: Mask, picture: Picture, *, upright: bool) -> list[Run]:
    """Rulings that run along the rows of `mask`, the ink of `picture`; `upright` where both are turned on their side."""
    thickest, seed, dash = (picture.px(v) for v in (RUNS.thickest, RUNS.seed, RUNS.dash))
    # Leaning by a pixel or two must not cut a run, so ink is widened across the line by one pixel on each side.
    wide = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, seed), np.uint8))
    short = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, dash), np.uint8))
    # What is thick everywhere is no line. Text rows survive here as short pieces only.
    bars = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((thickest + 3, max(3, dash)), np.uint8))
    long[bars > 0] = 0
    short[bars > 0] = 0
    seeds = [
        replace(run, solid_start=run.start, solid_end=run.end)
        for run in pieces(np.asarray(long, np.uint8), picture)
        if run.end - run.start >= LIMITS.seed * seed
    ]
    weak = [run for run in pieces(np.asarray(short, np.uint8), picture) if run.end - run.start >= dash]
    whole = [without_tails(run, mask) for run in joined(seeds, weak, picture)]
    alone: list[Run] = []
    rest: list[Run] = []
    for run in whole:
        seen = next((one for one in (run, *unbroken(run, mask)) if stands_alone(one, mask, picture, upright=upright)), None)
        (rest if seen is None else alone).append(seen or run)
    if upright:
        alone += [run for run in rest if goes_on(run, alone, mask, picture)]
    return merged([walked(run, mask, picture) for run in alone], RUNS.lean / picture.points, 0.0)
