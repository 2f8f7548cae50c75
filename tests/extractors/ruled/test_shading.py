"""Rows told apart by shading alone."""

from __future__ import annotations

from extractors.layout.steps import recording
from extractors.model import BBox, Page, Ruling
from extractors.ruled.shading import bands_between, shade_edges

ACROSS = [Ruling(50, 100, 550, 100), Ruling(50, 200, 550, 200)]
DOWN = [Ruling(x, 100, x, 200) for x in (50, 300, 550)]


def edges(*boxes: BBox) -> list[float]:
    return [r.y0 for r in shade_edges(Page(1, 595, 842, "teks", shades=boxes))]


def test_boxes_side_by_side_are_a_band_with_two_edges() -> None:
    assert edges(BBox(50, 120, 300, 140), BBox(301, 120, 550, 140)) == [120, 140]


def test_shading_behind_a_word_or_of_one_box_is_no_band() -> None:
    assert edges(BBox(50, 120, 550, 140)) == []
    assert edges(BBox(50, 120, 90, 140), BBox(91, 120, 130, 140)) == []
    assert edges(BBox(50, 120, 300, 124), BBox(301, 120, 550, 124)) == []


def test_an_edge_parts_rows_where_no_ruling_does_and_it_reaches_over_all() -> None:
    whole, part, ruled = Ruling(50, 140, 550, 140), Ruling(50, 160, 300, 160), Ruling(50, 198, 550, 198)
    with recording() as steps:
        assert bands_between([whole, part, ruled], ACROSS, DOWN) == [whole]
        assert bands_between([part, ruled], ACROSS, DOWN) == []
        assert bands_between([whole], ACROSS, []) == []
    assert steps == ["ruled.shading.bands_between"]
