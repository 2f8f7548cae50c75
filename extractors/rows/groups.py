"""Names of groups of rows that no rule sets apart: one text alone on its line that runs over the borders of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import FONT_SIZES, Limit
from extractors.layout.lines import group_lines, texts_of
from extractors.layout.places import crosses
from extractors.layout.steps import heuristic, none_of_them
from extractors.layout.text_forms import ROW_NUMBER
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    apart: Annotated[
        float, Limit("the name of a group stands further below the row above it than lines of one cell", FONT_SIZES)
    ] = 0.35


LIMITS = Limits()


@heuristic(none_of_them)
def around_groups(words: Sequence[Word], borders: Sequence[float], size: float) -> list[float]:
    """Heights above and below each name of a group of rows, with the lines that it wraps over; a name in its own column that is
    too long for it goes on without a space above it."""
    lines = group_lines(words)
    tops = [min(w.bbox.y0 for w in line) for line in lines]
    ends = [max(w.bbox.y1 for w in line) for line in lines]
    out: list[float] = []
    inside = False
    for k, line in enumerate(lines):
        apart = k == 0 or tops[k] - ends[k - 1] >= LIMITS.apart * size
        named = _runs_over(line, borders, size) and (inside or (apart and line[0].text[:1].isupper()))
        if named != inside:
            out.append((ends[k - 1] + tops[k]) / 2 if k else tops[k] - 1.0)
        inside = named
    return out


def _runs_over(line: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Is a line one text, behind the mark of its row or without one, that reaches from one column into others?"""
    texts = texts_of(line, size)
    marked = len(texts[0]) == 1 and ROW_NUMBER.match(texts[0][0].text) is not None
    return len(texts) == 1 + marked and any(crosses(w, x) for x in borders[1:-1] for w in texts[-1])
