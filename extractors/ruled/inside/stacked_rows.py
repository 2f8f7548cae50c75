"""Rows of one ruled row: figures stacked alike in several columns, each with a name of its own beside it.

Ledgers rule the sums and leave the rows between them to the eye, or rule the columns of figures and leave one tall cell for
all codes, one for all names; a single column of figures will do where each row has a code of its own. What one value or one
name that wraps looks like is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, LINE_HEIGHTS, POINTS, SHARE, TIMES, Limit
from extractors.layout.lines import box_around
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import DIGIT, WORDED
from extractors.model import Word
from extractors.ruled.grid import Grid, Region
from extractors.ruled.inside.lined import Line, LinedCell, Text, height_of, lined_cells


@dataclass(frozen=True, slots=True)
class Limits:
    columns: Annotated[int, Limit("figures are stacked alike in so many columns", COUNT)] = 2
    level: Annotated[float, Limit("lines of one row differ less in height", LINE_HEIGHTS)] = 0.3
    space: Annotated[float, Limit("a word needs this much room before it", FONT_SIZES)] = 0.5
    margin: Annotated[float, Limit("texts end this far before the border of their cell", POINTS)] = 3.0
    flush: Annotated[float, Limit("lines that are set right end no further apart", LINE_HEIGHTS)] = 0.6
    ragged: Annotated[float, Limit("and begin so many times as far apart", TIMES)] = 4.0
    ruled: Annotated[int, Limit("so many ruled rows with a line of the names each tell that most begin anew", COUNT)] = 5
    anew: Annotated[float, Limit("so many of them then do", SHARE)] = 0.8
    keys: Annotated[int, Limit("a column of codes or numbers tells the rows where it has so many", COUNT)] = 2


LIMITS = Limits()

_VALUE = re.compile(
    r"\(?[-–]?\s*(?:rp\.?\s*)?(?!0\d)(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,4})?)"
    r"\s*(?:%|,-)?\)?$|[-–]$",
    re.IGNORECASE,
)
"""A whole figure; neither half of one that was broken between two lines."""
_CODE = re.compile(r"\d{1,6}(?:\.[\dA-Z]+)*$|[A-Z]$")
"""A code, or a part of one, that ends with its line."""
_OPEN_END = re.compile(r"[.,\-–]$")
_SHARE = re.compile(r"\(.*\)$")


@heuristic(first)
def with_stacked_rows(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with ruled rows cut where figures stand below figures in several columns, and cells of names and codes over
    such rows, or over ruled ones, parted with them."""
    cells = lined_cells(grid, words)
    parted: set[Region] = set()
    edges: dict[int, list[float]] = {}
    for block in _blocks(cells, grid.ys):
        if block.is_several:
            parted.update(block.parted())
            edges.update(block.edges())
    return grid.cut(parted, edges) if parted else grid


def _blocks(cells: Sequence[LinedCell], ys: Sequence[float]) -> Iterator[_Block]:
    """The ruled rows of each cell of names, top to bottom, where their figures show heights of several rows. A row whose columns
    of figures are blank is as high as the line of names in it, which heads those below; without any it is none."""
    by_row: list[list[LinedCell]] = [[] for _ in ys[1:]]
    for cell in cells:
        for row in cell.rows:
            by_row[row].append(cell)
    for row, here in enumerate(by_row):
        name = next((c for c in sorted(here, key=lambda c: c.column) if c.is_worded and not _holds_codes(c)), None)
        if name is not None and name.rows.start == row:
            found = {r: _levels(by_row[r], r, name.column) or _of_a_head(name, by_row[r], r, ys) for r in name.rows}
            levels = {r: heights for r, heights in found.items() if heights is not None}
            if len(levels) == len(name.rows) and sum(map(len, levels.values())) > 1:
                beside = {c.region: c for r in name.rows for c in by_row[r] if c is not name}
                yield _Block(name, tuple(beside.values()), levels)


def _levels(cells: Sequence[LinedCell], row: int, name: int) -> list[float]:
    """The middles of the lines of figures of a row behind its name, or of the codes before it, which may tell rows without
    figures too; none where its columns do not agree: those that have all of them in their heights, the others in where theirs
    stand."""
    here = [c for c in cells if c.rows == range(row, row + 1)]
    figures = [c for c in here if c.column > name and _holds_figures(c)]
    coded = _of_codes(figures, [c for c in here if c.column < name])
    if len(figures) < LIMITS.columns:
        return coded
    agreed = _in_step(figures)
    return coded if agreed and _all_in(agreed, coded, LIMITS.level * height_of(figures[0].lines[0])) else agreed


def _in_step(figures: Sequence[LinedCell]) -> list[float]:
    """The middles of the lines of the fullest columns of figures; none where a column has one elsewhere, or only one has all."""
    heights = [[_middle(line) for line in c.lines] for c in figures]
    near = LIMITS.level * height_of(figures[0].lines[0])
    most = max(heights, key=len)
    full = [h for h in heights if len(h) == len(most)]
    same = all(_all_in(h, most, near) and _rise(h) for h in heights)
    return most if same and len(full) >= LIMITS.columns else []


def _all_in(heights: Sequence[float], others: Sequence[float], near: float) -> bool:
    return all(any(abs(a - b) < near for b in others) for a in heights)


def _rise(heights: Sequence[float]) -> bool:
    return all(a < b for a, b in pairwise(heights))


def _of_codes(figures: Sequence[LinedCell], before: Sequence[LinedCell]) -> list[float]:
    """The middles of codes that stand below each other, where two of them at least have a figure, or the last is the letter of a
    part (`051` over `A`); none where a figure stands on a height of its own."""
    codes = next((c for c in before if _holds_codes(c)), None)
    if codes is None or not figures:
        return []
    heights = [_middle(line) for line in codes.lines]
    groups = [_groups(c.lines, heights) for c in figures]
    valued = {k for held in groups if held is not None for k, lines in enumerate(held) if lines}
    several = len(valued) >= LIMITS.keys or codes.said[-1].isalpha()
    return heights if several and None not in groups else []


def _holds_codes(cell: LinedCell) -> bool:
    """Whole codes alone, one a line, no two alike?"""
    texts = cell.said
    return len(texts) >= LIMITS.keys and len(set(texts)) == len(texts) and all(map(_CODE.match, texts))


def _of_a_head(name: LinedCell, cells: Sequence[LinedCell], row: int, ys: Sequence[float]) -> list[float] | None:
    """The middle of the first line of names, if any, in a ruled row of a cell over several, where all that stands behind is
    blank; None where something stands there."""
    behind = [c for c in cells if c.column > name.column]
    blank = len(behind) >= LIMITS.columns and all(c.rows == range(row, row + 1) and not c.lines for c in behind)
    inside = [_middle(line) for line in name.lines if ys[row] < _middle(line) < ys[row + 1]]
    return inside[:1] if blank and len(name.rows) > 1 else None


def _holds_figures(cell: LinedCell) -> bool:
    """Whole figures alone, none of them the share (in brackets) of the one above?"""
    texts = cell.said
    if not texts or not all(map(_VALUE.match, texts)):
        return False
    return not any(_SHARE.match(below) and not _SHARE.match(above) for above, below in pairwise(texts))


@dataclass(frozen=True, slots=True)
class _Block:
    """The ruled rows over which a cell of names reaches: the cells `beside` it there, and the heights of the figures by ruled
    row."""

    name: LinedCell
    beside: tuple[LinedCell, ...]
    levels: dict[int, list[float]]

    @property
    def is_several(self) -> bool:
        """Is each of these heights a row with a name of its own, and does all that stands beside go with them?"""
        names = _groups(self.name.lines, self._heights)
        if names is None or not all(names) or self._is_of_a_group or self._has_one_for_several:
            return False
        return self._each_begins_anew(names) and all(self._goes_with(c, names) for c in self._inside)

    @property
    def _heights(self) -> list[float]:
        return [height for heights in self.levels.values() for height in heights]

    @property
    def _inside(self) -> list[LinedCell]:
        """The cells beside the names that stand in one ruled row, or reach over the same."""
        return [c for c in self.beside if c.rows == self.name.rows or (len(c.rows) == 1 and c.rows.start in self.levels)]

    @property
    def _is_of_a_group(self) -> bool:
        """Have ruled rows that the name reaches over names of their own behind it?"""
        own = any(len(c.rows) == 1 and c.column > self.name.column and c.is_worded for c in self.beside)
        return len(self.levels) > 1 and own

    @property
    def _has_one_for_several(self) -> bool:
        """Does a figure behind the names stand for several of these rows?"""
        over = [c for c in self.beside if c.column > self.name.column and len(c.rows) > 1]
        return any(DIGIT.search(text) for c in over for text in c.said)

    def _each_begins_anew(self, names: Sequence[Text]) -> bool:
        """Can no name be the rest of the one above: has it a code or number of its own, another weight, or had its first word
        fitted on the line above? With one number before them they may be several things of one row."""
        otherwise = [_set_otherwise(above, below) for above, below in pairwise(names)]
        keyed: set[int] = set()
        for cell in self._inside:
            rows = self._keyed_rows(cell)
            if 0 < len(rows) < LIMITS.keys <= len(self._heights[self._rows_of(cell)]):
                return all(otherwise)
            keyed.update(rows)
        left, right = self.name.left, self.name.right
        fitted = [would_have_fitted(below[0], above[-1], left, right) for above, below in pairwise(names)]
        numbered = [k in keyed for k in range(1, len(names))]
        anew = list(map(any, zip(otherwise, fitted, numbered, strict=True)))
        if len(self.levels) >= LIMITS.ruled and all(len(heights) <= 1 for heights in self.levels.values()):
            return sum(anew) >= LIMITS.anew * len(anew)  # every one in a ruled row of its own
        return all(anew)

    def _goes_with(self, cell: LinedCell, names: Sequence[Text]) -> bool:
        """Do the lines of a cell stand on the heights of the rows? Behind the names only a row set otherwise may lack one."""
        if not cell.lines:
            return True
        rows = self._rows_of(cell)
        groups = _groups(cell.lines, self._heights[rows])
        if groups is None or (not _holds_figures(cell) and any(map(_OPEN_END.search, cell.said))):
            return False
        if cell.column < self.name.column or all(groups) or self._are_coded(rows):
            return True
        mine = list(zip(names[rows], groups, strict=True))
        filled = [name for name, group in mine if group]
        return all(group or all(_set_otherwise(name, other) for other in filled) for name, group in mine)

    def _are_coded(self, rows: slice) -> bool:
        """Has each of these rows a code of its own?"""
        coded = {k for c in self._inside if _holds_codes(c) for k in self._keyed_rows(c)}
        return coded.issuperset(range(rows.start, rows.stop))

    def _keyed_rows(self, cell: LinedCell) -> list[int]:
        """The rows in which a cell before the names has a text; none of one that stands elsewhere, or where its lines do."""
        at = self._rows_of(cell)
        groups = _groups(cell.lines, self._heights[at]) if cell.column < self.name.column else None
        return [at.start + k for k, group in enumerate(groups or ()) if group]

    def _rows_of(self, cell: LinedCell) -> slice:
        """The places of a cell's rows among all these rows."""
        before = sum(len(heights) for row, heights in self.levels.items() if row < cell.rows.start)
        return slice(before, before + sum(len(heights) for row, heights in self.levels.items() if row in cell.rows))

    def parted(self) -> list[Region]:
        """The cells that are cut into these rows."""
        return [self.name.region, *(c.region for c in self._inside)]

    def edges(self) -> dict[int, list[float]]:
        """Heights between the rows in a ruled row, by ruled row."""
        rows: list[list[Word]] = [[] for _ in self._heights]
        for cell in (self.name, *self._inside):
            at = self._rows_of(cell)
            for held, text in zip(rows[at], _groups(cell.lines, self._heights[at]) or (), strict=False):
                held += [w for line in text for w in line]
        between = [(box_around(a).y1 + box_around(b).y0) / 2 for a, b in pairwise(rows)]
        out, first = {}, 0
        for row, heights in self.levels.items():
            out[row] = between[first : first + max(len(heights), 1) - 1]
            first += len(heights)
        return out


def _groups(lines: Text, heights: Sequence[float]) -> list[list[Line]] | None:
    """The lines of a cell as one text (perhaps none) a height, each begun on it; None where one begins elsewhere."""
    out: list[list[Line]] = [[] for _ in heights]
    at = -1
    for line in lines:
        near = LIMITS.level * height_of(line)
        here = next((k for k, h in enumerate(heights) if abs(_middle(line) - h) < near), None)
        if here is not None:
            at = here
        elif at < 0 or (at + 1 < len(heights) and _middle(line) > heights[at + 1]):
            return None
        out[at].append(line)
    return out


def _set_otherwise(above: Text, below: Text) -> bool:
    """Is one of two texts bold or in capitals, the other not?"""
    bold = [all(w.bold for line in text for w in line) for text in (above, below)]
    capitals = [all(w.text.isupper() for line in text for w in line if WORDED.search(w.text)) for text in (above, below)]
    return bold[0] != bold[1] or capitals[0] != capitals[1]


def would_have_fitted(line: Line, above: Line, left: float, right: float) -> bool:
    """Had the line above room for the first word of this one, which does not begin small: is this a new text?"""
    word, last = line[0], above[-1]
    free = right - last.bbox.x1
    if _set_right(line, above):
        free = above[0].bbox.x0 - left
    room = free - LIMITS.margin - LIMITS.space * word.bbox.height
    return word.bbox.width < room and not word.text[:1].islower() and not _OPEN_END.search(last.text)


def _set_right(line: Line, above: Line) -> bool:
    """Do two lines end at one place, as nearly as a scan shows it, and begin at places far apart?"""
    ends, begins = abs(line[-1].bbox.x1 - above[-1].bbox.x1), abs(line[0].bbox.x0 - above[0].bbox.x0)
    return ends < LIMITS.flush * height_of(line) and begins > LIMITS.ragged * ends and begins > LIMITS.flush * height_of(line)


def _middle(line: Line) -> float:
    return sum(w.bbox.cy for w in line) / len(line)
