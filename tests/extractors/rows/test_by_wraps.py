"""Rows of lines that wrap: what one cell holds, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from extractors.layout.blocks import column_block
from extractors.rows.by_wraps import rows_of
from tests.extractors.words import words as put


def test_what_begins_beside_the_heading_of_a_list_goes_with_it() -> None:
    """The sasaran of two lines reaches down beside the first item."""
    for heading, first in (("Jumlah produksi :", ["Naiknya produksi pangan", heading_of(":"), ""]), ("Jumlah produksi", None)):
        body = put("Naiknya produksi", 5, 50) + put("pangan", 5, 60) + put(heading, 150, 50)
        for k, name in enumerate(("a) Padi", "b) Jagung", "c) Kedelai")):
            body += put(name, 150, 60 + 10 * k) + put(f"{k + 4},50", 300, 60 + 10 * k)
        rows = [
            [" ".join(w.text for w in cell) for cell in row] for row in rows_of(column_block(body, (0.0, 140.0, 290.0, 400.0)))
        ]
        assert (rows[0] == first) == (first is not None)
        assert [row[1] for row in rows[-2:]] == ["b) Jagung", "c) Kedelai"]


def heading_of(end: str) -> str:
    return f"Jumlah produksi {end}"


def test_a_figure_whose_last_group_is_broken_is_one_between_rules() -> None:
    borders, rules = (0.0, 140.0, 190.0, 240.0), (40.0, 75.0, 95.0, 115.0)

    def first_row(upper: str) -> list[str]:
        body = put("Kunjungan wisatawan", 5, 50) + put("nusantara", 5, 60) + put("38.412", 200, 55)
        body += put(upper, 150, 50) + put("0", 165, 60)
        for k, name in enumerate(("Desa binaan", "Nilai akhir")):
            body += put(name, 5, 80 + 20 * k) + put("12", 150, 80 + 20 * k) + put("15", 200, 80 + 20 * k)
        return [" ".join(w.text for w in cell) for cell in rows_of(column_block(body, borders), rules)[0]]

    assert first_row("12.00") == ["Kunjungan wisatawan nusantara", "12.00 0", "38.412"]
    assert first_row("12,5") != ["Kunjungan wisatawan nusantara", "12,5 0", "38.412"]  # nothing is broken


def test_a_grade_above_a_figure_is_a_row_of_its_own_where_names_and_units_begin_anew_beside_both() -> None:
    borders, rules = (0.0, 140.0, 290.0, 400.0, 480.0), (40.0, 75.0, 95.0, 115.0)

    def first(second_name: str, second_unit: str) -> list[str]:
        body = put("Naiknya akuntabilitas", 5, 50) + put("dinas", 5, 62) + put("Predikat laporan", 150, 50)
        body += put(second_name, 150, 62) + put("Predikat", 300, 50) + put("BB", 410, 50) + put("72,40", 410, 62)
        body += put(second_unit, 300, 62) if second_unit else []
        for k, name in enumerate(("Desa binaan", "Nilai akhir")):
            body += put(name, 5, 80 + 20 * k) + put(name, 150, 80 + 20 * k) + put("12", 410, 80 + 20 * k)
        return [" ".join(w.text for w in cell) for cell in rows_of(column_block(body, borders), rules)[0]]

    assert first("Nilai laporan", "Nilai")[1:] == ["Predikat laporan", "Predikat", "BB"]
    assert first("dinas", "")[1:] == ["Predikat laporan dinas", "Predikat", "BB 72,40"], "one name: its grade and its score"


def test_the_bold_name_of_a_group_above_the_first_row_between_two_rules() -> None:
    borders, rules = (0.0, 200.0, 290.0, 400.0), (40.0, 75.0, 95.0, 115.0)

    def first(weight: bool) -> list[str]:
        body = [replace(w, bold=weight) for w in put("A. PENDAPATAN", 5, 50)] + put("Penerimaan Negara", 15, 62)
        body += put("18.500", 210, 62) + put("26.314", 300, 62)
        for k, name in enumerate(("Desa binaan", "Nilai akhir")):
            body += put(name, 5, 80 + 20 * k) + put("12", 210, 80 + 20 * k) + put("15", 300, 80 + 20 * k)
        return [" ".join(w.text for w in cell) for cell in rows_of(column_block(body, borders), rules)[0]]

    assert first(True) == ["A. PENDAPATAN", "", ""]
    assert first(False)[0] == "A. PENDAPATAN Penerimaan Negara"


@pytest.mark.parametrize(("third", "two_rows"), [("", True), ("1.02.03", False)])
def test_few_rules_part_all_rows_where_each_has_one_line_in_the_first_column(third: str, two_rows: bool) -> None:
    small = partial(put, size=6.5)
    body = small("Rehabilitasi Sarana", 60, 21) + small("Jumlah kunjungan", 160, 21) + small("1.02.01", 5, 25)
    body += small("290", 260, 25) + small("Pelayanan", 60, 30) + small("wisatawan", 160, 30)
    body += small("Penyediaan Jasa", 60, 40) + small("Jumlah produksi", 160, 44) + small("1.02.02", 5, 48)
    body += small("Komunikasi, Sumber", 60, 48) + small("11.253", 260, 48) + small("budidaya", 160, 53) + small("Listrik", 60, 57)
    body += small(third, 5, 60)
    assert (len(rows_of(column_block(body, (0.0, 55.0, 155.0, 255.0, 300.0)), (38.0, 66.0))) == 2) is two_rows
