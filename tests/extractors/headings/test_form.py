"""Rows that number the columns, seen by form alone."""

from __future__ import annotations

import pytest

from extractors.headings.form import heading_rows
from extractors.layout.text_forms import number_row
from extractors.model import BBox, Cell, Table


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
        ["1", "", "2", "3", "4", "5", "6 (5/4)", "7", "8 (4+6)", "9 =(8/3)"],
    ],
)
def test_numbers_of_columns_in_the_heading_and_in_the_body(cells: list[str]) -> None:
    assert number_row(cells)
    assert number_row(cells, in_body=True)


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "12 14", "30"],
        ["1", "2 (5%)", "3 (7,5)"],
        ["1", "2 (orang)", "3 (orang)"],
        ["1", "Laki-laki", "28"],
        ["12", "7", "31"],
        ["1"],
        [],
    ],
)
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


def table(rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    """Cells of these texts; `spans` are (rows, columns) of those that span."""
    covered = {(r + i, c + j) for (r, c), (h, w) in (spans or {}).items() for i in range(h) for j in range(w) if i or j}
    box = BBox(0, 0, 100, 100)
    cells = [
        Cell(r, c, *(spans or {}).get((r, c), (1, 1)), text, 1, box)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if (r, c) not in covered
    ]
    return Table(tuple(cells), len(rows), len(rows[0]), 0, "garis", 1.0, 1, 1, box)


def test_a_row_of_column_numbers_ends_the_heading() -> None:
    assert heading_rows(table([["No", "Uraian", "Nilai"], ["1", "2", "3"], ["1", "Jalan", "12"]])) == 2


def test_names_of_years_below_a_wide_name_are_heading_and_figures_are_not() -> None:
    wide = {(0, 1): (1, 2)}
    assert heading_rows(table([["Uraian", "Target", ""], ["", "2023", "2024"], ["Jalan", "12", "13"]], wide)) == 2
    assert heading_rows(table([["Uraian", "Target", ""], ["Jalan", "12", "13"], ["Irigasi", "14", "15"]], wide)) == 1


def test_a_first_row_of_figures_is_no_heading() -> None:
    assert heading_rows(table([["1", "Jalan", "12"], ["2", "Irigasi", "13"]])) == 0
    assert heading_rows(table([["Uraian", "2023", "2024"], ["Jalan", "12", "13"]])) == 1


def test_a_form_that_leaves_columns_out_numbers_the_rest_as_they_are() -> None:
    assert number_row(["1", "1", "2", "3", "4", "5", "10", "11", "12", "13"][1:])
    assert number_row(["1", "2", "3", "4", "5", "10", "11", "12", "13", "14"], in_body=True)
    assert not number_row(["1", "2", "3", "8", "9"], in_body=True), "too few to tell"
    assert not number_row(["1", "2", "3", "4", "9", "10", "15", "16", "17", "18"], in_body=True), "two gaps"
