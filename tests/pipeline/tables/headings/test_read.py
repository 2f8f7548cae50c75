"""Where headings end and what stands above a column."""

from __future__ import annotations

from pipeline.tables.grid import grid_of
from pipeline.tables.headings.heading import title_of
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of


def test_four_levels_with_spans_and_a_number_row() -> None:
    table = table_of("""
        Program | Target Kinerja dan Kerangka Pendanaan | < | <    | <
        ^       | Tahun 2023                            | < | Kondisi Akhir | <
        ^       | Target                                | Rp | Target | Rp
        1       | 2                                     | 3  | 4      | 5
        Program A | 5 Paket                             | 1.000.000 | 9 Paket | 2.000.000
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 4
    assert [r.teks for r in kepala.jalur[4]] == ["Target Kinerja dan Kerangka Pendanaan", "Kondisi Akhir", "Rp"]


def test_years_with_their_count_before_them_are_a_heading() -> None:
    text = "No | Sasaran | Indikator | T1 ({}) | T2 ({}) | T3 ({})\n1 | Mutu naik | Nilai | 60 | 70 | 80"
    kepala = read_headings(grid_of(table_of(text.format(2021, 2022, 2023))), HEADERS)
    assert kepala.akhir == 1
    assert [path[-1].tahun for path in kepala.jalur[3:]] == [(2021,), (2022,), (2023,)]
    assert HEADERS.read("T1 (2021)").cakupan == 1.0
    assert HEADERS.read("Tipe 1 (2021)").cakupan < 1.0


def test_a_body_of_words_is_no_heading() -> None:
    table = table_of("""
        Sasaran | Indikator Kinerja Utama | Formulasi
        1. Naiknya mutu layanan | 1. Persentase layanan baik (satuan %) | Jumlah layanan baik dibagi seluruh layanan
    """)
    assert read_headings(grid_of(table), HEADERS).akhir == 1


def test_figures_without_a_heading() -> None:
    assert read_headings(grid_of(table_of("1 | Rapat | 5.000.000\n2 | Survei | 7.000.000")), HEADERS).akhir == 0


def test_what_stands_above_a_column_is_told_in_one_line() -> None:
    kepala = read_headings(grid_of(table_of("Indikator | Tahun 2023 | <\n^ | Target | Realisasi\nNilai A | 1 | 2")), HEADERS)
    assert [title_of(path) for path in kepala.jalur] == ["Indikator", "Tahun 2023 / Target", "Tahun 2023 / Realisasi"]
