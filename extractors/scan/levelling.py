"""A picture of a page made level: turned back by its skew, or, where it was photographed at an angle, laid flat; what a
photograph shows around its paper painted over.

A page that lies under a scanner's glass is turned as one: its level and its upright lines lean alike. Photographed at an
angle, the level lines lean differently from the head of the page to its foot, the upright ones from its left to its right,
and no single turn makes all borders straight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, GRAYS, POINTS, SHARE, Limit
from extractors.layout.steps import first, heuristic
from extractors.scan.picture import SKEW_DPI, Picture, ink, render, skew, straightened, stretches

if TYPE_CHECKING:
    import pypdfium2

Floats = NDArray[np.float64]

_LINES_DPI = 72.0
"""At which straight lines are looked for: a pixel is a point."""
_ROUNDS = 4
"""So often a line is fitted and what lies off it left out."""
_GROUND_DPI = 36.0
"""At which paper is told from the table it lies on: letters are blurred away."""
_FRINGE = 2
"""Pixels beside a streak that are gray with it; ink beside these is of letters."""
_CORNERS = 4
_STRAIGHT = 0.01
"""An outline is straight that leaves its line by no more, in shares of its length."""
_UPRIGHT = 0.94
"""Sine of the angle at which two sides of a sheet meet at least; the edge of a shade over it meets them at any."""
_SHADES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""What lies in the shade is paper too: so much less than half-way between paper and table may be bright."""


@dataclass(frozen=True, slots=True)
class Limits:
    long: Annotated[float, Limit("a straight line that tells how the page lies is longer", POINTS)] = 100.0
    steep: Annotated[float, Limit("and leans less, in shares of its length", SHARE)] = 0.12
    off: Annotated[float, Limit("and no more than this beside what the others tell of its place", SHARE)] = 0.006
    across: Annotated[int, Limit("so many level lines agree", COUNT)] = 6
    down: Annotated[int, Limit("and so many upright ones", COUNT)] = 2
    agree: Annotated[float, Limit("which are so much of the length of all", SHARE)] = 0.6
    apart: Annotated[float, Limit("upright lines that tell stand as far apart, in shares of the page's width", SHARE)] = 0.35
    spread: Annotated[float, Limit("level ones so far, in shares of its height; nearer ones lean alike", SHARE)] = 0.12
    flat: Annotated[
        float,
        Limit("a line leaning more beside the page's skew is a photograph's (1 degree; scans: 0.2 to 0.8)", SHARE),
    ] = 0.018
    leaning: Annotated[float, Limit("where borders lean more, in shares of their length, they are told from streaks", SHARE)] = (
        0.005
    )
    streaked: Annotated[float, Limit("a streak is seen on so much of the height of the sheet", SHARE)] = 0.4
    thickest: Annotated[float, Limit("and is no thicker", POINTS)] = 4.5
    paper: Annotated[float, Limit("a photographed page fills more of its picture", SHARE)] = 0.4
    ground: Annotated[float, Limit("and less; with more the rim is a scanner's", SHARE)] = 0.96
    shaded: Annotated[float, Limit("so much between its sides is bright; a corner may lie in the shade", SHARE)] = 0.88
    whole: Annotated[float, Limit("so much around it is dark", SHARE)] = 0.85
    around: Annotated[float, Limit("what it lies on runs along so much of the picture's edge", SHARE)] = 0.6
    darker: Annotated[float, Limit("and is darker by so much, of 255", GRAYS)] = 60.0
    rim: Annotated[float, Limit("the edge of the paper throws a shadow as wide", POINTS)] = 4.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Lean:
    """How lines of one direction lean: `at` is the slope at the middle of the page, `by` its growth to each of the edges."""

    at: float
    by: float
    ends: tuple[float, float]
    """The slopes of the first and the last line that was seen."""

    def beside(self, slope: float) -> float:
        """How much one of the lines leans more, or less, than `slope`."""
        return max(abs(end - slope) for end in self.ends)


@heuristic(first)
def levelled(picture: Picture) -> Picture:
    """The picture with its lines level and upright: laid flat, or turned back by the skew that its print shows; nothing around
    its paper."""
    clean = on_its_paper(picture)
    degrees = skew(ink(clean.shrunk(SKEW_DPI)))
    leans = _leans(clean)
    if leans is None and clean is not picture:
        leans = _leans(picture)  # where its print does not tell how a sheet lies, its edges may
    return _laid_flat(clean, math.tan(math.radians(degrees)), leans) or straightened(without_toner(clean, degrees), degrees)


@heuristic(first)
def without_toner(picture: Picture, degrees: float) -> Picture:
    """The picture of a page that leans, without the streaks of a copier's toner: they run straight down most of the sheet however
    the paper lies, where its borders lean with it. What has ink on both sides is a letter's. Abstains where it hardly leans."""
    if abs(math.tan(math.radians(degrees))) < LIMITS.leaning:
        return picture
    dark = np.asarray(ink(picture) > 0, np.bool_)
    streaks = stretches(dark.mean(axis=0) > LIMITS.streaked)
    if not streaks:
        return picture
    gray = picture.gray.copy()
    for start, end in streaks:
        left, right = start - _FRINGE, end - 1 + _FRINGE
        if left < _FRINGE or right + _FRINGE >= picture.width or right - left > picture.px(LIMITS.thickest):
            continue
        sides = dark[:, left - _FRINGE : left], dark[:, right + 1 : right + 1 + _FRINGE]
        letters = np.logical_and(np.any(sides[0], axis=1), np.any(sides[1], axis=1))
        paper = np.maximum(gray[:, left - _FRINGE], gray[:, right + _FRINGE])
        gray[:, left : right + 1] = np.where(letters[:, None], gray[:, left : right + 1], paper[:, None])
    return Picture(gray, picture.dpi)


@heuristic(first)
def on_its_paper(picture: Picture) -> Picture:
    """The picture with what lies around its paper painted white: the table under a photographed page, whose grain and edges
    would be rulings. None of it where the paper's outline is not that of a sheet, or reaches the picture's edge on most sides."""
    small = picture.shrunk(_GROUND_DPI)
    gray = cv2.medianBlur(small.gray, 5)
    middle, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = (_sheet(np.asarray(gray, np.uint8), middle * share) for share in _SHADES)
    sheet = next((one for one in found if one is not None), None)
    if sheet is None:
        return picture
    corners = np.round(sheet * picture.dpi / small.dpi).astype(np.int32)
    mask = cv2.fillConvexPoly(np.zeros_like(picture.gray), corners, 255)
    mask = cv2.erode(mask, np.ones((2 * picture.px(LIMITS.rim) + 1,) * 2, np.uint8))
    return Picture(np.where(mask > 0, picture.gray, 255).astype(np.uint8), picture.dpi)


def _sheet(gray: NDArray[np.uint8], threshold: float) -> Floats | None:
    """The corners (4 x 2) of a sheet brighter than `threshold`; None where none lies on something darker around it."""
    sheet = _outlined(np.where(gray > threshold, 255, 0).astype(np.uint8))
    if sheet is None:
        return None
    inside = cv2.fillConvexPoly(np.zeros_like(gray), np.round(sheet).astype(np.int32), 1) > 0
    edge = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]])
    if not LIMITS.paper < inside.mean() < LIMITS.ground or 1 - edge.mean() < LIMITS.around:
        return None
    darker = float(np.median(gray[inside])) - float(np.mean(gray[~inside]))
    return sheet if darker >= LIMITS.darker and (gray[~inside] <= threshold).mean() >= LIMITS.whole else None


def _outlined(bright: NDArray[np.uint8]) -> Floats | None:
    """The corners (4 x 2) of the largest bright field, where its outline has four long sides; one corner may lie in the shade,
    for the sides tell where they meet. None where it is no sheet."""
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    points = cv2.approxPolyDP(hull, _STRAIGHT * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float64)
    if len(points) < _CORNERS:
        return None
    sides = np.hypot(*(np.roll(points, -1, axis=0) - points).T)
    first = sorted(np.argsort(sides)[-_CORNERS:])
    lines = [(points[k], points[(k + 1) % len(points)]) for k in first]
    corners = [_meeting(*a, *b) for a, b in zip(lines, lines[1:] + lines[:1], strict=True)]
    if any(corner is None for corner in corners):
        return None
    sheet = np.array(corners, np.float64)
    area = cv2.contourArea(sheet.astype(np.float32))
    return sheet if LIMITS.shaded * area < cv2.contourArea(outline) and cv2.isContourConvex(sheet.astype(np.float32)) else None


def _meeting(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats | None:
    """Where the lines through `a` and `b` and through `c` and `d` meet; None where they hardly do."""
    turn = float((b - a)[0] * (d - c)[1] - (b - a)[1] * (d - c)[0])
    if abs(turn) < _UPRIGHT * float(np.hypot(*(b - a)) * np.hypot(*(d - c))):
        return None
    along = float((c - a)[0] * (d - c)[1] - (c - a)[1] * (d - c)[0]) / turn
    return np.asarray(a + along * (b - a), np.float64)


def as_read(page: pypdfium2.PdfPage, dpi: float) -> Picture:
    """A scanned page as its words and cells were found on it: straightened, but not yet turned."""
    return levelled(render(page, dpi))


def _laid_flat(picture: Picture, slope: float, leans: tuple[_Lean, _Lean] | None) -> Picture | None:
    """The picture of a page seen from above; None where one turn, by `slope`, does as well or its lines do not tell."""
    if leans is None or max(lean.beside(slope) for lean in leans) < LIMITS.flat:
        return None
    across, down = leans
    width, height = picture.width, picture.height
    corners = [_crossing(across, down, x, y, width, height) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    sheet = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(sheet, np.array(corners, np.float32))
    gray = cv2.warpPerspective(
        picture.gray,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return Picture(np.asarray(gray, np.uint8), picture.dpi)


def _crossing(across: _Lean, down: _Lean, x: int, y: int, width: int, height: int) -> tuple[float, float]:
    """Where the level line at the page's upper (-1) or lower (1) edge meets the upright one at its left or right, in pixels."""
    level, upright = across.at + across.by * y, down.at + down.by * x
    half = width / 2, height / 2
    # both are told from the middle of the page: v = y * half + level * u, u = x * half - upright * v
    u = (x * half[0] - upright * y * half[1]) / (1 + upright * level)
    return half[0] + u, half[1] + y * half[1] + level * u


def _leans(picture: Picture) -> tuple[_Lean, _Lean] | None:
    """How the level and the upright lines lean, where enough of both agree on it."""
    small = picture.shrunk(_LINES_DPI)
    found = cv2.createLineSegmentDetector(0).detect(small.gray)[0]
    if found is None:
        return None
    x0, y0, x1, y1 = np.asarray(found, np.float64).reshape(-1, 4).T
    dx, dy = x1 - x0, y1 - y0
    length = np.hypot(dx, dy)
    long = length * small.points >= LIMITS.long
    level = long & (np.abs(dy) <= LIMITS.steep * np.abs(dx))
    upright = long & (np.abs(dx) <= LIMITS.steep * np.abs(dy))
    if level.sum() < LIMITS.across or upright.sum() < LIMITS.down:
        return None
    middle = (y0 + y1) / small.height - 1, (x0 + x1) / small.width - 1
    across = _lean(middle[0][level], (dy[level] / dx[level]), length[level], LIMITS.across, 2 * LIMITS.spread)
    down = _lean(middle[1][upright], -(dx[upright] / dy[upright]), length[upright], LIMITS.down, 2 * LIMITS.apart)
    if across is None or down is None or np.ptp(middle[1][upright]) < 2 * LIMITS.apart:
        return None
    return across, down


def _lean(place: Floats, slope: Floats, length: Floats, least: int, spread: float) -> _Lean | None:
    """The line through the slopes by place (-1 to 1 over the page), those off it left out; None where few are on it."""
    kept = np.abs(slope - np.median(slope)) <= LIMITS.steep / 2
    at = by = 0.0
    for _ in range(_ROUNDS):
        if kept.sum() < least:
            return None
        if np.ptp(place[kept]) >= spread:
            by, at = (float(v) for v in np.polyfit(place[kept], slope[kept], 1, w=np.sqrt(length[kept])))
        else:
            at, by = float(np.average(slope[kept], weights=length[kept])), 0.0
        kept = np.abs(at + by * place - slope) <= LIMITS.off
    if kept.sum() < least or length[kept].sum() < LIMITS.agree * length.sum():
        return None
    return _Lean(at, by, (at + by * float(place[kept].min()), at + by * float(place[kept].max())))
