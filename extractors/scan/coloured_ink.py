"""Stamps and signatures in colour are taken off a page before anything is looked for on it.

Blue or red ink over black print ties letters together and crosses figures out in a gray picture; in colour the two are
easily told apart. Coloured rulings and fields are part of the page and stay, and so does coloured print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import GRAYS, POINTS, SHARE, Limit
from extractors.layout.steps import heuristic, nothing
from extractors.scan.picture import Gray, Mask, Picture, Pieces, drawn, positive

if TYPE_CHECKING:
    import pypdfium2


@dataclass(frozen=True, slots=True)
class Limits:
    vivid: Annotated[int, Limit("ink whose brightest and darkest of red, green and blue differ more has a colour", GRAYS)] = 50
    fringe: Annotated[int, Limit("so does its fringe, where they differ more", GRAYS)] = 16
    ink_below: Annotated[
        float,
        Limit("coloured ink is brighter in one of its colours, in shares of the paper's; black print under it is not", SHARE),
    ] = 0.4
    least: Annotated[float, Limit("a page of which less is coloured has no coloured ink on it", SHARE)] = 0.0003
    thick: Annotated[float, Limit("coloured ink in one piece that is wider and higher", POINTS)] = 12.0
    long: Annotated[float, Limit("and longer is no letter", POINTS)] = 32.0
    stamp: Annotated[float, Limit("a stamp is larger", POINTS)] = 40.0
    straight: Annotated[float, Limit("no arc of a stamp runs so far along a row of pixels", POINTS)] = 45.0
    ruled: Annotated[float, Limit("nor is so much of its ink such straight lines", SHARE)] = 0.5
    solid: Annotated[float, Limit("no line of a stamp is as thick", POINTS)] = 6.0
    filled: Annotated[float, Limit("nor is so much of its ink as thick", SHARE)] = 0.3
    elsewhere: Annotated[
        float, Limit("a page has coloured print where more of its small coloured pieces lie outside stamps", SHARE)
    ] = 0.3


LIMITS = Limits()


def render_plain(page: pypdfium2.PdfPage, dpi: float = 200.0) -> Picture:
    """A page drawn in gray as `picture.render` does, without the coloured stamps and signatures on it."""
    scale, dpi = drawn(page, dpi)
    pixels = np.asarray(page.render(scale=scale).to_numpy())
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return Picture(positive(np.array(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)), dpi)
    return Picture(positive(without_coloured_strokes(np.ascontiguousarray(pixels[:, :, :3]), dpi)), dpi)


def without_coloured_strokes(bgr: NDArray[np.uint8], dpi: float) -> Gray:
    """The gray picture of a coloured one (height, width, 3; any order of colours but green second)."""
    gray = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY), np.uint8)
    first, second, third = cv2.split(bgr)
    high = np.asarray(cv2.max(cv2.max(first, second), third))
    spread = np.asarray(cv2.subtract(high, cv2.min(cv2.min(first, second), third)))
    # Coloured paper is no ink.
    spread = np.asarray(cv2.subtract(spread, np.full_like(spread, int(np.median(spread[::8, ::8])))))
    vivid = np.where(spread > LIMITS.vivid, 255, 0).astype(np.uint8)
    if float((vivid > 0).mean()) < LIMITS.least:
        return gray
    strokes = _coloured_strokes(vivid, dpi)
    if strokes is None:
        return gray
    wide = np.asarray(cv2.dilate(strokes, np.ones((5, 5), np.uint8)))
    reach = round(0.12 * dpi) | 1
    paper = np.asarray(cv2.dilate(gray, np.ones((reach, reach), np.uint8)))
    gone = (wide > 0) & (spread > LIMITS.fringe) & (high > LIMITS.ink_below * paper)
    gray[gone] = paper[gone]
    return gray


@heuristic(nothing)
def _coloured_strokes(vivid: Mask, dpi: float) -> Mask | None:
    """Where stamps and signatures are: their lines, and all of a stamp's place where other coloured print is rare. None
    where there are none."""

    def px(points: float) -> int:
        return max(1, round(points * dpi / 72))

    # A ring that black print or a ruling crosses is still one piece.
    joined = np.asarray(cv2.morphologyEx(vivid, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)))
    pieces = Pieces.of(np.asarray(joined, np.uint8))
    w, h, area = pieces.width, pieces.height, pieces.area
    across = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, px(LIMITS.straight)), np.uint8))
    down = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((px(LIMITS.straight), 1), np.uint8))
    solid = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((px(LIMITS.solid), px(LIMITS.solid)), np.uint8))
    straight = _share(np.asarray(cv2.max(across, down)), pieces)
    filled = _share(np.asarray(solid), pieces)
    thick, long = px(LIMITS.thick), px(LIMITS.long)
    large = (np.minimum(w, h) > thick) & (np.maximum(w, h) > long) & (straight < LIMITS.ruled) & (filled < LIMITS.filled)
    large[0] = False
    # What is torn apart by print and rulings is put together again: a stamp's arcs and the letters between them.
    x, y = pieces.stats[:, cv2.CC_STAT_LEFT], pieces.stats[:, cv2.CC_STAT_TOP]
    zones = np.zeros(joined.shape, np.uint8)
    for i in np.flatnonzero(large):
        cv2.rectangle(zones, *_corners(x[i] - thick, y[i] - thick, w[i] + 2 * thick, h[i] + 2 * thick), 255, -1)
    within = np.zeros(len(area), np.bool_)
    boxes = Pieces.of(zones).stats[1:]
    zones[:] = 0
    for x0, y0, width, height, _ in boxes:
        if min(width, height) > px(LIMITS.stamp) + 2 * thick:
            within |= (x >= x0) & (y >= y0) & (x + w <= x0 + width) & (y + h <= y0 + height)
            cv2.rectangle(zones, *_corners(x0, y0, width, height), 255, -1)
    small = ~large & (straight < LIMITS.ruled)
    small[0] = False
    elsewhere = float(area[small & ~within].sum())
    found = pieces.kept(large)
    if elsewhere <= LIMITS.elsewhere * max(1.0, float(area[small].sum())):
        found[zones > 0] = 255
        found[pieces.kept(~large & ~small) > 0] = 0
    return found if found.any() else None


def _corners(x: int, y: int, width: int, height: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (max(0, int(x)), max(0, int(y))), (int(x + width) - 1, int(y + height) - 1)


def _share(mask: Mask, pieces: Pieces) -> NDArray[np.float64]:
    """For each piece the share of its pixels that lie in `mask`."""
    inside = np.bincount(pieces.owners[mask.reshape(-1)[pieces.inked] > 0], minlength=len(pieces.stats))
    return np.asarray(inside / np.maximum(pieces.area, 1), np.float64)
