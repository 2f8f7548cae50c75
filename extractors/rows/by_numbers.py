"""Rows that the numbers of the first column begin: `1.`, `2.`, `3.` below each other and nothing else there, every other text
kept between the heights of two of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from extractors.layout.blocks import ColumnBlock, ColumnLine
from extractors.layout.steps import heuristic, nothing
from extractors.layout.text_forms import DIGIT, ITEM_NUMBER
from extractors.rows.by_gaps import LIMITS as GAPS
from extractors.rows.by_heights import LIMITS as HEIGHTS
from extractors.rows.by_heights import AlignedRows


@heuristic(nothing)
def numbered_rows(body: ColumnBlock) -> AlignedRows | None:
    """The heights between such rows. None where the numbers do not follow each other, a text reaches over one of them, a row has
    no figure behind its names, or the lines of two rows stand as close as those of one in any column."""
    numbers, *others = body.by_column
    if len(numbers) < HEIGHTS.few_rows or not _follow([line.text for line in numbers]):
        return None
    edges = [_edge_above(number, others, body.size) for number in numbers[1:]]
    known = [edge for edge in edges if edge is not None]
    if len(known) < len(edges) or not all(_keeps(lines, known) for lines in others):
        return None
    held = [{sum(line.top > edge for edge in known) for line in lines if _told(line)} for lines in others]
    full = all(len(rows) == len(numbers) for rows in (held[0], held[-1]))
    return AlignedRows(tuple(known), {}) if full else None


def _follow(texts: Sequence[str]) -> bool:
    if not all(ITEM_NUMBER.match(text) for text in texts):
        return False
    counted = [int("".join(DIGIT.findall(text))) for text in texts]
    return all(b - a == 1 for a, b in pairwise(counted))


def _told(line: ColumnLine) -> bool:
    return any(ch.isalnum() for ch in line.text)


def _edge_above(number: ColumnLine, others: Sequence[Sequence[ColumnLine]], size: float) -> float | None:
    """The height between a number and what stands above it in the other columns; None where a text reaches down beside it."""
    begins = number.top - GAPS.same_top * size
    above = [line.bottom for lines in others for line in lines if line.top < begins]
    low = max(above, default=begins)
    return None if low > number.top + GAPS.same_top * size else min(low, begins)


def _keeps(lines: Sequence[ColumnLine], edges: Sequence[float]) -> bool:
    """Are the lines of a column further apart at each of these heights than within the rows?"""
    steps = [(b.top - a.top, any(a.top < edge <= b.top for edge in edges)) for a, b in pairwise(lines)]
    within = [step for step, across in steps if not across]
    return not within or all(step > GAPS.pitch * median_low(within) for step, across in steps if across)
