"""Words of a page as a reader would give them, placed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import BBox, Ruling, Word

SIZE = 10.0
LETTER = 5.0


def words(text: str, x: float, top: float, size: float = SIZE) -> list[Word]:
    """The words of a line whose upper left corner is at (x, top): letters half as wide as high, a space of 0.3 of it."""
    out = []
    for token in text.split():
        width = LETTER / SIZE * size * len(token)
        out.append(Word(token, BBox(x, top, x + width, top + size), size))
        x += width + 0.3 * size
    return out


def row(cells: Sequence[str], columns: Sequence[float], top: float, size: float = SIZE) -> list[Word]:
    """The words of a row: each cell's text from its column's place on."""
    return [word for x, text in zip(columns, cells, strict=True) for word in words(text, x, top, size)]


def lines(rows: Sequence[Sequence[str]], xs: Sequence[float], pitch: float = 20.0) -> list[list[Word]]:
    """Lines of words: `rows` of texts that begin at `xs`."""
    return [[w for x, text in zip(xs, row, strict=True) for w in words(text, x, pitch * n)] for n, row in enumerate(rows)]


def box(x0: float, y0: float, x1: float, y1: float) -> tuple[list[Ruling], list[Ruling]]:
    """(level, upright) sides of a box."""
    return [Ruling(x0, y, x1, y) for y in (y0, y1)], [Ruling(x, y0, x, y1) for x in (x0, x1)]
