"""What stands in a row of a table whose cells span several places."""

from __future__ import annotations

from pipeline.tables.grid import grid_of
from tests.pipeline.grids import table_of


def test_each_cell_is_told_once_at_its_left_place() -> None:
    grid = grid_of(table_of("Indikator | Target | <\n^ | 2023 | 2024\nNilai A | 5 | "))
    assert grid.texts(0) == ["Indikator", "Target", ""]
    assert grid.texts(1) == ["", "2023", "2024"], "what spans from above is no text of the row"
    assert [c.text for c in grid.filled(2)] == ["Nilai A", "5"]
    assert grid.text(1, 0) == "Indikator"
