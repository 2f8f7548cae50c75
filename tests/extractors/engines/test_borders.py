"""Boxes of cells to tables of ours."""

from __future__ import annotations

from extractors.engines.borders import table_of_boxes
from extractors.engines.engine import part_of, words_cut
from extractors.model import BBox
from tests.extractors.engines.pages import TOP, ruled_page, words_page


def test_a_place_that_no_box_covers_is_a_cell_of_its_own() -> None:
    page = words_page(rows=(("Uraian", "1", "2", "3"), ("Jalan", "4", "5", "6")))
    boxes = [BBox(36, TOP - 4, 216, TOP + 36), BBox(216, TOP - 4, 296, TOP + 16), BBox(216, TOP + 16, 450, TOP + 36)]
    table = table_of_boxes(boxes, page, "pdfplumber")
    assert table is not None
    assert table.grid() == [["Uraian\nJalan", "1", "2 3"], ["", "4 5 6", ""]]


def test_one_row_or_one_column_is_no_table() -> None:
    assert table_of_boxes([BBox(36, 90, 216, 130), BBox(216, 90, 450, 130)], words_page(), "pdfplumber") is None


def test_a_part_of_a_page_has_its_words_and_rulings_only() -> None:
    part = part_of(ruled_page(), BBox(36, TOP + 14, 450, TOP + 78))
    assert {word.text for word in part.words} >= {"Jembatan", "1.300"}
    assert not {word.text for word in part.words} & {"Uraian", "Sambungan"}
    assert part.rulings
    assert all(TOP < ruling.y0 < TOP + 100 for ruling in part.rulings)


def test_words_that_borders_cut_are_counted_where_the_border_parts_two_cells() -> None:
    page = ruled_page()
    rows = [BBox(36, TOP - 4 + 20 * n, 50, TOP + 16 + 20 * n) for n in range(6)]
    right = [BBox(50, TOP - 4, 450, TOP + 56), BBox(50, TOP + 56, 450, TOP + 116)]
    cut = table_of_boxes([*rows, *right], page, "pdfplumber")
    halves = [BBox(216, TOP - 4, 450, TOP + 56), BBox(216, TOP + 56, 450, TOP + 116)]
    whole = table_of_boxes([BBox(36, TOP - 4, 216, TOP + 116), *halves], page, "pdfplumber")
    assert cut is not None
    assert whole is not None
    assert len(words_cut(cut, page.words)) == 6
    assert words_cut(whole, page.words) == []
