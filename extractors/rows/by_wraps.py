"""Rows without ruling lines: which lines of text, column by column, make one row.

In each column lines that wrap form a block: the next line goes on where its first word would not have fitted on the line
before and the two stand as close as lines of one paragraph do. The column with the most blocks gives the rows; the blocks
of the others join the row that they stand beside.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high
from typing import Annotated

from extractors.layout.blocks import ColumnBlock, ColumnLine, column_block
from extractors.layout.limits import COUNT, FONT_SIZES, LINE_HEIGHTS, POINTS, SHARE, TIMES, Limit
from extractors.layout.lines import heads_plain, numbers_a_row, said
from extractors.layout.text_forms import BROKEN_GROUP, HEADS, LIST_MARK
from extractors.model import Word
from extractors.rows.by_gaps import gap_rows
from extractors.rows.by_heights import aligned_rows
from extractors.rows.groups import name_bands


@dataclass(frozen=True, slots=True)
class Limits:
    same_top: Annotated[float, Limit("two blocks that begin on one height differ no more", LINE_HEIGHTS)] = 0.55
    pitch: Annotated[float, Limit("a line that goes on is no further below the last, in steps of the paragraph", TIMES)] = 1.25
    space: Annotated[float, Limit("a word needs this much room before it", FONT_SIZES)] = 0.25
    smallest: Annotated[float, Limit("letters are taken for no smaller", POINTS)] = 4.0
    slack: Annotated[float, Limit("a word that nearly fits would still have been wrapped", FONT_SIZES)] = 0.5
    margin: Annotated[float, Limit("texts end this far before the border of their column", POINTS)] = 1.0
    alone: Annotated[float, Limit("a line with nothing nearer beside it stands alone", LINE_HEIGHTS)] = 0.6
    closest: Annotated[float, Limit("two lines below each other are further apart", LINE_HEIGHTS)] = 0.7
    farthest_alone: Annotated[
        float, Limit("a line that stands alone and is the rest of a cell is nearer to the line above", LINE_HEIGHTS)
    ] = 2.8
    farthest: Annotated[float, Limit("two lines of one paragraph are nearer", LINE_HEIGHTS)] = 2.2
    low: Annotated[float, Limit("of the steps in order, the one at this place is the pitch", SHARE)] = 0.1
    most: Annotated[float, Limit("the pitch is no more, unless lines that stand alone say so", LINE_HEIGHTS)] = 1.45
    usual: Annotated[float, Limit("the pitch where no lines tell", LINE_HEIGHTS)] = 1.2
    ruled: Annotated[int, Limit("so many rules within a body part its rows", COUNT)] = 3
    figure: Annotated[float, Limit("a figure speaks for a column of anchors more than a text by this", COUNT)] = 0.5
    behind_first: Annotated[float, Limit("the same of columns behind the first", COUNT)] = 0.25
    overlap: Annotated[float, Limit("what stands beside a row shares more of its height", LINE_HEIGHTS)] = 0.3
    level: Annotated[int, Limit("so many columns that begin beside a word and a figure below it are of two rows", COUNT)] = 3
    parts: Annotated[int, Limit("a block is cut where it stands beside so many rows", COUNT)] = 2
    key_lines: Annotated[int, Limit("the key of a row has no more lines", COUNT)] = 2
    rest_above: Annotated[float, Limit("the rest of a row begins no higher above its end", LINE_HEIGHTS)] = 0.5
    rest_below: Annotated[float, Limit("nor further below it, in steps of the paragraph", SHARE)] = 0.55


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines of one cell, or of a part of it; `figure` where it is a figure alone."""

    lines: tuple[ColumnLine, ...]
    figure: bool

    @property
    def column(self) -> int:
        return self.lines[0].column

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom

    @property
    def words(self) -> list[Word]:
        return [w for line in self.lines for w in line.words]


def _paragraphs(body: ColumnBlock, pitch: float) -> list[_Paragraph]:
    """Those of all columns; `pitch` is that of the lines within one."""
    out: list[_Paragraph] = []
    for lines, edge in zip(body.by_column, body.borders[1:], strict=True):
        held: list[list[ColumnLine]] = []
        for line in lines:
            before = held[-1] if held else None
            if (
                before
                and _goes_on(before[-1].words, line.words, edge - LIMITS.margin, pitch)
                and not (line.figure and _single(before))
            ):
                before.append(line)
            else:
                held.append([line])
        out += [_Paragraph(tuple(mine), _single(mine)) for mine in held]
    return out


def _single(lines: Sequence[ColumnLine]) -> bool:
    """Are these lines one figure?"""
    return len(lines) == 1 and lines[0].figure


def _goes_on(before: Sequence[Word], line: Sequence[Word], limit: float, pitch: float) -> bool:
    step = line[0].bbox.cy - before[0].bbox.cy
    if step > LIMITS.pitch * pitch or LIST_MARK.match(line[0].text):
        return False
    if heads_plain(before, line):
        return False  # the name of a group of rows, above the first of these
    first = line[0]
    space = LIMITS.space * max(first.size, LIMITS.smallest)
    free = limit - before[-1].bbox.x1
    return first.bbox.width + space > free - LIMITS.slack * first.size or first.text[:1].islower()


def _pitch_of(body: ColumnBlock) -> float:
    """The distance of two lines of one paragraph.

    Lines that stand alone on their height, with nothing beside them in any other column, are nearly always the rest of a
    cell: their step from the line above is the pitch. Without such lines it is the smallest common step within a column.
    """
    size = median_high(w.bbox.height for w in body.words)
    by_column = [[_centre(line.words) for line in lines] for lines in body.by_column]
    every: list[float] = []
    alone: list[float] = []
    for column, places in enumerate(by_column):
        others = [p for k, other in enumerate(by_column) if k != column for p in other]
        for above, here in itertools.pairwise(places):
            every.append(here - above)
            if not any(abs(here - p) < LIMITS.alone * size for p in others):
                alone.append(here - above)
    alone = [s for s in alone if LIMITS.closest * size < s < LIMITS.farthest_alone * size]
    if alone:
        return median_high(alone)
    steps = sorted(s for s in every if LIMITS.closest * size < s < LIMITS.farthest * size)
    if not steps:
        return LIMITS.usual * size
    return min(steps[int(LIMITS.low * len(steps))], LIMITS.most * size)


def _centre(line: Sequence[Word]) -> float:
    return sum(w.bbox.cy for w in line) / len(line)


def rows_of(body: ColumnBlock, rules: Sequence[float] = ()) -> list[list[list[Word]]]:
    """rows x columns of words. `rules` are heights of horizontal rules: no row reaches over one, nor over the name of a group;
    several, or some with one line each between them in the first column, part all rows."""
    if not body.words:
        return []
    names = name_bands(body.words, body.borders, body.size)
    cuts = sorted([*rules, *(y for band in names for y in band)])
    held: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in body.words:
        held[sum(c < word.bbox.cy for c in cuts)].append(word)
    filled = [words for words in held if words]
    bands = [body] if len(filled) == 1 else [column_block(words, body.borders) for words in filled]
    pitch = _pitch_of(body)
    keyed = len(rules) > 1 and len(bands) > 1 and all(len(band.by_column[0]) == 1 for band in bands)
    return [row for band in bands for row in _band_rows(band, pitch, keyed or len(rules) >= LIMITS.ruled, names)]


def _band_rows(body: ColumnBlock, pitch: float, one: bool, names: Sequence[tuple[float, float]]) -> list[list[list[Word]]]:
    if any(all(top < w.bbox.cy < end for w in body.words) for top, end in names):
        return [[[w for line in column for w in line.words] for column in body.by_column]]
    apart = gap_rows(body)
    if apart is not None:
        return apart
    aligned = aligned_rows(body)
    if aligned is not None:
        return aligned.rows_of(body)
    columns = len(body.by_column)
    blocks = _paragraphs(body, pitch)
    if one and not (
        _figure_below_figure(_whole_figures(blocks), columns)
        or _mark_below_mark(blocks)
        or _word_over_figure(blocks, columns)
        or _head_above(blocks)
    ):
        return [_cells(blocks, columns)]
    rows = _close_rests_joined(_block_rows(blocks, columns, pitch), pitch, _line_height(blocks, pitch))
    return [_cells(members, columns) for members in rows]


def _whole_figures(blocks: Sequence[_Paragraph]) -> list[_Paragraph]:
    """The blocks, a figure of thousands that its column broke as one."""
    out: list[_Paragraph] = []
    for block in blocks:
        above = out[-1] if out and out[-1].column == block.column else None
        if above is not None and block.figure and BROKEN_GROUP.fullmatch(f"{said(above.words)}\n{said(block.words)}"):
            out[-1] = _Paragraph((*above.lines, *block.lines), above.figure)
        else:
            out.append(block)
    return out


def _figure_below_figure(blocks: Sequence[_Paragraph], columns: int) -> bool:
    return max(sum(b.column == c and b.figure for b in blocks) for c in range(columns)) > 1


def _word_over_figure(blocks: Sequence[_Paragraph], columns: int) -> bool:
    """Does a column hold a figure below or above a word (a grade), and do others begin anew beside both?"""
    line = _line_height(blocks, 0.0)

    def beside(block: _Paragraph) -> set[int]:
        return {b.column for b in blocks if abs(b.top - block.top) <= LIMITS.same_top * line}

    by_column = [[b for b in blocks if b.column == c and len(b.words) == 1] for c in range(columns)]
    pairs = ((a, b) for mine in by_column for a, b in itertools.pairwise(mine) if a.figure != b.figure)
    return any(len(beside(a) & beside(b)) >= LIMITS.level for a, b in pairs)


def _head_above(blocks: Sequence[_Paragraph]) -> bool:
    """Does the name of a group stand alone at the top: bold, above names and figures of which none is?"""
    first = min(blocks, key=lambda b: b.top)
    rest = [b for b in blocks if b is not first]
    bold = heads_plain(first.words, [w for b in rest for w in b.words])
    alone = all(b.top >= first.bottom - LIMITS.overlap * (first.bottom - first.top) for b in rest)
    return bool(rest) and bold and alone and any(b.figure for b in rest) and any(b.column == first.column for b in rest)


def _mark_below_mark(blocks: Sequence[_Paragraph]) -> bool:
    """Does the first column say the number of a row twice? Edges of shaded rows part none of those between them."""
    marks = [b for b in blocks if b.column == 0 and numbers_a_row(b.words)]
    return len(marks) > 1


def _cells(blocks: Sequence[_Paragraph], columns: int) -> list[list[Word]]:
    """The words of a row's blocks by column."""
    cells: list[list[Word]] = [[] for _ in range(columns)]
    for block in blocks:
        cells[block.column].extend(block.words)
    return cells


def _line_height(blocks: Sequence[_Paragraph], pitch: float) -> float:
    """As the blocks of one line show it."""
    heights = [b.bottom - b.top for b in blocks if len(b.lines) == 1]
    return median_high(heights) if heights else pitch


def _block_rows(blocks: Sequence[_Paragraph], columns: int, pitch: float) -> list[list[_Paragraph]]:
    """The blocks beside each anchor, and those that stand beside none by their heights; what begins beside the heading of a list
    (`Jumlah produksi :`) goes with that."""
    line = _line_height(blocks, pitch)
    anchors = _anchor_blocks(blocks, columns)
    tops = [b.top for b in anchors]
    bottoms = [b.bottom for b in anchors]
    rows: list[list[_Paragraph]] = [[b] for b in anchors]
    loose: list[_Paragraph] = []
    anchored = set(map(id, anchors))
    others = [b for b in blocks if id(b) not in anchored]
    keys = [b for b in others if _is_key(b)]
    parts = [part for b in others for part in _split(b, anchors, keys, line)]
    heads = [b for b in parts if _beside(b, tops, bottoms, line) is None and HEADS.search(said(b.words))]
    for block in parts:
        k = _beside(block, tops, bottoms, line)
        level = any(abs(h.top - block.top) <= LIMITS.same_top * line for h in heads)
        (loose if k is None or (level and tops[k] - block.top > LIMITS.same_top * line) else rows[k]).append(block)
    return sorted([*rows, *_same_height(loose, line)], key=lambda r: min(b.top for b in r))


def _anchor_blocks(blocks: Sequence[_Paragraph], columns: int) -> list[_Paragraph]:
    """The blocks of the column that has most of them; figures first, since a figure rarely stands for two rows."""
    best: list[_Paragraph] = []
    best_score = -1.0
    for column in range(columns):
        mine = [b for b in blocks if b.column == column]
        figures = sum(b.figure for b in mine)
        score = len(mine) + LIMITS.figure * figures + (LIMITS.behind_first if column else 0.0)
        if score > best_score:
            best, best_score = mine, score
    return sorted(best, key=lambda b: b.top)


def _beside(block: _Paragraph, tops: Sequence[float], bottoms: Sequence[float], line: float) -> int | None:
    """The anchor row that a block stands beside: the one that begins where it begins, else the first that it overlaps."""
    overlapping = [k for k in range(len(tops)) if min(block.bottom, bottoms[k]) - max(block.top, tops[k]) > LIMITS.overlap * line]
    for k in overlapping:
        if abs(tops[k] - block.top) <= LIMITS.same_top * line:
            return k
    return overlapping[0] if overlapping else None


def _split(block: _Paragraph, anchors: Sequence[_Paragraph], keys: Sequence[_Paragraph], line: float) -> list[_Paragraph]:
    """A block that runs beside several rows is cut where a row begins that has a key of its own left of it.

    The wrap test cannot part two names that fill their lines; the number or code before each can. A block without such keys
    (a sasaran beside its indicators) stays whole.
    """
    lines, tops = block.lines, [line.top for line in block.lines]
    rows = [a for a in anchors if block.top - LIMITS.overlap * line < a.top < block.bottom]
    if min(len(rows), len(lines)) < LIMITS.parts:
        return [block]
    near = LIMITS.same_top * line
    cuts: list[int] = []
    for anchor in rows:
        k = next((k for k, top in enumerate(tops) if abs(top - anchor.top) <= near), None)
        if k is None or k == 0:
            continue
        alone = block.column == 0 and len(lines) == len(rows) and lines[k].text[:1].isupper()
        if alone or _has_key(anchor, keys, block, near):
            cuts.append(k)
    return [_Paragraph(lines[a:b], block.figure) for a, b in itertools.pairwise([0, *cuts, len(lines)]) if a < b]


def _is_key(block: _Paragraph) -> bool:
    """Is it short, and does it begin with a number or code?"""
    return len(block.lines) <= LIMITS.key_lines and any(ch.isdigit() for ch in block.lines[0].words[0].text)


def _has_key(anchor: _Paragraph, keys: Sequence[_Paragraph], block: _Paragraph, near: float) -> bool:
    """Does a single short key (number, code) stand left of the block on the anchor's height?"""
    if anchor.column < block.column:
        return len(anchor.lines) == 1 and anchor.figure
    return any(key.column < block.column and abs(key.top - anchor.top) <= near for key in keys)


def _same_height(blocks: Sequence[_Paragraph], line: float) -> list[list[_Paragraph]]:
    groups: list[list[_Paragraph]] = []
    for block in sorted(blocks, key=lambda b: b.top):
        if (
            groups
            and block.top < max(b.bottom for b in groups[-1]) - LIMITS.overlap * line
            and all(b.column != block.column for b in groups[-1])
        ):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _close_rests_joined(rows: list[list[_Paragraph]], pitch: float, line: float) -> list[list[_Paragraph]]:
    """A row of words alone, close under a row with text in the same columns and starting no new item, is its rest.

    Here distances tell. Over a page break there are none (`logical.cut_rows`); what the columns mean is not known yet, by which
    more rows are the rest of others (`pipeline.tables.mended.wrapped_rows`).
    """
    out: list[list[_Paragraph]] = []
    for row in rows:
        if out and not any(b.figure for b in row):
            above = out[-1]
            columns = {b.column for b in above}
            near = all(
                any(
                    a.column == b.column and -LIMITS.rest_above * line < b.top - a.bottom < LIMITS.rest_below * pitch
                    for a in above
                )
                for b in row
            )
            fresh = any(LIST_MARK.match(b.lines[0].words[0].text) or b.column == 0 for b in row)
            if near and not fresh and {b.column for b in row} < columns:
                above.extend(row)
                continue
        out.append(row)
    return out
