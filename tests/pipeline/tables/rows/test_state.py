"""What rows inherit from those above them."""

from __future__ import annotations

from pipeline.tables.columns.column import Column
from pipeline.tables.grid import grid_of
from pipeline.tables.rows.codes import RowCodes
from pipeline.tables.rows.state import State
from tests.pipeline.grids import kinerja, table_of, understood

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


def test_a_roman_number_goes_on_from_that_of_the_sasaran_above() -> None:
    text = """
        Sasaran / Indikator | Satuan | Target 2022
        I. Meningkatnya keamanan lingkungan | < | <
        1) Jumlah pos ronda | Unit | 12
        II. Penegakan hukum | |
        1) Jumlah perkara | Perkara | 40
        IV. Jumlah patroli | |
        1) Jumlah regu | Regu | 4
    """
    facts = kinerja(understood(table_of(text)))
    assert [f[0] for f in facts] == ["Jumlah pos ronda", "Jumlah perkara", "Jumlah regu"]
    told = {f.indikator: f.sasaran for f in understood(table_of(text)).kinerja}
    assert told["Jumlah perkara"] == "Penegakan hukum"
    assert told["Jumlah regu"] == "Penegakan hukum", "no number that follows"
