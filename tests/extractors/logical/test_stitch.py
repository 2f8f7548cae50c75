"""Pieces of tables whose columns are finer than those that they go on from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.headings.form import heading_rows
from extractors.logical.stitch import coarsened, join, repeated_heading
from tests.pipeline.grids import table_of


def test_cells_that_fall_into_one_column_are_joined() -> None:
    table = coarsened(table_of("Januari | Rp | 5.000 | 4.000"), [0, 1, 3, 4])
    assert table is not None
    assert table.grid() == [["Januari", "Rp 5.000", "4.000"]]


def test_a_cell_that_would_share_a_column_with_another_fits_no_coarser_columns() -> None:
    fields = table_of("Januari | < | 5.000 | 4.000")
    assert coarsened(fields, [0, 1, 3, 4]) is None
    assert coarsened(fields, [0, 2, 3, 4]) is not None


def test_a_label_and_its_text_alone_in_a_row_are_one_title() -> None:
    rows = "VI. SASARAN : | < | Tertibnya pasar | < | <\n | Kios resmi | < | unit | 12"
    table = coarsened(table_of(rows), [0, 1, 3, 4, 5])
    assert table is not None
    assert table.grid() == [["VI. SASARAN : Tertibnya pasar", "", "", ""], ["", "Kios resmi", "unit", "12"]]
    assert [c.column_span for c in table.cells if c.row == 0] == [4]
    figures = rows.replace("Tertibnya pasar", "14 kios")
    assert coarsened(table_of(figures), [0, 1, 3, 4, 5]) is None


FORM = """
    Sub Kegiatan : 1.02.02.2.01.14 Pengadaan alat | < | < | <
    Kode Rekening | Uraian | Sebelum | Setelah
    5.1.02        | Barang | 900.000 | 950.000
"""


def test_a_heading_below_the_fields_of_a_form_is_dropped_where_it_is_printed_again() -> None:
    first = table_of(FORM)
    again = table_of("Kode Rekening | Uraian | Sebelum | Setelah\n5.2.02 | Modal | 600.000 | 700.000")
    assert repeated_heading(first, again) == 1
    other = table_of("Nama Pegawai | Jabatan | Golongan | Eselon\n5.2.02 | Modal | 600.000 | 700.000")
    assert repeated_heading(first, other) == 0


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [("", "", True), ("", " (000)", False), (" (000)", "", False), (" (Rp. 000)", " (Rp 000,-)", True), ("", " (Rp)", True)],
)
def test_the_same_heading_in_another_scale_is_that_of_another_table(first: str, second: str, one: bool) -> None:
    text = "Kode | Program dan Kegiatan | Pagu Indikatif 2022{}\n{} | {} | 9.000"
    upper = table_of(text.format(first, "1.02", "Rapat"))
    lower = replace(table_of(text.format(second, "1.03", "Survei"), page=2), column_edges=upper.column_edges)
    assert (join(upper, lower) is not None) is one


def test_a_figure_in_a_cell_of_the_repeated_heading_is_kept() -> None:
    heading = "Nama Program dan Kegiatan Tahun Berjalan | Anggaran Belanja Operasi | Anggaran Belanja Modal"
    upper = table_of(f"{heading}\nRapat | 9.000 | 1.000")
    below = table_of(f"{heading}\nSurvei | 7.000 | ^\nCetak | 6.000 | 5.000", page=2)
    cells = tuple(replace(c, text=f"{c.text}\n8.000") if c.row_span > 1 else c for c in below.cells)
    table = join(upper, replace(below, cells=cells, column_edges=upper.column_edges))
    assert table is not None
    assert table.grid()[2] == ["Survei", "7.000", "8.000"]


DEEP = """
    Kode | Program dan Kegiatan | Indikator Kinerja | Satuan | Target dan Kerangka Pendanaan | < | < | < | Kondisi Akhir | <
         |                      |                   |        | Tahun 2022 | < | Tahun 2023 | <         | Target | Rp
         |                      |                   |        | Target | Rp | Target | Rp               |        |
    {} | Rapat | Jumlah rapat | kali | 12 | 9.000 | 13 | 9.500 | 13 | 18.500
    {} | Cetak | Jumlah buku | buku | 7 | 900 | 7 | 950 | 14 | 1.850
"""


def test_a_row_of_names_below_the_repeated_heading_is_of_it_where_the_first_page_has_it_there() -> None:
    first = table_of(DEEP.format("1.02", "1.03"))
    assert heading_rows(first) == 2, "else there is nothing to tell"
    again = replace(table_of(DEEP.format("1.04", "1.05"), page=2), column_edges=first.column_edges)
    assert repeated_heading(first, again) == 3
    figures = "\n".join(line for k, line in enumerate(DEEP.splitlines()) if k != 3).format("1.04", "1.05")
    assert repeated_heading(first, replace(table_of(figures, page=2), column_edges=first.column_edges)) == 2
