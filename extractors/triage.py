"""What a page is made of: born-digital text, a picture of paper, both, nothing, or text whose font has no usable map."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.model import BBox, PageKind

FEW_CHARS = 12
"""Fewer visible characters than this (a page number, a stamp) do not make a page of text."""
WHOLE_PAGE = 0.8
"""A single picture over this share of the page is a scan of it, where the text over it cannot be seen."""
HALF_PAGE = 0.4
MANY_PATHS = 400
"""So many drawn paths without text are letters turned to outlines."""
_WORD = re.compile(r"[^\W_]{4,}")
_VOWEL = re.compile("[aeiouAEIOU]")
_NOT_ASCII = re.compile(r"[^ -~]")
_READABLE = 0.55


def readable(text: str) -> float:
    """0-1: how far the longer tokens of a text look like words of a Latin-script language.

    A font without a map comes out as shifted letters (`3URJUDP`), control signs or private-use characters: tokens then
    lack vowels, mix digits and capitals inside, or hold no letter at all. 1.0 where there is too little to judge.
    """
    visible = "".join(text.split())
    if not visible:
        return 1.0
    # printed ASCII is never strange; most pages hold nothing else
    strange = sum(unicodedata.category(c) in ("Co", "Cn", "Cc", "So") or c == "\ufffd" for c in _NOT_ASCII.findall(visible))
    if strange > 0.3 * len(visible):
        return 0.0
    tokens = Counter(t for t in _WORD.findall(text) if not t.isdigit())
    if tokens.total() < 12:
        return 1.0
    return sum(count for token, count in tokens.items() if _like_a_word(token)) / tokens.total()


def _like_a_word(token: str) -> bool:
    """Letters only, with a share of vowels that a word has, in small letters, capitals, or with a capital first."""
    inner = token[1:]
    if not token.isalpha() or not (inner.islower() or inner.isupper() or token.islower()):
        return False
    return 0.15 <= len(_VOWEL.findall(token)) / len(token) <= 0.8


def page_kind(text: Sequence[str], pictures: Sequence[BBox], paths: int, width: float, height: float, hidden: float) -> PageKind:
    """The kind of a page from its words, pictures and paths; `hidden` is the share of text that is drawn invisibly."""
    chars = sum(len(t) for t in text)
    area = max(width * height, 1.0)
    shares = [_visible_area(p, width, height) / area for p in pictures]
    biggest, total = max(shares, default=0.0), min(sum(shares), 1.0)
    if chars < FEW_CHARS:
        if biggest >= 0.2 or total >= HALF_PAGE or paths >= MANY_PATHS:
            return "pindaian"
        return "kosong" if chars == 0 else "teks"
    if hidden > 0.5 and total >= HALF_PAGE:
        return "pindaian"  # somebody's OCR under the picture; it is judged by reading the picture ourselves
    if readable(" ".join(text)) < _READABLE:
        return "rusak"
    if total >= HALF_PAGE and chars < 400:
        return "pindaian"
    return "campuran" if total >= 0.25 else "teks"


def _visible_area(box: BBox, width: float, height: float) -> float:
    return box.overlap(BBox(0, 0, width, height))


def hidden_share(page: pdfium.PdfPage) -> float:
    """Share of the first text objects that are drawn invisibly (render mode 3), as OCR programs put text under a scan."""
    seen = hidden = 0
    for i in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), 600)):
        obj = pdfium_c.FPDFPage_GetObject(page.raw, i)
        if pdfium_c.FPDFPageObj_GetType(obj) != pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        seen += 1
        hidden += pdfium_c.FPDFTextObj_GetTextRenderMode(obj) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        if seen >= 60:
            break
    return hidden / seen if seen else 0.0
