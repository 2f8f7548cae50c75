"""Names of groups of columns (years) that stand right above a ruled grid without a border: they are a row of its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median_high
from typing import Annotated

from extractors.headings.groups import Group, equal_groups
from extractors.layout.limits import FONT_SIZES, Limit
from extractors.layout.lines import box_around, group_lines, texts_of
from extractors.layout.places import stands_above, stands_in
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import FIGURE, YEAR
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.model import BBox, Word
from extractors.ruled.grid import Grid


@dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("the names stand no further above the grid", FONT_SIZES)] = 1.6


LIMITS = Limits()


@heuristic(first)
def with_names_above(grid: Grid, words: Sequence[Word], others: Sequence[BBox]) -> Grid:
    """The grid with a first row for the line right above it, where each text of that names a group of columns: set in their
    middle, the same names below each group. As it is where one of them does not (a caption, a unit), is a figure, or stands in
    another table (`others`)."""
    line = _line_above(grid.bbox, words)
    if not line or any(stands_in(w.bbox, others) for w in line):
        return grid
    size = median_high(w.size or w.bbox.height for w in line)
    names = texts_of(line, size)
    groups = _named(names, grid, words, size)
    if len(groups) < len(names):
        return grid
    top = box_around(line).y0
    over = {g.column: g.width for g in groups}
    inside = {c for g in groups for c in range(g.column, g.column + g.width)}
    row = [(0, c, 1, over.get(c, 1)) for c in range(len(grid.xs) - 1) if c in over or c not in inside]
    return replace(grid, ys=(top, *grid.ys), regions=(*row, *((r + 1, c, h, w) for r, c, h, w in grid.regions)))


def _line_above(box: BBox, words: Sequence[Word]) -> list[Word]:
    """The words of the line right above a grid, as wide as that; none where it is far."""
    above = [w for w in words if stands_above(w.bbox, box) and box.x0 <= w.bbox.cx <= box.x1]
    if not above:
        return []
    lowest = max(above, key=lambda w: w.bbox.y1)
    far = box.y0 - lowest.bbox.y1 > LIMITS.near * (lowest.size or lowest.bbox.height)
    return [] if far else sorted((w for w in above if w.bbox.y1 > lowest.bbox.cy), key=lambda w: w.bbox.x0)


def _named(names: Sequence[list[Word]], grid: Grid, words: Sequence[Word], size: float) -> list[Group]:
    """The groups of columns that these texts name; none where one of them is a figure."""
    texts = [" ".join(w.text for w in name) for name in names]
    if any(FIGURE.match(text) and not YEAR.match(text) for text in texts):
        return []
    depth = min(FORMS.max_heading, len(grid.ys) - 2)
    heading = grid.words_in(w for w in words if grid.ys[0] < w.bbox.cy < grid.ys[depth])
    below = [line for cell in heading for line in group_lines(cell)]
    return [g for g in equal_groups([*names, *below], grid.xs, size) if g.text < len(names)]
