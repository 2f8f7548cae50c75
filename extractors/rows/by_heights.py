"""Rows that the heights of the texts show: every cell of a row is set at its top, its middle, or its foot.

Where a table has column borders but no row borders, and its lines stand as close between rows as within, neither white
space nor the wrap of a name parts the rows. The form does: in a row set in the middle, the middle of a name of three lines
is the height of the figures beside it. One column of single lines gives the heights; the texts of every other column must
then fall into groups whose tops, middles or feet are at these heights, one way for the whole table. Leading columns may be
merged over several rows (a sasaran beside its indicators): the middle of a text is then that of its rows.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Annotated

from extractors.layout.blocks import ColumnBlock, ColumnLine
from extractors.layout.limits import COUNT, LINE_HEIGHTS, SHARE, Limit
from extractors.layout.lines import heads_plain
from extractors.layout.steps import heuristic, nothing
from extractors.model import Word
from extractors.rows.by_gaps import LIMITS as GAPS
from extractors.rows.by_gaps import is_codes, is_figures


@dataclass(frozen=True, slots=True)
class Limits:
    same: Annotated[float, Limit("two heights that are one differ no more", LINE_HEIGHTS)] = 0.3
    merged: Annotated[
        float, Limit("the middle of a merged text is as near to that of its rows, whose edges are not known", LINE_HEIGHTS)
    ] = 0.75
    most: Annotated[int, Limit("a cell of more lines is no cell of a row", COUNT)] = 12
    valued: Annotated[float, Limit("a column of figures has one in so many of the rows", SHARE)] = 0.7
    few_rows: Annotated[int, Limit("for so few rows two such columns are asked", COUNT)] = 3
    columns: Annotated[int, Limit("fewer columns with text show no rows", COUNT)] = 3
    rows: Annotated[int, Limit("fewer anchors are no rows", COUNT)] = 2
    pitch: Annotated[float, Limit("anchors nearer than this are lines of one cell", LINE_HEIGHTS)] = 0.7
    space: Annotated[float, Limit("a word needs this much room before it", LINE_HEIGHTS)] = 0.3
    leads: Annotated[int, Limit("fewer merged texts, none of them codes, are the number of a single row", COUNT)] = 2
    filled: Annotated[int, Limit("a row has text in so many columns", COUNT)] = 2
    beside: Annotated[float, Limit("a text reaches no further down beside the next row, in heights of that", SHARE)] = 0.35


LIMITS = Limits()

Groups = Sequence[Sequence[ColumnLine]]
"""The lines of a column, one group (perhaps none) a row."""
Height = Callable[[Sequence[ColumnLine]], float]
Cells = Sequence[Sequence[tuple[int, float]]]
"""Of each line of a column the cells that may begin with it: (the line behind the cell, its height)."""
Spans = tuple[tuple[int, int], ...]
"""The rows (first, last) of the texts of a merged column, in order."""


@dataclass(frozen=True, slots=True)
class AlignedRows:
    """`edges` are the heights between the rows, from the top one's lower edge on; `merged` the row spans (first, last) of the
    columns that are merged over rows."""

    edges: tuple[float, ...]
    merged: dict[int, Spans]

    def rows_of(self, body: ColumnBlock) -> list[list[list[Word]]]:
        """rows x columns of words, a merged text in the first of its rows."""
        rows: list[list[list[Word]]] = [[[] for _ in body.by_column] for _ in range(len(self.edges) + 1)]
        for line in body.lines:
            for word in line.words:
                row = bisect_right(self.edges, word.bbox.cy)
                row = next((first for first, last in self.merged.get(line.column, ()) if first <= row <= last), row)
                rows[row][line.column].append(word)
        return rows


@dataclass(frozen=True, slots=True)
class _Reading:
    groups: tuple[tuple[tuple[ColumnLine, ...], ...] | None, ...]
    """A column's lines by row; None for a merged column."""
    merged: dict[int, Spans]
    heads: int = 0
    """How many of the first rows have no figures."""


@dataclass(frozen=True, slots=True)
class _Leading:
    """The columns before the first that has a text in every row: those `merged` over rows, and how many texts each has."""

    merged: dict[int, Spans]
    texts: tuple[int, ...]


@heuristic(nothing)
def aligned_rows(body: ColumnBlock) -> AlignedRows | None:
    """The rows, None where the heights do not tell.

    Of several readings, those without a row that only heads others before the rest, the one of most rows is taken, of those the
    one that begins the fewest cells in the middle of a phrase, unless another that is as good differs from it.
    """
    if sum(map(bool, body.by_column)) < LIMITS.columns:
        return None
    readings = [(rows, reading) for rows, reading in _readings(body.by_column, body.size) if not _joins_a_head(reading)]
    found = [one for one in readings if not one[1].heads] or readings
    if not found:
        return None
    most = max(rows for rows, _ in found)
    best = [reading for rows, reading in found if rows == most]
    torn = [_torn_names(reading) for reading in best]
    best = [reading for reading, n in zip(best, torn, strict=True) if n == min(torn)]
    if any(_differ(other, best[0]) for other in best[1:]):
        return None
    chosen = min(best, key=_bare)
    edges = _edges(chosen, most)
    return AlignedRows(edges, chosen.merged) if edges is not None else None


def _readings(by_column: Sequence[Sequence[ColumnLine]], size: float) -> list[tuple[int, _Reading]]:
    """(count of the rows, reading) by the anchors of each column of single lines, at their tops, middles and feet."""
    found: list[tuple[int, _Reading]] = []
    if not any(lines and is_figures(lines) for lines in by_column):
        return found  # figures are asked to speak for the rows
    cells = {height: [_cells(lines, height) for lines in by_column] for height in (_top, _middle, _foot)}
    tried: set[tuple[Height, tuple[float, ...]]] = set()
    for column, lines in enumerate(by_column):
        if len(lines) < LIMITS.rows or any(b.top - a.top < LIMITS.pitch * size for a, b in pairwise(lines)):
            continue
        for height, mine in cells.items():
            anchors = tuple(height([n]) for n in lines)
            if (height, anchors) in tried:
                continue
            tried.add((height, anchors))
            for head in _heads_of(by_column, column, anchors, size) if height is _top else ((),):
                reading = _read(by_column, column, (*head, *anchors), mine, height, size, heads=len(head))
                if reading is not None and not (head and _torn_names(reading)):
                    found.append((len(head) + len(anchors), reading))
    return found


def _heads_of(
    by_column: Sequence[Sequence[ColumnLine]], anchored: int, anchors: Sequence[float], size: float
) -> Iterator[tuple[float, ...]]:
    """What may stand above the first of the anchors: nothing, or the height of the line that heads a list (`Jumlah produksi:`),
    whose names stand before the column of the anchors; only where no name of the reading is torn then."""
    yield ()
    names = _of_names(by_column)
    top = by_column[names][0].top if by_column[names] else math.inf
    if names < anchored and anchors[0] - top > LIMITS.pitch * size:
        yield (top,)


def _of_names(by_column: Sequence[Sequence[ColumnLine]]) -> int:
    """The column with the most letters."""
    return max(range(len(by_column)), key=lambda c: _letters(by_column[c]))


def _top(lines: Sequence[ColumnLine]) -> float:
    return lines[0].top


def _middle(lines: Sequence[ColumnLine]) -> float:
    return (lines[0].top + lines[-1].bottom) / 2


def _foot(lines: Sequence[ColumnLine]) -> float:
    return lines[-1].bottom


def _differ(one: _Reading, other: _Reading) -> bool:
    """Do two readings part the texts of a column otherwise? Columns that either takes as merged are not compared."""
    return any(
        [len(g) for g in a] != [len(g) for g in b]
        for a, b in zip(one.groups, other.groups, strict=True)
        if a is not None and b is not None
    )


def _joins_a_head(reading: _Reading) -> bool:
    """Does a cell hold a bold line above one that is not, or a code above one of its parts (`4` over `4.1`): the head of a group
    with the name of its first row?"""
    cells = (group for groups in reading.groups for group in groups or ())
    return any(_heads(a, b) for cell in cells for a, b in pairwise(cell))


def _heads(above: ColumnLine, line: ColumnLine) -> bool:
    """Is a line the head of a group over that of a row, by its weight or its code?"""
    bold = heads_plain(above.words, line.words)
    code = above.text.strip().rstrip(".")
    return bold or (code.isalnum() and code[:1].isdigit() and line.text.strip().startswith(f"{code}."))


def _bare(reading: _Reading) -> int:
    """How many rows the first texts of merged columns leave above them."""
    return sum(spans[0][0] for spans in reading.merged.values())


def _torn_names(reading: _Reading) -> int:
    """How many lines of words are not where a name would have them: rests of the name above that begin a cell, lines that
    would have fitted on the line before them or are of another weight."""
    torn = 0
    for groups in reading.groups:
        cells = [group for group in groups or () if group]
        lines = [n for group in cells for n in group]
        limit = max((n.words[-1].bbox.x1 for n in lines), default=0.0)
        torn += sum(group[0].words[0].text[:1].islower() for group in cells)
        for group in cells:
            for above, line in pairwise(group):
                first, last = line.words[0], above.words[-1]
                room = limit - last.bbox.x1 - LIMITS.space * (line.bottom - line.top)
                torn += not line.figure and (first.bbox.width < room or first.bold != last.bold)
    return torn


def _read(
    by_column: Sequence[Sequence[ColumnLine]],
    anchored: int,
    anchors: Sequence[float],
    cells: Sequence[Cells],
    height: Height,
    size: float,
    *,
    heads: int,
) -> _Reading | None:
    """The table as the anchors of one column part it; None where any other column does not go with these rows. The first `heads`
    of them have no figures."""
    grouped = _in_rows(by_column, anchored, anchors, cells, LIMITS.same * size)
    named = _named(grouped)
    names = _of_names(by_column)
    if named is None or names < named:  # the names of the rows are not merged over them
        return None
    if not _of_values(by_column[names:], grouped[names:], heads, len(anchors)):
        return None
    extents = _extents(grouped[named:], len(anchors))
    if not _in_order(extents):
        return None
    leading = _leading(by_column[:named], grouped[:named], extents, height, size)
    if leading is None or (_one_number(leading) and not is_figures(by_column[named])):
        return None
    groups_of = tuple(None if g is None or c in leading.merged else tuple(map(tuple, g)) for c, g in enumerate(grouped))
    return _Reading(groups_of, leading.merged, heads) if _filled(groups_of, heads, len(anchors)) else None


def _in_rows(
    by_column: Sequence[Sequence[ColumnLine]], anchored: int, anchors: Sequence[float], cells: Sequence[Cells], near: float
) -> list[Groups | None]:
    """The lines of each column by row, None for one that does not go with the rows; none at all where one behind the anchors
    does not: only columns before those with a text in every row may be merged over rows."""
    grouped: list[Groups | None] = []
    for c in reversed(range(len(by_column))):
        own = _groups(by_column[c], anchors, cells[c], near)
        if own is None and c > anchored:
            return []
        grouped.insert(0, own)
    return grouped


def _of_values(by_column: Sequence[Sequence[ColumnLine]], grouped: Sequence[Groups | None], heads: int, rows: int) -> bool:
    """Do the columns of figures among these have one value a row behind the `heads`, with its unit?"""
    figures = [groups[heads:] for lines, groups in zip(by_column, grouped, strict=True) if groups and is_figures(lines)]
    return not any(_two_values(groups) or _unit_apart(groups) for groups in figures) and _valued(figures, rows - heads)


def _filled(grouped: Sequence[Groups | None], heads: int, rows: int) -> bool:
    """Has every row behind the `heads` text in enough columns, those merged over rows aside?"""
    filled = [sum(bool(groups[k]) for groups in grouped if groups is not None) for k in range(heads, rows)]
    return min(filled) >= LIMITS.filled


def _named(grouped: Sequence[Groups | None]) -> int | None:
    """The first column with a text in every row; None where there is none, or one behind it does not go with the rows."""
    named = next((c for c, groups in enumerate(grouped) if groups is not None and all(groups)), None)
    return None if named is None or None in grouped[named:] else named


def _in_order(extents: Sequence[tuple[float, float]]) -> bool:
    """Does each row begin and end below the one before?"""
    return all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(extents))


def _letters(lines: Sequence[ColumnLine]) -> int:
    return sum(ch.isalpha() for n in lines for w in n.words for ch in w.text)


def _two_values(groups: Groups) -> bool:
    """Does a cell hold two values? They are two rows."""
    return any(sum(n.figure for n in _unbroken(group)) > 1 for group in groups)


def _valued(figures: Sequence[Groups], rows: int) -> bool:
    """Do the columns of figures speak for these rows: enough of them are full, and each row has a figure? One without any may be
    the rest of the row above."""
    full = sum(sum(map(bool, groups)) >= LIMITS.valued * rows for groups in figures)
    told = {k for groups in figures for k, group in enumerate(groups) if any(n.figure for n in group)}
    return full >= (1 if rows > LIMITS.few_rows else 2) and len(told) == rows


def _leading(
    by_column: Sequence[Sequence[ColumnLine]],
    grouped: Sequence[Groups | None],
    extents: Sequence[tuple[float, float]],
    height: Height,
    size: float,
) -> _Leading | None:
    """What the leading columns are; None where a text of theirs is neither that of a row nor merged over rows."""
    merged: dict[int, Spans] = {}
    texts: list[int] = []
    for c, (lines, own) in enumerate(zip(by_column, grouped, strict=True)):
        if not lines or (own is not None and is_codes(lines)):
            continue  # a code is that of its row: the total has none
        spans = _spans(lines, own, extents, height, size)
        if spans is not None:
            merged[c] = spans
            texts.append(len(spans) + (spans[0][0] > 0))
        elif own is not None:  # texts and numbers of the rows of an upper level, none for those below
            texts.append(sum(map(bool, own)) + (not own[0]))
        else:
            return None
    return _Leading(merged, tuple(texts))


def _one_number(leading: _Leading) -> bool:
    """Are these values stacked in the cells of one row, whose number stands at their top or middle?"""
    return bool(leading.texts) and max(leading.texts) < LIMITS.leads


def _unit_apart(groups: Groups) -> bool:
    """Do figures of a column bear their units but one, whose unit would be a row of its own below it?"""
    worded = [_worded(n) for group in groups for n in group if n.figure]
    if 2 * sum(worded) < len(worded):
        return False
    return any(
        len(a) == 1 and a[0].figure and not _worded(a[0]) and b and not any(n.figure for n in b) for a, b in pairwise(groups)
    )


def _worded(line: ColumnLine) -> bool:
    return any(ch.isalpha() for w in line.words for ch in w.text)


def _unbroken(group: Sequence[ColumnLine]) -> list[ColumnLine]:
    """Lines of a group without those that go on from a dash: `1.533,34-` over `1.534,84` is one range."""
    return [n for k, n in enumerate(group) if not k or not group[k - 1].words[-1].text.endswith(("-", "–"))]


def _extents(grouped: Sequence[Groups | None], rows: int) -> list[tuple[float, float]]:
    """Top and bottom of each row, of the columns that are not merged."""
    out = []
    for k in range(rows):
        cells = [groups[k] for groups in grouped if groups is not None and groups[k]]
        out.append((min(c[0].top for c in cells), max(c[-1].bottom for c in cells)))
    return out


def _spans(
    lines: Sequence[ColumnLine],
    groups: Groups | None,
    extents: Sequence[tuple[float, float]],
    height: Height,
    size: float,
) -> Spans | None:
    """The rows of each text of a merged column, in order, together all rows; None where that cannot be."""
    if groups is not None and height is not _middle:
        begins = [k for k, group in enumerate(groups) if group]
        ends = [k - 1 for k in begins[1:]] + [len(extents) - 1]
        if height is _foot:
            begins, ends = [0, *(k + 1 for k in begins[:-1])], begins
        return tuple(zip(begins, ends, strict=True))
    best: dict[tuple[int, int], tuple[float, Spans]] = {(0, 0): (0.0, ())}
    room = LIMITS.merged * size
    for first in range(len(extents)):
        for (row, line), (cost, spans) in list(best.items()):
            if row != first:
                continue
            for last in range(row, len(extents)):
                middle = (extents[row][0] + extents[last][1]) / 2
                for end in range(line + 1, min(len(lines), line + LIMITS.most) + 1):
                    if _torn(lines[line:end]):
                        break
                    miss = abs(height(lines[line:end]) - middle) if height is _middle else room + 1
                    known = best.get((last + 1, end))
                    if miss <= room and (known is None or cost + miss < known[0]):
                        best[(last + 1, end)] = cost + miss, (*spans, (row, last))
    done = best.get((len(extents), len(lines)))
    return done[1] if done else None


def _cells(lines: Sequence[ColumnLine], height: Height) -> Cells:
    parted = [_torn(pair) for pair in pairwise(lines)]
    out: list[list[tuple[int, float]]] = []
    for first in range(len(lines)):
        most = min(len(lines), first + LIMITS.most)
        end = next((k + 1 for k in range(first, most - 1) if parted[k]), most)
        out.append([(k, height(lines[first:k])) for k in range(first + 1, end + 1)])
    return out


def _groups(lines: Sequence[ColumnLine], anchors: Sequence[float], cells: Cells, room: float) -> Groups | None:
    """The lines of a column, in order, as one group (perhaps none) an anchor, each at its anchor's height; None where that
    cannot be. Where it can be done in several ways, the one of most groups, then the nearest."""
    lowest = [max(height for _, height in mine) for mine in cells] + [math.inf]
    later = list(accumulate(reversed(anchors[1:]), min, initial=math.inf))[::-1]
    best: dict[int, tuple[tuple[int, float], tuple[int, ...]]] = {0: ((0, 0.0), ())}
    for at, next_at in zip(anchors, later, strict=True):
        step: dict[int, tuple[tuple[int, float], tuple[int, ...]]] = {}
        for done, ((blank, cost), ends) in best.items():
            if lowest[done] + 2 * room >= next_at:  # else the next line would find no anchor any more
                known = step.get(done)
                if known is None or (blank + 1, cost) < known[0]:
                    step[done] = (blank + 1, cost), (*ends, done)
            for end, height in cells[done] if done < len(lines) else ():
                miss = abs(height - at)
                if miss <= room:
                    known = step.get(end)
                    if known is None or (blank, cost + miss) < known[0]:
                        step[end] = (blank, cost + miss), (*ends, end)
        best = step
    if len(lines) not in best:
        return None
    return [lines[a:b] for a, b in pairwise((0, *best[len(lines)][1]))]


def _torn(group: Sequence[ColumnLine]) -> bool:
    """Do the lines of a group stand further apart than those of a paragraph?"""
    return any(b.top - a.bottom > GAPS.apart * (a.bottom - a.top) for a, b in pairwise(group))


def _edges(reading: _Reading, rows: int) -> tuple[float, ...] | None:
    """Heights between the rows; None where one row's text reaches down beside the next row's."""
    extents = _extents(reading.groups, rows)
    out: list[float] = []
    for above, below in pairwise(extents):
        if above[1] > below[0] + LIMITS.beside * (below[1] - below[0]):
            return None
        out.append((above[1] + below[0]) / 2)
    return tuple(out)
