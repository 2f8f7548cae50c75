"""Rulings and words to tables of cells."""

from __future__ import annotations

from dataclasses import replace

from extractors.layout.tiles import ruling_groups
from extractors.model import BBox, Page, Ruling, Table, Word
from extractors.ruled.tables import leftover_rulings, ruled_tables
from tests.extractors.words import words

RULES = [Ruling(50, y, 350, y) for y in (100, 120, 140)] + [Ruling(x, 100, x, 140) for x in (50, 200, 350)]
WORDS = [
    w
    for x, y, text in ((55, 105, "Uraian"), (205, 105, "Nilai"), (55, 125, "Jalan"), (205, 125, "12"))
    for w in words(text, x, y)
]


def page(rules: list[Ruling], held: list[Word]) -> Page:
    return Page(1, 595, 842, "teks", tuple(held), tuple(rules))


def tables_on(made: Page) -> list[Table]:
    return ruled_tables(made, ruling_groups(made))


def test_words_fall_into_the_cells_that_rulings_draw() -> None:
    (table,) = tables_on(page(RULES, WORDS))
    assert [list(row) for row in table.grid()] == [["Uraian", "Nilai"], ["Jalan", "12"]]


def test_a_frame_around_a_text_is_no_table() -> None:
    frame = [Ruling(50, y, 350, y) for y in (100, 140)] + [Ruling(x, 100, x, 140) for x in (50, 350)]
    assert tables_on(page(frame, WORDS)) == []
    assert tables_on(page(RULES, words("Uraian", 55, 105))) == []


def test_rulings_of_a_table_are_not_left_over() -> None:
    rule = Ruling(50, 700, 200, 700)
    made = page([*RULES, rule], WORDS)
    tables = tables_on(made)
    assert tables[0].bbox == BBox(50, 100, 350, 140)
    assert leftover_rulings(made, tables) == [rule]


def test_tables_of_one_frame_have_each_the_borders_that_they_draw() -> None:
    """Two borders seven points apart are one to the grid of the frame; `12` of the upper table stands left of the lower one's."""
    upper, lower = (50, 170, 260, 350), (50, 177, 267, 350)
    level = [Ruling(50, y, 350, y) for y in (100, 120, 140, 180, 200)] + [Ruling(177, 160, 350, 160)]
    down = [Ruling(x, 100, x, 140) for x in upper] + [Ruling(x, 140, x, 200) for x in lower] + [Ruling(220, 160, 220, 200)]
    rows = {
        105: ((55, "Ikan"), (180, "Awal"), (275, "Akhir")),
        125: ((55, "Nila"), (180, "15"), (261.5, "12")),
        145: ((55, "Kode"), (190, "Jumlah"), (275, "Selisih")),
        165: ((180, "Dulu"), (230, "Kini"), (275, "Rp")),
        185: ((55, "5.1"), (180, "1.000"), (230, "900"), (300, "100")),
    }
    held = [w for y, texts in rows.items() for x, text in texts for w in words(text, x, y)]
    first, second = tables_on(page([*level, *down], held))
    assert list(first.grid()[1]) == ["Nila", "15", "12"]
    assert list(second.grid()[-1]) == ["5.1", "1.000", "900", "100"]


def test_the_shade_of_a_heading_of_two_rows_ends_that_where_no_line_does() -> None:
    level = [Ruling(50, y, 350, y) for y in (100, 180, 200)] + [Ruling(200, 120, 350, 120)]
    down = [Ruling(50, 100, 50, 200), Ruling(200, 100, 200, 200), Ruling(275, 120, 275, 200), Ruling(350, 100, 350, 200)]
    rows = {
        104: ((240, "Target"),),
        128: ((80, "Uraian"), (215, "Awal"), (290, "Akhir")),
        162: ((55, "Nila"), (215, "15"), (290, "12")),
        185: ((55, "Lele"), (215, "9"), (290, "8")),
    }
    held = [w for y, texts in rows.items() for x, text in texts for w in words(text, x, y)]
    plain = page([*level, *down], held)
    (one,) = tables_on(plain)
    assert one.grid()[1][1:] == ["Awal\n15", "Akhir\n12"]
    (table,) = tables_on(replace(plain, shades=(BBox(50, 100, 350, 155),)))
    assert [row[1:] for row in table.grid()[1:]] == [["Awal", "Akhir"], ["15", "12"], ["9", "8"]]
