"""Words that narrow columns broke, put together again with the words of the document and of the language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import BBox, Cell, Table
from pipeline.tables.mended.broken_words import cut_off, in_pieces, mended_cell, mended_table, with_figures_joined, words_of
from tests.pipeline.grids import table_of


def cell(text: str) -> Cell:
    lines = text.split("\n")
    return Cell(0, 0, 1, 1, text, 1, BBox(0, 0, 20, 10 * len(lines)), line_tops=tuple(10.0 * n for n in range(len(lines))))


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Peme\nlih\nara\nan\ndan\npe\nnga\ndaa\nn\nper\nala\ntan\nmu\nseu\nm", "Pemeliharaan dan pengadaan peralatan museum"),
        ("Me\nnin\ngk\natn\nya\nla\nya\nna\nn\ndi\nUP\nTD\nR", "Meningkatnya layanan di UPTDR"),
        ("Rapat\nperencana\nan", "Rapat\nperencanaan"),
        ("Layanan\nsosial", "Layanan\nsosial"),
        ("RPJMD Kota\ns/d Tahun 2024", "RPJMD Kota\ns/d Tahun 2024"),
        ("Rapat perencana\nan/evaluasi", "Rapat perencanaan\n/evaluasi"),
        ("a. Gula\nb. Garam\nc. Kopi", "a. Gula\nb. Garam\nc. Kopi"),
        ("Penguran\ngan b. Gula", "Pengurangan\nb. Gula"),
        ("1\n12\n3\n4\n5\n6\n7\n8", "1\n12\n3\n4\n5\n6\n7\n8"),
        ("Ton\nTon\nHa\nTon\nUnit\nHa\nTon\nHa", "Ton\nTon\nHa\nTon\nUnit\nHa\nTon\nHa"),
        ("ton\nton\nha\nton\nton\nha\nton\nha", "ton\nton\nha\nton\nton\nha\nton\nha"),
        ("Qx\nzt\nrr\nvv\nww\nqq\nxy\nzz", "Qx\nzt\nrr\nvv\nww\nqq\nxy\nzz"),
    ],
)
def test_broken_words(broken: str, whole: str) -> None:
    assert mended_cell(cell(broken), frozenset({"dan", "di", "museum"})).text == whole


def test_a_word_that_stands_whole_elsewhere_in_the_document_is_whole_in_its_table() -> None:
    whole = Table((cell("Penataan dermaga rakyat"),), 1, 1, 0, "garis", 1.0, 1, 1, BBox(0, 0, 20, 20))
    broken = replace(whole, cells=(cell("Perbaikan der\nmaga"),))
    two = replace(whole, cells=(cell("Penataan\ndermaga rakyat"),))
    known = words_of([whole, broken, two])
    assert mended_table(broken, known).cells[0].text == "Perbaikan dermaga"
    assert mended_table(two, known) == two, "two words, each on its line"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pem ang kut an ny a", True),
        ("Luas lahan di tepi kali", False),
        ("Nilai A", False),
        ("Jumlah bus dan kapal per tahun", False),
    ],
)
def test_a_name_left_in_pieces_is_seen(name: str, expected: bool) -> None:
    assert in_pieces(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Luas taman kota yang", True),
        ("yang dirawat warga (unit)", True),
        ("Luas taman yang dirawat", False),
        ("Panjang jalan", False),
        ("kota setiap tahun 3. Jumlah taman", True),
        ("Jumlah taman per 2. Kelurahan", False),
    ],
)
def test_a_name_that_a_page_break_cut_is_seen(name: str, expected: bool) -> None:
    assert cut_off(name) is expected


def test_units_are_no_pieces_of_a_name() -> None:
    assert not in_pieces("Produktivitas padi (ku/ha)")
    assert in_pieces("Produk ti vi padi (tas)")


def test_a_word_before_a_line_that_begins_with_a_capital_is_whole() -> None:
    known = words_of([table_of("Jumlah Dewan\\nPendidikan | JUMLAH DE\\nWAN | jumlah pen\\ndidikan")])
    assert "dewan" in known
    assert not {"de", "wan", "pen", "didikan"} & known


NARROW = """
    Indikator | Target | Capaian
    Luas taman | 3.333\\nHa | 63,85
    Kunjungan | 209.4\\n84\\nOrang | {}
    Debit air | 17.10\\n1 m3 | 193,9\\n9
    Panen | {} | 1.813,\\n37
"""


def test_figures_that_narrow_columns_broke_have_the_form_of_those_beside() -> None:
    table = with_figures_joined(table_of(NARROW.format("160,7\\n5", "12\\n14")))
    assert [row[1] for row in table.grid()[1:]] == ["3.333\nHa", "209.484\nOrang", "17.101 m3", "12\n14"]
    assert [row[2] for row in table.grid()[1:]] == ["63,85", "160,75", "193,99", "1.813,37"]


@pytest.mark.parametrize(
    "text",
    [
        "Indikator | Capaian\nLuas taman | 63,8\nKunjungan | 160,7\\n5\nDebit air | 193,9\\n9",  # one decimal, and a figure below
        "Indikator | Capaian\nLuas taman | 63,85\nKunjungan | 160,7\\n5\nDebit air | 193,99",  # once
        "Indikator | Capaian\nLuas taman | 63,85\nKunjungan | 160,75\\n50,25\nDebit air | 193,99\\n9,50",
        "Indikator | Capaian\nLuas taman | 63,85\nKunjungan | 160,7\\n5\\n20\nDebit air | 193,9\\n9\\n( 10 )",  # others beside it
    ],
)
def test_figures_below_each_other_stay_two(text: str) -> None:
    table = table_of(text)
    assert with_figures_joined(table) is table
