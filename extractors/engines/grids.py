"""Our own grids as an engine: the tables that ruling lines draw, then those that white space tells."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.borderless.continued import continued_table
from extractors.borderless.tables import borderless_tables
from extractors.layout.tiles import ruling_groups, tiles_of
from extractors.model import EngineName, Page, Table
from extractors.ruled.shifted import straightened
from extractors.ruled.tables import leftover_rulings, ruled_tables

_UPPER = 0.6
"""Share of the page: a table without a grid that ends above it does not go on on the next."""


@dataclass(frozen=True, slots=True)
class Grids:
    """`before` is the last table of the page before, which may go on on this one."""

    before: Table | None = None

    @property
    def name(self) -> EngineName:
        return "garis"

    def tables(self, page: Page) -> list[Table]:
        before = self.before
        tiles = tiles_of(page)
        groups = ruling_groups(page, tiles)
        tables = [straightened(table) for table in ruled_tables(page, groups, tiles)]
        if before is not None and (before.is_ruled or before.bbox.y1 < _UPPER * page.height):
            before = None
        upright = [group.columns for group in groups if group.columns is not None]
        tables += borderless_tables(page, tables, leftover_rulings(page, tables), before, [*tiles, *upright])
        if before is not None:
            rest = continued_table(page, tables, before)
            if rest is not None:
                tables.append(rest)
        return tables
