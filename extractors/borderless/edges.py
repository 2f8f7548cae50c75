"""A table between rules reaches up to its upper edge: a rule as long as its others, above the lines its columns were found in.

Names of groups are single texts set close together; no corridor runs through them, so that a heading of these alone is found by
the edge above it and by nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.borderless.regions import Lines, Region
from extractors.headings.extent import first_figures
from extractors.layout.blocks import block_of_lines
from extractors.layout.limits import COUNT, FONT_SIZES, LINE_HEIGHTS, POINTS, SHARE, Limit
from extractors.layout.lines import distinct, group_lines, texts_of
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import LABEL
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    lines: Annotated[int, Limit("a heading has no more lines above those of its columns", COUNT)] = 8
    extent: Annotated[float, Limit("rules of one table end on one place within this", POINTS)] = 4.0
    whole: Annotated[float, Limit("pieces of its edge cover so much of it", SHARE)] = 0.9
    near: Annotated[float, Limit("lines of a heading are no further apart, nor from its edge", LINE_HEIGHTS)] = 2.6
    group: Annotated[int, Limit("the name of a group of rows has no more lines", COUNT)] = 2
    apart: Annotated[float, Limit("rows before and after it are no further apart", LINE_HEIGHTS)] = 6.0
    prose: Annotated[float, Limit("a text over so much of the width is running text, or a title", SHARE)] = 0.6
    outside: Annotated[float, Limit("names of columns reach no further out of the rules", FONT_SIZES)] = 0.5


LIMITS = Limits()


@heuristic(lambda found, rules: list(found))
def between_edges(found: Sequence[Region], rules: Sequence[Ruling]) -> list[Region]:
    """The regions, those joined that lie between the same two edges: the second begins with figures and has no heading of its
    own, and no more than the name of a group of rows stands between."""
    out: list[Region] = []
    for region in found:
        if out and _one(out[-1], region, rules):
            lines = [*out[-1].block.lines, *region.above, *region.block.lines]
            mine = {id(r): r for r in (*out[-1].rules, *region.rules)}
            out[-1] = Region(block_of_lines(lines), tuple(mine.values()), out[-1].above)
        else:
            out.append(region)
    return out


def _one(first: Region, second: Region, rules: Sequence[Ruling]) -> bool:
    """Do two regions lie between the same edges, with nothing but the name of a group between?"""
    between = [w for line in second.above for w in line]
    if len(second.above) > LIMITS.group or first_figures(second.block) != 0 or (not first.rules and not second.rules):
        return False
    left, right = (f(x for r in (*first.rules, *second.rules) for x in (r.x0, r.x1)) for f in (min, max))
    edges = _edges(rules, left, right, math.inf)
    top, bottom = first.block.lines[0][0].bbox.cy, second.block.lines[-1][0].bbox.cy
    inner = [y for y in edges if first.block.lines[-1][0].bbox.cy < y < second.block.lines[0][0].bbox.cy]
    upper, lower = [y for y in edges if y < top], [y for y in edges if y > bottom]
    near = LIMITS.near * second.block.size
    return (
        bool(upper and lower)
        and top - upper[-1] < near
        and (not inner or first_figures(first.block) is None or len(inner) == bool(between) + 1)
        and all(left <= w.bbox.cx <= right and not LABEL.match(w.text) for w in between)
        and second.block.lines[0][0].bbox.y0 - first.block.lines[-1][0].bbox.y1 < LIMITS.apart * second.block.size
    )


@heuristic(lambda region, rules: region)
def up_to_edge(region: Region, rules: Sequence[Ruling]) -> Region:
    """The region with the lines above it that lie below its upper edge; `rules` are those of the page.

    Left as it is where it has no rules, where no rule as long as these lies above such lines, and where one of them is no name
    of columns: running text, a label, a title over the whole table.
    """
    if not region.rules or not region.above:
        return region
    left, right = min(r.x0 for r in region.rules), max(r.x1 for r in region.rules)
    # right above rows of figures lies the lower edge of their heading
    rows = first_figures(region.block) == 0
    for edge in reversed(_edges(rules, left, right, region.block.lines[0][0].bbox.cy)[-2 if rows else -1 :]):
        inside = [line for line in region.above if min(w.bbox.cy for w in line) > edge]
        if _heads(inside, region, edge, left, right):
            return _grown(region, inside, rules, edge)
    return region


def _edges(rules: Sequence[Ruling], left: float, right: float, top: float) -> list[float]:
    """Heights above `top` at which rules run from `left` to `right`."""
    out = []
    for y in distinct((r.y0 for r in rules if r.y0 < top), TRACKS.level):
        mine = [r for r in rules if abs(r.y0 - y) <= TRACKS.level and r.x1 > left and r.x0 < right]
        ends = abs(min((r.x0 for r in mine), default=left) - left), abs(max((r.x1 for r in mine), default=right) - right)
        if mine and max(ends) <= LIMITS.extent and sum(r.x1 - r.x0 for r in mine) >= LIMITS.whole * (right - left):
            out.append(y)
    return out


def _heads(inside: Lines, region: Region, edge: float, left: float, right: float) -> bool:
    """Are these lines, below the `edge`, names of columns?"""
    size = region.block.size
    if not 0 < len(inside) <= LIMITS.lines:
        return False
    bottom = edge
    for line in sorted([*inside, region.block.lines[0]], key=lambda line: line[0].bbox.cy):
        if min(w.bbox.y0 for w in line) - bottom > LIMITS.near * size:
            return False
        bottom = max(w.bbox.y1 for w in line)
    return all(_names(line, size, left, right) for line in inside)


def _names(line: Sequence[Word], size: float, left: float, right: float) -> bool:
    room = LIMITS.outside * size
    texts = texts_of(line, size)
    return (
        not LABEL.match(" ".join(w.text for w in line))
        and line[0].bbox.x0 >= left - room
        and line[-1].bbox.x1 <= right + room
        and (len(texts) > 1 or line[-1].bbox.x1 - line[0].bbox.x0 < LIMITS.prose * (right - left))
    )


def _grown(region: Region, inside: Lines, rules: Sequence[Ruling], edge: float) -> Region:
    words = [w for line in (*inside, *region.block.lines) for w in line]
    known = {id(line) for line in inside}
    more = [r for r in rules if r not in region.rules and edge - TRACKS.level <= r.y0 < region.block.lines[0][0].bbox.cy]
    mine = [r for r in more if any(w.bbox.x0 < r.x1 and w.bbox.x1 > r.x0 for w in words)]
    above = [line for line in region.above if id(line) not in known]
    return Region(block_of_lines(group_lines(words)), (*mine, *region.rules), above)
