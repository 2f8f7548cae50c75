"""The objects drawn on a page, as pdfium tells them: in which order, where, in which colours.

Lines of Python for each of thousands of objects would cost more than pdfium's answers: the calls are made by `map`, with
addresses in arrays that pdfium writes to.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.frame import Floats
from extractors.pdf.pdfium import address_of, places_in, plain

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_type = plain(pdfium_c.FPDFPageObj_GetType, _INT, _HANDLE)
_matrix = plain(pdfium_c.FPDFPageObj_GetMatrix, _INT, _HANDLE, _OUT)
_fill_color = plain(pdfium_c.FPDFPageObj_GetFillColor, _INT, _HANDLE, *[_OUT] * 4)
_stroke_color = plain(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _HANDLE, *[_OUT] * 4)
_bounds = plain(pdfium_c.FPDFPageObj_GetBounds, _INT, _HANDLE, *[_OUT] * 4)
_render_mode = plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)
_count_objects = plain(pdfium_c.FPDFPage_CountObjects, _INT, _HANDLE)
_object = plain(pdfium_c.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
_count_inside = plain(pdfium_c.FPDFFormObj_CountObjects, _INT, _HANDLE)
_inside = plain(pdfium_c.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)

_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_FORM_DEPTH = 6
_MOST = 400_000
"""More objects are on no page of a report; forms drawn in forms come to any number."""
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects in the order of drawing, those inside forms too, arrays of one length n: address, type, and which of `matrices`
    (m, 6) is that of the forms around each; the first is the page's own."""

    handles: Ints
    kinds: Ints
    outer: Ints
    matrices: Floats

    def full(self, places: Ints) -> Floats:
        """The matrix of some objects, from their own space to the page's (n, 6)."""
        return _composed(_own_matrices(self.handles[places].tolist()), self.matrices[self.outer[places]])

    def places(self, handles: Ints) -> Ints:
        """The place of each in the order of drawing; -1 for those that are not among these."""
        order = np.argsort(self.handles)
        found = order[np.searchsorted(self.handles, handles, sorter=order).clip(max=len(order) - 1)] if len(order) else order
        return np.where(self.handles[found] == handles, found, -1) if len(order) else np.full(len(handles), -1)


def drawn_objects(page: pdfium.PdfPage) -> Objects:
    """All objects of a page but the forms that hold others."""
    handle = address_of(page.raw)
    handles: list[int] = []
    kinds: list[int] = []
    outer: list[int] = []
    matrices = [np.array(_IDENTITY)]

    def gather(objects: Sequence[int], matrix: int, depth: int) -> None:
        types = list(map(_type, objects))
        start = 0
        for end in (*(k for k, kind in enumerate(types) if kind == pdfium_c.FPDF_PAGEOBJ_FORM), len(objects)):
            handles.extend(objects[start:end])
            kinds.extend(types[start:end])
            outer.extend(repeat(matrix, end - start))
            start = end + 1
            if end < len(objects) and depth < _FORM_DEPTH and len(handles) < _MOST:
                form = objects[end]
                matrices.append(_composed(_own_matrices([form]), matrices[matrix][None])[0])
                gather(list(map(_inside, repeat(form), range(_count_inside(form)))), len(matrices) - 1, depth + 1)

    gather(list(map(_object, repeat(handle), range(_count_objects(handle)))), 0, 0)
    return Objects(
        np.array(handles, dtype=np.int64),
        np.array(kinds, dtype=np.int64),
        np.array(outer, dtype=np.int64),
        np.array(matrices),
    )


def _own_matrices(handles: Sequence[int]) -> Floats:
    """The matrix of each object (n, 6): its own space to that of the form or page it stands in."""
    out = np.tile(np.array(_IDENTITY, dtype=np.float32), (len(handles), 1))
    for _ in map(_matrix, handles, places_in(out)):
        pass
    return out.astype(np.float64)


def _composed(own: Floats, outer: Floats) -> Floats:
    a, b, c, d, e, f = own.T
    oa, ob, oc, od, oe, of = outer.T
    sides = (a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od)
    return np.stack((*sides, e * oa + f * oc + oe, e * ob + f * od + of), axis=1)


@dataclass(frozen=True, slots=True)
class Colours:
    """Red, green, blue, opacity (0 to 255) of each of n objects (n, 4); of a pattern pdfium does not say it (`known`)."""

    rgba: Floats
    known: Bools

    @property
    def gray(self) -> Floats:
        """How bright each is on white paper, 0 to 255; NaN where that is not known."""
        red, green, blue, opacity = self.rgba.T
        return np.where(self.known, 255 - (255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * opacity / 255, np.nan)


def fill_colours(handles: Ints) -> Colours:
    return _colours(_fill_color, handles)


def stroke_colours(handles: Ints) -> Colours:
    return _colours(_stroke_color, handles)


def _colours(get: Callable[..., int], handles: Ints) -> Colours:
    rgba = np.zeros((len(handles), 4), dtype=np.uint32)
    answers = map(get, handles.tolist(), *(places_in(rgba, k) for k in range(4)))
    known = np.fromiter(answers, dtype=np.int64, count=len(handles)) != 0
    return Colours(rgba.astype(np.float64), known)


def bounds_of(handles: Ints) -> Floats:
    """The box around each object in the space of the page or form that it stands in: left, bottom, right, top (n, 4)."""
    out = np.zeros((len(handles), 4), dtype=np.float32)
    for _ in map(_bounds, handles.tolist(), *(places_in(out, side) for side in range(4))):
        pass
    return out.astype(np.float64)


def drawn_invisibly(texts: Ints) -> Bools:
    """Which text objects are drawn so that they leave no paint."""
    return np.isin(np.fromiter(map(_render_mode, texts.tolist()), dtype=np.int64, count=len(texts)), _INVISIBLE)
