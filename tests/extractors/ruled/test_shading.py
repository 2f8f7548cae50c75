"""Bands of shading that tell the rows of a grid apart."""

from __future__ import annotations

from extractors.model import Ruling
from extractors.ruled.shading import bands_between


def test_edges_count_where_no_ruling_is_near() -> None:
    across = [Ruling(50, y, 500, y) for y in (80.0, 200.0)]
    down = [Ruling(x, 80, x, 200) for x in (50.0, 500.0)]
    shades = [Ruling(50, 120, 500, 120), Ruling(50, 197, 500, 197), Ruling(200, 140, 500, 140)]
    assert bands_between(shades, across, down) == shades[:1]
