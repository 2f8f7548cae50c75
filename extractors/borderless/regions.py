"""Where on a page tables without a grid may stand: runs of lines that are parted at the same places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from extractors.borderless.breaks import LIMITS as TITLES
from extractors.borderless.breaks import below_table, group_next, heading_next, titles_next
from extractors.borderless.parted import LIMITS as PARTED
from extractors.borderless.parted import between_runs, parted, runs_of, same_columns
from extractors.columns.corridors import border, column_corridors, corridors
from extractors.layout.blocks import Block, block_of_lines
from extractors.layout.limits import COUNT, FONT_SIZES, LINE_HEIGHTS, SHARE, TIMES, Limit
from extractors.layout.lines import box_around
from extractors.layout.places import crosses, in_reach
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import CAPTION_LABEL, DIGIT, FIGURE, LABEL, LEADERS, ROW_NUMBER, is_value
from extractors.layout.tiles import LIMITS as TILES
from extractors.model import Ruling, Word

Lines = list[list[Word]]


@dataclass(frozen=True, slots=True)
class Limits:
    ruled_apart: Annotated[float, Limit("gaps of one table with a rule in them are no wider", LINE_HEIGHTS)] = 4.1
    far: Annotated[float, Limit("lines of one table whose columns agree stand nearer", LINE_HEIGHTS)] = 5.0
    pieces: Annotated[int, Limit("rules of so many pieces each are drawn cell by cell", COUNT)] = 3
    larger: Annotated[float, Limit("text so many times as large as that of a table is none of its rows", TIMES)] = 1.25
    strong: Annotated[int, Limit("a table has so many parted lines", COUNT)] = 2
    settled: Annotated[int, Limit("after so many the size of its text is known", COUNT)] = 3
    behind: Annotated[int, Limit("so many parted lines back show the corridors", COUNT)] = 12
    enough: Annotated[int, Limit("fewer parted lines show none", COUNT)] = 4
    full: Annotated[float, Limit("a figure begins where its column does, within this", FONT_SIZES)] = 0.35
    outside: Annotated[float, Limit("a line of a table begins no further left", FONT_SIZES)] = 3.0
    scale: Annotated[float, Limit("text above a table is no larger than this many times its own", TIMES)] = 1.05
    begins: Annotated[float, Limit("a line begins where its column does, within this", FONT_SIZES)] = 0.1
    prose: Annotated[int, Limit("running text has so many words in a line", COUNT)] = 5
    names: Annotated[int, Limit("behind names of groups one of so many lines is parted", COUNT)] = 2
    edge: Annotated[float, Limit("the lower edge of a table is no further below its last line", FONT_SIZES)] = 0.8
    edge_share: Annotated[float, Limit("and runs below so much of its width", SHARE)] = 0.9
    overlap: Annotated[float, Limit("a line that reaches further down beside a row is part of it", FONT_SIZES)] = 0.2


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Region:
    """A block that may be a table, with the horizontal rules (y, x0, x1) that belong to it.

    `above` are the lines right above that belong to no other region, nearest last: a heading may reach up into them.
    """

    block: Block
    rules: tuple[Ruling, ...]
    above: Lines


class _Run:
    """Lines gathered so far; `waiting` are single texts that belong to the table only if another parted line follows."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.lines: Lines = []
        self.waiting: Lines = []
        self.strong = 0

    def bottom(self) -> float:
        return max(w.bbox.y1 for w in (self.waiting or self.lines)[-1])

    def place_of(self, line: list[Word], strong: bool, rules: Sequence[Ruling]) -> Literal["parted", "narrow", "waits"] | None:
        """What the next line is: a row of columns, a narrow line between such rows, one that may be so if another row follows;
        None where the table ends before it."""
        step = line[0].bbox.y0 - self.bottom()
        between = any(self.lines[-1][0].bbox.cy < r.y0 < line[0].bbox.cy for r in rules)
        near = not self.waiting and step <= (LIMITS.ruled_apart if between else PARTED.apart - 1.0) * self.size
        far = not near and step > LIMITS.far * self.size and not _same_cells(self.lines, line, rules)
        if far or (self.strong >= LIMITS.settled and _larger(line, self.lines)):
            return None
        if strong and (near or same_columns(line, [*self.lines, *self.waiting], self.size)):
            return "parted"
        if strong and self.waiting and _below_names(line, self.lines, self.size):
            return "parted"
        if not fits_column(line, self.lines, self.size):
            return "narrow" if near and _above_edge([*self.lines, line], rules, self.size) else None
        return "narrow" if near else "waits"

    def add(self, line: list[Word], strong: bool) -> None:
        self.lines += [*self.waiting, line]
        self.waiting = []
        self.strong += strong


def _same_cells(above: Lines, line: list[Word], rules: Sequence[Ruling]) -> bool:
    """Do rules drawn cell by cell, the same pieces, run above the last lines and between these and the next one: a tall row of
    the same table, its text at the top?"""
    heights = sorted({round(r.y0) for r in rules if r.y0 < line[0].bbox.cy})[-2:]
    pieces = [sorted((round(r.x0), round(r.x1)) for r in rules if round(r.y0) == y) for y in heights]
    between = len(heights) > 1 and heights[0] < above[-1][0].bbox.cy < heights[1]
    return between and pieces[0] == pieces[1] and len(pieces[0]) >= LIMITS.pieces


def regions(block: Block, rules: Sequence[Ruling]) -> list[Region]:
    """Runs of lines that are parted, with the narrow lines between them, top to bottom."""
    size = block.size
    out: list[Region] = []
    run = _Run(size)
    above: Lines = []

    def close() -> None:
        """The run ends; lines that waited for more of it are looked at afresh."""
        nonlocal run, above
        kept = _without_tail(run.lines, rules, size)
        kept = kept[: len(kept) - _of_the_next(kept, [*run.waiting, *queue[: -LIMITS.names - 1 : -1]], size)]
        tail = run.lines[len(kept) :]
        foot = below_table(kept, rules, size) if kept else 0
        kept, run.waiting = kept[: len(kept) - foot], [*kept[len(kept) - foot :], *run.waiting]
        if run.strong >= LIMITS.strong:
            if out and _names_only(out[-1], kept):
                above = [*out[-1].above, *out.pop().block.lines, *above]
            found = block_of_lines(kept)
            box = box_around(found.words)
            mine = tuple(r for r in rules if in_reach(r.y0, box.y0, box.y1) and r.x0 < box.x1 and r.x1 > box.x0)
            out.append(Region(found, mine, above))
            above = tail
        else:
            above = [*above, *kept, *tail]
        queue.extend(reversed(run.waiting))
        run = _Run(size)

    queue = list(reversed(block.lines))
    while queue or run.lines:
        if not queue:
            close()
            continue
        line = queue.pop()
        text = " ".join(w.text for w in line)
        if LEADERS.search(text) or LABEL.match(text):
            if run.waiting:
                queue.append(line)
                close()
                continue
            close()
            above = []
            if queue and _title_below(line, queue[-1], size):
                queue.pop()
            continue
        strong = parted(line, size)
        if not run.lines:
            if strong:
                run.add(line, True)
            else:
                above.append(line)
            continue
        if titles_next(line, run.lines, queue[: -TITLES.lines - 1 : -1], rules, size):
            queue.append(line)
            close()
            above = [queue.pop()]
            continue
        if heading_next(line, run.lines, queue[: -TITLES.soon - 1 : -1], rules, size):
            queue.append(line)
            close()
            continue
        place = run.place_of(line, strong, rules)
        if place is None and not strong:
            before, after = [*run.lines, *run.waiting], queue[: -TILES.group - 1 : -1]
            if group_next(line, before, after[:1], rules) or _row_next(line, before, after, size):
                place = "waits"
        if place == "waits":
            run.waiting.append(line)
        elif place is not None:
            run.add(line, place == "parted")
        else:
            queue.append(line)
            close()
    return out


def _row_next(line: list[Word], before: Lines, after: Lines, size: float) -> bool:
    """Is a line the name of a group of rows, or its last but one: right below it a row of figures in the columns above?"""
    lines = [before[-1], line, *after]
    row = next((n for n, other in enumerate(lines) if n > 1 and parted(other, size)), None)
    if row is None or not any(is_value(w.text) for w in lines[row]):
        return False
    steps = (b[0].bbox.y0 - max(w.bbox.y1 for w in a) for a, b in pairwise(lines[: row + 1]))
    near = all(step <= (PARTED.apart - 1.0) * size for step in steps)
    below = (same_columns, _figures_below, _below_names)
    return near and any(stands(lines[row], before, size) for stands in below)


def _below_names(line: Sequence[Word], above: Lines, size: float) -> bool:
    """Do several figures of a line stand below names of a heading, which holds no figure, each below one of its own?"""
    if any(is_value(w.text) for other in above for w in other):
        return False
    names = [run for other in above for run in runs_of(other, size)]
    mine = [run for run in runs_of(line, size) if run[2]]
    below = [frozenset(n for n, name in enumerate(names) if run[0] < name[1] and name[0] < run[1]) for run in mine]
    return len(mine) > PARTED.figures and all(below) and len(set(below)) == len(below)


def _figures_below(line: Sequence[Word], above: Lines, size: float) -> bool:
    """Do several figures of a line stand below figures of one of the last lines, whatever their other texts are?"""
    mine = [run for run in runs_of(line, size) if run[2]]
    others = ([run for run in runs_of(other, size) if run[2]] for other in above[-PARTED.recent :])
    below = (sum(any(a[0] < b[1] and b[0] < a[1] for b in theirs) for a in mine) for theirs in others)
    return max(below, default=0) >= PARTED.figures


def _names_only(before: Region, lines: Lines) -> bool:
    """Is the region right above lines that begin with figures nothing but words: the names of their columns?"""
    worded = not any(is_value(w.text) for w in before.block.words)
    return worded and not before.rules and any(FIGURE.match(w.text) for w in lines[0])


def _title_below(label: Sequence[Word], line: Sequence[Word], size: float) -> bool:
    """Is a line the title below the label of a table that stands alone (`Tabel 3.4`): in the middle below it, or set as left as
    it? Else it would be taken for the name of a group of columns."""
    alone = CAPTION_LABEL.sub("", " ".join(w.text for w in label)).strip(" .:") == ""
    middles = [(words[0].bbox.x0 + words[-1].bbox.x1) / 2 for words in (label, line)]
    level = min(abs(middles[0] - middles[1]), abs(label[0].bbox.x0 - line[0].bbox.x0)) < PARTED.same_place * size
    return alone and level and not parted(line, size)


def _without_tail(lines: Lines, rules: Sequence[Ruling], size: float) -> Lines:
    """The lines as far as the last parted one, with the rest of a cell below it; running text, or a page number under a rule, is
    no rest."""
    kept = list(lines)
    while kept and not parted(kept[-1], size):
        under_rule = len(kept) > 1 and any(kept[-2][0].bbox.cy < r.y0 < kept[-1][0].bbox.cy for r in rules)
        if _above_edge(kept, rules, size) or (not under_rule and fits_column(kept[-1], kept[:-1], size, last=True)):
            break
        kept.pop()
    return kept


def _of_the_next(lines: Lines, after: Lines, size: float) -> int:
    """How many of the last lines, a text each, stand nearer to what follows, a parted line soon, than to the one before: the
    names of groups of its columns."""
    out = 0
    follows = any(parted(line, size) for line in after[: LIMITS.names])
    while follows and len(lines) - out > 1 and not parted(lines[-1 - out], size):
        before, line, behind = lines[-2 - out], lines[-1 - out], lines[-out] if out else after[0]
        if behind[0].bbox.y0 - max(w.bbox.y1 for w in line) >= line[0].bbox.y0 - max(w.bbox.y1 for w in before):
            break
        out += 1
    return out


def _larger(line: Sequence[Word], above: Sequence[Sequence[Word]]) -> bool:
    """Is a line of words set in a larger font than any line of a table: the running text below it?"""
    if any(FIGURE.match(w.text) for w in line):
        return False
    own = min(w.size for w in line)
    return own > LIMITS.larger * max(w.size for other in above for w in other) > 0


def _above_edge(lines: Lines, rules: Sequence[Ruling], size: float) -> bool:
    """Does a rule as long as the lines are wide run right below the last of them, and none between it and the one above?"""
    left, right = min(line[0].bbox.x0 for line in lines), max(line[-1].bbox.x1 for line in lines)
    middle, bottom = lines[-1][0].bbox.cy, max(w.bbox.y1 for w in lines[-1])
    above = lines[-2][0].bbox.cy if len(lines) > 1 else middle
    below = [r for r in rules if middle < r.y0 <= bottom + LIMITS.edge * size]
    long = sum(max(0.0, min(r.x1, right) - max(r.x0, left)) for r in below) >= LIMITS.edge_share * (right - left)
    return long and not any(above < r.y0 < middle for r in rules)


def fits_column(line: Sequence[Word], above: Sequence[Sequence[Word]], size: float, *, last: bool = False) -> bool:
    """Does a line keep clear of the corridors between the columns of the parted lines above it? Nothing speaks for the `last` one
    but these."""
    before = [other for other in above if parted(other, size)][-LIMITS.behind :]
    if _over_numbers(line, before, size):
        return False
    if len(before) < LIMITS.enough or (not last and between_runs(line, before[-PARTED.recent :], size)):
        return between_runs(line, before[-PARTED.recent :], size)
    found = column_corridors(before, size) or [c for c in corridors(before, size) if c[1] - c[0] > PARTED.wide * size]
    if not found:
        return False
    clear = all(_keeps_clear(line, corridor, before, size) for corridor in found)
    return clear and line[0].bbox.x0 > min(other[0].bbox.x0 for other in before) - LIMITS.outside * size


def _over_numbers(line: Sequence[Word], before: Sequence[Sequence[Word]], size: float) -> bool:
    """Does a line begin in the column of row numbers with a word that runs out of it, into that of the names?"""
    left = min((other[0].bbox.x0 for other in before), default=0.0)
    rows = [other for other in before if len(other) > 1 and other[0].bbox.x0 < left + LIMITS.outside * size]
    numbered = [other for other in rows if ROW_NUMBER.match(other[0].text) and DIGIT.search(other[0].text)]
    if len(numbered) < max(LIMITS.strong, PARTED.agree * len(rows)):
        return False
    names = min(other[1].bbox.x0 for other in numbered)
    begins = line[0].bbox.x0 < max(other[0].bbox.x1 for other in numbered) and line[0].bbox.x1 > names
    return begins and line[0].text[:1].isupper() and len(line) >= LIMITS.prose  # the rest of a name may stand below its number


def _keeps_clear(line: Sequence[Word], corridor: tuple[float, float], before: Sequence[Sequence[Word]], size: float) -> bool:
    """Does no word of a line stand in a corridor, nor text run on over it?"""
    # a longer name than those above may fill its column up to the figure in the next
    figure = next((w.bbox.x0 for w in line if abs(w.bbox.x0 - corridor[1]) < LIMITS.full * size and FIGURE.match(w.text)), None)
    middle = border(corridor, before) if figure is None else figure
    if any(crosses(w, middle) for w in line):
        return False
    left = max((w.bbox.x1 for w in line if w.bbox.x1 <= middle + 1), default=None)
    right = min((w.bbox.x0 for w in line if w.bbox.x0 >= middle - 1), default=None)
    return left is None or right is None or right - left >= PARTED.space * size


@heuristic(lambda *_: ([], []))
def above_first(region: Region, inner: Sequence[float]) -> tuple[list[Word], list[Word]]:
    """(words of the first row of a page, words that are the rest of a cell of the page before) right above the first parted
    line; `inner` are the borders between the columns.

    Each such line begins where texts of its column begin. Lines of the first row lie between its other lines, for its cells are
    centred on each other, or below the upper edge of the region; the rest stands in one column behind the first.
    """
    row: list[Word] = []
    rest: list[Word] = []
    lines, size = region.block.lines, region.block.size
    top = lines[0][0].bbox.y0
    edge = min((r.y0 for r in region.rules), default=top)
    for line in reversed(region.above):
        column = bisect_right(inner, line[0].bbox.x0)
        if bisect_right(inner, line[-1].bbox.x1) != column or parted(line, size):
            break
        begun = [w.bbox.x0 for other in lines for w in other if bisect_right(inner, w.bbox.cx) == column]
        step = top - max(w.bbox.y1 for w in line)
        if max(w.size or w.bbox.height for w in line) > LIMITS.scale * size or step > (PARTED.apart - 1.0) * size:
            break
        if not any(abs(line[0].bbox.x0 - x) < LIMITS.begins * size for x in begun):
            break
        if not rest and (step < -LIMITS.overlap * size or line[0].bbox.cy > edge):
            row = [*line, *row]
        elif column:
            rest = [*line, *rest]
        else:
            break
        top = line[0].bbox.y0
    return row, rest
