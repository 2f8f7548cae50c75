"""Words of a page as a reader would give them, placed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import BBox, Ruling, Word

SIZE = 10.0
LETTER = 5.0


def words(text: str, x: float, top: float) -> list[Word]:
    """The words of a line that begins at (x, top), letters 5 points wide, 10 high, a space of 3 between two words."""
    out = []
    for token in text.split():
        out.append(Word(token, BBox(x, top, x + LETTER * len(token), top + SIZE), SIZE))
        x += LETTER * len(token) + 3
    return out


def lines(rows: Sequence[Sequence[str]], xs: Sequence[float], pitch: float = 20.0) -> list[list[Word]]:
    """Lines of words: `rows` of texts that begin at `xs`."""
    return [[w for x, text in zip(xs, row, strict=True) for w in words(text, x, pitch * n)] for n, row in enumerate(rows)]


def box(x0: float, y0: float, x1: float, y1: float) -> tuple[list[Ruling], list[Ruling]]:
    """(level, upright) sides of a box."""
    return [Ruling(x0, y, x1, y) for y in (y0, y1)], [Ruling(x, y0, x, y1) for x in (x0, x1)]
