"""Texts that the rules between rows do not reach: a sasaran beside the shaded rows of its indicators goes on over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import FONT_SIZES, Limit
from extractors.layout.places import covered
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import LIST_MARK
from extractors.model import Ruling, Word

Rows = list[list[list[Word]]]


@dataclass(frozen=True, slots=True)
class Limits:
    close: Annotated[float, Limit("lines of one text stand no further apart", FONT_SIZES)] = 0.6


LIMITS = Limits()


@heuristic(lambda rows, borders, rules: rows)
def with_uncut(rows: Rows, borders: Sequence[float], rules: Sequence[Ruling]) -> Rows:
    """The rows, what goes on in the next of them given back to the cell above: right below it, no new item, and no rule between
    the two in this column, though in others."""
    out = [[list(cell) for cell in row] for row in rows]
    for above, row in pairwise(out):
        for c, (x0, x1) in enumerate(pairwise(borders)):
            if above[c] and row[c] and _goes_on(above[c], row[c]) and not _parted(above[c], row[c], (x0, x1), rules):
                above[c], row[c] = [*above[c], *row[c]], []
    return out


def _goes_on(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Do the words of a cell go on in those right below: a word that begins no name, as near as lines of one text?"""
    gap = min(w.bbox.y0 for w in below) - max(w.bbox.y1 for w in above)
    first = min(below, key=lambda w: (round(w.bbox.cy), w.bbox.x0))
    return first.text[:1].islower() and not LIST_MARK.match(first.text) and gap <= LIMITS.close * max(first.size, 1.0)


def _parted(above: Sequence[Word], below: Sequence[Word], column: tuple[float, float], rules: Sequence[Ruling]) -> bool:
    """Does a rule run between two cells in their column?"""
    x0, x1 = column
    top, end = max(w.bbox.cy for w in above), min(w.bbox.cy for w in below)
    return 2 * covered((max(r.x0, x0), min(r.x1, x1)) for r in rules if top < r.y0 < end and r.x1 > x0 and r.x0 < x1) > x1 - x0
