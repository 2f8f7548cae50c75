"""A page as people see it, with what was typed on it later: text of a PDF reader's typewriter, values of form fields.

Both are annotations, which no text of the page holds. They are drawn into the page in memory, so that words, pictures and the
test of what is seen all meet one page; the file stays as it is. Notes, links, marks over text and stamps are about the page, no
part of it.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_TYPED = (pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_WIDGET)
_NOT_SHOWN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_ON_LAYER = b"OC"
"""The key of a layer: whether it is switched on pdfium does not say of an annotation."""
_SMALL = 0.05
"""Pixels a point: a picture only asked for so that pdfium makes appearances."""


def page_as_seen(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page (0-based, to be closed by the caller) with what was typed on it drawn into it."""
    page = document[index]
    count = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    typed = [_keeps(page, n) for n in range(count)]
    if not any(typed):
        return page
    page.render(scale=_SMALL)  # values whose appearance the file leaves to its reader get one
    for n in reversed(range(count)):
        if not typed[n]:
            pdfium_c.FPDFPage_RemoveAnnot(page.raw, n)
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _keeps(page: pdfium.PdfPage, n: int) -> bool:
    """Is an annotation typed text that is shown?"""
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, n)
    if not annotation:
        return False
    try:
        shown = not pdfium_c.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
        typed = pdfium_c.FPDFAnnot_GetSubtype(annotation) in _TYPED
        return typed and shown and not pdfium_c.FPDFAnnot_HasKey(annotation, _ON_LAYER)
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)
