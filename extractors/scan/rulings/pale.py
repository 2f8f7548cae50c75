"""Rulings paler than any ink: the light gray borders of web pages, printed and scanned.

A pixel of such a border differs from the paper hardly more than the noise of the scan does, so no depth tells the two apart.
Along the border, though, the noise evens out and the border stays: what is darker than the paper on both sides of it over the
length that makes a run a ruling is one.

Where rulings of ink stand on the page too, one pen drew the form: pale ones count where they are hardly paler than these, where
more of their own kind cross them, or where they are the rules of a table that has no others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.places import covered
from extractors.scan.picture import Mask, Picture, paper_of
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, borders_of, crossed


@dataclass(frozen=True, slots=True)
class Limits:
    depth: Annotated[float, Limit("a pale ruling is darker than the paper beside it by this share", SHARE)] = 0.025
    beside: Annotated[float, Limit("the paper beside it is looked at so far away", POINTS)] = 1.5
    near: Annotated[float, Limit("where it ends is told by a shorter piece, half as dark", POINTS)] = 5.0
    rim: Annotated[float, Limit("what is paler so close to ink is the rim of a letter", POINTS)] = 0.8
    one_pen: Annotated[float, Limit("a pale ruling of the pen of those of ink is no paler than this share of them", SHARE)] = 0.6
    usual: Annotated[float, Limit("of these in order, the one at this place tells", SHARE)] = 0.25
    wide: Annotated[float, Limit("rules of a table without upright ones are so wide", POINTS)] = 150.0
    drawn: Annotated[float, Limit("so much of each is seen", SHARE)] = 0.6
    inked: Annotated[float, Limit("of a pale rule no more has ink right beside it", SHARE)] = 0.3
    rows: Annotated[int, Limit("and so many are of one width", COUNT)] = 4
    palest: Annotated[float, Limit("the palest pieces of a line are so much of it", SHARE)] = 0.2
    paper: Annotated[float, Limit("the paper beside a line is seen so far away", POINTS)] = 2.0


LIMITS = Limits()


def pale_runs(mask: Mask, picture: Picture) -> Mask | None:
    """The pale rulings that run along the rows of `mask`, the ink of `picture`; None where there are none."""
    paper = paper_of(picture.gray)
    depth = cv2.subtract(np.full_like(picture.gray, paper), picture.gray)
    rim = 2 * picture.px(LIMITS.rim) + 1
    depth[cv2.dilate(mask, np.ones((rim, rim), np.uint8)) > 0] = 0
    over, near = (_ridge(depth, picture, reach) for reach in (RUNS.seed, LIMITS.near))
    found = np.where((over > LIMITS.depth * paper) & (near > LIMITS.depth * paper / 2), np.uint8(255), np.uint8(0))
    return found if found.any() else None


def _ridge(depth: NDArray[Any], picture: Picture, reach: float) -> NDArray[np.float32]:
    """By how much each pixel, with those so far beside it along its row, is darker than what lies above and below."""
    along = np.asarray(cv2.blur(depth.astype(np.float32), (picture.px(reach), 1)), np.float32)
    off = picture.px(LIMITS.beside)
    sheet = np.asarray(cv2.copyMakeBorder(along, off, off, 0, 0, cv2.BORDER_REPLICATE), np.float32)
    return np.asarray(along - np.maximum(sheet[: -2 * off], sheet[2 * off :]), np.float32)


def of_one_pen(pale: list[Run], along: list[Run], dark: list[Run], picture: Picture, corner: float) -> list[Run]:
    """Of the pale lines those hardly paler, from end to end, than those of ink that run the same way, and that meet others of
    ink: the light of the page, not the pen, is another there."""
    if not pale or not along:
        return []
    usual = float(np.quantile([_depth(run, [], picture) for run in along], LIMITS.usual))
    return [line for line in pale if crossed(line, dark, corner) and _depth(line, along, picture) >= LIMITS.one_pen * usual]


def of_one_width(pale: list[Run], dark: list[Run], down: list[Run], mask: Mask, picture: Picture, corner: float) -> list[Run]:
    """Of the pale level lines those of a table that has no upright ones: as many of them as tell lie below each other, each over
    the whole width of the others, whatever wore off of it."""
    thin = [run for run in pale if run.thickness * picture.points <= RUNS.hairline and not crossed(run, down, -corner)]
    thin = [run for run in thin if _clear(run, mask, picture)]
    rows = [(_sides(own), own) for _, own in borders_of([*thin, *dark], RUNS.lean / picture.points)]
    width = _common([sides for sides, own in rows if _seen(own, *sides)], LIMITS.wide / picture.points, corner)
    if width is None:
        return []
    a, b = width
    whole = [own for (x0, x1), own in rows if min(x0 - a, b - x1) >= -corner and _seen(own, a, b)]
    drawn = [max((run for run in own if run in thin), key=lambda run: run.covered, default=None) for own in whole]
    return [replace(run, start=a, end=b, solid_start=a, solid_end=b) for run in drawn if run is not None]


def _sides(own: list[Run]) -> tuple[float, float]:
    return min(run.start for run in own), max(run.end for run in own)


def _common(sides: list[tuple[float, float]], least: float, corner: float) -> tuple[float, float] | None:
    """The two ends that enough of these share, so far apart; None where too few do."""
    wide = [(x0, x1) for x0, x1 in sides if x1 - x0 >= least]
    alike = {(a, b): sum(max(abs(x0 - a), abs(x1 - b)) <= corner for x0, x1 in wide) for a, b in wide}
    ends, most = max(alike.items(), key=lambda item: item[1], default=((0.0, 0.0), 0))
    return ends if most >= LIMITS.rows else None


def _clear(run: Run, mask: Mask, picture: Picture) -> bool:
    """Whether little ink lies right beside a run: the rims of a blurred row of letters follow it from end to end."""
    off, y = picture.px(LIMITS.paper), round(run.place - 0.5)
    strip = mask[max(0, y - off) : y + off + 1, round(run.start) : round(run.end)]
    return bool(strip.size) and float((strip > 0).any(axis=0).mean()) <= LIMITS.inked


def _seen(own: list[Run], start: float, end: float) -> bool:
    """Whether enough of a rule from one side to the other is there."""
    return covered((r.start, r.end) for r in own) >= LIMITS.drawn * (end - start)


def _depth(run: Run, inked: list[Run], picture: Picture) -> float:
    """By how much all of a run but its palest pieces is darker than the paper on both sides of it (0 to 255), where it is not
    inked by other runs on its place."""
    off, y, first = picture.px(LIMITS.paper), round(run.place - 0.5), round(run.start)
    strip = picture.gray[max(0, y - off) : y + off + 1, first : round(run.end)].astype(np.float32)
    if strip.shape[0] <= 2 * off or not strip.shape[1]:
        return 0.0
    places = first + np.arange(strip.shape[1])
    beside = [one for one in inked if abs(one.place - run.place) <= RUNS.lean / picture.points]
    bare = ~np.any([(one.start <= places) & (places < one.end) for one in beside] or [np.zeros(len(places), bool)], axis=0)
    depth = np.minimum(strip[0], strip[-1]) - strip[off // 2 : -(off // 2)].min(axis=0)
    return float(np.quantile(depth[bare], LIMITS.palest)) if bare.any() else 0.0


def among_pale(lines: list[Run], pale: list[Run], dark: list[Run], corner: float) -> list[Run]:
    """The pale lines of which more cross than of ink: a form is drawn with one pen, and what is seen between its dark rulings are
    strokes of letters, the grain of a shade."""
    return [line for line in lines if len(crossed(line, pale, corner)) > len(crossed(line, dark, corner))]
