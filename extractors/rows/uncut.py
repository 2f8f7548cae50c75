"""Texts that the rules between rows do not reach: a sasaran beside the shaded rows of its indicators goes on over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Annotated

from extractors.layout.limits import FONT_SIZES, SHARE, Limit
from extractors.layout.lines import said
from extractors.layout.places import covered
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import DIGIT, LIST_MARK, WORDED
from extractors.model import Ruling, Word

Rows = list[list[list[Word]]]


@dataclass(frozen=True, slots=True)
class Limits:
    most: Annotated[float, Limit("a rule parts a column where it runs along so much of it", SHARE)] = 0.5
    close: Annotated[float, Limit("lines of one text stand no further apart", FONT_SIZES)] = 0.6


LIMITS = Limits()


@heuristic(lambda rows, borders, rules: rows)
def with_uncut(rows: Rows, borders: Sequence[float], rules: Sequence[Ruling]) -> Rows:
    """The rows, what goes on in the next of them given back to the cell above: right below it, no new item, and no rule between
    the two in this column, though in others."""
    out = [[list(cell) for cell in row] for row in rows]
    for above, row in pairwise(out):
        for c, (x0, x1) in enumerate(pairwise(borders)):
            if above[c] and row[c] and _goes_on(above[c], row[c]) and _is_uncut(above[c], row[c], (x0, x1), rules):
                above[c], row[c] = [*above[c], *row[c]], []
    return out


@heuristic(lambda rows, borders, rules: {})
def reaching_down(rows: Rows, borders: Sequence[float], rules: Sequence[Ruling]) -> dict[tuple[int, int], int]:
    """The (row, column) of cells that reach over several rows, with how many: rules part these rows in other columns, and none
    does in this one, which holds one name there, wherever it stands. A figure stands in its row."""
    out: dict[tuple[int, int], int] = {}
    for c, (x0, x1) in enumerate(pairwise(borders)):
        heights = [_middle([w for k, cell in enumerate(row) if k != c for w in cell]) for row in rows]
        start = 0
        for k in range(1, len(rows) + 1):
            if k < len(rows) and _only_beside(heights[k - 1], heights[k], (x0, x1), rules):
                continue
            held = [row[c] for row in rows[start:k] if row[c]]
            if k - start > 1 and len(held) == 1 and WORDED.search(said(held[0])) and not DIGIT.search(said(held[0])[:1]):
                out[start, c] = k - start
            start = k
    return out


def _middle(words: Sequence[Word]) -> float | None:
    return median(w.bbox.cy for w in words) if words else None


def _only_beside(above: float | None, below: float | None, column: tuple[float, float], rules: Sequence[Ruling]) -> bool:
    """Does a rule run between two heights, and none of those that do in a column?"""
    if above is None or below is None:
        return False
    between = [r for r in rules if above < r.y0 < below]
    return bool(between) and not _covers(between, column)


def _goes_on(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Do the words of a cell go on in those right below: a word that begins no name, as near as lines of one text?"""
    gap = min(w.bbox.y0 for w in below) - max(w.bbox.y1 for w in above)
    first = min(below, key=lambda w: (round(w.bbox.cy), w.bbox.x0))
    return first.text[:1].islower() and not LIST_MARK.match(first.text) and gap <= LIMITS.close * max(first.size, 1.0)


def _is_uncut(above: Sequence[Word], below: Sequence[Word], column: tuple[float, float], rules: Sequence[Ruling]) -> bool:
    """Does a rule run between the heights of two cells, and none in their column?"""
    return _only_beside(max(w.bbox.cy for w in above), min(w.bbox.cy for w in below), column, rules)


def _covers(rules: Sequence[Ruling], column: tuple[float, float]) -> bool:
    """Do rules run along most of a column?"""
    x0, x1 = column
    return covered((max(r.x0, x0), min(r.x1, x1)) for r in rules if r.x1 > x0 and r.x0 < x1) > LIMITS.most * (x1 - x0)
