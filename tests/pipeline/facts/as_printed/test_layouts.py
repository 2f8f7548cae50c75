"""Layouts and wordings that offices use, each in an example of our own: rows, codes and years that mislead a reader."""

from __future__ import annotations

from pipeline.identity.identify import Identity
from tests.pipeline.grids import anggaran, kinerja, table_of, understood

WORK_PLAN = Identity(jenis="Renja", instansi="Dinas Contoh Kota Rekaan", tahun=2021)


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
        identity=WORK_PLAN,
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
        identity=WORK_PLAN,
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
    result = understood(table_of(whole), table_of(upper), table_of(lower, page=2), identity=WORK_PLAN)
    assert anggaran(result)[2:] == [("Survei", 2021, "pagu", 8e6), ("Survei", 2022, "prakiraan_maju", 8.8e6)]


def test_figures_with_a_unit_are_no_amounts_of_money() -> None:
    result = understood(
        table_of(
            "- | Jumlah produksi garam | 12.300.400 Ton\n- | Jumlah produksi rumput laut | 1.250.000 Ton", engine="tanpa-garis"
        )
    )
    assert result.anggaran == ()


def test_a_sasaran_over_the_whole_row_from_the_number_on() -> None:
    result = understood(
        table_of("""
        No | Indikator Kinerja | Target | Realisasi | Anggaran (Rp) | Efisiensi
        Misi Kedua : Membangun niaga kota | < | < | < | < |
        Sasaran ke-2 : Meningkatnya perdagangan pulau | < | < | < | < |
        1 | Jumlah pasar pulau | 12 | 14 | 90.000.000 | 3
    """)
    )
    assert {f.sasaran for f in result.kinerja} == {"Meningkatnya perdagangan pulau"}


def test_targets_of_the_sasaran_beside_blank_columns_of_programs() -> None:
    result = understood(
        table_of("""
        Sasaran | Indikator Sasaran | Program | Indikator Program | Target 2022 | Target 2023
        Nelayan makmur | Pendapatan nelayan | | | 15 | 18
        ^ | ^ | Program Kapal | Jumlah kapal | 3 | 4
        ^ | Jumlah kelompok nelayan | | | 20 | 22
    """)
    )
    assert [(f.indikator, f.nilai) for f in result.kinerja] == [
        ("Pendapatan nelayan", 15.0),
        ("Pendapatan nelayan", 18.0),
        ("Jumlah kapal", 3.0),
        ("Jumlah kapal", 4.0),
        ("Jumlah kelompok nelayan", 20.0),
        ("Jumlah kelompok nelayan", 22.0),
    ]


def test_the_total_of_several_sources_is_the_budget() -> None:
    result = understood(
        table_of("""
        Kegiatan | Indikator | Target | Biaya (Ribuan) | < | <
        ^        | ^         | ^      | APBD Provinsi  | APBN | Total
        Rapat    | Jumlah rapat | 4 kali | 500.000 | 250.000 | 750.000
    """)
    )
    assert [(float(f.nilai or 0), f.sumber_dana) for f in result.anggaran] == [
        (5e8, "APBD Provinsi"),
        (2.5e8, "APBN"),
        (7.5e8, None),
    ]
    assert all(f.status_nilai == "pasti" for f in result.anggaran)


def test_outputs_of_kegiatan_are_what_their_targets_measure() -> None:
    result = understood(
        table_of("""
        No | Kegiatan | Sasaran Kegiatan | <
        ^  | ^        | Output Kegiatan  | Target
        1  | Pameran garam | Pameran tingkat kota | 30 UMKM
    """),
        identity=WORK_PLAN,
    )
    assert kinerja(result) == [("Pameran tingkat kota", 2021, "target", 30.0, "umkm")]
    assert result.kinerja[0].status_nilai == "pasti"


def test_the_mean_of_a_sasaran_on_top_of_a_stack() -> None:
    result = understood(
        table_of(
            "Sasaran | Indikator | Realisasi 2022 | Capaian (%)\n"
            r"Panen naik | \n- Produksi garam\n- Produksi rumput laut | \n1.200\n1.300 | 99,02\n101,81\n96,23"
        )
    )
    found = [(f.indikator, f.nilai, f.status_nilai) for f in result.kinerja if f.ukuran == "capaian"]
    assert found == [
        ("Panen naik", 99.02, "ragu"),
        ("Produksi garam", 101.81, "pasti"),
        ("Produksi rumput laut", 96.23, "pasti"),
    ]


def test_a_quantity_and_an_amount_in_one_column_are_both_facts() -> None:
    result = understood(
        table_of("""
        No | Kegiatan | Lokasi | Indikator Kinerja | Besaran/Volume (Rp.)
        1  | Rapat    | Kota   | Jumlah rapat      | 2 Kegiatan/ 242.000.000,-
        2  | Survei   | Kota   | Jumlah survei     | 1 Kegiatan/ 831.250.000,-
        3  | Lelang   | Kota   | Jumlah lelang     | - Kegiatan/ -
    """),
        identity=WORK_PLAN,
    )
    assert anggaran(result) == [("Rapat", 2021, "pagu", 242e6), ("Survei", 2021, "pagu", 831.25e6)]
    assert kinerja(result) == [
        ("Jumlah rapat", 2021, "target", 2.0, "kegiatan"),
        ("Jumlah survei", 2021, "target", 1.0, "kegiatan"),
    ]


def test_years_beside_the_end_of_the_period_are_a_row_of_the_heading() -> None:
    result = understood(
        table_of("""
        Program | Indikator | Capaian Kinerja Program dan Kerangka Pendanaan | < | < | < | <    | <
        ^       | ^         | 2022 | < | 2023 | < | Kondisi Kinerja pada Akhir Periode Renstra | <
        ^       | ^         | Target | Rp | Target | Rp | Target | Rp
        Program Kapal | Jumlah kapal | 2 | 5.000.000 | 3 | 6.000.000 | 5 | 11.000.000
    """),
        identity=Identity(jenis="Renstra", periode_awal=2022, periode_akhir=2023),
    )
    assert [(f.ukuran, f.tahun) for f in result.anggaran] == [("pagu", 2022), ("pagu", 2023), ("akhir", 2023)]


def test_years_in_the_first_row_of_the_body() -> None:
    result = understood(
        table_of("""
        No | Indikator | Satuan | Target | < | <
        1  | Desa terlayani kapal | Desa | 2021 | 2022 | 2023
        ^  | ^ | Desa | 45 | 50 | 60
    """),
        identity=WORK_PLAN,
    )
    assert kinerja(result) == [
        ("Desa terlayani kapal", 2021, "target", 45.0, "desa"),
        ("Desa terlayani kapal", 2022, "target", 50.0, "desa"),
        ("Desa terlayani kapal", 2023, "target", 60.0, "desa"),
    ]


def test_amounts_of_one_row_a_thousand_times_apart_are_doubtful() -> None:
    result = understood(
        table_of("""
        Kegiatan | Indikator | Pagu 2022 (Rp) | Pagu 2023 (Rp) | Pagu 2024 (Rp)
        Rapat    | Jumlah rapat | 9.000.000 | 10.000 | 11.000.000
    """)
    )
    assert [f.status_nilai for f in result.anggaran] == ["pasti", "ragu", "pasti"]


def test_a_number_in_one_cell_with_the_name() -> None:
    result = understood(
        table_of("""
        Kode | < | Kegiatan | Pagu (Rp)
        13   | 7 Penyusunan status pesisir | < | 5.000.000
        13   | 8 | Survei terumbu | 6.000.000
    """)
    )
    assert [f.uraian for f in result.anggaran] == ["Penyusunan status pesisir", "Survei terumbu"]


def test_a_second_value_below_an_indicator_is_doubtful_not_lost() -> None:
    result = understood(
        table_of("""
        No | Indikator | Satuan | Target
        1  | Jumlah alat ukur | Buah | 6.800
           |           | Set | 3.900
    """)
    )
    assert [(f.indikator, f.nilai, f.satuan, f.status_nilai) for f in result.kinerja][1] == (
        "Jumlah alat ukur",
        3900.0,
        "set",
        "ragu",
    )


def test_an_activity_without_a_code_does_not_take_that_of_the_one_above() -> None:
    result = understood(
        table_of("""
        Kode | Kegiatan | Indikator | Target | Pagu Anggaran
        2.17.01.1.01.01 | Rapat | Jumlah rapat | 4 kali | 5.000.000
                        |       | Jumlah peserta | 40 orang |
                        | Audit menara | Jumlah menara | 3 unit | 6.000.000
    """)
    )
    assert [f.kode for f in result.kinerja] == ["2.17.01.1.01.01", "2.17.01.1.01.01", None]
    assert [f.kode for f in result.anggaran] == ["2.17.01.1.01.01", None]


def test_a_program_named_in_the_column_of_kegiatan_is_a_program() -> None:
    result = understood(
        table_of("""
        Nama Kegiatan | Anggaran
        Program Niaga Pulau | 9.000.000
        Pameran garam | 4.000.000
    """)
    )
    assert [f.tingkat for f in result.anggaran] == ["program", "kegiatan"]
