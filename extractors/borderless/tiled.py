"""A table whose heading, or whose heading and every other row, is shaded cell by cell: what the boxes say of its columns.

The body has no border of its own; the heading's boxes stand over its columns. Only where one box stands over several
columns (`Kode` over its parts) are the borders below it sought in the texts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import Annotated

from extractors.borderless.regions import Region
from extractors.columns.hidden import hidden_borders
from extractors.layout.blocks import Block, block_of
from extractors.layout.limits import COUNT, FONT_SIZES, LINE_HEIGHTS, POINTS, SHARE, Limit
from extractors.layout.lines import box_around
from extractors.layout.places import crosses
from extractors.layout.steps import heuristic, nothing
from extractors.layout.tiles import Tiles
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("the body begins no further below the boxes of the heading", LINE_HEIGHTS)] = 1.6
    across: Annotated[float, Limit("no more of the lines of a body run over a border of the heading's boxes", SHARE)] = 0.1
    cells: Annotated[int, Limit("in fewer cells no column shows", COUNT)] = 3
    narrowest: Annotated[float, Limit("a column is wider", FONT_SIZES)] = 0.5
    inside: Annotated[
        float, Limit("of a region whose words lie so far between boxes of another, these are rows of that", SHARE)
    ] = 0.9
    end: Annotated[float, Limit("boxes that end a heading end no further above it", POINTS)] = 1.0


LIMITS = Limits()


def with_tiles(found: Sequence[Region], tiles: Sequence[Tiles], words: Sequence[Word]) -> list[tuple[Region, Tiles | None]]:
    """Each region with the boxes that belong to it; words inside the boxes belong to it too, and their edges are rules."""
    left = list(tiles)
    taken: list[Tiles] = []
    out: list[tuple[Region, Tiles | None]] = []
    for region in found:
        held = region.block.words
        if any(_lies_in(held, mine) for mine in taken):
            continue  # rows of the table above, whose words came to it with its boxes
        box = box_around(held)
        height = median_high(w.bbox.height for w in held)
        mine = next(
            (t for t in left if t.bbox.y0 <= box.y1 and t.bbox.y1 + LIMITS.near * height >= box.y0 and t.bbox.x0 < box.x1), None
        )
        if mine is None:
            out.append((region, None))
            continue
        left.remove(mine)
        taken.append(mine)
        added = [w for w in _inside(words, mine) if not any(_within(w, h) for h in held)]
        above = [line for line in region.above if not any(_within(w, a) for w in line for a in added)]
        grown = Region(block_of([*held, *added]), (*region.rules, *mine.across()), above)
        out.append((grown, mine))
    return out


def _inside(words: Sequence[Word], tiles: Tiles) -> list[Word]:
    box = tiles.bbox
    return [w for w in words if box.x0 < w.bbox.cx < box.x1 and box.y0 < w.bbox.cy < box.y1]


def _lies_in(words: Sequence[Word], tiles: Tiles) -> bool:
    """Do most of these words stand between the outer edges of boxes?"""
    return len(_inside(words, tiles)) >= LIMITS.inside * len(words)


def _within(word: Word, other: Word) -> bool:
    return other.bbox.x0 <= word.bbox.cx <= other.bbox.x1 and other.bbox.y0 <= word.bbox.cy <= other.bbox.y1


def bottom_of_boxes(tiles: Tiles, end: float, size: float) -> float:
    """The edge of the boxes near the height at which a heading was found to end; that height where there is none."""
    below = [b.y1 for b in tiles.boxes if end - LIMITS.end <= b.y1 <= end + size]
    return min(below, default=end)


@heuristic(nothing)
def tiled_borders(tiles: Tiles, block: Block, begins: int) -> list[float] | None:
    """The inner borders of the columns; None where the texts of the body, which begins at the line `begins`, do not stand between
    those of the boxes."""
    inner = list(tiles.xs[1:-1])
    body = block.lines[begins:]
    over = sum(any(crosses(w, x) for w in line for x in inner) for line in body)
    outside = sum(line[0].bbox.x1 < tiles.xs[0] or line[-1].bbox.x0 > tiles.xs[-1] for line in body)
    if not body or over + outside > LIMITS.across * len(body):
        return None
    columns: list[list[list[Word]]] = [[] for _ in range(len(tiles.xs) - 1)]
    for line in body:
        parts: dict[int, list[Word]] = {}
        for word in line:
            c = min(max(bisect_right(tiles.xs, word.bbox.cx) - 1, 0), len(columns) - 1)
            parts.setdefault(c, []).append(word)
        for c, part in parts.items():
            columns[c].append(part)
    hidden = [x for cells in columns if len(cells) >= LIMITS.cells for x in hidden_borders(cells)]
    edges = sorted([*inner, *hidden])
    return edges if all(b - a > LIMITS.narrowest * block.size for a, b in pairwise(edges)) else inner
