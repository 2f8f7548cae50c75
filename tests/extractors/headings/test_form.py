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


def table(*rows: tuple[str, ...], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    """`spans`: (rows, columns) of cells at (row, column); a place that one covers is written as None's text, empty."""
    spans = spans or {}
    covered = {(r + i, c + j) for (r, c), (h, w) in spans.items() for i in range(h) for j in range(w)} - set(spans)
    box = BBox(0, 0, 1, 1)
    cells = tuple(
        Cell(r, c, *spans.get((r, c), (1, 1)), text, 1, box)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if (r, c) not in covered
    )
    return Table(cells, len(rows), len(rows[0]), 0, "garis", 1.0, 1, 1, box)


BODY = ("1", "Garam", "12,50", "13,25")


def test_names_above_data_are_the_heading_and_data_is_none() -> None:
    assert heading_rows(table(("No", "Uraian", "Target", "Hasil"), BODY)) == 1
    assert heading_rows(table(("No", "Uraian", "2031", "2032"), BODY)) == 1  # years are names
    assert heading_rows(table(("2", "Garam", "12,50", "13,25"), BODY)) == 0
    assert heading_rows(table(("", "", "", ""), BODY)) == 0


def test_a_number_row_ends_the_heading() -> None:
    assert heading_rows(table(("No", "Uraian", "Target", "Hasil"), ("", "", "(%)", "(%)"), ("1", "2", "3", "4"), BODY)) == 3


def test_cells_that_span_down_mark_the_depth() -> None:
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2)}
    assert heading_rows(table(("No", "Uraian", "Kinerja", ""), ("", "", "2031", "2032"), BODY, spans=spans)) == 2


def test_names_under_a_wide_name_are_heading_and_figures_are_not() -> None:
    spans = {(0, 2): (1, 2)}
    names = ("No", "Uraian", "Kinerja", "")
    assert heading_rows(table(names, ("", "", "Target", "Hasil"), BODY, spans=spans)) == 2
    assert heading_rows(table(names, BODY, BODY, spans=spans)) == 1
