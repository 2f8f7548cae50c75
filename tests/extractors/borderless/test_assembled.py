"""Heading and rows between borders as the cells of a table."""

from __future__ import annotations

from extractors.borderless.assembled import assembled
from extractors.model import BBox, Page, Table, Word
from tests.extractors.paper import words

BORDERS = (50.0, 90.0, 200.0, 260.0)
PAGE = Page(3, 595, 842, "teks")


def made(rows: list[list[list[Word]]]) -> Table:
    heading = [[(0, 1, words("Uraian", 55, 100)), (1, 2, words("Target", 190, 100))]]
    return assembled(heading, rows, BORDERS, BBox(50, 95, 260, 160), PAGE, "tanpa-garis")


def test_every_place_of_the_table_is_one_cell() -> None:
    table = made([[words("Garam", 55, 120), [], words("2,50", 210, 120)], [words("Niaga", 55, 140), words("7", 160, 140), []]])
    assert table.grid() == [["Uraian", "Target", ""], ["Garam", "", "2,50"], ["Niaga", "7", ""]]
    places = [
        (r, c) for x in table.cells for r in range(x.row, x.row + x.row_span) for c in range(x.column, x.column + x.column_span)
    ]
    assert sorted(places) == [(r, c) for r in range(3) for c in range(3)]
    assert (table.header_rows, table.first_page, table.column_edges) == (1, 3, BORDERS)
    edges = {(cell.row, cell.bbox.y0, cell.bbox.y1) for cell in table.cells}
    assert edges == {(0, 95, 114), (1, 114, 134), (2, 134, 160)}  # halfway between the words of two rows


def test_a_label_centred_over_two_columns_spans_them() -> None:
    total = words("Jumlah", 113, 120)  # its middle, 125, is that of the two columns
    table = made([[[], total, words("9,50", 210, 120)], [words("Niaga", 55, 140), words("7", 160, 140), []]])
    assert [(c.column, c.column_span, c.text) for c in table.cells if c.row == 1] == [(0, 2, "Jumlah"), (2, 1, "9,50")]


def test_a_text_in_its_own_column_spans_nothing() -> None:
    table = made([[[], words("7", 173, 120), words("9,50", 210, 120)], [words("Niaga", 55, 140), words("7", 173, 140), []]])
    assert [(c.column, c.column_span, c.text) for c in table.cells if c.row == 1] == [(0, 1, ""), (1, 1, "7"), (2, 1, "9,50")]
