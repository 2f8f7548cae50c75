"""The quarters that one cell lists: each of its lines begins with its own (`T1 = 15000`), or stands beside one (`TW I`); and the
quarter that a column of its own tells of each row; the month or the quarter that names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.model import Cell
from normalizers.heading_words import QUARTER_NUMERAL, QUARTER_WORD, number_of, quarter_in
from normalizers.tahun import month_of
from normalizers.text import is_missing
from pipeline.facts.certainty import Spot
from pipeline.tables.columns.column import Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_NAME = QUARTER_WORD + QUARTER_NUMERAL
_BEFORE = re.compile(rf"{_NAME}\s*[=:]\s*", re.IGNORECASE)
_ALONE = re.compile(rf"{_NAME}\s*$", re.IGNORECASE)
_FIGURE = re.compile(r"\s*\d[\d.,]*\s*%?\s*")
_FEWEST = 2
"""Quarters of a list; one alone is a mark in a text."""

Part = tuple[int, str]
"""A quarter and the text of its value."""


def by_quarter(view: TableView, row: Row, k: Column, spots: Iterable[Spot]) -> Iterator[tuple[Column, Spot]]:
    """Each value with its column; of a cell that lists quarters, the value of each with the column as one of that quarter; behind
    a column of quarters with the one of its row."""
    k = _of_its_row(view, row, k)
    for spot in spots:
        parts = _parts(view, row, spot.cell) if not any(k.bagian) and spot.text == spot.cell.text else None
        if parts is None:
            yield k, spot
            continue
        for n, (quarter, text) in enumerate(parts):
            if not is_missing(text):
                yield replace(k, triwulan=quarter), replace(spot, text=text, posisi=n)


def _of_its_row(view: TableView, row: Row, k: Column) -> Column:
    """A column of figures as one of the month or quarter that names its row, or of the quarter that its row tells before it."""
    name = row.name_for(view.kolom, k.index) or ""
    if not any(k.bagian) and k.peran == "rupiah" and (month := month_of(name)):
        return replace(k, bulan=month)
    if not any(k.bagian) and k.peran == "rupiah" and (quarter := _ALONE.match(name)):
        return replace(k, triwulan=number_of(quarter.group(1).lower()))
    told = next((c.index for c in reversed(view.kolom[: k.index]) if c.tells_quarters), None)
    cell = view.grid.at(row.indeks, told) if told is not None and not any(k.bagian) else None
    quarter_told = quarter_in(cell.text, headed=True) if cell is not None else None
    if quarter_told is None or told is None:
        return k
    others = view.grid.begun_below(view.kepala.akhir, told)  # `2 | 120 | 80`: targets of quarters, whose heading was lost
    if any(_FIGURE.fullmatch(other.text) and quarter_in(other.text, headed=True) is None for other in others):
        return k
    return replace(k, triwulan=quarter_told)


def _parts(view: TableView, row: Row, cell: Cell) -> list[Part] | None:
    """The quarters of a cell's lines, one after the other; None where it lists none."""
    return _marked(cell.text.split("\n")) or _beside(view, row, cell)


def _marked(lines: Sequence[str]) -> list[Part] | None:
    parts: list[Part] = []
    for line in lines:
        mark = _BEFORE.match(line.strip())
        if mark is not None:
            parts.append((number_of(mark.group(1).lower()), line.strip()[mark.end() :]))
        elif parts:
            parts[-1] = parts[-1][0], f"{parts[-1][1]}\n{line}".strip()
        else:
            return None
    return parts if _rises([quarter for quarter, _ in parts]) else None


def _beside(view: TableView, row: Row, cell: Cell) -> list[Part] | None:
    """The lines of a cell beside as many quarters, which another cell of its row lists and nothing else."""
    lines = cell.text.split("\n")
    for other in view.grid.starts(cell.row):
        named = [_ALONE.match(line.strip()) for line in other.text.split("\n")]
        quarters = [number_of(mark.group(1).lower()) for mark in named if mark is not None]
        if len(quarters) == len(named) == len(lines) and other.column != cell.column and _rises(quarters):
            return list(zip(quarters, lines, strict=True))
    return None


def _rises(quarters: Sequence[int]) -> bool:
    return len(quarters) >= _FEWEST and all(a < b for a, b in pairwise(quarters))
