"""Figures and the columns that name them, several side by side."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.paired import outputs_measured, paired_by_names
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood

PLAN = """
    Sub Kegiatan | Indikator Kinerja | < | Rencana Tahun 2022 | < | <
    ^ | Capaian Program | {} | Target Capaian Kinerja | < | Pagu (Rp)
    ^ | ^ | ^ | Program | {} | ^
    Penyediaan rambu | Indeks kepuasan pengguna jalan | Jumlah rambu yang terpasang | 82 Indeks | 96 Unit | 7.500.000
"""


def told(text: str) -> list[tuple[str, float | None]]:
    return [(f.indikator, f.nilai) for f in understood(table_of(text)).kinerja]


def test_targets_under_the_names_of_the_indicators_are_theirs() -> None:
    found = told(PLAN.format("Keluaran Sub Kegiatan", "Keluaran Sub Kegiatan"))
    assert found == [("Indeks kepuasan pengguna jalan", 82), ("Jumlah rambu yang terpasang", 96)]


def test_columns_of_other_names_are_not_paired() -> None:
    found = told(PLAN.format("Keluaran Sub Kegiatan", "Hasil Antara"))
    assert ("Indeks kepuasan pengguna jalan", 82) not in found


OF_LEVELS = """
    Kode | Program/Kegiatan | {} | < | Target | Pagu (Rp)
    ^ | ^ | Program | Kegiatan | ^ | ^
    1.02.01 | Rapat | Persentase rapat yang selesai | Jumlah rapat yang dihadiri | 3 | 9.000.000
"""


def test_levels_below_a_heading_of_indicators_are_their_indicators() -> None:
    found = understood(table_of(OF_LEVELS.format("Indikator Kinerka (Outcome)")))
    assert [(f.indikator, f.nilai) for f in found.kinerja] == [("Jumlah rapat yang dihadiri", 3)]
    assert [(f.uraian, f.nilai) for f in found.anggaran] == [("Rapat", 9e6)]


def test_levels_below_another_heading_name_what_is_done() -> None:
    found = understood(table_of(OF_LEVELS.format("Uraian")))
    assert [f.uraian for f in found.anggaran] == ["Jumlah rapat yang dihadiri"]


LEVELS = "Indikator Kinerja | Target | Program | Anggaran | Kegiatan | Anggaran | {} | Target\n"
ROW = "Jumlah kunjungan tamu | 15 | Program Pemasaran | 9.000.000 | Promosi nusantara | 5.000.000 | Jumlah acara yang diikuti | 3"


def test_outputs_before_their_targets_are_measured_and_each_amount_is_of_the_level_before_it() -> None:
    found = understood(table_of(LEVELS.format("Output Kegiatan") + ROW))
    assert [(f.indikator, f.nilai) for f in found.kinerja] == [("Jumlah kunjungan tamu", 15), ("Jumlah acara yang diikuti", 3)]
    assert [(f.uraian, f.nilai) for f in found.anggaran] == [("Program Pemasaran", 9e6), ("Promosi nusantara", 5e6)]


def test_outputs_without_targets_name_what_is_done() -> None:
    found = understood(table_of("Program | Output Kegiatan | Pagu (Rp)\nProgram A | Dokumen rencana | 5.000.000"))
    assert [f.uraian for f in found.anggaran] == ["Dokumen rencana"]
    assert (outputs_measured([], []), paired_by_names([], [], [])) == ([], [])


def test_words_under_the_heading_of_the_amounts_behind_them_are_what_these_are_for() -> None:
    def roles(text: str) -> list[str]:
        view = view_of("d", "t", table_of(text, header_rows=1), REPORT, HEADERS)
        return [k.peran for k in view.kolom]

    plan = "Rencana Penarikan Dana per Bulan | < | Catatan\nJanuari | Rp7.500.000 | a\nFebruari | Rp8.500.000 | b"
    assert roles(plan)[:2] == ["uraian", "rupiah"]
    figures = plan.replace("Januari", "Rp5.000.000").replace("Februari", "Rp6.000.000")
    assert roles(figures)[:2] == ["rupiah", "rupiah"]


def test_units_behind_names_under_one_heading_name_nothing() -> None:
    text = """
        Sasaran/Indikator Satuan | < | Target 2031
        Indeks arsip tertata | Indeks | 60
        Jumlah peserta magang | Orang | 70
        Persentase kios | Persen | 80
    """
    assert [k.peran for k in view_of("d", "t", table_of(text), REPORT, HEADERS).kolom][:2] == ["indikator", "satuan"]
    few = "Sasaran/Indikator Satuan | < | Target 2031\nIndeks arsip tertata | Indeks | 60\nJumlah peserta magang | Orang | 70"
    assert view_of("d", "t", table_of(few), REPORT, HEADERS).kolom[1].peran != "satuan"


GRADED = """
    No | Uraian | 2021 | < | 2022 | <
    ^ | ^ | {0} | {1} | {0} | {1}
    1 | Nilai AKIP | 69,81 | B | 72,35 | BB
    2 | Indeks kepuasan | 80,17 | - | 83,44 | A
"""


def test_grades_behind_figures_of_their_year_are_theirs() -> None:
    found = understood(table_of(GRADED.format("Nilai", "Predikat"))).kinerja
    assert [(f.tahun, f.nilai, f.predikat) for f in found] == [
        (2021, 69.81, "B"), (2022, 72.35, "BB"), (2021, 80.17, None), (2022, 83.44, "A"),
    ]  # fmt: skip


@pytest.mark.parametrize("heads", [("Capaian (%)", "Predikat"), ("Nilai", "Keterangan")])
def test_grades_of_an_achievement_and_remarks_are_no_grades_of_a_figure(heads: tuple[str, str]) -> None:
    assert not any(f.predikat for f in understood(table_of(GRADED.format(*heads))).kinerja)
    roles = view_of("d", "t", table_of(GRADED.format(*heads)), REPORT, HEADERS).kolom
    assert all(k.predikat is None for k in roles)
