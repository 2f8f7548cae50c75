"""Pieces of tables whose columns are finer than those that they go on from."""

from __future__ import annotations

from extractors.logical.stitch import coarsened
from tests.pipeline.grids import table_of


def test_cells_that_fall_into_one_column_are_joined() -> None:
    table = coarsened(table_of("Januari | Rp | 5.000 | 4.000"), [0, 1, 3, 4])
    assert table is not None
    assert table.grid() == [["Januari", "Rp 5.000", "4.000"]]


def test_a_cell_that_would_share_a_column_with_another_fits_no_coarser_columns() -> None:
    fields = table_of("Januari | < | 5.000 | 4.000")
    assert coarsened(fields, [0, 1, 3, 4]) is None
    assert coarsened(fields, [0, 2, 3, 4]) is not None
