"""Indicators that go on in the rows below: `1. Jumlah produksi tanaman` without a figure over `Padi` and `Jagung`, or a share
over the same in another unit.

An item's own name tells nothing (`Padi (%)` stands under two indicators): it is named with what heads its list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.layout.text_forms import DIGIT
from extractors.model import Cell
from normalizers.numbers.quantities import read_besaran
from normalizers.text import clean, is_missing, strip_numbering
from normalizers.wordings.column_words import holds_indicators_too
from normalizers.wordings.fact_words import begins_aim, begins_indicator, heads_items
from pipeline.datasets.vocabulary import Ukuran
from pipeline.facts.stacked import is_marked
from pipeline.tables.columns.column import Column
from pipeline.tables.rows.marks import marks_sasaran
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_ITEMS = 2
"""A list has so many items at least."""
_REGULAR = 3
"""So many rows without a name tell how a form prints its indicators; so many figures with a unit, how a row prints its own."""
_PLANNED: tuple[Ukuran, ...] = ("awal", "target", "akhir")


def list_headings(view: TableView) -> Mapping[int, str]:
    """What heads the list that a row is an item of, by row.

    A heading is an indicator's name with no figure in its row, with a colon, or with the first item in its cell; any words with
    a colon and no figure over items with marks. Its items follow row by row, have figures, no number of their own, and do not
    begin as indicators do; without a number beside the heading each has a mark, or the heading a colon.
    """
    out: dict[int, str] = {}
    heading = _Heading("", marked=False)
    items: list[int] = []
    for row in view.baris:
        cell = _name(view, row.indeks)
        if cell is not None and heading.text and _is_item(view, cell, heading):
            items.append(row.indeks)
            continue
        out |= heading.over(items)
        heading, items = _heading(view, cell), []
    return out | heading.over(items)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What heads a list; `marked`: its items have marks; `begun`: its first one shares the cell."""

    text: str
    marked: bool
    begun: bool = False

    def over(self, items: Sequence[int]) -> dict[int, str]:
        return dict.fromkeys(items, self.text.rstrip(" :")) if len(items) + self.begun >= _ITEMS else {}


def _heading(view: TableView, cell: Cell | None) -> _Heading:
    """What a cell heads; nothing, an empty heading."""
    if cell is None or cell.row_span > 1 or marks_sasaran(cell.text) or heads_items(cell.text) or _is_sasaran(view, cell):
        return _Heading("", marked=False)
    empty = not _has_figures(view, cell.row)
    if not begins_indicator(strip_numbering(cell.text)):  # `Waktu tunggu :` over `a. Rawat jalan`
        opens = empty and cell.text.rstrip().endswith(":")
        return _Heading(clean(strip_numbering(cell.text)) if opens else "", marked=True)
    if empty:
        return _Heading(clean(strip_numbering(cell.text)), marked=False)
    if cell.text.rstrip().endswith(":"):  # its figure is what the items come to together
        return _Heading(clean(strip_numbering(cell.text)), marked=True)
    lines = cell.text.split("\n")
    first = next((i for i, line in enumerate(lines) if i and is_marked(line)), None)
    alone = first is not None and not any(map(is_marked, lines[first + 1 :])) and not is_marked(lines[0])
    return _Heading(clean("\n".join(lines[:first])) if alone else "", marked=True, begun=True)


def _is_sasaran(view: TableView, cell: Cell) -> bool:
    """Whether a cell names a sasaran, in a column that its heading says holds these as well as the indicators."""
    both = holds_indicators_too(view.kolom[cell.column].judul)
    return both and begins_aim(strip_numbering(cell.text)) and not _has_figures(view, cell.row)


def in_other_units(view: TableView) -> frozenset[int]:
    """Rows that say again in another unit what the indicator right above says: `% | 25` over `SMA | 78`. None unless all rows
    without a name that have a unit are such, three at least: one alone may have lost its name."""
    units = next((k.index for k in view.kolom if k.peran == "satuan"), None)
    if units is None:
        return frozenset()
    unit = {row.indeks: view.grid.text(row.indeks, units) for row in view.baris}
    without = [i for i, text in unit.items() if not is_missing(text) and _name(view, i) is None]
    regular = all(_name(view, i - 1) is not None and unit.get(i - 1) not in (None, "", unit[i]) for i in without)
    return frozenset(without) if regular and len(without) >= _REGULAR else frozenset()


def unit_beside(view: TableView, row: Row, k: Column) -> str | None:
    """The unit of a figure that the figures beside it in its row print: the target of the year for its parts and what was reached
    (`120 Unit | 10 | 12`), and others of the row, where three or more print it and none another (`40,35 | 50% | 55% | 60%`)."""
    if view.grid.from_picture:  # a scan may have lost a unit
        return None
    beside, least = _beside(view, k)
    units = [figure.satuan for c in beside for figure in read_besaran(view.grid.text(row.indeks, c.index))]
    printed = set(units) if least == 1 else set(filter(None, units))
    return printed.pop() if len(printed) == 1 and sum(map(bool, units)) >= least else None


def _beside(view: TableView, k: Column) -> tuple[list[Column], int]:
    """The columns whose figures can tell the unit of one, and how many of them must print it."""
    values = [
        c for c in view.kolom if c.peran == "nilai" and c is not k and not any(c.bagian) and _namer(view, c) == _namer(view, k)
    ]
    if k.ukuran == "realisasi" or (k.ukuran == "target" and any(k.bagian)):
        target = [c for c in values if c.ukuran == "target" and view.year_of(c)[0] == view.year_of(k)[0]]
        return (target, 1) if target else ([c for c in values if c.ukuran in (*_PLANNED, k.ukuran)], _REGULAR)
    return [c for c in values if c.ukuran in _PLANNED] if k.ukuran in _PLANNED else [], _REGULAR


def _namer(view: TableView, k: Column) -> int | None:
    """The column of indicators that names the figures of a column: its own, else the nearest."""
    return view.place_near(k.index, "indikator") if k.penama is None else k.penama


def _name(view: TableView, row: int) -> Cell | None:
    """The indicator's cell that begins in a row."""
    cells = (view.grid.begun(row, k.index) for k in view.kolom if k.peran == "indikator")
    return next((cell for cell in cells if cell is not None and not is_missing(cell.text)), None)


def _has_figures(view: TableView, row: int) -> bool:
    return any(DIGIT.search(view.grid.text(row, k.index)) for k in view.kolom if k.holds("nilai", "rupiah"))


def _is_item(view: TableView, cell: Cell, heading: _Heading) -> bool:
    numbers = [k.index for k in view.kolom if k.peran == "nomor" and k.index < cell.column]
    numbered = any((own := view.grid.begun(cell.row, i)) is not None and not is_missing(own.text) for i in numbers)
    told = is_marked(cell.text) or (not heading.marked and (bool(numbers) or heading.text.endswith(":")))
    named = begins_indicator(strip_numbering(cell.text))
    return told and not numbered and not named and _has_figures(view, cell.row)
