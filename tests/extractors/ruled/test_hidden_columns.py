"""Columns that no ruling parts, and cells that are one."""

from __future__ import annotations

from extractors.layout.steps import recording
from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.hidden_columns import divided, with_columns
from tests.extractors.paper import row, words

NAMES = ("Garam", "Niaga pulau", "Dermaga")
YS = (90.0, 110.0, 130.0, 150.0)
TWO = Grid((40.0, 60.0, 300.0), YS, tuple((r, c, 1, 1) for r in range(3) for c in range(2)))


def test_names_and_figures_in_a_wide_column_are_two() -> None:
    page = [w for n, name in enumerate(NAMES) for w in row((str(n + 1), name, f"{n}2,50"), (45, 65, 200), 96.0 + 20 * n)]
    with recording() as steps:
        grid = with_columns(TWO, page)
    assert len(grid.xs) == 4
    assert 117 < grid.xs[2] < 200
    assert grid.regions == tuple((r, c, 1, 1) for r in range(3) for c in range(3))
    assert steps[-1] == "ruled.hidden_columns.with_columns"


def test_a_wide_column_of_text_is_one() -> None:
    page = [w for n, name in enumerate(NAMES) for w in row((str(n + 1), name), (45, 65), 96.0 + 20 * n)]
    assert with_columns(TWO, page) is TWO


HEADING_ONLY = Grid((40.0, 140.0, 200.0, 260.0), (90.0, 110.0, 170.0), ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3)))


def test_a_body_that_only_its_heading_divides_is_cut() -> None:
    page = [w for n, name in enumerate(NAMES) for w in row((name, "12", "4,50"), (45, 150, 210), 116.0 + 14 * n)]
    with recording() as steps:
        assert divided(HEADING_ONLY, page).regions == tuple((r, c, 1, 1) for r in range(2) for c in range(3))
    assert steps == ["ruled.hidden_columns.divided"]


def test_text_that_runs_on_over_the_borders_stays_one_cell() -> None:
    page: list[Word] = [
        w for n in range(3) for w in words("Keterangan yang memenuhi seluruh lebar tabel ini", 45, 116.0 + 14 * n)
    ]
    assert divided(HEADING_ONLY, page) is HEADING_ONLY
