"""Where one table without a grid ends and something else begins right below it: a title between two tables, the heading of the
next one, signatures under a last rule. White space alone does not tell, for rows of one table may stand as far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, TIMES, Limit
from extractors.layout.lines import said, segments
from extractors.layout.steps import heuristic, no
from extractors.layout.text_forms import DIGIT, FIGURE, WORDED, is_value
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    wide: Annotated[float, Limit("a title has no wider space between its words", FONT_SIZES)] = 1.25
    larger: Annotated[float, Limit("it is so many times as large as the rows before it", TIMES)] = 1.05
    names: Annotated[int, Limit("a heading below a title has so many names side by side", COUNT)] = 2
    heads: Annotated[int, Limit("one without a title has so many", COUNT)] = 3
    close: Annotated[float, Limit("and these stand further apart than the words of one", FONT_SIZES)] = 0.6
    soon: Annotated[int, Limit("figures stand in one of so many lines below it", COUNT)] = 2
    lines: Annotated[int, Limit("and no more lines", COUNT)] = 6
    off: Annotated[float, Limit("one without a rule above is so many times as far below as lines stand apart", TIMES)] = 1.25
    rules: Annotated[int, Limit("a table whose last rule is known to be its lower edge has so many", COUNT)] = 3
    below: Annotated[float, Limit("what stands below that edge is further away", FONT_SIZES)] = 1.6


LIMITS = Limits()

Lines = Sequence[Sequence[Word]]
Edge = tuple[float, float, float]
"""A rule over the page: its height, its left and its right end."""


@heuristic(no)
def titles_next(line: Sequence[Word], before: Lines, after: Lines, rules: Sequence[Ruling], size: float) -> bool:
    """Is a line between two rules the title of a table that begins below it: set larger or bolder than the rows before it, or
    announcing what follows by a colon, with names of columns right below the second rule that have a rule of their own above
    figures? A larger one needs no second rule, for pages of the web draw none above a heading; one right above names set bolder
    than the rows, with figures below, needs none. The name of a group of rows is set as these are, or has figures right below
    it."""
    if len(segments(line, LIMITS.wide * size)) > 1 or not after or not any(WORDED.search(w.text) for w in line):
        return False
    edges = _edges(rules)
    foot, edge = _between(before[-1], line, edges), _between(line, after[0], edges)
    set_off = _is_larger(line, before) or (edge and (_is_bolder(line, before) or said(line).endswith(":")))
    return (bool(foot and set_off) and _begins_table(after, edges, size)) or (
        _is_bolder(after[0], before) and bool(_names_over_figures(after[0], after[1:], size))
    )


@heuristic(no)
def heading_next(line: Sequence[Word], before: Lines, after: Lines, rules: Sequence[Ruling], size: float) -> bool:
    """Is a line right below a rule over the whole width the heading of another table: names side by side, none a figure, set
    bolder than the rows before it, one of them the name of a column above (`No.`), and figures right below? Where no rule is,
    further below the rows than these stand apart, it begins as the heading above does and goes on otherwise. A row of words
    between two rules is set as the others are, or names no column."""
    texts, heads = _names_over_figures(line, after, size), _texts(before[0], size)
    if not texts:
        return False
    left, right = min(row[0].bbox.x0 for row in before), max(row[-1].bbox.x1 for row in before)
    foot = [e for e in _between(before[-1], line, _edges(rules)) if e[1] <= left and e[2] >= right]
    if foot:
        return _is_bolder(line, before) and not set(heads).isdisjoint(texts)
    begun = texts[0] == heads[0] and abs(line[0].bbox.x0 - before[0][0].bbox.x0) < LIMITS.close * size
    return begun and not set(texts) <= set(heads) and _is_set_off(line, before)


def _names_over_figures(line: Sequence[Word], after: Lines, size: float) -> list[str]:
    """The texts of a line that are names side by side, none a figure, with figures right below; none where they are not."""
    texts = _texts(line, size)
    named = len(texts) >= LIMITS.heads and not any(DIGIT.search(text) for text in texts)
    soon = any(FIGURE.match(w.text) for row in after[: LIMITS.soon] for w in row)
    return texts if named and soon else []


def _is_set_off(line: Sequence[Word], before: Lines) -> bool:
    """Is the space above a line wider than any between the lines before it?"""
    tops = [min(w.bbox.y0 for w in row) for row in (*before, line)]
    *inside, last = (b - a for a, b in pairwise(tops))
    return bool(inside) and last > LIMITS.off * max(inside)


def _texts(line: Sequence[Word], size: float) -> list[str]:
    return [said(run) for run in segments(line, LIMITS.close * size)]


def _between(above: Sequence[Word], below: Sequence[Word], edges: Sequence[Edge]) -> list[Edge]:
    """The rules that part two lines."""
    return [e for e in edges if max(w.bbox.cy for w in above) < e[0] < min(w.bbox.cy for w in below)]


def _begins_table(lines: Lines, edges: Sequence[Edge], size: float) -> bool:
    """Are the first lines names of columns, under them a rule as wide as these, and figures below it?"""
    first = lines[0]
    ends = [y for y, x0, x1 in edges if y > first[0].bbox.cy and x1 - x0 > first[-1].bbox.x1 - first[0].bbox.x0]
    inside = [other for other in lines if ends and other[0].bbox.cy < ends[0]]
    below = [w for other in lines[len(inside) :] for w in other]
    return bool(inside) and _names(inside, size) and any(DIGIT.search(w.text) for w in below)


def group_next(line: Sequence[Word], before: Lines, after: Lines, rules: Sequence[Ruling]) -> bool:
    """Is a line the name of a group of rows: alone between two rules as long as those of the table, however far it reaches?"""
    if not after:
        return False
    edges = _edges(rules)
    upper, lower = _between(before[-1], line, edges), _between(line, after[0], edges)
    left, right = min(w.bbox.x0 for row in before for w in row), max(w.bbox.x1 for row in before for w in row)
    whole = [x0 <= left and x1 >= right for _, x0, x1 in (*upper, *lower)]
    return bool(upper and lower) and all(whole)


def _is_larger(line: Sequence[Word], before: Lines) -> bool:
    return min(w.size for w in line) >= LIMITS.larger * median_high(w.size for other in before for w in other)


def _is_bolder(line: Sequence[Word], before: Lines) -> bool:
    rows = [w for other in before for w in other]
    return all(w.bold for w in line) and 2 * sum(w.bold for w in rows) < len(rows)


def _edges(rules: Sequence[Ruling]) -> list[Edge]:
    """Rules from the top down, pieces of one height together."""
    out: list[Edge] = []
    for rule in sorted(rules, key=lambda r: r.y0):
        if out and rule.y0 - out[-1][0] <= TRACKS.level:
            y, x0, x1 = out[-1]
            out[-1] = y, min(x0, rule.x0), max(x1, rule.x1)
        else:
            out.append((rule.y0, rule.x0, rule.x1))
    return out


def _names(lines: Lines, size: float) -> bool:
    """Are these lines names of columns, none of them a figure but years?"""
    if any(is_value(w.text) for line in lines for w in line):
        return False
    return max(len(segments(line, LIMITS.wide * size)) for line in lines) >= LIMITS.names


def below_table(lines: Lines, rules: Sequence[Ruling], size: float) -> int:
    """How many of the last lines stand below the lower edge of a table, far from it and without a figure (signatures)."""
    left, right = min(line[0].bbox.x0 for line in lines), max(line[-1].bbox.x1 for line in lines)
    top = lines[0][0].bbox.y0 - size
    heights = [y for y, x0, x1 in _edges(rules) if y > top and x0 < right and x1 > left]
    under = [k for k, line in enumerate(lines) if heights and min(w.bbox.y0 for w in line) > heights[-1]]
    if len(heights) < LIMITS.rules or not under or len(under) == len(lines):
        return 0
    far = min(w.bbox.y0 for w in lines[under[0]]) - heights[-1] > LIMITS.below * size
    worded = not any(FIGURE.match(w.text) for k in under for w in lines[k])
    return len(under) if far and worded else 0
