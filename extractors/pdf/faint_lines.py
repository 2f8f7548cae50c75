"""Lines that are no strokes, as rulings: rows of small filled boxes, each too small to be a line, and thin boxes whose colour the
file does not tell (a pattern or gradient that pdfium calls white, or white on a shaded cell).

Of the latter what the eye sees decides: the page is drawn once, and a box is a line where it stands out from the paper on both
its sides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from extractors.model import BBox, Ruling
from extractors.pdf.frame import Frame

# ---------------------------------------------------------------- dots in a row
FEW = 10
"""Fewer dots (in number) than this make no line."""
STEP = 4.5
"""Dots of one line stand nearer than this (points) from centre to centre."""
LEVEL = 0.4
"""Dots of one line lie on one height within this (points)."""


def dotted_rulings(dots: Sequence[BBox]) -> list[Ruling]:
    """The straight lines that dots make, across and down; a dot may belong to one of each."""
    if len(dots) < FEW:
        return []
    boxes = np.array(dots)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    across = [Ruling(a, at, b, at) for at, a, b in _runs(y, x)]
    return across + [Ruling(at, a, at, b) for at, a, b in _runs(x, y)]


def _runs(level: np.ndarray, along: np.ndarray) -> list[tuple[float, float, float]]:
    """(place across, start, end) of the runs of dots on one level that follow each other closely."""
    order = np.argsort(level)
    rank = np.zeros(len(level), dtype=int)
    rank[order[1:]] = np.cumsum(np.diff(level[order]) > LEVEL)
    order = np.lexsort((along, rank))
    apart = (np.diff(rank[order]) > 0) | (np.diff(along[order]) > STEP)
    begins = np.concatenate(([0], np.flatnonzero(apart) + 1))
    ends = np.append(begins[1:], len(order))
    long = ends - begins >= FEW
    runs = [order[a:b] for a, b in zip(begins[long].tolist(), ends[long].tolist(), strict=True)]
    return [(float(level[run].mean()), float(along[run[0]]), float(along[run[-1]])) for run in runs]


# ---------------------------------------------------------------- pale boxes
FEWEST = 6
"""Fewer such boxes on a page draw no table."""
HAIRLINE = 0.2
"""Points: a line is drawn no thinner."""
SCALE = 2.0
"""Pixels a point: a line half a point thick darkens one pixel by half."""
STANDS_OUT = 7
"""Grey levels (of 255) between a line and the paper beside it."""
BESIDE = 2.2
"""So far from a line (points) is the paper beside it."""
ALONG = 9
"""Places looked at along each line."""
SEEN = 0.7
"""Share of the places where a line stands out; letters may stand close to it at the others. A white line on bare paper, between
the shaded rows of a table, tells nothing there."""
SEEN_AT = 3
"""It stands out at so many places."""
WHITE = 250
"""Grey levels of bare paper, and of what cannot be seen on it."""


def seen_lines(page: pdfium.PdfPage, frame: Frame, lines: Sequence[Ruling]) -> list[Ruling]:
    """The lines (upright, points) that can be seen on the page."""
    if len(lines) < FEWEST:
        return []
    gray = page.render(scale=SCALE, grayscale=True).to_numpy()
    turned = (frame.turn - page.get_rotation()) % 360
    image = np.rot90(gray.reshape(gray.shape[:2]), -turned // 90).astype(np.int16)
    thick = np.array([max(r.thickness, HAIRLINE) / 2 for r in lines])
    flat = np.array([r.horizontal for r in lines])
    place = np.array([(r.x0, r.y0, r.x1, r.y1) for r in lines])
    place += np.where(flat[:, None], [[0.0, -1.0, 0.0, 1.0]], [[-1.0, 0.0, 1.0, 0.0]]) * thick[:, None]
    level = flat
    share = np.linspace(0.08, 0.92, ALONG)
    x = np.where(level[:, None], place[:, :1] + share * (place[:, 2:3] - place[:, :1]), (place[:, :1] + place[:, 2:3]) / 2)
    y = np.where(level[:, None], (place[:, 1:2] + place[:, 3:4]) / 2, place[:, 1:2] + share * (place[:, 3:4] - place[:, 1:2]))
    half = np.where(level, place[:, 3] - place[:, 1], place[:, 2] - place[:, 0])[:, None] / 2
    across = np.stack([_at(image, x, y, level, d) for d in (-0.5, 0.0, 0.5)])
    paper = np.stack([_at(image, x, y, level, side * (half + BESIDE)) for side in (-1, 1)])
    stands = np.abs(across[:, None] - paper[None]).max(axis=0).min(axis=0) > STANDS_OUT
    bare = ~stands & (paper >= WHITE).all(axis=0) & (across >= WHITE).all(axis=0)
    seen = stands.sum(axis=1)
    told = (seen >= SEEN_AT) & (seen >= SEEN * (ALONG - bare.sum(axis=1)))
    return [line for line, is_seen in zip(lines, told, strict=True) if is_seen]


def _at(image: np.ndarray, x: np.ndarray, y: np.ndarray, level: np.ndarray, off: float | np.ndarray) -> np.ndarray:
    """Grey levels `off` points beside the places (x, y), across the direction of each line."""
    columns = np.where(level[:, None], x, x + off)
    rows = np.where(level[:, None], y + off, y)
    i = np.clip((rows * SCALE).astype(int), 0, image.shape[0] - 1)
    j = np.clip((columns * SCALE).astype(int), 0, image.shape[1] - 1)
    out: np.ndarray = image[i, j]
    return out
