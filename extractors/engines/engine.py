"""What a table finder is to the rest: a page in, tables of ours out."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Protocol

from extractors.layout.places import LIMITS as PLACES
from extractors.layout.places import crosses, stands_in
from extractors.model import BBox, EngineName, Page, Ruling, Table, Word


class Engine(Protocol):
    """A table finder. `tables` gives what it sees on a page (or on what `part_of` left of it) in points from the top left, with
    merged cells as such; it may raise whatever a library raises. `name` is how `tabel.mesin` tells it."""

    @property
    def name(self) -> EngineName: ...

    def tables(self, page: Page) -> list[Table]: ...


def part_of(page: Page, region: BBox) -> Page:
    """The page with the words and rulings of a region only, so that no engine makes a table of its surroundings."""
    return dataclasses.replace(
        page,
        words=tuple(w for w in page.words if stands_in(w.bbox, [region])),
        rulings=tuple(cut for r in page.rulings if (cut := _inside(r, region)) is not None),
        shades=tuple(s for s in page.shades if stands_in(s, [region])),
    )


def _inside(ruling: Ruling, region: BBox) -> Ruling | None:
    """As much of a ruling as lies in a region or at its edge."""
    near = PLACES.around
    x0, x1 = max(ruling.x0, region.x0 - near), min(ruling.x1, region.x1 + near)
    y0, y1 = max(ruling.y0, region.y0 - near), min(ruling.y1, region.y1 + near)
    if x0 > x1 or y0 > y1:
        return None
    return dataclasses.replace(ruling, x0=x0, y0=y0, x1=x1, y1=y1)


def words_cut(table: Table, words: Sequence[Word]) -> list[Word]:
    """The words that stand across an upright border of a table in a row where that border parts two cells."""
    out: list[Word] = []
    for cell in table.cells:
        edge = cell.bbox.x1
        if cell.column + cell.column_span < table.columns:
            out += (w for w in words if cell.bbox.y0 <= w.bbox.cy < cell.bbox.y1 and crosses(w, edge))
    return out
