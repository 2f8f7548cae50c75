"""Tables with ruling lines: a page's rulings and words to tables of cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated

from extractors.layout.cells import cell_of
from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.places import stands_in
from extractors.layout.steps import recording, together
from extractors.layout.tiles import RulingGroup, Tiles
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.layout.tracks import components
from extractors.model import BBox, EngineName, Page, Ruling, Table, Word
from extractors.rows.shaded import shade_edges
from extractors.ruled.border_ends import rows_at_ends
from extractors.ruled.bracketed_heads import with_bracketed_heads
from extractors.ruled.grid import Grid, build_grid
from extractors.ruled.inside.below_heads import with_body_below
from extractors.ruled.inside.open_heads import with_open_heads
from extractors.ruled.names_outside import with_heading_between, with_names_above, with_names_beside
from extractors.ruled.number_line import with_number_line
from extractors.ruled.refine import refined
from extractors.ruled.shading import bands_between
from extractors.ruled.stacked_tables import stacked_tables
from extractors.ruled.worn import with_worn_borders


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    rulings: Annotated[int, Limit("fewer lines that touch are no table", COUNT)] = 4
    inside: Annotated[float, Limit("a grid of which more lies in another is part of that", SHARE)] = 0.8
    cells: Annotated[int, Limit("a table has text in so many cells", COUNT)] = 2


LIMITS = Limits()


def ruled_tables(page: Page, groups: Sequence[RulingGroup], shaded: Sequence[Tiles] = ()) -> list[Table]:
    """The tables that the groups of rulings of a page draw, or `shaded` cells, top to bottom. A grid that lies within a cell of
    another belongs to that cell. Upright rulings alone draw no rows: what stands between them is left to the texts."""
    shades = shade_edges(page, in_grids=True)
    found = [made for group in groups for made in _grids_of(group, page, shades)]
    for tiles in shaded:
        if tiles.whole(page.words) and all(_holds(tiles, g) for g, _ in found):
            for across, down in components([*tiles.across(), *tiles.down()]):
                grid = build_grid(across, down, page.words)
                if grid is not None:
                    with recording() as steps:
                        found.append((_refined(grid, page), together(steps)))
    found.sort(key=lambda made: -made[0].bbox.width * made[0].bbox.height)
    outer: list[tuple[Grid, tuple[str, ...]]] = []
    for grid, told in found:
        box = grid.bbox
        if not any(box.overlap(o.bbox) > LIMITS.inside * box.width * box.height for o, _ in outer):
            outer.append((grid, told))
    made = [_made(grid, told, page, [o.bbox for o, _ in outer if o is not grid]) for grid, told in outer]
    return sorted((t for t in made if t is not None), key=lambda t: (t.bbox.y0, t.bbox.x0))


def _grids_of(group: RulingGroup, page: Page, shades: Sequence[Ruling]) -> list[tuple[Grid, tuple[str, ...]]]:
    """The grids that a group of rulings draws, each told by these steps."""
    if len(group.across) + len(group.down) < LIMITS.rulings or group.columns is not None:
        return []
    with recording() as steps:
        across = [*group.across, *bands_between(shades, group.across, group.down)]
        across, down = with_body_below(across, group.down, [*page.rulings, *shades], page.words)
        across += rows_at_ends(across, down, page.words)
        grid = build_grid(across, down, page.words)
        parts = [] if grid is None else stacked_tables(with_bracketed_heads(grid, page.words), page.words)
        if len(parts) > 1:
            parts = [_with_own_borders(part, across, down, page.words) for part in parts]
        return [(_refined(part, page), together(steps)) for part in parts]


def _with_own_borders(part: Grid, across: Sequence[Ruling], down: Sequence[Ruling], words: Sequence[Word]) -> Grid:
    """A table of a frame with its borders where it draws them itself: those of the others that stand close by had been made one
    with them."""
    y0, y1 = part.ys[0], part.ys[-1]
    level = [r for r in across if y0 - TRACKS.snap <= r.y0 <= y1 + TRACKS.snap]
    upright = [
        dataclasses.replace(r, y0=max(r.y0, y0), y1=min(r.y1, y1)) for r in down if min(r.y1, y1) - max(r.y0, y0) > TRACKS.touch
    ]
    alone = build_grid(level, upright, words)
    return part if alone is None or alone.regions != part.regions else dataclasses.replace(part, xs=alone.xs)


def _holds(tiles: Tiles, grid: Grid) -> bool:
    """Are boxes apart from a grid, or is it a part of them: white lines between them that were seen on some rows only?"""
    box = tiles.bbox
    if box.overlap(grid.bbox) <= 0:
        return True
    inside = grid.bbox.y0 > box.y0 - TRACKS.snap and grid.bbox.y1 < box.y1 + TRACKS.snap and grid.bbox.height < box.height
    return inside and all(any(abs(x - at) <= TRACKS.snap for at in tiles.xs) for x in grid.xs)


def _made(grid: Grid, told: tuple[str, ...], page: Page, others: Sequence[BBox]) -> Table | None:
    """The table of a grid, `told` by these steps, on a page with other grids; None where it holds no text."""
    with recording() as steps:
        grid = with_names_above(with_names_beside(grid, page.words, others), page.words, others)
        grid = with_heading_between(grid, page.words, page.rulings, others)
    table = table_from(grid, page, "garis")
    return None if table is None else dataclasses.replace(table, steps=together(told, steps))


def _refined(grid: Grid, page: Page) -> Grid:
    whole = with_worn_borders(with_open_heads(grid, page.words), page.words)
    return dataclasses.replace(with_number_line(refined(whole, page.words), page.words), open_foot=grid.open_foot)


def leftover_rulings(page: Page, tables: Sequence[Table]) -> list[Ruling]:
    """Rulings that belong to none of the tables."""
    boxes = [t.bbox for t in tables]
    return [r for r in page.rulings if not stands_in(BBox(r.x0, r.y0, r.x1, r.y1), boxes)]


def table_from(grid: Grid, page: Page, engine: EngineName) -> Table | None:
    """Words into the cells of a grid, by their centre. None where fewer than two cells hold text."""
    held = grid.words_in(page.words)
    if sum(map(bool, held)) < LIMITS.cells:
        return None
    cells = tuple(
        cell_of(mine, r, c, h, w, page.number, BBox(grid.xs[c], grid.ys[r], grid.xs[c + w], grid.ys[r + h]))
        for mine, (r, c, h, w) in zip(held, grid.regions, strict=True)
    )
    return Table(
        cells=cells,
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        header_rows=0,
        engine=engine,
        confidence=1.0,
        first_page=page.number,
        last_page=page.number,
        bbox=grid.bbox,
        column_edges=grid.xs,
        open_foot=grid.open_foot,
    )
