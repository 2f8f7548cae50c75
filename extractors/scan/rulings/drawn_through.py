"""Rulings of a scan that are drawn in pieces or twice, drawn through as one line.

Rows of dashes or dots and the two borders of cells that stand apart are one line to the eye. Once the gaps in them hold
ink, all that follows (finding rulings, painting them over, reading words) meets a plain ruling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.steps import first, heuristic
from extractors.scan.picture import Mask, Picture, Pieces, ink, on_its_side, stretches
from extractors.scan.rulings.runs import LIMITS as RUNS


@dataclass(frozen=True, slots=True)
class Limits:
    thin: Annotated[float, Limit("a dash or a dot is no thicker", POINTS)] = 1.8
    letters: Annotated[float, Limit("a line of letters is no higher", POINTS)] = 20.0
    gap: Annotated[float, Limit("from one dash to the next, over a crossing, it is no further", POINTS)] = 8.0
    least: Annotated[float, Limit("a shorter row of dashes is no ruling", POINTS)] = 30.0
    pieces: Annotated[int, Limit("a row of dashes has so many, unless they ran together", COUNT)] = 6
    most: Annotated[int, Limit("no more lines hang together", COUNT)] = 60
    inked: Annotated[float, Limit("so much of a row of dashes is ink", SHARE)] = 0.35
    run_together: Annotated[float, Limit("so much of one whose dashes ran together", SHARE)] = 0.75
    whole: Annotated[float, Limit("a line that has more of its ink is found as it is", SHARE)] = 0.98
    text_beside: Annotated[
        float, Limit("a row of dashes has ink right above or below no more of its length; a line of letters has", SHARE)
    ] = 0.22
    beside: Annotated[float, Limit("what is right above or below is so near", POINTS)] = 1.2
    meets: Annotated[float, Limit("a row of dashes meets what is so near", POINTS)] = 4.0
    apart: Annotated[float, Limit("the two lines of a double border are no further apart", POINTS)] = 3.4
    rim: Annotated[float, Limit("so much is taken from a double border on each side", POINTS)] = 0.8
    thick: Annotated[float, Limit("what is higher than this along a bar is a word", POINTS)] = 2.2
    bar: Annotated[float, Limit("a bar is so long", POINTS)] = 6.0
    alike: Annotated[int, Limit("so many rows of dashes from edge to edge of each other are rulings", COUNT)] = 3
    long: Annotated[float, Limit("the row of borders that a line of a double border belongs to is no shorter", POINTS)] = 40.0


LIMITS = Limits()


@heuristic(first)
def drawn_through(picture: Picture) -> Picture:
    """The picture with broken and double rulings made whole; itself where there are none."""
    mask = ink(picture, RUNS.faint)
    pieces = Pieces.of(mask)
    lying, standing = _drawn(pieces, pieces.width, pieces.height, picture), _drawn(pieces, pieces.height, pieces.width, picture)
    turned, standing = on_its_side(mask), on_its_side(standing)
    across = _dashed(lying, mask, np.zeros_like(mask), picture)
    down = on_its_side(_dashed(standing, turned, on_its_side(across), picture))
    if down.any():
        across = np.asarray(np.maximum(across, _dashed(lying, mask, down, picture)), np.uint8)
    if across.any() or down.any():
        across, down = _meeting(across, down, mask, picture)
    fill = ((across > 0) | (down > 0)) & (mask == 0)
    twins = _twins(mask, picture)
    if not (fill.any() or twins.any()):
        return picture
    gray = picture.gray.copy()
    if twins.any():
        # One thin line in the middle, so that it is no nearer to the text than the two were.
        rim = 2 * picture.px(LIMITS.rim) + 1
        one = cv2.erode(twins.astype(np.uint8), np.ones((rim, rim), np.uint8)) > 0
        reach = picture.px(LIMITS.apart) * 4 + 1
        gray[twins] = cv2.dilate(picture.gray, np.ones((reach, reach), np.uint8))[twins]
        fill |= one
    gray[fill] = int(np.percentile(picture.gray[mask > 0], 30))
    return Picture(gray, picture.dpi)


def _drawn(pieces: Pieces, along: NDArray[np.int32], across: NDArray[np.int32], picture: Picture) -> Mask:
    """The pieces that may be dashes, `along` and `across` their sizes: single ones, and the arms of rows of dots that ran
    together to a grid; no line of letters is as high."""
    grids = (np.minimum(along, across) > picture.px(LIMITS.letters)) & (np.maximum(along, across) > picture.px(LIMITS.least))
    return pieces.kept(np.asarray((across <= picture.px(LIMITS.thin) + 1) | grids, np.bool_))


def _dashed(drawn: Mask, mask: Mask, crossing: Mask, picture: Picture) -> Mask:
    """The rows of dashes or dots along the rows of `mask`, drawn through (255 from their first to their last ink).

    `drawn` are the pieces that may be dashes, `crossing` lines of the other direction: where one crosses, the dashes of both hang
    together.
    """
    out = np.zeros_like(mask)
    thin = picture.px(LIMITS.thin) + 1
    only = cv2.subtract(drawn, cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((thin + 1, 1), np.uint8)))
    only = cv2.bitwise_or(only, crossing)
    wide = cv2.dilate(only, np.ones((3, 1), np.uint8))
    rows = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((1, picture.px(LIMITS.gap)), np.uint8))
    found = Pieces.of(np.asarray(rows, np.uint8))
    chains = found.labels
    for i in np.flatnonzero(found.width[1:] >= picture.px(LIMITS.least)) + 1:
        x, y, w, h = (int(v) for v in found.stats[i, :4])
        mine = (chains[y : y + h, x : x + w] == i) & (only[y : y + h, x : x + w] > 0)
        for top, bottom in _bands(mine, thin):
            band = mine[top:bottom]
            for a, b in stretches(band.any(axis=0), picture.px(LIMITS.gap)):
                if b - a >= picture.px(LIMITS.least) and _is_dashed(band[:, a:b], mask, x + a, y + top, picture):
                    _draw(band[:, a:b], out[y + top : y + bottom, x + a : x + b], picture.px(LIMITS.least))
    return out


def _bands(mine: NDArray[np.bool_], thin: int) -> list[tuple[int, int]]:
    """The rows on which one line after another may lie, fullest first: rows of dots in both directions hang together."""
    if len(mine) <= 3 * thin:
        return [(0, len(mine))]
    height = thin + 3
    filled = np.convolve(mine.sum(axis=1), np.ones(height), "valid")
    out: list[tuple[int, int]] = []
    while filled.max(initial=0.0) > 0 and len(out) < LIMITS.most:
        top = int(filled.argmax())
        out.append((top, top + height))
        filled[max(0, top - height) : top + height] = 0
    return out


def _is_dashed(band: NDArray[np.bool_], mask: Mask, x: int, y: int, picture: Picture) -> bool:
    """Whether a strip whose corner is at (x, y) is a row of dashes or dots with clean paper above and below."""
    h, w = band.shape
    inked = band.any(axis=0)
    pieces = int(np.diff(inked.astype(np.int8), prepend=0).clip(0).sum())
    if not (LIMITS.inked if pieces >= LIMITS.pieces else LIMITS.run_together) <= inked.mean() <= LIMITS.whole:
        return False
    beside = picture.px(LIMITS.beside)
    sides = (mask[max(0, y - beside) : y, x : x + w], mask[y + h : y + h + beside, x : x + w])
    return max(float((side > 0).any(axis=0).mean()) for side in sides if side.size) <= LIMITS.text_beside


def _draw(band: NDArray[np.bool_], out: Mask, window: int) -> None:
    """Draws a row of dashes through on the height that their ink has around each place, dust between them and all."""
    h, w = band.shape
    inked = band.any(axis=0)
    weight, moment = band.sum(axis=0).astype(np.float64), (band * np.arange(h)[:, None]).sum(axis=0).astype(np.float64)
    near = np.ones(min(w, window))
    centre = np.convolve(moment, near, "same") / np.maximum(np.convolve(weight, near, "same"), 1.0)
    half = max(1.0, float(np.median(weight[inked])) / 2)
    out[np.abs(np.arange(h)[:, None] - centre) <= half] = 255


def _meeting(across: Mask, down: Mask, mask: Mask, picture: Picture) -> tuple[Mask, Mask]:
    """The rows of dashes that meet a line of the other direction, or that lie from edge to edge of two others: the dots
    that lead to a page number, or that wait for a signature, do neither."""
    reach = 2 * picture.px(LIMITS.meets) + 1
    square = np.ones((reach, reach), np.uint8)
    seed = picture.px(RUNS.seed)
    standing = cv2.dilate(cv2.bitwise_or(down, cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((seed, 1), np.uint8))), square)
    lying = cv2.dilate(cv2.bitwise_or(across, cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, seed), np.uint8))), square)
    return _kept(across, np.asarray(standing), picture, alike=True), _kept(down, np.asarray(lying), picture, alike=False)


def _kept(rows: Mask, others: Mask, picture: Picture, *, alike: bool) -> Mask:
    if not rows.any():
        return rows
    found = Pieces.of(rows)
    met = np.zeros(len(found.stats), np.bool_)
    met[np.unique(found.labels[(others > 0) & (rows > 0)])] = True
    met[0] = False
    if alike:
        start = found.stats[:, cv2.CC_STAT_LEFT]
        end = start + found.width
        near = picture.px(LIMITS.meets)
        same = (np.abs(start[:, None] - start) <= near) & (np.abs(end[:, None] - end) <= near)
        met[1:] |= same[1:, 1:].sum(axis=1) >= LIMITS.alike
    return found.kept(met)


def _twins(mask: Mask, picture: Picture) -> NDArray[np.bool_]:
    """The double borders of cells that stand a little apart from one another: both lines and what lies between them."""
    apart = picture.px(LIMITS.apart)
    lying = _thin_lines(mask, picture)
    standing = _thin_lines(on_its_side(mask), picture).T
    lines = np.asarray((lying | standing) & (mask > 0), np.uint8)
    closed = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((apart, apart), np.uint8))
    corridors = Pieces.of(np.asarray((closed > 0) & (mask == 0), np.uint8))
    long = np.maximum(corridors.width, corridors.height) >= picture.px(LIMITS.least)
    long[0] = False
    if not long.any():
        return np.zeros(mask.shape, np.bool_)
    around = cv2.dilate(corridors.kept(np.asarray(long, np.bool_)), np.ones((apart, apart), np.uint8))
    return np.asarray((around > 0) & (closed > 0), np.bool_)


def _thin_lines(mask: Mask, picture: Picture) -> NDArray[np.bool_]:
    """Long thin ink along the rows of `mask`, the gaps between cells that stand apart drawn through. Letters so joined make
    a bar as high as they are."""
    rows = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, picture.px(LIMITS.apart)), np.uint8))
    thick = cv2.morphologyEx(rows, cv2.MORPH_OPEN, np.ones((picture.px(LIMITS.thick) + 1, picture.px(LIMITS.bar)), np.uint8))
    rows[cv2.dilate(thick, np.ones((3, 3), np.uint8)) > 0] = 0
    wide = cv2.dilate(rows, np.ones((3, 1), np.uint8))
    return np.asarray(cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, picture.px(LIMITS.long)), np.uint8)) > 0, np.bool_)
