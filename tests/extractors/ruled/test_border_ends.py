"""Column borders that begin or end inside a row."""

from __future__ import annotations

from extractors.model import Ruling, Word
from extractors.ruled.border_ends import rows_at_ends
from tests.extractors.words import words as put


def test_borders_that_begin_below_a_group_part_its_name_from_the_leaves() -> None:
    across = [Ruling(0, 0, 300, 0), Ruling(0, 30, 300, 30)]
    down = [Ruling(x, 0, x, 90) for x in (0, 100, 300)] + [Ruling(200, 15, 200, 90)]
    inside = [*put("Indikator", 20, 10), *put("Tahun 2022", 180, 3), *put("Target", 120, 18), *put("Realisasi", 220, 18)]
    assert rows_at_ends(across, down, inside) == [Ruling(100, 15, 300, 15)]


def test_a_border_that_ends_in_nothing_parts_nothing() -> None:
    across = [Ruling(0, 0, 300, 0), Ruling(0, 30, 300, 30)]
    down = [Ruling(x, 0, x, 90) for x in (0, 100, 300)] + [Ruling(200, 15, 200, 90)]
    assert rows_at_ends(across, down, put("Target", 120, 18)) == []
    seen = [Word(w.text, w.bbox, w.size, from_ocr=True) for w in (*put("Tahun 2022", 180, 3), *put("Target", 120, 18))]
    assert rows_at_ends(across, down, seen) == []
