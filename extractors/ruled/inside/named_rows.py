"""Rows of one ruled row: values below each other, each beside the lines that name it.

A word processor's table whose inner borders were left out, or whose author set the values beside their names by hand. Values
set in the middle of names of several lines part these in one way only: the first name ends as far below the first value as
it begins above it, the next begins on the next line, and the last must end on the last. Where they stand otherwise, the ends
of the lines tell where a name begins: each then has one value somewhere beside it. What a single name beside several values
looks like is left as it is.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Annotated

from extractors.layout.limits import COUNT, LINE_HEIGHTS, Limit
from extractors.layout.lines import box_around, said
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import DIGIT, HEADS, LIST_MARK_FIRST, is_figure
from extractors.model import Word
from extractors.ruled.grid import Grid, Region
from extractors.ruled.inside.lined import Line, LinedCell, Text, height_of, lined_cells
from extractors.ruled.inside.stacked_rows import LIMITS as STACKED
from extractors.ruled.inside.stacked_rows import would_have_fitted


@dataclass(frozen=True, slots=True)
class Limits:
    values: Annotated[int, Limit("so many values stand below each other", COUNT)] = 2
    most: Annotated[int, Limit("and no more", COUNT)] = 60
    lines: Annotated[int, Limit("a name that shows its middle has so many lines", COUNT)] = 2
    level: Annotated[float, Limit("the middles of a value and of its name differ less", LINE_HEIGHTS)] = 0.3
    indent: Annotated[float, Limit("what a word alone heads begins further right by this", LINE_HEIGHTS)] = 0.5
    pitch: Annotated[float, Limit("the lines of one value follow one another as closely", LINE_HEIGHTS)] = 0.6


LIMITS = Limits()

_ENDS = re.compile(r"[.;:]$")


@heuristic(first)
def with_named_rows(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with ruled rows cut between names that stand beside a value each."""
    by_row: list[list[LinedCell]] = [[] for _ in grid.ys[1:]]
    for cell in lined_cells(grid, words):
        if len(cell.rows) == 1:
            by_row[cell.rows.start].append(cell)
    parted: set[Region] = set()
    edges: dict[int, list[float]] = {}
    for row, cells in enumerate(by_row):
        found = next((rows for name in _names(cells) if (rows := _rows_of(name, cells)) is not None), None)
        if found is not None:
            parted.update(found.parted)
            edges[row] = _edges(found.names)
    return grid.cut(parted, edges) if parted else grid


def _holds_figures(cell: LinedCell) -> bool:
    return any(is_figure(text) for text in cell.said) and not any(LIST_MARK_FIRST.match(text) for text in cell.said)


def _values(cell: LinedCell) -> list[Text]:
    """The values in a cell: each figure with the lines of words closely below it."""
    out: list[list[Line]] = []
    for line, text in zip(cell.lines, cell.said, strict=True):
        if out and not DIGIT.search(text) and not is_figure(text) and _follows(out[-1][-1], line):
            out[-1].append(line)
        else:
            out.append([line])
    return list(out)


def _names(cells: Sequence[LinedCell]) -> list[LinedCell]:
    """The cells of words before a stack of figures, the nearest to it first."""
    stacks = (c.column for c in cells if len(c.lines) >= LIMITS.values and _holds_figures(c) and len(_values(c)) >= LIMITS.values)
    last = max(stacks, default=0)
    return [c for c in reversed(cells) if c.column < last and c.is_worded and not _holds_figures(c)]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The names in a cell and the cells of which each of them has a part."""

    names: Sequence[Text]
    parted: set[Region]


def _rows_of(name: LinedCell, cells: Sequence[LinedCell]) -> _Rows | None:
    """The rows that the figures behind a name show; None where they do not tell, or some do not go with the others."""
    stacks = [[_middle(text) for text in _values(c)] for c in cells if c.column > name.column and _holds_figures(c)]
    heights = max(stacks, key=len, default=[])
    if not LIMITS.values <= len(heights) <= LIMITS.most:
        return None
    within = _as_wide_as_its_lines(name)
    names = _by_middles(within, heights) or _by_ends(within, heights)
    if names is None or max(map(len, names)) < LIMITS.lines:
        return None
    beside = [c for c in cells if c.lines and c is not name]
    placed = {c.region for c in beside if _stands_beside(c, names) and not _may_be_of_all(c, names)}
    if any(_holds_figures(c) and c.column > name.column and c.region not in placed for c in beside):
        return None
    return _Rows(names, {name.region, *placed})


def _as_wide_as_its_lines(cell: LinedCell) -> LinedCell:
    """The cell as far as its longest line: lines may end by hand, far from its border."""
    right = max(line[-1].bbox.x1 for line in cell.lines) + STACKED.margin
    return replace(cell, right=min(cell.right, right))


def _by_middles(name: LinedCell, heights: Sequence[float]) -> list[Text] | None:
    """The one way to part the lines of a cell into names with their middles at these heights."""
    ways = [way for way in _ways(name.lines, heights) if _each_begins_anew(name, way)]
    return ways[0] if len(ways) == 1 else None


def _by_ends(name: LinedCell, heights: Sequence[float]) -> list[Text] | None:
    """The names that begin anew, each with one of these heights beside it; None where one has none, or several."""
    begins = [0, *(k for k, (a, b) in enumerate(pairwise(name.lines), 1) if _begins_anew(b, a, name)), len(name.lines)]
    texts = [name.lines[a:b] for a, b in pairwise(begins)]
    names: list[list[Line]] = []
    heads: list[Line] = []
    for text, below in zip_longest(texts, texts[1:]):
        held = [h for h in heights if _reaches(text, h)]
        if not held and below and _heads(text, below):
            heads += text
        elif held == heights[len(names) : len(names) + 1]:
            names.append([*heads, *text])
            heads = []
        else:
            return None
    return list(names) if len(names) == len(heights) and not heads else None


def _heads(text: Text, below: Text) -> bool:
    """Is this a line that heads what is below it: ends it in a colon, or is it a word further left?"""
    if len(text) > 1:
        return False
    line = text[0]
    return bool(HEADS.search(said(line))) or (
        len(line) == 1 and below[0][0].bbox.x0 - line[0].bbox.x0 > LIMITS.indent * height_of(line)
    )


def _reaches(text: Text, height: float) -> bool:
    box = box_around([w for line in text for w in line])
    return box.y0 <= height <= box.y1


def _ways(lines: Text, heights: Sequence[float]) -> Iterator[list[Text]]:
    """The ways to part lines into a text a height, each with its middle there. A line that heads what is below it may stand
    above a text."""
    if not heights:
        if not lines:
            yield []
        return
    for skipped in (0, 1) if lines and HEADS.search(said(lines[0])) else (0,):
        for end in range(skipped + 1, len(lines) + 1):
            if abs(_middle(lines[skipped:end]) - heights[0]) < LIMITS.level * height_of(lines[0]):
                for rest in _ways(lines[end:], heights[1:]):
                    yield [lines[:end], *rest]


def _each_begins_anew(cell: LinedCell, names: Sequence[Text]) -> bool:
    """Is no name the rest of the one above, and holds none two that are marked?"""
    inside = [line for name in names for above, line in pairwise(name) if not HEADS.search(said(above))]
    if any(LIST_MARK_FIRST.match(said(line)) for line in inside):
        return False
    return all(_begins_anew(below[0], above[-1], cell) for above, below in pairwise(names))


def _begins_anew(line: Line, above: Line, cell: LinedCell) -> bool:
    """Has a line a list mark, or heads others, or follows a full stop, or had its first word fitted on the line above?"""
    if LIST_MARK_FIRST.match(f"{said(line)} ") or would_have_fitted(line, above, cell.left, cell.right):
        return True
    return not line[0].text[:1].islower() and bool(HEADS.search(said(line)) or _ENDS.search(said(above)))


def _may_be_of_all(cell: LinedCell, names: Sequence[Text]) -> bool:
    """Is this one value beside the middle of all the names, or on their first or last line and not at the middle of its own?"""
    lines = [line for name in names for line in name]

    def at(text: Text) -> bool:
        return abs(_middle(cell.lines) - _middle(text)) < LIMITS.level * height_of(cell.lines[0])

    if len(_values(cell)) > 1:
        return False
    return at(lines) or (any(map(at, (lines[:1], lines[-1:]))) and not any(map(at, names)))


def _stands_beside(cell: LinedCell, names: Sequence[Text]) -> bool:
    """Does each text of a cell stand beside a name of its own, or each line of words where there are as many?"""
    worded = all(text[:1].isupper() and not DIGIT.search(text) for text in cell.said)
    lines: list[Text] = [[line] for line in cell.lines]
    return _each_beside(_values(cell), names) or (worded and len(lines) == len(names) and _each_beside(lines, names))


def _each_beside(texts: Sequence[Text], names: Sequence[Text]) -> bool:
    """Has each text a name of its own beside its middle, and no line of it beyond the edges of that name's row?"""
    edges = _edges(names)
    places = [
        k
        for text in texts
        for k, name in enumerate(names)
        if _reaches(name, _middle(text)) and all(bisect(edges, _middle([line])) == k for line in text)
    ]
    return len(places) == len(texts) == len(set(places))


def _edges(names: Sequence[Text]) -> list[float]:
    """The heights between names."""
    boxes = [box_around([w for line in name for w in line]) for name in names]
    return [(above.y1 + below.y0) / 2 for above, below in pairwise(boxes)]


def _follows(above: Line, below: Line) -> bool:
    return box_around(below).y0 - box_around(above).y1 < LIMITS.pitch * height_of(below)


def _middle(text: Text) -> float:
    box = box_around([w for line in text for w in line])
    return box.cy
