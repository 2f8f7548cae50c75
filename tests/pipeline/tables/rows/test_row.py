"""What a figure of a row is of, by its column."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import Column
from pipeline.tables.rows.row import Row

COLUMNS = (
    Column(0, "program"), Column(1, "kegiatan"), Column(2, "rupiah", "pagu"), Column(3, "uraian"), Column(4, "rupiah", "pagu"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("names", "column", "name"),
    [
        (((0, "Pasar"), (1, "Rapat")), 2, "Rapat"),  # the deepest level
        (((0, "Pasar"), (1, "Rapat"), (3, "Kursi")), 4, "Kursi"),  # of the block on its left
        (((0, "Pasar"), (1, "Rapat"), (3, "Kursi")), 2, "Rapat"),
        (((0, "Pasar"),), 4, "Pasar"),  # else any
        ((), 2, None),
    ],
)
def test_the_deepest_name_of_the_nearest_block(names: tuple[tuple[int, str], ...], column: int, name: str | None) -> None:
    assert Row(0, nama=names).name_for(COLUMNS, column) == name
