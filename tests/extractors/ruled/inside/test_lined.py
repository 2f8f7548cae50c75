"""The cells of a grid with their lines of text."""

from __future__ import annotations

from extractors.ruled.grid import Grid
from extractors.ruled.inside.lined import height_of, lined_cells
from tests.extractors.words import words

GRID = Grid((0.0, 100.0, 160.0), (0.0, 40.0, 60.0), ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)))


def test_each_cell_has_its_lines_from_the_top_down_its_rows_and_its_sides() -> None:
    held = [*words("Panen", 4, 25), *words("Kolam nila", 4, 5), *words("418", 110, 5), *words("Jauh", 300, 5)]
    name, figure, blank = lined_cells(GRID, held)
    assert (name.said, figure.said, blank.said) == (["Kolam nila", "Panen"], ["418"], [])
    assert (name.rows, figure.rows, blank.rows) == (range(2), range(1), range(1, 2))
    assert (figure.column, figure.left, figure.right) == (1, 100.0, 160.0)
    assert [cell.is_worded for cell in (name, figure, blank)] == [True, False, False]
    assert height_of(name.lines[0]) == held[0].bbox.height
