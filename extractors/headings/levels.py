"""The rows of a heading without a grid: which text names which columns, and on which level."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import Annotated

from extractors.headings.groups import equal_groups
from extractors.headings.own_columns import own_columns
from extractors.headings.shared_out import shared_out
from extractors.layout.limits import CHARACTERS, COUNT, FONT_SIZES, LINE_HEIGHTS, SHARE, Limit
from extractors.layout.lines import box_around, group_lines, texts_of
from extractors.layout.text_forms import DIGIT, ROMAN, number_row
from extractors.model import BBox, Word

Level = list[tuple[int, int, list[Word]]]
"""(column, column span, words) of the cells of one heading row."""


@dataclass(frozen=True, slots=True)
class Limits:
    leading: Annotated[float, Limit("lines of one heading stand nearer", LINE_HEIGHTS)] = 0.3
    numbered: Annotated[float, Limit("a row of column numbers fills so many columns, or the first", SHARE)] = 0.7
    one_line: Annotated[float, Limit("names of groups on one line differ less in height", FONT_SIZES)] = 0.5
    over: Annotated[float, Limit("a text stands over a column that it shares more width with", FONT_SIZES)] = 0.6
    inside: Annotated[float, Limit("a text of which so much lies in one column is that column's", SHARE)] = 0.8
    space: Annotated[float, Limit("names side by side are further apart, in widths of a letter", CHARACTERS)] = 1.3
    centred: Annotated[float, Limit("a name set in the middle of its column is no further from that, in widths of it", SHARE)] = (
        0.2
    )
    outside: Annotated[float, Limit("nor reaches further out of it", SHARE)] = 0.1
    level: Annotated[float, Limit("names of one level differ less in height", FONT_SIZES)] = 0.6
    named: Annotated[int, Limit("a level is shown by so many names", COUNT)] = 2
    base: Annotated[float, Limit("names on one base line differ less", FONT_SIZES)] = 0.3
    lines: Annotated[float, Limit("a name on that line that is lower belongs to its level", FONT_SIZES)] = 2.7
    under: Annotated[float, Limit("what names a part of a group begins further below", FONT_SIZES)] = 0.3


LIMITS = Limits()


@dataclass(slots=True)
class _Text:
    """Lines of heading text that belong together, over `width` columns from `column` on."""

    column: int
    width: int
    words: list[Word]

    @property
    def box(self) -> BBox:
        return box_around(self.words)


def heading_levels(
    words: Sequence[Word],
    borders: Sequence[float],
    size: float,
    leading: float = LIMITS.leading,
    body: Sequence[Sequence[Word]] = (),
) -> list[Level]:
    """Heading rows, top first. A text over several columns is a level of its own above what stands below it.

    `leading` is the gap between two lines of one cell, in heights of a line; `body` are the lines below the heading.
    """
    if not words:
        return []
    columns = len(borders) - 1
    lines, number = _without_numbers(group_lines(words), borders)
    groups, runs = _equal(_texts(lines, body, borders, size, leading * size), borders, size)
    leaves = _leaves(runs, columns, size, leading)
    upper = [text for text in runs if _stands_over(text, leaves)]
    lower = [text for text in runs if not _stands_over(text, leaves)]
    singles: list[list[Word]] = [[] for _ in range(columns)]
    for text in lower:
        _give(text, range(text.column, text.column + text.width), borders, singles)
    for text, first, last in _reaching(upper, lower, leaves, tuple(groups), borders, size):
        if first < last:
            groups.append(_Text(first, last - first + 1, list(text.words)))
        else:
            _give(text, range(columns), borders, singles)
    return _levels(_joined(groups, leading * size), singles, size) + ([number] if number else [])


def _texts(
    lines: Sequence[Sequence[Word]], body: Sequence[Sequence[Word]], borders: Sequence[float], size: float, gap: float
) -> list[_Text]:
    """The texts of lines with the columns that each stands over, names of one column each apart, lines of a wide one together."""
    runs = [(over[0], len(over), run) for line in lines for run, over in _runs(texts_of(line, size), borders, size)]
    return _wide_joined([_Text(c, width, run) for c, width, run in own_columns(runs, body, borders, size)], gap, size)


def _equal(texts: Sequence[_Text], borders: Sequence[float], size: float) -> tuple[list[_Text], list[_Text]]:
    """(the names of groups of equally many columns, all other texts)."""
    equal = {g.text: g for g in equal_groups([text.words for text in texts], borders, size)}
    groups = [_Text(g.column, g.width, texts[k].words) for k, g in equal.items()]
    return groups, [text for k, text in enumerate(texts) if k not in equal]


def _reaching(
    upper: Sequence[_Text],
    lower: Sequence[_Text],
    leaves: dict[int, BBox],
    groups: Sequence[_Text],
    borders: Sequence[float],
    size: float,
) -> Iterator[tuple[_Text, int, int]]:
    """The texts that stand over names of columns, each with the first and the last column that it names: none of those that
    one of these `groups` has on a line above, but for what stands there itself."""
    signs = _signs(lower, leaves)
    tall = [text.box for text in lower if text.width == 1 and text.column not in leaves]
    for line_of in _by_height(upper, size):
        top = line_of[0].box.y0
        taken = [g for g in groups if g.box.y1 <= top and not any(_meet(g, text) for text in line_of)]
        free = {c: box for c, box in leaves.items() if not any(g.column <= c < g.column + g.width for g in taken)}
        shared = shared_out([text.box for text in line_of], free, signs, borders, size, tall)
        yield from ((text, *_reach(text, group)) for text, group in zip(line_of, shared, strict=True))


def _meet(one: _Text, other: _Text) -> bool:
    """Do two texts stand over a column together?"""
    return one.column < other.column + other.width and other.column < one.column + one.width


def _reach(text: _Text, group: tuple[int, int] | None) -> tuple[int, int]:
    """The first and the last column that a text names: those of its group, else those that it stands over."""
    return group or (text.column, text.column + text.width - 1)


def _without_numbers(lines: list[list[Word]], borders: Sequence[float]) -> tuple[list[list[Word]], Level]:
    """The lines without a last one that numbers the columns, and that as a level.

    `1 2 3` below `Tahun ke-` numbers years: it does not fill the columns, nor the first.
    """
    cells = [[w for w in lines[-1] if a <= w.bbox.cx < b] for a, b in pairwise(borders)]
    whole = bool(cells[0]) or sum(map(bool, cells)) >= LIMITS.numbered * len(cells)
    if len(lines) > 1 and whole and number_row([" ".join(w.text for w in cell) for cell in cells]):
        return lines[:-1], [(c, 1, cell) for c, cell in enumerate(cells) if cell]
    return lines, []


def _signs(texts: Sequence[_Text], columns: Iterable[int]) -> dict[int, str]:
    """What the names of columns say but for their numbers, by column."""
    words = {c: [w.text.lower() for text in texts if text.column == c for w in text.words] for c in columns}
    return {c: " ".join(w for w in mine if not DIGIT.search(w) and not ROMAN.match(w)) for c, mine in words.items()}


def _stands_over(text: _Text, leaves: dict[int, BBox]) -> bool:
    """Does a text stand over the name of a column?"""
    return any(c in leaves and text.box.cy < leaves[c].y0 for c in range(text.column, text.column + text.width))


def _by_height(texts: Sequence[_Text], size: float) -> list[list[_Text]]:
    """Texts that follow each other on one height together."""
    out: list[list[_Text]] = []
    for text in texts:
        if out and abs(out[-1][0].box.cy - text.box.cy) < LIMITS.one_line * size:
            out[-1].append(text)
        else:
            out.append([text])
    return out


def _give(text: _Text, over: range, borders: Sequence[float], singles: Sequence[list[Word]]) -> None:
    """Each word of a text to the one of these columns that it stands in."""
    for word in text.words:
        singles[next((c for c in over if word.bbox.cx < borders[c + 1]), over[-1])].append(word)


def over_columns(run: Sequence[Word], borders: Sequence[float], size: float) -> list[int]:
    """The columns that a text of one line stands over."""
    x0, x1 = run[0].bbox.x0, run[-1].bbox.x1
    return [c for c, (a, b) in enumerate(pairwise(borders)) if min(x1, b) - max(x0, a) > LIMITS.over * size]


def _runs(texts: Sequence[list[Word]], borders: Sequence[float], size: float) -> list[tuple[list[Word], list[int]]]:
    """The texts of a line with the columns that each stands over; headings side by side with little space between are
    parted where each is centred in its own column, or where none reaches over the border."""
    out: list[tuple[list[Word], list[int]]] = []
    for run in texts:
        over = over_columns(run, borders, size)
        if len(over) > 1 and one_each(run, over, borders):
            for c in over:
                out.append(([w for w in run if borders[c] <= w.bbox.cx < borders[c + 1]], [c]))
            continue
        if len(over) != 1:
            middle = (run[0].bbox.x0 + run[-1].bbox.x1) / 2
            inside = next((c for c in range(len(borders) - 1) if middle < borders[c + 1]), len(borders) - 2)
            width = run[-1].bbox.x1 - run[0].bbox.x0
            shared = min(run[-1].bbox.x1, borders[inside + 1]) - max(run[0].bbox.x0, borders[inside])
            over = [inside] if not over or shared >= LIMITS.inside * width else over
        out.append((list(run), over))
    return out


def one_each(run: Sequence[Word], over: Sequence[int], borders: Sequence[float]) -> bool:
    """Are these headings side by side, each centred in its own column, rather than one heading over them all?"""
    letter = sum(w.bbox.width for w in run) / sum(len(w.text) for w in run)
    for a, b in pairwise(run):
        if any(a.bbox.cx < borders[c] <= b.bbox.cx for c in over[1:]) and b.bbox.x0 - a.bbox.x1 < LIMITS.space * letter:
            return False
    for c in over:
        mine = [w for w in run if borders[c] <= w.bbox.cx < borders[c + 1]]
        if not mine:
            return False
        box = box_around(mine)
        width = borders[c + 1] - borders[c]
        outside = max(0.0, borders[c] - box.x0) + max(0.0, box.x1 - borders[c + 1])
        if abs(box.cx - (borders[c] + borders[c + 1]) / 2) > LIMITS.centred * width or outside > LIMITS.outside * width:
            return False
    return True


def _leaves(runs: Sequence[_Text], columns: int, size: float, leading: float) -> dict[int, BBox]:
    """The names of the columns on the lowest level, where two or more stand on one height below other texts.

    A name may have several lines; names of one level are set around one middle, or on one base line.
    """
    texts: list[list[BBox]] = [[] for _ in range(columns)]
    for text in runs:
        if text.width == 1:
            texts[text.column].append(text.box)
    bottoms = {c: _lowest(lines, leading * size) for c, lines in enumerate(texts) if lines}
    under = _under_tall_names(texts, bottoms, size)
    if under:
        return under
    levels = [{c: box for c, box in bottoms.items() if abs(box.cy - one.cy) < LIMITS.level * size} for one in bottoms.values()]
    shared = [level for level in levels if len(level) >= LIMITS.named]
    if not shared:
        return {}
    lowest = max(shared, key=lambda level: (round(sum(b.cy for b in level.values()) / len(level) / size), len(level)))
    base = max(b.y1 for b in lowest.values())
    lowest |= {
        c: box for c, box in bottoms.items() if abs(box.y1 - base) < LIMITS.base * size and box.height < LIMITS.lines * size
    }
    # a group's name right above its column's own is none of the lines of that
    highest = median_high(b.cy for b in lowest.values()) - LIMITS.level * size
    return {column: _lowest(texts[column], leading * size, highest) for column in lowest}


def _under_tall_names(texts: Sequence[Sequence[BBox]], bottoms: dict[int, BBox], size: float) -> dict[int, BBox]:
    """The last lines of columns that stand on one height below the middles of all other names, one of them at least right below
    another line: that names a group, for a name of two lines would have its middle where the others have theirs."""
    near = LIMITS.base * size
    last = {c: lines[-1] for c, lines in enumerate(texts) if lines}
    alone = [box.cy for c, box in bottoms.items() if box == last[c]]
    low = max(alone, default=0.0)
    level = {c: box for c, box in last.items() if abs(box.cy - low) < near}
    others = [box for c, box in bottoms.items() if c not in level]
    tall = [bottoms[c] for c, box in level.items() if bottoms[c] != box]
    if len(level) < LIMITS.named or not tall or len(tall) == len(level) or len(others) < LIMITS.named:
        return {}
    middle = all(abs(box.cy - t.cy) < near for box in others for t in tall)
    return level if middle and low - max(box.cy for box in others) > near else {}


def _lowest(lines: Sequence[BBox], gap: float, highest: float = -math.inf) -> BBox:
    """The lowest of the names in a column: its lines no further apart than `gap`, its middle no higher than `highest`."""
    out = lines[-1]
    for box in reversed(lines[:-1]):
        grown = out.union(box)
        if grown.cy < highest or out.y0 - box.y1 > gap:
            break
        out = grown
    return out


def _joined(spans: Sequence[_Text], leading: float) -> list[_Text]:
    """Lines of one spanning heading joined: right below each other, over the same columns."""
    out: list[_Text] = []
    for text in spans:
        for other in out:
            same = (text.column, text.width) == (other.column, other.width)
            if same and text.box.y0 - other.box.y1 < leading:
                other.words.extend(text.words)
                break
        else:
            out.append(text)
    return out


def _wide_joined(runs: Sequence[_Text], gap: float, size: float) -> list[_Text]:
    """Lines of one name over several columns joined, where these begin on one place or have one middle; the last may be short.
    What names a column stands lowest in it."""
    out: list[_Text] = []
    for text in runs:
        above = next((o for o in reversed(out) if o.width > 1 and _holds(o, text)), None)
        near = LIMITS.base * size
        level = above is not None and min(abs(above.box.x0 - text.box.x0), abs(above.box.cx - text.box.cx)) < near
        lowest = text.width == 1 and not any(o.column == text.column and o.box.y0 > text.box.cy for o in runs)
        if above is not None and level and not lowest and text.box.y0 - above.box.y1 < gap:
            above.words.extend(text.words)
        else:
            out.append(_Text(text.column, text.width, list(text.words)))
    return out


def _holds(wide: _Text, text: _Text) -> bool:
    return wide.column <= text.column and text.column + text.width <= wide.column + wide.width


def _levels(spans: Sequence[_Text], singles: Sequence[Sequence[Word]], size: float) -> list[Level]:
    depth: list[tuple[int, _Text]] = []
    for text in sorted(spans, key=lambda t: (t.box.y0, -t.width)):
        above = [d for d, other in depth if _meet(other, text) and other.box.y0 < text.box.y0 - LIMITS.under * size]
        depth.append((max(above, default=-1) + 1, text))
    placed = [(d, t.column, t.width, t.words) for d, t in depth]
    for column, words in enumerate(singles):
        if words:
            under = [d for d, t in depth if t.column <= column < t.column + t.width]
            placed.append((max(under, default=-1) + 1, column, 1, list(words)))
    count = max((d for d, *_ in placed), default=-1) + 1
    levels: list[Level] = [[] for _ in range(count)]
    for d, column, width, words in sorted(placed, key=lambda p: (p[0], p[1])):
        taken = levels[d][-1] if levels[d] else None
        if taken is not None and column < taken[0] + taken[1]:  # two texts over one column: one cell
            levels[d][-1] = (taken[0], max(taken[1], column + width - taken[0]), [*taken[2], *words])
        else:
            levels[d].append((column, width, words))
    return levels
