"""Tables in a frame without inner rules, with other texts right above or below it."""

from __future__ import annotations

from extractors.borderless.frames import columns_of_text, frames
from extractors.borderless.tables import borderless_tables
from extractors.model import BBox, Page, Ruling, Table, Word
from tests.extractors.words import box, words

PLACES = (60, 90, 250, 330)
HEADING = ("No", "Uraian", "Rencana", "Hasil")
ROWS = [
    ("1", "Garam rakyat", "410", "388"),
    ("2", "Rumput laut", "590", "561"),
    ("3", "Benih ikan", "75", "81"),
    ("4", "Kapal", "9", "8"),
]


def rows(texts: list[tuple[str, ...]], top: float) -> list[Word]:
    return [w for n, row in enumerate(texts) for x, text in zip(PLACES, row, strict=True) for w in words(text, x, top + 16 * n)]


def read(held: list[Word], top: float, bottom: float) -> list[Table]:
    rulings = [r for side in box(50, top, 380, bottom) for r in side]
    return borderless_tables(Page(1, 595, 842, "teks", tuple(held), tuple(rulings)), [], rulings)


FOOT = [*words("Renja Dinas Perikanan", 60, 192), *words("Lembar 7", 330, 192)]


def test_a_foot_of_two_parts_right_below_a_frame_is_no_row() -> None:
    (table,) = read([*rows([HEADING, *ROWS], 105), *FOOT], 100, 190)
    assert [tuple(row) for row in table.grid()] == [HEADING, *ROWS]
    assert table.header_rows == 1


def test_names_of_columns_right_above_a_frame_stay_with_it() -> None:
    (table,) = read([*rows([HEADING], 87), *rows(ROWS, 105)], 100, 172)
    assert [tuple(row) for row in table.grid()] == [HEADING, *ROWS]


def test_a_frame_of_nothing_but_names_stays_with_the_rows_below_it() -> None:
    """A dark field in a picture: its edges are a frame."""
    places = (142, 188, 244, 277, 323, 382, 418, 464, 524)
    names = [w for x, year in ((174, "2031"), (312, "2032"), (454, "2033")) for w in words(f"Tahun {year}", x, 131)]
    names += words("Uraian", 76, 139)
    names += [w for x, name in zip(places, 3 * ("Target", "Hasil", "%"), strict=True) for w in words(name, x, 147)]
    body = [
        w
        for n, (_, name, first, second) in enumerate(ROWS)
        for x, text in zip((52, *places), (name, *(3 * (first, second, "9,5"))), strict=True)
        for w in words(text, x, 163 + 16 * n)
    ]
    rulings = [r for side in box(49, 127, 549, 160) for r in side]
    (table,) = borderless_tables(Page(1, 595, 842, "teks", (*names, *body), tuple(rulings)), [], rulings)
    assert (table.columns, table.header_rows) == (10, table.rows - len(ROWS))


def test_a_box_is_a_frame_where_all_its_sides_are_drawn() -> None:
    level, upright = box(50, 100, 380, 190)
    assert frames([*level, *upright]) == [BBox(50, 100, 380, 190)]
    assert frames([*level, upright[0]]) == []
    assert frames([level[0], Ruling(50, 190, 200, 190), *upright]) == []


def test_sides_that_go_on_below_the_last_rule_are_no_closed_frame() -> None:
    """A card of a web page: round corners part its lower edge from its sides."""
    sides = [Ruling(50, 100, 380, 100), Ruling(50, 164, 380, 164), Ruling(50, 100, 50, 186), Ruling(380, 100, 380, 186)]
    assert frames(sides) == []
    assert frames([*sides[:2], Ruling(50, 100, 50, 164), Ruling(380, 100, 380, 164)]) == [BBox(50, 100, 380, 164)]


RULED = [Ruling(290, y, 550, y) for y in (100, 118, 190)]
BESIDE = [
    "Garam rakyat dan rumput laut masih menjadi",
    "andalan pulau ini, sedang benih ikan sudah",
    "melampaui rencana yang ditetapkan bersama",
    "para nelayan pada awal tahun yang lalu.",
]


def beside(texts: list[str], leading: float) -> list[Word]:
    return [w for n, text in enumerate(texts) for w in words(text, 40, 104 + leading * n)]


def right_of(held: list[tuple[str, ...]]) -> list[Word]:
    places = (295, 440, 500)
    return [w for n, row in enumerate(held) for x, text in zip(places, row, strict=True) for w in words(text, x, 105 + 16 * n)]


def test_a_paragraph_beside_a_table_is_none_of_its_columns() -> None:
    table = right_of([row[1:] for row in (HEADING, *ROWS)])
    for leading in (16.0, 20.0):
        held = (*beside(BESIDE, leading), *table)
        (read,) = borderless_tables(Page(1, 595, 842, "teks", held, tuple(RULED)), [], RULED)
        assert [tuple(row) for row in read.grid()] == [row[1:] for row in (HEADING, *ROWS)]


def test_names_beside_rules_that_do_not_reach_them_are_a_column() -> None:
    names = ["Uraian", "Kelautan", "Budidaya", "Perikanan", "Pelayaran"]
    held = (*beside(names, 16.0), *right_of([row[1:] for row in (HEADING, *ROWS)]))
    assert columns_of_text(RULED, held) == [], "on the heights of the rows"
    rows = right_of([row[1:] for row in ROWS])
    assert columns_of_text(RULED, (*beside(BESIDE, 20.0), *rows)) == [], "rows between the first two: their heading is above"
