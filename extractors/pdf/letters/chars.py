"""Characters of a born-digital page through pdfium's raw interface.

pdfium parses a page some 80 times faster than pdfminer, but lines of Python for every property of every character would cost
more than the parsing: the calls are made by `map`, with addresses in arrays that pdfium writes its answers to. pdfplumber's own
reading is the oracle in the tests.
"""

from __future__ import annotations

import ctypes
import re
import sys
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.frame import Floats, Frame
from extractors.pdf.letters.ligatures import letters_of
from extractors.pdf.letters.overprinted import drawn_order
from extractors.pdf.pdfium import address_of, places_in, plain

ASCENT = 0.78
"""Share of the font size that stands above the baseline in common text fonts."""
MAX_CHARS = 200_000
"""A page with more characters than this is no report page; reading stops there."""
SLANTED = 8.0
"""Degrees: text turned further from the sides of the page runs along none of them."""
BOLD = 600
"""Font weight from which letters are bold; also bold is a font whose name says so, as that of many a writer of PDF, which tells
one weight for all."""
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_PLAIN_NAME = re.compile(rb"regular|roman\b|light|book\b|medium", re.IGNORECASE)
"""A font whose name says so is none: where the file gives no weight, pdfium takes it from the thickness of its stems."""
TOUCHING = 0.15
"""Shares of the font size: letters of one word stand no further apart."""
LEVEL = 0.1
"""Shares of the font size: and their feet on heights that differ no more."""
_LONGEST_NAME = 128
"""Bytes read of the name of a font."""

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_FIGURE_SIGNS = np.array([ord(c) for c in "0123456789.,%)-"])
_WHITE = np.array((0x20, 0xA0, 0x0D, 0x0A, 0x09, 0x0, 0x200B, 0x3000, 0xFEFF))
_LINE_END_HYPHEN = 0x02
"""pdfium's mark for a hyphen at the end of a line."""
_PLAIN = 0x80
"""Code points below are ASCII."""
_PAIRS = range(0xD800, 0xE000)
"""UTF-16 units that make a character two by two."""
_NO_LETTER = 0xFFFD
"""Stands for a glyph that is printed and that nothing names; `extractors.pdf.kind` counts it as no readable text."""


@dataclass(frozen=True, slots=True)
class Chars:
    """The printed characters of a page in content order; arrays of one length n.

    `tight` are glyph boxes, `loose` boxes as high as the font, both (n, 4) upright; `space` says that white space stood before;
    `angle` is the writing direction in degrees clockwise (0, 90, 180, 270) as seen on the upright page; `bold` by weight;
    `origin` (n, 2) is where each stands on its baseline, `objects` the address of the object that drew it; `slanted` text runs
    along no side of the page. `unmapped` is the share of all that were printed with fonts whose
    glyphs no map ties to letters, so that the text is only a guess; pictures, spaces and single signs left aside. `reordered`:
    letters lay over each other and were put in the order of drawing.
    """

    text: list[str]
    tight: Floats
    loose: Floats
    space: Bools
    angle: Ints
    bold: Bools
    origin: Floats
    objects: Ints
    slanted: Bools
    unmapped: float = 0.0
    reordered: bool = False

    def __len__(self) -> int:
        return len(self.text)

    def without(self, hidden: Bools, parts: bool = True) -> Chars:
        """All but some of them; what follows one that is left out begins a word, if that `parts`."""
        kept = ~hidden
        before = np.concatenate(([False], hidden[:-1])) & parts
        return Chars(
            [ch for ch, stays in zip(self.text, kept.tolist(), strict=True) if stays],
            self.tight[kept],
            self.loose[kept],
            (self.space | before)[kept],
            self.angle[kept],
            self.bold[kept],
            self.origin[kept],
            self.objects[kept],
            self.slanted[kept],
            self.unmapped,
            self.reordered,
        )


_PAGE = (ctypes.c_void_p, ctypes.c_int)  # page of text, index of the character
_unicode = plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, *_PAGE)
_box = plain(pdfium_c.FPDFText_GetCharBox, ctypes.c_int, *_PAGE, *[ctypes.c_void_p] * 4)
_origin = plain(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, *_PAGE, *[ctypes.c_void_p] * 2)
_matrix = plain(pdfium_c.FPDFText_GetMatrix, ctypes.c_int, *_PAGE, ctypes.c_void_p)
_font_size = plain(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, *_PAGE)
_font_of = plain(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_font_weight = plain(pdfium_c.FPDFFont_GetWeight, ctypes.c_int, ctypes.c_void_p)
_font_name = plain(pdfium_c.FPDFFont_GetBaseFontName, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_unmapped = plain(pdfium_c.FPDFText_HasUnicodeMapError, ctypes.c_int, *_PAGE)
_object = plain(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, *_PAGE)
_generated = plain(pdfium_c.FPDFText_IsGenerated, ctypes.c_int, *_PAGE)


def read_chars(textpage: pdfium.PdfTextPage, frame: Frame) -> Chars:
    """All visible characters. White space is not kept but marks the character after it."""
    page = address_of(textpage.raw)
    n = max(0, min(pdfium_c.FPDFText_CountChars(textpage.raw), MAX_CHARS))
    codes, unmapped = _codes(textpage, n)
    white = np.isin(codes, _WHITE)
    index = np.flatnonzero(~white & (codes >= 0))
    box, seen = _boxes(page, index)
    index, box = index[seen], box[seen]
    if not len(index):
        nothing = np.zeros((0, 4))
        none = np.zeros(0, dtype=bool)
        zero = np.zeros(0, dtype=np.int64)
        return Chars([], nothing, nothing, none, zero, none, nothing[:, :2], zero, none)
    order, begins = drawn_order(textpage, index, box)
    index, box = index[order], box[order]
    codes = np.where(codes == _LINE_END_HYPHEN, ord("-"), codes)
    space = _spaces(page, codes, white, index) | begins
    origin = _origins(page, index)
    objects = np.fromiter(map(_object, repeat(page), index.tolist()), dtype=np.int64, count=len(index))
    size, turn, slanted = _fonts(page, index, space, origin, objects)
    return Chars(
        letters_of(codes[index].tolist()),
        frame.boxes(box),
        frame.boxes(_line_boxes(origin, size, turn, box)),
        space
        & ~_guessed_inside_figures(page, codes, white, index)
        & ~_guessed_inside_words(page, white, index, box, origin, size, turn),
        # the matrix turns counter-clockwise in user space; ours is clockwise on the upright page
        (frame.turn - turn) % 360,
        _bold(objects),
        frame.boxes(np.concatenate((origin, origin), axis=1))[:, :2],
        objects,
        slanted,
        float(unmapped[index].mean()),
        bool((np.diff(order) < 0).any()),
    )


def _codes(textpage: pdfium.PdfTextPage, n: int) -> tuple[Ints, Bools]:
    """(code points, which are letters, digits, or the control signs and `_NO_LETTER` that other glyphs come out as, of a font
    that has no map).

    The text as a whole gives the plain ones. It leaves out characters without a code and cuts long codes, so that others, and
    all where a font has no map, are asked for one by one.
    """
    page = address_of(textpage.raw)
    units = np.zeros(2 * n + 2, dtype=np.uint16)
    told = pdfium_c.FPDFText_GetText(textpage.raw, 0, n, units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
    whole = told == n + 1 and not ((units >= _PAIRS.start) & (units < _PAIRS.stop)).any()
    codes = _mended(page, units[:n].astype(np.int64) if whole else np.zeros(n, dtype=np.int64))
    plain = (codes >= 0) & (codes < _PLAIN) & ~np.isin(codes, (*_WHITE, ord("-"), _LINE_END_HYPHEN))
    asked = np.flatnonzero(plain | (codes == _NO_LETTER))
    unmapped = np.zeros(n, dtype=bool)
    unmapped[asked] = np.fromiter(map(_unmapped, repeat(page), asked.tolist()), dtype=np.int64, count=len(asked)) > 0
    return (_mended(page, np.zeros(n, dtype=np.int64)) if whole and unmapped.any() else codes), unmapped


def _mended(page: int, codes: Ints) -> Ints:
    """Code points, those that are not plain letters asked for."""
    asked = np.flatnonzero((codes <= 0) | (codes >= _PLAIN))
    codes[asked] = np.fromiter(map(_unicode, repeat(page), asked.tolist()), dtype=np.int64, count=len(asked))
    return _code_points(codes)


def _code_points(codes: Ints) -> Ints:
    """Code points of what pdfium answers. Where a font with codes of four bytes has no map, that is such a code, which is
    beyond all letters there are."""
    return _joined_surrogates(np.where(codes > sys.maxunicode, _NO_LETTER, codes))


def _joined_surrogates(codes: Ints) -> Ints:
    """Code points of UTF-16 units: a pair's second place holds the character, every other half of a pair -1."""
    halves = (codes >= _PAIRS.start) & (codes < _PAIRS.stop)
    if not halves.any():
        return codes
    out = np.where(halves, -1, codes)
    high = 0
    for i in np.flatnonzero(halves).tolist():
        if codes[i] < 0xDC00:
            high = int(codes[i])
        elif high:
            out[i] = 0x10000 + ((high - 0xD800) << 10) + (int(codes[i]) - 0xDC00)
            high = 0
    return out


def _boxes(page: int, index: Ints) -> tuple[Floats, Bools]:
    """(glyph boxes (n, 4) left, bottom, right, top in user space, which of them pdfium knows)."""
    out = np.zeros((len(index), 4))
    left, bottom, right, top = (places_in(out, side) for side in range(4))
    known = map(_box, repeat(page), index.tolist(), left, right, bottom, top)  # pdfium's order of answers
    return out, np.fromiter(known, dtype=np.int64, count=len(index)) != 0


def _origins(page: int, index: Ints) -> Floats:
    """Where each character stands on its baseline, (n, 2) in user space."""
    out = np.zeros((len(index), 2))
    for _ in map(_origin, repeat(page), index.tolist(), places_in(out), places_in(out, 1)):
        pass
    return out


def _spaces(page: int, codes: Ints, white: Bools, index: Ints) -> Bools:
    """Whether white space stands before each character; the first of a page begins a word, too."""
    before = np.cumsum(white)[index]
    return np.diff(before, prepend=-1) > 0


def _guessed_inside_figures(page: int, codes: Ints, white: Bools, index: Ints) -> Bools:
    """Where the only white space before a character is one that pdfium set of its own, inside a figure: between digits and
    points its eye for gaps is too keen."""
    figure = np.isin(codes[index], _FIGURE_SIGNS)
    single = np.zeros(len(index), dtype=bool)
    single[1:] = figure[1:] & figure[:-1] & (index[1:] - index[:-1] >= 2) & (np.diff(np.cumsum(white)[index]) == 1)
    for k in np.flatnonzero(single).tolist():
        gap = next(i for i in range(int(index[k - 1]) + 1, int(index[k])) if white[i])
        single[k] = _generated(page, gap) == 1
    return single


def _guessed_inside_words(page: int, white: Bools, index: Ints, box: Floats, origin: Floats, size: Floats, turn: Ints) -> Bools:
    """Where pdfium set all white space before a character of its own, a line's end among letters drawn one by one, though this
    stands as near behind the one before, on one line, as letters of one word do."""
    inside = np.zeros(len(index), dtype=bool)
    gap, small = box[1:, 0] - box[:-1, 2], np.minimum(size[1:], size[:-1])
    level = (turn[1:] == 0) & (turn[:-1] == 0) & (np.abs(np.diff(origin[:, 1])) < LEVEL * small)
    near = level & (np.diff(np.cumsum(white)[index]) > 0) & (np.abs(gap) < TOUCHING * small)
    for k in (np.flatnonzero(near) + 1).tolist():
        inside[k] = all(_generated(page, i) == 1 for i in range(int(index[k - 1]) + 1, int(index[k])) if white[i])
    return inside


def _fonts(page: int, index: Ints, space: Bools, origin: Floats, objects: Ints) -> tuple[Floats, Ints, Bools]:
    """(size in points, turn of the writing in degrees counter-clockwise in user space, slanted) of each character.

    Asked at the beginning of each word and where the baseline jumps; the characters between share them.
    """
    starts = space.copy()
    starts[0] = True
    step = np.abs(np.diff(origin, axis=0, prepend=origin[:1]))
    other = np.diff(objects, prepend=objects[:1]) != 0
    asked: dict[int, tuple[float, float, bool]] = {}
    while True:
        new = [k for k in np.flatnonzero(starts).tolist() if k not in asked]
        asked |= zip(new, _font_answers(page, index[new]), strict=True)
        places = np.flatnonzero(starts)
        runs = np.searchsorted(places, np.arange(len(index)), side="right") - 1
        answers = np.array([asked[k] for k in places.tolist()])
        size = answers[runs, 0]
        # the size before a jump tells how far a jump is
        before = np.concatenate((size[:1], size[:-1]))
        least = np.where(other, 0.1 * before, before)
        jumps = (step[:, 0] > least) & (step[:, 1] > 0.1 * before) & ~starts
        if not jumps.any():
            return size, answers[runs, 1].astype(np.int64), answers[runs, 2] > 0
        starts |= jumps


def _bold(objects: Ints) -> Bools:
    """Which characters are set in bold, by the fonts of their text objects."""
    own, place = np.unique(objects, return_inverse=True)
    fonts = [_font_of(handle) if handle else None for handle in own.tolist()]
    heavy = {font: _is_bold(font) for font in set(fonts)}
    return np.array([heavy[font] for font in fonts])[place]


def _is_bold(font: int | None) -> bool:
    if font is None:
        return False
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    _font_name(font, ctypes.addressof(name), _LONGEST_NAME)
    if _BOLD_NAME.search(name.value):
        return True
    return _font_weight(font) >= BOLD and _PLAIN_NAME.search(name.value) is None


def _font_answers(page: int, index: Ints) -> list[tuple[float, float, bool]]:
    """(size, turn, slanted) of single characters."""
    matrices = np.zeros((len(index), 6), dtype=np.float32)
    places = index.tolist()
    for _ in map(_matrix, repeat(page), places, places_in(matrices)):
        pass
    a, b, c, d = (matrices[:, k].astype(np.float64) for k in range(4))
    scale = np.sqrt(np.abs(a * d - b * c))
    size = np.fromiter(map(_font_size, repeat(page), places), dtype=np.float64, count=len(places)) * scale
    degrees = np.degrees(np.arctan2(b, a))
    quarter = np.round(degrees / 90) * 90
    turn, slanted = quarter % 360, np.abs(degrees - quarter) > SLANTED
    return list(zip(np.where(size == 0, 1.0, size).tolist(), turn.tolist(), slanted.tolist(), strict=True))


def _line_boxes(origin: Floats, size: Floats, turn: Ints, tight: Floats) -> Floats:
    """The box of each character in its line: as wide as the glyph, as high as the font, from its origin on the baseline.

    Fonts' own boxes are not to be trusted: some say nothing, some say thousands.
    """
    up, down = ASCENT * size, (1 - ASCENT) * size
    out = tight.copy()
    for degrees, axis, below, above in ((0, 1, down, up), (90, 0, up, down), (180, 1, up, down), (270, 0, down, up)):
        mine = turn == degrees
        out[mine, axis] = (origin[:, axis] - below)[mine]
        out[mine, axis + 2] = (origin[:, axis] + above)[mine]
    return out


def main_angle(chars: Chars) -> int:
    """The writing direction of most characters; a landscape table laid on a portrait sheet says 90 or 270."""
    if not len(chars):
        return 0
    counts = {a: int((chars.angle == a).sum()) for a in (0, 90, 180, 270)}
    return max(counts, key=lambda a: counts[a])
