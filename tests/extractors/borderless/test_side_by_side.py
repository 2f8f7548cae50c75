"""Two tables without a grid side by side, and one table with a wide blank strip."""

from __future__ import annotations

import itertools
from functools import partial

from extractors.borderless.regions import Region
from extractors.borderless.side_by_side import pairs
from extractors.borderless.tables import borderless_tables
from extractors.layout.blocks import block_of_lines
from extractors.model import BBox, Page, Ruling, Table, Word
from tests.extractors import words as built

words = partial(built.words, size=8.0)

NAMES = ("Garam", "Niaga", "Rumput", "Pelayaran", "Dermaga", "Budidaya")
LEFT, RIGHT = (60, 85, 180, 230), (330, 355, 450, 500)


def side(columns: tuple[int, ...], heading: str, step: float, top: float = 100) -> list[Word]:
    """A heading and six rows, `step` points apart; every name runs over two lines."""
    out = [w for x, text in zip(columns, heading.split(), strict=True) for w in words(text, x, top)]
    for n, name in enumerate(NAMES):
        y = top + 16 + n * step
        row = (str(n + 1), f"Program {name}", f"{n + 2}0,50", f"{n + 3}1,25")
        out += [w for x, text in zip(columns, row, strict=True) for w in words(text, x, y)]
        out += words("Rakyat Pulau", columns[1], y + 9)
    return out


def tables(page_words: list[Word], rules: list[Ruling]) -> list[Table]:
    return borderless_tables(Page(1, 595, 842, "teks", tuple(page_words), tuple(rules)), [], rules)


def names(table: Table) -> list[str]:
    return [" ".join(row[1].split()) for row in table.grid()[table.header_rows :]]


EXPECTED = [f"Program {name} Rakyat Pulau" for name in NAMES]


def test_a_heading_that_begins_anew_behind_a_gutter_begins_a_second_table() -> None:
    found = tables([*side(LEFT, "No Uraian Target Hasil", 27), *side(RIGHT, "No Program Pagu Sisa", 32)], [])
    assert [names(t) for t in found] == [EXPECTED, EXPECTED]


def test_rules_that_stop_at_a_gutter_part_two_tables_whatever_their_headings() -> None:
    heights = ([97, 111, *(138 + 27 * n for n in range(6))], [97, 111, *(143 + 32 * n for n in range(6))])
    rules = [
        Ruling(x0, y, x1, y, 1.0)
        for xs, ys in zip(((58, 72, 178, 228, 260), (328, 342, 448, 498, 530)), heights, strict=True)
        for y in ys
        for x0, x1 in itertools.pairwise(xs)
    ]
    found = tables([*side(LEFT, "No Uraian Target Hasil", 27), *side(RIGHT, "Nomor Program Pagu Sisa", 32)], rules)
    assert [names(t) for t in found] == [EXPECTED, EXPECTED]
    assert [t.columns for t in found] == [4, 4]  # the rules over the narrow first column are rules too


def test_a_wide_strip_in_one_table_parts_nothing() -> None:
    found = tables([*side(LEFT, "No Uraian Target Hasil", 27), *side(RIGHT, "Sasaran Program Pagu Sisa", 27)], [])
    assert len(found) == 1
    assert found[0].columns > 4


def grid_of_words(gap: float) -> list[list[Word]]:
    """Ten lines of two texts each, `gap` apart."""
    return [
        [Word(text, BBox(x, 20.0 * n, x + 60, 20.0 * n + 10), 10.0) for text, x in (("Jalan", 50.0), ("Irigasi", 110 + gap))]
        for n in range(10)
    ]


def test_a_wide_gutter_parts_a_region_in_two() -> None:
    block = block_of_lines(grid_of_words(40))
    (pair,) = pairs([Region(block, (), [])], block, [])
    assert {w.text for w in pair.left[0].words} == {"Jalan"}
    assert {w.text for w in pair.right[0].words} == {"Irigasi"}
    assert not pair.ruled


def test_a_narrow_gutter_and_one_that_a_rule_crosses_part_nothing() -> None:
    for lines, rules in ((grid_of_words(15), []), (grid_of_words(40), [Ruling(50, 95, 210, 95)])):
        block = block_of_lines(lines)
        assert pairs([Region(block, tuple(rules), [])], block, rules) == []


def short_side(x: float, rows: list[tuple[str, str, str]], step: float, right_rules: float) -> tuple[list[Word], list[Ruling]]:
    """A table of a few single lines, `step` apart, each between two rules that end at `right_rules`."""
    held = [w for n, row in enumerate(rows) for k, t in enumerate(row) for w in words(t, x + 70 * k, 300 + step * n)]
    return held, [
        Ruling(x - 4, 300 + step * n - (step - 8) / 2, right_rules, 300 + step * n - (step - 8) / 2) for n in range(len(rows) + 1)
    ]


LOANS = [("Semester", "Pagu", "Serapan"), ("Ganjil", "410", "388"), ("Genap", "590", "561"), ("Jumlah", "1.000", "949")]
STAFF = [("Golongan", "Formasi", "Terisi"), ("Pembina", "8", "7"), ("Penata", "24", "22"), ("Pengatur", "31", "30")]


def test_short_tables_whose_lines_fall_together_are_two_where_their_rules_differ_in_height() -> None:
    (left, lower), (right, upper) = short_side(50, LOANS, 19, 230), short_side(270, STAFF, 27, 450)
    found = tables([*left, *right], [*lower, *upper])
    assert [[tuple(row) for row in t.grid()] for t in found] == [LOANS, STAFF]


def test_rules_that_run_through_hold_short_lines_of_different_heights_together() -> None:
    (left, lower), (right, _) = short_side(50, LOANS, 19, 450), short_side(270, STAFF, 27, 450)
    assert len(tables([*left, *right], lower)) == 1
