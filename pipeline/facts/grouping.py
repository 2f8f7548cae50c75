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
"""Figures; fewer have three decimals each, or three digits behind a sign, by chance."""
BILLION = 1_000_000_000
"""Rupiah: the scale in which no program costs thousands."""
_MILLION = 1_000_000
_THOUSANDTHS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?!\1)[.,]\d{3}")
"""Thousands behind one sign, three more digits behind the other: `3.208,815`."""
_DECIMALS = 4
"""The characters of three decimals: their sign and three digits."""


def column_styles(view: TableView, columns: Sequence[Column]) -> dict[int, Style | None]:
    """The grouping sign of each column, else the table's; rows of shares of the target are often set in another style."""
    shares = {row.indeks for row in view.baris if row.ukuran == "capaian"}
    texts = {k.index: [c.text for c in view.body_cells(k.index) if c.row not in shares] for k in columns}
    table = group_style(t for column in texts.values() for t in column)
    return {i: group_style(column) or table for i, column in texts.items()}


@dataclass(frozen=True, slots=True)
class Grouped:
    """The sign that parts the thousands of figures that stand together, and whether that is `proven` whatever is counted."""

    style: Style
    proven: bool


def amount_styles(view: TableView, columns: Sequence[Column]) -> dict[int, Grouped | None]:
    """How the amounts of each column are grouped: by the column itself, for percentages beside amounts often use another sign;
    where it does not say, by all amounts of its scale, of which any number of decimals may be printed. Of billions, which have
    decimals as quantities have, all measures of the table say what their own do not."""
    texts = {k.index: [c.text for c in view.body_cells(k.index)] for k in columns}
    out: dict[int, Grouped | None] = {}
    for k in columns:
        alike = [t for other in columns if (other.faktor, other.persen) == (k.faktor, k.persen) for t in texts[other.index]]
        scaled = _of_scale(texts[k.index], alike, k.faktor) if k.faktor > 1 and not k.persen else None
        style = scaled.style if scaled else group_style(texts[k.index])
        if style is None and k.faktor >= BILLION:
            measures = (c for m in view.kolom if m.peran in ("nilai", "rupiah") for c in view.body_cells(m.index))
            style = group_style(c.text for c in measures)
        out[k.index] = None if style is None else Grouped(style, k.faktor >= BILLION or (scaled is not None and scaled.proven))
    return out


def _of_scale(own: Sequence[str], alike: Sequence[str], factor: int) -> Grouped | None:
    """The style of a column's amounts in thousands or more, by its `own` figures or all that are in its scale. Three digits
    behind a sign in all of these (`3.208,815 | 508,850 | 96,500`) are proven decimals where some have thousands before it;
    without any, behind a comma and in millions, they may be."""
    style = group_style(own) or group_style(alike)
    figures = [figure.group() for text in alike if (figure := _FIRST.search(text))]
    opened = {figure[-_DECIMALS:][:1] for figure in figures if figure.strip("0")}
    if style is not None or len(figures) < _ALIKE or len(opened) != 1 or not opened <= {".", ","}:
        return None if style is None else Grouped(style, proven=False)
    grouped = {match.group(1) for figure in figures if (match := _THOUSANDTHS.fullmatch(figure))} - opened
    if grouped:
        return Grouped("titik" if "." in grouped else "koma", proven=True)
    return Grouped("titik", proven=False) if factor >= _MILLION and "," in opened else None


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
