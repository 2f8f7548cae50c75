"""From tables to facts: the kinds of tables that reports hold, in examples of our own."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identity.identify import Identity
from tests.pipeline.grids import PLAN, REPORT, anggaran, kinerja, table_of, understood


def test_an_agreement_by_its_caption_with_its_own_year() -> None:
    result = understood(
        table_of(
            """
        No | Sasaran Strategis | Indikator Kinerja | Target
        1  | Mutu layanan naik | Persentase layanan baik | 85,5%
        ^  | ^                 | Nilai SAKIP | 71 (BB)
    """,
            caption="Perjanjian Kinerja Tahun 2020",
        )
    )
    assert result.tabel[0].jenis == "perjanjian_kinerja"
    assert kinerja(result) == [
        ("Persentase layanan baik", 2020, "target", 85.5, "persen"),
        ("Nilai SAKIP", 2020, "target", 71.0, None),
    ]
    assert [f.predikat for f in result.kinerja] == [None, "BB"]
    assert {f.sasaran for f in result.kinerja} == {"Mutu layanan naik"}
    assert {f.status_nilai for f in result.kinerja} == {"pasti"}


def test_the_documents_year_where_the_table_prints_none() -> None:
    result = understood(table_of("Indikator Kinerja | Target | Realisasi | %\nNilai A | 80 | 88 | 110"))
    assert [f.tahun for f in result.kinerja] == [2022, 2022, 2022]
    assert result.tabel[0].jenis == "pengukuran_kinerja"


def test_an_unknown_year_makes_facts_doubtful() -> None:
    result = understood(table_of("Indikator | Target\nNilai A | 80"), identity=Identity(jenis="PK"))
    assert [(f.tahun, f.status_nilai) for f in result.kinerja] == [(None, "ragu")]
    assert json.loads(result.temuan[0].rincian)["aturan"] == "tahun_kolom"


def test_codes_are_mended_and_carried_to_the_rows_that_continue() -> None:
    result = understood(
        table_of("""
        Kode | Program dan Kegiatan | Indikator | Target 2023 | Rp
        2.17.03 | Program Pengawasan | Persentase koperasi diawasi | 40 Persen | 90.000.000
        2,17,03,1,01 | Pemeriksaan | Jumlah koperasi diperiksa | 20 Koperasi | 40.000.000
                     |             | Jumlah rapat | 2 kali |
    """),
        identity=PLAN,
    )
    assert [f.kode for f in result.kinerja] == ["2.17.03", "2.17.03.1.01", "2.17.03.1.01"]
    assert [f.tingkat for f in result.anggaran] == ["program", "kegiatan"]
    mended = [t for t in result.temuan if t.aturan == "kode_diperbaiki"]
    assert len(mended) == 1
    assert json.loads(mended[0].rincian)["kode"] == "2.17.03.1.01"


def test_codes_written_with_other_signs_are_told_once_a_table() -> None:
    result = understood(
        table_of("""
        Kode | Program dan Kegiatan | Pagu 2023 (Rp)
        2.17.03. | Program Pengawasan | 90.000.000
        2.17.03.1. 01 | Pemeriksaan | 40.000.000
        2,17,03,1,02 | Penilaian | 30.000.000
        2,17,03,1,03 | Pembinaan | 20.000.000
    """),
        identity=PLAN,
    )
    (mended,) = (t for t in result.temuan if t.aturan == "kode_diperbaiki")
    assert mended.keparahan == "info"
    assert "1 kode lain" in mended.pesan
    assert json.loads(mended.rincian)["tercetak"] == {"2,17,03,1,02": "2.17.03.1.02", "2,17,03,1,03": "2.17.03.1.03"}


def test_a_code_over_several_columns() -> None:
    result = understood(
        table_of("""
        Kode | < | < | < | Kegiatan | Pagu Anggaran
        1.11 | 01 | 110 | 173 | Rapat koordinasi | 5.000.000
    """),
        identity=REPORT,
    )
    assert [(f.kode, f.versi_kode) for f in result.anggaran] == [("1.11.01.110.173", "13/2006")]


def test_totals_are_facts_and_averages_are_none() -> None:
    result = understood(
        table_of("""
        No | Program | Anggaran | Realisasi | %
        1 | Program A | Rp. 100.000.000 | Rp. 90.000.000 | 90,00
        2 | Program B | Rp. 50.000.000 | Rp. 25.000.000 | 50,00
        J U M L A H | < | Rp. 150.000.000 | Rp. 115.000.000 | 76,67
        Rata-rata | < |  |  | 70,00
    """)
    )
    totals = [f for f in result.anggaran if f.tingkat == "total"]
    assert [float(f.nilai) for f in totals if f.nilai is not None] == [150e6, 115e6, 76.67]
    assert 70.0 not in [v for *_, v in anggaran(result)]


def test_a_scale_in_the_caption_makes_full_rupiah() -> None:
    caption = "Program dan Anggaran 2022 (dalam ribu rupiah)"
    result = understood(table_of("Program | Pagu\nProgram A | 1.542.168", caption=caption))
    assert anggaran(result) == [("Program A", 2022, "pagu", 1_542_168_000.0)]


def test_full_rupiah_under_a_heading_of_thousands_is_doubtful() -> None:
    rows = "\n".join(f"Program {n} | {n}25.000.000" for n in range(1, 6))
    result = understood(table_of(f"Program | Anggaran (Rp. 000)\n{rows}", caption="Program dan Anggaran Tahun 2022"))
    assert {f.status_nilai for f in result.anggaran} == {"ragu"}
    assert result.anggaran[0].kandidat == (125_000_000.0, 125_000_000_000.0)
    thousands = rows.replace(".000.000", ".431.517")
    result = understood(table_of(f"Program | Anggaran (Rp. 000)\n{thousands}", caption="Program dan Anggaran Tahun 2022"))
    assert {f.status_nilai for f in result.anggaran} == {"pasti"}


def test_a_scale_over_one_column_holds_for_its_like() -> None:
    result = understood(
        table_of("""
        Program | Rencana Tahun 2023 | < | Prakiraan Maju Tahun 2024
        ^       | Target | Pagu (ribu rupiah) | Pagu
        Program A | 4 | 1.500.000 | 1.600.000
    """),
        identity=Identity(jenis="Renja", tahun=2023),
    )
    assert [float(f.nilai or 0) for f in result.anggaran] == [1.5e9, 1.6e9]


def test_stacked_values_by_their_list_marks() -> None:
    result = understood(
        table_of(
            "Sasaran | Indikator | Target\n"
            r"Naik | 1. Pertumbuhan omset\n2. Pertumbuhan aset | 0,14%\n0,20%"
        )
    )
    assert kinerja(result) == [
        ("Pertumbuhan omset", 2022, "target", 0.14, "persen"),
        ("Pertumbuhan aset", 2022, "target", 0.2, "persen"),
    ]


def test_two_figures_of_a_result_are_two_facts() -> None:
    result = understood(table_of("Indikator | Target | Realisasi\nJumlah rapat | 85 | 86 (101,18%)"))
    assert kinerja(result)[1:] == [
        ("Jumlah rapat", 2022, "realisasi", 86.0, None),
        ("Jumlah rapat", 2022, "capaian", 101.18, "persen"),
    ]


def test_ranges_stay_open_with_both_ends() -> None:
    result = understood(table_of("Indikator | Target\nNilai tukar | 109-110"))
    assert [(f.nilai, f.status_nilai, f.kandidat) for f in result.kinerja] == [(None, "ragu", (109.0, 110.0))]
    assert json.loads(result.temuan[0].rincian)["kandidat"] == [109.0, 110.0]


def test_a_unit_column_gives_units_even_a_bare_percent_sign() -> None:
    result = understood(table_of("Indikator | Satuan | Target\nTingkat A | % | 80\nJumlah B | Orang | 1.200"))
    assert kinerja(result) == [("Tingkat A", 2022, "target", 80.0, "persen"), ("Jumlah B", 2022, "target", 1200.0, "orang")]


def test_an_amount_that_fell_into_the_targets_cell_is_doubtful() -> None:
    result = understood(
        table_of("""
        Program | Indikator | Target | Pagu (Rp)
        Program A | Jumlah KSP | 20 KSP/USP 383.545.680 |
    """)
    )
    assert kinerja(result)[0][3:] == (20.0, "ksp/usp")
    assert [(float(f.nilai or 0), f.status_nilai) for f in result.anggaran] == [(383_545_680.0, "ragu")]


def test_rows_end_at_the_place_and_date_over_a_signature() -> None:
    result = understood(
        table_of(
            """
        No | Sasaran | Indikator Kinerja | Target
        1 | Meningkatnya mutu jalan | Panjang jalan mantap | 68,66
        | | Kota Contoh, Januari Kepala Dinas, | 2022
        | | Pembina Tingkat I | 12
    """,
            caption="Perjanjian Kinerja Tahun 2022",
        )
    )
    assert [(k.indikator, k.nilai) for k in result.kinerja] == [("Panjang jalan mantap", 68.66)]


def test_tables_of_other_matter_give_no_facts() -> None:
    result = understood(
        table_of("NO | KLASIFIKASI | URAIAN | JUMLAH\n1 | Menurut Pendidikan | S1 | 36", caption="Struktur SDM"),
        table_of("No | Rentang Capaian | Kategori\n1 | > 100 % | Sangat Baik"),
        table_of("No | Kabupaten/Kota | 2021 | 2022\n1 | Kota Rekaan | 80 | 90"),
    )
    assert [t.jenis for t in result.tabel] == ["lainnya"] * 3
    assert (result.kinerja, result.anggaran) == ((), ())
    assert len(result.sel) == 8 + 6 + 8


def test_a_budget_list_takes_the_year_of_the_agreement_above_it() -> None:
    result = understood(
        table_of("Sasaran | Indikator | Target\nNaik | Nilai A | 80", caption="PERJANJIAN KINERJA TAHUN 2020"),
        table_of("Program | Anggaran\n1. Program A | Rp. 5.000.000"),
    )
    assert anggaran(result) == [("Program A", 2020, "pagu", 5e6)]


def test_a_piece_without_heading_takes_the_one_before() -> None:
    result = understood(
        table_of("No | Indikator | Target | Realisasi\n1 | Nilai A | 80 | 88"), table_of("2 | Nilai B | 70 | 77", page=2)
    )
    assert kinerja(result)[2:] == [("Nilai B", 2022, "target", 70.0, None), ("Nilai B", 2022, "realisasi", 77.0, None)]


def test_words_broken_by_a_narrow_column_are_mended() -> None:
    result = understood(
        table_of(
            "Indikator | Satuan | Target\nJumlah kantor kas | unit | 3\n"
            r"Luas layanan | Kan\ntor | 7"
        )
    )
    assert kinerja(result)[1][4] == "kantor"


def test_ids_are_stable_and_distinct() -> None:
    table = table_of("Indikator | Target | Realisasi\nNilai A | 80 | 88\nNilai B | 80 | 88")
    first, again = understood(table), understood(table)
    ids = [f.kinerja_id for f in first.kinerja]
    assert ids == [f.kinerja_id for f in again.kinerja]
    assert len(set(ids)) == 4
    assert [t.tabel_id for t in first.tabel] == ["0123456789abcdef-001"]


_CELLS = st.sampled_from(
    [
        "",
        "-",
        "No",
        "Indikator",
        "Target 2022",
        "Realisasi",
        "%",
        "Rp",
        "1",
        "5,4%",
        "Rp. 1.000.000",
        "Program A",
        "JUMLAH",
        "2.17.01",
        "1. A\n2. B",
        "3\n4",
        "BB",
        "109-110",
        "TW I",
        "(1)",
        "Rata-rata",
        "Tujuan 1 : Naik",
    ]
)


_GRIDS = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(_CELLS | st.text(max_size=12), min_size=n, max_size=n), min_size=1, max_size=6)
)


@settings(max_examples=120, deadline=None)
@given(_GRIDS)
def test_any_table_is_accepted(rows: list[list[str]]) -> None:
    table = table_of("\n".join(" | ".join(["x"] * len(rows[0])) for _ in rows))
    cells = tuple(replace(c, text=rows[c.row][c.column]) for c in table.cells)
    for engine in ("garis", "tanpa-garis"):
        result = understood(replace(table, cells=cells, engine=engine))
        assert len(result.tabel) == 1
        assert len({f.kinerja_id for f in result.kinerja}) == len(result.kinerja)
        assert len({f.anggaran_id for f in result.anggaran}) == len(result.anggaran)
        assert all(f.kandidat or f.nilai is None or f.status_nilai == "pasti" for f in result.kinerja)


def test_a_plan_of_action_to_reach_results_plans() -> None:
    result = understood(
        table_of(
            """
            Sasaran | Indikator | TW I | TW II
            A | Nilai A | 1 | 2
            B | Nilai B | 3 | 4
            """,
            caption="Tabel 2.1 Rencana Aksi Pencapaian Kinerja Tahun 2022",
        )
    )
    assert {f.ukuran for f in result.kinerja} == {"target"}


def test_a_unit_that_another_table_prints_for_the_indicator() -> None:
    first = """
        Indikator | Satuan | Target
        Persentase jalan baik | % | 60
        Ibu hamil | % | 90
        Jumlah kapal | unit | 4
        Jumlah peti | unit | 5
    """
    later = """
        Indikator | Realisasi 2020 | Capaian
        Persentase jalan baik | 58 | 96,67
        Ibu hamil | 41 | 45,5
        Jumlah kapal | 3 | 75
    """
    other = "Indikator | Satuan | Target\nJumlah peti | ton | 7\nJumlah peti hilang | unit | 1"
    last = "Indikator | Realisasi 2021\nJumlah peti | 6\nJumlah kapal besar | 2"
    found = understood(*map(table_of, (first, later, other, last))).kinerja
    units = {(f.indikator, f.tahun): f.satuan for f in found if f.ukuran == "realisasi"}
    assert units[("Persentase jalan baik", 2020)] == "persen"
    assert units[("Jumlah kapal", 2020)] == "unit"
    assert units[("Ibu hamil", 2020)] is None, "a count of what another table tells the share of"
    assert units[("Jumlah peti", 2021)] is None, "units of two tables"
    assert units[("Jumlah kapal besar", 2021)] is None, "another indicator"
    assert {f.satuan for f in found if f.ukuran == "capaian"} == {"persen"}
