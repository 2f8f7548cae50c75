"""Cells of measure columns to performance facts: whose value it is, and when it stays in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts.kinerja.read import read_kinerja
from pipeline.tables.read import view_of
from tests.pipeline.facts.kinerja.written import facts
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood

HEADING = "Indikator | Satuan | Target | Realisasi | Capaian\n"


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


def test_a_year_that_only_running_text_tells_is_a_doubt() -> None:
    who = replace(REPORT, tahun=None)
    table = table_of("Indikator | Target\nNilai A | 50", context=("Pada tahun 2019 dinas menilai kinerja, sesuai target.",))
    (fact,) = read_kinerja(view_of("d", "t", table, who, HEADERS))[0]
    assert (fact.tahun, fact.aturan_nilai) == (2019, "tahun_kolom")


@pytest.mark.parametrize(
    ("name", "row", "values"),
    [
        ("Jumlah Kolam", "1.204 | 1.230 | 1.265", [1204, 1230, 1265]),
        ("Luas Kolam", "1.204 | 1.230 | 1.265", None),  # counts nothing
        ("Indeks Kolam", "1.204 | 1.230 | 1.265", [1.204, 1.230, 1.265]),  # a score
        ("Jumlah Kolam", "1.204 | 1.230 | 12.65", None),  # decimals in the row itself
    ],
)
def test_a_row_that_counts_has_thousands_beside_rows_of_decimals(name: str, row: str, values: list[float] | None) -> None:
    text = f"Indikator | Target 2021 | Target 2022 | Target 2023\nRasio A | 86.28 | 81.55 | 76.93\n{name} | {row}"
    facts = [f for f in understood(table_of(text)).kinerja if f.indikator == name]
    assert ([f.nilai for f in facts] if all(f.status_nilai == "pasti" for f in facts) else None) == values


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


def test_a_sasaran_without_figures_holds_for_the_indikator_below_it() -> None:
    text = "No | Sasaran/Indikator Kinerja | Target\nI | {} data | \n1 | Persentase data valid | 90%"
    assert [(f.sasaran, f.indikator) for f in facts(text.format("Meningkatnya"))] == [
        ("Meningkatnya data", "Persentase data valid")
    ]
    assert [f.sasaran for f in facts(text.format("Jumlah"))] == [None], "an indikator that prints no value"


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
