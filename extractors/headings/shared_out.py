"""Names of groups of columns on one line of a heading: which columns each of them stands over.

Either each is set in the middle of its columns, or each begins where the first of them does. The middle decides where it is met
closely; a name that is set left is far off the middle of its columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import FONT_SIZES, SHARE, Limit
from extractors.model import BBox


@dataclass(frozen=True, slots=True)
class Limits:
    gain: Annotated[float, Limit("naming one more column is worth so much distance from the middle", FONT_SIZES)] = 0.3
    off: Annotated[float, Limit("a name of a group is no further from the middle of its columns", FONT_SIZES)] = 1.5
    off_share: Annotated[float, Limit("the same in widths of its columns", SHARE)] = 0.1
    close: Annotated[float, Limit("the middle is met closely within", FONT_SIZES)] = 0.6
    flush: Annotated[float, Limit("a name begins where its first column's does, within", FONT_SIZES)] = 0.35


LIMITS = Limits()

Group = tuple[int, int]
"""The first and the last column that a name stands over."""


def shared_out(
    texts: Sequence[BBox],
    leaves: dict[int, BBox],
    signs: dict[int, str],
    borders: Sequence[float],
    size: float,
    tall: Sequence[BBox] = (),
) -> list[Group | None]:
    """For each text of one line the columns that it names, every column between the first and the last named by one; None for a
    text that names none. `leaves` are the names of the columns below, by column, `signs` what these say but for numbers: a name
    that begins where its first column does reaches as far as columns of one sign that none else names. Where names of single
    columns (`tall`) stand between the two lines, in the middle of both, every column of the lower line is named on the upper.
    """
    under = _Under(tuple(sorted(leaves)), leaves, borders)
    order = sorted(range(len(texts)), key=lambda k: texts[k].cx)
    boxes = [texts[k] for k in order]
    found = _cheapest([box.cx for box in boxes], under, size)
    within = {k: group for k, group in found.items() if under.off(boxes[k].cx, *group) <= under.room(*group, size)}
    closely = all(k in within and under.off(box.cx, *within[k]) <= LIMITS.close * size for k, box in enumerate(boxes))
    flush = None if closely else _flush(boxes, under, size)
    low = min((box.cy for box in leaves.values()), default=0.0)
    if any(max(b.cy for b in boxes) + LIMITS.flush * size < t.cy < low - LIMITS.flush * size for t in tall):
        signs = dict.fromkeys(leaves, "")
    chosen = _to_the_last_alike(within, boxes, under, signs, size) if flush is None else flush
    out: list[Group | None] = [None] * len(texts)
    for k, place in enumerate(order):
        if k in chosen:
            first, last = chosen[k]
            out[place] = under.names[first], under.names[last]
    return out


@dataclass(frozen=True, slots=True)
class _Under:
    """The named columns that texts of a line above share out, left to right; groups of them are told by their places here."""

    names: tuple[int, ...]
    leaves: dict[int, BBox]
    borders: Sequence[float]

    def off(self, middle: float, first: int, last: int) -> float:
        """How far a middle is from that of a group: of its columns, or of their names."""
        a, b = self.names[first], self.names[last]
        outer = (self.borders[a] + self.borders[b + 1]) / 2
        inner = (self.leaves[a].x0 + self.leaves[b].x1) / 2
        return min(abs(middle - outer), abs(middle - inner))

    def room(self, first: int, last: int, size: float) -> float:
        """How far off the name of a group may be."""
        width = self.borders[self.names[last] + 1] - self.borders[self.names[first]]
        return max(LIMITS.off * size, LIMITS.off_share * width)

    def side_by_side(self, first: int, last: int) -> bool:
        """Does no column between have a name of another height?"""
        return self.names[last] - self.names[first] == last - first

    def after_gap(self, first: int) -> bool:
        """Has the column before a group a name of another height, or is there none?"""
        return first == 0 or self.names[first - 1] != self.names[first] - 1


def _to_the_last_alike(
    groups: dict[int, Group], boxes: Sequence[BBox], under: _Under, signs: dict[int, str], size: float
) -> dict[int, Group]:
    """The groups, those of names set left with the columns after them that are named alike: `TW III` after `TW I`."""
    out = dict(groups)
    taken = {k for first, last in groups.values() for k in range(first, last + 1)}
    for n, (first, last) in groups.items():
        names = [signs.get(c, "") for c in under.names]
        left = abs(under.leaves[under.names[first]].x0 - boxes[n].x0) <= LIMITS.flush * size
        while left and last + 1 < len(names) and last + 1 not in taken and names[last + 1] == names[first]:
            if not under.side_by_side(first, last + 1):
                break
            last += 1
        out[n] = first, last
    return out


def _flush(boxes: Sequence[BBox], under: _Under, size: float) -> dict[int, Group] | None:
    """Groups where each text begins where the name of a column does, and reaches to the next one's or to a gap; None where one
    begins elsewhere."""
    near = LIMITS.flush * size
    starts = [next((k for k, c in enumerate(under.names) if abs(under.leaves[c].x0 - box.x0) <= near), None) for box in boxes]
    known = [k for k in starts if k is not None]
    if len(known) < len(boxes) or any(b <= a for a, b in pairwise(known)):
        return None
    out: dict[int, Group] = {}
    for n, first in enumerate(known):
        end = known[n + 1] if n + 1 < len(known) else len(under.names)
        last = max(k for k in range(first, end) if under.side_by_side(first, k))
        if boxes[n].x1 > under.borders[under.names[last] + 1] + near:
            return None
        out[n] = first, last
    return out


_Costs = dict[int, tuple[float, int]]
"""By the last column of a text, the least cost of it and all texts before it, and its first column."""


def _cheapest(middles: Sequence[float], under: _Under, size: float) -> dict[int, tuple[int, int]]:
    """Groups of columns, by the place of the text over them, that together are least off."""
    best: list[_Costs] = []
    for middle in middles:
        row: _Costs = {}
        for last in range(len(under.names)):
            for first in range(last + 1):
                if not under.side_by_side(first, last):
                    continue
                before = _cost_before(best[-1], under, first) if best else 0.0
                cost = before + under.off(middle, first, last) - LIMITS.gain * size * (last - first + 1)
                if cost < row.get(last, _NEVER)[0]:
                    row[last] = (cost, first)
        best.append(row)
    found: dict[int, tuple[int, int]] = {}
    end = min(best[-1], key=lambda j: best[-1][j][0]) if best and best[-1] else None
    for k in range(len(best) - 1, -1, -1):
        if end is None or end not in best[k]:
            break
        start = best[k][end][1]
        found[k] = start, end
        end = _end_before(best[k - 1], start) if k else None
    return found


_NEVER = (math.inf, 0)


def _cost_before(costs: _Costs, under: _Under, first: int) -> float:
    """The cost of the texts before one whose columns begin at `first`: they end right before it, anywhere before a gap."""
    if under.after_gap(first):
        return min((cost for cost, _ in costs.values()), default=math.inf) if first else math.inf
    return costs.get(first - 1, _NEVER)[0]


def _end_before(costs: _Costs, start: int) -> int | None:
    """Where the texts end before one whose columns begin at `start`."""
    if start - 1 in costs:
        return start - 1
    return max((j for j in costs if j < start), default=None, key=lambda j: -costs[j][0])
