"""Names and places that an author typed into each other's columns: `Indikator: Rimba Jaya`, `Lokasi: Persentase arsip ...`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import first, heuristic
from extractors.model import Cell
from normalizers.wordings.fact_words import bare_place
from pipeline.tables.columns.column import Column
from pipeline.tables.grid import TableGrid


@dataclass(frozen=True, slots=True)
class Limits:
    words: Annotated[int, Limit("a name of fewer words may as well be a place's", COUNT)] = 3


LIMITS = Limits()


@heuristic(first)
def with_places_back(grid: TableGrid, first_row: int, columns: Sequence[Column], region: str | None) -> TableGrid:
    """The grid with the texts of a row's indicator and place exchanged where the first is a place and the second is none.

    A place is the document's own region, or what stands under `Lokasi` in another row. Abstains where the table has not
    exactly one column of each.
    """
    names = [k.index for k in columns if k.peran == "indikator"]
    places = [k.index for k in columns if k.peran == "lokasi"]
    if len(names) != 1 or len(places) != 1:
        return grid
    rows = range(first_row, grid.rows)
    known = {bare_place(grid.text(r, places[0])) for r in rows if len(grid.text(r, places[0]).split()) < LIMITS.words}
    known |= {bare_place(region)} if region else set()
    known.discard("")
    changed: list[Cell] = []
    for row in rows:
        name, place = grid.begun(row, names[0]), grid.begun(row, places[0])
        if name is None or place is None:
            continue
        told = len(place.text.split()) >= LIMITS.words and bare_place(place.text) not in known
        if bare_place(name.text) in known and told:
            changed.append(replace(name, text=place.text, line_tops=place.line_tops))
            changed.append(replace(place, text=name.text, line_tops=name.line_tops))
    return grid.with_cells(changed)
