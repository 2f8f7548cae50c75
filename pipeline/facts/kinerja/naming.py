"""Which cell names what a value measures."""

from __future__ import annotations

from extractors.layout.text_forms import DIGIT
from extractors.model import Cell
from normalizers.text import is_missing
from normalizers.wordings.column_words import heading_says, lists_indicators
from pipeline.datasets.vocabulary import Peran
from pipeline.tables.columns.column import ABOVE, NAMING, Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView


def named_by(view: TableView, row: Row, k: Column) -> tuple[Cell | None, bool] | None:
    """The cell that names what a value measures, and whether that is a guess; (None, guess) for the row's own name; None
    where nothing names it."""
    own = _indicator_beside(view, row, k)
    if own is not None:
        return own, _runs_over_figures(view, own)
    if any(c.peran == "indikator" for c in view.kolom):
        if row.nama and not row.sambung:
            return None, True
        named = _named_above(view, row.indeks, k.index)
        return (named, True) if named is not None else None
    found = _named_by_others(view, row.indeks, k.index)
    if found is None:
        return None
    label = row.ukuran is not None  # `Realisasi` says the measure of its row and names nothing
    listed = row.tingkat is None and any(c.peran == found[1] and _lists_what_is_measured(c) for c in view.kolom)
    return found[0], label or (not listed and found[1] in (*ABOVE, "program") and view.jenis != "pengukuran_kinerja")


def _lists_what_is_measured(k: Column) -> bool:
    """Whether a column of activities has indicators, or the outputs of ministries, among its rows: `Program / Kegiatan /
    Output`."""
    return lists_indicators(k.judul) or heading_says(k.judul, "keluaran")


def _runs_over_figures(view: TableView, name: Cell) -> bool:
    """Whether a name runs over columns of figures: it heads those below it, and what stands behind it is what they come to
    together (`Customer Perspective | 101,83`)."""
    return any(view.kolom[c].holds("nilai") for c in range(name.column, name.column + name.column_span))


def _indicator_beside(view: TableView, row: Row, k: Column) -> Cell | None:
    """The cell of the indicator that a value stands beside; the sasaran's own, where the columns of programs beside it are
    blank."""
    near = view.cell_near(row.indeks, k.index, "indikator")
    cells = [near if k.penama is None else view.grid.at(row.indeks, k.penama)]
    if row.sambung:
        before = (c.index for c in reversed(view.kolom) if c.peran == "indikator" and c.index < k.index)
        cells += (view.grid.begun(row.indeks, index) for index in before)
    return next((cell for cell in cells if cell is not None and not is_missing(cell.text)), None)


def _named_by_others(view: TableView, row: int, column: int) -> tuple[Cell, Peran] | None:
    """The cell that names a figure in a table without indicators, and what it holds: what is done, else what for, on the left of
    the figure; else whatever stands on its right."""
    found = view.cell_left(row, column, *NAMING) or view.cell_left(row, column, *ABOVE)
    if found is not None:
        return found
    cells = ((view.cell_near(row, column, role), role) for role in reversed((*ABOVE, *NAMING)))
    return next(((cell, role) for cell, role in cells if cell is not None and not is_missing(cell.text)), None)


def _named_above(view: TableView, row: int, column: int) -> Cell | None:
    """The indicator right above a row that has figures but no name: one with a unit and a value (`Unit 4.120.000`, below it
    `Unit 2.700`), or, in a table without a column of units, with several values."""
    units = any(k.peran == "satuan" for k in view.kolom)
    if row <= view.kepala.akhir or not (_has_unit(view, row, column) if units else _has_values(view, row)):
        return None
    cell = view.cell_near(row - 1, column, "indikator")
    return cell if cell is not None and not is_missing(cell.text) else None


def _has_unit(view: TableView, row: int, column: int) -> bool:
    unit = view.cell_near(row, column, "satuan")
    return unit is not None and unit.row == row and not is_missing(unit.text)


def _has_values(view: TableView, row: int) -> bool:
    cells = [view.grid.begun(row, k.index) for k in view.kolom if k.holds("nilai")]
    return sum(cell is not None and bool(DIGIT.search(cell.text)) for cell in cells) > 1
