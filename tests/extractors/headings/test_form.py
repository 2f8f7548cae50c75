"""Rows that number the columns, seen by form alone."""

from __future__ import annotations

import pytest

from extractors.layout.text_forms import number_row


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2", "3", "4"], True),
        (["1", "2", "3 4", "", "5", "6"], True),
        (["1", "2 9", "3", "4", "5"], False),
        (["1", "Kota Rekaan", "3 4"], False),
    ],
)
def test_two_numbers_in_one_cell_where_a_border_is_not_drawn(cells: list[str], expected: bool) -> None:
    assert number_row(cells) is expected
