"""Whether a run of ink is a ruling: clean paper beside it, ink all through, no row of letters that ran together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, PIXELS, POINTS, SHARE, Limit
from extractors.layout.steps import heuristic, no
from extractors.scan.picture import Mask, Picture
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run


@dataclass(frozen=True, slots=True)
class Limits:
    words: Annotated[float, Limit("shorter runs may be a few words in close print", POINTS)] = 150.0
    filled: Annotated[float, Limit("a ruling's own rows are ink in so much", SHARE)] = 0.85
    clean: Annotated[float, Limit("no row of letters has so much clean paper on both sides", SHARE)] = 0.9
    piece: Annotated[float, Limit("no word of small print is longer", POINTS)] = 40.0
    unbroken: Annotated[float, Limit("so many of a short ruling's columns have ink", SHARE)] = 0.93
    print_reach: Annotated[float, Limit("so far above and below a run its ink is measured", POINTS)] = 3.0
    print_low: Annotated[float, Limit("the lower quarter of the ink of small print is as high", POINTS)] = 1.6
    print_high: Annotated[float, Limit("the middle of it is as high", POINTS)] = 2.2
    stem: Annotated[float, Limit("no stem of a letter of a table is taller", POINTS)] = 30.0
    clean_side: Annotated[float, Limit("the side without text is clean in so much", SHARE)] = 0.75
    beside_text: Annotated[float, Limit("the same of a piece of a border that is known from its other pieces", SHARE)] = 0.6
    even: Annotated[float, Limit("a ruling's paler quarter is as dark, in shares of its darker quarter", SHARE)] = 0.75
    bow: Annotated[float, Limit("the middle of a short ruling lies no further beside the line between its ends", POINTS)] = 0.7
    bow_reach: Annotated[float, Limit("so far beside a run its ink is followed", POINTS)] = 3.0
    broken: Annotated[float, Limit("a run of which less is inked is broken", SHARE)] = 0.85
    clean_broken: Annotated[float, Limit("paper on both sides of a broken run is clean in so much", SHARE)] = 0.8
    short: Annotated[float, Limit("a shorter run needs clean paper on both sides", POINTS)] = 60.0
    clean_short: Annotated[float, Limit("these are clean in so much", SHARE)] = 0.75
    clean_long: Annotated[float, Limit("one side of a longer run is clean in so much", SHARE)] = 0.6
    beside: Annotated[float, Limit("so far beside a run the sheet is looked at", POINTS)] = 1.8
    darker: Annotated[float, Limit("beside a long unbroken ruling the sheet, be it shaded, is lighter by", SHARE)] = 0.2
    between: Annotated[float, Limit("on both sides, over so much of its length", SHARE)] = 0.5
    hair: Annotated[float, Limit("a thinner run is ink all through", PIXELS)] = 2.5
    leaning: Annotated[float, Limit("where the ink of a shorter run is, is not asked", POINTS)] = 60.0
    parts: Annotated[int, Limit("so many parts of a run show how it leans", COUNT)] = 8


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Level:
    """A run on its sheet with the row (pixels) of its ink in each column: it may lean, and is asked about as if it were level."""

    run: Run
    mask: Mask
    picture: Picture
    columns: NDArray[np.int_]
    middle: NDArray[np.int_]

    @staticmethod
    def of(run: Run, mask: Mask, picture: Picture) -> _Level:
        columns = np.arange(max(0, round(run.start)), min(mask.shape[1], round(run.end)))
        beside, slope = _own_line(run, mask, picture)
        middle = round(run.place - 0.5) + np.rint(beside + slope * (columns - (run.start + run.end) / 2)).astype(int)
        return _Level(run, mask, picture, columns, middle)

    def rows(self, pixels: NDArray[np.uint8], above: int, below: int) -> NDArray[np.uint8]:
        """The rows of `pixels` from `above` to `below` (inclusive) of the middle; beyond the picture its first or last one."""
        rows = np.clip(self.middle + np.arange(above, below + 1)[:, None], 0, self.mask.shape[0] - 1)
        seen: NDArray[np.uint8] = pixels[rows, self.columns]
        return seen


def stands_alone(run: Run, mask: Mask, picture: Picture, *, upright: bool) -> bool:
    """Whether there is clean paper beside the run, as beside no stroke of a letter.

    A long unbroken run needs one clean side (a double line has its twin on the other, text may sit on it), a short or
    broken one both: the tops and feet of a row of letters are broken runs too, with the letters on one side. Upright,
    letters make no unbroken run longer than their stems.
    """
    level = _Level.of(run, mask, picture)
    clean = _clean_sides(level)
    short = _length(run, picture) < LIMITS.words
    if short and _bowed(run, mask, picture):
        return False
    hairline = run.thickness * picture.points <= RUNS.hairline
    unbroken = (run.solid_end - run.solid_start) * picture.points
    if hairline and _is_long_hairline(level, unbroken, max(clean), upright=upright):
        return True
    in_pieces = unbroken < LIMITS.piece or (short and _has_spaces(level))
    if not upright and run.solid and in_pieces and _print(level):
        return False
    # The ragged edge of a thin line on a black-and-white scan has holes too, but no letters beside it.
    if short and not (hairline and run.solid and min(clean) >= LIMITS.clean) and not _filled(level):
        return False
    return (hairline or _even(level)) and _clean_enough(run, clean, picture)


def _is_long_hairline(level: _Level, unbroken: float, clean: float, *, upright: bool) -> bool:
    """Whether a hairline is longer than any stroke of a letter: upright beside clean paper, or one stroke from end to end that is
    darker than what is beside it. `unbroken`: points of its length without a break."""
    if upright and unbroken >= LIMITS.stem and clean >= LIMITS.clean_side:
        return True
    run = level.run
    whole = (run.solid_start, run.solid_end) == (run.start, run.end) and unbroken >= LIMITS.words
    return whole and _filled(level) and _between_lighter(level)


def _length(run: Run, picture: Picture) -> float:
    """In points."""
    return (run.end - run.start) * picture.points


def _own_line(run: Run, mask: Mask, picture: Picture) -> tuple[float, float]:
    """Where the ink of a run is: rows beside its place in the middle of it, and rows a column by which it leans. Of each of
    its parts the inked rows are looked for: the line is that of most of them, and what touches it in some does not count."""
    if _length(run, picture) < LIMITS.leaning:
        return 0.0, 0.0
    reach = picture.px(RUNS.lean) + round(run.thickness / 2)
    y = round(run.place - 0.5)
    top, left = max(0, y - reach), max(0, round(run.start))
    parts = np.array_split(mask[top : y + reach + 1, left : round(run.end)] > 0, LIMITS.parts, axis=1)
    filled = [part.mean(axis=1) for part in parts]
    rows = [float(np.flatnonzero(one >= LIMITS.filled * one.max()).mean()) + top - y for one in filled]
    step = (run.end - run.start) / LIMITS.parts
    middles = [(number + 0.5 - LIMITS.parts / 2) * step for number in range(LIMITS.parts)]
    slope = float(np.median([(b - a) / (x1 - x0) for (x0, a), (x1, b) in combinations(zip(middles, rows, strict=True), 2)]))
    return float(np.median([row - slope * x for x, row in zip(middles, rows, strict=True)])), slope


def _clean_enough(run: Run, clean: Sequence[float], picture: Picture) -> bool:
    """Is the paper beside a run as clean as it must be beside one so long, and so whole?"""
    if not run.solid:
        return min(clean) >= LIMITS.clean
    if run.covered < LIMITS.broken * (run.end - run.start):
        return min(clean) >= LIMITS.clean_broken
    if _length(run, picture) < LIMITS.short:
        return min(clean) >= LIMITS.clean_short
    return max(clean) >= LIMITS.clean_long


@heuristic(no)
def goes_on(run: Run, borders: Sequence[Run], mask: Mask, picture: Picture) -> bool:
    """Whether an upright run is a piece of one of the `borders`, which stand alone: on their very place, thin, unbroken for
    longer than a letter is high, with a side that text does not touch everywhere."""
    if run.thickness * picture.points > RUNS.hairline or (run.solid_end - run.solid_start) * picture.points < RUNS.seed:
        return False
    beside = min((abs(run.place - border.place) for border in borders), default=math.inf)
    return beside * picture.points <= RUNS.lean and max(_clean_sides(_Level.of(run, mask, picture))) >= LIMITS.beside_text


def _clean_sides(level: _Level) -> list[float]:
    """Shares (0-1) of the run's length that have clean paper on the one side and on the other."""
    gap = level.picture.px(LIMITS.beside)
    half = round(level.run.thickness / 2) + 2
    clean = []
    for above, below in ((-half - gap, -half - 1), (half + 1, half + gap)):
        beside = level.rows(level.mask, above, below)
        clean.append(float((beside == 0).all(axis=0).mean()) if beside.size else 1.0)
    return clean


def _filled(level: _Level) -> bool:
    """Whether a run that is more than a hairline is ink all through; letters in close print join to bars with holes."""
    run = level.run
    if run.thickness <= LIMITS.hair:
        return True
    rows, reach = round(run.thickness), math.ceil(run.thickness / 2) + 1
    band = level.rows(level.mask, -reach, reach)
    share = run.covered / max(1.0, run.end - run.start)
    filled = np.convolve((band > 0).mean(axis=1), np.full(rows, 1 / rows), "valid") if band.size else np.zeros(1)
    return float(filled.max()) >= LIMITS.filled * min(1.0, share)


def _between_lighter(level: _Level) -> bool:
    """Whether a run is darker than what is beside it: a shaded row is not clean, nor is one whose letters stand on its border."""
    half, gap = round(level.run.thickness / 2) + 2, level.picture.px(LIMITS.beside)
    strip = level.rows(level.picture.gray, -half - gap, half + gap).astype(np.float32)
    own = strip[half + gap - 1 : half + gap + 2].min(axis=0)
    lighter = np.minimum(strip[:gap].mean(axis=0), strip[-gap:].mean(axis=0)) * (1.0 - LIMITS.darker) > own
    return bool(lighter.size) and float(lighter.mean()) >= LIMITS.between


def _has_spaces(level: _Level) -> bool:
    """Whether the ink at the run's very place breaks off as often as words do."""
    band = level.rows(level.mask, -1, 1)
    return bool(band.size) and float((band > 0).any(axis=0).mean()) < LIMITS.unbroken


def _print(level: _Level) -> bool:
    """Whether the ink of a run is as high as small print almost everywhere: words of close letters blur into a bar, with
    clean paper above and below, that is unbroken only within a word."""
    reach = level.picture.px(LIMITS.print_reach)
    band = level.rows(level.mask, -reach, reach) > 0
    heights = band.sum(axis=0)
    heights = heights[heights > 0]
    if not len(heights):
        return False
    low, middle = np.percentile(heights, (25, 50)) * level.picture.points
    return bool(low >= LIMITS.print_low and middle >= LIMITS.print_high)


def _even(level: _Level) -> bool:
    """Whether a thick run is as dark all along: a blurred row of small letters is dark and pale in turns."""
    reach = level.picture.px(RUNS.thickest)
    part = level.rows(level.picture.gray, -reach, reach).astype(np.float32)
    if part.shape[1] < level.picture.px(RUNS.seed):
        return True
    half = max(1, round(level.run.thickness / 4))
    depth = 1.0 - part[reach - half : reach + half + 1].mean(axis=0) / np.maximum(part.max(axis=0), 1.0)
    inked = depth[depth > RUNS.faint]
    if not len(inked):
        return True
    pale, dark = np.percentile(inked, (25, 75))
    return bool(pale >= LIMITS.even * dark)


def _bowed(run: Run, mask: Mask, picture: Picture) -> bool:
    """Whether a run is a piece of the ring of a stamp: its ink follows a bow better than a straight line."""
    reach = round(run.thickness / 2) + picture.px(LIMITS.bow_reach)
    y = round(run.place - 0.5)
    band = mask[max(0, y - reach) : y + reach + 1, round(run.start) : round(run.end)] > 0
    inked = band.sum(axis=0)
    # Where letters and other lines cross, the middle of the ink is not the line's.
    own = np.flatnonzero((inked > 0) & (inked <= 1.2 * np.median(inked[inked > 0]) + 1)) if inked.any() else np.empty(0, int)
    if len(own) < max(0.5 * band.shape[1], picture.px(RUNS.seed) / 2):
        return False
    middle = (band[:, own] * np.arange(band.shape[0])[:, None]).sum(axis=0) / inked[own]
    along = own - own.mean()
    bow = np.polynomial.Polynomial.fit(along, middle, 2)
    half = (own[-1] - own[0]) / 2
    sagitta = abs(float(bow.convert().coef[-1])) * half * half
    straight = np.polynomial.Polynomial.fit(along, middle, 1)
    left = float(np.std(middle - bow(along))), float(np.std(middle - straight(along)))
    return sagitta * picture.points > LIMITS.bow and left[0] < 0.5 * left[1]
