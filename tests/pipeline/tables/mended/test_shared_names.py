"""The lines of a name beside the measures of its indicator."""

from __future__ import annotations

from pipeline.tables.columns.column import Column
from pipeline.tables.grid import grid_of
from pipeline.tables.mended.shared_names import with_names_over_measures
from tests.pipeline.grids import kinerja, table_of, understood

COLUMNS = (Column(0, "indikator"), Column(1, "keterangan"), Column(2, "nilai"))
MEASURES = {1: "target", 2: "realisasi", 3: "capaian", 4: "target", 5: "realisasi"}
TEXT = """
    IKU                       | Uraian    | 2021
    Persentase lulusan yang   | Target    | 80
    {second}                  | Realisasi | 64,80
    lanjut atau wirausaha     | Capaian   | 81,00
    Jumlah keluaran dosen     | Target    | 12
                              | Realisasi | 11
"""


def names(second: str, engine: str = "garis-datar") -> list[tuple[int, int, str]]:
    grid = grid_of(table_of(TEXT.format(second=second), engine=engine))  # type: ignore[arg-type]
    found = with_names_over_measures(grid, COLUMNS, MEASURES)  # type: ignore[arg-type]
    cells = sorted((c for c in found.table.cells if c.column == 0 and c.row and c.text), key=lambda c: c.row)
    return [(c.row, c.row_span, " ".join(c.text.split())) for c in cells]


def test_the_lines_of_one_name_are_joined_over_its_measures() -> None:
    assert names("berhasil bekerja,") == [
        (1, 3, "Persentase lulusan yang berhasil bekerja, lanjut atau wirausaha"),
        (4, 1, "Jumlah keluaran dosen"),
    ]
    facts = kinerja(understood(table_of(TEXT.format(second="berhasil bekerja,"), engine="garis-datar")))
    assert {name for name, *_ in facts} == {
        "Persentase lulusan yang berhasil bekerja, lanjut atau wirausaha", "Jumlah keluaran dosen",
    }  # fmt: skip


def test_names_of_their_own_stay_apart() -> None:
    assert len(names("Persentase lulusan tepat waktu")) == 4  # begins as indicators do
    assert len(names("Persentase lulusan yang")) == 4  # says the same again
    assert len(names("berhasil bekerja,", "garis")) == 4  # lines are drawn between the rows
