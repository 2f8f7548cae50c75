"""Ruling lines and shading of a born-digital page, from its path and image objects.

A ruling may be a stroked line, an edge of a stroked box, a box filled so thin that the eye sees a line (Word, Chromium),
a row of dots, or a picture one pixel high (old Excel printers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.model import BBox, Ruling
from extractors.pdf.faint_lines import dotted_rulings, seen_lines
from extractors.pdf.frame import Floats, Frame
from extractors.pdf.objects import Bools, Ints, Objects
from extractors.pdf.outlines import Paints, outlines_of, paints_of

THIN = 3.2
"""Points: a filled box not wider is a line to the eye."""
THIN_PICTURE = 2.0
"""Points: a picture not wider is one too."""
MAX_OBJECTS = 60_000
"""A page with more drawn objects is a map or a drawing; the rest is left unread."""
_TOGETHER = 4000
"""So many paths are read in one go."""
_WHOLE_PAGE = 0.9
"""A box over so much of the page is its ground, no shade."""
_LEAN_SHARE = 0.02
"""A line leans no more than this share of its length."""
_LEAN = 0.3
"""Points: and this much."""
_SHORTEST = 0.5
"""Points: a line is longer."""


@dataclass(frozen=True, slots=True)
class Covers:
    """Boxes that hide what was drawn before them, arrays of one length m, in the order of drawing: their places among all
    objects, the boxes (m, 4), and how bright each is (0 to 255), NaN where the file does not tell."""

    order: Ints
    box: Floats
    gray: Floats

    def some(self, places: Ints | Bools | slice) -> Covers:
        return Covers(self.order[places], self.box[places], self.gray[places])


_NO_COVERS = Covers(np.zeros(0, dtype=np.int64), np.zeros((0, 4)), np.zeros(0))


def _in_order(covers: list[Covers]) -> Covers:
    whole = Covers(*(np.concatenate([getattr(one, name) for one in covers]) for name in ("order", "box", "gray")))
    return whole.some(np.argsort(whole.order, kind="stable"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: rulings, shaded boxes, and the boxes of its pictures, upright; `objects` is the count of these."""

    rulings: tuple[Ruling, ...]
    shades: tuple[BBox, ...]
    pictures: tuple[BBox, ...]
    objects: int
    covers: Covers


def read_drawn(page: pdfium.PdfPage, frame: Frame, objects: Objects) -> Drawn:
    """What the objects of a page draw, but for its text."""
    found = _Found(frame)
    places = np.flatnonzero(np.isin(objects.kinds, (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)))
    some = places[:MAX_OBJECTS]
    picture = objects.kinds[some] == pdfium_c.FPDF_PAGEOBJ_IMAGE
    found.read_pictures(objects, some[picture])
    paths = some[~picture]
    for start in range(0, len(paths), _TOGETHER):
        found.read_paths(objects, paths[start : start + _TOGETHER])
    rulings = [*found.rulings, *dotted_rulings(found.dots), *seen_lines(page, frame, found.pale)]
    return Drawn(tuple(rulings), tuple(found.shades), tuple(found.pictures), len(places), _in_order(found.covers))


class _Found:
    """What has been found on a page so far."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.ground = _WHOLE_PAGE * frame.width * frame.height
        self.whole = BBox(0, 0, frame.width, frame.height)
        self.rulings: list[Ruling] = []
        self.shades: list[BBox] = []
        self.pictures: list[BBox] = []
        self.dots: list[BBox] = []
        self.pale: list[Ruling] = []
        self.covers = [_NO_COVERS]

    def read_pictures(self, objects: Objects, places: Ints) -> None:
        a, b, c, d, e, f = objects.full(places).T
        x, y = self.frame.points(np.stack((e, a + e, c + e, a + c + e)), np.stack((f, b + f, d + f, b + d + f)))
        boxes = np.stack((x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)), axis=1)
        line = _are_lines(boxes, THIN_PICTURE)
        self.rulings += _long_sides(boxes[line])
        self.pictures += _bboxes(boxes[~line])
        self.covers.append(Covers(places[~line], boxes[~line], np.full(len(self.pictures), np.nan)))

    def read_paths(self, objects: Objects, places: Ints) -> None:
        paint = paints_of(objects.handles[places])
        drawn = np.flatnonzero(paint.filled | paint.stroked)
        places = places[drawn]
        full = objects.full(places)
        outlines = outlines_of(objects.handles[places], full, self.frame)
        by_path, paint = paint.some(drawn), paint.some(drawn[outlines.path])
        boxes, upright = outlines.boxes()
        round_ones = outlines.rounded
        filled = upright & paint.filled & ~np.isin(outlines.path, round_ones.path)
        thin = filled & (np.minimum(*_sizes(boxes)) <= THIN)
        line = thin & (paint.fill | ~paint.stroke)
        self._thin(boxes, line, paint)
        shaded = np.flatnonzero(filled & ~thin)
        self._filled(boxes[shaded], paint.some(shaded), places[outlines.path[shaded]])
        whole = by_path.filled[round_ones.path]
        self._filled(round_ones.box[whole], by_path.some(round_ones.path[whole]), places[round_ones.path[whole]])
        scale = np.abs(full[:, 0] * full[:, 3] - full[:, 1] * full[:, 2]) ** 0.5
        runs, ends = outlines.sides(paint.stroked & ~line)
        along, rulings = _axis_lines(ends, (paint.width * scale[outlines.path])[runs])
        dark = paint.stroke[runs][along]
        self.rulings += _rulings(rulings[dark])
        self.pale += _rulings(rulings[~dark])

    def _thin(self, boxes: Floats, thin: Bools, paint: Paints) -> None:
        """Lines, but for those that are no longer than wide: dots."""
        line = _are_lines(boxes, THIN)
        self.pale += _long_sides(boxes[thin & ~paint.fill & line])
        self.rulings += _long_sides(boxes[thin & paint.fill & (paint.stroke | line)])
        self.dots += _bboxes(boxes[thin & paint.fill & ~paint.stroke & ~line])

    def _filled(self, boxes: Floats, paint: Paints, order: Ints) -> None:
        """Boxes that are filled, how, and their places among all objects."""
        self.covers.append(Covers(order, boxes, paint.gray).some(paint.opaque))
        self.shades += [box for box in _bboxes(boxes[paint.fill]) if box.overlap(self.whole) < self.ground]


def _sizes(boxes: Floats) -> tuple[Floats, Floats]:
    return boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]


def _are_lines(boxes: Floats, thin: float) -> Bools:
    """Which boxes are not wider than `thin`, and long enough to be seen as lines?"""
    width, height = _sizes(boxes)
    out: Bools = (np.minimum(width, height) <= thin) & (np.maximum(width, height) > THIN)
    return out


def _bboxes(boxes: Floats) -> list[BBox]:
    return [BBox(*box) for box in boxes.tolist()]


def _rulings(rows: Floats) -> list[Ruling]:
    """Of (x0, y0, x1, y1, thickness)."""
    return [Ruling(*row) for row in rows.tolist()]


def _long_sides(boxes: Floats) -> list[Ruling]:
    """The line in the middle of each box."""
    width, height = _sizes(boxes)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    across = np.stack((boxes[:, 0], y, boxes[:, 2], y, height), axis=1)
    down = np.stack((x, boxes[:, 1], x, boxes[:, 3], width), axis=1)
    return _rulings(np.where((width >= height)[:, None], across, down))


def _axis_lines(ends: Floats, thickness: Floats) -> tuple[Bools, Floats]:
    """(which sides run across or down, these (x0, y0, x1, y1, thickness))."""
    xa, ya, xb, yb = ends.T
    dx, dy = np.abs(xa - xb), np.abs(ya - yb)
    across, down = _run_along(dx, dy), _run_along(dy, dx)
    x, y = (xa + xb) / 2, (ya + yb) / 2
    level = np.stack((np.minimum(xa, xb), y, np.maximum(xa, xb), y, thickness), axis=1)
    upright = np.stack((x, np.minimum(ya, yb), x, np.maximum(ya, yb), thickness), axis=1)
    along = across | down
    return along, np.where(across[:, None], level, upright)[along]


def _run_along(length: Floats, across: Floats) -> Bools:
    """Do lines that go so far along a direction, and so far across it, run along it?"""
    out: Bools = (length > _SHORTEST) & (across <= _LEAN_SHARE * length + _LEAN)
    return out
