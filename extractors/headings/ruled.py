"""The heading of a table whose horizontal rules are drawn cell by cell: the rules say which cell is over which columns.

No vertical line parts such cells, and a tall name of several lines stands beside names of groups; the middle of a text does
not tell the two apart. The pieces of the rules do: a cell ends where a piece runs below it, and reaches as far as pieces
above and below it run over the border between two columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Annotated

from extractors.headings.levels import Level
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import box_around, distinct, group_lines, segments, texts_of
from extractors.layout.places import sticks_out
from extractors.layout.steps import heuristic, nothing
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import BBox, Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    covers: Annotated[float, Limit("a rule is a column's own where it runs over so much of its width", SHARE)] = 0.8
    inside: Annotated[float, Limit("rules of a heading lie further below its top, and no further below its end", POINTS)] = 2.0
    levels: Annotated[int, Limit("fewer heights of rules tell no levels", COUNT)] = 2
    end: Annotated[float, Limit("the last of them is no further from the end of the heading", POINTS)] = 3.0
    over: Annotated[float, Limit("a piece that runs over a border reaches further on both sides", POINTS)] = 2.0
    space: Annotated[float, Limit("a word space is no wider", FONT_SIZES)] = 0.35

    apart: Annotated[float, Limit("names of two columns stand further apart", FONT_SIZES)] = 1.25


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
    if not _tell_levels(heights, end):
        return None
    pieces = _Pieces.at(heights, rules, borders)
    bands = _bands(words, heights)
    levels: list[Level] = [[] for _ in heights]
    cells = _named_cells(pieces, bands, borders, size)
    for top_level, column, last_level, width in cells:
        x0, x1 = borders[column], borders[column + width]
        text = [w for band in bands[top_level : last_level + 1] for w in band if x0 <= w.bbox.cx < x1]
        if _in_several(text, borders[column : column + width + 1], size):
            return None
        if text:
            levels[top_level].append((column, width, text))
        elif top_level or levels[0]:
            return None  # a blank cell
    if any(_torn(band, levels, size) for band in bands):
        return None
    return [level for level in levels if level]


def _in_several(text: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Does the text of a cell over columns with these borders stick out of it, or keep apart at one inside, so that there are
    names of one column each?"""
    return any(sticks_out(w.bbox, borders[0], borders[-1]) for w in text) or any(
        left[-1].bbox.x1 < x < right[0].bbox.x0
        for x in borders[1:-1]
        for line in group_lines(text)
        for left, right in pairwise(segments(line, LIMITS.apart * size))
    )


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What the pieces of the rules say, by their heights, top first: which columns have one of their `own`, and `over` which
    borders between two columns one runs."""

    own: tuple[tuple[bool, ...], ...]
    over: tuple[tuple[bool, ...], ...]

    @classmethod
    def at(cls, heights: Sequence[float], rules: Sequence[Ruling], borders: Sequence[float]) -> _Pieces:
        pieces = [[(r.x0, r.x1) for r in rules if abs(r.y0 - y) <= TRACKS.piece] for y in heights]
        return cls(
            tuple(tuple(any(_covers(p, a, b) for p in mine) for a, b in pairwise(borders)) for mine in pieces),
            tuple(tuple(any(_runs_over(p, border) for p in mine) for border in borders[1:-1]) for mine in pieces),
        )

    @property
    def tell_widths(self) -> bool:
        """Does a piece run over a border? Where none does they are drawn column by column, below a wide cell too."""
        return any(any(borders) for borders in self.over)

    @property
    def in_one_piece(self) -> bool:
        """Does one piece run below the whole heading?"""
        return all(self.over[-1])

    def cells(self, one: Callable[[int, int, int], bool]) -> Iterator[tuple[int, int, int, int]]:
        """(level, column, last level, width in columns) of the cells, level by level; `one` tells whether a column is one cell
        with the column before it, from a level down to a last one."""
        columns = len(self.own[0])
        for level in range(len(self.own)):
            column = 0
            while column < columns:
                if not self._begins(level, column):
                    column += 1
                    continue
                last, right = self._end(level, column), column + 1
                while right < columns and one(level, right, last):
                    right += 1
                yield level, column, last, right - column
                column = right

    def _begins(self, level: int, column: int) -> bool:
        """Does a cell of the column begin on a level: right below a piece?"""
        return level == 0 or self.own[level - 1][column]

    def _end(self, level: int, column: int) -> int:
        return next((k for k in range(level, len(self.own)) if self.own[k][column]), len(self.own) - 1)

    def end_alike(self, level: int, column: int, last: int) -> bool:
        """Does the cell of a column begin and end as the one before it, above the last level?"""
        return last < len(self.own) - 1 and self._begins(level, column) and self._end(level, column) == last

    def held_together(self, level: int, column: int, last: int) -> bool:
        """Do pieces hold a column together with the one before it, from a level down to the `last`?"""
        above = level == 0 or (self.own[level - 1][column] and self.over[level - 1][column - 1])
        return above and self._end(level, column) == last and self.over[last][column - 1]


_Cells = list[tuple[int, int, int, int]]


def _named_cells(pieces: _Pieces, bands: Sequence[Sequence[Word]], borders: Sequence[float], size: float) -> _Cells:
    """The cells, those that hold several names shared out among these: rules drawn column by column tell only which columns end
    on one level, and one piece may run on below several groups, or below the whole heading. Each name is in the middle of its
    columns or begins where the first of them does; where they cannot be shared out they are one cell, in which the names stand
    apart."""
    out: _Cells = []
    held, lowest = pieces.tell_widths, len(bands) - 1
    for level, column, last, width in pieces.cells(pieces.held_together if held else pieces.end_alike):
        places = borders[column : column + width + 1]
        text = [w for band in bands[level : last + 1] for w in band if places[0] <= w.bbox.cx < places[-1]]
        names = _strips(text)
        whole = held and last == lowest and pieces.in_one_piece
        if width == 1 or whole or (not held and not names):
            out += [(level, column + k, last, 1) for k in range(width)]
        elif held and (last == lowest or not _in_several(text, places, size)):
            out.append((level, column, last, width))
        else:
            cuts = _shared(names, places)
            out += [(level, column + a, last, b - a) for a, b in pairwise(cuts)]
    return out


def _strips(words: Sequence[Word]) -> list[BBox]:
    """The texts of words side by side, the lines of one together; left to right."""
    out: list[BBox] = []
    for text in sorted((box_around(t) for line in group_lines(words) for t in texts_of(line, line[0].size)), key=lambda b: b.x0):
        if out and text.x0 < out[-1].x1:
            out[-1] = out[-1].union(text)
        else:
            out.append(text)
    return out


def _shared(names: Sequence[BBox], places: Sequence[float]) -> tuple[int, ...]:
    """Where to part columns with these borders (`places`), so that each name has its own; nowhere where one would stick out."""
    last = len(places) - 1
    ways = [(0, *inner, last) for inner in combinations(range(1, last), len(names) - 1)]

    def off(cuts: tuple[int, ...]) -> float:
        both = [(n, places[a], places[b]) for n, (a, b) in zip(names, pairwise(cuts), strict=True)]
        middle = sum(abs(n.cx - (left + right) / 2) for n, left, right in both)
        return min(middle, sum(abs(n.x0 - left) for n, left, _ in both))

    fit = [c for c in ways if not any(sticks_out(n, places[a], places[b]) for n, (a, b) in zip(names, pairwise(c), strict=True))]
    return min(fit, key=off, default=(0, last))


def _tell_levels(heights: Sequence[float], end: float) -> bool:
    """Are these heights of the rules in a heading those of its levels, the last one its lower edge?"""
    return len(heights) >= LIMITS.levels and abs(heights[-1] - end) <= LIMITS.end


def _bands(words: Sequence[Word], heights: Sequence[float]) -> list[list[Word]]:
    """The words above each height and below the one before."""
    bands: list[list[Word]] = [[] for _ in heights]
    for word in words:
        bands[min(sum(y < word.bbox.cy for y in heights), len(heights) - 1)].append(word)
    return bands


def _covers(piece: tuple[float, float], left: float, right: float) -> bool:
    return min(piece[1], right) - max(piece[0], left) >= LIMITS.covers * (right - left)


def _runs_over(piece: tuple[float, float], border: float) -> bool:
    return piece[0] < border - LIMITS.over and piece[1] > border + LIMITS.over


def _torn(band: Sequence[Word], levels: Sequence[Level], size: float) -> bool:
    """Does a text of one line lie in two cells, with no more than a word space at the border between them?"""
    cell = {id(w): (k, c) for k, level in enumerate(levels) for c, _, ws in level for w in ws}
    return any(
        cell.get(id(a)) != cell.get(id(b))
        for line in group_lines(band)
        for run in segments(line, LIMITS.space * size)
        for a, b in pairwise(run)
    )
