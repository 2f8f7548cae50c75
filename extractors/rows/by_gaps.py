"""Rows that white space shows: horizontal gaps across the whole table that are wider than those between lines of one cell.

Where every row is set apart from the next, no wrap test is needed. A column of merged cells (a sasaran set beside the middle
of its indicators) closes the gaps; it is left out of the search and its texts are given to the rows that they stand beside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.blocks import ColumnBlock, ColumnLine
from extractors.layout.limits import COUNT, LINE_HEIGHTS, SHARE, TIMES, Limit
from extractors.layout.steps import heuristic, nothing
from extractors.layout.text_forms import CODE, CODE_PART, ITEM_NUMBER, NATIONAL_CODE
from extractors.model import Word

Rows = list[list[list[Word]]]


@dataclass(frozen=True, slots=True)
class Limits:
    jump: Annotated[float, Limit("gaps between rows are wider than those within by this at least", LINE_HEIGHTS)] = 0.22
    apart: Annotated[float, Limit("lines further apart are no lines of one paragraph", LINE_HEIGHTS)] = 0.9
    level: Annotated[float, Limit("a column level with the figures in so many rows is no column of merged cells", SHARE)] = 0.8
    figures: Annotated[float, Limit("a column is one of figures where so many of its lines are", SHARE)] = 0.6
    rows: Annotated[int, Limit("fewer figures below each other show no rows", COUNT)] = 2
    codes: Annotated[int, Limit("fewer lines are no column of codes", COUNT)] = 2
    band: Annotated[float, Limit("lines nearer than this lie in one band", LINE_HEIGHTS)] = 0.02
    filled: Annotated[float, Limit("a line that fills so many columns may be a row by itself", SHARE)] = 0.6
    valued: Annotated[float, Limit("so many rows hold figures", SHARE)] = 0.6
    overlap: Annotated[float, Limit("two lines of one cell overlap less", LINE_HEIGHTS)] = 0.4
    inner: Annotated[float, Limit("the gap within a cell, where no lines of words show it", LINE_HEIGHTS)] = 0.5
    numbered: Annotated[int, Limit("so many list numbers in a column tell that it names the rows", COUNT)] = 2
    same_top: Annotated[float, Limit("two lines that begin on one height differ less", LINE_HEIGHTS)] = 0.3
    pitch: Annotated[float, Limit("a line of one text is no further below the last, in steps of the closest lines", TIMES)] = 1.25
    first_words: Annotated[int, Limit("of so many words that would have fitted above none is the rest of a text", COUNT)] = 2
    room: Annotated[float, Limit("a text ends so far before the border of its column", LINE_HEIGHTS)] = 1.5
    wide_pitch: Annotated[float, Limit("lines further apart are a text each", LINE_HEIGHTS)] = 1.9


LIMITS = Limits()


@heuristic(nothing)
def gap_rows(body: ColumnBlock) -> Rows | None:
    """rows x columns of words, None where the white space does not tell.

    The coarsest cut is taken that leaves no two figures of a column in one row, provided that the gaps come in two sizes.
    """
    lines, by_column, size = body.lines, body.by_column, body.size
    figures = {c for c, mine in enumerate(by_column) if is_figures(mine) and not is_codes(mine)}
    if not figures or max(len(by_column[c]) for c in figures) < LIMITS.rows:
        return None
    best = _cuts(lines, figures, size)
    beside = -1
    for column in range(len(by_column)):
        cuts = _cuts_beside(column, by_column, lines, figures, size)
        if cuts is not None and (best is None or _worth(lines, figures, cuts) > _worth(lines, figures, best)):
            best, beside = cuts, column
    if best is None:
        best = _single_lines(lines, figures, len(by_column))
    return None if best is None else _cut(body, best, beside)


def _cut(body: ColumnBlock, cuts: Sequence[float], beside: int) -> Rows:
    """rows x columns of words; a text of the column of merged cells (`beside`, -1 for none) in the first of its rows."""
    rows: Rows = [[[] for _ in body.by_column] for _ in range(len(cuts) + 1)]
    for column, lines in enumerate(body.by_column):
        right = body.borders[column + 1]
        for block in _blocks(lines, body.size, right) if column == beside else [[line] for line in lines]:
            rows[_first_row(block, cuts)][column].extend(w for line in block for w in line.words)
    return rows


def is_figures(lines: Sequence[ColumnLine]) -> bool:
    """Is this a column of figures?"""
    return bool(lines) and sum(n.figure for n in lines) >= LIMITS.figures * len(lines)


def _cuts_beside(
    column: int, by_column: Sequence[Sequence[ColumnLine]], lines: Sequence[ColumnLine], figures: set[int], size: float
) -> list[float] | None:
    """Heights between the rows that show without a column of merged cells; None where it is none."""
    if column in figures or not by_column[column]:
        return None
    cuts = _cuts([n for n in lines if n.column != column], figures, size)
    if cuts is None or not _spanning(by_column[column], cuts) or _level(by_column[column], lines, figures, cuts, size):
        return None
    return cuts if _named(by_column, column, figures, cuts) else None


def is_codes(lines: Sequence[ColumnLine]) -> bool:
    """Is this a column of codes? A narrow one breaks `3.25.02.2.01` over two lines that both look like figures; among those of
    a national agency lone parts stand."""
    national = any(NATIONAL_CODE.match(n.text) for n in lines)
    forms = (CODE, NATIONAL_CODE, CODE_PART) if national else (CODE,)
    coded = [any(form.match(n.text) for form in forms) for n in lines]
    return 2 * sum(coded) >= len(lines) and len(lines) >= LIMITS.codes


def _cuts(lines: Sequence[ColumnLine], figures: set[int], size: float) -> list[float] | None:
    """Heights between the rows."""
    bands: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda n: n.top):
        if bands and line.top < bands[-1][1] + LIMITS.band * size:
            bands[-1] = bands[-1][0], max(bands[-1][1], line.bottom)
        else:
            bands.append((line.top, line.bottom))
    gaps = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(bands)]
    if not gaps:
        return None
    widths = sorted({g for g, _ in gaps} | {_inner_gap(lines, size)})
    for small, large in reversed(list(pairwise(widths))):
        if large - small < LIMITS.jump * size:
            continue
        cuts = [y for g, y in gaps if g >= large]
        if len(cuts) == len(gaps) and large < LIMITS.apart * size and _bare(lines, figures, cuts):
            return None  # lines all as far apart as in a paragraph, and some hold no figure: they may be the rest of a name
        verdict = _one_figure_each(lines, figures, cuts)
        if verdict is not None:
            return cuts if verdict else None
    return None


def _single_lines(lines: Sequence[ColumnLine], figures: set[int], columns: int) -> list[float] | None:
    """Heights between lines that each fill most columns, all figures among them: every line is a row."""
    bands: list[list[ColumnLine]] = []
    for line in sorted(lines, key=lambda n: n.top + n.bottom):
        if bands and (line.top + line.bottom) / 2 < bands[-1][0].bottom:
            bands[-1].append(line)
        else:
            bands.append([line])
    held = [{n.column for n in band} for band in bands]
    if not all(
        len(band) == len(c) and len(c) >= LIMITS.filled * columns and figures <= c for band, c in zip(bands, held, strict=True)
    ):
        return None
    return [(max(n.bottom for n in a) + min(n.top for n in b)) / 2 for a, b in pairwise(bands)]


def _inner_gap(lines: Sequence[ColumnLine], size: float) -> float:
    """The gap between two lines of one cell, as the closest lines of words show it; a tenth of a line where none do."""
    gaps = [
        b.top - a.bottom
        for a, b in pairwise(sorted(lines, key=lambda n: (n.column, n.top)))
        if a.column == b.column and not (a.figure or b.figure)
    ]
    return min([g for g in gaps if g > -LIMITS.overlap * size] + [LIMITS.inner * size])


def _one_figure_each(lines: Sequence[ColumnLine], figures: set[int], cuts: Sequence[float]) -> bool | None:
    """Whether rows cut there hold one figure in a column; None where some hold more, False where most hold none."""
    rows = len(cuts) + 1
    count = [dict.fromkeys(figures, 0) for _ in range(rows)]
    for line in lines:
        if line.figure and line.column in figures:
            count[bisect_right(cuts, (line.top + line.bottom) / 2)][line.column] += 1
    for row in count:
        filled = sum(n > 0 for n in row.values())
        if sum(n > 1 for n in row.values()) * 2 >= max(filled, 1) and filled:
            return None
    return sum(any(row.values()) for row in count) >= LIMITS.valued * rows


def _bare(lines: Sequence[ColumnLine], figures: set[int], cuts: Sequence[float]) -> bool:
    """Does a row hold no figure?"""
    held = {bisect_right(cuts, (n.top + n.bottom) / 2) for n in lines if n.figure and n.column in figures}
    return len(held) <= len(cuts)


def _worth(lines: Sequence[ColumnLine], figures: set[int], cuts: Sequence[float]) -> int:
    """Rows that hold figures, less those that hold none."""
    held = {bisect_right(cuts, (n.top + n.bottom) / 2) for n in lines if n.figure and n.column in figures}
    return 2 * len(held) - (len(cuts) + 1)


def _spanning(lines: Sequence[ColumnLine], cuts: Sequence[float]) -> bool:
    """Does a column hold fewer texts than the table rows, some of them across a cut?"""
    return any(line.top < y < line.bottom for line in lines for y in cuts) or len(lines) <= len(cuts)


def _named(by_column: Sequence[Sequence[ColumnLine]], beside: int, figures: set[int], cuts: Sequence[float]) -> bool:
    """Has most of the rows a text of words besides the column that is left out, and that more of them? Else that one names
    the rows."""
    letters = [sum(ch.isalpha() for n in mine for w in n.words for ch in w.text) for mine in by_column]
    if letters[beside] == max(letters):
        return False
    worded = {
        bisect_right(cuts, (n.top + n.bottom) / 2)
        for c, mine in enumerate(by_column)
        if c != beside and c not in figures
        for n in mine
        if any(ch.isalpha() for w in n.words for ch in w.text)
    }
    return 2 * len(worded) >= len(cuts) + 1


def _level(
    column: Sequence[ColumnLine], lines: Sequence[ColumnLine], figures: set[int], cuts: Sequence[float], size: float
) -> bool:
    """Does a text of the column begin on the height of the figure in nearly every row, or do its texts bear list numbers?
    Then it names the rows, its names only wrap."""
    if sum(bool(ITEM_NUMBER.match(line.words[0].text)) for line in column) >= LIMITS.numbered:
        return True
    tops = [n.top for n in lines if n.figure and n.column in figures]
    rows = {bisect_right(cuts, n.top) for n in column if any(abs(n.top - top) < LIMITS.same_top * size for top in tops)}
    return len(rows) >= LIMITS.level * (len(cuts) + 1)


def _blocks(lines: Sequence[ColumnLine], size: float, right: float) -> list[list[ColumnLine]]:
    """Lines of a column of merged cells, which ends at `right`, as texts, one each cell."""
    out: list[list[ColumnLine]] = []
    steps = sorted(b.top - a.top for a, b in pairwise(lines))
    pitch = steps[0] if steps else size
    for line in lines:
        near = bool(out) and line.top - out[-1][-1].top <= LIMITS.pitch * pitch and pitch < LIMITS.wide_pitch * size
        if near and not _would_have_fitted(line, out[-1][-1], size, right):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _would_have_fitted(line: ColumnLine, above: ColumnLine, size: float, right: float) -> bool:
    """Had the line above room to spare for the first words of one that does not begin small: is this another text?"""
    room = right - above.words[-1].bbox.x1 - LIMITS.room * size
    taken = line.words[min(LIMITS.first_words, len(line.words)) - 1].bbox.x1 - line.words[0].bbox.x0
    return taken < room and not line.text[:1].islower() and above.text[-1:] not in ",-/"


def _first_row(block: Sequence[ColumnLine], cuts: Sequence[float]) -> int:
    middle = (block[0].top + block[0].bottom) / 2
    return bisect_right(cuts, middle)
