"""Rows that white space shows, and columns that only look like merged cells."""

from __future__ import annotations

from functools import partial

from extractors.layout.blocks import ColumnLine, column_block
from extractors.model import Word
from extractors.rows.by_gaps import _blocks as blocks
from extractors.rows.by_wraps import rows_of
from tests.extractors import words as built

words = partial(built.words, size=12.0)

PITCH = 20.0


def test_numbered_names_that_wrap_stay_with_their_amounts() -> None:
    names = [
        ("1. Pengembangan Niaga Pesisir dan", "Rp. 6.100.000.000,-"),
        ("Pulau Kecil", ""),
        ("2. Pelayaran Rakyat", "Rp. 2.200.000.000,-"),
        ("3. Perikanan Budidaya", "Rp. 1.300.000.000,-"),
        ("4. Pengolahan Rumput Laut untuk", "Rp. 400.000.000,-"),
        ("Kesejahteraan Nelayan", ""),
    ]
    page = [w for n, (name, money) in enumerate(names) for w in (*words(name, 82, PITCH * n), *words(money, 330, PITCH * n))]
    rows = [[" ".join(w.text for w in cell) for cell in row] for row in rows_of(column_block(page, (80.0, 300.0, 460.0)))]
    assert [row[0] for row in rows if row[1]] == [
        "1. Pengembangan Niaga Pesisir dan Pulau Kecil",
        "2. Pelayaran Rakyat",
        "3. Perikanan Budidaya",
        "4. Pengolahan Rumput Laut untuk Kesejahteraan Nelayan",
    ]


def test_the_column_of_the_names_is_not_one_of_merged_cells() -> None:
    borders = (0.0, 60.0, 240.0, 300.0, 380.0)
    page: list[Word] = []
    names = [("Nilai tingkat kegemaran", "membaca"), ("Indeks pembangunan", "literasi"), ("Jumlah pemustaka",)] * 2
    top = 0.0
    for n, name in enumerate(names):
        for k, line in enumerate(name):
            page += words(line, 65, top + 12 * k)
        middle = top + 6 * (len(name) - 1)
        page += words("Nilai", 245, middle) + words(f"4{n},57", 305, middle)
        top += 12 * len(name)
    rows = [[" ".join(w.text for w in cell) for cell in row] for row in rows_of(column_block(page, borders))]
    assert [(row[1], row[3]) for row in rows] == [(" ".join(name), f"4{n},57") for n, name in enumerate(names)]


def test_codes_that_wrap_are_one_row() -> None:
    page: list[Word] = []
    for n, (code, rest) in enumerate([("3.25.02.", "2.01."), ("3.25.02.", "2.02."), ("3.25.03.", "2.01.")]):
        top = 40.0 * n
        page += words(code, 0, top) + words(rest, 0, top + 13) + words("Pengelolaan", 80, top) + words("kawasan", 80, top + 13)
        page += words(f"18{n}.659.976", 200, top + 6)
    rows = rows_of(column_block(page, (0.0, 70.0, 190.0, 300.0)))
    assert [" ".join(w.text for w in row[0]) for row in rows] == ["3.25.02. 2.01.", "3.25.02. 2.02.", "3.25.03. 2.01."]


def lines_of(*texts: str) -> list[ColumnLine]:
    return [ColumnLine(0, 14.0 * n, 14.0 * n + 12, text, False, words(text, 0, 14 * n)) for n, text in enumerate(texts)]


def test_a_text_that_would_have_fitted_above_is_of_another_cell() -> None:
    found = blocks(lines_of("Program Perikanan", "Laut", "Hutan Kota"), 12.0, 122.0)
    assert [[line.text for line in block] for block in found] == [["Program Perikanan", "Laut"], ["Hutan Kota"]]


def test_the_rest_of_a_text_would_not() -> None:
    assert len(blocks(lines_of("Program Perikanan", "Laut Dalam", "Seluruh Kepulauan"), 12.0, 125.0)) == 1
    assert len(blocks(lines_of("Program", "dan kegiatan"), 12.0, 200.0)) == 1
