"""Rows that a page break cut in two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.logical.stitch import join
from extractors.model import EngineName, Table
from tests.pipeline.grids import table_of

HEAD = "No | Kegiatan | Indikator | Target | Pagu\n"


def joined(upper: str, lower: str) -> Table:
    first = table_of(HEAD + upper, header_rows=1)
    table = join(first, replace(table_of(lower, page=2), column_edges=first.column_edges))
    assert table is not None
    return table


def test_a_name_that_goes_on_with_a_capital_where_rows_are_numbered() -> None:
    table = joined("1 | Pemeliharaan kapal | Jumlah kapal | 4 unit | 9.000.000", " | Operasional Pelabuhan | yang dirawat | | ")
    assert table.grid()[1][1:3] == ["Pemeliharaan kapal\nOperasional Pelabuhan", "Jumlah kapal\nyang dirawat"]


def test_a_unit_below_its_figure() -> None:
    table = joined("1 | Nilai produksi garam | Nilai produksi | 512.75 | 9.000.000", " | | | Juta Rupiah | ")
    assert table.grid()[1][3] == "512.75\nJuta Rupiah"


def test_a_name_that_ends_in_a_comma_goes_on() -> None:
    table = joined("3.1 | Pengelolaan pulau, | Jumlah kapal | 4 unit | 9.000.000", " | Pesisir Laut | | | ")
    assert table.grid()[1][1] == "Pengelolaan pulau,\nPesisir Laut"


@pytest.mark.parametrize(
    "lower",
    [
        " | Program Kelautan | | | ",
        " | | Jumlah pelatihan | 2 kali | ",
        "2 | Pengerukan alur | panjang alur | | ",
    ],
)
def test_rows_of_their_own_stay(lower: str) -> None:
    assert joined("1 | Pemeliharaan kapal | Jumlah kapal | 4 unit | 9.000.000", lower).rows == 3


def test_every_column_of_words_goes_on_and_no_figure_does() -> None:
    head = "Tujuan | Sasaran | Indikator | Target | Realisasi\n"
    first = table_of(head + "Kualitas Air | Kualitas Sungai dan | Indeks Mutu dan | 80 % | 40 %", header_rows=1)
    rest = replace(table_of("Bersih | Danau | Danau Besar | | ", page=2), column_edges=first.column_edges)
    table = join(first, rest)
    assert table is not None
    assert table.grid()[1] == [
        "Kualitas Air\nBersih",
        "Kualitas Sungai dan\nDanau",
        "Indeks Mutu dan\nDanau Besar",
        "80 %",
        "40 %",
    ]


def test_a_heading_of_a_group_over_the_whole_row_goes_on() -> None:
    first = table_of(HEAD + "Sasaran 2 : Terjaganya mutu garam serta | < | < | < | <", header_rows=1)
    rest = replace(table_of("harga garam di pulau | < | < | < | <", page=2), column_edges=first.column_edges)
    table = join(first, rest)
    assert table is not None
    assert table.grid()[1][0] == "Sasaran 2 : Terjaganya mutu garam serta\nharga garam di pulau"


@pytest.mark.parametrize(
    ("upper", "lower", "rows"),
    [
        ("2.16.01 | Layanan Darurat | Jumlah | 4 unit | 9.000.000", " | Kabupaten/Kota | | | ", 2),
        ("2.16.02. | Pembinaan | Jumlah | 4 unit | 9.000.000", "01 | | | | ", 2),
        (" | 1. Pengadaan | Jumlah | 4 unit | ", " | 2. Perawatan | | 5 unit | ", 3),
        (" | Pengadaan | Jumlah | | Rp.", "2.16.01 | Mebel | paket | 4 unit | 9.000.000", 2),
        ("2.16.01 | Pengadaan | Jumlah | 4 unit | 9.000.000", "2.16.02 | Mebel | paket | 5 unit | 8.000.000", 3),
    ],
)
def test_a_row_left_open_at_the_foot_goes_on(upper: str, lower: str, rows: int) -> None:
    first = replace(table_of(HEAD + upper, header_rows=1), open_foot=True)
    table = join(first, replace(table_of(lower, page=2), column_edges=first.column_edges))
    assert table is not None
    assert table.rows == rows


def test_figures_are_no_rest_of_the_field_beside_the_name_of_a_group() -> None:
    first = replace(table_of(HEAD + "3 | Terjaganya mutu garam | | < | <", header_rows=1), open_foot=True)
    table = join(first, replace(table_of(" | Luas tambak | ha | 12 | 14", page=2), column_edges=first.column_edges))
    assert table is not None
    assert table.rows == 3
    open_row = replace(table_of(HEAD + "3 | Terjaganya mutu garam | | | ", header_rows=1), open_foot=True)
    table = join(open_row, replace(table_of(" | rakyat | ha | 12 | 14", page=2), column_edges=first.column_edges))
    assert table is not None
    assert table.rows == 2


def test_a_text_that_another_row_has_whole_is_put_together() -> None:
    rows = "1 | Kadar air, BOD 35mg/L 50mg/L | uji | 4 kali | 9.000\\n2 | Kadar air, BOD 35mg/L | uji | 4 kali | 8.000"
    first = table_of(HEAD + rows.replace("\\n", "\n"), header_rows=1)
    for rest, row_count in (("50mg/L", 3), ("60mg/L", 4)):
        table = join(first, replace(table_of(f" | {rest} | | | ", page=2), column_edges=first.column_edges))
        assert table is not None
        assert table.rows == row_count


def test_what_stands_below_the_break_alone_keeps_its_page() -> None:
    first = replace(table_of(HEAD + " | Tersedianya kapal | | | ", header_rows=1), open_foot=True)
    table = join(first, replace(table_of(" | layak jalan | | 4 unit | ", page=2), column_edges=first.column_edges))
    assert table is not None
    row = {c.column: c for c in table.cells if c.row == 1}
    assert table.rows == 2
    assert (row[3].text, row[3].page) == ("4 unit", 2)
    assert (row[1].text, row[1].page) == ("Tersedianya kapal\nlayak jalan", 1)


def test_most_cells_begin_small_and_none_holds_a_figure() -> None:
    upper = "Meningkatnya layanan | Jumlah desa yang mendapat | Desa | 40 | Bidang Pendaftaran"
    table = joined(upper, "jemput bola | layanan keliling | | | Penduduk")
    assert table.grid()[1][:2] == ["Meningkatnya layanan\njemput bola", "Jumlah desa yang mendapat\nlayanan keliling"]
    assert joined(upper, "jemput bola | Layanan keliling | | | Penduduk").rows == 3, "most begin large"
    assert joined(upper, "jemput bola | layanan keliling | | 12 | Penduduk").rows == 3, "a figure of its own"


CODED = "".join(f"1.0{n} | Rawat kapal | Jumlah kapal | 4 unit | 9.000.000\n" for n in range(1, 6))


@pytest.mark.parametrize(
    ("lower", "rows"),
    [
        (" | Operasional Pelabuhan | | | \n1.06 | Rapat | Jumlah rapat | 2 kali | 1.000.000", 7),
        (" | Operasional Pelabuhan | | | \n | Rapat | Jumlah rapat | 2 kali | 1.000.000", 8),  # others have no code either
        (" | Operasional Pelabuhan | | | ", 7),  # nothing below tells that rows there have one
        (" | Operasional Pelabuhan | | | \nII | Rapat | Jumlah rapat | 2 kali | 1.000.000\n | Jumlah | | | 46.000.000", 8),
        (" | Bidang Pelabuhan | | | \n1.06 | Rapat | Jumlah rapat | 2 kali | 1.000.000\n | Bidang Laut | | | ", 9),
    ],
)
def test_the_only_row_without_a_code_is_the_rest_of_the_one_above(lower: str, rows: int) -> None:
    assert joined(CODED.rstrip(), lower).rows == rows


@pytest.mark.parametrize(("engine", "rows"), [("garis", 8), ("garis-datar", 9)])
def test_where_rows_are_not_ruled_the_first_line_of_a_name_may_stand_above_its_code(engine: EngineName, rows: int) -> None:
    lower = " | Operasional Pelabuhan | | | \n1.06 | dan Alur | Jumlah alur | 2 unit | 1.000.000\n | Jumlah | | | 46.000.000"
    first = replace(table_of(HEAD + CODED.rstrip(), header_rows=1), engine=engine)
    table = join(first, replace(table_of(lower, page=2), column_edges=first.column_edges, engine=engine))
    assert table is not None
    assert table.rows == rows


@pytest.mark.parametrize(
    ("above", "rest", "rows"),
    [
        ("3.26.01.2.01.0\\n019", "002", 3),
        ("3.26.01.2.01.0019", "002", 4),  # its column breaks no codes
        ("3.26.01.2.01.0\\n019", "3.26.02", 4),
    ],
)
def test_the_rest_of_a_code_goes_on_as_its_column_breaks_others(above: str, rest: str, rows: int) -> None:
    upper = f"{above} | Penyediaan data | Jumlah laporan | 12 | 9.000.000\n3.26.01.2.02.0 | Rehabilitasi | Jumlah | 4 | 500.000"
    assert joined(upper, f"{rest} | Sarana Layanan | Penerima manfaat | | ").rows == rows
