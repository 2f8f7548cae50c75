"""Whose row a decision about a name is."""

from __future__ import annotations

from extractors.model import BBox, Cell
from pipeline.facts.people.names import is_of
from pipeline.keputusan.decision import Keputusan

ROW = Keputusan("baris", "nilai", "benar=ya", "Program  JALAN", dokumen_id="d", halaman=3, kotak=(10, 100, 20, 120))


def test_page_height_and_name() -> None:
    cell = Cell(4, 2, 1, 1, "12", 3, BBox(300, 105, 340, 125))
    assert is_of(ROW, cell, "program jalan")
    assert not is_of(ROW, cell, "Program Air")
    assert not is_of(ROW, Cell(4, 2, 1, 1, "12", 4, BBox(300, 105, 340, 125)), "Program Jalan")
    assert not is_of(ROW, Cell(5, 2, 1, 1, "12", 3, BBox(300, 125, 340, 145)), "Program Jalan")
