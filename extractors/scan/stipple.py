"""Shading that a black-and-white scan turned into dust.

A scanner that knows only black and white prints a gray cell as scattered dots. They are tied to the letters between
them and to the rulings around, and neither is read. Blurred, the dots are an even gray again, which is paper to `ink`,
while strokes stay dark.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.layout.steps import first, heuristic
from extractors.scan.picture import Picture, Pieces, ink

_DOT = 1.3
"""Points: no larger in either direction. The dot of an `i` is as small, but there are few of those."""
_WINDOW = 18.0
_DOTS = 25
"""Dots in a square of `_WINDOW` points: 60 to 150 in stippled headings, under 5 in print, up to 15 in dirt of old copies."""
_BLUR = 0.5
"""Points (standard deviation): wider than the dots lie apart, narrower than a stroke."""


@heuristic(first)
def without_stipple(picture: Picture) -> Picture:
    """The picture with its stippled fields blurred to gray; itself where there are none."""
    mask = ink(picture)
    pieces = Pieces.of(mask)
    small = np.maximum(pieces.width, pieces.height) <= max(2, picture.px(_DOT))
    small[0] = False
    if int(small.sum()) < _DOTS:
        return picture
    dots = np.zeros(mask.shape, np.float32)
    x, y, w, h, _ = pieces.stats[small].T
    np.add.at(dots, (y + (h - 1) // 2, x + (w - 1) // 2), 1.0)
    window = picture.px(_WINDOW)
    dense = cv2.boxFilter(dots, -1, (window, window), normalize=False) >= _DOTS
    if not dense.any():
        return picture
    blurred = cv2.GaussianBlur(picture.gray, (0, 0), max(0.8, _BLUR / picture.points))
    return Picture(np.where(dense, blurred, picture.gray).astype(np.uint8), picture.dpi)
