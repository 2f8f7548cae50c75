"""Ruling lines and shading of a born-digital page, from its path and image objects.

A ruling may be a stroked line, an edge of a stroked box, a box filled so thin that the eye sees a line (Word, Chromium),
or a picture one pixel high (old Excel printers).
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.frame import Frame
from extractors.model import BBox, Ruling

THIN = 3.2
"""A filled box not wider than this (points) is a line to the eye."""
MAX_OBJECTS = 60_000
"""A page with more drawn objects than this is a map or a drawing; the rest is left unread."""
_FORM_DEPTH = 6

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: rulings, shaded boxes, and the boxes of its pictures, upright; `objects` is their count."""

    rulings: tuple[Ruling, ...]
    shades: tuple[BBox, ...]
    pictures: tuple[BBox, ...]
    objects: int


def read_drawn(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    """All drawn objects of a page, those inside forms too."""
    rulings: list[Ruling] = []
    shades: list[BBox] = []
    pictures: list[BBox] = []
    count = 0
    whole = BBox(0, 0, frame.width, frame.height)
    for obj, kind, matrix in _objects(page):
        count += 1
        if count > MAX_OBJECTS:
            break
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            box = _upright_box(_unit_square(_own_matrix(obj, matrix)), frame)
            if min(box.width, box.height) <= 2 and max(box.width, box.height) > 10:
                rulings.append(_long_side(box))
            else:
                pictures.append(box)
            continue
        fill, stroke, thickness = _paint(obj)
        if not fill and not stroke:
            continue
        full = _own_matrix(obj, matrix)
        scale = (abs(full[0] * full[3] - full[1] * full[2])) ** 0.5
        for points, closed in _subpaths(obj, full):
            upright = [_upright_point(x, y, frame) for x, y in points]
            filled = _box_of(upright) if fill else None
            if filled is not None:
                if min(filled.width, filled.height) <= THIN:
                    if max(filled.width, filled.height) > THIN or stroke:
                        rulings.append(_long_side(filled))
                    continue
                if filled.overlap(whole) < 0.9 * frame.width * frame.height:
                    shades.append(filled)
            if stroke:
                if closed and len(upright) > 2:
                    upright = [*upright, upright[0]]
                for (xa, ya), (xb, yb) in itertools.pairwise(upright):
                    line = _axis_line(xa, ya, xb, yb, thickness * scale)
                    if line is not None:
                        rulings.append(line)
    return Drawn(tuple(rulings), tuple(shades), tuple(pictures), count)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, int, Matrix]]:
    """(object, type, matrix of the forms around it) of path and image objects, depth first."""

    def inside(container: object, count: int, get: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
        for i in range(count):
            obj = get(container, i)  # type: ignore[operator]
            kind = pdfium_c.FPDFPageObj_GetType(obj)
            if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
                yield obj, kind, matrix
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                yield from inside(
                    obj,
                    pdfium_c.FPDFFormObj_CountObjects(obj),
                    pdfium_c.FPDFFormObj_GetObject,
                    _own_matrix(obj, matrix),
                    depth + 1,
                )

    yield from inside(page.raw, pdfium_c.FPDFPage_CountObjects(page.raw), pdfium_c.FPDFPage_GetObject, _IDENTITY, 0)


def _own_matrix(obj: object, outer: Matrix) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(obj, m):
        return outer
    a, b, c, d, e, f = m.a, m.b, m.c, m.d, m.e, m.f
    if outer is _IDENTITY:
        return (a, b, c, d, e, f)
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _unit_square(m: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = m
    return [(e, f), (a + e, b + f), (c + e, d + f), (a + c + e, b + d + f)]


def _upright_point(x: float, y: float, frame: Frame) -> tuple[float, float]:
    if frame.turn == 90:
        return y - frame.bottom, x - frame.left
    if frame.turn == 180:
        return frame.right - x, y - frame.bottom
    if frame.turn == 270:
        return frame.top - y, frame.right - x
    return x - frame.left, frame.top - y


def _upright_box(points: list[tuple[float, float]], frame: Frame) -> BBox:
    upright = [_upright_point(x, y, frame) for x, y in points]
    xs, ys = [p[0] for p in upright], [p[1] for p in upright]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _paint(obj: object) -> tuple[bool, bool, float]:
    """(filled, stroked, stroke width) with paint that can be seen on white paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(obj, fill, stroke)
    width = ctypes.c_float()
    if stroke.value:
        pdfium_c.FPDFPageObj_GetStrokeWidth(obj, width)
    return (
        bool(fill.value) and _visible(obj, pdfium_c.FPDFPageObj_GetFillColor),
        bool(stroke.value) and _visible(obj, pdfium_c.FPDFPageObj_GetStrokeColor),
        width.value,
    )


def _visible(obj: object, get: object) -> bool:
    r, g, b, a = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not get(obj, r, g, b, a):  # type: ignore[operator]
        return True  # a pattern; pdfium does not say its colour
    return a.value > 20 and min(r.value, g.value, b.value) < 245


def _subpaths(obj: object, m: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """(points in user space, closed) of each straight subpath; curves end a run of points."""
    a, b, c, d, e, f = m
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    closed = False
    for i in range(pdfium_c.FPDFPath_CountSegments(obj)):
        segment = pdfium_c.FPDFPath_GetPathSegment(obj, i)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind != pdfium_c.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points, closed
            points, closed = [point], False
        else:
            points.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            closed = True
    if len(points) > 1:
        yield points, closed


def _box_of(points: list[tuple[float, float]]) -> BBox | None:
    """The box that an axis-parallel rectangle's corners span; None for any other shape."""
    if not 4 <= len(points) <= 6:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = BBox(min(xs), min(ys), max(xs), max(ys))
    near = 0.6
    for x, y in points:
        if min(abs(x - box.x0), abs(x - box.x1)) > near or min(abs(y - box.y0), abs(y - box.y1)) > near:
            return None
    return box


def _long_side(box: BBox) -> Ruling:
    if box.width >= box.height:
        return Ruling(box.x0, box.cy, box.x1, box.cy, box.height)
    return Ruling(box.cx, box.y0, box.cx, box.y1, box.width)


def _axis_line(xa: float, ya: float, xb: float, yb: float, thickness: float) -> Ruling | None:
    dx, dy = abs(xa - xb), abs(ya - yb)
    if dy <= 0.02 * dx + 0.3 and dx > 0.5:
        y = (ya + yb) / 2
        return Ruling(min(xa, xb), y, max(xa, xb), y, thickness)
    if dx <= 0.02 * dy + 0.3 and dy > 0.5:
        x = (xa + xb) / 2
        return Ruling(x, min(ya, yb), x, max(ya, yb), thickness)
    return None
