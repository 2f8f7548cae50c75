"""Rows and measure columns to kinerja facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.layout.text_forms import DIGIT
from normalizers.numbers.quantities import split_merged
from normalizers.text import is_missing
from normalizers.wordings.column_words import heading_says, heads_wanted
from pipeline.datasets.records import Kinerja, Temuan
from pipeline.facts.certainty import Spot
from pipeline.facts.grouping import column_styles, grouped_by_row, style_for
from pipeline.facts.kinerja.spots import spots_of
from pipeline.facts.kinerja.values import facts_of
from pipeline.facts.listed import in_other_units, list_headings
from pipeline.facts.people.names import named
from pipeline.facts.quarters import by_quarter
from pipeline.facts.stacked import under
from pipeline.tables.columns.column import Column
from pipeline.tables.view import TableView


def read_kinerja(view: TableView) -> tuple[tuple[Kinerja, ...], tuple[Temuan, ...]]:
    """All kinerja facts of a table in reading order of their cells, and the findings that its doubtful ones leave."""
    facts: list[Kinerja] = []
    findings: list[Temuan] = []
    columns = [k for k in view.kolom if k.peran == "nilai" and k.ukuran]
    columns += [replace(k, ukuran="target") for k in view.kolom if _holds_both(view, k)]
    prices = [k for k in view.kolom if heading_says(k.judul, "harga")]
    styles, headings, again = column_styles(view, columns), list_headings(view), in_other_units(view)
    rows = [row for row in view.baris if not (row.total or row.rata)]
    grouped_rows = grouped_by_row(view, rows, columns)
    for row in rows:
        grouped = grouped_rows.get(row.indeks)
        priced = any(not is_missing(view.grid.text(row.indeks, k.index)) for k in prices)
        for column in columns:
            if priced and not heads_wanted(column.judul):
                continue  # how many of what is bought
            own = view.of_row(column, row)
            spots = _under(headings.get(row.indeks), spots_of(view, row, own, row.indeks in again))
            for k, spot in by_quarter(view, row, own, named(view, spots)):
                style = style_for(spot.nama, grouped, styles[k.index])
                for fact, finding in facts_of(view, row, k, spot, style):
                    facts.append(fact)
                    if finding:
                        findings.append(finding)
    return tuple(facts), tuple(findings)


def _holds_both(view: TableView, k: Column) -> bool:
    """Whether the cells of a column of amounts (`Besaran/Volume (Rp.)`) hold a quantity before the amount."""
    if k.peran != "rupiah" or k.ukuran != "pagu" or not any(c.peran == "indikator" for c in view.kolom):
        return False
    texts = [c.text for c in view.body_cells(k.index) if DIGIT.search(c.text)]
    return len(texts) >= 2 and sum(split_merged(t) is not None for t in texts) > 0.6 * len(texts)


def _under(heading: str | None, spots: Iterator[Spot]) -> Iterator[Spot]:
    """The values of a row under what heads the list that it is an item of."""
    return (replace(spot, nama=under(heading, spot.nama)) for spot in spots) if heading else spots
