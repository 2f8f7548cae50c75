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


@pytest.mark.parametrize(
    "cells",
    [
        ["(1)", "(2)", "(4)", "(5)"],
        ["(1)", "(2)", "(3)", "(*)"],
        ["1", "2", "3", "4"],
        ["", "", "", "4", "5"],
        ["", "", "", "", "", "6", "7"],
        ["1", "2", "3", "4=3/2"],
        ["(1)", "(2)", "(3)=(2)/(1)"],
        ["1", "2", "3 4", "5", "6"],
        ["1", "", "2", "3"],
    ],
)
def test_numbers_of_columns_in_the_heading_and_in_the_body(cells: list[str]) -> None:
    assert number_row(cells)
    assert number_row(cells, in_body=True)


@pytest.mark.parametrize("cells", [["1", "12 14", "30"], ["1", "Laki-laki", "28"], ["12", "7", "31"], ["1"], []])
def test_no_numbers_of_columns(cells: list[str]) -> None:
    assert not number_row(cells)
    assert not number_row(cells, in_body=True)


@pytest.mark.parametrize(
    "cells",
    [
        ["", "", "", "", "1", "2"],  # a target and a result beside a name that stands in the row above
        ["", "", "", "", "3", "4", "5", "6"],  # a target a year
        ["Jumlah Dokumen", "3", "4", "5", "6", "7", "8"],
    ],
)
def test_small_figures_of_the_body_are_no_numbers_of_columns(cells: list[str]) -> None:
    assert number_row(cells)
    assert not number_row(cells, in_body=True)
