"""Names of columns no more than a word space apart, as in text reports and narrow columns of amounts: each ends where the texts
below it end, or begins where they begin. A single name over two columns does so at one of its words by chance at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, SHARE, Limit
from extractors.layout.lines import texts_of
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import is_value
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    flush: Annotated[float, Limit("texts that end or begin on one place differ no more", FONT_SIZES)] = 0.35
    lines: Annotated[int, Limit("a name is flush with the texts of so many lines", COUNT)] = 3
    share: Annotated[float, Limit("and of so many of them", SHARE)] = 0.6


LIMITS = Limits()

Lines = Sequence[Sequence[Word]]


@heuristic(lambda line, body, size: texts_of(line, size))
def names_of(line: Sequence[Word], body: Lines, size: float) -> list[list[Word]]:
    """The texts of a line of the heading over the lines of a `body`, parted where two names have but a word space between."""
    texts = texts_of(line, size)
    if all(len(text) == 1 for text in texts) or any(is_value(w.text) for w in line):
        return texts
    below = [text for other in body for text in texts_of(other, size)]
    least = max(LIMITS.lines, LIMITS.share * len(body))
    begins = _Places([text[0].bbox.x0 for text in below], LIMITS.flush * size, least)
    ends = _Places([text[-1].bbox.x1 for text in below], LIMITS.flush * size, least)
    return [name for text in texts for name in _parted(text, begins, ends)]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where texts begin, or end; a place is one that `least` of them share, within `near`."""

    every: Sequence[float]
    near: float
    least: float

    def __contains__(self, place: float) -> bool:
        return sum(abs(place - other) <= self.near for other in self.every) >= self.least


def _parted(text: Sequence[Word], begins: _Places, ends: _Places) -> list[list[Word]]:
    """The names in a text: all of them end where texts below end, or all begin where these begin."""
    cuts = [0]
    if text[-1].bbox.x1 in ends:
        cuts += [k for k in range(1, len(text)) if text[k - 1].bbox.x1 in ends]
    elif text[0].bbox.x0 in begins:
        cuts += [k for k in range(1, len(text)) if text[k].bbox.x0 in begins]
    return [list(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
