"""What rows inherit from those above them."""

from __future__ import annotations

from pipeline.tables.columns.column import Column
from pipeline.tables.grid import grid_of
from pipeline.tables.rows.codes import RowCodes
from pipeline.tables.rows.state import State
from tests.pipeline.grids import table_of

COLUMNS = (Column(0, "sasaran"), Column(1, "kegiatan"), Column(2, "indikator"), Column(3, "nilai", "target"))


def test_a_name_and_a_sasaran_hold_until_others_come() -> None:
    grid = grid_of(
        table_of("""
            Pasar tertib | Rapat  | Jumlah rapat  | 2
                         |        | Jumlah peserta | 40
            Kios rapi    | Survei | Jumlah survei | 4
        """)
    )
    state = State(grid, COLUMNS, RowCodes(grid, COLUMNS, 0), kinerja=True, marks={})
    rows = [state.read(n) for n in range(3)]
    assert [r.sasaran for r in rows] == ["Pasar tertib", "Pasar tertib", "Kios rapi"]
    assert [r.nama for r in rows] == [((1, "Rapat"),), ((1, "Rapat"),), ((1, "Survei"),)]
    assert [r.sambung for r in rows] == [False, True, False]
