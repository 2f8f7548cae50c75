"""Column numbers inside the cells of a ruled heading."""

from __future__ import annotations

import pytest

from extractors.model import BBox, Word
from extractors.ruled.grid import Grid
from extractors.ruled.number_line import with_number_line

XS = (0.0, 60.0, 120.0, 180.0, 240.0)
GRID = Grid(
    XS,
    (0.0, 20.0, 52.0, 70.0),
    ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (1, 2, 1, 1), (1, 3, 1, 1), *((2, c, 1, 1) for c in range(4))),
)


def row(texts: list[str], top: float) -> list[Word]:
    return [Word(text, BBox(x + 5, top, x + 5 + 4 * len(text), top + 8), 8.0) for x, text in zip(XS, texts, strict=False) if text]


HEADING = [*row(["No", "Uraian", "Target"], 6), *row(["", "", "K", "Rp"], 26), *row(["7", "Pulau", "12", "9.000"], 56)]


def test_numbers_below_names_are_a_row_of_their_own() -> None:
    grid = with_number_line(GRID, [*HEADING, *row(["(1)", "(2)", "(3)", "(5)"], 40)])
    assert len(grid.ys) == 5
    assert grid.ys[2] == pytest.approx(37.0)
    assert grid.regions[:5] == GRID.regions[:5]
    assert grid.regions[5:] == tuple((r, c, 1, 1) for r in (2, 3) for c in range(4))


@pytest.mark.parametrize("last", [["(1)", "(2)", "(3)", "(K)"], ["(1)", "(3)", "(2)", "(4)"], ["(1)", "(2)", "(3)", ""]])
def test_other_last_lines_are_of_the_names(last: list[str]) -> None:
    assert with_number_line(GRID, [*HEADING, *row(last, 40)]) == GRID
