"""The confidence of tables and cells by what their columns say."""

from __future__ import annotations

import dataclasses

from extractors.logical.soundness import LIMITS, judged
from extractors.model import BBox, Cell, EngineName, Table

BOX = BBox(0, 0, 100, 100)


def table(rows: list[list[str]], engine: EngineName = "tanpa-garis", from_ocr: bool = False) -> Table:
    cells = tuple(
        Cell(r, c, 1, 1, text, 1, BOX, confidence=0.99 if from_ocr else 1.0, from_ocr=from_ocr)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(cells, len(rows), len(rows[0]), 1, engine, 1.0, 1, 1, BOX)


ORDERLY = [["Uraian", "2021"], ["Jumlah perpustakaan desa", "14"], ["Koleksi buku", "2.310"], ["Pengunjung", "-"]]
TORN = [["Uraian", "2021"], ["Jumlah perpustakaan", "14"], ["desa", ""], ["Koleksi", "2.310"], ["buku", ""]]


def test_a_ruled_table_is_sure() -> None:
    found = judged(table(ORDERLY, "garis"))
    assert found.confidence == 1.0
    assert all(c.confidence == 1.0 for c in found.cells)


def test_an_orderly_table_without_rulings_is_nearly_sure() -> None:
    found = judged(table(ORDERLY))
    assert found.confidence == LIMITS.unruled
    assert all(c.confidence == LIMITS.unruled for c in found.cells)


def test_holes_in_a_column_of_figures_cost_confidence() -> None:
    assert judged(table(TORN)).confidence < 0.7
    assert judged(table(TORN, "garis")).confidence == 1.0


def test_figures_under_one_another_in_a_ruled_cell_are_doubtful() -> None:
    rows = [["Uraian", "2021"], ["Jumlah perpustakaan desa\nKoleksi buku", "14\n2.310"], ["Pengunjung", "8.000"]]
    found = judged(table(rows, "garis"))
    doubtful = {c.text for c in found.cells if c.confidence < 1.0}
    assert doubtful == {"14\n2.310"}
    assert min(c.confidence for c in found.cells) == LIMITS.stacked


def test_cells_of_a_scan_keep_the_confidence_of_their_reading() -> None:
    found = judged(table(TORN, from_ocr=True))
    assert found.confidence < 0.7
    assert {c.confidence for c in found.cells} == {0.99}


def test_nothing_but_confidence_changes() -> None:
    before = table(TORN)
    after = judged(before)
    assert [dataclasses.replace(c, confidence=1.0) for c in after.cells] == list(before.cells)
