"""Where lists without a grid end."""

from __future__ import annotations

from functools import partial

import pytest

from extractors.borderless.continued import continued_table
from extractors.borderless.tables import borderless_tables
from extractors.model import Page, Ruling, Word
from tests.extractors import words as built

words = partial(built.words, size=11.0)


def test_a_page_number_under_the_rule_of_the_foot_is_no_row_of_the_list() -> None:
    rows = [
        ("Program", "Anggaran", "Keterangan"),
        ("Program Niaga Pulau", "Rp 7.085.000.000", "APBD"),
        ("Program Pelayaran", "Rp 1.157.000.000", "APBD"),
        ("Program Garam Rakyat", "Rp 250.000.000", "APBD"),
        ("Program Budidaya", "Rp 468.000.000", "APBN"),
    ]
    page_words = [
        w for n, row in enumerate(rows) for x, text in zip((73, 327, 461), row, strict=True) for w in words(text, x, 621 + 30 * n)
    ]
    page_words += words("13", 509, 783)
    rules = [Ruling(66, 774, 496, 774, 2.0), Ruling(498, 774, 528, 774, 2.0)]
    page = Page(1, 595, 842, "teks", tuple(page_words), tuple(rules))
    (table,) = borderless_tables(page, [], rules)
    assert table.columns == 3
    assert [row[1] for row in table.grid()][1:] == ["Rp 7.085.000.000", "Rp 1.157.000.000", "Rp 250.000.000", "Rp 468.000.000"]


def test_the_second_line_of_a_name_goes_on_with_the_list_on_the_next_page() -> None:
    first = [("Program", "Anggaran"), ("Program Niaga Pulau", "Rp 7.085.000.000"), ("Program Garam", "Rp 250.000.000")]
    above = [
        w for n, row in enumerate(first) for x, text in zip((73, 327), row, strict=True) for w in words(text, x, 700 + 30 * n)
    ]
    before = borderless_tables(Page(1, 595, 842, "teks", tuple(above)), [], [])[-1]
    rest = (*words("Program Budidaya Rumput", 73, 78), *words("Rp 1.700.000.000", 327, 78), *words("Laut Rakyat", 73, 91))
    table = continued_table(Page(2, 595, 842, "teks", rest), [], before)
    assert table is not None
    names = " ".join(cell.text for cell in table.cells if cell.column == 0)
    assert names.split() == ["Program", "Budidaya", "Rumput", "Laut", "Rakyat"]


def test_a_list_of_one_amount_under_three_names() -> None:
    rows = [
        ("Kegiatan", "Anggaran", "Keterangan"),
        ("1. Pemeliharaan Dermaga dan", "Rp. 119.000.000,-", "APBD"),
        ("Pasar Pulau", "", ""),
    ]
    above = [
        w for n, row in enumerate(rows) for x, text in zip((73, 327, 461), row, strict=True) for w in words(text, x, 300 + 20 * n)
    ]
    (table,) = borderless_tables(Page(1, 595, 842, "teks", tuple(above)), [], [])
    assert [row[1] for row in table.grid() if row[1]] == ["Anggaran", "Rp. 119.000.000,-"]


def test_the_rest_of_a_name_above_the_first_row_of_a_page_is_a_row_of_the_table_that_goes_on() -> None:
    def page(number: int, top: float, rows: list[tuple[str, str, str]]) -> Page:
        held = [
            w
            for n, row in enumerate(rows)
            for x, text in zip((73, 150, 427), row, strict=True)
            for w in words(text, x, top + 26 * n)
        ]
        return Page(number, 595, 842, "teks", tuple(held))

    first = [("Kode", "Program", "Anggaran"), *((f"1.0{n}", f"Program Pulau {n}", f"{n}7.085.000") for n in range(1, 7))]
    before = borderless_tables(page(1, 600, first), [], [])[-1]
    below = [("", "Laut Rakyat", ""), *((f"1.0{n}", f"Program Pulau {n}", f"{n}7.085.000") for n in range(7, 10))]
    (table,) = borderless_tables(page(2, 70, below), [], [], before)
    assert [row[1] for row in table.grid()] == ["Laut Rakyat", "Program Pulau 7", "Program Pulau 8", "Program Pulau 9"]


def test_lines_above_the_amounts_of_the_first_row_of_a_page_are_of_that_row() -> None:
    def row(n: int, top: float) -> list[Word]:
        out = words(f"1.0{n} .", 73, top) + words("02", 73, top + 26)
        out += words(f"Program Pulau {n}", 150, top + 6.5) + words("Rakyat", 150, top + 19.5)
        return out + words(f"{n}7.085.000", 427, top + 13) + words(f"{n}6.500.000", 500, top + 13)

    heading = [
        w for x, text in ((73, "Kode"), (150, "Program"), (427, "Anggaran"), (500, "Realisasi")) for w in words(text, x, 540)
    ]
    above = heading + [w for n in range(1, 5) for w in row(n, 515 + 50 * n)]
    before = borderless_tables(Page(1, 595, 842, "teks", tuple(above)), [], [])[-1]
    below = [w for n in range(5, 8) for w in row(n, 60 + 50 * (n - 5))]
    (table,) = borderless_tables(Page(2, 595, 842, "teks", tuple(below)), [], [], before)
    assert [" ".join(r[1].split()) for r in table.grid()] == [f"Program Pulau {n} Rakyat" for n in range(5, 8)]
    assert [" ".join(r[0].split()) for r in table.grid()] == [f"1.0{n} . 02" for n in range(5, 8)]


def test_running_text_that_begins_below_the_numbers_of_the_rows_is_no_row() -> None:
    rows = [(str(n), name, "12", "9,5") for n, name in enumerate(("Pasar", "Taman kota", "Hutan", "Embung desa"), 1)]
    body = [
        w
        for n, row in enumerate(rows)
        for x, text in zip((60, 72, 250, 320), row, strict=True)
        for w in words(text, x, 100 + 14 * n)
    ]
    prose = words("Berdasarkan tabel ini semua naik", 60, 158)
    (found,) = borderless_tables(Page(1, 595, 842, "teks", (*body, *prose)), [], [])
    assert not any("Berdasarkan" in text for row in found.grid() for text in row)
    rest = words("milik desa", 60, 158)  # the rest of a name may stand below its number
    (found,) = borderless_tables(Page(1, 595, 842, "teks", (*body, *rest)), [], [])
    assert any("milik" in text for row in found.grid() for text in row)


def test_the_title_below_a_label_that_stands_alone_is_no_name_of_columns() -> None:
    names = [w for x, text in zip((60, 250, 320), ("Uraian", "Rencana", "Hasil"), strict=True) for w in words(text, x, 100)]
    body = [
        w
        for n in range(4)
        for x, text in zip((60, 250, 320), ("Pasar", "12", "9,5"), strict=True)
        for w in words(text, x, 114 + 14 * n)
    ]
    title = [*words("Tabel 3.4", 272, 74), *words("Rencana dan Hasil", 252, 87)]
    (found,) = borderless_tables(Page(1, 595, 842, "teks", (*title, *names, *body)), [], [])
    assert found.grid()[0] == ["Uraian", "Rencana", "Hasil"]


@pytest.mark.parametrize(("parted", "tables"), [(True, 1), (False, 2)])
def test_a_tall_row_between_rules_drawn_cell_by_cell_is_of_the_same_table(parted: bool, tables: int) -> None:
    rows = [
        (85, ("Program", "Pagu", "Realisasi")), (105, ("Program Pasar", "Rp 900.000", "Rp 800.000")),
        (205, ("Program Kios", "Rp 700.000", "Rp 600.000")), (225, ("Program Los", "Rp 500.000", "Rp 400.000")),
        (245, ("Program Jalan", "Rp 300.000", "Rp 200.000")),
    ]  # fmt: skip
    page_words = [w for y, row in rows for x, text in zip((73, 250, 400), row, strict=True) for w in words(text, x, y)]
    heights = (80, 100, 200, 220, 240, 260) if parted else (80, 100, 260)
    rules = [Ruling(a, y, b, y) for y in heights for a, b in ((70, 239), (240, 389), (390, 520))]
    found = borderless_tables(Page(1, 595, 842, "teks", tuple(page_words), tuple(rules)), [], rules)
    assert sum(len([row for row in table.grid() if "Program" in row[0]]) for table in found) == 5
    assert len(found) == tables
