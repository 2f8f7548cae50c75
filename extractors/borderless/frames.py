"""Places that hold a table by themselves: closed frames without inner upright rules, and level rules of one length beside which
other text runs. What stands right below or beside one (a running foot, a paragraph) is no row of the table in it.

A heading may stand right above a frame, or fill it (a dark field in a picture), so that a frame is only taken by itself where the
words in it make a table with its own heading and figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.borderless.edges import LIMITS as EDGES
from extractors.borderless.regions import LIMITS as REGIONS
from extractors.layout.limits import COUNT, FONT_SIZES, SHARE, Limit
from extractors.layout.lines import group_lines, letter_size
from extractors.layout.places import stands_in
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import is_value
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.layout.tracks import components, tracks
from extractors.model import BBox, Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    whole: Annotated[float, Limit("so much of each side of a frame is drawn", SHARE)] = 0.95
    rules: Annotated[int, Limit("a table has rules of one length: above, below its heading and at its foot", COUNT)] = 3
    apart: Annotated[float, Limit("text beside them stands further away", FONT_SIZES)] = 1.0
    lines: Annotated[int, Limit("and is a paragraph of more lines", COUNT)] = 2
    level: Annotated[float, Limit("a line of it stands on one height with one of the table's within this", FONT_SIZES)] = 0.25
    alike: Annotated[
        float, Limit("where more of its lines do, it may be a column of the table, unless most are running text", SHARE)
    ] = 0.5


LIMITS = Limits()


def frames(rulings: Sequence[Ruling]) -> list[BBox]:
    """The boxes that touching lines close on all four sides."""
    return [box for across, down in components(rulings) if (box := _closed(across, down)) is not None]


def _closed(across: Sequence[Ruling], down: Sequence[Ruling]) -> BBox | None:
    if not across or not down:
        return None
    # sides that go on below the last rule have a lower edge of their own, be it that round corners part it from them
    lines = (*across, *down)
    box = BBox(min(r.x0 for r in down), min(r.y0 for r in lines), max(r.x0 for r in down), max(r.y1 for r in lines))
    sides = [(sum(r.x1 - r.x0 for r in across if abs(r.y0 - y) <= TRACKS.touch), box.width) for y in (box.y0, box.y1)]
    sides += [(sum(r.y1 - r.y0 for r in down if abs(r.x0 - x) <= TRACKS.touch), box.height) for x in (box.x0, box.x1)]
    return box if all(drawn >= LIMITS.whole * side > 0 for drawn, side in sides) else None


@heuristic(lambda rules, words: [])
def columns_of_text(rules: Sequence[Ruling], words: Sequence[Word]) -> list[BBox]:
    """The boxes between level rules of one length, where text that stands clear of all of them runs beside them on the same
    heights, in lines of its own: a table in one column of a page, a paragraph in the other. Names of columns stand between
    the first two: where rows do, the heading is above, and the text may be a column of the table; with rules of
    its own it is another."""
    drawn = [(t.at, *span) for t in tracks(rules, True) for span in t.spans]
    size = letter_size(words)
    found: list[BBox] = []
    every = drawn
    while drawn:
        _, x0, x1 = drawn[0]
        same = [y for y, a, b in drawn if max(abs(a - x0), abs(b - x1)) <= EDGES.extent]
        drawn = [r for r in drawn if max(abs(r[1] - x0), abs(r[2] - x1)) > EDGES.extent]
        box = BBox(x0, min(same), x1, max(same))
        ruled = any(box.y0 < y < box.y1 and (a < x0 - size or b > x1 + size) for y, a, b in every)
        if len(same) >= LIMITS.rules and not ruled and _headed(box, sorted(same)[1], words) and _text_beside(box, words, size):
            found.append(box)
    return found


def _headed(box: BBox, end: float, words: Sequence[Word]) -> bool:
    """Is the first strip of a box, as far as `end`, filled by words alone?"""
    held = [w for w in words if stands_in(w.bbox, [BBox(box.x0, box.y0, box.x1, end)])]
    return bool(held) and not any(is_value(w.text) for w in held)


def _text_beside(box: BBox, words: Sequence[Word], size: float) -> bool:
    """Does text stand on one or both sides of a box, all of it clear of that, in lines that are not those of the box?"""
    level = [w for w in words if box.y0 < w.bbox.cy < box.y1]
    inside = [w.bbox.cy for w in level if box.x0 < w.bbox.cx < box.x1]
    outside = [w for w in level if not box.x0 < w.bbox.cx < box.x1]
    near = LIMITS.apart * size
    if any(w.bbox.x1 > box.x0 - near and w.bbox.x0 < box.x1 + near for w in outside):
        return False
    lines = group_lines(outside)
    alike = sum(any(abs(line[0].bbox.cy - other) <= LIMITS.level * size for other in inside) for line in lines)
    running = sum(len(line) >= REGIONS.prose for line in lines) > LIMITS.alike * len(lines)
    return len(lines) > LIMITS.lines and (running or alike <= LIMITS.alike * len(lines))
