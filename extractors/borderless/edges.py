"""Rows between the same two edges are one table: rules of one length above and below them, whatever names of groups of rows stand
between. Such a name runs over the columns, so that lines before and after it are found apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.borderless.parted import parted
from extractors.borderless.regions import Region
from extractors.headings.extent import first_figures, whole_rules
from extractors.layout.blocks import block_of_lines
from extractors.layout.limits import COUNT, LINE_HEIGHTS, POINTS, SHARE, Limit
from extractors.layout.lines import box_around, distinct
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import LABEL, is_value
from extractors.layout.tiles import LIMITS as TILES
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import Ruling


@dataclass(frozen=True, slots=True)
class Limits:
    extent: Annotated[float, Limit("rules of one table end on one place within this", POINTS)] = 4.0
    whole: Annotated[float, Limit("pieces of an edge cover so much of it", SHARE)] = 0.9
    near: Annotated[float, Limit("the upper edge is no further above the first line", LINE_HEIGHTS)] = 2.6
    edges: Annotated[int, Limit("a table below a title has edges: above, below its heading and at its foot", COUNT)] = 3
    lines: Annotated[int, Limit("a row has no more lines above its figures", COUNT)] = 5
    apart: Annotated[float, Limit("rows before and after it are no further apart", LINE_HEIGHTS)] = 6.0


LIMITS = Limits()


@heuristic(lambda found, rules: list(found))
def between_edges(found: Sequence[Region], rules: Sequence[Ruling]) -> list[Region]:
    """The regions, those joined that lie between the same two edges: the second begins with figures and has no heading of its
    own, and no more than the name of a group of rows stands between."""
    out: list[Region] = []
    for region in found:
        if out and _go_on(out[-1], region) and _one(out[-1], region, rules):
            lines = [*out[-1].block.lines, *region.above, *region.block.lines]
            mine = {id(r): r for r in (*out[-1].rules, *region.rules)}
            out[-1] = Region(block_of_lines(lines), tuple(mine.values()), out[-1].above)
        else:
            out.append(region)
    return out


@heuristic(lambda region: region)
def below_title(region: Region) -> Region:
    """The region without lines above its upper edge, where names of columns stand between that and the next one: a title whose
    words are set far apart is parted as a row is. A heading without an edge above it has figures below its first rule."""
    lines = region.block.lines
    whole = whole_rules(region.rules, box_around(region.block.words)) if region.rules else []
    title = [line for line in lines if whole and line[0].bbox.cy < whole[0]]
    if len(whole) < LIMITS.edges or not 0 < len(title) <= TILES.group:
        return region
    heads = [line for line in lines if whole[0] < line[0].bbox.cy < whole[1]]
    worded = not any(is_value(w.text) for line in heads for w in line)
    several = any(parted(line, region.block.size) for line in heads)  # one alone is the name of a group of rows
    if not several or not worded or len(title) + len(heads) == len(lines):
        return region
    return Region(block_of_lines(lines[len(title) :]), region.rules, [*region.above, *title])


@heuristic(lambda region, rules: region)
def up_to_edge(region: Region, rules: Sequence[Ruling]) -> Region:
    """The region of ruled rows, whose first line holds figures, with the rules above that as long as no more than a few lines
    between its sides stand below each: rows whose names begin above their figures, and the rest of one from the page before."""
    lines = region.block.lines
    if len(region.rules) < LIMITS.edges or first_figures(region.block) != 0:
        return region
    left, right = min(r.x0 for r in region.rules), max(r.x1 for r in region.rules)
    below, taken = lines[0][0].bbox.cy, []
    for y in sorted((y for y in _edges(rules, left, right) if y < below), reverse=True):
        held = [line for line in region.above if y < line[0].bbox.cy < below]
        if not 0 < len(held) <= LIMITS.lines or any(not left <= w.bbox.cx <= right for line in held for w in line):
            break
        taken += [r for r in rules if abs(r.y0 - y) <= TRACKS.level and r not in region.rules]
        below = y
    return replace(region, rules=(*taken, *region.rules)) if taken else region


def _go_on(first: Region, second: Region) -> bool:
    """Has the second of two regions figures and no heading, and is it near enough to the first?"""
    if len(second.above) > TILES.group or first_figures(second.block) != 0 or not (first.rules or second.rules):
        return False
    apart = second.block.lines[0][0].bbox.y0 - first.block.lines[-1][0].bbox.y1
    return apart < LIMITS.apart * second.block.size and not any(LABEL.match(line[0].text) for line in second.above)


def _one(first: Region, second: Region, rules: Sequence[Ruling]) -> bool:
    """Do rules of one length run above and below both, and none between but the edge of the heading and those of the group's
    name?"""
    mine = (*first.rules, *second.rules)
    left, right = min(r.x0 for r in mine), max(r.x1 for r in mine)
    top, end = first.block.lines[0][0].bbox.cy, first.block.lines[-1][0].bbox.cy
    begin, bottom = second.block.lines[0][0].bbox.cy, second.block.lines[-1][0].bbox.cy
    edges = _edges(rules, left, right)
    inner = sum(end < y < begin for y in edges)
    upper = max((y for y in edges if y < top), default=-math.inf)
    within = all(left <= w.bbox.cx <= right for line in second.above for w in line)
    parted = inner and first_figures(first.block) is not None and inner != bool(second.above) + 1
    return top - upper < LIMITS.near * second.block.size and any(y > bottom for y in edges) and within and not parted


def _edges(rules: Sequence[Ruling], left: float, right: float) -> list[float]:
    """Heights at which rules run from `left` to `right`."""
    out = []
    for y in distinct((r.y0 for r in rules), TRACKS.level):
        mine = [r for r in rules if abs(r.y0 - y) <= TRACKS.level and r.x1 > left and r.x0 < right]
        ends = abs(min((r.x0 for r in mine), default=left) - left), abs(max((r.x1 for r in mine), default=right) - right)
        if mine and max(ends) <= LIMITS.extent and sum(r.x1 - r.x0 for r in mine) >= LIMITS.whole * (right - left):
            out.append(y)
    return out
