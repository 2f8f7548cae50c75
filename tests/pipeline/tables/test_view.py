"""What readers of facts ask of an understood table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.tables.read import view_of
from pipeline.tables.view import AMOUNT_INSIDE, NAME_READ
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of


def view(text: str, who: Any = REPORT, **table: Any) -> Any:
    return view_of("d", "t", table_of(text, **table), who, HEADERS)


def test_the_nearest_column_of_a_role_on_the_left() -> None:
    found = view("Indikator | Target | Indikator | Target\nNilai A | 1 | Nilai B | 2")
    assert [found.cell_near(1, c, "indikator").text for c in (1, 3)] == ["Nilai A", "Nilai B"]
    right = view("Target | Indikator\n1 | Nilai A")
    assert right.cell_near(1, 0, "indikator").text == "Nilai A"
    assert right.cell_near(1, 0, "satuan") is None


def test_units_before_the_next_indicators_are_not_those_of_the_figures_behind_them() -> None:
    first = "Indikator Sasaran | Satuan | Target | Indikator Kegiatan | Target\nNilai A | sekolah | 5 | Jumlah B | 1"
    assert [getattr(view(first).cell_near(1, c, "satuan"), "text", None) for c in (2, 4)] == ["sekolah", None]
    one = view("Satuan | Indikator | Target | Realisasi\nsekolah | Nilai A | 5 | 4")
    assert [one.cell_near(1, c, "satuan").text for c in (2, 3)] == ["sekolah", "sekolah"]


def test_each_cell_below_the_heading_once() -> None:
    found = view("Indikator | Target | Realisasi\nNilai A | 1 | 2\n^ | 3 | 4")
    assert [c.text for c in found.body_cells(0)] == ["Nilai A"]
    assert [c.text for c in found.body_cells(1)] == ["1", "3"]


def test_a_scanned_name_that_was_hardly_read_or_holds_an_amount_is_not_sure() -> None:
    def read(text: str, sure: float, scanned: bool = True) -> bool:
        return bool(view(f"Program | Anggaran\n{text} | 5.000.000", from_ocr=scanned, confidence=sure).name_read(1, 1))

    assert read("Rapat koordinasi", NAME_READ)
    assert not read("Rapat koordinasi", NAME_READ - 0.01)
    assert read("Rapat koordinasi", 0.1, scanned=False)
    assert not read("Rapat 6.000.000 koordinasi", 1.0)


@pytest.mark.parametrize(("text", "inside"), [("Rapat 6.000.000", True), ("Rapat 6.000", False), ("Kode 1.02.003.000", False)])
def test_an_amount_among_words(text: str, inside: bool) -> None:
    assert bool(AMOUNT_INSIDE.search(text)) is inside


def test_the_year_of_a_column() -> None:
    found = view("Indikator | Kondisi Awal | Target 2023 | Target | Kondisi Akhir\nNilai A | 1 | 2 | 3 | 4", PLAN)
    awal, dated, bare, akhir = found.kolom[1:]
    assert found.year_of(awal) == (None, True), "a base year only as printed"
    assert found.year_of(dated) == (2023, True)
    assert found.year_of(bare) == (None, False)
    assert found.year_of(akhir) == (2026, True)
    table = view("Indikator | Target\nNilai A | 1", caption="Tahun 2021")
    assert table.year_of(table.kolom[1]) == (2021, True)
    guessed = replace(table, waktu=replace(table.waktu, yakin=0.6))
    assert guessed.year_of(table.kolom[1]) == (2021, False)
