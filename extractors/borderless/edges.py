"""A table between rules reaches up to its upper edge: a rule as long as its others, above the lines its columns were found in.

Names of groups are single texts set close together; no corridor runs through them, so that a heading of these alone is found by
the edge above it and by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.borderless.regions import Lines, Region
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
    prose: Annotated[float, Limit("a text over so much of the width is running text, or a title", SHARE)] = 0.6
    outside: Annotated[float, Limit("names of columns reach no further out of the rules", FONT_SIZES)] = 0.5


LIMITS = Limits()


@heuristic(lambda region, rules: region)
def up_to_edge(region: Region, rules: Sequence[Ruling]) -> Region:
    """The region with the lines above it that lie below its upper edge; `rules` are those of the page.

    Left as it is where it has no rules, where no rule as long as these lies above such lines, and where one of them is no name
    of columns: running text, a label, a title over the whole table.
    """
    if not region.rules or not region.above:
        return region
    left, right = min(r.x0 for r in region.rules), max(r.x1 for r in region.rules)
    edge = max(_edges(rules, left, right, region.block.lines[0][0].bbox.cy), default=None)
    inside = [] if edge is None else [line for line in region.above if min(w.bbox.cy for w in line) > edge]
    return _grown(region, inside, rules, edge) if edge is not None and _heads(inside, region, edge, left, right) else region


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
