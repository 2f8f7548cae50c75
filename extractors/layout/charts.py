"""Charts of bars: gridlines whose ends carry the figures of a scale, and bars that stand on one line. What stands in one is no
table, however well its values line up.

The rules of a table run between its rows. A gridline of a chart runs at the very height of the figure beside its end (or straight
above the one below it), and these figures grow as the lines go on. So may the numbers of groups of rows beside the rule between
two of these rows, but the shades of a table end at its rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import box_around, group_lines, texts_of
from extractors.layout.places import stands_in
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import FIGURE, LABEL, YEAR
from extractors.model import BBox, Page, Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    marks: Annotated[int, Limit("a scale has so many figures at gridlines", COUNT)] = 3
    middle: Annotated[float, Limit("a figure's middle is no further from its gridline", FONT_SIZES)] = 0.22
    beside: Annotated[float, Limit("and its edge no further from the end of that", FONT_SIZES)] = 1.6
    ends: Annotated[float, Limit("gridlines of one chart end this near to one place", POINTS)] = 2.0
    even: Annotated[float, Limit("a figure differs no more from where the scale has it", SHARE)] = 0.03
    across: Annotated[int, Limit("so many rules that cross all gridlines make rows and columns", COUNT)] = 2
    crossed: Annotated[
        float, Limit("a rule that crosses them all covers so much of the way from the first to the last", SHARE)
    ] = 0.9
    length: Annotated[float, Limit("bars beside one another differ more in length", POINTS)] = 2.0
    names: Annotated[float, Limit("lines of names and of a legend follow one another more closely", FONT_SIZES)] = 1.6
    lines: Annotated[int, Limit("and are no more", COUNT)] = 3


LIMITS = Limits()
_SIGNS = re.compile(r"[^\d.,-]")
_POINTS = re.compile(r"[.,]")
_DECIMALS = re.compile(r"[.,](\d{1,2})$")


@heuristic(first)
def without_charts(page: Page) -> Page:
    """The page without what stands in a chart, for those who look for tables."""
    if not page.shades:
        return page
    figures = [w for w in page.words if FIGURE.match(w.text)]
    upright = _charts(figures, page.rulings, page.shades)
    lines = [Ruling(r.y0, r.x0, r.y1, r.x1) for r in page.rulings]
    lying = _charts([Word(w.text, _flipped(w.bbox), w.size) for w in figures], lines, [_flipped(box) for box in page.shades])
    if not upright and not lying:
        return page
    text = group_lines(page.words)
    found = [_with_names_below(box, text) for box in upright] + [_with_names_beside(_flipped(box), text) for box in lying]
    return replace(
        page,
        words=tuple(w for w in page.words if not stands_in(w.bbox, found)),
        rulings=tuple(r for r in page.rulings if not stands_in(BBox(r.x0, r.y0, r.x1, r.y1), found)),
        shades=tuple(s for s in page.shades if not stands_in(s, found)),
    )


def _flipped(box: BBox) -> BBox:
    """A box with its axes changed for one another: what stands below a line stands behind its end."""
    return BBox(box.y0, box.x0, box.y1, box.x1)


def _charts(figures: Sequence[Word], rulings: Sequence[Ruling], shades: Sequence[BBox]) -> list[BBox]:
    """The gridlines that run from side to side and the scale at their ends, of each chart."""
    if len(figures) < LIMITS.marks:
        return []
    figures = sorted(figures, key=lambda w: w.bbox.cy)
    heights = [w.bbox.cy for w in figures]
    near = LIMITS.middle * max(w.size for w in figures)
    scales: dict[tuple[int, int, bool], list[_Mark]] = defaultdict(list)
    for rule in filter(lambda r: r.horizontal, rulings):
        for word in figures[bisect_left(heights, rule.y0 - near) : bisect_right(heights, rule.y0 + near)]:
            reach = LIMITS.beside * word.size
            before, behind = 0 <= rule.x0 - word.bbox.x1 <= reach, 0 <= word.bbox.x0 - rule.x1 <= reach
            if (before or behind) and abs(word.bbox.cy - rule.y0) <= LIMITS.middle * word.size:
                scales[round(rule.x0 / LIMITS.ends), round(rule.x1 / LIMITS.ends), before].append(_Mark(rule, word))
    found = [_around(marks) for marks in scales.values() if _is_scale(marks) and not _is_grid(marks, rulings)]
    return [chart for chart in found if _has_bars(chart, rulings, shades)]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A gridline and the figure at its end."""

    rule: Ruling
    word: Word

    @property
    def value(self) -> float:
        text = _SIGNS.sub("", self.word.text)
        whole, decimals = text, ""
        if found := _DECIMALS.search(text):
            whole, decimals = text[: found.start()], found[1]
        return float(f"{_POINTS.sub('', whole) or 0}.{decimals or 0}") if text.strip("-") else 0.0


def _is_scale(marks: Sequence[_Mark]) -> bool:
    """Do the figures grow as evenly as their gridlines follow one another? Years may head columns that do."""
    by_height = sorted({mark.rule.y0: mark for mark in marks}.items())
    if len(by_height) < LIMITS.marks or all(YEAR.match(mark.word.text) for mark in marks):
        return False
    (top, high), (bottom, low) = by_height[0], by_height[-1]
    step = (low.value - high.value) / (bottom - top)
    wanted = [high.value + step * (y - top) for y, _ in by_height]
    slack = LIMITS.even * abs(low.value - high.value)
    return slack > 0 and all(abs(mark.value - value) <= slack for (_, mark), value in zip(by_height, wanted, strict=True))


def _is_grid(marks: Sequence[_Mark], rulings: Sequence[Ruling]) -> bool:
    """Do rules cross all the gridlines between their ends? Those are the borders of rows, or of columns."""
    heights = [mark.rule.y0 for mark in marks]
    top, bottom = min(heights), max(heights)
    left, right = min(mark.rule.x0 for mark in marks), max(mark.rule.x1 for mark in marks)
    covered: dict[int, float] = defaultdict(float)
    for rule in rulings:
        if not rule.horizontal and left + LIMITS.ends < rule.x0 < right - LIMITS.ends:
            covered[round(rule.x0 / LIMITS.ends)] += max(0.0, min(rule.y1, bottom) - max(rule.y0, top))
    return sum(length >= LIMITS.crossed * (bottom - top) for length in covered.values()) >= LIMITS.across


def _around(marks: Sequence[_Mark]) -> BBox:
    out = box_around([mark.word for mark in marks])
    for mark in marks:
        out = out.union(BBox(mark.rule.x0, mark.rule.y0, mark.rule.x1, mark.rule.y1))
    return out


def _has_bars(chart: BBox, rulings: Sequence[Ruling], shades: Sequence[BBox]) -> bool:
    """Do boxes of unlike length stand beside one another on one line (or hang from it), and does one end between the rules?"""
    across = [r for r in rulings if r.horizontal]
    sides: dict[tuple[str, int], list[tuple[BBox, float]]] = defaultdict(list)
    for shade in shades:
        if stands_in(shade, [chart]):
            sides["hangs", round(shade.y0 / LIMITS.ends)].append((shade, shade.y1))
            sides["stands", round(shade.y1 / LIMITS.ends)].append((shade, shade.y0))
    return any(
        _beside(bar, other) and abs(bar.height - other.height) > LIMITS.length
        for bars in sides.values()
        for bar, end in bars
        if not any(_runs_past(rule, bar, end) for rule in across)
        for other, _ in bars
    )


def _beside(bar: BBox, other: BBox) -> bool:
    return bar.x1 <= other.x0 + LIMITS.ends or other.x1 <= bar.x0 + LIMITS.ends


def _runs_past(rule: Ruling, bar: BBox, end: float) -> bool:
    """Does a rule run over the end of a bar, and on? One that does not may be the edge of the bar itself."""
    near = LIMITS.ends
    over = rule.x0 <= bar.x0 + near and rule.x1 >= bar.x1 - near and abs(rule.y0 - end) <= near
    return over and rule.x1 - rule.x0 > bar.width + near


def _with_names_below(chart: BBox, lines: Sequence[Sequence[Word]]) -> BBox:
    """A chart with the lines right below its gridlines: what its bars stand for, and its legend."""
    for line in [line for line in lines if line[0].bbox.cy > chart.y1][: LIMITS.lines]:
        box = box_around(line)
        close = box.y0 - chart.y1 < LIMITS.names * line[0].size and chart.x0 <= box.x0 and box.x1 <= chart.x1
        if not close or LABEL.match(line[0].text):
            break
        chart = chart.union(box)
    return chart


def _with_names_beside(chart: BBox, lines: Sequence[Sequence[Word]]) -> BBox:
    """A chart whose bars lie, with the names before them."""
    for line in lines:
        left = [w for w in line if w.bbox.x1 <= chart.x0]
        if left and chart.y0 < left[-1].bbox.cy < chart.y1:
            name = texts_of(left, left[-1].size)[-1]
            if chart.x0 - name[-1].bbox.x1 < LIMITS.beside * name[-1].size:
                chart = chart.union(box_around(name))
    return chart
