"""Pages with a table as engines see them, placed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Page, Ruling, Word
from tests.extractors.words import lines

XS = (40.0, 220.0, 300.0, 380.0)
PITCH = 20.0
TOP = 100.0
RIGHT = 450.0
BORDERS = (*(x - 4 for x in XS), RIGHT)
ROWS = (
    ("Uraian", "2022", "2023", "2024"),
    ("Panjang jalan mantap", "12,50", "13,75", "14,10"),
    ("Jembatan layak", "7", "8", "9"),
    ("Irigasi terbangun", "1.250", "1.300", "1.410"),
    ("Rumah layak huni", "310", "325", "402"),
    ("Sambungan air", "88", "91", "97"),
)


def words_page(rows: Sequence[Sequence[str]] = ROWS, xs: Sequence[float] = XS, rulings: Sequence[Ruling] = ()) -> Page:
    placed = [_lower(word) for line in lines(rows, xs, PITCH) for word in line]
    return Page(3, 500.0, 700.0, "teks", tuple(placed), tuple(rulings))


def _lower(word: Word) -> Word:
    x0, y0, x1, y1 = word.bbox
    return Word(word.text, type(word.bbox)(x0, y0 + TOP, x1, y1 + TOP), word.size)


def ruled_page(
    rows: Sequence[Sequence[str]] = ROWS, borders: Sequence[float] = BORDERS, texts: Sequence[float] = XS, merged: bool = False
) -> Page:
    """The same between ruling lines; `merged`: the first row is one cell."""
    xs = borders
    ys = [TOP - 4 + PITCH * n for n in range(len(rows) + 1)]
    level = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    inner = [Ruling(x, ys[1] if merged else ys[0], x, ys[-1]) for x in xs[1:-1]]
    outer = [Ruling(x, ys[0], x, ys[-1]) for x in (xs[0], xs[-1])]
    return words_page(rows, texts, [*level, *inner, *outer])
