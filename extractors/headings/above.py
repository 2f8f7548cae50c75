"""A heading that stands above the lines in which the columns were found: its names are so close together that nothing parts them.

Upwards from the first row, lines without a figure belong to it as long as each of their texts keeps to the columns: words that
stand in one column each, or the name of a group over names of its parts. Running text, and a title, run over the borders as they
come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.headings.extent import names_a_group
from extractors.layout.limits import COUNT, LINE_HEIGHTS, SHARE, Limit
from extractors.layout.lines import segments, texts_of
from extractors.layout.places import crosses
from extractors.layout.steps import heuristic, none_of_them
from extractors.layout.text_forms import LABEL, is_value
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("lines of a heading, and its first row, are no further apart", LINE_HEIGHTS)] = 1.6
    lines: Annotated[int, Limit("a heading has no more lines", COUNT)] = 8
    sentence: Annotated[int, Limit("words of a line that announces the table below it", COUNT)] = 3
    named: Annotated[float, Limit("so many of the columns have a name in it", SHARE)] = 0.6


LIMITS = Limits()


@heuristic(none_of_them)
def heading_above(above: Sequence[list[Word]], first: Sequence[Word], borders: Sequence[float], size: float) -> list[Word]:
    """The words of the lines above the `first` row of a table that name its columns, lowest line first."""
    out: list[Word] = []
    top = min(w.bbox.y0 for w in first)
    for line in list(reversed(above))[: LIMITS.lines]:
        text = " ".join(w.text for w in line)
        if top - max(w.bbox.y1 for w in line) > LIMITS.near * size or LABEL.match(text):
            break
        if any(is_value(w.text) for w in line) or _announces(line, size):
            break
        if not all(_keeps(run, out, borders, size) for run in texts_of(line, size)):
            break
        out.extend(line)
        top = min(top, *(w.bbox.y0 for w in line))
    named = {c for c, (left, right) in enumerate(pairwise(borders)) if any(left <= w.bbox.cx < right for w in out)}
    return out if len(named) >= LIMITS.named * (len(borders) - 1) else []


def _announces(line: Sequence[Word], size: float) -> bool:
    """Is a line the end of a sentence that announces what follows: one text of several words with a colon behind it?"""
    return line[-1].text.endswith(":") and len(line) >= LIMITS.sentence and len(texts_of(line, size)) == 1


def _keeps(run: Sequence[Word], known: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Does a text keep to the columns: does no word of it stand over a border, or is it the name of a group over what is `known`
    below it? Words of a title keep to them by chance only where it runs over few."""
    over = any(crosses(w, x) for w in run for x in borders[1:-1])
    if not over and (not known or len(segments(run, 0.0)) == 1 or _single(run, borders)):
        return True
    return bool(known) and names_a_group(run, known, borders, size)


def _single(run: Sequence[Word], borders: Sequence[float]) -> bool:
    """Do all words stand in one column?"""
    return any(left <= run[0].bbox.cx and run[-1].bbox.cx < right for left, right in pairwise(borders))
