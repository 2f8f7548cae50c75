"""Ruling lines and shading of a born-digital page, from its path and image objects.

A ruling may be a stroked line, an edge of a stroked box, a box filled so thin that the eye sees a line (Word, Chromium),
a row of dots, or a picture one pixel high (old Excel printers).
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.model import BBox, Ruling
from extractors.pdf.faint_lines import dotted_rulings, seen_lines
from extractors.pdf.frame import Frame
from extractors.pdf.pdfium import address_of, plain

_FORM_DEPTH = 6

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Colour = tuple[int, int, int, int]
_NOTHING: Colour = (255, 255, 255, 0)
_ALL = (pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)

_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_type = plain(pdfium_c.FPDFPageObj_GetType, _INT, _HANDLE)
_matrix = plain(pdfium_c.FPDFPageObj_GetMatrix, _INT, _HANDLE, _OUT)
_draw_mode = plain(pdfium_c.FPDFPath_GetDrawMode, _INT, _HANDLE, _OUT, _OUT)
_stroke_width = plain(pdfium_c.FPDFPageObj_GetStrokeWidth, _INT, _HANDLE, _OUT)
_fill_color = plain(pdfium_c.FPDFPageObj_GetFillColor, _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)
_stroke_color = plain(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)
_count_segments = plain(pdfium_c.FPDFPath_CountSegments, _INT, _HANDLE)
_segment = plain(pdfium_c.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INT)
_segment_type = plain(pdfium_c.FPDFPathSegment_GetType, _INT, _HANDLE)
_segment_point = plain(pdfium_c.FPDFPathSegment_GetPoint, _INT, _HANDLE, _OUT, _OUT)
_segment_close = plain(pdfium_c.FPDFPathSegment_GetClose, _INT, _HANDLE)
_count_objects = plain(pdfium_c.FPDFPage_CountObjects, _INT, _HANDLE)
_object = plain(pdfium_c.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
_count_inside = plain(pdfium_c.FPDFFormObj_CountObjects, _INT, _HANDLE)
_inside = plain(pdfium_c.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)

THIN = 3.2
"""Points: a filled box not wider is a line to the eye."""
THIN_PICTURE = 2.0
"""Points: a picture not wider is one too."""
MAX_OBJECTS = 60_000
"""A page with more drawn objects is a map or a drawing; the rest is left unread."""
_WHOLE_PAGE = 0.9
"""A box over so much of the page is its ground, no shade."""
_WHITE = 245
"""0 to 255: paint all of whose colours are as bright is white."""
_OPAQUE = 20
"""0 to 255: paint that is no more opaque cannot be seen."""
_HIDES = 200
"""0 to 255: paint that is more opaque hides what lies below it."""
_FEWEST_CORNERS = 4
"""A box is drawn with so many points at least."""
_MOST_CORNERS = 6
"""And at most."""
_NEAR = 0.6
"""Points: and each of these is no further from a corner of it."""
_LEAN_SHARE = 0.02
"""A line leans no more than this share of its length."""
_LEAN = 0.3
"""Points: and this much."""
_SHORTEST = 0.5
"""Points: a line is longer."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A box that hides what was drawn before it: its place in the order of drawing, and how bright it is (0 to 255), NaN where
    the file does not tell."""

    order: int
    box: BBox
    gray: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: rulings, shaded boxes, and the boxes of its pictures, upright; `objects` is the count of these.

    `texts` tells of each text object, by its address, the place in the order of drawing and the matrix of the forms around it.
    """

    rulings: tuple[Ruling, ...]
    shades: tuple[BBox, ...]
    pictures: tuple[BBox, ...]
    objects: int
    covers: tuple[Cover, ...] = ()
    texts: dict[int, tuple[int, Matrix]] = field(default_factory=dict)


def read_drawn(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    """All drawn objects of a page, those inside forms too."""
    found = _Found(frame)
    count = 0
    for order, (obj, kind, matrix) in enumerate(drawn_objects(page, _ALL)):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            found.texts[obj] = order, matrix
            continue
        count += 1
        if count > MAX_OBJECTS:
            break
        full = own_matrix(obj, matrix)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            found.picture(order, full)
        else:
            found.path(order, obj, full)
    rulings = [*found.rulings, *dotted_rulings(found.dots), *seen_lines(page, frame, found.pale)]
    return Drawn(tuple(rulings), tuple(found.shades), tuple(found.pictures), count, tuple(found.covers), found.texts)


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
        self.covers: list[Cover] = []
        self.texts: dict[int, tuple[int, Matrix]] = {}

    def picture(self, order: int, full: Matrix) -> None:
        box = _upright_box(_unit_square(full), self.frame)
        if _is_line(box, THIN_PICTURE):
            self.rulings.append(_long_side(box))
        else:
            self.pictures.append(box)
            self.covers.append(Cover(order, box, math.nan))

    def path(self, order: int, obj: int, full: Matrix) -> None:
        paint = _paint(obj)
        if not paint.drawn:
            return
        scale = (abs(full[0] * full[3] - full[1] * full[2])) ** 0.5
        for points, closed in _subpaths(obj, full):
            upright = [self.frame.points(x, y) for x, y in points]
            box = _box_of(upright) if paint.filled else None
            if box is not None and min(box.width, box.height) <= THIN:
                if paint.fill or not paint.stroke:
                    self._thin(box, paint)
                    continue
            elif box is not None:
                self._filled(order, box, paint)
            if paint.stroked:
                lines = self.rulings if paint.stroke else self.pale
                lines += _axis_lines(upright, closed, paint.width * scale)

    def _thin(self, box: BBox, paint: _Paint) -> None:
        line = _is_line(box, THIN)
        if not paint.fill:
            self.pale += [_long_side(box)] if line else []
        elif paint.stroke or line:
            self.rulings.append(_long_side(box))
        else:
            self.dots.append(box)

    def _filled(self, order: int, box: BBox, paint: _Paint) -> None:
        if paint.opaque:
            self.covers.append(Cover(order, box, paint.gray))
        if paint.fill and box.overlap(self.whole) < self.ground:
            self.shades.append(box)


def _is_line(box: BBox, thin: float) -> bool:
    """Is a box not wider than `thin`, and long enough to be seen as a line?"""
    width, height = box.width, box.height
    return min(width, height) <= thin and max(width, height) > THIN


def drawn_objects(
    page: pdfium.PdfPage, kinds: tuple[int, ...] = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)
) -> Iterator[tuple[int, int, Matrix]]:
    """(object, type, matrix of the forms around it) of the objects of these types in drawing order."""

    def inside(
        container: int, count: int, get: Callable[..., int], matrix: Matrix, depth: int
    ) -> Iterator[tuple[int, int, Matrix]]:
        for i in range(count):
            obj = get(container, i)
            kind = _type(obj)
            if kind in kinds:
                yield obj, kind, matrix
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                yield from inside(obj, _count_inside(obj), _inside, own_matrix(obj, matrix), depth + 1)

    handle = address_of(page.raw)
    yield from inside(handle, _count_objects(handle), _object, IDENTITY, 0)


def own_matrix(obj: int, outer: Matrix) -> Matrix:
    """The matrix of an object inside forms whose matrix is `outer`: its own space to the page's."""
    m = pdfium_c.FS_MATRIX()
    if not _matrix(obj, ctypes.addressof(m)):
        return outer
    a, b, c, d, e, f = m.a, m.b, m.c, m.d, m.e, m.f
    if outer is IDENTITY:
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


def _upright_box(points: list[tuple[float, float]], frame: Frame) -> BBox:
    upright = [frame.points(x, y) for x, y in points]
    xs, ys = [p[0] for p in upright], [p[1] for p in upright]
    return BBox(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class _Paint:
    """How a path is drawn: is it filled and stroked at all, and so that it can be seen on white paper; with what width; whether
    its filling hides what lies below, and how bright that is (0 to 255)."""

    filled: bool
    stroked: bool
    fill: bool
    stroke: bool
    width: float
    opaque: bool
    gray: float

    @property
    def drawn(self) -> bool:
        return self.filled or self.stroked


def _paint(obj: int) -> _Paint:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    _draw_mode(obj, ctypes.addressof(fill), ctypes.addressof(stroke))
    if stroke.value:
        _stroke_width(obj, ctypes.addressof(width))
    filling = _colour(obj, _fill_color) if fill.value else _NOTHING
    line = _colour(obj, _stroke_color) if stroke.value else _NOTHING
    return _Paint(
        bool(fill.value) and _shows(filling),
        bool(stroke.value) and _shows(line),
        bool(fill.value) and _visible(filling),
        bool(stroke.value) and _visible(line),
        width.value,
        filling is None or filling[3] > _HIDES,
        math.nan if filling is None else brightness(*filling),
    )


def _colour(obj: int, get: Callable[..., int]) -> Colour | None:
    """Red, green, blue, opacity (0 to 255); None for a pattern whose colour pdfium does not say."""
    rgba = (ctypes.c_uint * 4)()
    at = ctypes.addressof(rgba)
    if not get(obj, at, at + 4, at + 8, at + 12):
        return None
    r, g, b, a = rgba
    return r, g, b, a


def brightness(red: float, green: float, blue: float, opacity: float) -> float:
    """How bright paint is on white paper, 0 to 255; of arrays, an array."""
    return 255 - (255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * opacity / 255


def _shows(colour: Colour | None) -> bool:
    return colour is None or colour[3] > _OPAQUE


def _visible(colour: Colour | None) -> bool:
    return colour is None or (colour[3] > _OPAQUE and min(colour[:3]) < _WHITE)


def _subpaths(obj: object, m: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """(points in user space, closed) of each straight subpath; curves end a run of points."""
    a, b, c, d, e, f = m
    place = (ctypes.c_float * 2)()
    at = ctypes.addressof(place)
    points: list[tuple[float, float]] = []
    closed = False
    for i in range(_count_segments(obj)):
        segment = _segment(obj, i)
        kind = _segment_type(segment)
        _segment_point(segment, at, at + 4)
        x, y = place
        point = (a * x + c * y + e, b * x + d * y + f)
        if kind != pdfium_c.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points, closed
            points, closed = [point], False
        else:
            points.append(point)
        if _segment_close(segment):
            closed = True
    if len(points) > 1:
        yield points, closed


def _box_of(points: list[tuple[float, float]]) -> BBox | None:
    """The box that an axis-parallel rectangle's corners span; None for any other shape."""
    if not _FEWEST_CORNERS <= len(points) <= _MOST_CORNERS:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = BBox(min(xs), min(ys), max(xs), max(ys))
    near = _NEAR
    for x, y in points:
        if min(abs(x - box.x0), abs(x - box.x1)) > near or min(abs(y - box.y0), abs(y - box.y1)) > near:
            return None
    return box


def _long_side(box: BBox) -> Ruling:
    if box.width >= box.height:
        return Ruling(box.x0, box.cy, box.x1, box.cy, box.height)
    return Ruling(box.cx, box.y0, box.cx, box.y1, box.width)


def _axis_lines(points: list[tuple[float, float]], closed: bool, thickness: float) -> Iterator[Ruling]:
    """The sides of a run of points that run across or down."""
    ring = closed and len(points) > 2
    for (xa, ya), (xb, yb) in itertools.pairwise([*points, points[0]] if ring else points):
        line = _axis_line(xa, ya, xb, yb, thickness)
        if line is not None:
            yield line


def _axis_line(xa: float, ya: float, xb: float, yb: float, thickness: float) -> Ruling | None:
    dx, dy = abs(xa - xb), abs(ya - yb)
    if _runs_along(dx, dy):
        y = (ya + yb) / 2
        return Ruling(min(xa, xb), y, max(xa, xb), y, thickness)
    if _runs_along(dy, dx):
        x = (xa + xb) / 2
        return Ruling(x, min(ya, yb), x, max(ya, yb), thickness)
    return None


def _runs_along(length: float, across: float) -> bool:
    """Does a line that goes so far along a direction, and so far across it, run along it?"""
    return length > _SHORTEST and across <= _LEAN_SHARE * length + _LEAN
