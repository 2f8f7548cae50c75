"""What short texts look like, and what only looks so."""

from __future__ import annotations

import re

import pytest

from extractors.layout import text_forms as forms


@pytest.mark.parametrize(
    ("form", "fits", "look_alikes"),
    [
        (forms.AMOUNT, ["1.250.000", "Rp 1.250.000,-"], ["1250", "1.25"]),
        (forms.CODE, ["3.25.02.2.01", "X.01.02"], ["3.25", "12.500.000"]),
        (forms.YEAR, ["2023", "(2023)"], ["1.2023", "20231", "2123"]),
        (forms.YEAR_IN_WORDS, ["Target Tahun 2023"], ["2021-2026", "12 Bulan"]),
        (forms.LIST_MARK, ["1.", "(12)", "a.", "-", "✓"], ["100.", "ab.", "1.5"]),
        (forms.LIST_MARK_FIRST, ["1. Jalan", " - Jalan"], ["-5 persen", "2021. Jalan", "1.Jalan"]),
        (forms.ITEM_NUMBER, ["1.", "(2)"], ["a.", "-"]),
        (forms.UNIT, ["Persen", "per", "Orang/Bulan"], ["12 Bulan", "a b c d"]),
        (forms.ROW_NUMBER, ["12", "IV.", "a)"], ["2023", "Jalan"]),
        (forms.SHEET, ["Halaman 3 dari 12", "Page 3 of 12", "P a g e 58| 78"], ["Halaman 3", "3 dari 12 indikator"]),
        (forms.PAGE_NUMBER, ["Hal. 12", "iv", "II - 7", "59 | 78", "P a g e 59"], ["2023", "12 Bulan", "12 5", "59|1.250"]),
        (forms.LABEL, ["Tabel 3.1", "Gambar 2"], ["Tabelaris"]),
        (forms.CAPTION_LABEL, ["Tabel 3.1"], ["Gambar 2", "BAB II"]),
        (forms.LONG_FIGURE_FIRST, ["(Rp 12.500", "12,5 dari 20"], ["7", "Rp"]),
        (forms.MONEY_FIRST, ["Rp 5"], ["5", "Rupiah"]),
    ],
)
def test_forms(form: re.Pattern[str], fits: list[str], look_alikes: list[str]) -> None:
    assert [text for text in fits if not form.match(text)] == []
    assert [text for text in look_alikes if form.match(text)] == []


def test_a_figure_may_bear_its_unit_but_not_a_sentence() -> None:
    assert all(map(forms.is_figure, ["66,20 (B)", "12 Bulan", "98,5 %", "-", "Rp. -"]))
    assert not any(map(forms.is_figure, ["12 Bulan setelah penetapan", "Bulan 12", "Rp"]))


@pytest.mark.parametrize("text", ["1.603.216.\n000", "1.603.\n216", "1.603.216.00\n0", "1,603,0\n00"])
def test_an_amount_that_breaks_between_two_lines(text: str) -> None:
    assert forms.BROKEN_AMOUNT.search(text)


@pytest.mark.parametrize("text", ["1.603.216\n0", "1.603,50\n7", "12,50\n3", "1.603.216\n1.000"])
def test_two_figures_below_each_other(text: str) -> None:
    assert not forms.BROKEN_AMOUNT.search(text)


def test_the_rest_of_a_formula_that_a_border_cuts_is_no_number_of_a_column() -> None:
    assert forms.number_row(["1", "2", "3", "4", "5", "6=5/4", "5x100%", "7"], in_body=True)
    assert not forms.number_row(["1", "2", "3", "4", "5", "6", "5x100%", "7"], in_body=True)
