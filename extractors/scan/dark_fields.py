"""Dark fields in a picture of a page: heading rows printed light on dark, or gone all black on a bad copy.

Such a row often has no ruling of its own: its edge is the border. Next to light letters the edge is ragged, so it is
taken from the whole field, not from runs of ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.steps import first, heuristic, none_of_them
from extractors.model import Ruling
from extractors.scan.picture import PAPER, Gray, Picture, Pieces, shade

_DARK = 0.62
"""Share of the paper's brightness; lighter shades have dark letters and rulings that are seen by themselves."""
_STROKE, _BAR = 4.0, 3.0
"""Points: upright and level strokes of light letters are thinner, the paper between two lines of text is wider."""
_LOOKED_AT = 100.0
"""Dots an inch at which fields are looked for."""
_LEAST = 9.0
"""Points: a thinner field is a ruling, and a thinner gap in one letters, which tear holes into a field of middle shade."""
_WIDE = 60.0
_RIM = 2.0
"""Points: no letter comes so near to the edge of its field."""
_EDGE = 1.5
"""Points: the coarse picture in which fields are found tells their edges no finer."""
_RECTANGLE = 0.85
"""Share of its box that a field fills; stamps, pictures and signatures fill less."""
_OF_THE_FIELD = 0.3
"""Share of its width that each row of a field fills, though light letters tear it; a line of text beside it fills less."""
_INKED = 0.6
"""Share of a field that is dark: light letters leave most of it so, dark letters on light leave most of it light."""


_LINE = (2, 50, 98)
"""Percentiles of a line's pixels: its darkest, what it is printed on, its lightest, specks left aside."""
_FIELD = (16, 50, 99)
"""Percentiles of a field's pixels: as dark as its noise makes it, the field, the letters on it."""
_CONTRAST = 60
"""Gray: letters differ so much from what they are printed on; less is paper without letters."""


@heuristic(first)
def dark_on_light(crop: Gray) -> Gray:
    """A line of text with its letters dark: light ones on a darker field are turned over. Readers know few of those.

    Letters cover less of a line than what they are printed on: the middle of the pixels is the field's. A field of middle shade,
    blue or green, is told from light paper by the end of the scale that it lies nearer to.
    """
    if not crop.size:
        return crop
    dark, field, light = (shade(crop, percent) for percent in _LINE)
    if light - dark >= _CONTRAST and field - dark < light - field:
        return np.asarray(255 - crop, np.uint8)
    return crop


@dataclass(frozen=True, slots=True)
class DarkField:
    """A dark rectangle: its box and its pixels, in a picture shrunk for looking for it; `points` is the side of such a pixel."""

    x: int
    y: int
    pixels: NDArray[np.bool_]
    points: float


@heuristic(none_of_them)
def field_edges(fields: Sequence[DarkField]) -> list[Ruling]:
    """Upper and lower edges of the dark fields, in points."""
    return [
        Ruling(f.x * f.points, place * f.points, (f.x + f.pixels.shape[1]) * f.points, place * f.points, 1.0)
        for f in fields
        for place in (f.y, f.y + f.pixels.shape[0])
    ]


@heuristic(first)
def light_fields(picture: Picture, fields: Sequence[DarkField]) -> Picture:
    """The picture with its dark fields turned over and stretched: dark letters on white, and white rules between their cells dark
    ones. Of a field of middle shade the letters are neither paper nor ink to whatever looks for these.

    A field without anything light on it stays as it is.
    """
    if not fields:
        return picture
    gray, reach, edge = picture.gray.copy(), 2 * picture.px(_RIM) + 1, picture.px(_EDGE)
    for field in fields:
        high, wide = field.pixels.shape
        k = field.points / picture.points
        y0, y1, x0, x1 = (round(v * k) for v in (field.y, field.y + high, field.x, field.x + wide))
        part, rim = gray[y0:y1, x0:x1], (gray[max(0, y0 - edge) : y0, x0:x1], gray[y1 : y1 + edge, x0:x1])
        if not part.size:
            continue
        inside = cv2.resize(field.pixels.astype(np.uint8), part.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
        core = cv2.erode(inside.astype(np.uint8), np.ones((reach, reach), np.uint8), borderValue=0) > 0
        noisy, dark, light = (float(v) for v in np.percentile(part[core], _FIELD)) if core.any() else (0.0, 0.0, 0.0)
        if light - dark >= _CONTRAST:
            dark = min(dark + 2 * (dark - noisy), (dark + light) / 2)  # what is no lighter than its noise is the field
            over = np.clip((light - part.astype(np.float32)) * (255.0 / (light - dark)), 0, 255).astype(np.uint8)
            over[inside & ~core & (part > (dark + light) / 2)] = 255  # paper that a slanting edge takes in
            part[inside] = over[inside]
            for beyond in rim:  # of its upper and lower edge, which `field_edges` tells; its sides are borders
                beyond[beyond < (dark + light) / 2] = 255
    return picture if np.array_equal(gray, picture.gray) else Picture(gray, picture.dpi)


def dark_fields(picture: Picture) -> list[DarkField]:
    """The dark rectangles of a page."""
    small = picture.shrunk(_LOOKED_AT)
    paper = shade(small.gray, PAPER)
    dark = np.where(small.gray < _DARK * paper, 255, 0).astype(np.uint8)
    across, down, least = small.px(_STROKE), small.px(_BAR), small.px(_LEAST)
    # Strokes of light letters are filled, the gaps between dark letters of a line as well: those stay thinner than a field.
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, across), np.uint8))
    closed = cv2.morphologyEx(closed, cv2.MORPH_CLOSE, np.ones((down, 1), np.uint8))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((least, small.px(_WIDE) // 2), np.uint8))
    joined = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((1, least), np.uint8))
    other = cv2.morphologyEx(np.asarray(255 - dark, np.uint8), cv2.MORPH_OPEN, np.ones((least, least), np.uint8))
    out = []
    found = Pieces.of(np.asarray(joined, np.uint8))
    for i in range(1, len(found.stats)):
        x, y, w, h, _ = found.stats[i].tolist()
        whole = np.flatnonzero((found.labels[y : y + h, x : x + w] == i).mean(axis=1) >= _OF_THE_FIELD)
        if not len(whole) or whole[-1] - whole[0] + 1 < least:
            continue
        y, h = y + int(whole[0]), int(whole[-1] - whole[0]) + 1  # without a line of text that stands close to the field
        here = np.s_[y : y + h, x : x + w]
        part = np.asarray((found.labels[here] == i) | (other[here] == 0))  # with the holes and notches that letters tear
        inked = float((dark[here][part] > 0).mean())
        if w * small.points >= _WIDE and part.sum() >= _RECTANGLE * w * h and inked >= _INKED:
            out.append(DarkField(x, y, part, small.points))
    return out
