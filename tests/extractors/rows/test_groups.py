"""Names of groups of rows that run over the borders of columns."""

from __future__ import annotations

import pytest

from extractors.layout.blocks import column_block
from extractors.model import Word
from extractors.rows.by_wraps import rows_of
from extractors.rows.groups import name_bands
from tests.extractors.words import SIZE, row, words

XS = (50.0, 80.0, 240.0, 300.0)
BORDERS = [48.0, 78.0, 230.0, 290.0, 350.0]
NAME = "Sasaran: Terjaganya kelestarian sumber daya laut dan pesisir"


def page(name: list[Word], second: float) -> list[Word]:
    return [*row(["1", "Luas mangrove", "Ha", "12,5"], XS, 20), *name, *row(["2", "Terumbu karang", "Ha", "3,25"], XS, second)]


def test_a_text_over_several_columns_is_a_row_of_its_own() -> None:
    body = page(words(NAME, 80, 38), 56)
    ((top, end),) = name_bands(body, BORDERS, SIZE)
    assert 30 < top < 38
    assert 48 < end < 56
    rows = rows_of(column_block(body, BORDERS))
    assert [len(row[0]) for row in rows] == [1, 0, 1]


def test_its_second_line_belongs_to_it_however_short() -> None:
    name = [*words(NAME, 50, 38), *words("aman dan lestari", 50, 49)]
    rows = rows_of(column_block(page(name, 68), BORDERS))
    assert [sum(map(len, row)) for row in rows] == [5, 11, 5]


@pytest.mark.parametrize(
    "name",
    [
        words("Luas kawasan yang dikelola", 80, 38),  # in its column
        words(NAME, 80, 31),  # right below the row above: the rest of its name
        words(NAME.lower(), 80, 38),
        row(["", "Panjang pantai yang dijaga", "Km", ""], XS, 38),
    ],
)
def test_what_keeps_to_its_column_or_goes_on_is_no_name_of_a_group(name: list[Word]) -> None:
    assert name_bands(page(name, 56), BORDERS, SIZE) == []
