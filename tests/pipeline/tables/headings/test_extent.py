"""Titles and fields above a heading, leaves behind its row of numbers."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import field_of, grid_of
from pipeline.tables.headings.extent import value_free
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of, understood


def test_a_title_inside_the_frame_is_no_heading() -> None:
    table = table_of("""
        PERJANJIAN KINERJA TAHUN 2021 | <         | <
        Sasaran                       | Indikator | Target
        Mutu naik                     | Nilai     | 80
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert (kepala.awal, kepala.akhir, kepala.judul) == (1, 2, ("PERJANJIAN KINERJA TAHUN 2021",))


@pytest.mark.parametrize("leaves", ["K | Rp", "Kinerja | Anggaran", "Fisik | Keuangan", "Vol | Rp.", "Target (K) | Rp (Rp)"])
def test_leaves_of_quantity_and_money_behind_the_row_of_numbers(leaves: str) -> None:
    table = table_of(f"""
        No | Program   | Target Renstra | <  | Realisasi 2023 | <
        1  | 2         | 3              | <  | 4              | <
           |           | {leaves} | {leaves}
        1  | Program A | 90             | 900.000 | 50        | 400.000
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 3
    assert [r.teks for r in kepala.jalur[3]] == ["Target Renstra", leaves.split(" | ")[1]]


def test_a_field_above_the_heading_is_none_of_its_rows() -> None:
    text = """
        Sasaran | {} | < | < | < | <
        No | Indikator | Target 2026 | Triwulan II | < | Capaian
        ^  | ^         | ^           | Target | Realisasi | ^
        1  | Nilai A   | 100         | 50     | 40        | 80
    """
    kepala = read_headings(grid_of(table_of(text.format(": Mutu data naik"))), HEADERS)
    assert (kepala.awal, kepala.akhir, kepala.judul) == (1, 3, ("Sasaran : Mutu data naik",))
    beside = read_headings(grid_of(table_of(text.format("Mutu data naik"))), HEADERS)
    assert beside.awal == 0, "two names without a colon may head columns"


@pytest.mark.parametrize(("leaves", "parted"), [("Vol | Pagu | Vol | Pagu", True), ("Vol | Pagu | Merk | Pagu", False)])
def test_groups_that_are_parted_alike_begin_a_heading_whatever_they_say(leaves: str, parted: bool) -> None:
    table = table_of(f"""
        D.2 Aset teknologi | < | < | < | < | < | <
        NO | URAIAN | RKBMN (Unit) | ALOKASI PERAWATAN | < | ALOKASI PENGADAAN | <
        ^  | ^      | ^            | {leaves}
        1  | Gawai  | 86           | 80 | Rp51.600.000 | 14 | Rp196.000.000
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert ((kepala.awal, kepala.akhir) == (1, 3)) is parted


def test_the_years_of_a_plan_are_no_figures() -> None:
    text = "Indikator | Target {} | <\n^ | 1 | 2\nNilai A | 5 | 6"
    assert value_free(grid_of(table_of(text.format("Tahun ke-"))), HEADERS.read, 0, 2)
    assert not value_free(grid_of(table_of(text.format("Pegawai"))), HEADERS.read, 0, 2)


@pytest.mark.parametrize(("beside", "start"), [("RA MW", 1), ("Indikator", 0)])
def test_a_crest_beside_the_title_of_a_form_is_no_heading(beside: str, start: int) -> None:
    table = table_of(f"""
        {beside}   | RINGKASAN APBD KABUPATEN CONTOH TAHUN ANGGARAN 2018 | < | <
        NOMOR URUT | URAIAN | JUMLAH | DASAR HUKUM
        1          | 2      | 3      | 4
        4 . 1      | Pajak  | 900.000.000,00 |
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert (kepala.awal, kepala.akhir) == (start, 3)


def test_fields_whose_colon_stands_in_a_cell_of_its_own() -> None:
    text = """
        Sub Kegiatan     | : | 1.02.02.2.01.14 Pengadaan alat | <
        Sumber Pendanaan | : | Pendapatan dari BLUD | <
        Kode Rekening    | Uraian | Sebelum Perubahan | Setelah Perubahan
        5.1              | Belanja Operasi | 900.000 | 950.000
    """
    kepala = read_headings(grid_of(table_of(text)), HEADERS)
    assert (kepala.awal, kepala.akhir) == (2, 3)
    assert kepala.judul[0] == "Sub Kegiatan : 1.02.02.2.01.14 Pengadaan alat"
    assert field_of(grid_of(table_of("Lokasi | Palu | Pesisir")), 0) is None


@pytest.mark.parametrize(
    ("label", "name", "start"),
    [
        ("IKK-1", "Persentase produk yang memenuhi standar (%)", 2),
        ("Indikator", "Jumlah produk yang memenuhi standar", 2),
        ("Indikator", "Uraian dan sumber data", 0),  # heads columns
    ],
)
def test_the_sasaran_and_the_indicator_of_a_table_above_its_heading(label: str, name: str, start: int) -> None:
    table = table_of(f"""
        Sasaran Kegiatan 1 | < | Meningkatnya mutu hasil laut | < | <
        {label} | < | {name} | < | <
        Realisasi | < | Tahun 2023 | < | Renstra 2020-2024
        2021 | 2022 | Target | Realisasi | Target 2024
        86,40 | 88,15 | 90,00 | 91,28 | 92,00
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.awal == start or start == 0
    if start:
        assert kepala.judul == ("Sasaran Kegiatan 1 : Meningkatnya mutu hasil laut", f"{label} : {name}")
        facts = understood(table).kinerja
        assert {f.indikator for f in facts} == {name}
        assert [(f.tahun, f.ukuran) for f in facts][-1] == (2024, "akhir")
