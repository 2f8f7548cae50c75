"""Which sign parts the thousands of figures: by their column, or by the other figures of their row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.model import Cell
from normalizers.numbers.nilai import Style, group_style
from normalizers.numbers.satuan import counts, is_score, read_satuan
from pipeline.tables.columns.column import Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_FIRST = re.compile(r"\d[\d.,]*\d|\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_MILLIONS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})+")
_BELOW = re.compile(r"[1-9]\d\d")
"""A whole number just below a thousand."""
_ALIKE = 3
"""Figures of a row; fewer have three decimals each by chance."""


def column_styles(view: TableView, columns: Sequence[Column]) -> dict[int, Style | None]:
    """The grouping sign of each column, else the table's; rows of shares of the target are often set in another style."""
    shares = {row.indeks for row in view.baris if row.ukuran == "capaian"}
    texts = {k.index: [c.text for c in view.body_cells(k.index) if c.row not in shares] for k in columns}
    table = group_style(t for column in texts.values() for t in column)
    return {i: group_style(column) or table for i, column in texts.items()}


@dataclass(frozen=True, slots=True)
class Grouped:
    """The sign that parts the thousands of a row's figures, and whether that is `proven` whatever is counted."""

    style: Style
    proven: bool


def grouped_by_row(view: TableView, rows: Sequence[Row], columns: Sequence[Column]) -> dict[int, Grouped]:
    """How the figures of rows are grouped, by row; what one with two signs (`1.184.520`) proves, all rows of its unit share."""
    found = {row.indeks: grouped for row in rows if (grouped := _grouped(view, row, columns)) is not None}
    units = {i: _unit(view.cell_near(i, columns[0].index, "satuan")) for i in found}
    proven = {(units[i], grouped.style) for i, grouped in found.items() if grouped.proven and units[i]}
    return {i: replace(g, proven=g.proven or (units[i], g.style) in proven) for i, g in found.items()}


def style_for(name: str, grouped: Grouped | None, column: Style | None) -> Style | None:
    """The style to read a row's figures of an indicator by: its own, else its column's, as a score's, which has no thousands;
    None where these differ and what is measured is not counted, so that thousands and decimals are both open."""
    if grouped is None or grouped.style == column or (is_score(name) and not grouped.proven):
        return column
    return grouped.style if grouped.proven or counts(name) else None


def _unit(cell: Cell | None) -> str | None:
    return None if cell is None else read_satuan(cell.text)


def _grouped(view: TableView, row: Row, columns: Sequence[Column]) -> Grouped | None:
    """The sign before the last three digits of all figures of a row, three at least: it groups the thousands of what is counted
    (`1.204 | 1.230 | 1.265`), even where the rows above have decimals behind it. Figures just below a thousand may stand among
    them (`300 | 1.800 | 3.300`): they have no decimals, and whoever sets none prints no nought at the end of one."""
    texts = [view.grid.text(row.indeks, k.index) for k in columns if k.ukuran != "capaian"]
    figures = [figure.group() for text in texts if (figure := _FIRST.search(text))]
    large = [match for text in figures if (match := _MILLIONS.fullmatch(text))]
    grouped = [match for text in figures if (match := _THOUSANDS.fullmatch(text))]
    below = sum(map(bool, map(_BELOW.fullmatch, figures)))
    signs = {match.group(1) for match in (*grouped, *large)}
    if len(figures) < _ALIKE or len(grouped) + len(large) + below != len(figures) or len(signs) != 1:
        return None
    if below and not large and not any(match.group().endswith("0") for match in grouped):
        return None
    return Grouped("titik" if "." in signs else "koma", bool(large))
