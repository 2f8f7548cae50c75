"""Rows of a heading, and rows of the body that look like one."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.headings.head_rows import is_heading, is_value
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of


def test_a_figure_where_no_belongs_heads_the_numbers_of_rows() -> None:
    text = "1 | Indikator | Target | Realisasi\n1 | Nilai A | 50 | 40\n2 | Nilai B | 51 | 41"
    assert read_headings(grid_of(table_of(text)), HEADERS).akhir == 1


@pytest.mark.parametrize(
    "text",
    [
        "1 | Indikator | Target | Realisasi\n5 | Nilai A | 50 | 40\n7 | Nilai B | 51 | 41",
        "1 | Indikator | Target | 75\n1 | Nilai A | 50 | 40\n2 | Nilai B | 51 | 41",
        "1 | Indikator | Target\n1 | Nilai A | 50\n2 | Nilai B | 51",
        "1 | Rapat | Survei | Pasar\n1 | Nilai A | 50 | 40\n2 | Nilai B | 51 | 41",
    ],
    ids=["no numbers of rows", "a figure among the names", "too few names", "names of no heading"],
)
def test_a_row_that_a_figure_opens_is_no_heading(text: str) -> None:
    assert read_headings(grid_of(table_of(text)), HEADERS).akhir == 0


def test_a_row_of_months_is_a_heading_and_a_row_that_a_month_names_is_none() -> None:
    heading = "Indikator | Januari | Februari | Maret\nNilai A | 50 | 40 | 30"
    assert read_headings(grid_of(table_of(heading)), HEADERS).akhir == 1
    body = "Bulan | Target | Realisasi\nJanuari | 50 | 40\nFebruari | 51 | 41"
    assert read_headings(grid_of(table_of(body)), HEADERS).akhir == 1


def test_a_speck_beside_the_word_of_a_heading_hides_it_not() -> None:
    assert read_headings(grid_of(table_of("Kegiatan | 1\\nANGGARAN\nPelatihan operator | 250.000")), HEADERS).akhir == 1


@pytest.mark.parametrize("text", ["2 Kegiatan", "Rp 500.000", "1.500 Orang"])
def test_a_quantity_in_the_place_of_a_heading_is_no_heading(text: str) -> None:
    assert read_headings(grid_of(table_of(f"Kegiatan | {text}\nPelatihan operator | 250.000")), HEADERS).akhir == 0


def test_leaves_of_quantity_and_money_beside_marks_of_other_matter() -> None:
    table = table_of("""
        No | Program   | Target | <       | Realisasi | <       | Ket | <
        ^  | ^         | K      | Rp      | K         | Rp      | 5t  | R
        1  | Program A | 90     | 900.000 | 50        | 400.000 | T   |
    """)
    assert read_headings(grid_of(table), HEADERS).akhir == 2


@pytest.mark.parametrize("cells", ["Ada | 5t | Ada | 5t", "Rp | Rp | Rp | Rp", "K | Rp | - | -", "90 | 5.000 | 90 | 5.000"])
def test_a_row_of_the_body_under_groups_is_no_heading(cells: str) -> None:
    table = table_of(f"""
        No | Program   | Target | < | Realisasi | <
        1  | 2         | 3      | < | 4         | <
        1  | Program A | {cells}
    """)
    assert read_headings(grid_of(table), HEADERS).akhir == 2


@pytest.mark.parametrize(("first", "end"), [("1 Thn", 2), ("25 Org", 2), ("TW V", 2)])
def test_four_quarters_head_columns_beside_the_whole_year(first: str, end: int) -> None:
    text = f"Kegiatan | Indikator | Target Kinerja | < | < | < | <\n^ | ^ | {first} | TW I | TW II | TW III | TW IV"
    kepala = read_headings(grid_of(table_of(f"{text}\nRapat | Jumlah | 12 Dok | 3 Dok | 3 Dok | 3 Dok | 3 Dok")), HEADERS)
    assert kepala.akhir == end


@pytest.mark.parametrize(
    ("text", "value"), [("Rp 5.000", True), ("12 Dok", True), ("2023", False), ("(000)", False), ("Target", False)]
)
def test_years_and_scales_are_no_figures_of_the_body(text: str, value: bool) -> None:
    assert is_value(text) is value


@pytest.mark.parametrize(
    ("text", "heads"), [("Target 2023", True), ("Triwulan II", True), ("Target para petani kopi di hulu", False)]
)
def test_hardly_anything_but_known_words_heads_a_column(text: str, heads: bool) -> None:
    assert is_heading(HEADERS.read(text)) is heads


def test_a_row_of_many_heads_is_a_heading_though_a_picture_shows_a_figure_or_a_lone_numeral_in_it() -> None:
    text = "No | Sasaran | Indikator | Satuan | Target | {} | Anggaran (Rp)\n1 | Aman | Nilai A | % | 50 | 40 | 5.000.000"

    def ends(cell: str, *, from_ocr: bool = True, heads: str = text) -> int:
        return read_headings(grid_of(table_of(heads.format(cell), from_ocr=from_ocr)), HEADERS).akhir

    assert [ends("1"), ends("IV"), ends("IV", from_ocr=False)] == [1, 1, 1]
    assert ends("1", from_ocr=False) == 0, "a printed figure is none"
    assert ends("12") == 0, "nor is a longer one misread"
    marked = text.format("Lokasi").replace("No |", "7. No |")
    assert [ends("", heads=marked), ends("", heads=marked, from_ocr=False)] == [1, 0], "what is left of a border beside a word"
    few = text.replace("Satuan", "Rapat").replace("Sasaran", "Survei").replace("No |", "A |")
    assert [ends("1", heads=few), ends("IV", heads=few)] == [0, 0]


def test_a_lettered_group_over_all_columns_is_of_the_body_whatever_it_speaks_of() -> None:
    head = "URAIAN | 30 SEPTEMBER 2023 | < | 30 SEPT 2022\n^ | ANGGARAN | REALISASI | REALISASI"
    text = head + "\n{} | < | < | <\nPajak | 5.000 | 4.000 | 3.000"
    assert read_headings(grid_of(table_of(text.format("A. PENDAPATAN NEGARA"))), HEADERS).akhir == 2
    assert read_headings(grid_of(table_of(text.format("II. Anggaran Belanja"))), HEADERS).akhir == 2
    lone = head + "\n | {} | |\nPajak | 5.000 | 4.000 | 3.000"
    assert read_headings(grid_of(table_of(lone.format("A. ANGGARAN"))), HEADERS).akhir == 2
    assert read_headings(grid_of(table_of(lone.format("Realisasi Anggaran"))), HEADERS).akhir == 3


@pytest.mark.parametrize(("last", "end"), [("2023 Target", 2), ("2023 Orang", 0)])
def test_a_year_before_a_measure_heads_a_column(last: str, end: int) -> None:
    text = f"Kode | Indikator | 2022 | < | {last}\n | | Target | Realisasi |\n4.1 | Nilai A | 50 | 40 | 60"
    assert read_headings(grid_of(table_of(text)), HEADERS).akhir == end


@pytest.mark.parametrize(("text", "end"), [("Rupiah Murni |  | ", 1), (" | (Rp) | (Rp)", 2)])
def test_money_below_the_heading_of_names_heads_rows(text: str, end: int) -> None:
    rows = f"Sumber Dana | Pagu | Realisasi\n{text}\nBelanja Pegawai | 5.000.000 | 4.000.000"
    assert read_headings(grid_of(table_of(rows)), HEADERS).akhir == end


@pytest.mark.parametrize(("row", "end"), [("Kepala Bidang | Sasaran Kegiatan : | < | <", 1), (" | | Target | Realisasi", 2)])
def test_a_cell_under_many_named_columns_is_none_of_the_heading(row: str, end: int) -> None:
    above = "Pejabat | Sasaran | Target | Realisasi" if end == 1 else "Pejabat | Sasaran | 2022 | <"
    text = f"{above}\n{row}\nCamat | Naiknya mutu layanan | 4 | 3"
    assert read_headings(grid_of(table_of(text)), HEADERS).akhir == end
