"""Characters of a born-digital page joined into words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractors.model import BBox, Ruling, Word
from extractors.pdf.frame import HALF, QUARTER, Floats
from extractors.pdf.letters.chars import TOUCHING, Bools, Chars
from extractors.pdf.letters.spaced_letters import tied_letters

_CODE_AND_NAME = re.compile(r"(\d{1,2}(?:[.,]\d{1,4}){2,}\.?)[A-Z][a-z]{2}")
_CODE_SO_FAR = re.compile(r"(?<![\d.,])\d{1,2}(?:[.,]\d{1,2}){3,}[.,]?$")
_WHOLE_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+$")
_PART_OF_GROUP = re.compile(r"(?<![\d.,])\d{1,3}([.,])(?:\d{3}\1)+\d{0,2}$")
_NEXT_AMOUNT = re.compile(r"(?<=[.,]\d\d\d)Rp(?=\.?\d)")
_NEXT_SHARE = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?=\d{1,3}(?!\1)[.,]\d{1,2}%)")

_METRE = re.compile(r"(?<![^\W\d_])[kdcmh]?m$", re.IGNORECASE)
"""A measure of length, of which a raised digit makes an area or a volume."""

_LIST_MARK = re.compile(r"\d{1,2}[.)]|[a-z][.)]")
_REST_OF_CODE = re.compile(r"\d{1,2}[.,]\d{1,2}[.,]\d")
_FIGURE_ENDS = re.compile(r"\d[%)]?$")
_TEN = re.compile(r"(?<![\d.,])10$")
_FIGURE_SIGNS = frozenset("0123456789.,-%")
LONGEST_MARK = 2
"""Digits: the mark of a footnote is no longer."""
RAISED_SIZE = 0.75
"""Share of the size of the sign before: a raised digit is no larger."""
RAISED = 0.2
"""Share of the size of the sign before: the foot of a raised digit is higher than its foot by more."""
DOUBLE = 0.12
"""Share of the font size: the same sign drawn again no further away is the same sign."""
LEVEL = 4.0
"""Points: such signs are looked for within so high a band."""
_LEVELS = 32
"""Bits that hold the number of such a band."""
TIGHT = 0.3
"""Shares of the font size: signs of one code stand no further apart."""
GAP = 0.42
"""Shares of the font size: a wider space parts two words even where no space character is printed."""
GAP_TURNED = 0.25
"""Shares of the font size: the same of text that runs up or down, where pdfium seldom guesses the space characters that
programs leave out; narrow signs of a figure stand as far apart."""
EVEN = 0.72
"""Shares of the font size: figures of one number stand no further apart, from origin to origin."""
_FIGURES = frozenset("0123456789.,%")
_LONG_CODE = 9
"""A code, or an amount with a share, that runs into what follows is longer."""
_TWO_AMOUNTS = 12
"""Two amounts that run into each other are longer."""


def words_of(chars: Chars, rulings: tuple[Ruling, ...] = ()) -> tuple[Word, ...]:
    """Characters joined into words: parted by white space, a gap, another line, another direction, or a ruling between.

    A ruling parts two characters only where it runs between them, so that text that overflows its cell stays whole; figures
    that go on at one step are one number though a ruling runs between two of them.
    """
    if not len(chars):
        return ()
    doubles = _doubles(chars)
    if doubles.any():
        chars = chars.without(doubles, parts=False)
    n = len(chars)
    # one axis along the writing direction (u) and one across it (v), so that one rule serves turned text too
    angle, tight, loose = chars.angle, chars.tight, chars.loose
    forward = (angle == 0) | (angle == QUARTER)
    upright = (angle == 0) | (angle == HALF)
    u0 = np.where(upright, tight[:, 0], tight[:, 1])
    u1 = np.where(upright, tight[:, 2], tight[:, 3])
    start, end = np.where(forward, u0, -u1), np.where(forward, u1, -u0)
    v0 = np.where(upright, loose[:, 1], loose[:, 0])
    v1 = np.where(upright, loose[:, 3], loose[:, 2])
    size = np.maximum(v1 - v0, 1.0)
    middle = (v0 + v1) / 2
    step = start[1:] - end[:-1]
    small = np.minimum(size[1:], size[:-1])
    digit = np.fromiter(map(str.isdigit, chars.text), dtype=bool, count=n)
    raised, powers = _raised(chars, digit, size, v1)
    parted = (
        chars.space[1:]
        | (angle[1:] != angle[:-1])
        | (np.abs(middle[1:] - middle[:-1]) > 0.45 * small)
        | (step > np.where(upright[1:] | _in_figures(chars.text, upright), GAP, GAP_TURNED) * small)
        | (start[1:] < start[:-1] - 0.6 * small)
        | raised
    )
    along = np.where(upright, chars.origin[:, 0], chars.origin[:, 1])
    across = np.where(upright, chars.origin[:, 1], chars.origin[:, 0])
    even = _even_figures(chars, digit, along, across, small)
    parted &= ~even & ~powers
    parted |= _behind_marks(chars, parted, step, small)
    ruled = _ruled_apart(chars, rulings, small, step) & ~even
    ruled &= ~_inside_code(chars.text, parted, ruled & ~parted, step, small) & ~_inside_word(chars, ruled, step, small)
    first = np.concatenate(([0], np.flatnonzero(parted | ruled) + 1))
    pieces = 1 + np.cumsum(np.concatenate(([False], (parted | ruled) & (chars.objects[1:] != chars.objects[:-1]))))
    one_line = (angle[1:] == angle[:-1]) & (np.abs(middle[1:] - middle[:-1]) <= 0.45 * small) & (step > -0.3 * small)
    first = first[~tied_letters(chars.text, first, step, small, one_line & ~ruled)]
    first = _codes_apart(chars.text, first)
    boxes = _boxes(chars, first, upright)
    sizes = _sizes(size, first)
    ends = [*first[1:].tolist(), n]
    text = chars.text
    marks = {int(k) + 1 for k in np.flatnonzero(raised)}
    return tuple(
        Word("".join(text[a:b]), BBox._make(box), s, bold, turned=turned, piece=piece)
        for a, b, box, s, bold, turned, piece in zip(
            first.tolist(),
            ends,
            boxes.tolist(),
            sizes,
            chars.bold[first].tolist(),
            angle[first].tolist(),
            pieces[first].tolist(),
            strict=True,
        )
        if not (a in marks and _footnote_mark(text, a, b))
    )


def _behind_marks(chars: Chars, parted: Bools, step: Floats, small: Floats) -> Bools:
    """Where the mark of an item of a list ends (`1.`), which begins a word and was drawn by itself: what is listed, a figure too,
    stands behind it without a space character."""
    out = np.zeros(len(parted), dtype=bool)
    apart = ~parted & (chars.objects[1:] != chars.objects[:-1]) & (step > TIGHT * small)
    for i in np.flatnonzero(apart).tolist():
        begins = next((k for k in (i - 1, i - 2) if k == 0 or (k > 0 and parted[k - 1])), None)
        ends = next((k + 1 for k in range(i + 1, len(parted)) if parted[k]), len(chars.text))
        marked = begins is not None and _LIST_MARK.fullmatch("".join(chars.text[begins : i + 1])) is not None
        out[i] = marked and not _REST_OF_CODE.match("".join(chars.text[i + 1 : ends]))
    return out


def _doubles(chars: Chars) -> Bools:
    """Which characters repeat one drawn before them on the same spot or all but there (a way to make bold, or a shadow)."""
    code = np.array([ord(text[0]) for text in chars.text], dtype=np.int64)
    x, y = chars.origin[:, 0], chars.origin[:, 1]
    near = DOUBLE * np.maximum(chars.loose[:, 2:] - chars.loose[:, :2], 1.0).max(axis=1)
    out = np.zeros(len(code), dtype=bool)
    by_x = np.argsort(x, kind="stable")
    for shift in (0.0, 0.5):  # spots on either side of a border between two levels
        spot = (code << _LEVELS) + np.floor(y / LEVEL + shift).astype(np.int64)
        order = by_x[np.argsort(spot[by_x], kind="stable")]
        before, after = order[:-1], order[1:]
        same = spot[after] == spot[before]
        same &= (x[after] - x[before] < near[after]) & (np.abs(y[after] - y[before]) < near[after])
        out[np.maximum(before, after)[same]] = True
    return out


def _raised(chars: Chars, digit: Bools, size: Floats, foot: Floats) -> tuple[Bools, Bools]:
    """(where a small raised digit, the mark of a footnote, follows a figure or a word; where it makes `m2`, `km3`)."""
    lower = (size[1:] < RAISED_SIZE * size[:-1]) & (foot[1:] < foot[:-1] - RAISED * size[:-1])
    marks: Bools = digit[1:] & lower & (chars.angle[1:] == 0) & ~chars.space[1:]
    powers = np.zeros(len(marks), dtype=bool)
    for k in np.flatnonzero(marks).tolist():
        powers[k] = _METRE.search("".join(chars.text[max(0, k - 2) : k + 1])) is not None
    return marks & ~powers, powers


def _footnote_mark(text: Sequence[str], start: int, end: int) -> bool:
    """Is a word of raised digits the mark of a footnote after a figure? A power of ten and a fraction are figures."""
    figure = "".join(text[max(0, start - 4) : start])
    digits = end - start <= LONGEST_MARK and all(sign.isdigit() for sign in text[start:end])
    return digits and bool(_FIGURE_ENDS.search(figure)) and not _TEN.search(figure)


def _codes_apart(text: Sequence[str], first: np.ndarray) -> np.ndarray:
    """The first characters of words, also of names that a long code in the column before runs into: `1.05.02.2.01.Belanja`,
    and of an amount or a share that the amount before runs into: `Rp514.301.388Rp477.052.250`, `874.07499,33%`."""
    ends = [*first[1:].tolist(), len(text)]
    more = [
        a + found.end(1)
        for a, b in zip(first.tolist(), ends, strict=True)
        if b - a > _LONG_CODE and text[a].isdigit() and (found := _CODE_AND_NAME.match("".join(text[a:b])))
    ]
    more += [
        a + found.start()
        for a, b in zip(first.tolist(), ends, strict=True)
        if b - a > _TWO_AMOUNTS
        for found in _NEXT_AMOUNT.finditer("".join(text[a:b]))
    ]
    more += [
        a + found.end()
        for a, b in zip(first.tolist(), ends, strict=True)
        if b - a > _LONG_CODE and text[b - 1] == "%" and (found := _NEXT_SHARE.match("".join(text[a:b])))
    ]
    return np.sort(np.concatenate((first, np.array(more, dtype=first.dtype)))) if more else first


def _inside_code(text: Sequence[str], parted: Bools, ruled: Bools, step: Floats, small: Floats) -> Bools:
    """Where a ruling runs through a long code or amount that overflows its cell: `1.05.02.2.01.` goes on with `01`, `1.442.8`
    with `45.173`, at the step of its other signs."""
    out = np.zeros(len(ruled), dtype=bool)
    for k in np.flatnonzero(ruled & (step < TIGHT * small)).tolist():
        start = next((i for i in range(k, max(0, k - 24), -1) if parted[i - 1]), max(0, k - 24))
        before = "".join(text[start : k + 1])
        after = text[k + 1]
        code = bool(_CODE_SO_FAR.search(before)) and (after.isdigit() or (after in ".," and before[-1].isdigit()))
        whole = bool(_WHOLE_GROUPS.search(before)) and after in ".,"
        out[k] = code or whole or (bool(_PART_OF_GROUP.search(before)) and after.isdigit())
    return out


def _inside_word(chars: Chars, ruled: Bools, step: Floats, small: Floats) -> Bools:
    """Which rulings run through a word that overflows its cell: between two letters that were drawn in one go and touch."""
    out: Bools = ruled & (chars.objects[1:] == chars.objects[:-1]) & (step < TOUCHING * small)
    for k in np.flatnonzero(out).tolist():
        out[k] = chars.text[k].isalpha() and chars.text[k + 1].isalpha()
    return out


def _in_figures(text: Sequence[str], upright: Bools) -> Bools:
    """Which steps of text that runs up or down go from one sign of a figure to the next."""
    out = ~upright[1:]
    for k in np.flatnonzero(out).tolist():
        out[k] = text[k] in _FIGURES and text[k + 1] in _FIGURES
    return out


def _even_figures(chars: Chars, digit: Bools, at: Floats, across: Floats, small: Floats) -> Bools:
    """Where a digit or sign of a number follows another at the very step of its neighbours, as figures of one width do: the
    signs of a typewriter font leave wide gaps around a comma. `at` and `across` are their
    places along the writing and across it."""
    figure = np.fromiter(map(_FIGURE_SIGNS.__contains__, chars.text), dtype=bool, count=len(chars))
    step = np.abs(np.diff(at))
    fits = (
        figure[1:]
        & figure[:-1]
        & ~chars.space[1:]
        & (chars.angle[1:] == chars.angle[:-1])
        & (step > 0.3 * small)
        & (step < EVEN * small)
        & (np.abs(across[1:] - across[:-1]) < 0.1 * small)
    )
    same = fits[1:] & fits[:-1] & (np.abs(np.diff(step)) < 0.01 * small[1:])
    out = np.zeros(len(fits), dtype=bool)
    out[1:] |= same
    out[:-1] |= same & digit[:-2]  # the dot of `Rp.` and a space may be as wide as a digit
    return out


def _boxes(chars: Chars, first: np.ndarray, upright: Bools) -> Floats:
    """A box for each word, (words, 4): along the writing as long as its glyphs, across it as high as its font."""
    along = np.stack([upright, ~upright, upright, ~upright], axis=1)
    box = np.where(along, chars.tight, chars.loose)
    low, high = np.minimum.reduceat(box[:, :2], first), np.maximum.reduceat(box[:, 2:], first)
    return np.concatenate((low, high), axis=1)


def _sizes(size: Floats, first: np.ndarray) -> list[float]:
    """The middle one of each word's font sizes."""
    low, high = np.minimum.reduceat(size, first), np.maximum.reduceat(size, first)
    out: list[float] = low.tolist()
    ends = np.append(first[1:], len(size))
    for k in np.flatnonzero(low < high).tolist():
        out[k] = float(np.median(size[first[k] : ends[k]]))
    return out


def _ruled_apart(chars: Chars, rulings: tuple[Ruling, ...], small: Floats, step: Floats) -> Bools:
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
    gaps = np.flatnonzero((hi > lo) & (step > -0.1 * small))
    count = (hi - lo)[gaps]
    gap = np.repeat(gaps, count)
    ruling = np.arange(len(gap)) + np.repeat(lo[gaps] - np.cumsum(count) + count, count)
    out[gap[(top[ruling] < cy[gap]) & (bottom[ruling] > cy[gap])]] = True
    return out
