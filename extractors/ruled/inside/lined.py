"""The cells of a grid with the lines of text in them, by which the rows inside a ruled row are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.lines import group_lines, said
from extractors.layout.text_forms import WORDED
from extractors.model import Word
from extractors.ruled.grid import Grid, Region

Line = Sequence[Word]
Text = Sequence[Line]
"""The lines of a text."""


@dataclass(frozen=True, slots=True)
class LinedCell:
    """A region of the grid and the lines of text in it, with what each says; `left` and `right` are its borders (x)."""

    region: Region
    lines: Text
    said: Sequence[str]
    left: float
    right: float

    @property
    def column(self) -> int:
        return self.region[1]

    @property
    def rows(self) -> range:
        return range(self.region[0], self.region[0] + self.region[2])

    @property
    def is_worded(self) -> bool:
        return any(WORDED.search(text) for text in self.said)


def lined_cells(grid: Grid, words: Sequence[Word]) -> list[LinedCell]:
    out: list[LinedCell] = []
    for region, mine in zip(grid.regions, grid.words_in(words), strict=True):
        lines = group_lines(mine)
        out.append(LinedCell(region, lines, list(map(said, lines)), grid.xs[region[1]], grid.xs[region[1] + region[3]]))
    return out


def height_of(line: Line) -> float:
    """The height of its highest word."""
    return max(w.bbox.height for w in line)
