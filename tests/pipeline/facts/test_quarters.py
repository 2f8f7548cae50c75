"""Quarters listed in one cell, and lines that are none."""

from __future__ import annotations

import pytest

from pipeline.facts.quarters import by_quarter
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


def told(text: str) -> list[tuple[int | None, float | None]]:
    """Quarter and value of each fact, without those of the year."""
    found = understood(table_of(text))
    return [(f.triwulan, f.nilai) for f in (*found.kinerja, *found.anggaran)]


@pytest.mark.parametrize(
    "cell",
    [
        r"T1 = 15\nT2 = 32\nT3 =\nT4 = 72",
        r"TW I : 15\nTW II : 32\nTW III : -\nTW IV : 72",
        r"Triwulan 1 = 15\nTriwulan 2 =\n32\nTriwulan 4 = 72",
    ],
)
def test_lines_that_begin_with_their_quarter(cell: str) -> None:
    assert told(f"Indikator | Target 2022\nJumlah Kolam | {cell}") == [(1, 15), (2, 32), (4, 72)]


def test_lines_beside_the_quarters_of_another_cell() -> None:
    rows = r"Rapat | TW I\nTW II | 5.000.000\n7.000.000"
    assert told(f"Kegiatan | Triwulan | Pagu (Rp)\n{rows}") == [(1, 5_000_000), (2, 7_000_000)]


@pytest.mark.parametrize(
    "cell",
    [
        r"T2 = 15\nT1 = 32",  # not in order
        "T1 = 15",  # one alone
        r"5 kolam\nT1 = 15\nT2 = 32",  # something before the first
    ],
)
def test_other_lines_are_no_quarters(cell: str) -> None:
    assert all(quarter is None for quarter, _ in told(f"Indikator | Target 2022\nJumlah Kolam | {cell}"))


def test_cells_of_a_quarter_are_taken_as_they_are() -> None:
    view = view_of("d", "t", table_of("Indikator | Target TW I 2022\nJumlah Kolam | 15"), REPORT, HEADERS)
    assert [*by_quarter(view, view.baris[0], view.kolom[1], ())] == []
    assert told("Indikator | Target TW I 2022\nJumlah Kolam | 15") == [(1, 15)]


def test_a_column_of_quarters_tells_the_one_of_each_row() -> None:
    text = "Indikator | Target Tahunan | {} | Target\nJumlah kios | 9 | Triwulan 1 : | 4\n^ | ^ | II | 5"
    found = understood(table_of(text.format("Triwulan"))).kinerja
    assert [(fact.triwulan, fact.nilai) for fact in found] == [(None, 9), (1, 4), (2, 5)]
    other = understood(table_of(text.format("Catatan"))).kinerja
    assert {fact.triwulan for fact in other} == {None}


def test_a_column_of_other_figures_tells_no_quarter_of_its_rows() -> None:
    text = "Kegiatan | Triwulan | Pagu (Rp)\nRapat | 2 | 5.000.000\nKursus | {} | 7.000.000"
    assert told(text.format(3)) == [(2, 5_000_000), (3, 7_000_000)]
    assert told(text.format(120)) == [(None, 5_000_000), (None, 7_000_000)], "targets of a quarter whose heading was lost"


def test_amounts_of_months_and_quarters_that_name_their_rows() -> None:
    text = "Rencana Penarikan Dana per Bulan | <\nJanuari | Rp7.500.000\nFebruari | Rp8.500.000\nJumlah | Rp16.000.000"
    found = understood(table_of(text, header_rows=1)).anggaran
    assert [(f.uraian, f.bulan, f.ukuran, f.status_nilai) for f in found] == [
        ("Januari", 1, "pagu", "pasti"),
        ("Februari", 2, "pagu", "pasti"),
        ("Jumlah", None, "pagu", "pasti"),
    ]
    by_quarter = text.replace("Bulan", "Triwulan").replace("Januari", "Triwulan I").replace("Februari", "Triwulan II")
    assert [f.triwulan for f in understood(table_of(by_quarter, header_rows=1)).anggaran] == [1, 2, None]
    apart = "Bulan | Belanja Operasi | Belanja Modal\nJanuari | Rp7.500.000 | -\nApril | Rp8.500.000 | Rp1.000.000"
    found = understood(table_of(apart, caption="Rencana Penarikan Dana per Bulan")).anggaran
    assert [(f.uraian, f.bulan, f.belanja) for f in found] == [
        ("Januari", 1, "operasi"),
        ("April", 4, "operasi"),
        ("April", 4, "modal"),
    ]
    programs = text.replace("Januari", "Gebyar Mei").replace("Februari", "Bulan Bakti Juni")
    assert [f.bulan for f in understood(table_of(programs, header_rows=1)).anggaran] == [None] * 3


def test_rows_of_quarters_are_of_these_and_the_target_of_the_year_is_none() -> None:
    text = """
        Indikator | Target 2022 | Tri-wulan | Target | Realisasi
        Nilai A   | 40          | I         | 10     | 9
        ^         | ^           | II        | 20     | 19
        ^         | ^           | III       | 30     | 29
        ^         | ^           | IV        | 40     | 39
    """
    facts = understood(table_of(text)).kinerja
    assert {(f.ukuran, f.triwulan, f.nilai) for f in facts} == {("target", None, 40.0)} | {
        (measure, n, value) for n in (1, 2, 3, 4) for measure, value in (("target", 10.0 * n), ("realisasi", 10.0 * n - 1))
    }
    assert {f.status_nilai for f in facts} == {"pasti"}
