"""Words of one place with what every question about them needs: the lines they stand in and how large they are set.

A block is made once, where the place is found (a page, one side of a gutter, a table, the body of a table between its column
borders), and handed down; who is handed one does not group its words again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from extractors.layout.lines import group_lines, letter_size, with_currency
from extractors.layout.text_forms import is_figure
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Block:
    """Words as lines from the top down, a currency sign joined to its figure; `size` is that of their letters (points)."""

    words: Sequence[Word]
    lines: Sequence[list[Word]]
    size: float


def block_of(words: Sequence[Word]) -> Block:
    return Block(words, [with_currency(line) for line in group_lines(words)], letter_size(words))


def block_of_lines(lines: Sequence[list[Word]]) -> Block:
    """Of lines that a block above has already."""
    words = [w for line in lines for w in line]
    return Block(words, lines, letter_size(words))


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A line of text of one column; heights in points. `figure` where it is one alone."""

    column: int
    top: float
    bottom: float
    text: str
    figure: bool
    words: list[Word]


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Words between column borders (columns + 1), as the lines of each from the top down; `size` is the height of a line."""

    words: Sequence[Word]
    borders: Sequence[float]
    by_column: tuple[list[ColumnLine], ...]
    size: float

    @property
    def lines(self) -> list[ColumnLine]:
        """Those of all columns, column by column."""
        return [line for column in self.by_column for line in column]


def column_block(words: Sequence[Word], borders: Sequence[float]) -> ColumnBlock:
    held: list[list[Word]] = [[] for _ in range(len(borders) - 1)]
    for word in words:
        held[min(max(bisect_right(borders, word.bbox.cx) - 1, 0), len(held) - 1)].append(word)
    by_column = tuple([_line(column, line) for line in group_lines(mine)] for column, mine in enumerate(held))
    heights = [line.bottom - line.top for lines in by_column for line in lines]
    return ColumnBlock(words, borders, by_column, median_high(heights) if heights else 0.0)


def _line(column: int, words: list[Word]) -> ColumnLine:
    text = " ".join(w.text for w in words)
    return ColumnLine(column, min(w.bbox.y0 for w in words), max(w.bbox.y1 for w in words), text, is_figure(text), words)
