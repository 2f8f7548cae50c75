"""Amounts under months alone, and the column that they add up to."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import ROLE_SURE
from pipeline.tables.columns.parts import measured_by_their_sum
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings import read_headings
from tests.pipeline.grids import HEADERS, table_of
from tests.pipeline.tables.columns.test_read import THIS_YEAR

ROWS = "OPD A | 90.000.000 | 10.000.000 | 20.000.000 | 30.000.000\nOPD B | 70.000.000 | 5.000.000 | {} | 12.000.000"


def meanings(last: str, whole: str) -> list[tuple[str | None, bool]]:
    grid = grid_of(table_of(f"OPD | Anggaran | Januari | Februari | {whole}\n" + ROWS.format(last)))
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    return [(k.ukuran, k.yakin >= ROLE_SURE) for k in columns[2:4]]


def test_months_that_add_up_to_what_was_spent_were_spent() -> None:
    assert meanings("7.000.000", "Jumlah Realisasi") == [("realisasi", True)] * 2


def test_months_that_add_up_to_the_budget_are_planned() -> None:
    grid = grid_of(
        table_of(
            "OPD | Januari | Februari | Pagu\n"
            + ROWS.format("7.000.000").replace("| 90.000.000 ", "").replace("| 70.000.000 ", "")
        )
    )
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert [(k.ukuran, k.yakin >= ROLE_SURE) for k in columns[1:3]] == [("pagu", True)] * 2


@pytest.mark.parametrize("last", ["8.000.000", "1.000.000"])
def test_months_that_add_up_to_nothing_are_a_guess(last: str) -> None:
    assert all(not sure for _, sure in meanings(last, "Jumlah Realisasi"))
    assert measured_by_their_sum([], [], []) == []
