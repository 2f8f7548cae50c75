"""Columns that the row of numbers tells, and names of equal groups of columns, in headings without lines."""

from __future__ import annotations

from extractors.columns.numbered import numbered_borders
from extractors.headings.groups import Group, equal_groups
from extractors.headings.levels import heading_levels
from extractors.model import BBox, Word

SIZE = 8.0
BORDERS = [40.0, 100.0, 160.0, 220.0, 260.0, 320.0, 380.0, 420.0]


def centred(text: str, x: float, y: float) -> list[Word]:
    width = 0.5 * SIZE * len(text)
    at, out = x - width / 2, []
    for part in text.split():
        out.append(Word(part, BBox(at, y, at + 0.5 * SIZE * len(part), y + SIZE), SIZE))
        at += 0.5 * SIZE * (len(part) + 1)
    return out


def heading(*leaves: str) -> list[list[Word]]:
    """A tall name, two years right above three names each, no more apart than two lines of one name."""
    texts = [centred("Indikator", 70, 114), centred("2031", 180, 110), centred("2032", 340, 110)]
    places = [130, 190, 240, 290, 350, 400]
    return texts + [centred(leaf, x, 119) for leaf, x in zip(leaves, places, strict=True)]


SAME = ("Target", "Realisasi", "%") * 2


def test_names_with_the_same_names_below_are_groups() -> None:
    assert equal_groups(heading(*SAME), BORDERS, SIZE) == [Group(1, 1, 3), Group(2, 4, 3)]
    levels = heading_levels([w for text in heading(*SAME) for w in text], BORDERS, SIZE)
    assert [(c, n) for c, n, words in levels[0] if words[0].text.startswith("20")] == [(1, 3), (4, 3)]


def left(text: str, x: float, y: float) -> list[Word]:
    width = 0.5 * SIZE * len(text)
    return centred(text, x + width / 2, y)


def test_names_that_begin_where_the_names_below_begin_are_groups() -> None:
    leaves = [left(leaf, x + 2, 119) for leaf, x in zip(SAME, BORDERS[1:], strict=False)]
    years = [left("2031", 102, 110), left("2032", 262, 110)]
    assert equal_groups([*years, *leaves], BORDERS, SIZE) == [Group(0, 1, 3), Group(1, 4, 3)]
    indented = [left("2031", 108, 110), left("2032", 268, 110)]
    assert equal_groups([*indented, *leaves], BORDERS, SIZE) == []


def test_names_over_other_names_are_none() -> None:
    assert equal_groups(heading("Lokasi", "Target", "Pagu", "Catatan", "Sumber", "Bidang"), BORDERS, SIZE) == []


def test_a_number_over_each_column_parts_columns_that_hold_little() -> None:
    numbers = [w for k, x in enumerate((60, 120, 190, 240, 290), start=1) for w in centred(str(k), x, 100)]
    body = [centred("Sekretariat", 190, 115) + centred("12,50", 240, 115) + centred("14,75", 290, 115)]
    more = numbered_borders([150.0, 215.0, 265.0], [numbers, *body], SIZE)
    assert len(more) == 4
    assert 60 < more[0] < 120


def test_a_text_over_two_numbers_leaves_their_columns_one() -> None:
    numbers = [w for k, x in enumerate((60, 120, 190, 240, 290), start=1) for w in centred(str(k), x, 100)]
    body = [[Word("Sekretariat_Daerah_Kabupaten", BBox(50, 115, 140, 123), SIZE)]]
    assert numbered_borders([150.0, 215.0, 265.0], [numbers, *body], SIZE) == [150.0, 215.0, 265.0]


def test_the_upper_line_of_a_name_beside_groups_names_no_column_of_these() -> None:
    """`Target` over `2031`, set at the foot of the heading, and no group of all that stands beside it."""
    borders = [40.0, 150.0, 210.0, 260.0, 310.0, 360.0, 410.0]
    words = [*centred("Indikator", 95, 122), *centred("Target", 180, 112), *centred("2031", 180, 122)]
    words += [*centred("Triwulan I", 260, 102), *centred("Triwulan II", 360, 102)]
    words += [w for k, x in enumerate((235, 285, 335, 385)) for w in centred(("Target", "Hasil")[k % 2], x, 122)]
    top, leaves = heading_levels(words, borders, SIZE)
    assert [(c, n, sorted(w.text for w in ws)) for c, n, ws in top][1] == (1, 1, ["2031", "Target"])
    assert [(c, n) for c, n, _ in top[2:]] == [(2, 2), (4, 2)]
    assert [c for c, _, _ in leaves] == [2, 3, 4, 5]
