"""Tables whose heading stands in their first column."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.turned import names_its_indicator, turned
from tests.pipeline.grids import HEADERS, kinerja, table_of, understood

CARD = """
    Sasaran Strategis | Meningkatnya tata kelola arsip
    Nama Indikator    | Indeks arsip daerah
    Formulasi         | (Skor a x 50%) + (Skor b x 50%)
    Satuan            | Poin
    Baseline (2020)   | 58,20
    Target Tahun 2021 | 60,00
    Target Tahun 2022 | 63,50
    Realisasi Tahun 2021 | 61,45
"""
OTHER = CARD.replace("Indeks arsip daerah", "Nilai perpustakaan").replace("58,20", "40").replace("60,00", "45")


@pytest.mark.parametrize("colon", [" | ", " | : | "])
def test_the_fields_of_a_form_are_read_and_keep_their_places(colon: str) -> None:
    result = understood(table_of(CARD.replace(" | ", colon)))
    assert [(f.indikator, f.tahun, f.ukuran, f.nilai, f.satuan, f.baris) for f in result.kinerja] == [
        ("Indeks arsip daerah", 2020, "awal", 58.2, "poin", 4),
        ("Indeks arsip daerah", 2021, "target", 60.0, "poin", 5),
        ("Indeks arsip daerah", 2022, "target", 63.5, "poin", 6),
        ("Indeks arsip daerah", 2021, "realisasi", 61.45, "poin", 7),
    ]
    assert {(f.kolom, f.sasaran, f.status_nilai) for f in result.kinerja} == {
        (colon.count("|"), "Meningkatnya tata kelola arsip", "pasti")
    }
    (table,) = result.tabel
    assert (table.jumlah_baris, table.jumlah_kolom) == (8, colon.count("|") + 1)


def test_forms_below_one_another_are_each_of_their_own_indicator() -> None:
    result = understood(table_of(f"Kode IKU 1 | Maksimal\n{CARD.strip()}\nKode IKU 2 | Minimal\n{OTHER.strip()}"))
    told = {(f.indikator, f.ukuran, f.nilai, f.baris) for f in result.kinerja if f.tahun in (2020, 2021)}
    assert told >= {("Indeks arsip daerah", "awal", 58.2, 5), ("Nilai perpustakaan", "awal", 40.0, 14)}
    assert len({f.kinerja_id for f in result.kinerja}) == len(result.kinerja) == 8


def test_indicators_side_by_side_over_rows_of_years() -> None:
    text = """
        Tahun | Indeks arsip (poin) | Angka kunjungan (orang)
        2019  | 71,40 | 120
        2020  | 71,33 | 131
        Target 2020 | 72 | 130
        Capaian 2020 (%) | 99,07 | 100,77
    """
    told = kinerja(understood(table_of(text, caption="Perkembangan Realisasi Indikator Kinerja")))
    assert [fact[1:4] for fact in told if str(fact[0]).startswith("Indeks")] == [
        (2019, "realisasi", 71.4), (2020, "realisasi", 71.33), (2020, "target", 72.0), (2020, "capaian", 99.07),
    ]  # fmt: skip
    assert len(told) == 8


def test_a_list_of_measures_is_of_the_indicator_that_stands_above_it() -> None:
    text = "Target | : | 95 %\nRealisasi | : | 97,42 %\nCapaian | : | 102,55 %"
    result = understood(table_of(text, caption="1) Persentase arsip tertata"))
    assert [(f.indikator, f.ukuran, f.nilai, f.baris, f.kolom) for f in result.kinerja] == [
        ("Persentase arsip tertata", "target", 95.0, 0, 2),
        ("Persentase arsip tertata", "realisasi", 97.42, 1, 2),
        ("Persentase arsip tertata", "capaian", 102.55, 2, 2),
    ]
    assert turned(grid_of(table_of(text)), HEADERS) == [], "nothing names it"


def test_a_form_of_two_fields_that_names_its_indicator_is_no_table_of_that_name() -> None:
    text = "Indikator | Persentase penyerapan anggaran\nTarget 2021 | 97 %\nRealisasi 2021 | 71,86 %"
    assert names_its_indicator(grid_of(table_of(text)), HEADERS)
    assert [(f.indikator, f.ukuran, f.nilai) for f in understood(table_of(text)).kinerja] == [
        ("Persentase penyerapan anggaran", "target", 97.0),
        ("Persentase penyerapan anggaran", "realisasi", 71.86),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Uraian | Target 2021 | Realisasi 2021\n2019 | 70 | 71\n2020 | 72 | 73\n2021 | 74 | 75", id="an upright heading"
        ),
        pytest.param("Tahun 2019 | baik\nTahun 2020 | cukup\nTahun 2021 | baik\nTahun 2022 | baik", id="words beside the years"),
        pytest.param("Nama | Jabatan\nTarget Sari | Camat\nRealisasi Putra | Lurah\nJalan Tahun Baru | Kantor", id="no labels"),
    ],
)
def test_tables_that_stand_upright(text: str) -> None:
    assert turned(grid_of(table_of(text)), HEADERS) == []


def test_a_table_of_names_beside_figures_names_no_indicator_of_its_own() -> None:
    text = "Indikator | Target 2021\nPersentase arsip tertata | 97 %\nNilai perpustakaan | 71,86"
    assert not names_its_indicator(grid_of(table_of(text)), HEADERS)


YEARS_OVER_MEASURES = """
    Uraian | < | Indeks arsip | Angka kunjungan
    Tahun 2020 | Target | 80 | 95 %
    ^ | Realisasi | 81,20 | {}
    ^ | Capaian | 101,50 % | 97,75 %
    Tahun 2021 | Target | 82 | 100 %
    ^ | Realisasi | 83,75 | 100 %
    ^ | Capaian | 102,13 % | 100,00 %
    Kriteria | < | Sangat Baik | Sangat Baik
"""


def test_indicators_side_by_side_over_measures_of_each_year() -> None:
    told = kinerja(understood(table_of(YEARS_OVER_MEASURES.format("92,86 %"), caption="Capaian Sasaran 1")))
    assert [fact[1:4] for fact in told if fact[0] == "Indeks arsip"] == [
        (2020, "target", 80.0), (2020, "realisasi", 81.2), (2020, "capaian", 101.5),
        (2021, "target", 82.0), (2021, "realisasi", 83.75), (2021, "capaian", 102.13),
    ]  # fmt: skip
    assert len(told) == 12


def test_years_over_names_are_no_labels_of_two_columns() -> None:
    text = YEARS_OVER_MEASURES.format("92,86 %").replace("Realisasi", "Bidang Arsip").replace("Capaian", "Bidang Buku")
    assert turned(grid_of(table_of(text)), HEADERS) == []
