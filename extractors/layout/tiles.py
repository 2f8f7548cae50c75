"""Cells drawn as shaded boxes: the boxes of a heading, of every other row, or of a whole table lie edge to edge.

The shading of one cell is a box of its own in what Word, LibreOffice and Chromium write. Where boxes lie side by side and
over each other with no more than a line's width between them, their edges are the borders of the cells, as sure as ruling
lines; a bar of a chart or the background of a paragraph has no such neighbours with texts in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import numpy as np

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.lines import group_lines, said
from extractors.layout.places import covered, crosses, sticks_out
from extractors.layout.steps import heuristic, none_of_them, nothing
from extractors.layout.text_forms import LABEL, is_undated_figure, number_row
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.layout.tracks import components
from extractors.model import BBox, Page, Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    touch: Annotated[float, Limit("boxes no further apart lie edge to edge: the white line between two cells", POINTS)] = 3.2
    least: Annotated[float, Limit("a cell is at least this wide and high", POINTS)] = 5.0
    most: Annotated[int, Limit("a page with more boxes is a map or a drawing", COUNT)] = 4000
    fewest: Annotated[int, Limit("fewer boxes, borders or boxes with text are no table", COUNT)] = 3
    behind: Annotated[int, Limit("a box in which so many smaller ones lie is the ground behind them", COUNT)] = 2
    smaller: Annotated[float, Limit("a box is smaller than another below this share of its area", SHARE)] = 0.9
    beside: Annotated[float, Limit("boxes side by side share more of their height", POINTS)] = 1.0
    drawn: Annotated[float, Limit("rulings that draw a border run along so much of it", SHARE)] = 0.9
    stripe: Annotated[float, Limit("the white row between two shaded ones is no higher", POINTS)] = 160.0
    group: Annotated[int, Limit("in which the name of a group of rows has no more lines", COUNT)] = 2
    borders: Annotated[int, Limit("a table of upright rulings alone has so many", COUNT)] = 4
    through: Annotated[float, Limit("each runs through so much of its height", SHARE)] = 0.6
    stacked: Annotated[int, Limit("and so many figures stand in one of its columns", COUNT)] = 3
    worded: Annotated[float, Limit("so many of the boxes of a row hold text, where they are cells", SHARE)] = 0.5
    whole: Annotated[float, Limit("boxes over this much of the area of a table are all of its cells", SHARE)] = 0.97
    row: Annotated[float, Limit("a white row of the same table begins no further above or below", POINTS)] = 24.0
    valued: Annotated[int, Limit("a row of the body holds so many figures", COUNT)] = 2
    cut: Annotated[float, Limit("no more of the words of cells are cut by an edge", SHARE)] = 0.05


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Tiles:
    """Boxes of cells that lie edge to edge; `xs` are the borders between their columns, the outer ones too."""

    boxes: tuple[BBox, ...]
    xs: tuple[float, ...]

    @property
    def bbox(self) -> BBox:
        x0, y0, x1, y1 = zip(*self.boxes, strict=True)
        return BBox(min(x0), min(y0), max(x1), max(y1))

    def across(self) -> list[Ruling]:
        """The upper and lower edges of all boxes."""
        return [Ruling(b.x0, y, b.x1, y) for b in self.boxes for y in (b.y0, b.y1)]

    def down(self) -> list[Ruling]:
        """The left and right edges of all boxes."""
        return [Ruling(x, b.y0, x, b.y1) for b in self.boxes for x in (b.x0, b.x1)]

    def whole(self, words: Sequence[Word]) -> bool:
        """Are the boxes a whole table: no place between them left white, rows of figures among them, and no such row right above
        or below them, on white paper?"""
        box = self.bbox
        if any(self._goes_on(words, beyond) for beyond in ((box.y0 - LIMITS.row, box.y0), (box.y1, box.y1 + LIMITS.row))):
            return False
        if sum(b.width * b.height for b in self.boxes) < LIMITS.whole * box.width * box.height:
            return False
        inside = [w for w in words if box.x0 < w.bbox.cx < box.x1 and box.y0 < w.bbox.cy < box.y1]
        for line in group_lines(inside):
            texts = _texts(line, self.boxes)
            if _values(texts) >= LIMITS.valued and not number_row(texts):
                return True
        return False

    def _goes_on(self, words: Sequence[Word], heights: tuple[float, float]) -> bool:
        """Does a row of figures, each in a column of its own, stand between two heights?"""
        figures = [w for w in words if heights[0] < w.bbox.cy < heights[1] and is_undated_figure(w.text)]
        for line in group_lines(figures):
            columns = {n for w in line for n, (a, b) in enumerate(pairwise(self.xs)) if a <= w.bbox.x0 and w.bbox.x1 <= b}
            if len(columns) == len(line) >= LIMITS.valued:
                return True
        return False


@heuristic(nothing)
def columns_alone(across: Sequence[Ruling], down: Sequence[Ruling], words: Sequence[Word]) -> Tiles | None:
    """The columns of a group of rulings that draw nothing else: upright ones, at most the sides of a box around them, and figures
    below each other in one of them. None where a level ruling parts rows, or the heading."""
    if len(down) < LIMITS.borders:
        return None
    top, bottom = min(d.y0 for d in down), max(d.y1 for d in down)
    if any(top + TRACKS.snap < a.y0 < bottom - TRACKS.snap for a in across):
        return None
    xs = sorted(d.x0 for d in down if d.y1 - d.y0 >= LIMITS.through * (bottom - top))
    if len(xs) < LIMITS.borders or min(b - a for a, b in pairwise(xs)) < LIMITS.least:
        return None
    boxes = tuple(BBox(a, top, b, bottom) for a, b in pairwise(xs))
    stacked = max(_figures_in(box, words) for box in boxes) >= LIMITS.stacked
    return Tiles(boxes, tuple(xs)) if stacked else None


@dataclass(frozen=True, slots=True)
class RulingGroup:
    """Rulings of a page that touch, level and upright ones; `columns` where they draw nothing but these."""

    across: list[Ruling]
    down: list[Ruling]
    columns: Tiles | None


def ruling_groups(page: Page, tiles: Sequence[Tiles] = ()) -> list[RulingGroup]:
    """The groups of rulings of a page that touch, or that shaded rows over a whole table or stripes (`tiles`) hold together."""
    drawn = [*page.rulings, *sides_of_rows(page.shades, page.rulings), *through_stripes(tiles, page.rulings)]
    return [RulingGroup(across, down, columns_alone(across, down, page.words)) for across, down in components(drawn)]


@heuristic(none_of_them)
def sides_of_rows(shades: Sequence[BBox], rulings: Sequence[Ruling]) -> list[Ruling]:
    """The left and right sides of shaded rows that lie edge to edge below each other, each as wide as all: upright lines are
    drawn on some of them only, and a row that heads others, or the heading itself, parts these from each other."""
    upright = [r for r in rulings if not r.horizontal]
    out: list[Ruling] = []
    for stack in _stacks(shades) if upright else []:
        x0, y0, x1, y1 = stack[0]._replace(y1=stack[-1].y1)
        inside = [
            r
            for r in upright
            if x0 + LIMITS.least < r.x0 < x1 - LIMITS.least and y0 - TRACKS.snap < r.y0 and r.y1 < y1 + TRACKS.snap
        ]
        if len({r.y0 for r in inside}) >= LIMITS.behind:
            out += [Ruling(x, y0, x, y1) for x in (x0, x1)]
    return out


@heuristic(none_of_them)
def through_stripes(tiles: Sequence[Tiles], rulings: Sequence[Ruling]) -> list[Ruling]:
    """The upright borders of stripes through the white rows between these, where lines are seen along the boxes and nowhere else:
    white ones, which cannot be seen on the white rows."""
    upright = [r for r in rulings if not r.horizontal]
    out: list[Ruling] = []
    for stripes in tiles:
        box = stripes.bbox
        shaded = covered((b.y0, b.y1) for b in stripes.boxes)
        lengths = [_along(x, upright, box) for x in stripes.xs[1:-1]] if shaded < LIMITS.drawn * box.height else []
        if lengths and min(lengths) >= LIMITS.through * shaded and max(lengths) <= shaded + LIMITS.least:
            out += [Ruling(x, box.y0, x, box.y1) for x in stripes.xs]
    return out


def _along(x: float, upright: Sequence[Ruling], box: BBox, least: float = 0.0) -> float:
    """How far lines run along an upright border inside a box, pieces up to the `least` aside."""
    lengths = (min(r.y1, box.y1) - max(r.y0, box.y0) for r in upright if abs(r.x0 - x) <= TRACKS.snap)
    return sum(length for length in lengths if length > least)


def _stacks(shades: Sequence[BBox]) -> list[list[BBox]]:
    """Boxes with the same sides in groups that lie edge to edge below each other, of so many as make a table."""
    out: list[list[BBox]] = []
    for box in sorted(shades, key=lambda b: b.y0):
        above = next((s for s in out if _goes_on(s[-1], box)), None)
        if above is None:
            out.append([box])
        else:
            above.append(box)
    return [stack for stack in out if len(stack) >= LIMITS.fewest]


def _goes_on(above: BBox, box: BBox) -> bool:
    sides = abs(box.x0 - above.x0) <= TRACKS.snap and abs(box.x1 - above.x1) <= TRACKS.snap
    return sides and abs(box.y0 - above.y1) <= LIMITS.touch


def _figures_in(box: BBox, words: Sequence[Word]) -> int:
    """How many figures that are no years stand in a box."""
    return _values(w.text for w in words if box.x0 < w.bbox.cx < box.x1 and box.y0 < w.bbox.cy < box.y1)


def _values(texts: Iterable[str]) -> int:
    """How many texts are figures that are no years."""
    return sum(map(is_undated_figure, texts))


def tiles_of(page: Page) -> list[Tiles]:
    """The groups of boxes that are cells, top to bottom. Boxes whose borders rulings draw upright are left to those."""
    boxes = _single([b for b in page.shades if min(b.width, b.height) >= LIMITS.least])
    if not LIMITS.fewest <= len(boxes) <= LIMITS.most:
        return []
    groups = [cells for group in _touching(boxes) if (cells := _without_labels(group))]
    out = _joined([Tiles(tuple(group), tuple(_borders(group))) for group in groups], page.words)
    enough = (t for t in out if min(len(t.xs), len(t.boxes)) >= LIMITS.fewest and _side_by_side(t))
    kept = [t for t in enough if _worded(t, page.words) and not _drawn(t, page.rulings)]
    return sorted(kept, key=lambda t: (t.bbox.y0, t.bbox.x0))


def _single(boxes: Sequence[BBox]) -> list[BBox]:
    """Boxes without those drawn twice, those that lie behind several others, and labels that lie inside a cell, clear of its
    sides."""
    out: list[BBox] = []
    seen: set[tuple[int, ...]] = set()
    for box in boxes:
        key = tuple(round(v) for v in box)
        if key not in seen:
            seen.add(key)
            out.append(box)
    if not LIMITS.behind < len(out) <= LIMITS.most:
        return out
    x0, y0, x1, y1 = np.array(out).T
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    area = (x1 - x0) * (y1 - y0)
    cells = [
        box
        for n, box in enumerate(out)
        if np.count_nonzero((cx > box.x0) & (cx < box.x1) & (cy > box.y0) & (cy < box.y1) & (area < LIMITS.smaller * area[n]))
        < LIMITS.behind
    ]
    x0, y0, x1, y1 = np.array(cells).T
    return [b for b in cells if not ((x0 < b.x0) & (b.x1 < x1) & (y0 < b.y0) & (b.y1 < y1)).any()]


def _touching(boxes: Sequence[BBox]) -> list[list[BBox]]:
    """Boxes in groups that lie edge to edge."""
    x0, y0, x1, y1 = np.array(boxes).T
    shared_x = np.minimum(x1[:, None], x1[None]) - np.maximum(x0[:, None], x0[None])
    shared_y = np.minimum(y1[:, None], y1[None]) - np.maximum(y0[:, None], y0[None])
    near = ((shared_x >= -LIMITS.touch) & (shared_y > LIMITS.beside)) | ((shared_y >= -LIMITS.touch) & (shared_x > LIMITS.beside))
    left = set(range(len(boxes)))
    out: list[list[BBox]] = []
    while left:
        todo = [left.pop()]
        group: list[int] = []
        while todo:
            k = todo.pop()
            group.append(k)
            found = left.intersection(np.flatnonzero(near[k]).tolist())
            left -= found
            todo += sorted(found)
        out.append([boxes[k] for k in sorted(group)])
    return out


def _without_labels(group: Sequence[BBox]) -> list[BBox]:
    """The boxes of a group without those that stand alone on their height with both sides at no border of the others: coloured
    labels in cells of white rows."""
    lone = [b for b in group if not any(o is not b and o.y0 < b.cy < o.y1 for o in group)]
    sides = [x for b in group if b not in lone for x in (b.x0, b.x1)]
    own = [b for b in lone if not any(abs(x - side) <= TRACKS.snap for side in sides for x in (b.x0, b.x1))]
    return [b for b in group if b not in own] if sides else list(group)


def _joined(sets: Sequence[Tiles], words: Sequence[Word]) -> list[Tiles]:
    """Stripes below each other with the same borders as one group: every other row of one table is shaded."""
    out: list[Tiles] = []
    for tiles in sorted(sets, key=lambda t: t.bbox.y0):
        above = next(
            (t for t in reversed(out) if _stripe_of(t, tiles, words) and not _headed_between(t, tiles, out, words)), None
        )
        if above is None:
            out.append(tiles)
        else:
            out[out.index(above)] = Tiles((*above.boxes, *tiles.boxes), above.xs if len(above.xs) >= len(tiles.xs) else tiles.xs)
    return out


def _stripe_of(above: Tiles, tiles: Tiles, words: Sequence[Word]) -> bool:
    few, many = sorted((above.xs, tiles.xs), key=len)
    a, b = above.bbox, tiles.bbox
    same = abs(few[0] - many[0]) <= TRACKS.snap and abs(few[-1] - many[-1]) <= TRACKS.snap
    same = same and all(any(abs(x - y) <= TRACKS.snap for y in many) for x in few)
    if not same or not 0 <= b.y0 - a.y1 <= LIMITS.stripe or len(few) < LIMITS.fewest:
        return False
    between = group_lines(w for w in words if a.y1 < w.bbox.cy < b.y0 and a.x0 < w.bbox.cx < a.x1)
    across = [line for line in between if any(crosses(w, x) for w in line for x in few[1:-1])]
    return bool(between) and (not across or (len(across) <= LIMITS.group and _names_rows(across, tiles, words)))


def _headed_between(above: Tiles, tiles: Tiles, every: Sequence[Tiles], words: Sequence[Word]) -> bool:
    """Do boxes of as many columns without a figure stand between two stripes: the heading of another table?"""
    a, b = above.bbox, tiles.bbox
    between = (t for t in every if a.y1 <= t.bbox.y0 and t.bbox.y1 <= b.y0 and min(t.bbox.x1, b.x1) > max(t.bbox.x0, b.x0))
    return any(len(t.xs) >= len(tiles.xs) and not _figures_in(t.bbox, words) for t in between)


def _names_rows(across: Sequence[Sequence[Word]], tiles: Tiles, words: Sequence[Word]) -> bool:
    """Are the lines above a stripe that run over its borders the name of a group of rows: the stripe is one of them, a row of
    figures, and none of the lines the caption of a table?"""
    row = tiles.bbox._replace(y0=tiles.boxes[0].y0, y1=tiles.boxes[0].y1)
    return _figures_in(row, words) > 0 and not any(LABEL.match(said(line)) for line in across)


def _borders(boxes: Sequence[BBox]) -> list[float]:
    """The distinct places of the upright edges."""
    places = sorted(x for b in boxes for x in (b.x0, b.x1))
    groups: list[list[float]] = []
    for x in places:
        if groups and x - groups[-1][0] <= LIMITS.touch:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [sum(g) / len(g) for g in groups]


def _side_by_side(tiles: Tiles) -> bool:
    """Are some of the boxes of one row, as high as each other: no bar at the side of a page with titles that touch it?"""
    rows = sorted((b.y0, b.y1) for b in tiles.boxes)
    return any(abs(a[0] - b[0]) <= TRACKS.snap and abs(a[1] - b[1]) <= TRACKS.snap for a, b in pairwise(rows))


def _worded(tiles: Tiles, words: Sequence[Word]) -> bool:
    """Do the boxes hold texts, none of them cut by an edge?"""
    held = cut = 0
    box = tiles.bbox
    inside = [w for w in words if box.x0 < w.bbox.cx < box.x1 and box.y0 < w.bbox.cy < box.y1]
    filled: set[int] = set()
    for word in inside:
        x, y = word.bbox.cx, word.bbox.cy
        n = next((n for n, b in enumerate(tiles.boxes) if b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1), None)
        if n is None:
            continue
        held += 1
        filled.add(n)
        b = tiles.boxes[n]
        cut += sticks_out(word.bbox, b.x0, b.x1)
    top = min(b.y0 for b in tiles.boxes)
    first = [n for n, b in enumerate(tiles.boxes) if b.y0 - top < TRACKS.snap]
    worded = sum(n in filled for n in first) >= LIMITS.worded * len(first)
    return worded and len(filled) >= LIMITS.fewest and cut <= LIMITS.cut * held


def _drawn(tiles: Tiles, rulings: Sequence[Ruling]) -> bool:
    """Do upright rulings run along the inner borders? Those that leave parts of one open are white there, and
    seen on the darker rows alone."""
    box = tiles.bbox
    inner = tiles.xs[1:-1]
    upright = [r for r in rulings if not r.horizontal]
    return 2 * sum(_along(x, upright, box, LIMITS.least) >= LIMITS.drawn * box.height for x in inner) >= len(inner)


def _texts(line: Sequence[Word], boxes: Sequence[BBox]) -> list[str]:
    """The texts of a line, box by box."""
    out: dict[int, list[str]] = {}
    for word in line:
        n = next((n for n, b in enumerate(boxes) if b.x0 <= word.bbox.cx <= b.x1 and b.y0 <= word.bbox.cy <= b.y1), -1)
        out.setdefault(n, []).append(word.text)
    return [" ".join(texts) for texts in out.values()]
