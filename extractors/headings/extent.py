"""The heading of a table without a grid: where it ends, how far it reaches up, and which columns one name stands over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import Annotated

from extractors.headings.levels import LIMITS as LEVELS
from extractors.headings.levels import over_columns
from extractors.headings.shared_out import LIMITS as SHARED
from extractors.layout.blocks import Block, ColumnBlock
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, TIMES, Limit
from extractors.layout.lines import box_around, mostly_bold, said, texts_of
from extractors.layout.places import covered
from extractors.layout.steps import heuristic, none_of_them
from extractors.layout.text_forms import AMOUNT, FIGURE, YEAR, counts_under_a_group, is_figure, number_row
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import BBox, Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    max_lines: Annotated[int, Limit("a row of column numbers stands within so many lines of the top", COUNT)] = 10
    whole: Annotated[
        float, Limit("a rule over so much of the width parts rows; a shorter one underlines a name of several columns", SHARE)
    ] = 0.85
    named: Annotated[
        float, Limit("a line of words over so many columns, above the first figures, belongs to the heading", SHARE)
    ] = 0.5
    foot: Annotated[float, Limit("a rule that ends a heading is further from the foot of the table", POINTS)] = 4.0
    rules: Annotated[int, Limit("fewer rules do not end a heading", COUNT)] = 2
    gap: Annotated[float, Limit("the gap below a heading is wider than those within by more", FONT_SIZES)] = 0.25
    below: Annotated[float, Limit("the heading ends so far below its last line", FONT_SIZES)] = 0.1
    overlap: Annotated[float, Limit("lines of one cell overlap less", FONT_SIZES)] = 0.2
    close: Annotated[float, Limit("and are nearer", FONT_SIZES)] = 0.55
    loose: Annotated[
        float, Limit("lines of one cell of the heading are no further apart, in gaps of the closest lines of the body", TIMES)
    ] = 1.2
    reach_over: Annotated[float, Limit("a line above a heading reaches less far down beside it", FONT_SIZES)] = 0.5
    reach: Annotated[float, Limit("and is nearer to it", FONT_SIZES)] = 2.2
    scale: Annotated[float, Limit("text of one size differs no more", SHARE)] = 0.12
    read_scale: Annotated[float, Limit("the same of text in a picture, as high as its ink, tails or none", SHARE)] = 0.45
    upper: Annotated[float, Limit("the upper line of a cell is nearer to its next", FONT_SIZES)] = 0.6
    read_upper: Annotated[float, Limit("the same in a picture, from ink to ink", FONT_SIZES)] = 1.0
    outside: Annotated[float, Limit("text of a table reaches no further out of it", FONT_SIZES)] = 1.0
    off: Annotated[float, Limit("a name of a group is no further from the middle of its columns", FONT_SIZES)] = 1.0
    off_share: Annotated[float, Limit("the same in widths of its columns", SHARE)] = 0.05
    lower: Annotated[float, Limit("names below that of a group begin further below others", FONT_SIZES)] = 0.3
    names: Annotated[int, Limit("a heading of fewer names tells nothing of two columns", COUNT)] = 2


LIMITS = Limits()


def first_figures(block: Block) -> int | None:
    """The first line that holds a figure which is neither a year nor the number of a column, or an amount, whatever stands close
    behind it (`Rp. 968.500.000,- APBD`); None where none does."""
    for k, line in enumerate(block.lines):
        runs = texts_of(line, block.size)
        texts = [said(run) for run in runs]
        counted = number_row(texts) or counts_under_a_group(texts)
        if any(AMOUNT.match(run[0].text) for run in runs) or (any(map(_is_value, texts)) and not counted):
            return k
    return None


def _is_value(text: str) -> bool:
    """A figure that is no year, nor years side by side, nor the end of a scale such as `(Rp. 000)` that was broken."""
    return bool(FIGURE.match(text)) and not all(map(YEAR.match, text.split())) and text.count("(") == text.count(")")


def heading_bottom(block: Block, begins: int | None, rules: Sequence[Ruling], borders: Sequence[float], box: BBox) -> float:
    """The height at which the heading ends: below a number row, at the first whole rule under the first line, where bold text
    ends, at the widest gap above the first figures (in the line `begins`); above everything where that is the first line.

    There are no rows yet: once there are, `form.heading_rows` counts those of the heading.
    """
    lines, size = block.lines, block.size
    numbers = _number_row(lines, borders, begins)
    if numbers is not None:
        return max(w.bbox.y1 for w in numbers)
    bold = _bold_lines(lines, begins)
    under = _rule_under(lines, rules, box)
    all_figures = begins == 0 and not bold
    if under is not None and not all_figures:
        return under
    if 0 < bold < len(lines):
        return (max(w.bbox.y1 for w in lines[bold - 1]) + min(w.bbox.y0 for w in lines[bold])) / 2
    if all_figures:
        return lines[0][0].bbox.y0 - size
    last = _above_gap(lines, borders, begins, size) if begins is not None and begins > 1 else None
    if last is not None:
        return max(w.bbox.y1 for line in lines[: last + 1] for w in line) + LIMITS.below * size
    return max(w.bbox.y1 for w in lines[0])


def _rule_under(lines: Sequence[Sequence[Word]], rules: Sequence[Ruling], box: BBox) -> float | None:
    """The height of the first whole rule under the first line; None at the foot of the table, or where an amount stands above it:
    rows of the body, over the sum that is ruled off."""
    every = whole_rules(rules, box) if len(rules) >= LIMITS.rules else []
    y = next((y for y in every if y > lines[0][0].bbox.cy), None)
    if y is None or y >= box.y1 - LIMITS.foot:
        return None
    return None if any(AMOUNT.match(w.text) for line in lines[1:] for w in line if w.bbox.cy < y) else y


def _number_row(lines: Sequence[Sequence[Word]], borders: Sequence[float], begins: int | None) -> Sequence[Word] | None:
    """The line that numbers the columns, none below the first figures (`begins`)."""
    for line in lines[1 : LIMITS.max_lines if begins is None else min(begins + 1, LIMITS.max_lines)]:
        if number_row([" ".join(w.text for w in line if a <= w.bbox.cx < b) for a, b in pairwise(borders)]):
            return line
    return None


def _above_gap(lines: Sequence[Sequence[Word]], borders: Sequence[float], begins: int, size: float) -> int | None:
    """The last line above the widest gap above the first figures; None where the lines are evenly apart."""
    gaps = [min(w.bbox.y0 for w in b) - max(w.bbox.y1 for w in a) for a, b in pairwise(lines[: begins + 1])]
    widest = max(range(len(gaps)), key=lambda k: gaps[k])
    if gaps[widest] <= min(gaps) + LIMITS.gap * size:
        return None
    while widest + 1 < begins and _filled(lines[widest + 1], borders) >= LIMITS.named * (len(borders) - 1):
        widest += 1  # names over most of the columns are no row of values
    return widest


def _filled(line: Sequence[Word], borders: Sequence[float]) -> int:
    """How many columns a line has words in."""
    return len({bisect_right(borders, w.bbox.cx) for w in line})


def _bold_lines(lines: Sequence[Sequence[Word]], begins: int | None) -> int:
    """How many lines are bold, from the first on, none of them below the first figures: sums are set bold too. None where the row
    of these figures is, after other bold lines: its name may begin above it."""
    bold = 0
    for line in lines[: None if begins is None else max(begins, 1)]:
        if not mostly_bold(line):
            break
        bold += 1
    return 0 if begins is not None and 1 < begins == bold and mostly_bold(lines[begins]) else bold


def whole_rules(rules: Sequence[Ruling], box: BBox) -> list[float]:
    """Heights of the rules that run over the whole width, pieced together or not; of all rules where none does."""
    every: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda r: r.y0):
        if every and rule.y0 - every[-1][0].y0 <= TRACKS.level:
            every[-1].append(rule)
        else:
            every.append([rule])
    whole = [rs[0].y0 for rs in every if covered((r.x0, r.x1) for r in rs) >= LIMITS.whole * box.width]
    return whole or [rs[0].y0 for rs in every]


def leading_of(body: ColumnBlock, size: float) -> float:
    """The gap between two lines of one cell, in heights of a line (`size`), as the closest lines of the body show it."""
    gaps = [
        b.words[0].bbox.y0 - a.words[0].bbox.y1
        for lines in body.by_column
        for a, b in pairwise(lines)
        if not any(FIGURE.match(line.text) for line in (a, b))
    ]
    close = [g / size for g in gaps if -LIMITS.overlap * size < g < LIMITS.close * size]
    return max(LEVELS.leading, LIMITS.loose * min(close)) if close else LEVELS.leading


@heuristic(none_of_them)
def reached_up(above: Sequence[list[Word]], heading: Sequence[Word], borders: Sequence[float], size: float) -> list[Word]:
    """Words above the lines found that belong to the heading: names of groups of columns, upper lines of high cells.

    They are of the heading's size and weight, close above it, and stand over their columns; a caption does not, nor is
    anything beside it lower.
    """
    out: list[Word] = []
    if not heading:
        return out
    bold = mostly_bold(heading)
    scale = median_high(w.size for w in heading)
    for line in reversed(above):
        known = [*heading, *out]
        bottom = max(w.bbox.y1 for w in line)
        if not -LIMITS.reach_over * size < min(w.bbox.y0 for w in known) - bottom < LIMITS.reach * size:
            break
        if any(w.bold != bold or abs(w.size - scale) > _scale(w) * scale for w in line):
            break
        if not all(names_a_group(run, known, borders, size) for run in texts_of(line, size)):
            break
        out.extend(line)
    return out


def _scale(word: Word) -> float:
    return LIMITS.read_scale if word.from_ocr else LIMITS.scale


def names_a_group(run: Sequence[Word], known: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Is this text the name of a group of columns, or the upper line of a cell of one column? `known` are words of names below; a
    name over several columns, not the first, is set over their middle or begins where theirs do."""
    tops: dict[int, float] = {}
    for word in known:
        c = next((c for c in range(len(borders) - 1) if word.bbox.cx < borders[c + 1]), len(borders) - 2)
        tops[c] = min(tops.get(c, word.bbox.y0), word.bbox.y0)
    over = over_columns(run, borders, size)
    box = box_around(run)
    if not over or box.x0 < borders[0] - LIMITS.outside * size or box.x1 > borders[-1] + LIMITS.outside * size:
        return False
    near = (LIMITS.read_upper if run[0].from_ocr else LIMITS.upper) * size
    if len(over) == 1 and over[0] in tops and tops[over[0]] - box.y1 < near:
        return True
    if len(over) > 1 and (_flush(box, known, over[0], borders, size) or _over_lower_ones(box, tops, over, borders, size)):
        return True
    groups = ((a, b) for a in range(over[0], -1, -1) for b in range(over[-1], len(borders) - 1))
    return any(_centred(box, borders, group, size) and _lower_inside(tops, group, size) for group in groups)


def _flush(box: BBox, known: Sequence[Word], column: int, borders: Sequence[float], size: float) -> bool:
    """Does a text begin where the words of a column, not the first, do?"""
    first = [w.bbox.x0 for w in known if borders[column] <= w.bbox.cx < borders[column + 1]]
    return column > 0 and bool(first) and abs(min(first) - box.x0) <= SHARED.flush * size


def _over_lower_ones(box: BBox, tops: dict[int, float], over: Sequence[int], borders: Sequence[float], size: float) -> bool:
    """Does a text lie over several columns whose names begin lower than those on both sides, or at the edge of the table, and
    over none besides?"""
    lower = {c for c, top in tops.items() if top > min(tops.values()) + LIMITS.lower * size}
    first, last = over[0], over[-1]
    while first - 1 in lower:
        first -= 1
    while last + 1 in lower:
        last += 1
    return lower.issuperset(range(first, last + 1)) and borders[first] <= box.x0 and box.x1 <= borders[last + 1]


def _centred(box: BBox, borders: Sequence[float], group: tuple[int, int], size: float) -> bool:
    """Is a text set in the middle of several of the columns, from a first to a last, but not all?"""
    first, last = group
    if first == last or (first == 0 and last == len(borders) - 2):
        return False
    off = abs(box.cx - (borders[first] + borders[last + 1]) / 2)
    return off <= max(LIMITS.off * size, LIMITS.off_share * (borders[last + 1] - borders[first]))


def _lower_inside(tops: dict[int, float], group: tuple[int, int], size: float) -> bool:
    """Has each of these columns a name, and one of them one that begins below those of others?"""
    first, last = group
    inside = [tops[c] for c in range(first, last + 1) if c in tops]
    outside = [y for c, y in tops.items() if not first <= c <= last]
    return len(inside) == last - first + 1 and bool(outside) and min(outside) < max(inside) - LIMITS.lower * size


@heuristic(lambda heading, rows, borders: borders)
def one_name(heading: Sequence[Word], rows: Sequence[Sequence[Sequence[Word]]], borders: list[float]) -> list[float]:
    """Borders without those that part one column of figures in two: some set left or right, others in the middle.

    The heading names at most one of the two parts, and no row has a figure in both.
    """
    named = [any(a <= w.bbox.cx < b for w in heading) for a, b in pairwise(borders)]
    if sum(named) < LIMITS.names:
        return borders
    texts = [[" ".join(w.text for w in cell) for cell in row] for row in rows]
    out = borders[:1]
    for c, edge in enumerate(borders[1:-1], start=1):
        left, right = ([row[k] for row in texts if row[k]] for k in (c - 1, c))
        figures = left and right and all(is_figure(t) for t in (*left, *right))
        both = any(row[c - 1] and row[c] for row in texts)
        if both or not figures or (named[c - 1] and named[c]):
            out.append(edge)
    return [*out, borders[-1]]
