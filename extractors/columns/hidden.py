"""Borders of columns inside one cell, from the words of its lines."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.columns.corridors import border, column_corridors
from extractors.layout.blocks import block_of, block_of_lines
from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.lines import box_around, group_lines, texts_of
from extractors.layout.steps import heuristic, none_of_them
from extractors.layout.text_forms import DIGIT, FIGURE
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    filled: Annotated[int, Limit("a cell that is parted has text in so many parts at least", COUNT)] = 2
    filled_share: Annotated[float, Limit("and in so many of them", SHARE)] = 0.6
    parted: Annotated[float, Limit("so many of the cells are parted", SHARE)] = 0.7
    names: Annotated[int, Limit("names tell parts without a figure where there are so many; one less behind a number", COUNT)] = 3
    figures: Annotated[float, Limit("a part behind the first is a figure in so many cells", SHARE)] = 0.5


LIMITS = Limits()


@heuristic(none_of_them)
def hidden_borders(cells: Sequence[Sequence[Word]]) -> list[float]:
    """Borders inside one ruled column: white corridors that part most of its cells into texts of their own, of which at
    least one is mostly figures, or of which each has a name in the first cell. `cells` are the words of each."""
    lines = [line for words in cells for line in block_of(words).lines]
    found = column_corridors(lines, block_of_lines(lines).size)
    if not found:
        return []
    places = [border(c, lines) for c in found]
    edges = [float("-inf"), *places, float("inf")]
    parted = 0
    figures = [0] * (len(edges) - 1)
    for words in cells:
        strips = [[w for w in words if a <= w.bbox.cx < b] for a, b in itertools.pairwise(edges)]
        parted += sum(bool(s) for s in strips) >= max(LIMITS.filled, LIMITS.filled_share * len(strips))
        for k, strip in enumerate(strips):
            figures[k] += _of_figures(strip)
    numbered = figures[0] >= LIMITS.figures * len(cells)
    told = max(figures[1:]) >= LIMITS.figures * len(cells) or _named(cells[0], edges, LIMITS.names - numbered)
    return places if told and parted >= LIMITS.parted * len(cells) else []


def _of_figures(strip: Sequence[Word]) -> bool:
    """Is most of the lines a figure?"""
    lines = group_lines(strip)
    return 2 * sum(bool(FIGURE.match(" ".join(w.text for w in line))) for line in lines) > len(lines)


def _named(words: Sequence[Word], edges: Sequence[float], least: int) -> bool:
    """Are these words one line of names, one in each of so many parts or more?"""
    lines = group_lines(words)
    if len(edges) <= least or len(lines) != 1 or any(DIGIT.search(w.text) for w in words):
        return False
    names = texts_of(lines[0], lines[0][0].size)
    return [bisect_right(edges, box_around(name).cx) for name in names] == list(range(1, len(edges)))
