"""Ruling lines to grids: which lines belong together, where the columns and rows are, which cells span several.

A lattice of all column and row borders is laid over each group of touching rulings; two neighbouring places of the lattice
are one cell where no ruling runs between them. Real files draw a border twice, a point or two apart, shade cells with thin
boxes, or let heading and body borders miss each other: borders that are one line to the eye are merged, and a narrow
column or row in which no word stands is no column.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import numpy.typing as npt

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.tracks import tracks
from extractors.model import BBox, Ruling, Word
from extractors.ruled.overflow import where_begun

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int_]
Region = tuple[int, int, int, int]
"""Row, column, row span, column span."""


@dataclass(frozen=True, slots=True)
class Limits:
    open: Annotated[float, Limit("the last row has no lower border where less of it is drawn", SHARE)] = 0.3
    ruled: Annotated[float, Limit("rows are ruled where more of their borders is drawn", SHARE)] = 0.7
    phantom_column: Annotated[
        float, Limit("a narrower column without a word of its own comes from borders that miss each other", POINTS)
    ] = 11.0
    phantom_row: Annotated[float, Limit("the same of a row", POINTS)] = 5.0
    cover: Annotated[float, Limit("a side of a cell is ruled where so much of it is drawn", SHARE)] = 0.55
    around: Annotated[float, Limit("words of a table lie no further outside", POINTS)] = 1.0
    borders: Annotated[int, Limit("an axis with fewer borders is none", COUNT)] = 2
    open_rows: Annotated[int, Limit("with more borders than this the foot of a table may be open", COUNT)] = 3
    columns: Annotated[int, Limit("a table has so many upright borders", COUNT)] = 3
    rows: Annotated[int, Limit("and so many level ones", COUNT)] = 2


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Grid:
    """The lattice of one table. `xs`/`ys` are the borders (columns + 1, rows + 1); `regions` the cells as
    (row, column, row span, column span), covering each place once. `open_foot`: rows are ruled, but none below the last."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open_foot: bool = False

    @property
    def bbox(self) -> BBox:
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def words_in(self, words: Iterable[Word]) -> list[list[Word]]:
        """The words whose centre lies in each region, in the order of `regions`, or that run over from it; words outside the grid
        are left out."""
        place = [[-1] * (len(self.xs) - 1) for _ in range(len(self.ys) - 1)]
        for n, (r, c, height, width) in enumerate(self.regions):
            for i in range(r, r + height):
                place[i][c : c + width] = [n] * width
        inside: list[Word] = []
        places: list[int] = []
        for word in words:
            x0, y0, x1, y1 = word.bbox
            i, j = bisect_left(self.ys, (y0 + y1) / 2) - 1, bisect_left(self.xs, (x0 + x1) / 2) - 1
            if 0 <= i < len(place) and 0 <= j < len(place[i]) and place[i][j] >= 0:
                inside.append(word)
                places.append(place[i][j])
        held: list[list[Word]] = [[] for _ in self.regions]
        for word, n in zip(inside, where_begun(inside, places, self.regions), strict=True):
            held[n].append(word)
        return held

    def cut(self, parted: Container[Region], edges: Mapping[int, Sequence[float]]) -> Grid:
        """The grid with its rows cut at these heights, the parted cells a cell in each part, all others as high as they were."""
        ys = sorted([*self.ys, *(y for heights in edges.values() for y in heights)])
        index = {y: i for i, y in enumerate(ys)}
        regions: list[Region] = []
        for r, c, h, w in self.regions:
            top, end = index[self.ys[r]], index[self.ys[r + h]]
            if (r, c, h, w) in parted:
                regions += [(row, c, 1, w) for row in range(top, end)]
            else:
                regions.append((top, c, end - top, w))
        return Grid(self.xs, tuple(ys), tuple(sorted(regions)))

    def cut_above(self, row: int, crossing: Sequence[Region]) -> Grid:
        """The grid with cells that reach over a border cut there, above a row."""
        kept = (region for region in self.regions if region not in crossing)
        parts = (part for region in crossing for part in cut_level(region, row))
        return replace(self, regions=tuple(sorted((*kept, *parts))))


def cut_level(region: Region, row: int) -> tuple[Region, Region]:
    """The two cells that one over several rows is, cut above a row of the grid."""
    r, c, h, w = region
    return (r, c, row - r, w), (row, c, r + h - row, w)


def build_grid(across: Sequence[Ruling], down: Sequence[Ruling], words: Sequence[Word]) -> Grid | None:
    """The grid of one group of touching rulings; None where it has no two columns and two rows or no words.

    An outer border that is not drawn (open sides, a table cut by the page break) is set where the lines end.
    """
    if not across or not down:
        return None
    box = _box([*across, *down])
    near = LIMITS.around
    inside = [w for w in words if box.x0 - near < w.bbox.cx < box.x1 + near and box.y0 - near < w.bbox.cy < box.y1 + near]
    if not inside:
        return None
    xs, upright = _axis(down, box.x0, box.x1, False)
    ys, level = _axis(across, box.y0, box.y1, True)
    if min(len(xs), len(ys)) < LIMITS.borders:
        return None
    cx, cy = np.array([w.bbox.cx for w in inside]), np.array([w.bbox.cy for w in inside])
    if not level[0] and len(ys) > LIMITS.open_rows and not (cy < ys[1]).any():
        ys, level = ys[1:], level[1:]  # no open row above: an upright line that runs on over the upper border
    vertical = _presence(xs, upright, ys)  # (borders, rows)
    horizontal = _presence(ys, level, xs)  # (borders, columns)
    open_foot = len(ys) > LIMITS.open_rows and horizontal[-1].mean() < LIMITS.open and horizontal[1:-1].mean() > LIMITS.ruled
    vertical[0, :] = vertical[-1, :] = True
    horizontal[0, :] = horizontal[-1, :] = True
    while True:
        before = len(xs), len(ys)
        xs, vertical, horizontal = _drop_phantoms(xs, vertical, horizontal, cx, cy, ys, LIMITS.phantom_column)
        ys, horizontal, vertical = _drop_phantoms(ys, horizontal, vertical, cy, cx, xs, LIMITS.phantom_row)
        xs, vertical, horizontal = _drop_undrawn(xs, vertical, horizontal)
        ys, horizontal, vertical = _drop_undrawn(ys, horizontal, vertical)
        if (len(xs), len(ys)) == before:
            break
    if len(xs) < LIMITS.columns or len(ys) < LIMITS.rows:
        return None
    return Grid(tuple(xs.tolist()), tuple(ys.tolist()), tuple(regions_of(vertical, horizontal)), bool(open_foot))


def _box(rulings: Sequence[Ruling]) -> BBox:
    return BBox(min(r.x0 for r in rulings), min(r.y0 for r in rulings), max(r.x1 for r in rulings), max(r.y1 for r in rulings))


def _axis(rulings: Sequence[Ruling], low: float, high: float, horizontal: bool) -> tuple[Floats, list[list[tuple[float, float]]]]:
    """(places of the borders, drawn stretches of each); the ends of the group are borders where nothing is drawn."""
    by_place = tracks(rulings, horizontal)
    places = [t.at for t in by_place]
    spans = [list(t.spans) for t in by_place]
    if places and places[0] - low > LIMITS.phantom_column / 2:
        places.insert(0, low)
        spans.insert(0, [])
    if places and high - places[-1] > LIMITS.phantom_column / 2:
        places.append(high)
        spans.append([])
    return np.array(places), spans


def _presence(borders: Floats, spans: list[list[tuple[float, float]]], others: Floats) -> Bools:
    """(borders, gaps between others): is the border drawn along the gap?"""
    out = np.zeros((len(borders), len(others) - 1), dtype=bool)
    a, b = others[:-1], others[1:]
    for i, stretch in enumerate(spans):
        covered = np.zeros(len(a))
        for s, e in stretch:
            covered += np.clip(np.minimum(b, e) - np.maximum(a, s), 0, None)
        out[i] = covered >= LIMITS.cover * (b - a)
    return out


def _drop_phantoms(
    borders: Floats,
    drawn: Bools,
    crossing: Bools,
    along: Floats,
    across: Floats,
    others: Floats,
    narrow: float,
) -> tuple[Floats, Bools, Bools]:
    """Merge the two borders of each narrow gap in which no word stands. `along`/`across` are the words' centres."""
    gap = int(np.argmin(np.diff(borders))) if len(borders) > LIMITS.borders else -1
    while gap >= 0 and borders[gap + 1] - borders[gap] < narrow:
        here = (along > borders[gap]) & (along < borders[gap + 1])
        if here.any():
            # a word stands in the gap: is it cut off on both sides there, or does a cell merely reach over it?
            rows = np.clip(np.searchsorted(others, across[here]) - 1, 0, drawn.shape[1] - 1)
            if (drawn[gap, rows] & drawn[gap + 1, rows]).any():
                wide = np.diff(borders).astype(float)
                wide[wide <= wide[gap]] = np.inf
                nxt = int(np.argmin(wide))
                if not np.isfinite(wide[nxt]) or wide[nxt] >= narrow:
                    break
                gap = nxt
                continue
        left_longer = drawn[gap].sum() >= drawn[gap + 1].sum()
        place = borders[gap] if left_longer else borders[gap + 1]
        if gap == 0:
            place = borders[0]
        if gap + 1 == len(borders) - 1:
            place = borders[-1]
        drawn[gap] = drawn[gap] | drawn[gap + 1]
        borders = np.delete(borders, gap + 1)
        borders[gap] = place
        drawn = np.delete(drawn, gap + 1, axis=0)
        crossing = np.delete(crossing, gap, axis=1)
        gap = int(np.argmin(np.diff(borders))) if len(borders) > LIMITS.borders else -1
    return borders, drawn, crossing


def _drop_undrawn(borders: Floats, drawn: Bools, crossing: Bools) -> tuple[Floats, Bools, Bools]:
    """Leave out inner borders that are drawn along no cell (shorter than half of any)."""
    keep: Bools = np.asarray(drawn.any(axis=1), dtype=np.bool_)
    keep[0] = keep[-1] = True
    joined: Bools = np.logical_or.reduceat(crossing, np.flatnonzero(keep)[:-1], axis=1)
    return borders[keep], drawn[keep], joined


def regions_of(vertical: Bools, horizontal: Bools) -> list[tuple[int, int, int, int]]:
    """Cells as (row, column, row span, column span), reading order.

    Places without a ruling between them are one region; a region that is no rectangle (a stretch of border is missing) is
    cut into rectangles, never grown over its neighbours.
    """
    rows, columns = vertical.shape[1], horizontal.shape[1]
    label = _connected(vertical, horizontal)
    done = np.zeros((rows, columns), dtype=bool)
    out: list[tuple[int, int, int, int]] = []
    for r in range(rows):
        for c in range(columns):
            if done[r, c]:
                continue
            mark = label[r, c]
            width = 1
            while c + width < columns and label[r, c + width] == mark and not done[r, c + width] and not vertical[c + width, r]:
                width += 1
            height = 1
            while (
                r + height < rows
                and (label[r + height, c : c + width] == mark).all()
                and not done[r + height, c : c + width].any()
                and not horizontal[r + height, c : c + width].any()
                and not vertical[c + 1 : c + width, r + height].any()
            ):
                height += 1
            done[r : r + height, c : c + width] = True
            out.append((r, c, height, width))
    return out


def _connected(vertical: Bools, horizontal: Bools) -> Ints:
    """A number for each place of the grid, the same for places without a ruling between them."""
    rows, columns = vertical.shape[1], horizontal.shape[1]
    label = -np.ones((rows, columns), dtype=int)
    count = 0
    for r in range(rows):
        for c in range(columns):
            if label[r, c] >= 0:
                continue
            stack = [(r, c)]
            label[r, c] = count
            while stack:
                i, j = stack.pop()
                for ni, nj, border in (
                    (i, j + 1, vertical[j + 1, i]),
                    (i, j - 1, vertical[j, i]),
                    (i + 1, j, horizontal[i + 1, j]),
                    (i - 1, j, horizontal[i, j]),
                ):
                    if 0 <= ni < rows and 0 <= nj < columns and not border and label[ni, nj] < 0:
                        label[ni, nj] = count
                        stack.append((ni, nj))
            count += 1
    return label
