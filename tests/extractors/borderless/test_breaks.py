"""Where one table without a grid ends and something else begins right below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.borderless.breaks import group_next, heading_next, titles_next
from extractors.borderless.tables import borderless_tables
from extractors.layout.lines import group_lines
from extractors.model import BBox, Page, Ruling, Table, Word
from tests.extractors.words import words

XS = (60.0, 90.0, 330.0, 420.0)
PLANS = (("No", "Kegiatan", "Rencana", "Hasil"), ("1", "Pasar Induk", "12", "11"), ("2", "Pasar Desa", "14", "12"))
COSTS = (("No", "Program", "Anggaran", "Sisa"), ("1", "Niaga", "7.085.000", "85.000"), ("2", "Garam", "250.000", "40.000"))


def ruled(rows: Sequence[Sequence[str]], top: float) -> tuple[list[Word], list[Ruling]]:
    """A table with a rule above and below its heading and at its foot."""
    text = [w for k, row in enumerate(rows) for x, cell in zip(XS, row, strict=False) for w in words(cell, x, top + 16 * k, 9.0)]
    return text, [Ruling(58, y, 470, y) for y in (top - 4, top + 12, top + 16 * len(rows) - 4)]


def read(*parts: tuple[list[Word], list[Ruling]]) -> list[Table]:
    page = Page(1, 595, 842, "teks", tuple(w for text, _ in parts for w in text), tuple(r for _, rules in parts for r in rules))
    return borderless_tables(page, [], page.rulings)


def test_a_larger_title_between_the_rules_of_two_tables_parts_them() -> None:
    title = words("B. Biaya menurut program", 90, 152, 10.5), list[Ruling]()
    found = read(ruled(PLANS, 100), title, ruled(COSTS, 172))
    assert [table.grid()[0] for table in found] == [list(PLANS[0]), list(COSTS[0])]


def test_a_bold_title_between_the_rules_of_two_tables_parts_them() -> None:
    title = [replace(word, bold=True) for word in words("B. Biaya menurut program", 90, 152, 9.0)], list[Ruling]()
    found = read(ruled(PLANS, 100), title, ruled(COSTS, 172))
    assert [table.grid()[0] for table in found] == [list(PLANS[0]), list(COSTS[0])]


@pytest.mark.parametrize(("mark", "tables"), [(":", 2), ("", 1)])
def test_a_line_that_announces_what_follows_between_the_rules_of_two_tables_parts_them(mark: str, tables: int) -> None:
    line = words(f"Biaya menurut program adalah{mark}", 90, 152, 9.0), list[Ruling]()
    assert len(read(ruled(PLANS, 100), line, ruled(COSTS, 172))) == tables


def test_a_larger_title_over_a_heading_without_an_edge_above_parts_them() -> None:
    text, rules = ruled(COSTS, 172)
    title = words("B. Biaya menurut program", 60, 152, 10.5), list[Ruling]()
    found = read(ruled(PLANS, 100), title, (text, rules[1:]))
    assert [table.grid()[0] for table in found] == [list(PLANS[0]), list(COSTS[0])]


def test_a_bold_line_without_an_edge_below_is_no_title() -> None:
    text, rules = ruled(COSTS, 172)
    before, after = group_lines(ruled(PLANS, 100)[0]), group_lines(text)
    line = words("B. Biaya menurut program", 60, 152, 9.0)
    edges = [*ruled(PLANS, 100)[1], *rules[1:]]
    assert titles_next([replace(w, size=10.5) for w in line], before, after, edges, 9.0)
    assert not titles_next([replace(w, bold=True) for w in line], before, after, edges, 9.0)


def test_the_name_of_a_group_set_as_the_rows_are_parts_nothing() -> None:
    group = words("Biaya menurut program", 90, 150, 9.0), [Ruling(58, 162, 470, 162)]
    assert len(read(ruled(PLANS, 100), group, ruled(COSTS[1:], 166))) == 1


def test_signatures_far_below_the_last_rule_are_no_rows() -> None:
    signed = [*words("Pihak Pertama", 90, 172, 9.0), *words("Pihak Kedua", 330, 172, 9.0)], list[Ruling]()
    (table,) = read(ruled(PLANS, 100), signed)
    assert table.rows == 3


def test_a_row_of_figures_below_the_last_rule_is_one() -> None:
    total = [*words("Jumlah", 90, 152, 9.0), *words("26", 330, 152, 9.0), *words("23", 420, 152, 9.0)], list[Ruling]()
    (table,) = read(ruled(PLANS, 100), total)
    assert table.rows == 4


def test_a_line_above_the_upper_edge_is_no_name_of_a_group() -> None:
    caption = words("Rencana dan Hasil Setempat", 320, 86, 9.0), list[Ruling]()
    (table,) = read(caption, ruled(PLANS, 102))
    assert table.grid()[0] == list(PLANS[0])


def test_a_title_above_names_set_bolder_than_the_rows_needs_no_rule() -> None:
    plans, (costs, _) = ruled(PLANS, 100)[0], bold(ruled(COSTS, 160))
    title = words("Biaya menurut program", 90, 147, 9.0)
    found = read((plans, []), (title, []), (costs, []))
    assert [table.grid()[0] for table in found] == [list(PLANS[0]), list(COSTS[0])]
    plain = [replace(w, bold=False) for w in costs]
    assert not titles_next(title, group_lines(plans), group_lines(plain), [], 9.0), "a row of names"


def test_a_line_with_nothing_below_is_no_title() -> None:
    text, rules = ruled(PLANS, 100)
    assert not titles_next(words("B. Biaya", 60, 152, 10.5), group_lines(text), [], rules, 9.0)


WIDE = "Biaya yang dikeluarkan menurut program dan kegiatan setiap tahunnya di pasar"


def test_a_group_between_rules_as_long_as_the_tables_may_reach_over_its_columns() -> None:
    group = words(WIDE, 60, 152, 9.0), [Ruling(58, 164, 470, 164)]
    (table,) = read(ruled(PLANS, 100), group, ruled(COSTS[1:], 168))
    assert table.rows == 6
    assert [c.column_span for c in table.cells if c.text == WIDE] == [4]


def test_a_line_without_such_rules_on_both_sides_is_no_group() -> None:
    text, rules = ruled(PLANS, 100)
    line, after = words(WIDE, 60, 152, 9.0), [words("1", 60, 168, 9.0)]
    whole, short = Ruling(58, 164, 470, 164), Ruling(58, 164, 200, 164)
    assert group_next(line, group_lines(text), after, [*rules, whole])
    assert not group_next(line, group_lines(text), after, [*rules, short])
    assert not group_next(line, group_lines(text), after, rules)
    assert not group_next(line, group_lines(text), after, [*rules[:-1], whole])
    assert not group_next(line, group_lines(text), [], [*rules, whole])


def bold(part: tuple[list[Word], list[Ruling]], lines: int = 1) -> tuple[list[Word], list[Ruling]]:
    """The part with its first lines in bold."""
    text, rules = part
    last = sorted({w.bbox.y0 for w in text})[lines - 1]
    return [replace(w, bold=w.bbox.y0 <= last) for w in text], rules


def test_a_heading_right_below_the_last_rule_of_a_table_begins_another() -> None:
    """The second table has no rule of its own above or below its heading; its first name heads a column above, too."""
    text, rules = bold(ruled(COSTS, 160))
    found = read(bold(ruled(PLANS, 100)), (text, rules[2:]))
    assert [table.grid()[0] for table in found] == [list(PLANS[0]), list(COSTS[0])]


def test_words_below_a_rule_that_head_nothing_or_are_set_as_the_rows_begin_none() -> None:
    before, after = group_lines(bold(ruled(PLANS, 100))[0]), group_lines(ruled(COSTS[1:], 176)[0])
    heading = words("No", 60, 160, 9.0) + words("Program", 90, 160, 9.0) + words("Anggaran", 330, 160, 9.0)
    heads = [replace(w, bold=True) for w in heading]
    edges = bold(ruled(PLANS, 100))[1]
    assert heading_next(heads, before, after, edges, 9.0)
    assert not heading_next(heading, before, after, edges, 9.0), "set as the rows are"
    assert not heading_next([replace(w, text="A") if w.text == "No" else w for w in heads], before, after, edges, 9.0)
    assert not heading_next(heads, before, [words("Pasar Lama dan Baru", 90, 176, 9.0)], edges, 9.0), "no figures below"
    near = [replace(w, bbox=BBox(w.bbox.x0, w.bbox.y0 - 12, w.bbox.x1, w.bbox.y1 - 12)) for w in heads]
    assert heading_next(heads, before, after, edges[:2], 9.0), "no rule between, but space"
    assert not heading_next(near, before, after, edges[:2], 9.0), "neither"


def test_a_heading_set_off_that_begins_as_the_one_above_and_goes_on_otherwise_begins_another_table() -> None:
    plans, costs = (ruled(part, top)[0] for part, top in ((PLANS, 100), (COSTS, 172)))
    assert [table.grid()[0] for table in read((plans, []), (costs, []))] == [list(PLANS[0]), list(COSTS[0])]
    again = ruled((PLANS[0], *COSTS[1:]), 172)[0]
    assert [table.grid()[0] for table in read((plans, []), (again, []))] == [list(PLANS[0])], "printed again"
