"""Two tables without a grid that stand side by side: a wide gutter that no word and no rule crosses parts them.

Read as one, their lines mingle: the rows of the one are not those of the other. A gutter alone is no proof (a table may
have a wide blank column): the rules must stop at it, or the heading must begin anew behind it with the same first name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.borderless.regions import LIMITS as REGIONS
from extractors.borderless.regions import Region
from extractors.layout.blocks import Block, block_of
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, Limit
from extractors.layout.places import in_reach
from extractors.model import Ruling, Table, Word


@dataclass(frozen=True, slots=True)
class Limits:
    gutter: Annotated[float, Limit("a gutter is at least this wide", FONT_SIZES)] = 2.0
    few: Annotated[int, Limit("fewer lines on one side are no table", COUNT)] = 4
    level: Annotated[float, Limit("rules of one height on both sides differ no more", POINTS)] = 2.0
    columns: Annotated[int, Limit("each of two tables has so many columns", COUNT)] = 3


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Pair:
    """The blocks and rules left and right of a gutter; `ruled` where rules stand on both sides and stop at it."""

    left: tuple[Block, list[Ruling]]
    right: tuple[Block, list[Ruling]]
    ruled: bool

    @property
    def words(self) -> list[Word]:
        return [*self.left[0].words, *self.right[0].words]

    def proven(self, left: Sequence[Table], right: Sequence[Table]) -> bool:
        """Do the tables read on both sides show that there are two of them?"""
        if len(left) != 1 or len(right) != 1 or min(left[0].columns, right[0].columns) < LIMITS.columns:
            return False
        names = [_first_name(t) for t in (left[0], right[0])]
        return self.ruled or (names[0] != "" and names[0] == names[1])


def _first_name(table: Table) -> str:
    """The name of the first column; empty where the table has no heading."""
    named = [c.text for c in table.cells if c.row < table.header_rows and c.column == 0 and c.text]
    return "".join(ch for ch in " ".join(named).casefold() if ch.isalpha())


def pairs(found: Sequence[Region], page: Block, rules: Sequence[Ruling]) -> list[Pair]:
    """The regions that a gutter parts, with the lines above and below that keep clear of it (captions, the longer table)."""
    out: list[Pair] = []
    used = float("-inf")
    for region in found:
        lines = region.block.lines
        if len(lines) < LIMITS.few or lines[0][0].bbox.cy <= used:
            continue
        gutter = _gutter(region.block, rules)
        if gutter is None:
            continue
        top, bottom = _reach(region.block, page, gutter)
        held = [w for w in page.words if top <= w.bbox.cy <= bottom]
        mine = [r for r in rules if in_reach(r.y0, top, bottom)]
        middle = (gutter[0] + gutter[1]) / 2
        left = block_of([w for w in held if w.bbox.cx < middle]), [r for r in mine if r.x1 < middle]
        right = block_of([w for w in held if w.bbox.cx > middle]), [r for r in mine if r.x0 > middle]
        if min(len(left[0].lines), len(right[0].lines)) < LIMITS.few:
            continue
        out.append(Pair(left, right, _own_heights(left[1], right[1])))
        used = bottom
    return out


def _gutter(block: Block, rules: Sequence[Ruling]) -> tuple[float, float] | None:
    """The widest white strip (x0, x1) from top to bottom of a block that no rule crosses; None where none is wide."""
    words = block.words
    top, bottom = min(w.bbox.y0 for w in words), max(w.bbox.y1 for w in words)
    drawn = [(r.x0, r.x1) for r in rules if in_reach(r.y0, top, bottom)]
    taken = sorted([*((w.bbox.x0, w.bbox.x1) for w in words), *drawn])
    best: tuple[float, float] | None = None
    reached = taken[0][1]
    for x0, x1 in taken:
        if x0 - reached >= LIMITS.gutter * block.size and (best is None or x0 - reached > best[1] - best[0]):
            best = reached, x0
        reached = max(reached, x1)
    return best


def _reach(block: Block, page: Block, gutter: tuple[float, float]) -> tuple[float, float]:
    """Top and bottom of the lines around a block that keep clear of the middle of its gutter."""
    own = block.words
    top, bottom = min(w.bbox.cy for w in own), max(w.bbox.cy for w in own)
    far = REGIONS.far * max(w.size or w.bbox.height for w in own)
    third = (gutter[1] - gutter[0]) / 3
    strip = gutter[0] + third, gutter[1] - third
    for line in reversed(page.lines):
        middle = min(w.bbox.cy for w in line)
        if middle < top:
            if top - middle > far or _stands_in_strip(line, strip):
                break
            top = middle
    for line in page.lines:
        middle = max(w.bbox.cy for w in line)
        if middle > bottom:
            if middle - bottom > far or _stands_in_strip(line, strip):
                break
            bottom = middle
    return top, bottom


def _stands_in_strip(line: Sequence[Word], strip: tuple[float, float]) -> bool:
    return any(w.bbox.x0 < strip[1] and w.bbox.x1 > strip[0] for w in line)


def _own_heights(left: Sequence[Ruling], right: Sequence[Ruling]) -> bool:
    """Are there rules on both sides, some of them on a height where the other side has none?"""
    if not left or not right:
        return False
    heights = [[r.y0 for r in side] for side in (left, right)]
    return any(all(abs(y - z) > LIMITS.level for z in heights[1 - k]) for k in (0, 1) for y in heights[k])
