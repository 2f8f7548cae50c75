"""Columns without ruling lines: the white corridors that run down through a block of text lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import letter_size, segments, texts_of
from extractors.layout.text_forms import AMOUNT, DIGIT_GROUP, SIGNED, is_figure
from extractors.model import Word

Lines = Sequence[Sequence[Word]]


@dataclass(frozen=True, slots=True)
class Limits:
    corridor: Annotated[float, Limit("a corridor is at least this wide", FONT_SIZES)] = 0.3
    open: Annotated[float, Limit("a wider gap is more than a word space", FONT_SIZES)] = 0.85
    crossing: Annotated[
        float, Limit("so many of the lines may cross a corridor: total rows, headings over several columns", SHARE)
    ] = 0.12
    touch: Annotated[float, Limit("a text ends or begins at a corridor with no more between", POINTS)] = 0.5
    wide: Annotated[float, Limit("a wider corridor needs less alignment", FONT_SIZES)] = 1.2
    opened: Annotated[float, Limit("of the lines with text on both sides so many leave more than a word space", SHARE)] = 0.3
    aligned: Annotated[float, Limit("so many texts begin or end at one place beside a corridor", SHARE)] = 0.6
    aligned_wide: Annotated[float, Limit("the same beside a wide one", SHARE)] = 0.4
    aligned_both: Annotated[float, Limit("so many end, and begin, at one place on both sides of a narrow one", SHARE)] = 0.9
    same_place: Annotated[float, Limit("two places that are one differ no more", FONT_SIZES)] = 0.35
    column_lines: Annotated[int, Limit("a column has text on so many lines at least", COUNT)] = 2
    column_share: Annotated[float, Limit("and on so many of them", SHARE)] = 0.3
    starts: Annotated[int, Limit("with fewer it is one if so many texts begin at one place", COUNT)] = 3
    figures: Annotated[int, Limit("figures beside a corridor tell columns on so many lines", COUNT)] = 3
    figures_share: Annotated[float, Limit("and on so many of those that have text on both sides", SHARE)] = 0.75
    signed: Annotated[float, Limit("in so many of the pairs one has a sign for decimals or thousands", SHARE)] = 0.4
    tied: Annotated[float, Limit("words of one text leave less between", FONT_SIZES)] = 0.45
    word_space: Annotated[float, Limit("text that runs on leaves less between two words", FONT_SIZES)] = 0.6
    over: Annotated[float, Limit("no more of the lines are names of groups of rows that run over columns", SHARE)] = 0.4
    blank: Annotated[float, Limit("a name within a corridor has more space on both sides", FONT_SIZES)] = 0.3


LIMITS = Limits()


def corridors(lines: Lines, size: float, crossing: float = LIMITS.crossing) -> list[tuple[float, float]]:
    """White corridors (x0, x1) between the leftmost and the rightmost word, crossed by few of the lines (`crossing`: a share)."""
    if not lines:
        return []
    events: list[tuple[float, int]] = []
    for line in lines:
        for run in segments(line, LIMITS.corridor * size):
            events += [(run[0].bbox.x0, 1), (run[-1].bbox.x1, -1)]
    events.sort()
    allowed = int(crossing * len(lines))
    out: list[tuple[float, float]] = []
    depth = 0
    start: float | None = None
    first, last = events[0][0], events[-1][0]
    for x, step in events:
        depth += step
        if depth <= allowed and start is None:
            start = x
        elif depth > allowed and start is not None:
            if x - start >= LIMITS.corridor * size and start > first and x < last:
                out.append((start, x))
            start = None
    return out


def kept(found: Sequence[tuple[float, float]], lines: Lines, size: float) -> list[tuple[float, float]]:
    """Corridors that part columns: what stands right of one begins, or what stands left of it ends, at one place on most
    lines. Spaces that fall under each other by chance in running text do not."""
    out: list[tuple[float, float]] = []
    parted = [texts_of(line, size) for line in lines] if found else []
    ends = [-math.inf, *(x1 - LIMITS.touch for _, x1 in found)]
    begins = [*(x0 + LIMITS.touch for x0, _ in found[1:]), math.inf]
    for corridor, before, after in zip(found, ends, begins, strict=False):
        beside = [_beside(corridor, line, texts) for line, texts in zip(lines, parted, strict=True)]
        aligned = max(_aligned([place for one in beside if (place := one[side]) is not None], size) for side in range(3))
        wide = corridor[1] - corridor[0] > LIMITS.wide * size
        parts = _is_open(beside, before, after, size) and aligned >= (LIMITS.aligned_wide if wide else LIMITS.aligned)
        if parts or _told_by_figures(corridor, lines, size):
            out.append(corridor)
    return out


def _told_by_figures(corridor: tuple[float, float], lines: Lines, size: float) -> bool:
    """Do figures beside a corridor tell that it parts columns, however narrow it is?"""
    return _between_figures(corridor, lines, size) or _behind_amounts(corridor, lines, size)


def _behind_amounts(corridor: tuple[float, float], lines: Lines, size: float) -> bool:
    """Do amounts end at one place left of a corridor, and texts begin at one place right of it, with more than a word space
    between, on nearly all lines that reach it? What is said of an amount stands a word space behind it."""
    beside = [pair for line in lines if (pair := _words_beside(corridor, line)) is not None]
    pairs = [(a, b) for a, b in beside if corridor[0] - a.bbox.x1 < size]
    figures = [(a.bbox.x1, b.bbox.x0) for a, b in pairs if AMOUNT.match(a.text) and b.bbox.x0 - a.bbox.x1 >= LIMITS.tied * size]
    if len(figures) < max(LIMITS.figures, LIMITS.figures_share * len(pairs)):
        return False
    return all(_aligned(places, size) >= LIMITS.aligned_both for places in zip(*figures, strict=True))


def _between_figures(corridor: tuple[float, float], lines: Lines, size: float) -> bool:
    """Do figures stand right and left of a corridor on nearly all lines that reach it, set alike on one side at least? Figures
    with a sign for decimals or thousands are two however close they stand; parts of a code, and groups of digits, are one."""
    pairs = [pair for line in lines if (pair := _words_beside(corridor, line)) is not None]
    figures = [(a, b) for a, b in pairs if is_figure(a.text) and is_figure(b.text)]
    if len(figures) < max(LIMITS.figures, LIMITS.figures_share * len(pairs)):
        return False
    signed = sum(bool(SIGNED.search(a.text + b.text)) for a, b in figures)
    grouped = sum(bool(DIGIT_GROUP.match(b.text)) and a.text.isdigit() for a, b in figures)
    if signed < LIMITS.signed * len(figures) or 2 * grouped > len(figures):
        return False
    boxes = [[w.bbox for w in side] for side in zip(*figures, strict=True)]
    places = [place for side in boxes for place in ([b.x0 for b in side], [b.x1 for b in side], [b.cx for b in side])]
    return max(_aligned(mine, size) for mine in places) >= LIMITS.aligned


def _words_beside(corridor: tuple[float, float], line: Sequence[Word]) -> tuple[Word, Word] | None:
    """The words of a line next to a corridor, left and right of it; None where one side has none."""
    left = next((w for w in reversed(line) if w.bbox.x1 <= corridor[0] + LIMITS.touch), None)
    right = next((w for w in line if w.bbox.x0 >= corridor[1] - LIMITS.touch), None)
    return None if left is None or right is None else (left, right)


def _after_numbers(corridor: tuple[float, float], lines: Lines) -> bool:
    """Does nothing but the numbers of rows, each one more than the one before, stand left of a corridor?"""
    before = [w.text for line in lines for w in line if w.bbox.x1 <= corridor[0] + LIMITS.touch]
    numbers = [int(text.strip(".)(")) for text in before if text.strip(".)(").isdigit()]
    return (
        len(numbers) >= LIMITS.column_lines
        and len(numbers) == len(before)
        and numbers == list(range(numbers[0], numbers[-1] + 1))
    )


_Beside = tuple[float | None, float | None, float | None]


def _is_open(beside: Sequence[_Beside], before: float, after: float, size: float) -> bool:
    """Whether texts leave more than word spaces on enough lines. Where cells meet, texts of many lengths leave gaps of many
    widths; a word that all lines begin with leaves word spaces there, though other columns (those `before` and `after`) stand
    further off on lines that lack one of the two."""
    both = [(left, right) for left, right, _ in beside if left is not None and right is not None]
    near = [(left, right) for left, right in both if before < left and right < after] or both
    opened = sum(right - left >= LIMITS.open * size for left, right in near)
    return bool(near) and opened >= LIMITS.opened * len(near)


def _beside(corridor: tuple[float, float], line: Sequence[Word], texts: Sequence[Sequence[Word]]) -> _Beside:
    """Where a line ends left of a corridor, begins right of it, and the middle of the text that does; None where none stands."""
    left = next((w.bbox.x1 for w in reversed(line) if w.bbox.x1 <= corridor[0] + LIMITS.touch), None)
    right = next((w.bbox.x0 for w in line if w.bbox.x0 >= corridor[1] - LIMITS.touch), None)
    run = next((r for r in texts if r[-1].bbox.x1 >= corridor[1]), None) if right is not None else None
    return left, right, (max(run[0].bbox.x0, right or 0.0) + run[-1].bbox.x1) / 2 if run else None


def column_corridors(
    lines: Lines, size: float, skip: int = 0, names: Sequence[tuple[float, float]] = ()
) -> list[tuple[float, float]]:
    """The corridors that part the columns of a block of lines; the first `skip` lines (a heading that may span) do not
    shape them. A strip in which text stands on few lines only is no column but the end of long texts beside it, unless
    one of the heading's `names` (left, right) stands over it alone. Where there are more names than columns, a name over a
    corridor parts it in two: the column below is blank. Where there are fewer, a space under a name parts nothing."""
    lines = _without_groups(lines, size, skip)
    found = kept(corridors(lines[skip:], size), lines, size)
    columns = _strips(names)
    if found and len(columns) > len(found) + 1:
        free = corridors(lines[skip:], size, crossing=0.0)  # a column of a few texts ends none that others may cross
        found = _between_names(found, [*corridors(lines[skip:], size), *free], columns)
        found = [part for c in found for part in _with_blanks(c, columns, size)]
    elif columns and len(columns) < len(found) + 1:
        under = [c for c in found if any(a < c[0] and c[1] < b for a, b in columns)]
        found = [c for c in found if c not in under or _told_by_figures(c, lines, size) or _after_numbers(c, lines)]
    while found and (weakest := _weakest(found, lines, size, names)) is not None:
        found.pop(weakest)
    return found


def _without_groups(lines: Lines, size: float, skip: int) -> Lines:
    """The lines without those of the names of groups of rows: one text each from the left edge on, or from where names begin
    behind the numbers of rows, over corridors that all other lines of the body keep free. All of them where these are few."""
    groups = _group_names(lines, size, skip)
    rest = [line for line in lines if not any(line is one for one in groups)]
    free = corridors(rest[skip:], size)
    over = [line for line in groups if any(line[-1].bbox.x1 > x1 for _, x1 in free)]
    if not over or len(over) > LIMITS.over * len(lines):
        return lines
    return [line for line in lines if not any(line is one for one in over)]


def _group_names(lines: Lines, size: float, skip: int) -> list[Sequence[Word]]:
    """The lines of one text each that may be the names of groups of rows."""
    near = LIMITS.same_place * size
    edge = min((line[0].bbox.x0 for line in lines), default=0.0) + near
    parted = [(line, texts_of(line, size)) for line in lines[skip:]]
    second = [texts[1][0].bbox.x0 for _, texts in parted if len(texts) > LIMITS.column_lines]

    def begins(line: Sequence[Word]) -> bool:
        x0 = line[0].bbox.x0
        return x0 < edge or sum(abs(x0 - x) < near for x in second) >= LIMITS.column_lines

    return [line for line, texts in parted if len(texts) == 1 and begins(line)]


def _weakest(found: Sequence[tuple[float, float]], lines: Lines, size: float, names: Sequence[tuple[float, float]]) -> int | None:
    """The corridor before the strip with text on the fewest lines, of those that are no columns, or that behind it, over which
    alone its texts run on: the beginning of long ones. None where all are columns."""
    edges = [border(c, lines) for c in found] + [math.inf]
    filled: dict[int, int] = {}
    for k, (a, b) in enumerate(pairwise(edges)):
        inside = [[w.bbox.x0 for w in line if a <= w.bbox.x0 < b] for line in lines]
        starts = [min(places) for places in inside if places]
        named = any(a < x0 and x1 < b for x0, x1 in names) and bool(starts)
        if not _fills(starts, len(lines), size) and not (named and not _tied(lines, a, size)):
            filled[k] = len(starts)
    if not filled:
        return None
    k = min(filled, key=lambda k: filled[k])
    behind = k + 1 < len(found) and _tied(lines, edges[k + 1], size) and not _tied(lines, edges[k], size)
    return k + 1 if behind else k


def _fills(starts: Sequence[float], lines: int, size: float) -> bool:
    """Is a strip whose texts begin at these places a column: has it text on enough lines, or enough that begins at one place?"""
    enough = max(LIMITS.column_lines, LIMITS.column_share * lines)
    return len(starts) >= enough or len(starts) * _aligned(starts, size) >= LIMITS.starts


def _strips(names: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Names that stand over each other as one strip, left to right; a name over two others joins nothing."""
    out: list[tuple[float, float]] = []
    for x0, x1 in sorted(names, key=lambda n: n[1] - n[0]):
        over = [k for k, (a, b) in enumerate(out) if a < x1 and b > x0]
        if not over and not _over_two(x0, x1, names):
            out.append((x0, x1))
        elif len(over) == 1:
            a, b = out[over[0]]
            out[over[0]] = min(a, x0), max(b, x1)
    return sorted(out)


def _over_two(left: float, right: float, names: Sequence[tuple[float, float]]) -> bool:
    """Does a name stand over (or under) two others that stand side by side?"""
    over = [(a, b) for a, b in names if a < right and b > left and (a, b) != (left, right)]
    return bool(over) and max(a for a, _ in over) > min(b for _, b in over)


def _tied(lines: Lines, border: float, size: float) -> bool:
    """Does text run on over a border on any line, with no more than a word space?"""
    return any(
        a.bbox.x0 < border <= b.bbox.x0 and b.bbox.x0 - a.bbox.x1 < LIMITS.word_space * size
        for line in lines
        for a, b in pairwise(line)
    )


def _between_names(
    found: Sequence[tuple[float, float]], possible: Sequence[tuple[float, float]], names: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The corridors found, with the widest one between each two names that none of them parts."""
    out = list(found)
    for (a0, a1), (b0, b1) in pairwise(names):
        if any((a0 + a1) / 2 < (x + y) / 2 < (b0 + b1) / 2 for x, y in out):
            continue
        between = [c for c in possible if (a0 + a1) / 2 < c[0] and c[1] < (b0 + b1) / 2]
        if between:
            out.append(max(between, key=lambda c: c[1] - c[0]))
    return sorted(out)


def _with_blanks(corridor: tuple[float, float], names: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """The corridor parted by the names that stand in it with space on both sides."""
    out, (start, end) = [], corridor
    for x0, x1 in sorted(names):
        if x0 > start + LIMITS.blank * size and x1 < end - LIMITS.blank * size:
            out.append((start, x0))
            start = x1
    return [*out, (start, end)]


def _aligned(places: Sequence[float], size: float) -> float:
    """Share of places within a letter's width of the commonest one."""
    if not places:
        return 0.0
    near = LIMITS.same_place * size
    ordered = sorted(places)
    most = first = end = 0
    for place in ordered:
        while place - ordered[first] > near:
            first += 1
        while end < len(ordered) and ordered[end] - place <= near:
            end += 1
        most = max(most, end - first)
    return most / len(ordered)


def border(corridor: tuple[float, float], lines: Lines) -> float:
    """Where in a corridor the column border runs: in its widest part in which no text of any line stands; where there is none, in
    that without a word."""
    x0, x1 = corridor
    across = [line for line in lines if any(w.bbox.x0 < x1 and w.bbox.x1 > x0 for w in line)]
    if not across:
        return (x0 + x1) / 2
    texts = [(t[0].bbox.x0, t[-1].bbox.x1) for line in across for t in segments(line, LIMITS.tied * letter_size(line))]
    place = _widest_free(corridor, texts)
    if place is None:
        place = _widest_free(corridor, [(w.bbox.x0, w.bbox.x1) for line in across for w in line])
    return (x0 + x1) / 2 if place is None else place


def _widest_free(corridor: tuple[float, float], texts: Sequence[tuple[float, float]]) -> float | None:
    """The middle of the widest part of a corridor in which none of these texts (left, right) stands."""
    x0, x1 = corridor
    taken = sorted((max(x0, a), min(x1, b)) for a, b in texts if a < x1 and b > x0)
    best: tuple[float, float] | None = None
    start = x0
    for a, b in [*taken, (x1, x1)]:
        if a - start > (best[0] if best else 0.0):
            best = (a - start, (a + start) / 2)
        start = max(start, b)
    return best[1] if best else None
