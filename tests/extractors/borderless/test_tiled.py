"""Columns by the boxes of a shaded heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.borderless.tiled import tiled_borders
from extractors.layout.blocks import block_of
from extractors.layout.tiles import Tiles
from extractors.model import BBox
from tests.extractors.words import row

XS = (50.0, 150.0, 300.0, 400.0)
TILES = Tiles(tuple(BBox(a, 100, b, 120) for a, b in pairwise(XS)), XS)
ROWS = (("3", "Perahu", "14"), ("4", "Jaring", "25"), ("5", "Dermaga", "36"), ("6", "Gudang", "47"))


def borders(places: Sequence[float]) -> list[float] | None:
    """The borders of a body whose texts begin at these places."""
    body = [word for k, cells in enumerate(ROWS) for word in row(cells, places, 130 + 14 * k)]
    return tiled_borders(TILES, block_of(body), 0)


def test_the_boxes_of_the_heading_stand_over_the_columns_of_the_body() -> None:
    assert borders((60, 160, 310)) == [150.0, 300.0]


def test_boxes_over_which_the_texts_run_or_beside_which_they_stand_tell_nothing() -> None:
    assert borders((60, 140, 310)) is None, "names run over the border of their box"
    assert borders((420, 440, 480)) is None, "all of the body stands beside the boxes"
