"""Dark fields in a picture of a page: heading rows printed light on dark, or gone all black on a bad copy.

Such a row often has no ruling of its own: its edge is the border. Next to light letters the edge is ragged, so it is
taken from the whole field, not from runs of ink.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.layout.steps import first, heuristic, none_of_them
from extractors.model import Ruling
from extractors.scan.picture import Gray, Picture

_DARK = 0.62
"""Share of the paper's brightness; lighter shades have dark letters and rulings that are seen by themselves."""
_STROKE, _BAR = 4.0, 3.0
"""Points: upright and level strokes of light letters are thinner, the paper between two lines of text is wider."""
_LEAST = 9.0
"""Points: a thinner field is a ruling."""
_WIDE = 60.0
_RECTANGLE = 0.85
"""Share of its box that a field fills; stamps, pictures and signatures fill less."""
_INKED = 0.6
"""Share of a field that is dark: light letters leave most of it so, dark letters on light leave most of it light."""


_MOSTLY_DARK = 110
"""Gray: where the middle of a line's pixels is darker, its letters are the light ones."""


@heuristic(first)
def dark_on_light(crop: Gray) -> Gray:
    """A line of text with its letters dark: light ones on a dark field are turned over. Readers know few of those."""
    if crop.size and float(np.median(crop)) < _MOSTLY_DARK:
        return np.asarray(255 - crop, np.uint8)
    return crop


@heuristic(none_of_them)
def field_edges(picture: Picture) -> list[Ruling]:
    """Upper and lower edges of the dark fields, in points."""
    small = picture.shrunk(100.0)
    paper = float(np.percentile(small.gray, 90))
    dark = np.where(small.gray < _DARK * paper, 255, 0).astype(np.uint8)
    across, down, least = small.px(_STROKE), small.px(_BAR), small.px(_LEAST)
    # Strokes of light letters are filled, the gaps between dark letters of a line as well: those stay thinner than a field.
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, across), np.uint8))
    closed = cv2.morphologyEx(closed, cv2.MORPH_CLOSE, np.ones((down, 1), np.uint8))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((least, small.px(_WIDE) // 2), np.uint8))
    out = []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    k = small.points
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        part = labels[y : y + h, x : x + w] == i
        if w * k < _WIDE or area < _RECTANGLE * w * h or float((dark[y : y + h, x : x + w][part] > 0).mean()) < _INKED:
            continue
        for place in (y, y + h):
            out.append(Ruling(x * k, place * k, (x + w) * k, place * k, 1.0))
    return out
