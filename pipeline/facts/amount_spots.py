"""The amounts of a row, each under what it is for: its own name, an item of its list, or what else stands over or before it."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from extractors.layout.text_forms import WORDED
from extractors.model import Cell
from normalizers.kode import split_kode_uraian
from normalizers.numbers.quantities import split_merged
from normalizers.text import is_missing, strip_numbering
from normalizers.wordings.column_words import heading_says
from normalizers.wordings.title_words import subject_of
from pipeline.datasets.vocabulary import AturanNilai, Peran
from pipeline.facts.certainty import Spot, is_no_name, own_cell
from pipeline.facts.stacked import (
    Lines,
    align,
    is_stack,
    items_of,
    items_on_lines,
    names_several,
    title_beside,
    value_lines,
    without_numbers,
)
from pipeline.tables.columns.column import ABOVE, NAMES, NAMING, Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_OTHER_NAMES: tuple[Peran, ...] = ("indikator", *reversed(ABOVE), "lain")


def amount_spots(view: TableView, row: Row, k: Column) -> Iterator[Spot]:
    cell = own_cell(view, row, k)
    if cell is None:
        return
    if is_missing(cell.text):
        moved = _moved_here(view, row, k)
        name = row.name_for(view.kolom, k.index)
        if moved is not None and name:
            yield Spot(moved[1], name, moved[0], 0, "pindah_sel", kode=row.kode)
        return
    source = _name_cell(view, row, k)
    stacked = _stacked_spots(view, row, cell, source) if source is not None and not row.total else None
    if stacked is not None:
        yield from stacked
        return
    own = _part_of_a_sum(view, row, k) or row.name_for(view.kolom, k.index)
    if own:
        several = source is not None and names_several(source, view.beside(source, k.index))
        unsure = several or is_no_name(own)
        yield Spot(cell.text, own, cell, 0, "uraian_diduga" if unsure else None, kode=row.kode)
        return
    other = _other_name(view, row, k) or _over_all(view, row, k)
    if other is not None:
        name, guess = other
        yield Spot(cell.text, name, cell, 0, "uraian_diduga" if is_no_name(name) else guess, kode=row.kode)


def _part_of_a_sum(view: TableView, row: Row, k: Column) -> str | None:
    """The indicator of a row without a name, as the name of its amount: where another row of the activity prints an amount too,
    its own of all or another indicator's, each indicator has its own."""
    own = view.cell_near(row.indeks, k.index, "indikator") if row.sambung else None
    if own is None or own.row != row.indeks or is_missing(own.text):
        return None
    at = bisect_left(view.baris, row.indeks, key=lambda one: one.indeks)
    upward = (view.baris[i] for i in range(at - 1, -1, -1))
    before = list(itertools.takewhile(lambda one: one.nama == row.nama, upward))
    downward = (view.baris[i] for i in range(at + 1, len(view.baris)))
    after = itertools.takewhile(lambda one: one.nama == row.nama and one.sambung, downward)
    named_above = any(not one.sambung for one in before)
    others = any(_has_figure(view, one, k) for one in (*before, *after))
    return strip_numbering(own.text) if named_above and others else None


def _has_figure(view: TableView, row: Row, k: Column) -> bool:
    cell = own_cell(view, row, k)
    return cell is not None and any(map(str.isdigit, cell.text))


def _codes(view: TableView, row: Row) -> Lines:
    """The lines of a row's cell of codes."""
    cell = next((c for k in view.kolom if k.peran == "kode" and (c := view.grid.begun(row.indeks, k.index))), None)
    return () if cell is None else tuple(zip(cell.text.split("\n"), cell.line_tops, strict=False))


def _stacked_spots(view: TableView, row: Row, cell: Cell, source: Cell) -> list[Spot] | None:
    """The amounts of a cell that stand beside the items of the naming cell, under these; None where they are no stack."""
    lines = without_numbers(value_lines(cell, money=True))
    items = items_of(source, len(lines))
    if len(items) == 1 and is_stack(lines):
        items = items_on_lines(source, lines, _codes(view, row)) or items
    if len(lines) == 1 and (title := title_beside(source, lines[0][1])):
        return [Spot(cell.text, title, cell, kode=row.kode)]
    places = align(lines, items) if len(items) > 1 and is_stack(lines) else None
    if places is None:
        return None
    out = []
    for n, (place, (text, _)) in enumerate(zip(places, lines, strict=True)):
        if not is_missing(text):
            code, name = split_kode_uraian(items[place][0])
            own = code.value.kode if code and code.value else None
            out.append(Spot(text, strip_numbering(name), cell, n, kode=own or row.kode))
    return out


def _other_name(view: TableView, row: Row, k: Column) -> tuple[str, AturanNilai | None] | None:
    """What else names an amount of a row without a name, and the doubt of it."""
    doubt: AturanNilai | None = "uraian_diduga" if _may_be_its_targets(view, row) else None
    upper = _own_upper(view, row)
    if upper is not None:
        return upper, doubt
    amount = view.grid.begun(row.indeks, k.index)
    of_several = amount is not None and _are_of_several(view, k, (amount,))
    for level in reversed(ABOVE):
        over = view.cell_near(row.indeks, k.index, level)
        if amount is None or over is None or not WORDED.search(over.text):
            continue
        if of_several or (over.row_span == amount.row_span and _are_of_several(view, k, view.body_cells(k.index))):
            return strip_numbering(over.text), doubt
    for role in _OTHER_NAMES:
        other = _step(view, row, k, role) or view.cell_near(row.indeks, k.index, role)
        if other is not None and not is_missing(other.text) and WORDED.search(other.text):
            sure = role == "indikator" and not of_several
            return strip_numbering(other.text), None if sure else "uraian_diduga"
    return None


def _may_be_its_targets(view: TableView, row: Row) -> bool:
    """Whether a row names an indicator and has none of the figures that others have: those in its columns of money may be
    these, a column too far."""
    named = [view.grid.begun(row.indeks, k.index) for k in view.kolom if k.peran == "indikator"]
    figures = [k for k in view.kolom if k.peran == "nilai"]
    blank = all(not _has_figure(view, row, k) for k in figures)
    return blank and bool(figures) and any(cell is not None and not is_missing(cell.text) for cell in named)


def _over_all(view: TableView, row: Row, k: Column) -> tuple[str, AturanNilai | None] | None:
    """What names an amount of a table of years or quarters in which no column names anything: the kind of spending that the group
    over its column is of (`Belanja Langsung` over `Pagu | Realisasi | %`), else by a guess what the title of one of budgets by
    year speaks of, an agency."""
    if any(c.holds(*NAMES) for c in view.kolom):
        return None
    if k.kelompok_belanja:
        return k.kelompok_belanja, None
    title = subject_of(view.grid.table.caption or "")
    budgets = row.tahun is not None and any(c.anggaran_tercetak for c in view.kolom)
    return (title, "uraian_diduga") if title and budgets else None


def _step(view: TableView, row: Row, k: Column, role: Peran) -> Cell | None:
    """What is done in a row for a name that reaches over several with amounts of their own, or whose own figures stand before
    that: `Rencana Aksi | Anggaran`."""
    over = view.cell_near(row.indeks, k.index, role)
    if over is None:
        return None
    places = [c.index for c in view.kolom if over.column < c.index < k.index and heading_says(c.judul, "langkah")]
    behind = bool(places) and any(c.peran == "nilai" for c in view.kolom[over.column : places[-1]])
    if not behind and len(view.beside(over, k.index)) == 1:
        return None
    own = view.grid.begun(row.indeks, places[-1]) if places else None
    return own if own is not None and WORDED.search(own.text) else None


def _are_of_several(view: TableView, k: Column, amounts: Iterable[Cell]) -> bool:
    """Whether one of the amounts of a column reaches down over the rows of several indicators: all are of what stands over these,
    where that is told."""
    place = next((c.index for c in reversed(view.kolom[: k.index]) if c.peran == "indikator"), None)
    return place is not None and any(cell.row_span > 1 and len(view.beside(cell, place)) > 1 for cell in amounts)


def _own_upper(view: TableView, row: Row) -> str | None:
    """The sasaran or tujuan that begins in a row whose columns of names are blank: the amounts of all that stands below it; or in
    a table that names nothing else: its own."""
    if not any(k.holds(*NAMING) for k in view.kolom) and any(k.peran == "indikator" for k in view.kolom):
        return None
    for k in reversed([k for k in view.kolom if k.holds(*ABOVE)]):
        cell = view.grid.begun(row.indeks, k.index)
        if cell is not None and not is_missing(cell.text):
            return strip_numbering(cell.text)
    return None


def _name_cell(view: TableView, row: Row, k: Column) -> Cell | None:
    """The cell that names what the amounts of a row are for; an indicator's, where no column of such names is in the table."""
    named = any(c.holds(*NAMING) for c in view.kolom)
    roles: tuple[Peran, ...] = (*reversed(NAMING),) if named else ("indikator",)
    for role in roles:
        cell = view.cell_near(row.indeks, k.index, role)
        if cell is not None and not is_missing(cell.text):
            return cell
    return None


def _moved_here(view: TableView, row: Row, k: Column) -> tuple[Cell, str] | None:
    """An amount that fell into the quantity's cell on the left, where this cell is blank."""
    if k.index == 0:
        return None
    left = view.grid.at(row.indeks, k.index - 1)
    if left is None or left.row != row.indeks or view.kolom[left.column].peran != "nilai":
        return None
    merged = split_merged(left.text)
    return (left, merged[1]) if merged else None
