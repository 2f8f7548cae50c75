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
from extractors.pdf.objects import Objects, bounds_of, drawn_invisibly, fill_colours
from extractors.pdf.paths import Covers
from extractors.pdf.pdfium import places_in, plain

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
_PAIRS = 1_000_000
"""So many texts and boxes are compared in one go, each with each."""
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
_set_active = plain(pdfium_c.FPDFPageObj_SetIsActive, _INT, _HANDLE, _INT)
_transform = plain(pdfium_c.FPDFPageObj_Transform, None, _HANDLE, *[ctypes.c_double] * 6)
_clip = plain(pdfium_c.FPDFPageObj_GetClipPath, ctypes.c_ssize_t, _HANDLE)
_count_paths = plain(pdfium_c.FPDFClipPath_CountPaths, _INT, _HANDLE)
_count_points = plain(pdfium_c.FPDFClipPath_CountPathSegments, _INT, _HANDLE, _INT)
_point = plain(pdfium_c.FPDFClipPath_GetPathSegment, ctypes.c_ssize_t, _HANDLE, _INT, _INT)
_place = plain(pdfium_c.FPDFPathSegment_GetPoint, _INT, _HANDLE, _OUT, _OUT)
_count_marks = plain(pdfium_c.FPDFPageObj_CountMarks, _INT, _HANDLE)
_mark = plain(pdfium_c.FPDFPageObj_GetMark, _HANDLE, _HANDLE, ctypes.c_ulong)
_mark_name = plain(pdfium_c.FPDFPageObjMark_GetName, _INT, _HANDLE, _OUT, ctypes.c_ulong, _OUT)

_LAYER = np.frombuffer("OC\0".encode("utf-16-le"), dtype=np.uint8)
"""The mark of what belongs to a layer (optional content), as pdfium writes it."""
Reach = tuple[float, float, float, float]
"""The box that a clip leaves: left, top, right, bottom, upright."""
_EVERYWHERE: Reach = (-np.inf, -np.inf, np.inf, np.inf)

Image = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text objects of a page, arrays of one length n: address, box (n, 4) upright, place among all objects (-1: not known),
    brightness (0 to 255) where letters are filled; `of` tells the object of each character."""

    handles: Ints
    box: Floats
    order: Ints
    gray: Floats
    of: Ints


def seen_chars(page: pdfium.PdfPage, frame: Frame, chars: Chars, objects: Objects, covers: Covers) -> tuple[Chars, float]:
    """(the characters that are seen, the share of all that are not).

    What is left is read again where hidden objects lie over or between it: of two letters on one spot pdfium's text holds only
    one, and letters that close up are one word.
    """
    hidden = _unseen(page, frame, chars, objects, covers)
    if not hidden.any():
        return chars, 0.0
    gone = np.setdiff1d(chars.objects[hidden], chars.objects[~hidden])
    if not _closes_up(chars, hidden) and not _lie_over_text(gone, objects):
        left = chars.without(hidden)
        pale = _watermarks(left, _texts(left, objects)) if len(left) else np.zeros(0, dtype=bool)
        return left.without(pale), float(hidden.mean())
    with _taken_away(gone.tolist()), _far_away(gone.tolist()):
        textpage = page.get_textpage()
        try:
            left = read_chars(textpage, frame)
        finally:
            textpage.close()
        return left.without(_unseen(page, frame, left, objects, covers)), float(hidden.mean())


def _closes_up(chars: Chars, hidden: Bools) -> bool:
    """May letters that are left make other words than they made with the hidden ones between them?"""
    seen = np.flatnonzero(~hidden)
    beyond = np.flatnonzero(np.diff(seen) > 1)
    before, after = chars.loose[seen[beyond]], chars.loose[seen[beyond + 1]]
    apart = np.maximum(before[:, :2], after[:, :2]) - np.minimum(before[:, 2:], after[:, 2:])
    size = np.maximum(before[:, 2:] - before[:, :2], after[:, 2:] - after[:, :2]).max(axis=1, initial=0.0)
    near = (apart < size[:, None]).all(axis=1)
    joined = hidden[:-1] & ~hidden[1:] & ~chars.space[1:]
    return chars.unmapped > 0 or chars.reordered or bool(near.any() or joined.any())


def _lie_over_text(gone: Ints, objects: Objects) -> bool:
    """May these text objects lie over others, whose letters pdfium then left out?"""
    texts = np.flatnonzero(objects.kinds == pdfium_c.FPDF_PAGEOBJ_TEXT)
    if objects.outer[texts].any() or not np.isin(gone, objects.handles[texts]).all():
        return True  # what a form draws has its place in the form
    box = bounds_of(objects.handles[texts])
    mine = np.isin(objects.handles[texts], gone)
    others = box[~mine & (box[:, 2] > box[:, 0]) & (box[:, 3] > box[:, 1])]  # a space is a point
    for x0, y0, x1, y1 in box[mine].tolist():
        if ((others[:, 0] < x1) & (others[:, 2] > x0) & (others[:, 1] < y1) & (others[:, 3] > y0)).any():
            return True
    return False


def figures_cut(chars: Chars, seen: Chars) -> bool:
    """Whether of some text, drawn as one object, only part of the digits is seen."""
    printed, left = (_digits_of(one) for one in (chars, seen))
    return any(count < printed[drawn] for drawn, count in left.items())


def _digits_of(chars: Chars) -> Counter[int]:
    """How many digits each object drew."""
    return Counter(drawn for text, drawn in zip(chars.text, chars.objects.tolist(), strict=True) if text.isdigit())


def _unseen(page: pdfium.PdfPage, frame: Frame, chars: Chars, objects: Objects, covers: Covers) -> Bools:
    """Which characters nobody sees, or only as a watermark behind the text."""
    hidden = np.zeros(len(chars), dtype=bool)
    if not len(chars):
        return hidden
    texts = _texts(chars, objects)
    cut = _cut_off(texts, chars, objects, frame)
    suspected = _painted_as_ground(texts, covers) | _covered(texts, covers) | drawn_invisibly(texts.handles) | _on_layers(texts)
    suspected[texts.of[cut]] = True
    if suspected.any():
        hidden |= _without_difference(page, frame, chars, texts, np.flatnonzero(suspected))
        hidden |= cut & (objects.outer[texts.order[texts.of]] == 0) & (texts.order[texts.of] >= 0)
    return hidden | _watermarks(chars, texts)


def _texts(chars: Chars, objects: Objects) -> _Texts:
    by_object = np.argsort(chars.objects, kind="stable")
    drawn = chars.objects[by_object]
    begins = np.diff(drawn, prepend=drawn[0] - 1) != 0
    first = np.flatnonzero(begins)
    handles, of = drawn[first], np.empty(len(drawn), dtype=np.int64)
    of[by_object] = np.cumsum(begins) - 1
    boxes = chars.tight[by_object]
    box = np.concatenate((np.minimum.reduceat(boxes[:, :2], first), np.maximum.reduceat(boxes[:, 2:], first)), axis=1)
    paint = fill_colours(handles)
    return _Texts(handles, box, objects.places(handles), np.where(paint.known, paint.gray, 0.0), of)


def _painted_as_ground(texts: _Texts, covers: Covers) -> Bools:
    """Is text as bright as the box below it, or as the paper?"""
    grounds = covers.some(slice(MOST_COVERS))
    grays = np.array([255.0, *set(grounds.gray.tolist())])
    asked = np.flatnonzero(~(np.abs(texts.gray[:, None] - grays) >= CONTRAST).all(axis=1))
    ground = np.full(len(asked), 255.0)
    x, y = (texts.box[asked, 0] + texts.box[asked, 2]) / 2, (texts.box[asked, 1] + texts.box[asked, 3]) / 2
    for some in _in_turn(len(asked), len(grounds.order)):
        (x0, y0, x1, y1), mine = grounds.box.T, some[:, None]
        under = (x[mine] > x0) & (x[mine] < x1) & (y[mine] > y0) & (y[mine] < y1) & (grounds.order < texts.order[asked][mine])
        last = len(grounds.order) - 1 - under[:, ::-1].argmax(axis=1)
        ground[some] = np.where(under.any(axis=1), grounds.gray[last], 255.0)
    out = np.zeros(len(texts.handles), dtype=bool)
    out[asked] = ~(np.abs(ground - texts.gray[asked]) >= CONTRAST)
    return out


def _covered(texts: _Texts, covers: Covers) -> Bools:
    """Is a box drawn over the text later?"""
    out = np.zeros(len(texts.handles), dtype=bool)
    known = np.flatnonzero(texts.order >= 0)
    if not len(known):
        return out
    later = covers.some(covers.order > texts.order[known].min()).some(slice(-MOST_COVERS, None))
    x0, y0, x1, y1 = later.box.T
    for some in _in_turn(len(known), len(later.order)):
        mine = known[some]
        left, top, right, bottom = (texts.box[mine, side][:, None] for side in range(4))
        over = (left < x1 - TOUCHES) & (right > x0 + TOUCHES) & (top < y1 - TOUCHES) & (bottom > y0 + TOUCHES)
        out[mine] = (over & (texts.order[mine][:, None] < later.order)).any(axis=1)
    return out


def _in_turn(texts: int, covers: int) -> Iterator[Ints]:
    """Places of the texts in parts, so that no table of texts and covers becomes too large; none where there are no covers."""
    step = max(1, _PAIRS // max(covers, 1))
    for start in range(0, texts if covers else 0, step):
        yield np.arange(start, min(start + step, texts))


def _on_layers(texts: _Texts) -> Bools:
    """Does the text belong to a layer? pdfium does not tell whether it is switched off."""
    out = np.zeros(len(texts.handles), dtype=bool)
    counts = np.fromiter(map(_count_marks, texts.handles.tolist()), dtype=np.int64, count=len(out))
    for n in range(int(counts.max(initial=0))):
        marked = np.flatnonzero(counts > n)
        marks = np.fromiter(map(_mark, texts.handles[marked].tolist(), repeat(n)), dtype=np.int64, count=len(marked))
        different, of = np.unique(marks, return_inverse=True)
        names = np.zeros((len(different), len(_LAYER)), dtype=np.uint8)
        length = np.zeros((1, 1), dtype=np.uint64)
        for _ in map(_mark_name, different.tolist(), places_in(names), repeat(len(_LAYER)), repeat(length.ctypes.data)):
            pass  # a longer name is not written
        out[marked] |= (names == _LAYER).all(axis=1)[of]
    return out


def _cut_off(texts: _Texts, chars: Chars, objects: Objects, frame: Frame) -> Bools:
    """Which characters have more than half of them outside of their clipping path? Tops of letters are no letters."""
    n = len(texts.handles)
    clips = np.fromiter(map(_clip, texts.handles.tolist()), dtype=np.int64, count=n)
    counts = np.zeros(n, dtype=np.int64)
    counts[clips != 0] = np.fromiter(map(_count_paths, clips[clips != 0].tolist()), dtype=np.int64)
    if not (counts > 0).any():
        return np.zeros(len(chars), dtype=bool)
    forms = np.where(texts.order >= 0, objects.outer[texts.order], 0)
    reaches: dict[tuple[int, int], Reach] = {}
    left = np.tile(np.array(_EVERYWHERE), (n, 1))
    for k in range(int(counts.max())):
        mine = np.flatnonzero(counts > k)
        paths = list(zip(map(_point, clips[mine].tolist(), repeat(k), repeat(0)), forms[mine].tolist(), strict=True))
        for path, clip in dict(zip(paths, clips[mine].tolist(), strict=True)).items():
            if path not in reaches:
                reaches[path] = _left_by(clip, k, objects.matrices[path[1]], frame)
        box = np.array([reaches[path] for path in paths])
        left[mine, :2] = np.maximum(left[mine, :2], box[:, :2])
        left[mine, 2:] = np.minimum(left[mine, 2:], box[:, 2:])
    mine = left[texts.of]
    # across the line all its letters are cut alike, whatever their height
    level = np.isin(chars.angle, (0, HALF))
    wide, high = (chars.tight, chars.loose), (chars.loose, chars.tight)
    x = np.where(level, *((box[:, 0] + box[:, 2]) / 2 for box in wide))
    y = np.where(level, *((box[:, 1] + box[:, 3]) / 2 for box in high))
    out: Bools = (x < mine[:, 0]) | (x > mine[:, 2]) | (y < mine[:, 1]) | (y > mine[:, 3])
    return out


def _left_by(clip: int, n: int, outer: Floats, frame: Frame) -> Reach:
    """The upright box that a path of a clip leaves."""
    points = _count_points(clip, n)
    if not 0 < points <= _COMPLEX:
        return _EVERYWHERE
    a, b, c, d, e, f = outer.tolist()
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
            difference = np.asarray(cv2.absdiff(whole, look.picture()), dtype=np.uint8)
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
    """Is any pixel in each box different in a colour?"""
    blue, green, red = cv2.split(difference)
    total = cv2.integral((cv2.max(cv2.max(blue, green), red) > DIFFERENT).view(np.uint8))
    height, width = blue.shape
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
