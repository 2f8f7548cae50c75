"""Where the values of a row stand, and under which names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.model import Cell
from normalizers.kode import split_kode_uraian
from normalizers.text import fold, is_missing
from pipeline.datasets.vocabulary import AturanNilai
from pipeline.facts.certainty import Spot, own_cell
from pipeline.facts.kinerja.items import Named, spots_in, unit_in
from pipeline.facts.kinerja.naming import named_by
from pipeline.facts.stacked import component, names_several
from pipeline.tables.columns.column import Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView


def spots_of(view: TableView, row: Row, k: Column, again: bool) -> Iterator[Spot]:
    """The values that a row prints in a column, each under its name; `again`: the row says those of another in other units."""
    cell = own_cell(view, row, k)
    if cell is None or is_missing(cell.text):
        return
    unit_cell = view.cell_near(row.indeks, k.index, "satuan")
    if view.nama is not None:
        yield Spot(cell.text, view.nama, cell, 0, "tanpa_indikator" if view.nama_diduga else None, unit_in(unit_cell))
        return
    named = named_by(view, row, k)
    if named is None:
        return
    source, guessed = named[0], named[1] and not again
    if source is not None and (part := _component(view, source, cell)) is not None:
        reason: AturanNilai | None = None if part[1] else "tanpa_indikator"
        yield Spot(cell.text, part[0], cell, 0, reason, unit_in(unit_cell), _own_code(source, row))
    elif source is not None:
        guessed = guessed or names_several(source, view.beside(source, k.index))
        spots = spots_in(Named.of(cell, source, unit_cell, guessed), row.sasaran)
        own = _own_code(source, row)
        yield from (replace(spot, kode=own) for spot in spots)
    elif name := row.name_for(view.kolom, k.index):
        yield Spot(cell.text, name, cell, 0, "tanpa_indikator" if guessed else None, unit_in(unit_cell))


def _own_code(source: Cell, row: Row) -> str | None:
    """The code that the cell that names a value begins with, where the row's is of a part of it, named further right
    (`[2005.EAC] Layanan Umum`, whose outputs are `[2005.EAC.970] ...`), or above it by letters. `[2005.01]` is a number."""
    if row.kode is None:
        return None
    code = split_kode_uraian(source.text)[0]
    if code is None or code.value is None or code.status != "pasti":
        return None
    own = code.value.kode
    below = row.kode.startswith(f"{own}.")
    lettered = own.startswith(f"{row.kode}.") and any(map(str.isalpha, own))
    return own if below or lettered else None


def _component(view: TableView, source: Cell, cell: Cell) -> tuple[str, bool] | None:
    """The name of what one row of an indicator measures, and whether it is sure, where the indicator reaches over several rows
    with values of their own and a column beside it says how each is measured: every row in other words."""
    values = view.beside(source, cell.column)
    beside = next((k.index for k in view.kolom if k.peran == "formula" and k.index > source.column), None)
    if len(values) == 1 or source.column_span > 1 or beside is None:
        return None
    parts = {part.row: part.text for part in view.beside(source, beside)}
    apart = len(set(map(fold, parts.values()))) == len(parts)
    return component(parts[cell.row]) if apart and {value.row for value in values} <= set(parts) else None
