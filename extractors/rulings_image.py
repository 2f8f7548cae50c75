"""Ruling lines in a picture.

A ruling is a thin, long, straight run of ink; on old black-and-white scans it is a row of dashes. Runs are found in
two strengths: long ones are rulings by themselves, short ones only where they continue a long one or follow one
another in a straight row with clean paper on both sides. Strokes of letters are short and have other strokes beside
them; the dark edge of the scanner's glass is too thick.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from extractors.model import Ruling
from extractors.picture import Gray, Mask, Picture, ink
from extractors.ruling_checks import stands_alone
from extractors.ruling_ends import without_edges, without_strokes
from extractors.ruling_runs import DASH, FAINT, LEAN, SEED, THICKEST, Run, joined, merged, pieces, walked, without_tails


def rulings(picture: Picture) -> list[Ruling]:
    """Ruling lines of an upright, straightened picture, in points."""
    mask = ink(picture, FAINT)
    across = _lines(mask, picture, upright=False)
    down = _lines(np.ascontiguousarray(mask.T), Picture(picture.gray.T, picture.dpi), upright=True)
    across, down = (
        without_edges(across, picture.width, picture.height),
        without_edges(down, picture.height, picture.width),
    )
    across, down = without_strokes(across, down, picture, mask)
    k = picture.points
    return [Ruling(r.start * k, r.place * k, r.end * k, r.place * k, r.thickness * k) for r in across] + [
        Ruling(r.place * k, r.start * k, r.place * k, r.end * k, r.thickness * k) for r in down
    ]


def without_rulings(picture: Picture, lines: list[Ruling]) -> Picture:
    """The picture with the ink of the rulings painted over, so that they are not read as `l`, `1` or `-`.

    Letters that touch or cross a ruling keep their ink: a comma that stands on one would become a full stop.
    """
    gray = picture.gray.copy()
    mask = ink(picture, FAINT)
    for line in lines:
        if line.horizontal:
            _paint_over(gray, mask, line.x0, line.x1, line.y0, line.thickness, picture)
        else:
            _paint_over(gray.T, mask.T, line.y0, line.y1, line.x0, line.thickness, picture)
    return Picture(gray, picture.dpi)


def _paint_over(gray: Gray, mask: Mask, start: float, end: float, place: float, thickness: float, picture: Picture) -> None:
    """Paints one ruling along the rows of `gray` in the colour of the paper; places in points."""
    k = 1 / picture.points
    half = thickness * k / 2
    reach = max(3, round(LEAN * k))
    y0, y1 = max(0, int(place * k - half - reach)), min(mask.shape[0], int(np.ceil(place * k + half + reach)) + 1)
    x0, x1 = max(0, int(start * k)), min(mask.shape[1], int(np.ceil(end * k)) + 1)
    if y1 - y0 < 3 or x1 - x0 < 3:
        return
    inked = np.ascontiguousarray(mask[y0:y1, x0:x1])
    wide = cv2.dilate(inked, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, picture.px(DASH)), np.uint8))
    long = np.asarray(np.logical_and(np.asarray(opened) > 0, inked > 0), np.bool_)
    # The ruling's own rows in each column: the ink nearest its place, no more than its thickness (and a gray fringe).
    rows = np.arange(y0, y1)[:, None] + 0.5 - place * k
    own = long & (np.abs(rows - np.median(np.where(long, rows, 0.0), axis=0)) <= half + 1.5)
    fringe = cv2.dilate(own.astype(np.uint8), np.ones((3, 1), np.uint8)) > 0
    beside = cv2.dilate(fringe.astype(np.uint8), np.ones((5, 1), np.uint8)) > 0
    crossed = np.asarray(((inked > 0) & beside & ~fringe).any(axis=0), np.bool_)
    part = gray[y0:y1, x0:x1]
    paper = int(np.percentile(part, 90))
    part[fringe & ~crossed[None, :]] = paper


def _lines(mask: Mask, picture: Picture, *, upright: bool) -> list[Run]:
    """Rulings that run along the rows of `mask`, the ink of `picture`; `upright` where both are turned on their side."""
    thickest, seed, dash = (picture.px(v) for v in (THICKEST, SEED, DASH))
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
        for run in pieces(long, picture)
        if run.end - run.start >= 0.8 * seed
    ]
    weak = [run for run in pieces(short, picture) if run.end - run.start >= dash]
    whole = [without_tails(run, mask) for run in joined(seeds, weak, picture)]
    alone = [run for run in whole if stands_alone(run, mask, picture, upright=upright)]
    return merged([walked(run, mask, picture) for run in alone], LEAN / picture.points, 0.0)
