"""Characters of a born-digital page through pdfium's raw interface, joined into words.

pdfium reads a page's text some 80 times faster than pdfminer; pdfplumber's own reading is the oracle in the tests.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.frame import Floats, Frame
from extractors.model import BBox, Ruling, Word

GAP = 0.42
"""A space wider than this share of the font size parts two words even where no space character is printed."""
ASCENT = 0.78
"""Share of the font size that stands above the baseline in common text fonts."""
_FIGURE_SIGNS = frozenset("0123456789.,%)-")
_WHITE = frozenset((0x20, 0xA0, 0x0D, 0x0A, 0x09, 0x0, 0x200B, 0x3000, 0xFEFF))
MAX_CHARS = 200_000
"""A page with more characters than this is no report page; reading stops there."""


@dataclass(frozen=True, slots=True)
class Chars:
    """The printed characters of a page in content order; arrays of one length n.

    `tight` are glyph boxes, `loose` boxes as high as the font, both (n, 4) upright; `space` says that white space stood before;
    `angle` is the writing direction in degrees clockwise (0, 90, 180, 270) as seen on the upright page; `bold` by weight.
    """

    text: list[str]
    tight: Floats
    loose: Floats
    space: list[bool]
    angle: list[int]
    bold: list[bool]

    def __len__(self) -> int:
        return len(self.text)


def read_chars(textpage: pdfium.PdfTextPage, frame: Frame) -> Chars:
    """All visible characters. White space is not kept but marks the character after it."""
    raw = textpage.raw
    text: list[str] = []
    tight: list[tuple[float, float, float, float]] = []
    loose: list[tuple[float, float, float, float]] = []
    space: list[bool] = []
    angle: list[int] = []
    bold: list[bool] = []
    left, bottom, right, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    ox, oy = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium_c.FS_MATRIX()
    was_space, guessed = True, False
    high = 0
    size, turn, heavy = 0.0, 0, False
    baseline = (0.0, 0.0)
    for i in range(min(pdfium_c.FPDFText_CountChars(raw), MAX_CHARS)):
        code = pdfium_c.FPDFText_GetUnicode(raw, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code in _WHITE:
            # pdfium sets spaces of its own where it sees a gap; between digits and points its eye is too keen
            guessed = not was_space and pdfium_c.FPDFText_IsGenerated(raw, i) == 1
            was_space = True
            continue
        if code == 0x02:
            code = 0x2D  # pdfium's mark for a hyphen at the end of a line
        if not pdfium_c.FPDFText_GetCharBox(raw, i, left, right, bottom, top):
            continue
        pdfium_c.FPDFText_GetCharOrigin(raw, i, ox, oy)
        if was_space or (abs(ox.value - baseline[0]) > size and abs(oy.value - baseline[1]) > 0.1 * size):
            pdfium_c.FPDFText_GetMatrix(raw, i, matrix)
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            size = pdfium_c.FPDFText_GetFontSize(raw, i) * scale or 1.0
            turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
            heavy = pdfium_c.FPDFText_GetFontWeight(raw, i) >= 600
        baseline = ox.value, oy.value
        text.append(unicodedata.normalize("NFKC", chr(code)) if code > 0xFA00 else chr(code))
        tight.append((left.value, bottom.value, right.value, top.value))
        loose.append(_line_box(ox.value, oy.value, size, turn, tight[-1]))
        inside_figure = guessed and len(text) > 1 and text[-2] in _FIGURE_SIGNS and text[-1] in _FIGURE_SIGNS
        space.append(was_space and not inside_figure)
        # the matrix turns counter-clockwise in user space; ours is clockwise on the upright page
        angle.append((frame.turn - turn) % 360)
        bold.append(heavy)
        was_space = guessed = False
    empty = np.zeros((0, 4))
    return Chars(
        text,
        frame.boxes(np.array(tight)) if tight else empty,
        frame.boxes(np.array(loose)) if loose else empty,
        space,
        angle,
        bold,
    )


def _line_box(
    x: float,
    y: float,
    size: float,
    turn: int,
    tight: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """The box of a character in its line: as wide as the glyph, as high as the font, from its origin on the baseline.

    Fonts' own boxes are not to be trusted: some say nothing, some say thousands.
    """
    up, down = ASCENT * size, (1 - ASCENT) * size
    if turn == 90:
        return x - up, tight[1], x + down, tight[3]
    if turn == 180:
        return tight[0], y - up, tight[2], y + down
    if turn == 270:
        return x - down, tight[1], x + up, tight[3]
    return tight[0], y - down, tight[2], y + up


def main_angle(chars: Chars) -> int:
    """The writing direction of most characters; a landscape table laid on a portrait sheet says 90 or 270."""
    if not len(chars):
        return 0
    counts = {a: chars.angle.count(a) for a in (0, 90, 180, 270)}
    return max(counts, key=lambda a: counts[a])


def words_of(chars: Chars, rulings: tuple[Ruling, ...] = ()) -> tuple[Word, ...]:
    """Characters joined into words: parted by white space, a gap, another line, another direction, or a ruling between.

    A ruling parts two characters only where it runs between them, so that text that overflows its cell stays whole.
    """
    n = len(chars)
    if not n:
        return ()
    # one axis along the writing direction (u) and one across it (v), so that one rule serves turned text too
    angle = np.array(chars.angle)
    sign = np.where((angle == 0) | (angle == 90), 1.0, -1.0)
    upright = (angle == 0) | (angle == 180)
    u0 = np.where(upright, chars.tight[:, 0], chars.tight[:, 1])
    u1 = np.where(upright, chars.tight[:, 2], chars.tight[:, 3])
    start, end = np.where(sign > 0, u0, -u1), np.where(sign > 0, u1, -u0)
    v0 = np.where(upright, chars.loose[:, 1], chars.loose[:, 0])
    v1 = np.where(upright, chars.loose[:, 3], chars.loose[:, 2])
    size = np.maximum(v1 - v0, 1.0)
    middle = (v0 + v1) / 2
    step = start[1:] - end[:-1]
    small = np.minimum(size[1:], size[:-1])
    parted = (
        np.array(chars.space[1:], dtype=bool)
        | (angle[1:] != angle[:-1])
        | (np.abs(middle[1:] - middle[:-1]) > 0.45 * small)
        | (step > GAP * small)
        | (start[1:] < start[:-1] - 0.6 * small)
    )
    parted |= _ruled_apart(chars, rulings, small, step)
    starts = [0, *(np.flatnonzero(parted) + 1).tolist(), n]
    words: list[Word] = []
    for a, b in pairwise(starts):
        box = _word_box(chars, a, b)
        words.append(Word("".join(chars.text[a:b]), box, size=float(np.median(size[a:b])), bold=chars.bold[a]))
    return tuple(_without_doubles(words))


def _word_box(chars: Chars, a: int, b: int) -> BBox:
    tight, loose = chars.tight[a:b], chars.loose[a:b]
    if chars.angle[a] in (90, 270):
        return BBox(
            float(loose[:, 0].min()), float(tight[:, 1].min()), float(loose[:, 2].max()), float(tight[:, 3].max())
        )
    return BBox(float(tight[:, 0].min()), float(loose[:, 1].min()), float(tight[:, 2].max()), float(loose[:, 3].max()))


def _ruled_apart(chars: Chars, rulings: tuple[Ruling, ...], small: Floats, step: Floats) -> np.ndarray:
    """Where a vertical ruling runs through the gap between a character and the next."""
    out = np.zeros(len(chars) - 1, dtype=bool)
    upright = [r for r in rulings if not r.horizontal]
    if not upright:
        return out
    x = np.array([r.x0 for r in upright])
    top, bottom = np.array([r.y0 for r in upright]), np.array([r.y1 for r in upright])
    order = np.argsort(x)
    x, top, bottom = x[order], top[order], bottom[order]
    cy = (chars.tight[:, 1] + chars.tight[:, 3]) / 2
    slack = 0.06 * small
    lo = np.searchsorted(x, chars.tight[:-1, 2] - slack)
    hi = np.searchsorted(x, chars.tight[1:, 0] + slack)
    for i in np.flatnonzero((hi > lo) & (step > -0.1 * small)):
        near = slice(lo[i], hi[i])
        out[i] = bool(((top[near] < cy[i]) & (bottom[near] > cy[i])).any())
    return out


def _without_doubles(words: list[Word]) -> list[Word]:
    """Words printed twice on one spot (a way to make bold) once."""
    seen: dict[tuple[str, int, int], Word] = {}
    out: list[Word] = []
    for word in words:
        key = (word.text, round(word.bbox.x0 / 2), round(word.bbox.y0 / 2))
        if key not in seen:
            seen[key] = word
            out.append(word)
    return out
