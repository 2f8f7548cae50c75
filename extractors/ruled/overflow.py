"""Text that runs over the blank cells beside its own, as spreadsheets let it, with rulings drawn through it.

A text that was drawn in one piece stays in the cell where it begins. Some programs draw a whole row in one piece: then each of
its texts keeps away from the rulings, and no text of its own is drawn in the columns behind the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import FONT_SIZES, TIMES, Limit
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import CODE, ROW_NUMBER, is_figure
from extractors.model import Word

Region = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Limits:
    space: Annotated[float, Limit("two words of a text stand no further apart", FONT_SIZES)] = 0.45
    wider: Annotated[float, Limit("or, where its words are set wider, no more than its other words do", TIMES)] = 1.2


LIMITS = Limits()


@heuristic(lambda words, places, regions: places)
def where_begun(words: Sequence[Word], places: list[int], regions: Sequence[Region]) -> list[int]:
    """The region of each word, where those of a text that runs over blank cells are that of its first word."""
    joined = pairwise(zip(words, places, strict=True))
    if not any(here != there and a.piece == b.piece and a.piece for (a, here), (b, there) in joined):
        return places
    pieces = list(_pieces(words))
    out = list(places)
    for start, end in pieces:
        if places[start] == places[end - 1] or not words[start].piece:
            continue
        within = list(dict.fromkeys(places[start:end]))
        home, *others = within
        blank = all(places[start:end].count(n) == places.count(n) for n in others)
        own = {regions[n][1] for n in others} <= {regions[places[k]][1] for k, _ in pieces}
        if blank and own and _runs_over(words[start:end], places[start:end], [regions[n] for n in within]):
            out[start:end] = [home] * (end - start)
    return out


def _pieces(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first, behind the last) of the words that were drawn in one go."""
    start = 0
    for k in range(1, len(words) + 1):
        if k == len(words) or words[k].piece != words[start].piece:
            yield start, k
            start = k


def _runs_over(piece: Sequence[Word], places: Sequence[int], regions: Sequence[Region]) -> bool:
    """Does a piece run on from its cell over those beside it, set no wider at their borders than elsewhere, and not as figures in
    columns?"""
    if not all(left[1] + left[3] == right[1] and left[::2] == right[::2] for left, right in pairwise(regions)):
        return False
    gaps = [b.bbox.x0 - a.bbox.x1 for a, b in pairwise(piece)]
    size = piece[0].size
    inside = [gap for gap, (a, b) in zip(gaps, pairwise(places), strict=True) if a == b]
    widest = max([LIMITS.space * size, *(LIMITS.wider * gap for gap in inside)])
    if not all(-size < gap <= widest for gap in gaps):
        return False
    texts: dict[int, list[str]] = {}
    for word, n in zip(piece, places, strict=True):
        texts.setdefault(n, []).append(word.text)
    first, *rest = (" ".join(said) for said in texts.values())
    return not (is_figure(first) or CODE.match(first) or ROW_NUMBER.match(first) or any(is_figure(text) for text in rest))
