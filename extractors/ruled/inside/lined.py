"""The cells of a grid with the lines of text in them, by which the rows inside a ruled row are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.lines import group_lines
from extractors.layout.text_forms import WORDED
from extractors.model import Word
from extractors.ruled.grid import Grid, Region

Line = Sequence[Word]
Text = Sequence[Line]
"""The lines of a text."""


@dataclass(frozen=True, slots=True)
class LinedCell:
    """A region of the grid and the lines of text in it; `left` and `right` are its borders (x)."""

    region: Region
    lines: Text
    left: float
    right: float

    @property
    def column(self) -> int:
        return self.region[1]

    @property
    def rows(self) -> range:
        return range(self.region[0], self.region[0] + self.region[2])

    @property
    def said(self) -> list[str]:
        """What each line says."""
        return [said(line) for line in self.lines]

    @property
    def is_worded(self) -> bool:
        return any(WORDED.search(text) for text in self.said)


def lined_cells(grid: Grid, words: Sequence[Word]) -> list[LinedCell]:
    return [
        LinedCell(region, group_lines(mine), grid.xs[region[1]], grid.xs[region[1] + region[3]])
        for region, mine in zip(grid.regions, grid.words_in(words), strict=True)
    ]


def said(line: Line) -> str:
    return " ".join(w.text for w in line)


def height_of(line: Line) -> float:
    """The height of its highest word."""
    return max(w.bbox.height for w in line)
