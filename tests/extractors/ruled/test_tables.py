"""Rulings and words to tables of cells."""

from __future__ import annotations

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
