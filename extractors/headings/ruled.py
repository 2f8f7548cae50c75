"""The heading of a table whose horizontal rules are drawn cell by cell: the rules say which cell is over which columns.

No vertical line parts such cells, and a tall name of several lines stands beside names of groups; the middle of a text does
not tell the two apart. The pieces of the rules do: a cell ends where a piece runs below it, and reaches as far as pieces
above and below it run over the border between two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.headings.levels import Level
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import distinct, group_lines, segments
from extractors.layout.places import sticks_out
from extractors.layout.steps import heuristic, nothing
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    covers: Annotated[float, Limit("a rule is a column's own where it runs over so much of its width", SHARE)] = 0.8
    inside: Annotated[float, Limit("rules of a heading lie further below its top, and no further below its end", POINTS)] = 2.0
    levels: Annotated[int, Limit("fewer heights of rules tell no levels", COUNT)] = 2
    end: Annotated[float, Limit("the last of them is no further from the end of the heading", POINTS)] = 3.0
    over: Annotated[float, Limit("a piece that runs over a border reaches further on both sides", POINTS)] = 2.0
    space: Annotated[float, Limit("a word space is no wider", FONT_SIZES)] = 0.35


LIMITS = Limits()


@heuristic(nothing)
def ruled_heading(
    words: Sequence[Word], rules: Sequence[Ruling], borders: Sequence[float], end: float, size: float
) -> list[Level] | None:
    """Heading rows, top first, or None where the rules do not tell: none inside the heading, a cell without text, or a
    text over columns that no piece holds together. `end` is the height of the heading's lower edge (points)."""
    if not words:
        return None
    top = min(w.bbox.y0 for w in words)
    heights = distinct([r.y0 for r in rules if top + LIMITS.inside < r.y0 < end + LIMITS.inside], TRACKS.piece)
    if len(heights) < LIMITS.levels or abs(heights[-1] - end) > LIMITS.end:
        return None
    columns = len(borders) - 1
    bands = [[w for w in words if _band(w, heights) == k] for k in range(len(heights))]
    pieces = [[(r.x0, r.x1) for r in rules if abs(r.y0 - y) <= TRACKS.piece] for y in heights]
    own = [[any(_covers(p, a, b) for p in mine) for a, b in pairwise(borders)] for mine in pieces]
    over = [[any(x0 < b - LIMITS.over and x1 > b + LIMITS.over for x0, x1 in mine) for b in borders[1:-1]] for mine in pieces]
    levels: list[Level] = [[] for _ in heights]
    for k in range(len(heights)):
        column = 0
        while column < columns:
            if k and not own[k - 1][column]:
                column += 1
                continue
            last = _end(own, column, k)
            width = 1
            while (
                column + width < columns
                and (k == 0 or (own[k - 1][column + width] and over[k - 1][column + width - 1]))
                and _end(own, column + width, k) == last
                and over[last][column + width - 1]
            ):
                width += 1
            x0, x1 = borders[column], borders[column + width]
            text = [w for band in bands[k : last + 1] for w in band if x0 <= w.bbox.cx < x1]
            if any(sticks_out(w.bbox, x0, x1) for w in text):
                return None
            if text:
                levels[k].append((column, width, text))
            elif k or any(levels[0]):
                return None
            column += width
    if any(_torn(band, levels, size) for band in bands):
        return None
    return [level for level in levels if level]


def _band(word: Word, heights: Sequence[float]) -> int:
    return min(sum(y < word.bbox.cy for y in heights), len(heights) - 1)


def _covers(piece: tuple[float, float], left: float, right: float) -> bool:
    return min(piece[1], right) - max(piece[0], left) >= LIMITS.covers * (right - left)


def _end(own: Sequence[Sequence[bool]], column: int, start: int) -> int:
    return next((k for k in range(start, len(own)) if own[k][column]), len(own) - 1)


def _torn(band: Sequence[Word], levels: Sequence[Level], size: float) -> bool:
    """Does a text of one line lie in two cells, with no more than a word space at the border between them?"""
    cell = {id(w): (k, c) for k, level in enumerate(levels) for c, _, ws in level for w in ws}
    return any(
        cell.get(id(a)) != cell.get(id(b))
        for line in group_lines(band)
        for run in segments(line, LIMITS.space * size)
        for a, b in pairwise(run)
    )
