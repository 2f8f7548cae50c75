"""Heads of several columns in one cell, and single heads over several columns."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import TableGrid, grid_of
from pipeline.tables.mended.shared_heads import with_heads_apart
from tests.pipeline.grids import table_of


def headed(head: str, columns: int) -> TableGrid:
    rest = " | <" * (columns - 1)
    body = " | ".join(["Panen ubi", *map(str, range(10, 10 + columns))])
    return grid_of(table_of(f"Indikator | {head}{rest}\n{body}"))


@pytest.mark.parametrize(
    ("head", "heads"),
    [
        ("Volume\\nTW1, TW2 TW3 TW4", ["Volume TW1", "Volume TW2", "Volume TW3", "Volume TW4"]),
        ("Tw. III\\nTw. IV", ["Tw. III", "Tw. IV"]),
        ("2031 2032 2033", ["2031", "2032", "2033"]),
        ("Triwulan I\\nTarget Realisasi", ["Triwulan I\nTarget", "Triwulan I\nRealisasi"]),
        ("Triwulan I\\nT R", ["Triwulan I\nTarget", "Triwulan I\nRealisasi"]),
    ],
)
def test_each_column_has_its_own_head(head: str, heads: list[str]) -> None:
    grid = with_heads_apart(headed(head, len(heads)))
    assert [grid.text(0, 1 + n) for n in range(len(heads))] == heads
    assert grid.columns == len(heads) + 1


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("2031-2032", 2),  # a period
        ("Tahun 2031 dan 2032", 2),
        ("2031 2032", 3),
        ("2032 2031", 2),
        ("TW1 TW2", 1),
        ("Target TW1 Realisasi TW2", 2),
        ("Realisasi 2031", 2),
        ("Capaian\\nTarget Renstra", 2),
        ("Target Realisasi", 2),  # nothing above: one head in a line
        ("Triwulan I\\nT S", 2),
    ],
)
def test_one_head_over_several_columns_stays_one(head: str, columns: int) -> None:
    grid = headed(head, columns)
    assert with_heads_apart(grid) is grid
