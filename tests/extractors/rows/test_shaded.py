"""Edges of shaded bands."""

from __future__ import annotations

from extractors.model import BBox, Page, Ruling
from extractors.rows.shaded import shade_edges


def page(*shades: BBox) -> Page:
    return Page(1, 595, 842, "teks", shades=shades)


def test_boxes_side_by_side_make_one_band() -> None:
    edges = shade_edges(page(BBox(50, 100, 250, 120), BBox(251, 100, 500, 120)))
    assert edges == [Ruling(50, 100, 500, 100), Ruling(50, 120, 500, 120)]


def test_a_single_box_as_high_as_a_row_is_a_band() -> None:
    assert len(shade_edges(page(BBox(50, 100, 500, 120)))) == 2


def test_shading_behind_a_word_and_a_single_high_box_are_no_band() -> None:
    assert shade_edges(page(BBox(50, 100, 250, 106), BBox(251, 100, 500, 106))) == []
    assert shade_edges(page(BBox(50, 100, 500, 160))) == []
    assert shade_edges(page(BBox(50, 100, 120, 112))) == []


def test_a_high_box_is_a_row_of_a_grid_where_it_reaches_over_all_of_that() -> None:
    heading = BBox(50, 100, 500, 160)
    assert shade_edges(page(heading), in_grids=True) == [Ruling(50, 100, 500, 100), Ruling(50, 160, 500, 160)]
    assert shade_edges(page(BBox(50, 100, 200, 160)), in_grids=True) == [], "behind some columns"
