"""Tables of engines that merge no cells, with headings by our rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.engines.borders import table_of_boxes
from extractors.engines.headed import headed
from extractors.model import BBox, Page, Table
from tests.extractors.engines.pages import BORDERS, PITCH, ROWS, TOP, XS, words_page
from tests.extractors.words import words

PARTS = (36.0, 216.0, 296.0, 450.0)
"""Borders of three columns."""


def page_of(*rows: Sequence[tuple[str, float]]) -> Page:
    """A page with these texts, each at its place from the left, a row every 20 points."""
    held = [w for n, row in enumerate(rows) for text, x in row for w in words(text, x, TOP + PITCH * n)]
    return replace(words_page(), words=tuple(held))


def body(*names: str) -> list[list[tuple[str, float]]]:
    return [[(name, 40.0), (f"{n + 1},50", 220.0), (f"{n + 2},75", 300.0)] for n, name in enumerate(names)]


def seen(page: Page, xs: Sequence[float], rows: int) -> Table:
    """What an engine that merges nothing sees between these borders, a row every 20 points."""
    ys = [TOP - 4 + PITCH * n for n in range(rows + 1)]
    table = table_of_boxes([BBox(a, c, b, d) for c, d in pairwise(ys) for a, b in pairwise(xs)], page, "camelot-network")
    assert table is not None
    return table


def grid(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[text.replace("\n", " ") for text in row] for row in table.grid()]


def test_a_name_over_two_columns_spans_them() -> None:
    page = page_of(
        [("Uraian", 40.0), ("Target", 265.0)], [("2022", 220.0), ("2023", 300.0)], [], *body("Jalan", "Taman", "Pasar")
    )
    table = headed(seen(page, PARTS, 6), page)
    assert table is not None
    (target,) = [cell for cell in table.cells if cell.text == "Target"]
    assert (target.row, target.column, target.column_span, table.header_rows) == (0, 1, 2, 2)


def test_a_column_that_holds_but_the_name_of_the_next_is_none() -> None:
    page = page_of([("Uraian", 40.0), ("Target", 180.0), ("Realisasi", 300.0)], *body("Jalan", "Taman", "Pasar"))
    found = grid(headed(seen(page, (36.0, 170.0, *PARTS[1:]), 4), page))
    assert found[:2] == [["Uraian", "Target", "Realisasi"], ["Jalan", "1,50", "2,75"]]


def test_a_blank_column_with_a_name_stays_where_its_neighbours_have_theirs() -> None:
    named = [("Uraian", 40.0), ("Lokasi", 180.0), ("Target", 220.0), ("Realisasi", 300.0)]
    page = page_of(named, *body("Jalan", "Taman", "Pasar"))
    assert grid(headed(seen(page, (36.0, 170.0, *PARTS[1:]), 4), page))[1] == ["Jalan", "", "1,50", "2,75"]


def test_blank_rows_and_columns_are_left_out() -> None:
    page = page_of([("Uraian", 40.0), ("Target", 220.0), ("Realisasi", 300.0)], [], *body("Jalan", "Taman", "Pasar"))
    table = headed(seen(page, (36.0, 150.0, 210.0, 296.0, 450.0), 5), page)
    assert grid(table) == [["Uraian", "Target", "Realisasi"], *([t for t, _ in row] for row in body("Jalan", "Taman", "Pasar"))]


def test_no_row_of_figures_is_part_of_the_heading() -> None:
    """The widest gap is below the first row of figures."""
    rows = body("Jalan", "Taman", "Pasar")
    page = page_of([("Uraian", 40.0), ("Target", 220.0), ("Realisasi", 300.0)], rows[0], [], rows[1], rows[2])
    table = headed(seen(page, PARTS, 5), page)
    assert table is not None
    assert (table.header_rows, len(table.grid())) == (1, 4)


def test_a_border_through_one_text_without_a_name_behind_it_is_none() -> None:
    names = [[("Sambungan air", 40.0), ("minum", 106.0)], [("Jalan", 40.0)], [("Rumah layak", 40.0), ("huni", 96.0)]]
    rows = [[*name, (f"{n},50", 220.0), (f"{n},75", 300.0)] for n, name in enumerate(names)]
    page = page_of([("Indikator", 40.0), ("Target", 220.0), ("Realisasi", 300.0)], *rows)
    found = grid(headed(seen(page, (36.0, 102.0, *PARTS[1:]), 4), page))
    assert [row[0] for row in found] == ["Indikator", "Sambungan air minum", "Jalan", "Rumah layak huni"]


def test_a_border_between_two_texts_stays() -> None:
    names = [[("Jalan", 40.0), ("km", 130.0)], [("Taman", 40.0), ("unit", 130.0)], [("Pasar", 40.0), ("unit", 130.0)]]
    rows = [[*name, (f"{n},50", 220.0), (f"{n},75", 300.0)] for n, name in enumerate(names)]
    page = page_of([("Indikator", 40.0), ("Target", 220.0), ("Realisasi", 300.0)], *rows)
    assert grid(headed(seen(page, (36.0, 120.0, *PARTS[1:]), 4), page))[1] == ["Jalan", "km", "0,50", "0,75"]


def test_a_name_of_two_lines_is_one_row() -> None:
    names = body("Rumah layak", "Taman", "Pasar")
    page = page_of([("Uraian", 40.0), ("Target", 220.0), ("Realisasi", 300.0)], *names)
    below = words("huni", 40.0, TOP + PITCH + 11)
    page = replace(page, words=(*page.words, *below))
    ys = [TOP - 4, TOP + 16, TOP + 30, TOP + 36, TOP + 56, TOP + 76]
    cut = table_of_boxes([BBox(a, c, b, d) for c, d in pairwise(ys) for a, b in pairwise(PARTS)], page, "pdfplumber")
    assert cut is not None
    assert [row[0] for row in grid(headed(cut, page))] == ["Uraian", "Rumah layak huni", "Taman", "Pasar"]


def test_prose_between_borders_is_no_table() -> None:
    lines = [[("jalan yang rusak diperbaiki oleh", 40.0), ("dinas pada tahun itu", 220.0)]] * 5
    page = page_of(*lines)
    assert headed(seen(page, (36.0, 216.0, 450.0), 5), page) is None


def test_merged_cells_are_left_as_their_engine_saw_them() -> None:
    page = words_page()
    boxes = [BBox(BORDERS[0], TOP - 4, BORDERS[-1], TOP + 16)]
    ys = [TOP - 4 + PITCH * n for n in range(1, len(ROWS) + 1)]
    boxes += [BBox(a, c, b, d) for c, d in pairwise(ys) for a, b in pairwise(BORDERS)]
    table = table_of_boxes(boxes, page, "pdfplumber")
    assert table is not None
    assert headed(table, page) == table
    assert len(XS) == table.columns
