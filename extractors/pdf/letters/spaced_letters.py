"""Words whose letters stand apart: `T O T A L`, headings set with letter spacing, turned text that pdfium takes apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.pdf.frame import Floats
from extractors.pdf.letters.chars import Bools

FEW = 4
"""So many letters in a row make a word set apart; fewer may be letters of their own."""
LONGEST = 3
"""Letters that kerning draws together (`Ta`) leave pieces up to so long."""
ALIKE = 0.15
"""A few letters set apart as longer words of their size are, within this share of the font size, are no words either."""
SPELLED = 1.1
"""Letters that stand one by one at even gaps make a word (`J U M L A H`) up to this share of the font size apart."""
EVEN = 0.12
"""Even gaps differ by this share of the font size at most: letters are of different widths."""
WIDEST = 0.7
"""Letters further apart than this share of the font size stand in columns of their own."""
USUAL = 0.1
"""Letters of a word stand no further apart than this share of the font size where they are not set apart."""
TOUCH = 0.06
"""Letters nearer than this share of the font size belong to one word."""
MOSTLY = 0.6
"""Of a word set letter by letter so many pieces are single signs, and so many signs letters."""
SET_APART = 0.2
"""Letters of a word further apart than this share of the font size stand far apart."""
WORD = 0.17
"""A gap wider than the gaps between the letters by this share of the font size, and more where these are wide, parts words."""


def tied_letters(text: Sequence[str], starts: np.ndarray, step: Floats, size: Floats, joinable: Bools) -> np.ndarray:
    """Which of `starts` (the first characters of words) go on the word before, letter by letter.

    `step`, `size` and `joinable` speak of the gap between each character and the next: its width and the font size in
    points, and whether the two stand on one line with no ruling between.
    """
    out = np.zeros(len(starts), dtype=bool)
    if len(starts) < FEW:
        return out
    length = np.diff(starts, append=len(text))
    before = starts[1:] - 1
    short = length <= LONGEST
    wide = _spelled(text, starts, length, joinable[before] & (step[before] < SPELLED * size[before]), step[before] / size[before])
    linked = wide | joinable[before] & (step[before] < WIDEST * size[before]) & short[1:] & short[:-1]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], linked.astype(np.int8), [0]))))
    out[1:] = joinable[before] & (step[before] < WIDEST * size[before]) & _no_wider(starts, length, step, size)
    for k in np.flatnonzero(out).tolist():
        out[k] = _of_one_word(text, int(starts[k]))
    spaced: list[tuple[float, float]] = []
    rest: list[tuple[int, int]] = []
    for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        words = ["".join(text[int(starts[k]) : int(starts[k] + length[k])]) for k in range(a, b + 1)]
        if not _letter_by_letter(words):
            rest.append((a, b))
            continue
        gaps = step[before[a:b]] / size[before[a:b]]
        middle = float(np.median(gaps))
        spaced.append((float(size[before[a]]), middle))
        out[a + 1 : b + 1] |= gaps < middle + WORD * (1 + 2 * max(middle - USUAL, 0.0))
    for a, b in rest if spaced else []:  # `N o`, `( R p.` beside longer words that are set apart alike
        gaps = step[before[a:b]] / size[before[a:b]]
        here = float(size[before[a]])
        if any(abs(here - s) < 0.05 * s and np.all(np.abs(gaps - g) < ALIKE) for s, g in spaced):
            out[a + 1 : b + 1] = True
    for a, b in rest:  # `T W` where pdfium guesses a line's end between two letters that all but touch
        for k in range(a + 1, b + 1):
            at = int(starts[k])
            out[k] |= text[at - 1].isalpha() and text[at].isalpha() and abs(step[at - 1]) < TOUCH * size[at - 1]
    return out


def _of_one_word(text: Sequence[str], at: int) -> bool:
    """Can a character and the one before be of one word: a letter among them, no digit, no row of dots?"""
    pair, around = text[at - 1] + text[at], "".join(text[max(0, at - 2) : at + 2])
    return any(ch.isalpha() for ch in pair) and not any(ch.isdigit() for ch in pair) and ".." not in around


def _letter_by_letter(words: Sequence[str]) -> bool:
    """Are these enough words, most of them a single sign, and most of the signs letters?"""
    letters = sum(ch.isalpha() for w in words for ch in w)
    single = sum(len(w) == 1 for w in words)
    return len(words) >= FEW and single >= MOSTLY * len(words) and letters >= MOSTLY * sum(map(len, words))


def _spelled(text: Sequence[str], starts: np.ndarray, length: np.ndarray, near: Bools, gap: Floats) -> Bools:
    """Links between five single letters or more that stand at even gaps and are no `a b c d e`."""
    letter = np.array([int(n) == 1 and text[int(k)].isalpha() for k, n in zip(starts, length, strict=True)], dtype=bool)
    pair = near & letter[1:] & letter[:-1]
    out = np.zeros(len(pair), dtype=bool)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], pair.astype(np.int8), [0]))))
    for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        word = [text[int(starts[k])].lower() for k in range(a, b + 1)]
        if b - a >= FEW and float(np.ptp(gap[a:b])) <= 2 * EVEN and word != sorted(word):
            out[a:b] = True
    return out


def _no_wider(starts: np.ndarray, length: np.ndarray, step: Floats, size: Floats) -> Bools:
    """Which gaps before words, the first left out, are about as wide as those between the letters of the words beside them,
    where these stand far apart."""
    total = np.concatenate(([0.0], np.cumsum(step / size)))
    inside = total[starts + length - 1] - total[starts]
    mean = np.divide(inside, length - 1, out=np.zeros(len(starts)), where=length >= FEW - 1)
    beside = np.maximum(mean[1:], mean[:-1])
    before = starts[1:] - 1
    out: Bools = (beside > SET_APART) & (step[before] / size[before] < 1.5 * beside)
    return out
