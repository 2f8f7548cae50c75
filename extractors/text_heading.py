"""The heading of a table without a grid: where it ends, how far it reaches up, and which text stands over which columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.heading import number_row
from extractors.lines import box_around, group_lines
from extractors.model import BBox, Ruling, Word
from extractors.text_columns import FIGURE, segments

Level = list[tuple[int, int, list[Word]]]
"""(column, column span, words) of the cells of one heading row."""
MAX_LINES = 10
"""A number row stands within so many lines of the top."""
WHOLE = 0.85
"""A rule over this share of the table's width parts rows; a shorter one underlines a heading over several columns."""
LEADING = 0.3
"""Lines of one heading stand nearer than this share of the line height."""
_YEAR = re.compile(r"^\(?(19|20)\d\d\)?$")


def first_figures(lines: Sequence[Sequence[Word]], size: float) -> int | None:
    """The first line that holds a figure which is neither a year nor the number of a column; None where none does."""
    for k, line in enumerate(lines):
        texts = [" ".join(w.text for w in run) for run in segments(line, 0.9 * size)]
        if any(FIGURE.match(t) and not _YEAR.match(t) for t in texts) and not number_row(texts):
            return k
    return None


def heading_end(lines: Sequence[Sequence[Word]], rules: Sequence[Ruling], borders: Sequence[float], box: BBox) -> float:
    """The height at which the heading ends: below a number row, at the first whole rule under the first line, where bold
    text ends, at the widest gap above the first figures; above everything where the first line holds figures."""
    sizes = sorted(w.size or w.bbox.height for line in lines for w in line)
    size = sizes[len(sizes) // 2]
    begins = first_figures(lines, size)
    for k, line in enumerate(lines[: MAX_LINES if begins is None else min(begins + 1, MAX_LINES)]):
        cells = [" ".join(w.text for w in line if a <= w.bbox.cx < b) for a, b in pairwise(borders)]
        if number_row(cells) and k:
            return max(w.bbox.y1 for w in line)
    bold = _bold_lines(lines)
    under = [y for y in whole_rules(rules, box) if y > lines[0][0].bbox.cy]
    if under and under[0] < box.y1 - 4 and (begins is None or begins > 0 or bold) and len(rules) >= 2:
        return under[0]
    if 0 < bold < len(lines):
        return (max(w.bbox.y1 for w in lines[bold - 1]) + min(w.bbox.y0 for w in lines[bold])) / 2
    if begins == 0 and not bold:
        return lines[0][0].bbox.y0 - size
    if begins is not None and begins > 1:
        gaps = [min(w.bbox.y0 for w in b) - max(w.bbox.y1 for w in a) for a, b in pairwise(lines[: begins + 1])]
        widest = max(range(len(gaps)), key=lambda k: gaps[k])
        if gaps[widest] > min(gaps) + 0.25 * size:
            return max(w.bbox.y1 for line in lines[: widest + 1] for w in line) + 0.1 * size
    return max(w.bbox.y1 for w in lines[0])


def _bold_lines(lines: Sequence[Sequence[Word]]) -> int:
    bold = 0
    for line in lines:
        if sum(w.bold for w in line) * 2 <= len(line):
            break
        bold += 1
    return bold


def whole_rules(rules: Sequence[Ruling], box: BBox) -> list[float]:
    """Heights of the rules that run over the whole width, pieced together or not; of all rules where none does."""
    every: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda r: r.y0):
        if every and rule.y0 - every[-1][0].y0 <= 3.0:
            every[-1].append(rule)
        else:
            every.append([rule])
    whole = [rs[0].y0 for rs in every if sum(r.x1 - r.x0 for r in rs) >= WHOLE * box.width]
    return whole or [rs[0].y0 for rs in every]


@dataclass(slots=True)
class _Text:
    """Lines of heading text that belong together, over `width` columns from `column` on."""

    column: int
    width: int
    words: list[Word]

    @property
    def box(self) -> BBox:
        return box_around(self.words)


def heading_levels(words: Sequence[Word], borders: Sequence[float], size: float) -> list[Level]:
    """Heading rows, top first. A text over several columns is a level of its own above what stands below it."""
    if not words:
        return []
    columns = len(borders) - 1
    number: Level = []
    lines = group_lines(words)
    cells = [[w for w in lines[-1] if a <= w.bbox.cx < b] for a, b in pairwise(borders)]
    if len(lines) > 1 and number_row([" ".join(w.text for w in cell) for cell in cells]):
        number = [(c, 1, cell) for c, cell in enumerate(cells) if cell]
        lines = lines[:-1]
    spans: list[_Text] = []
    singles: list[list[_Text]] = [[] for _ in range(columns)]
    for line in lines:
        for run in segments(line, 0.9 * size):
            over = _over(run, borders, size)
            if len(over) > 1 and not _one_each(run, over, borders):
                group = _centred_over(run, over, borders, size)
                if group is not None:
                    spans.append(_Text(group[0], group[1] - group[0] + 1, list(run)))
                    continue
            for word in run:
                c = next((c for c in range(columns) if word.bbox.cx < borders[c + 1]), columns - 1)
                _append(singles[c], c, word, size)
    spans = _joined(spans, size) + _narrow_groups(singles, borders, size)
    return _levels(spans, singles, size) + ([number] if number else [])


def _over(run: Sequence[Word], borders: Sequence[float], size: float) -> list[int]:
    x0, x1 = run[0].bbox.x0, run[-1].bbox.x1
    return [c for c, (a, b) in enumerate(pairwise(borders)) if min(x1, b) - max(x0, a) > 0.6 * size]


def _append(texts: list[_Text], column: int, word: Word, size: float) -> None:
    """A word to the line of its column that it stands on."""
    if texts and abs(word.bbox.cy - texts[-1].box.cy) < 0.5 * size:
        texts[-1].words.append(word)
    else:
        texts.append(_Text(column, 1, [word]))


def _one_each(run: Sequence[Word], over: Sequence[int], borders: Sequence[float]) -> bool:
    """Are these headings side by side, each centred in its own column, rather than one heading over them all?"""
    for c in over:
        mine = [w for w in run if borders[c] <= w.bbox.cx < borders[c + 1]]
        if not mine:
            return False
        box = box_around(mine)
        width = borders[c + 1] - borders[c]
        outside = max(0.0, borders[c] - box.x0) + max(0.0, box.x1 - borders[c + 1])
        if abs(box.cx - (borders[c] + borders[c + 1]) / 2) > 0.2 * width or outside > 0.1 * width:
            return False
    return True


def _centred_over(run: Sequence[Word], over: Sequence[int], borders: Sequence[float], size: float) -> tuple[int, int] | None:
    """(first, last) of the columns that a text reaching over `over` is the heading of: those it is centred over."""
    x0, x1 = run[0].bbox.x0, run[-1].bbox.x1
    best: tuple[float, int, int] | None = None
    for a in range(over[0], -1, -1):
        for b in range(over[-1], len(borders) - 1):
            off = abs((x0 + x1) / 2 - (borders[a] + borders[b + 1]) / 2)
            if off > max(size, 0.06 * (borders[b + 1] - borders[a])):
                continue
            if best is None or (b - a, off) < (best[2] - best[1], best[0]):
                best = (off, a, b)
    if best is not None:
        return best[1], best[2]
    covers = all(min(x1, borders[c + 1]) - max(x0, borders[c]) > 0.25 * (borders[c + 1] - borders[c]) for c in over)
    return (over[0], over[-1]) if covers else None


def _joined(spans: Sequence[_Text], size: float) -> list[_Text]:
    """Lines of one spanning heading joined: right below each other, and over the same columns or centred alike."""
    out: list[_Text] = []
    for text in spans:
        for other in out:
            shared = min(text.column + text.width, other.column + other.width) - max(text.column, other.column)
            near = text.box.y0 - other.box.y1 < LEADING * size
            if shared > 0 and near and (shared == max(text.width, other.width) or abs(text.box.cx - other.box.cx) < size):
                first, end = min(text.column, other.column), max(text.column + text.width, other.column + other.width)
                other.column, other.width = first, end - first
                other.words.extend(text.words)
                break
        else:
            out.append(_Text(text.column, text.width, list(text.words)))
    return out


def _narrow_groups(singles: Sequence[list[_Text]], borders: Sequence[float], size: float) -> list[_Text]:
    """Headings over several columns that are no wider than the middle one: lines above the text of that column, with the
    texts of its neighbours on the height of the text and nothing of theirs on the lines' own."""
    out: list[_Text] = []
    blocks = [box_around([w for t in texts for w in t.words]) if texts else None for texts in singles]
    for column, texts in enumerate(singles):
        for k in range(1, len(texts)):
            leaf = box_around([w for t in texts[k:] for w in t.words])
            upper = texts[k - 1].box
            group = _group_of(column, upper, leaf, blocks, borders, size)
            if group is not None:
                out += [_Text(group[0], group[1] - group[0] + 1, t.words) for t in texts[:k]]
                del texts[:k]
                break
    return _joined(out, size)


def _group_of(
    column: int, upper: BBox, leaf: BBox, blocks: Sequence[BBox | None], borders: Sequence[float], size: float
) -> tuple[int, int] | None:
    """(first, last) of the columns beside `column` that begin on the height of `leaf` and that `upper` is centred over."""
    a = b = column
    while a > 0 and _level_with(blocks[a - 1], upper, leaf, size):
        a -= 1
    while b + 1 < len(blocks) and _level_with(blocks[b + 1], upper, leaf, size):
        b += 1
    near = []
    for i in range(a, column + 1):
        for j in range(max(column, i + 1), b + 1):
            off = abs(upper.cx - (borders[i] + borders[j + 1]) / 2)
            # texts set at the bottom of their cells look the same: a gap, or a text set higher beside the group, tells
            beside = any(
                block is not None and not i <= c <= j and block.cy < leaf.cy - 0.3 * size for c, block in enumerate(blocks)
            )
            if off <= max(size, 0.05 * (borders[j + 1] - borders[i])) and (beside or leaf.y0 - upper.y1 > 0.45 * size):
                near.append((j - i, -off, i, j))
    return max(near)[2:] if near else None


def _level_with(block: BBox | None, upper: BBox, leaf: BBox, size: float) -> bool:
    """Does a column's text stand on the height of `leaf`, with nothing beside `upper`?"""
    if block is None:
        return False
    level = abs(block.cy - leaf.cy) < 0.5 * size or abs(block.y0 - leaf.y0) < 0.35 * size or abs(block.y1 - leaf.y1) < 0.35 * size
    return level and block.y0 > upper.y1 - 0.3 * size


def _levels(spans: Sequence[_Text], singles: Sequence[Sequence[_Text]], size: float) -> list[Level]:
    depth: list[tuple[int, _Text]] = []
    for text in sorted(spans, key=lambda t: (t.box.y0, -t.width)):
        above = [
            d
            for d, other in depth
            if other.column < text.column + text.width
            and text.column < other.column + other.width
            and other.box.y0 < text.box.y0 - 0.3 * size
        ]
        depth.append((max(above, default=-1) + 1, text))
    placed = [(d, t.column, t.width, t.words) for d, t in depth]
    for column, texts in enumerate(singles):
        if texts:
            under = [d for d, t in depth if t.column <= column < t.column + t.width]
            placed.append((max(under, default=-1) + 1, column, 1, [w for t in texts for w in t.words]))
    count = max((d for d, *_ in placed), default=-1) + 1
    levels: list[Level] = [[] for _ in range(count)]
    for d, column, width, words in sorted(placed, key=lambda p: (p[0], p[1])):
        taken = levels[d][-1] if levels[d] else None
        if taken is not None and column < taken[0] + taken[1]:  # two texts over one column: one cell
            levels[d][-1] = (taken[0], max(taken[1], column + width - taken[0]), [*taken[2], *words])
        else:
            levels[d].append((column, width, words))
    return levels


def reached_up(above: Sequence[list[Word]], heading: Sequence[Word], borders: Sequence[float], size: float) -> list[Word]:
    """Words above the lines found that belong to the heading: names of groups of columns, upper lines of high cells.

    They are of the heading's size and weight, close above it, and stand over their columns; a caption does not, nor is
    anything beside it lower.
    """
    out: list[Word] = []
    if not heading:
        return out
    bold = sum(w.bold for w in heading) * 2 > len(heading)
    scale = sorted(w.size for w in heading)[len(heading) // 2]
    for line in reversed(above):
        known = [*heading, *out]
        bottom = max(w.bbox.y1 for w in line)
        if not -0.5 * size < min(w.bbox.y0 for w in known) - bottom < 2.2 * size:
            break
        if any(w.bold != bold or abs(w.size - scale) > 0.12 * scale for w in line):
            break
        if not all(_names(run, known, borders, size) for run in segments(line, 0.9 * size)):
            break
        out.extend(line)
    return out


def _names(run: Sequence[Word], known: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Is this text the name of a group of columns, or the upper line of a cell of one column?"""
    tops: dict[int, float] = {}
    for word in known:
        c = next((c for c in range(len(borders) - 1) if word.bbox.cx < borders[c + 1]), len(borders) - 2)
        tops[c] = min(tops.get(c, word.bbox.y0), word.bbox.y0)
    over = _over(run, borders, size)
    box = box_around(run)
    if not over or box.x0 < borders[0] - size or box.x1 > borders[-1] + size:
        return False
    if len(over) == 1:
        c = over[0]
        if c in tops and tops[c] - box.y1 < 0.45 * size:
            return True
    middle = box.cx
    for a in range(over[0], -1, -1):
        for b in range(over[-1], len(borders) - 1):
            if a == b or (a == 0 and b == len(borders) - 2):
                continue
            off = abs(middle - (borders[a] + borders[b + 1]) / 2)
            if off > max(size, 0.05 * (borders[b + 1] - borders[a])):
                continue
            inside = [tops[c] for c in range(a, b + 1) if c in tops]
            outside = [y for c, y in tops.items() if not a <= c <= b]
            if len(inside) == b - a + 1 and outside and min(outside) < max(inside) - 0.3 * size:
                return True
    return False
