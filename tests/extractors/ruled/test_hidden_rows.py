"""Rows in one tall ruled row, and texts of several lines that are one row."""

from __future__ import annotations

from extractors.layout.steps import recording
from extractors.ruled.grid import Grid
from extractors.ruled.hidden_rows import with_rows
from tests.extractors.paper import row, words

XS = (40.0, 70.0, 200.0, 260.0)
PLACES = (45, 75, 210)
GRID = Grid(XS, (80.0, 100.0, 220.0), tuple((r, c, 1, 1) for r in range(2) for c in range(3)))
HEADING = row(("No", "Uraian", "Pagu"), PLACES, 86.0)


def test_numbered_rows_in_one_tall_row_are_cut() -> None:
    body = [
        w
        for n, name in enumerate(("Garam", "Niaga", "Dermaga"))
        for w in row((str(n + 1), name, f"1{n},50"), PLACES, 110.0 + 36 * n)
    ]
    with recording() as steps:
        grid = with_rows(GRID, [*HEADING, *body])
    assert len(grid.ys) == 5
    assert grid.regions == tuple((r, c, 1, 1) for r in range(4) for c in range(3))
    assert all(not a < w.bbox.cy < a for a in grid.ys for w in body)
    assert [sum(a < w.bbox.cy < b for w in body) for a, b in zip(grid.ys[1:], grid.ys[2:], strict=False)] == [3, 3, 3]
    assert steps[-1] == "ruled.hidden_rows.with_rows"


def test_one_row_whose_name_takes_several_lines_is_not_cut() -> None:
    body = row(("1", "Pengembangan", "12,50"), PLACES, 110.0) + words("garam rakyat di", 75, 120) + words("pulau kecil", 75, 130)
    assert with_rows(GRID, [*HEADING, *body]) is GRID


def test_values_stacked_beside_a_single_number_are_one_row() -> None:
    body = row(("1", "Garam", "12,50"), PLACES, 110.0) + row(("Niaga", "7,25"), PLACES[1:], 146.0)
    body += row(("Dermaga", "3,75"), PLACES[1:], 182.0)
    assert with_rows(GRID, [*HEADING, *body]) is GRID
