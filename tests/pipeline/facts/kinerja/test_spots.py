"""Where values stand and what they are of: components, codes, the heading above."""

from __future__ import annotations

import pytest

from pipeline.facts.kinerja.spots import spots_of
from pipeline.tables.read import view_of
from tests.pipeline.facts.kinerja.written import facts
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


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


def test_a_blank_cell_holds_no_value() -> None:
    view = view_of("d", "t", table_of("Indikator | Target\nNilai A | 50\nNilai B | -"), REPORT, HEADERS)
    target = view.kolom[1]
    assert [[spot.nama for spot in spots_of(view, row, target, again=False)] for row in view.baris] == [["Nilai A"], []]
