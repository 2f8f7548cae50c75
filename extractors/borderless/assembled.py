"""Rows of words between column borders to the cells of a table without a grid."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, TypeAlias

from extractors.layout.cells import cell_of
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import LIMITS as LINES
from extractors.layout.lines import box_around, group_lines, numbers_a_row, said
from extractors.layout.places import stands_in
from extractors.layout.text_forms import WORDED, is_figure
from extractors.model import BBox, Cell, EngineName, Page, Table, Word


@dataclass(frozen=True, slots=True)
class Limits:
    centred: Annotated[float, Limit("a label that spans columns is nearer to their middle", POINTS)] = 5.0
    space: Annotated[float, Limit("words of one text stand no further apart", FONT_SIZES)] = 0.45
    label: Annotated[float, Limit("in a shaded band the label of a name stands no further before it", FONT_SIZES)] = 1.5
    gaps: Annotated[int, Limit("so many spaces between its words tell how far apart they stand", COUNT)] = 3
    even: Annotated[float, Limit("the others are no wider than the widest of these by more", FONT_SIZES)] = 0.05
    over: Annotated[int, Limit("a text that runs over columns is of so many", COUNT)] = 2
    ruled: Annotated[float, Limit("said of a table with rules, before its columns are looked at", SHARE)] = 0.9
    unruled: Annotated[float, Limit("said of one without", SHARE)] = 0.8


LIMITS = Limits()

_Held: TypeAlias = tuple[int, int, int, list[Word]]
"""A cell of a row: its column, over how many rows and columns it reaches, its words."""


def assembled(
    heading: Sequence[Sequence[tuple[int, int, list[Word]]]],
    rows: Sequence[Sequence[Sequence[Word]]],
    borders: Sequence[float],
    box: BBox,
    page: Page,
    engine: EngineName,
    reaching: Mapping[tuple[int, int], int] = MappingProxyType({}),
    shades: Sequence[BBox] = (),
) -> Table:
    """The table of heading rows (column, column span, words) and body rows (rows x columns of words). `borders` are the column
    borders (columns + 1), `box` its place on the page. The cells that `reaching` names, by row of the body and column, reach over
    so many rows; a text that fills a row alone is a cell as wide as that one of the `shades` in which nothing else stands."""
    columns = len(borders) - 1
    cells: list[Cell] = []
    bands: list[list[Word]] = [[w for _, _, ws in level for w in ws] for level in heading]
    bands += [[w for cell in row for w in cell] for row in rows]
    edges = _band_edges(bands, box)
    held = [_named(level, columns) for level in heading]
    alone = [s for s in shades if sum(any(stands_in(w.bbox, [s]) for w in band) for band in bands) == 1]
    held += [_filled(rows, k, borders, reaching, alone) for k in range(len(rows))]
    for r, row in enumerate(held):
        for c, height, width, words in row:
            place = BBox(borders[c], edges[r], borders[c + width], edges[r + height])
            cells.append(cell_of(words, r, c, height, width, page.number, place))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(
        tuple(cells),
        len(bands),
        columns,
        len(heading),
        engine,
        LIMITS.ruled if engine == "garis-datar" else LIMITS.unruled,
        page.number,
        page.number,
        box,
        tuple(borders),
    )


def _named(level: Sequence[tuple[int, int, list[Word]]], columns: int) -> list[_Held]:
    """The cells of one row of the heading, blank ones where it names no column."""
    named = [(c, 1, width, words) for c, width, words in level]
    covered = {c + n for c, width, _ in level for n in range(width)}
    return [*named, *((c, 1, 1, []) for c in range(columns) if c not in covered)]


def _filled(
    rows: Sequence[Sequence[Sequence[Word]]],
    k: int,
    borders: Sequence[float],
    reaching: Mapping[tuple[int, int], int],
    shades: Sequence[BBox],
) -> list[_Held]:
    """The cells of one row of the body; none where one of a row above reaches down."""
    row = rows[k]
    over = _run_over(row) or _shaded(row, borders, shades) or _centred_label(row, borders)
    wide = over if len(over) > 1 else range(0)
    taken = {*wide, *(c for (at, c), height in reaching.items() if at < k < at + height)}
    out: list[_Held] = [(wide.start, 1, len(wide), [w for c in wide for w in row[c]])] if wide else []
    for c in (c for c in range(len(row)) if c not in taken):
        height = reaching.get((k, c), 1)
        out.append((c, height, 1, [w for other in rows[k : k + height] for w in other[c]]))
    return out


def _shaded(row: Sequence[Sequence[Word]], borders: Sequence[float], shades: Sequence[BBox]) -> range:
    """The columns under the shaded cell that holds the only text of a row, cut by their borders; none where there is no such
    cell."""
    words = [w for cell in row for w in cell]
    cut = sum(map(bool, row)) >= LIMITS.over and not any(is_figure(said(cell)) for cell in row[1:])
    if not cut or not _is_close(words, LIMITS.label):
        return range(0)
    for box in shades:
        under = [c for c, (a, b) in enumerate(itertools.pairwise(borders)) if box.x0 < (a + b) / 2 < box.x1]
        if len(under) >= LIMITS.over and all(stands_in(w.bbox, [box]) for w in words):
            return range(under[0], under[-1] + 1)
    return range(0)


def _run_over(row: Sequence[Sequence[Word]]) -> range:
    """The columns of a row whose only text runs over several, from the first on, or from the second where that is blank or holds
    the mark of the row, to the last; none where it is no text of words or keeps to one column."""
    marked = numbers_a_row(row[0])
    start = 1 if marked or not row[0] else 0
    filled = [c for c, words in enumerate(row) if words and c >= start]
    over = range(start, start + len(filled))
    if len(over) < LIMITS.over or filled != list(over):
        return range(0)
    labelled = start == 0 and WORDED.search(row[0][0].text) is not None
    if not _cross(row, over):
        return range(0)
    if not _is_close([w for c in over for w in row[c]], LINES.apart if labelled else max(LIMITS.space, _spaced(row[start]))):
        return range(0)
    figures = (c for c in over[1:] if is_figure(said(row[c])))
    return range(0) if any(not labelled or len(row[c]) <= LIMITS.over for c in figures) else range(start, len(row))


def _cross(row: Sequence[Sequence[Word]], over: range) -> bool:
    """Does a line run over each border between some columns: no texts of their own, each on its own height?"""
    lines = [{id(w) for w in line} for line in group_lines([w for c in over for w in row[c]])]
    held = [{id(w) for w in row[c]} for c in over]
    return all(any(line & left and line & right for line in lines) for left, right in itertools.pairwise(held))


def _spaced(words: Sequence[Word]) -> float:
    """How far apart the words of a text stand, in its font size, if there are some: in bold letters further than usual."""
    gaps = [(b.bbox.x0 - a.bbox.x1) / a.size for a, b in itertools.pairwise(words) if b.bbox.x0 > a.bbox.x1 and a.size]
    return min(max(gaps) + LIMITS.even, LINES.apart) if len(gaps) >= LIMITS.gaps else 0.0


def _is_close(words: Sequence[Word], space: float) -> bool:
    """Do words follow each other, line by line, as those of one text do? A label stands further off what it names (`Sasaran 1
    Meningkatnya ...`, from the column of numbers on)."""
    lines = group_lines(words)
    return all(b.bbox.x0 - a.bbox.x1 <= space * max(a.size, b.size) for line in lines for a, b in itertools.pairwise(line))


def _centred_label(row: Sequence[Sequence[Word]], borders: Sequence[float]) -> range:
    """The columns, from the first on, that a row's label (`Jumlah`, `Jumlah Anggaran`) spans: it is centred over them, not in its
    own column; none where it keeps to that. One whose words stand on both sides of a border may span blank columns behind it."""
    first = next((c for c, words in enumerate(row) if words), 0)
    if first == 0:
        return range(0)
    last = first
    while last + 1 < len(row) and _runs_on(row[last], row[last + 1]):
        last += 1
    box = box_around([w for words in row[first : last + 1] for w in words])

    def off(start: int, end: int) -> float:
        return abs(box.cx - (borders[start] + borders[end + 1]) / 2)

    if last == first:
        return range(first + 1) if off(0, first) < min(LIMITS.centred, off(first, first), box.x0 - borders[first]) else range(0)
    blank = itertools.takewhile(lambda c: not row[c], range(last + 1, len(row)))
    return next((range(end + 1) for end in (last, *blank) if off(0, end) < LIMITS.centred), range(0))


def _runs_on(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether one line of text goes on in the next column, no more than a word space behind; a figure does not."""
    if not left or not right or len(group_lines([*left, *right])) > 1 or is_figure(right[0].text):
        return False
    return right[0].bbox.x0 - left[-1].bbox.x1 <= LIMITS.space * left[-1].size


def _band_edges(bands: Sequence[Sequence[Word]], box: BBox) -> list[float]:
    """Borders between rows: halfway between the words of one and the next."""
    edges = [box.y0]
    for above, below in itertools.pairwise(bands):
        bottom = max((w.bbox.y1 for w in above), default=edges[-1])
        top = min((w.bbox.y0 for w in below), default=bottom)
        edges.append(max(edges[-1], min(top, box.y1) if top < bottom else (bottom + top) / 2))
    edges.append(max(box.y1, edges[-1]))
    return edges
