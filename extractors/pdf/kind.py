"""What a page is made of: born-digital text, a picture of paper, both, nothing, or text whose font has no usable map."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as pdfium_c

from extractors.model import BBox, Page, PageKind
from extractors.pdf.objects import Objects, drawn_invisibly, fill_colours

_WORD = re.compile(r"[^\W_]{4,}")
_VOWEL = re.compile("[aeiouAEIOU]")
_NOT_ASCII = re.compile(r"[^ -~]")

FEW_CHARS = 12
"""Fewer visible characters (a page number, a stamp) do not make a page of text."""
SOME_CHARS = 400
"""Nor fewer where pictures take half of the page."""
WHOLE_PAGE = 0.8
"""A single picture over so much of the page is a scan of it, the text over it cannot be seen."""
HALF_PAGE = 0.4
"""Pictures over so much of the page may be all of it."""
_PICTURE = 0.25
"""Pictures over so much of the page are part of it."""
_ALONE = 0.2
"""A single one over so much of a page without text is."""
_ALL_OF_IT = 0.95
"""A picture that is so much of all on a page is the one that counts; the others are logos."""
SOME_HIDDEN = 0.15
"""A page with pictures, more of whose text cannot be seen, is read as it looks, not as its text says."""
_MANY_OBJECTS = 20_000
"""So many objects tell how much of the text cannot be seen."""
MANY_PATHS = 400
"""So many drawn paths without text are letters turned to outlines."""
_READABLE = 0.55
"""Text of which less looks like words has a font without a map."""
_UNMAPPED = 0.05
"""A page of whose letters more have no map is read as it looks: the heading of a table in such a font is enough to misread all
that stands below it."""
_STRANGE = 0.3
"""Text of which more is control signs and the like is none."""
_FEW_TOKENS = 12
"""Fewer words tell nothing."""
_FEWEST_VOWELS = 0.15
"""A word has so many vowels at least."""
_MOST_VOWELS = 0.8
"""And at most."""


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
    if strange > _STRANGE * len(visible):
        return 0.0
    tokens = Counter(t for t in _WORD.findall(text) if not t.isdigit())
    if tokens.total() < _FEW_TOKENS:
        return 1.0
    return sum(count for token, count in tokens.items() if _like_a_word(token)) / tokens.total()


def _like_a_word(token: str) -> bool:
    """Letters only, with a share of vowels that a word has, in small letters, capitals, or with a capital first."""
    inner = token[1:]
    if not token.isalpha() or not (inner.islower() or inner.isupper() or token.islower()):
        return False
    return _FEWEST_VOWELS <= len(_VOWEL.findall(token)) / len(token) <= _MOST_VOWELS


def page_kind(
    text: Sequence[str],
    pictures: Sequence[BBox],
    paths: int,
    width: float,
    height: float,
    hidden: float,
    unmapped: float = 0.0,
    unseen: float = 0.0,
) -> PageKind:
    """The kind of a page from its words, pictures and paths; `hidden` is the share of text that is drawn as programs put their
    OCR with a scan, `unmapped` the share of letters and digits whose font has no map, `unseen` the share of letters that the
    words are without, because something hides them."""
    chars = sum(len(t) for t in text)
    area = max(width * height, 1.0)
    shares = [_visible_area(p, width, height) / area for p in pictures]
    biggest, total = max(shares, default=0.0), min(sum(shares), 1.0)
    if chars < FEW_CHARS:
        if biggest >= _ALONE or total >= HALF_PAGE or paths >= MANY_PATHS:
            return "pindaian"
        return "kosong" if chars == 0 else "teks"
    pasted = _pasted(biggest, total)
    if total >= _PICTURE and (hidden > SOME_HIDDEN or (unseen > SOME_HIDDEN and not pasted)):
        return "pindaian"  # somebody's OCR under the picture; it is judged by reading the picture ourselves
    if unmapped > _UNMAPPED or readable(" ".join(text)) < _READABLE:
        return "rusak"
    if total >= HALF_PAGE and chars < SOME_CHARS and not pasted:
        return "pindaian"
    return "campuran" if total >= _PICTURE else "teks"


def _pasted(biggest: float, total: float) -> bool:
    """Whether what is picture on a page is one picture between its printed header and footer: it lies on the page in its own way,
    and is read by itself. It may lie over the footer."""
    return biggest < WHOLE_PAGE and biggest >= _ALL_OF_IT * total


def _visible_area(box: BBox, width: float, height: float) -> float:
    return box.overlap(BBox(0, 0, width, height))


def most_is_picture(page: Page) -> bool:
    """Whether pictures take half of a page that has little print."""
    shares = sum(_visible_area(box, page.width, page.height) for box in page.pictures) / max(page.width * page.height, 1.0)
    return shares >= HALF_PAGE and sum(len(word.text) for word in page.words) < SOME_CHARS


def hidden_share(objects: Objects, width: float, height: float) -> float:
    """Share (0-1) of the text objects that cannot be seen, as programs put their OCR with a scan.

    Drawn invisibly (render mode 3), fully transparent, or before pictures that cover the page. Forms are looked into:
    layers are often grafted onto a page as one.
    """
    some = np.flatnonzero(np.isin(objects.kinds, (pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_IMAGE)))[:_MANY_OBJECTS]
    text = objects.kinds[some] == pdfium_c.FPDF_PAGEOBJ_TEXT
    if not text.any():
        return 0.0
    a, b, c, d, _, _ = objects.full(some[~text]).T
    area = np.zeros(len(some))
    area[~text] = np.abs(a * d - b * c)
    above = np.cumsum(area[::-1])[::-1][text]
    handles = objects.handles[some[text]]
    paint = fill_colours(handles)
    invisible = drawn_invisibly(handles) | (paint.known & (paint.rgba[:, 3] == 0))
    return float((invisible | (above >= WHOLE_PAGE * max(width * height, 1.0))).mean())
