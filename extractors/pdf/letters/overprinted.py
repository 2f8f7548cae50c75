"""Text that runs into text drawn later beside it: pdfium mingles their letters by place, the order of drawing parts them.

A code too long for its cell overprints the name in the next: `3.25.01,` `P0e1layanan` is `3.25.01,01` and `Pelayanan`.
"""

from __future__ import annotations

import ctypes
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.frame import Floats
from extractors.pdf.pdfium import address_of, plain

OVERLAP = 0.25
"""Letters of one word overlap by less than this share of their height."""

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_text_object = plain(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_object = plain(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)


def drawn_order(textpage: pdfium.PdfTextPage, index: Ints, box: Floats) -> tuple[Ints, Bools]:
    """(the order of drawing of characters, as places in `index`, where letters lie over each other; which of them, in the new
    order, begin a word because the pen went back). `index` are places in pdfium's text, `box` (n, 4) the glyphs upright.

    Only words whose letters overlap are put in order, and only those drawn by the page itself, not by a form in it.
    """
    n = len(index)
    order, begins = np.arange(n), np.zeros(n, dtype=bool)
    height = np.maximum(box[1:, 3] - box[1:, 1], box[:-1, 3] - box[:-1, 1])
    joined = np.diff(index) == 1
    level = np.minimum(box[1:, 3], box[:-1, 3]) > np.maximum(box[1:, 1], box[:-1, 1])
    over = joined & level & (np.minimum(box[1:, 2], box[:-1, 2]) - np.maximum(box[1:, 0], box[:-1, 0]) > OVERLAP * height)
    if not over.any():
        return order, begins
    page = address_of(textpage.page.raw)
    drawn = {o: k for k, o in enumerate(map(_object, repeat(page), range(pdfium_c.FPDFPage_CountObjects(textpage.page.raw))))}
    text = address_of(textpage.raw)
    starts = np.concatenate(([0], np.flatnonzero(~joined) + 1, [n]))
    for run in np.unique(np.searchsorted(starts, np.flatnonzero(over), side="right") - 1).tolist():
        first, end = int(starts[run]), int(starts[run + 1])
        ranks = [drawn.get(_text_object(text, int(place)), -1) for place in index[first:end]]
        if min(ranks) < 0 or ranks == sorted(ranks):
            continue
        mine = first + np.argsort(np.array(ranks), kind="stable")
        order[first:end] = mine
        left = box[mine, 0]
        begins[first + 1 : end] = left[1:] < left[:-1]
    return order, begins
