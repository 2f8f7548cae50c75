"""Layouts and wordings that offices use, each in an example of our own: rows, codes and years that mislead a reader."""

from __future__ import annotations

from pipeline.identity import Identitas
from tests.pipeline.grids import anggaran, kinerja, table_of, understood

WORK_PLAN = Identitas(jenis="Renja", instansi="Dinas Contoh Kota Rekaan", tahun=2021)


def test_a_number_row_with_two_numbers_in_one_cell_is_no_row_of_figures() -> None:
    result = understood(
        table_of("""
        No | Program | Pagu Anggaran | Realisasi Anggaran | % Keuangan | % Fisik
        1  | 2       | 3 4           | <                  | 5          | 6
        1  | Program Rekaan | 40.000.000 | 30.000.000 | 75,00 | 90,00
    """)
    )
    assert {f.uraian for f in result.anggaran} == {"Program Rekaan"}


def test_a_forward_estimate_without_a_year_is_of_the_year_after() -> None:
    result = understood(
        table_of(
            """
        Program | Indikator | Target | Pagu Indikatif (Rp) | Prakiraan Maju (Rp)
        Rapat kerja | Jumlah rapat | 4 kali | 25.000.000 | 27.500.000
    """,
            caption="Rencana Program dan Kegiatan Tahun 2021 dan Prakiraan Maju",
        ),
        identitas=WORK_PLAN,
    )
    assert anggaran(result) == [
        ("Rapat kerja", 2021, "pagu", 25e6),
        ("Rapat kerja", 2022, "prakiraan_maju", 27.5e6),
    ]


def test_a_code_that_cannot_be_read_is_not_replaced_by_the_one_above() -> None:
    result = understood(
        table_of("""
        Kode | Kegiatan | Pagu Anggaran
        2.17.01.1.01.01 | Rapat | 5.000.000
        9.99.7.3.88.1 | Survei | 6.000.000
    """)
    )
    assert [f.kode for f in result.anggaran] == ["2.17.01.1.01.01", None]


def test_operational_spending_of_a_school_is_no_belanja_operasi() -> None:
    result = understood(
        table_of("""
        Uraian | Anggaran
        Belanja Operasi | 90.000.000
        Belanja Operasional Balai Rekaan | 40.000.000
    """)
    )
    assert [f.belanja for f in result.anggaran] == ["operasi", None]


def test_steps_below_a_sub_kegiatan_do_not_name_its_amount() -> None:
    result = understood(
        table_of("""
        No | Sub Kegiatan | Sub Sub Kegiatan | Anggaran (Rp)
        1  | Penyediaan bahan pustaka | Menyusun kontrak; membagikan buku | 12.000.000
    """)
    )
    assert [(f.uraian, f.tingkat) for f in result.anggaran] == [("Penyediaan bahan pustaka", "sub_kegiatan")]


def test_a_quantity_where_an_indicator_should_stand_names_nothing_surely() -> None:
    result = understood(
        table_of("""
        Kegiatan | Tolok Ukur | Target
        Rapat    | 27 Orang   | 100%
        Survei   | Jumlah survei | 100%
        Pameran  | 3 Angka kunjungan pameran | 50%
    """)
    )
    assert [f.status_nilai for f in result.kinerja] == ["ragu", "pasti", "pasti"]
    assert kinerja(result)[1][0] == "Jumlah survei"


def test_names_among_the_targets_do_not_name_the_row() -> None:
    result = understood(
        table_of("""
        Kode | Kegiatan | Rencana Tahun 2021 | <                | <
        ^    | ^        | Target Capaian Kinerja | <            | Pagu Indikatif (Rp)
        ^    | ^        | Program          | Keluaran Kegiatan  | ^
        2.17.01.1.01 | Administrasi umum | Program Penunjang | Terlaksananya rapat | 25.000.000
    """),
        identitas=WORK_PLAN,
    )
    assert anggaran(result) == [("Administrasi umum", 2021, "pagu", 25e6)]


def test_a_heading_that_the_page_break_tore_is_whole_again() -> None:
    whole = """
        Kegiatan | Rencana Tahun 2021 | <  | Prakiraan Maju Rencana Tahun 2022
        ^        | Target             | Pagu (Rp) | Pagu (Rp)
        Rapat    | 4 kali             | 25.000.000 | 27.500.000
    """
    upper = " | Rencana Tahun 2021 | < | Prakiraan Maju Rencana Tahun 2022"
    lower = "Kegiatan | Target | Pagu (Rp) | Pagu (Rp)\nSurvei | 2 kali | 8.000.000 | 8.800.000"
    result = understood(table_of(whole), table_of(upper), table_of(lower, page=2), identitas=WORK_PLAN)
    assert anggaran(result)[2:] == [("Survei", 2021, "pagu", 8e6), ("Survei", 2022, "prakiraan_maju", 8.8e6)]


def test_figures_with_a_unit_are_no_amounts_of_money() -> None:
    result = understood(
        table_of(
            "- | Jumlah produksi garam | 12.300.400 Ton\n- | Jumlah produksi rumput laut | 1.250.000 Ton", engine="tanpa-garis"
        )
    )
    assert result.anggaran == ()
