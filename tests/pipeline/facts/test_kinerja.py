"""Cells of measure columns to performance facts: whose value it is, and when it stays in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.facts.kinerja import read_kinerja
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of, understood

HEADING = "Indikator | Satuan | Target | Realisasi | Capaian\n"


def facts(text: str, **table: Any) -> list[Any]:
    return list(read_kinerja(view_of("d", "t", table_of(text, **table), REPORT, HEADERS))[0])


def test_one_fact_a_cell_and_a_finding_for_each_in_doubt() -> None:
    view = view_of("d", "t", table_of(HEADING + "Nilai A | Orang | 50 | 4O | 90"), REPORT, HEADERS)
    found, doubts = read_kinerja(view)
    assert [(f.ukuran, f.nilai, f.satuan, f.status_nilai) for f in found if f.ukuran != "realisasi"] == [
        ("target", 50.0, "orang", "pasti"),
        ("capaian", 90.0, "persen", "pasti"),
    ]
    assert [f.ukuran for f in found if f.status_nilai == "ragu"] == ["realisasi"]
    assert len(doubts) == 1


def test_a_row_of_averages_or_a_total_gives_no_facts() -> None:
    assert {f.indikator for f in facts(HEADING + "Nilai A | Orang | 50 | 45 | 90\nRata-rata | | | | 90")} == {"Nilai A"}


@pytest.mark.parametrize(("share", "told"), [("(90,00%)", [45.0, 90.0]), ("(12,00%)", [45.0])])
def test_a_share_in_brackets_is_the_achievement_where_the_target_shows_it(share: str, told: list[float]) -> None:
    found = facts(f"Indikator | Satuan | Target | Realisasi\nNilai A | Orang | 50 | 45 {share}")
    assert [f.nilai for f in found if f.ukuran != "target"] == told


def test_several_values_in_a_cell_are_in_doubt_and_all_kept() -> None:
    (fact,) = (f for f in facts("Indikator | Satuan | Target\nNilai A | Orang | 50 Orang 60 Orang") if f.ukuran == "target")
    assert (fact.nilai, fact.status_nilai, fact.kandidat) == (None, "ragu", (50.0, 60.0))


def test_items_of_one_cell_and_their_stacked_values() -> None:
    found = facts("Indikator | Satuan | Target\na) Omset naik\\nb) Aset naik | Orang | 50\\n60")
    assert [(f.indikator, f.nilai) for f in found] == [("Omset naik", 50.0), ("Aset naik", 60.0)]
    whole = facts("Indikator | Satuan | Target\na) Omset naik\\nb) Aset naik | Orang | 50\\n60\\n70")
    assert [(f.nilai, f.status_nilai) for f in whole] == [(None, "ragu")], "three values for two items"


def test_a_sasaran_in_the_place_of_a_missing_indicator_is_a_guess_but_in_a_measured_table() -> None:
    plan = facts("Sasaran | Target\nMeningkatnya mutu | 50")
    measured = facts("Sasaran | Target | Realisasi | Capaian\nMeningkatnya mutu | 50 | 45 | 90")
    assert [(f.indikator, f.aturan_nilai) for f in plan] == [("Meningkatnya mutu", "tanpa_indikator")]
    assert {f.status_nilai for f in measured} == {"pasti"}


def test_a_quantity_where_a_name_should_stand_is_no_name() -> None:
    assert {f.aturan_nilai for f in facts("Indikator | Target\n27 Orang | 50")} == {"tanpa_indikator"}
    assert {f.status_nilai for f in facts("Indikator | Target\nLulusan dari 27 sekolah dasar | 50")} == {"pasti"}


def test_a_scanned_value_without_the_unit_that_others_of_its_row_print() -> None:
    text = "Indikator | Target | Realisasi\nNilai A | {} | 45"
    scan: dict[str, Any] = {"from_ocr": True, "second": {(1, 1): "50 Orang", (1, 2): "45"}}
    lost = [f for f in facts(text.format("50 Orang"), **scan) if f.ukuran == "realisasi"]
    plain = [f for f in facts(text.format("50"), from_ocr=True, second={(1, 1): "50", (1, 2): "45"}) if f.ukuran == "realisasi"]
    digital = [f for f in facts(text.format("50 Orang")) if f.ukuran == "realisasi"]
    assert [f.aturan_nilai for f in lost] == ["satuan_hilang"]
    assert [f.status_nilai for f in (*plain, *digital)] == ["pasti"] * 2


def test_a_year_that_only_running_text_tells_is_a_doubt() -> None:
    who = replace(REPORT, tahun=None)
    table = table_of("Indikator | Target\nNilai A | 50", context=("Pada tahun 2019 dinas menilai kinerja, sesuai target.",))
    (fact,) = read_kinerja(view_of("d", "t", table, who, HEADERS))[0]
    assert (fact.tahun, fact.aturan_nilai) == (2019, "tahun_kolom")


def test_what_names_a_figure_stands_on_its_left() -> None:
    found = facts("Program | Kegiatan | Target | Sub Kegiatan | Target\nProgram A | Rapat | 5 | Notulen | 7")
    assert [(f.indikator, f.nilai, f.status_nilai) for f in found] == [("Rapat", 5.0, "pasti"), ("Notulen", 7.0, "pasti")]


def test_a_name_on_the_right_names_a_figure_only_where_none_is_on_its_left() -> None:
    found = facts("Program | Target | Sub Kegiatan | Target\nProgram A | 5 | Notulen | 7")
    assert [(f.indikator, f.aturan_nilai) for f in found] == [("Program A", "tanpa_indikator"), ("Notulen", "bulat")]
    right = facts("Target | Kegiatan\n5 | Rapat\n6 | Survei")
    assert [(f.indikator, f.nilai) for f in right] == [("Rapat", 5.0), ("Survei", 6.0)]


def test_components_of_one_indicator_are_named_by_what_tells_how_each_is_measured() -> None:
    heading = "Indikator Kinerja | Cara Perhitungan | Target 2022 | Realisasi 2022\n"
    several = heading + (
        "Layanan arsip tertata | Cakupan arsip pindai\\n(berkas pindai / semua berkas) | 80 | 72\n"
        "^ | Berkas rapi/ berkas semua x 100 | 60 | 55\n"
        "Jumlah | | 70 | 64"
    )
    assert [(f.indikator, f.status_nilai) for f in facts(several) if f.ukuran == "target"] == [
        ("Cakupan arsip pindai", "pasti"),
        ("Berkas rapi/ berkas semua x 100", "ragu"),
        ("Jumlah", "ragu"),
    ]
    single = (
        heading + "Layanan arsip tertata | Cakupan arsip pindai | 80 | 72\nLayanan buku tertata | Cakupan buku pindai | 60 | 55"
    )
    assert {f.indikator for f in facts(single)} == {"Layanan arsip tertata", "Layanan buku tertata"}
    one_value = heading + "Layanan arsip tertata | Cakupan arsip pindai | 80 | 72\n^ | Cakupan buku pindai | | "
    assert {f.indikator for f in facts(one_value)} == {"Layanan arsip tertata"}


@pytest.mark.parametrize(
    ("name", "row", "values"),
    [
        ("Jumlah Kolam", "1.204 | 1.230 | 1.265", [1204, 1230, 1265]),
        ("Indeks Kolam", "1.204 | 1.230 | 1.265", None),  # counts nothing
        ("Jumlah Kolam", "1.204 | 1.230 | 12.65", None),  # decimals in the row itself
    ],
)
def test_a_row_that_counts_has_thousands_beside_rows_of_decimals(name: str, row: str, values: list[int] | None) -> None:
    text = f"Indikator | Target 2021 | Target 2022 | Target 2023\nRasio A | 86.28 | 81.55 | 76.93\n{name} | {row}"
    facts = [f for f in understood(table_of(text)).kinerja if f.indikator == name]
    assert ([f.nilai for f in facts] if all(f.status_nilai == "pasti" for f in facts) else None) == values


@pytest.mark.parametrize(("label", "sure"), [("Masukan", "ragu"), ("Input", "ragu"), ("Keluaran", "pasti")])
def test_money_that_goes_in_is_no_sure_target(label: str, sure: str) -> None:
    (fact, other) = facts(f"""
        Indikator | Tolok Ukur Kinerja | Target Kinerja
        {label} | Dana yang tersedia | Rp 20.000.000
        Hasil | Jumlah warga yang terlatih | 40 orang
    """)
    assert (fact.status_nilai, other.status_nilai) == (sure, "pasti")


def test_what_is_bought_at_a_price_is_no_target() -> None:
    text = """
        Kode | Uraian | Volume | Satuan | {} | Jumlah (Rp)
        2.17.01 | Layanan Data | 2 | Lembaga | | 5.000.000
        | Kertas | 40 | Rim | 50.000 | 2.000.000
        | Tinta | 10 | Botol | 300.000 | 3.000.000
    """
    assert [(f.indikator, f.nilai) for f in facts(text.format("Tarif/Harga"))] == [("Layanan Data", 2)]
    assert len(facts(text.format("Keterangan"))) == 3
    aimed = text.format("Harga").replace("Volume", "Target")
    assert len(facts(aimed)) == 3, "a target stays one"


def test_a_verdict_in_words_is_a_doubtful_value_but_beside_a_share() -> None:
    told = facts("Indikator | Target | Realisasi | Capaian\nOpini BPK | WTP | Opini WDP | Baik")
    assert [(f.ukuran, f.nilai, f.nilai_teks, f.status_nilai) for f in told] == [
        ("target", None, "WTP", "ragu"),
        ("realisasi", None, "Opini WDP", "ragu"),
    ]
    assert not facts("Indikator | Target\nOpini BPK | akan diperiksa")


def test_a_sasaran_without_figures_holds_for_the_indikator_below_it() -> None:
    text = "No | Sasaran/Indikator Kinerja | Target\nI | {} data | \n1 | Persentase data valid | 90%"
    assert [(f.sasaran, f.indikator) for f in facts(text.format("Meningkatnya"))] == [
        ("Meningkatnya data", "Persentase data valid")
    ]
    assert [f.sasaran for f in facts(text.format("Jumlah"))] == [None], "an indikator that prints no value"


def test_the_code_before_the_name_of_a_value_is_its_own_and_not_that_of_a_part_further_right() -> None:
    rows = facts("""
        Kegiatan | Klasifikasi Rincian Output [KRO] | Target Klasifikasi Rincian Output [KRO] | Rincian Output [RO]
        [2005] Dukungan Manajemen | [2005.EAC] Layanan Umum | 6 | [2005.EAC.970] Dukungan Satuan Kerja
        [6397] Penjaminan Mutu | [6397.QDB] Pembinaan Lembaga | 8777 | [6397.QDB.750] Satuan Pendidikan
    """)
    assert [(f.kode, f.indikator) for f in rows] == [("2005.EAC", "Layanan Umum"), ("6397.QDB", "Pembinaan Lembaga")]


def test_a_number_before_the_name_of_an_indicator_is_no_code_of_its_own() -> None:
    rows = facts("""
        Kegiatan | Indikator Kinerja | Target
        [2005] Dukungan Manajemen | [2005.01] Predikat kinerja satuan | 80
        [6397] Penjaminan Mutu | [6397.01] Persentase sekolah terbina | 75
    """)
    assert [f.kode for f in rows] == ["2005", "6397"]


def test_a_share_in_brackets_needs_no_target_where_the_heading_says_what_it_is() -> None:
    text = """
        Indikator Kinerja | {} | < | Target Jangka Menengah (2024)
        ^ | 2022 | 2023 | ^
        Persentase perkara selesai | 97,15% (103,35%) | 98,62% (103,81%) | 97%
        Persentase perkara banding | 99,02% (103,15%) | 99,31% (102,38%) | 99%
    """
    both = facts(text.format("Realisasi dan Capaian"))
    assert [(f.ukuran, f.nilai) for f in both if f.status_nilai == "pasti"][:2] == [("realisasi", 97.15), ("capaian", 103.35)]
    assert not any(f.ukuran == "capaian" and f.status_nilai == "pasti" for f in facts(text.format("Realisasi")))


def test_the_unit_over_the_names_is_that_of_their_figures() -> None:
    rows = facts("Indikator Kinerja (%) | Target | Realisasi\nPerkara selesai | 97 | 98,5")
    assert [f.satuan for f in rows] == ["persen", "persen"]
    assert [f.satuan for f in facts("Indikator Kinerja (IKU) | Target\nPerkara selesai | 97")] == [None]


@pytest.mark.parametrize(
    ("cell", "unit"), [("1 Unit IPAL", "unit"), ("1 Eco Amphibi", "unit"), ("1 paket", "paket"), ("7", "unit")]
)
def test_the_unit_of_the_row_holds_where_the_cell_only_says_what_is_counted(cell: str, unit: str) -> None:
    (fact,) = understood(table_of(f"Indikator | Satuan | Target\nJumlah alat berat | unit | {cell}")).kinerja
    assert (fact.satuan, fact.status_nilai) == (unit, "pasti")


MEASURES = "Uraian | 2021 | 2022\nTarget (%) | 54,00 | 58,10\nRealisasi (%) | 53,22 | 59,37"


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (("1a-CP Persentase realisasi pajak", "IKU ini mengukur pajak neto terhadap target."), "Persentase realisasi pajak"),
        (("b. Persentase rumah tangga dengan", "akses sanitasi layak"), "Persentase rumah tangga dengan akses sanitasi layak"),
    ],
)
def test_a_heading_above_names_the_indicator_of_a_table_of_measures(above: tuple[str, ...], name: str) -> None:
    found = understood(table_of(MEASURES, context=above)).kinerja
    assert [(f.indikator, f.tahun, f.ukuran, f.satuan, f.status_nilai) for f in found][:2] == [
        (name, 2021, "target", "persen", "pasti"),
        (name, 2022, "target", "persen", "pasti"),
    ]


def test_running_text_above_names_nothing() -> None:
    found = understood(
        table_of(MEASURES, context=("Persentase realisasi pajak naik pada tahun ini", "sebesar 5 persen."))
    ).kinerja
    assert {f.status_nilai for f in found} == {"ragu"}


def test_a_sasaran_with_a_number_is_no_line_of_the_indicator_below_it() -> None:
    rows = "1 | Mutu permukiman naik | | \n1.1 | Persentase rumah layak | 62,40 % | 64,18 %\n1.2 | Luas kumuh | 38 Ha | 31 Ha"
    found = understood(table_of(f"No. | Sasaran / Indikator | Target | Realisasi\n{rows}", engine="garis-datar")).kinerja
    assert [f.indikator for f in found[::2]] == ["Persentase rumah layak", "Luas kumuh"]


PLACES = "Uraian | 2021 | 2022\nProvinsi Jawa Barat | 68,89 | 69,62\n{} | 69,55 | 70,18"


def test_rows_of_places_are_of_the_indicator_that_the_title_names() -> None:
    table = table_of(PLACES.format("Nasional"), caption="Tabel 3.5 Perkembangan Indeks Pembangunan Manusia Tahun 2021-2022")
    assert [(f.indikator, f.tahun, f.ukuran, f.nilai) for f in understood(table).kinerja] == [
        ("Indeks Pembangunan Manusia", 2021, "realisasi", 68.89),
        ("Indeks Pembangunan Manusia", 2022, "realisasi", 69.62),
        ("Indeks Pembangunan Manusia", 2021, "standar", 69.55),
        ("Indeks Pembangunan Manusia", 2022, "standar", 70.18),
    ]


@pytest.mark.parametrize("other", ["Kabupaten Bogor", "Provinsi Banten", "Jumlah penduduk"])
def test_rows_of_several_regions_are_left(other: str) -> None:
    table = table_of(PLACES.format(other), caption="Tabel 3.5 Perkembangan Indeks Pembangunan Manusia Tahun 2021-2022")
    assert {f.ukuran for f in understood(table).kinerja} <= {"realisasi"}
    assert "Indeks Pembangunan Manusia" not in {f.indikator for f in understood(table).kinerja}


@pytest.mark.parametrize(("head", "status"), [("Program/Kegiatan/Indikator", "pasti"), ("Program/Kegiatan", "ragu")])
def test_a_row_without_level_is_an_indicator_where_its_heading_lists_these(head: str, status: str) -> None:
    rows = "022.05.GA | PROGRAM PELABUHAN | | | 5.465,50\n | Panjang dermaga | m | 50 | \n | Volume sedimen | m3 | 85 | "
    text = f"Kode | {head} | Satuan | Target 2020 | Alokasi 2020 (juta rupiah)\n{rows}"
    assert [(f.indikator, f.status_nilai) for f in understood(table_of(text), identity=PLAN).kinerja] == [
        ("Panjang dermaga", status),
        ("Volume sedimen", status),
    ]


def test_values_of_a_cascade_have_the_sasaran_on_their_left() -> None:
    side = "Sasaran Strategis | Indikator | Target | Sasaran Program | Indikator | Target"
    body = "Naiknya investasi | Nilai investasi | 12 | Naiknya minat | Jumlah investor | 85"
    assert [(f.indikator, f.sasaran) for f in facts(f"{side}\n{body}")] == [
        ("Nilai investasi", "Naiknya investasi"),
        ("Jumlah investor", "Naiknya minat"),
    ]
