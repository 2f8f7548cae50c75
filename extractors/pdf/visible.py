"""Is a letter seen? One test for all that hides text: what makes no difference to the picture of the page is not there.

Text is hidden in many ways: cut off by a clipping path, white on white, under a box drawn later, drawn invisibly, on a layer
that is switched off. Cheap signs tell which objects may be hidden (most pages hold none); these are taken away, the page is
drawn with and without them, and letters where the two pictures are alike are not seen.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.frame import HALF, Floats, Frame
from extractors.pdf.letters.chars import Bools, Chars, Ints, read_chars
from extractors.pdf.paths import IDENTITY, Cover, Drawn, Matrix, brightness
from extractors.pdf.pdfium import plain

SCALE = 2.0
"""Pixels a point of the pictures that are compared."""
DIFFERENT = 20
"""Levels (of 255) of red, green or blue: a letter that changes the picture by less is not seen."""
COLOURS = 3
CONTRAST = 40
"""Grey levels between a letter and what it stands on: with less it may be hidden."""
ROUNDS = 4
"""Objects that lie over each other are taken away in turn; those of later turns with the last."""
MOST_COVERS = 3000
"""On a page with more boxes (a map) only the last are asked whether they hide text."""
AROUND = 2
"""Points: so much around the letters that may be hidden is drawn."""
FAR = 8192.0
"""Points: further than any page is wide."""
TOUCHES = 0.5
"""Points: a box that reaches no further over text does not cover it."""
_COMPLEX = 100
"""A clipping path of more points is no box; what it leaves is not known, and nothing is suspected."""
PALE = 165
"""0 to 255: text so bright on white paper is pale."""
LARGE = 2.5
"""Times the middle size of the page's letters: letters of a watermark are larger."""

_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_mode = plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)
_fill_color = plain(pdfium_c.FPDFPageObj_GetFillColor, _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)
_set_active = plain(pdfium_c.FPDFPageObj_SetIsActive, _INT, _HANDLE, _INT)
_transform = plain(pdfium_c.FPDFPageObj_Transform, None, _HANDLE, *[ctypes.c_double] * 6)
_clip = plain(pdfium_c.FPDFPageObj_GetClipPath, _HANDLE, _HANDLE)
_count_paths = plain(pdfium_c.FPDFClipPath_CountPaths, _INT, _HANDLE)
_count_points = plain(pdfium_c.FPDFClipPath_CountPathSegments, _INT, _HANDLE, _INT)
_point = plain(pdfium_c.FPDFClipPath_GetPathSegment, _HANDLE, _HANDLE, _INT, _INT)
_place = plain(pdfium_c.FPDFPathSegment_GetPoint, _INT, _HANDLE, _OUT, _OUT)
_count_marks = plain(pdfium_c.FPDFPageObj_CountMarks, _INT, _HANDLE)
_mark = plain(pdfium_c.FPDFPageObj_GetMark, _HANDLE, _HANDLE, ctypes.c_ulong)
_mark_name = plain(pdfium_c.FPDFPageObjMark_GetName, _INT, _HANDLE, _OUT, ctypes.c_ulong, _OUT)

_LAYER = "OC"
"""The mark of what belongs to a layer (optional content)."""
_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
Reach = tuple[float, float, float, float]
"""The box that a clip leaves: left, top, right, bottom, upright."""
_EVERYWHERE: Reach = (-np.inf, -np.inf, np.inf, np.inf)

Image = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text objects of a page, arrays of one length n: address, box (n, 4) upright, place in the order of drawing (-1: not
    known), brightness (0 to 255) where letters are filled, whether a form in the page draws them; `of` tells the object of
    each character."""

    handles: Ints
    box: Floats
    order: Ints
    gray: Floats
    inside: Bools
    of: Ints


def seen_chars(page: pdfium.PdfPage, frame: Frame, chars: Chars, drawn: Drawn) -> tuple[Chars, float]:
    """(the characters that are seen, the share of all that are not).

    What is left is read again where objects are hidden: of two letters on one spot pdfium's text holds only one.
    """
    hidden = _unseen(page, frame, chars, drawn)
    if not hidden.any():
        return chars, 0.0
    gone = np.setdiff1d(chars.objects[hidden], chars.objects[~hidden])
    with _taken_away(gone.tolist()), _far_away(gone.tolist()):
        textpage = page.get_textpage()
        try:
            left = read_chars(textpage, frame)
        finally:
            textpage.close()
        return left.without(_unseen(page, frame, left, drawn)), float(hidden.mean())


def figures_cut(chars: Chars, seen: Chars) -> bool:
    """Whether of some text, drawn as one object, only part of the digits is seen."""
    printed, left = (_digits_of(one) for one in (chars, seen))
    return any(count < printed[drawn] for drawn, count in left.items())


def _digits_of(chars: Chars) -> Counter[int]:
    """How many digits each object drew."""
    return Counter(drawn for text, drawn in zip(chars.text, chars.objects.tolist(), strict=True) if text.isdigit())


def _unseen(page: pdfium.PdfPage, frame: Frame, chars: Chars, drawn: Drawn) -> Bools:
    """Which characters nobody sees, or only as a watermark behind the text."""
    hidden = np.zeros(len(chars), dtype=bool)
    if not len(chars):
        return hidden
    texts = _texts(chars, drawn)
    cut = _cut_off(texts, chars, drawn, frame)
    suspected = _painted_as_ground(texts, drawn.covers) | _covered(texts, drawn.covers) | _invisible(texts) | _on_layers(texts)
    suspected[texts.of[cut]] = True
    if suspected.any():
        hidden |= _without_difference(page, frame, chars, texts, np.flatnonzero(suspected))
        hidden |= cut & ~texts.inside[texts.of]
    return hidden | _watermarks(chars, texts)


def _texts(chars: Chars, drawn: Drawn) -> _Texts:
    by_object = np.argsort(chars.objects, kind="stable")
    objects = chars.objects[by_object]
    begins = np.diff(objects, prepend=objects[0] - 1) != 0
    first = np.flatnonzero(begins)
    handles, of = objects[first], np.empty(len(objects), dtype=np.int64)
    of[by_object] = np.cumsum(begins) - 1
    boxes = chars.tight[by_object]
    box = np.concatenate((np.minimum.reduceat(boxes[:, :2], first), np.maximum.reduceat(boxes[:, 2:], first)), axis=1)
    places = [drawn.texts.get(handle, (-1, None)) for handle in handles.tolist()]
    order = np.array([place for place, _ in places], dtype=np.int64)
    rgba = np.zeros((len(handles), 4), dtype=np.uint32)
    at = [range(rgba.ctypes.data + k, rgba.ctypes.data + k + rgba.nbytes, 16) for k in (0, 4, 8, 12)]
    known = np.fromiter(map(_fill_color, handles.tolist(), *at), dtype=np.int64, count=len(handles)) != 0
    gray = np.where(known, brightness(*rgba.T.astype(np.float64)), 0.0)
    inside = np.array([matrix is not IDENTITY for _, matrix in places], dtype=bool)
    return _Texts(handles, box, order, gray, inside, of)


def _painted_as_ground(texts: _Texts, covers: Sequence[Cover]) -> Bools:
    """Is text as bright as the box below it, or as the paper?"""
    grounds = covers[:MOST_COVERS]
    grays = np.array([255.0, *{cover.gray for cover in grounds}])
    asked = np.flatnonzero(~(np.abs(texts.gray[:, None] - grays) >= CONTRAST).all(axis=1))
    if not len(asked):
        return np.zeros(len(texts.handles), dtype=bool)
    ground = np.full(len(texts.handles), 255.0)
    cx, cy = (texts.box[asked, 0] + texts.box[asked, 2]) / 2, (texts.box[asked, 1] + texts.box[asked, 3]) / 2
    for cover in grounds:  # in the order of drawing
        box = cover.box
        under = (cx > box.x0) & (cx < box.x1) & (cy > box.y0) & (cy < box.y1) & (cover.order < texts.order[asked])
        ground[asked[under]] = cover.gray
    out = np.zeros(len(texts.handles), dtype=bool)
    out[asked] = ~(np.abs(ground[asked] - texts.gray[asked]) >= CONTRAST)
    return out


def _covered(texts: _Texts, covers: Sequence[Cover]) -> Bools:
    """Is a box drawn over the text later?"""
    out = np.zeros(len(texts.handles), dtype=bool)
    known = texts.order[texts.order >= 0]
    first = int(known.min()) if len(known) else 0
    box = texts.box
    for cover in [c for c in covers if c.order > first][-MOST_COVERS:]:
        x0, y0, x1, y1 = cover.box
        out |= (
            (texts.order < cover.order)
            & (texts.order >= 0)
            & (box[:, 0] < x1 - TOUCHES)
            & (box[:, 2] > x0 + TOUCHES)
            & (box[:, 1] < y1 - TOUCHES)
            & (box[:, 3] > y0 + TOUCHES)
        )
    return out


def _invisible(texts: _Texts) -> Bools:
    modes = np.fromiter(map(_mode, texts.handles.tolist()), dtype=np.int64, count=len(texts.handles))
    return np.isin(modes, _INVISIBLE)


def _on_layers(texts: _Texts) -> Bools:
    """Does the text belong to a layer? pdfium does not tell whether it is switched off."""
    out = np.zeros(len(texts.handles), dtype=bool)
    counts = np.fromiter(map(_count_marks, texts.handles.tolist()), dtype=np.int64, count=len(out))
    for n in range(int(counts.max(initial=0))):
        marked = np.flatnonzero(counts > n)
        marks = np.fromiter(map(_mark, texts.handles[marked].tolist(), repeat(n)), dtype=np.int64, count=len(marked))
        different, of = np.unique(marks, return_inverse=True)
        out[marked] |= np.array([_name(mark) == _LAYER for mark in different.tolist()], dtype=bool)[of]
    return out


def _name(mark: int) -> str:
    name, size = (ctypes.c_char * 64)(), ctypes.c_ulong()
    if not _mark_name(mark, ctypes.addressof(name), 64, ctypes.addressof(size)) or size.value > 64:
        return ""
    return name.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")


def _cut_off(texts: _Texts, chars: Chars, drawn: Drawn, frame: Frame) -> Bools:
    """Which characters have more than half of them outside of their clipping path? Tops of letters are no letters."""
    paths: dict[tuple[int, Matrix], Reach] = {}
    left = np.tile(np.array(_EVERYWHERE), (len(texts.handles), 1))
    handles = texts.handles.tolist()
    clips = list(map(_clip, handles))
    counts = [_count_paths(clip) if clip else 0 for clip in clips]
    for k, (handle, clip, count) in enumerate(zip(handles, clips, counts, strict=True)):
        if count <= 0:
            continue
        outer = drawn.texts[handle][1] if handle in drawn.texts else IDENTITY
        box = _EVERYWHERE
        for n in range(count):
            path = _point(clip, n, 0) or 0, outer
            if path not in paths:
                paths[path] = _left_by(clip, n, outer, frame)
            box = _both(box, paths[path])
        left[k] = box
    mine = left[texts.of]
    # across the line all its letters are cut alike, whatever their height
    level = np.isin(chars.angle, (0, HALF))
    wide, high = (chars.tight, chars.loose), (chars.loose, chars.tight)
    x = np.where(level, *((box[:, 0] + box[:, 2]) / 2 for box in wide))
    y = np.where(level, *((box[:, 1] + box[:, 3]) / 2 for box in high))
    out: Bools = (x < mine[:, 0]) | (x > mine[:, 2]) | (y < mine[:, 1]) | (y > mine[:, 3])
    return out


def _both(a: Reach, b: Reach) -> Reach:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _left_by(clip: int, n: int, outer: Matrix, frame: Frame) -> Reach:
    """The upright box that a path of a clip leaves."""
    points = _count_points(clip, n)
    if not 0 < points <= _COMPLEX:
        return _EVERYWHERE
    a, b, c, d, e, f = outer
    spot = (ctypes.c_float * 2)()
    at = ctypes.addressof(spot)
    corners = []
    for k in range(points):
        _place(_point(clip, n, k), at, at + 4)
        x, y = spot
        corners.append(frame.points(a * x + c * y + e, b * x + d * y + f))
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _without_difference(page: pdfium.PdfPage, frame: Frame, chars: Chars, texts: _Texts, suspects: Ints) -> Bools:
    """Which characters of the suspected objects change nothing in the picture of the page."""
    look = _Look.at(page, frame, texts.box[suspects])
    whole = look.picture()
    hidden = np.zeros(len(chars), dtype=bool)
    for objects in _apart(texts.box[suspects]):
        mine = suspects[objects]
        with _taken_away(texts.handles[mine].tolist()):
            difference = np.asarray(cv2.absdiff(whole, look.picture()), dtype=np.uint8).max(axis=2)
        places = np.flatnonzero(np.isin(texts.of, mine))
        hidden[places] = ~_changed(difference, chars.tight[places] - look.origin)
    return hidden


def _apart(box: Floats) -> Iterator[Ints]:
    """The objects in turns, so that those of one turn do not lie over each other."""
    turn = np.zeros(len(box), dtype=np.int64)
    for k in range(1, len(box)):
        over = (box[:k, 0] < box[k, 2]) & (box[:k, 2] > box[k, 0]) & (box[:k, 1] < box[k, 3]) & (box[:k, 3] > box[k, 1])
        taken = set(turn[:k][over].tolist())
        turn[k] = next((n for n in range(ROUNDS) if n not in taken), ROUNDS - 1)
    for n in range(int(turn.max()) + 1):
        yield np.flatnonzero(turn == n)


@contextmanager
def _taken_away(handles: Sequence[int]) -> Iterator[None]:
    try:
        for handle in handles:
            _set_active(handle, 0)
        yield
    finally:
        for handle in handles:
            _set_active(handle, 1)


@contextmanager
def _far_away(handles: Sequence[int]) -> Iterator[None]:
    """pdfium leaves out text that repeats text on the same spot, also of an object that is taken away."""
    for handle in handles:
        _transform(handle, 1, 0, 0, 1, FAR, 0)
    yield
    for handle in handles:
        _transform(handle, 1, 0, 0, 1, -FAR, 0)


@dataclass(frozen=True, slots=True)
class _Look:
    """A part of a page to be drawn: what of it is left out (points: left, bottom, right, top), the quarters of a turn that make
    it upright, and its place on the upright page (x, y, x, y)."""

    page: pdfium.PdfPage
    cut: tuple[int, int, int, int]
    quarters: int
    origin: Ints

    @classmethod
    def at(cls, page: pdfium.PdfPage, frame: Frame, boxes: Floats) -> _Look:
        """The part that holds the boxes; all of a page that has been turned."""
        turned = (frame.turn - page.get_rotation()) % 360
        if turned:
            return cls(page, (0, 0, 0, 0), turned // 90, np.zeros(4, dtype=np.int64))
        x0, y0 = np.floor(np.maximum(boxes[:, :2].min(axis=0) - AROUND, 0)).astype(int).tolist()
        right, bottom = np.array((frame.width, frame.height)) - boxes[:, 2:].max(axis=0) - AROUND
        rest = (frame.width - x0 - AROUND, frame.height - y0 - AROUND)
        x1, y1 = (max(0, int(min(cut, most))) for cut, most in zip((right, bottom), rest, strict=True))
        if rest[0] < 0 or rest[1] < 0:  # off the page
            x0 = y0 = x1 = y1 = 0
        return cls(page, (x0, y1, x1, y0), 0, np.array((x0, y0, x0, y0)))

    def picture(self) -> Image:
        """In colour (height, width, 3): blue letters on a red field of the same brightness are seen."""
        made = self.page.render(scale=SCALE, crop=self.cut, may_draw_forms=False, draw_annots=False).to_numpy()
        return np.ascontiguousarray(np.rot90(made[:, :, :COLOURS], -self.quarters))


def _changed(difference: Image, boxes: Floats) -> Bools:
    """Is any pixel in each box different?"""
    total = cv2.integral((difference > DIFFERENT).view(np.uint8))
    height, width = difference.shape
    x = np.clip(np.stack((np.floor(boxes[:, 0] * SCALE), np.ceil(boxes[:, 2] * SCALE))), 0, width).astype(int)
    y = np.clip(np.stack((np.floor(boxes[:, 1] * SCALE), np.ceil(boxes[:, 3] * SCALE))), 0, height).astype(int)
    out: Bools = total[y[1], x[1]] - total[y[0], x[1]] - total[y[1], x[0]] + total[y[0], x[0]] > 0
    return out


def _watermarks(chars: Chars, texts: _Texts) -> Bools:
    """Pale text that runs along no side of the page, or is set in letters far larger than the others."""
    pale = texts.gray[texts.of] > PALE
    if not pale.any():
        return pale
    size = np.where(np.isin(chars.angle, (0, 180)), chars.loose[:, 3] - chars.loose[:, 1], chars.loose[:, 2] - chars.loose[:, 0])
    out: Bools = pale & (chars.slanted | (size > LARGE * np.median(size)))
    return out
