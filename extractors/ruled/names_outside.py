"""Names that stand right above a ruled grid, or left of it, without a border: a row of its heading, the names of its rows.

Asked is that each of them stands in its place: over a group of columns with the same names below, over a column, beside a row.
A caption, a unit or running text does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from extractors.headings.groups import equal_groups
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import box_around, group_lines, letter_size, texts_of
from extractors.layout.places import crosses, crosses_level, stands_above, stands_in, sticks_out
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import AMOUNT, WORDED, is_value
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.layout.tracks import tracks
from extractors.model import BBox, Ruling, Word
from extractors.ruled.grid import Grid


@dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("names stand no further above the grid", FONT_SIZES)] = 1.6
    columns: Annotated[int, Limit("names above a grid are so many", COUNT)] = 2
    named: Annotated[float, Limit("so many columns, or rows of figures, have one", SHARE)] = 0.6
    edge: Annotated[float, Limit("a rule above a heading ends so near those of the grid, in widths of that", SHARE)] = 0.02
    lines: Annotated[int, Limit("names between two rules are no more lines", COUNT)] = 4
    rows: Annotated[int, Limit("names beside a grid are so many", COUNT)] = 3
    figures: Annotated[float, Limit("in so many rows the first column of a grid without names holds a figure", SHARE)] = 0.6
    capital: Annotated[float, Limit("so many names begin with a capital, as lines of running text do not", SHARE)] = 0.8
    margin: Annotated[float, Limit("the border is set so far outside the names", POINTS)] = 1.0


LIMITS = Limits()


@heuristic(first)
def with_names_above(grid: Grid, words: Sequence[Word], others: Sequence[BBox]) -> Grid:
    """The grid with a first row for the line right above it, where each text of that names a group of columns, or a column of a
    grid that begins with figures. As it is where one of them does not, is a figure, or stands in another table (`others`)."""
    line = _line_above(grid.bbox, words)
    if not line or any(stands_in(w.bbox, others) or is_value(w.text) for w in line):
        return grid
    size = letter_size(line)
    names = texts_of(line, size)
    if len(names) < LIMITS.columns:
        return grid
    widths = _groups(names, grid, words, size) or _columns(names, grid, words)
    if not widths:
        return grid
    inside = {c for start, width in widths.items() for c in range(start, start + width)}
    row = [(0, c, 1, widths.get(c, 1)) for c in range(len(grid.xs) - 1) if c in widths or c not in inside]
    below = [(r + 1, c, h, w) for r, c, h, w in grid.regions]
    return replace(grid, ys=(box_around(line).y0, *grid.ys), regions=(*row, *below))


@heuristic(first)
def with_heading_between(grid: Grid, words: Sequence[Word], rulings: Sequence[Ruling], others: Sequence[BBox]) -> Grid:
    """The grid with a first row for the names between its upper edge and a rule as long right above: a heading without upright
    borders over rows that have them. As it is where a text runs over a border as a caption does, too few columns are named, or
    that rule closes another table (`others`)."""
    top = _rule_above(grid, rulings)
    named = [w for w in words if top < w.bbox.cy < grid.ys[0] and grid.xs[0] <= w.bbox.cx <= grid.xs[-1]]
    closes = any(abs(box.y1 - top) <= TRACKS.level for box in others)
    if not named or closes or any(stands_in(w.bbox, others) for w in named) or not _names_columns(named, grid):
        return grid
    row = [(0, c, 1, 1) for c in range(len(grid.xs) - 1)]
    below = [(r + 1, c, h, w) for r, c, h, w in grid.regions]
    return replace(grid, ys=(top, *grid.ys), regions=(*row, *below))


def _rule_above(grid: Grid, rulings: Sequence[Ruling]) -> float:
    """The height of the lowest rule above a grid that is as long, pieced together or not; where there is none the grid's edge."""
    left, right, edge = grid.xs[0], grid.xs[-1], grid.ys[0]
    slack = LIMITS.edge * (right - left)
    above = [r for r in rulings if r.horizontal and r.y0 < edge - TRACKS.level]
    spans = ((track.at, span) for track in tracks(above, horizontal=True) for span in track.spans)
    return max((y for y, (start, end) in spans if start <= left + slack and end >= right - slack), default=edge)


def _names_columns(named: Sequence[Word], grid: Grid) -> bool:
    """Are these words, on few lines, names of most of the columns, no text of theirs over a border, none an amount?"""
    lines, size = group_lines(named), letter_size(named)
    texts = [box_around(text) for line in lines for text in texts_of(line, size)]
    if any(box.x0 < x < box.x1 for box in texts for x in grid.xs) or any(AMOUNT.match(w.text) for w in named):
        return False
    worded = {bisect_right(grid.xs, w.bbox.cx) for w in named if WORDED.search(w.text)}
    enough = len(worded) >= max(LIMITS.columns, LIMITS.named * (len(grid.xs) - 1))
    return enough and len(lines) <= LIMITS.lines


@heuristic(first)
def with_names_beside(grid: Grid, words: Sequence[Word], others: Sequence[BBox]) -> Grid:
    """The grid of figures with a first column for the names left of it, each beside its row. As it is where its own first column
    holds names or numbers of rows, or where a text on its left stands in another table (`others`), is a figure, runs
    across a border, or goes on in the next row as running text does."""
    figures = _figure_rows(grid, words)
    if len(figures) < LIMITS.rows:
        return grid
    level = [w for w in words if grid.ys[0] < w.bbox.cy < grid.ys[-1]]
    strip = [w for w in level if w.bbox.cx < grid.xs[0]]
    if any(stands_in(w.bbox, others) for w in strip) or any(crosses(w, grid.xs[0]) for w in level):
        return grid
    if not _name_rows(strip, figures, grid.ys):
        return grid
    left = box_around(strip).x0 - LIMITS.margin
    column = [(r, 0, 1, 1) for r in range(len(grid.ys) - 1)]
    right = [(r, c + 1, h, w) for r, c, h, w in grid.regions]
    return replace(grid, xs=(left, *grid.xs), regions=tuple(sorted([*column, *right])))


def _line_above(box: BBox, words: Sequence[Word]) -> list[Word]:
    """The words of the line right above a grid, as wide as that; none where it is far."""
    above = [w for w in words if stands_above(w.bbox, box) and box.x0 <= w.bbox.cx <= box.x1]
    if not above:
        return []
    lowest = max(above, key=lambda w: w.bbox.y1)
    far = box.y0 - lowest.bbox.y1 > LIMITS.near * (lowest.size or lowest.bbox.height)
    return [] if far else sorted((w for w in above if w.bbox.y1 > lowest.bbox.cy), key=lambda w: w.bbox.x0)


def _groups(names: Sequence[list[Word]], grid: Grid, words: Sequence[Word], size: float) -> dict[int, int]:
    """The width of the group of columns that each text names, by its first column; none where one of them names no group."""
    depth = min(FORMS.max_heading, len(grid.ys) - 2)
    heading = grid.words_in(w for w in words if grid.ys[0] < w.bbox.cy < grid.ys[depth])
    below = [line for cell in heading for line in group_lines(cell)]
    found = [g for g in equal_groups([*names, *below], grid.xs, size) if g.text < len(names)]
    return {g.column: g.width for g in found} if len(found) == len(names) else {}


def _columns(names: Sequence[list[Word]], grid: Grid, words: Sequence[Word]) -> dict[int, int]:
    """1 for each column that a text names, in a grid whose first row is figures; none where a text stands over two columns."""
    row = [" ".join(w.text for w in cell) for cell in grid.words_in(words)[: len(grid.xs) - 1]]
    boxes = [box_around(name) for name in names]
    at = [bisect_right(grid.xs, box.cx) - 1 for box in boxes]
    single = len(set(at)) == len(at) >= max(LIMITS.columns, LIMITS.named * (len(grid.xs) - 1))
    if not single or any(sticks_out(box, grid.xs[c], grid.xs[c + 1]) for box, c in zip(boxes, at, strict=True)):
        return {}
    return dict.fromkeys(at, 1) if 2 * sum(map(is_value, row)) > len(row) else {}


def _figure_rows(grid: Grid, words: Sequence[Word]) -> list[int]:
    """The rows whose cell in the first column is a figure; none where that column holds other texts, or numbers the rows."""
    held = grid.words_in(w for w in words if grid.xs[0] < w.bbox.cx < grid.xs[1])
    texts = {r: " ".join(w.text for w in cell) for (r, c, *_), cell in zip(grid.regions, held, strict=True) if c == 0 and cell}
    figures = [r for r, text in texts.items() if is_value(text)]
    if len(figures) < LIMITS.figures * (len(grid.ys) - 1) or any(_counts(texts[a], texts[b]) for a, b in pairwise(figures)):
        return []
    return figures


def _name_rows(strip: Sequence[Word], rows: Sequence[int], ys: Sequence[float]) -> bool:
    """Does each text left of these rows name one of them, and is one left of most?"""
    held: dict[int, list[Word]] = {}
    for word in strip:
        held.setdefault(bisect_right(ys, word.bbox.cy) - 1, []).append(word)
    named = [held[r] for r in rows if r in held]
    if len(named) < max(LIMITS.rows, LIMITS.named * len(rows)) or not all(_is_name(text) for text in named):
        return False
    return _capital(named) and not any(crosses_level(w, y) for w in strip for y in ys[1:-1])


def _counts(number: str, after: str) -> bool:
    return number.isdigit() and after.isdigit() and int(after) == int(number) + 1


def _is_name(words: Sequence[Word]) -> bool:
    """Words, of which a number may stand before the first."""
    return any(WORDED.search(w.text) for w in words) and not any(is_value(w.text) for w in words[1:])


def _capital(names: Sequence[Sequence[Word]]) -> bool:
    begun = sum(not group_lines(name)[0][0].text[:1].islower() for name in names)
    return begun >= LIMITS.capital * len(names)
