"""The edge to the PDF library: a page to words and rulings, upright."""

from __future__ import annotations

import pypdfium2 as pdfium

from extractors.model import PICTURED, Page
from extractors.pdf.frame import frame_of
from extractors.pdf.kind import hidden_share, page_kind
from extractors.pdf.letters.chars import main_angle, read_chars
from extractors.pdf.objects import drawn_objects
from extractors.pdf.paths import read_drawn
from extractors.pdf.visible import figures_cut, seen_chars
from extractors.pdf.words import words_of

FEW_CHARS = 30
"""Fewer do not tell which way most of the text runs."""


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """A born-digital page, turned so that most of its text runs from left to right; scans come back with their kind only."""
    textpage = page.get_textpage()
    try:
        frame = frame_of(page)
        chars = read_chars(textpage, frame)
        turned = 0
        if len(chars) >= FEW_CHARS:
            turned = (360 - main_angle(chars)) % 360
            if turned:
                frame = frame_of(page, turned)
                chars = read_chars(textpage, frame)
        objects = drawn_objects(page)
        drawn = read_drawn(page, frame, objects)
        share = hidden_share(objects, frame.width, frame.height) if drawn.pictures else 0.0
        words = words_of(chars, drawn.rulings)
        kind = page_kind([w.text for w in words], drawn.pictures, drawn.objects, frame.width, frame.height, share, chars.unmapped)
        if kind in PICTURED:
            return Page(number, frame.width, frame.height, kind, turned=turned, pictures=drawn.pictures)
        seen, unseen = seen_chars(page, frame, chars, objects, drawn.covers)
    finally:
        textpage.close()
    if unseen:
        words = words_of(seen, drawn.rulings)
        size = frame.width, frame.height
        kind = page_kind([w.text for w in words], drawn.pictures, drawn.objects, *size, share, seen.unmapped, unseen)
        if kind in PICTURED:
            return Page(number, frame.width, frame.height, kind, turned=turned, pictures=drawn.pictures)
    doubted = bool(chars.unmapped) or chars.reordered or (unseen > 0 and figures_cut(chars, seen))
    return Page(
        number, frame.width, frame.height, kind, words, drawn.rulings, drawn.shades, turned, drawn.pictures, doubted=doubted
    )
