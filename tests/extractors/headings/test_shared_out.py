"""Which columns the names on one line of a heading stand over."""

from __future__ import annotations

from extractors.headings.shared_out import shared_out
from extractors.model import BBox

SIZE = 10.0
BORDERS = [0.0, 100.0, 150.0, 200.0, 250.0, 300.0]
LEFT = {c: BBox(BORDERS[c] + 4, 20, BORDERS[c] + 24, 30) for c in range(1, 5)}
"""Names of four columns behind the first, set left."""
YEARS = dict.fromkeys(range(1, 5), "")


def box(x0: float, x1: float) -> BBox:
    return BBox(x0, 5, x1, 15)


def test_names_in_the_middle_of_their_columns() -> None:
    assert shared_out([box(130, 170), box(230, 270)], LEFT, YEARS, BORDERS, SIZE) == [(1, 2), (3, 4)]


def test_names_that_begin_where_their_columns_do() -> None:
    assert shared_out([box(104, 124), box(154, 190)], LEFT, YEARS, BORDERS, SIZE) == [(1, 1), (2, 4)]


def test_a_name_set_left_reaches_over_columns_of_one_kind() -> None:
    assert shared_out([box(104, 190)], LEFT, dict.fromkeys(range(1, 5), "tw"), BORDERS, SIZE) == [(1, 4)]


def test_not_over_columns_of_another() -> None:
    signs = {1: "tw", 2: "tw", 3: "satuan", 4: "ket"}
    assert shared_out([box(104, 190)], LEFT, signs, BORDERS, SIZE) == [(1, 2)]


def test_under_tall_names_every_column_of_the_lower_line_is_named() -> None:
    signs = {1: "rp", 2: "%"}
    leaves = {c: LEFT[c] for c in (1, 2)}
    tall = [BBox(4, 12.5, 40, 22.5), BBox(204, 12.5, 240, 22.5)]
    assert shared_out([box(104, 144)], leaves, signs, BORDERS, SIZE, tall) == [(1, 2)]
    assert shared_out([box(104, 144)], leaves, signs, BORDERS, SIZE, [BBox(4, 20, 40, 30)]) == [(1, 1)]
