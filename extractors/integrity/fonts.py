"""Whether a font in a PDF is what a font must be."""

from __future__ import annotations

import re

import pikepdf

from extractors.integrity.streams import unpack

FONT_KINDS = frozenset(("/Type0", "/Type1", "/Type3", "/TrueType", "/MMType1", "/CIDFontType0", "/CIDFontType2"))
_MAP = (b"begincmap", b"beginbf", b"begincodespacerange")
_NO_TEXT = re.compile(rb"[^\t\n\f\r -~]")


def damaged_font(pdf: pikepdf.Pdf, font: pikepdf.Dictionary) -> bool:
    """True where the entries of a font do not fit each other, or name what is no part of a font.

    What its streams unpack to is seen where they are reached.
    """
    if str(font.get("/Subtype")) not in FONT_KINDS:
        return True
    if font.get("/Subtype") == pikepdf.Name.Type0:
        below = font.get("/DescendantFonts")
        if not isinstance(below, pikepdf.Array) or not len(below) or not isinstance(below[0], pikepdf.Dictionary):
            return True
    descriptor = font.get("/FontDescriptor")
    if descriptor is not None and (not isinstance(descriptor, pikepdf.Dictionary) or "/FontName" not in descriptor):
        return True
    return _damaged_widths(font) or _damaged_map(pdf, font.get("/ToUnicode"))


def _damaged_widths(font: pikepdf.Dictionary) -> bool:
    widths, first, last = font.get("/Widths"), font.get("/FirstChar"), font.get("/LastChar")
    if widths is None or not isinstance(first, int) or not isinstance(last, int):
        return False
    return not isinstance(widths, pikepdf.Array) or len(widths) != last - first + 1


def _damaged_map(pdf: pikepdf.Pdf, found: pikepdf.Object | None) -> bool:
    if found is None or isinstance(found, pikepdf.Name):
        return False
    if not isinstance(found, pikepdf.Stream):
        return True
    unpacked = unpack(pdf, found)
    if unpacked.state != "utuh":
        return False
    return not any(mark in unpacked.data for mark in _MAP) or (not unpacked.checked and bool(_NO_TEXT.search(unpacked.data)))
