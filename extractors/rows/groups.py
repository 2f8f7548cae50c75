"""Names of groups of rows that no rule sets apart: one text alone on its line that runs over the borders of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import FONT_SIZES, POINTS, Limit
from extractors.layout.lines import group_lines, numbers_a_row, texts_of
from extractors.layout.steps import heuristic, none_of_them
from extractors.layout.text_forms import ROW_NUMBER
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    apart: Annotated[
        float, Limit("the name of a group stands further below the row above it than lines of one cell", FONT_SIZES)
    ] = 0.35
    edge: Annotated[float, Limit("it reaches so far into other columns, and lies so far from what is beside it", POINTS)] = 1.0


LIMITS = Limits()


@heuristic(none_of_them)
def name_bands(words: Sequence[Word], borders: Sequence[float], size: float) -> list[tuple[float, float]]:
    """From where to where each name of a group of rows stands, with the lines that it wraps over. What is too long for its own
    column goes on without a space above it."""
    lines = group_lines(words)
    tops = [min(w.bbox.y0 for w in line) for line in lines]
    ends = [max(w.bbox.y1 for w in line) for line in lines]
    out: list[tuple[float, float]] = []
    begun: float | None = None
    for k, line in enumerate(lines):
        above = (ends[k - 1] + tops[k]) / 2 if k else tops[k] - LIMITS.edge
        apart = k == 0 or tops[k] - ends[k - 1] >= LIMITS.apart * size
        named = _runs_over(line, borders, size) and (begun is not None or (apart and line[0].text[:1].isupper()))
        if named and begun is None:
            begun = above
        elif begun is not None and not named:
            out.append((begun, above))
            begun = None
    return out if begun is None else [*out, (begun, ends[-1] + LIMITS.edge)]


def _runs_over(line: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Is a line one text, behind the mark of its row or without one, that reaches from one column into others?"""
    texts = texts_of(line, size)
    marked = numbers_a_row(texts[0])
    first, last = texts[-1][0].bbox, texts[-1][-1].bbox
    over = any(first.x0 < x - LIMITS.edge and x + LIMITS.edge < last.x1 for x in borders[1:-1])
    return len(texts) == 1 + marked and over and ROW_NUMBER.match(texts[-1][0].text) is None
