"""Doubts of one cause are one finding."""

from __future__ import annotations

import json

from pipeline.findings.causes import by_cause
from tests.pipeline.grids import table_of, understood


def doubts(text: str) -> list[tuple[int, str]]:
    found = understood(table_of(text)).temuan
    return [(json.loads(t.rincian).get("jumlah_nilai", 1), t.pesan) for t in found if t.aturan == "nilai_ragu"]


def test_a_column_that_is_guessed_is_told_once() -> None:
    text = "Indikator | Target 2022 | Target 2022\nNilai A | 40 | 50\nNilai B | 60 | 70\nNilai C | 80 | 90"
    told = doubts(text)
    assert [count for count, _ in told] == [3, 3]
    assert all(message.startswith("3 nilai belum pasti") for _, message in told)


def test_doubts_of_figures_are_told_each() -> None:
    assert [count for count, _ in doubts("Indikator | Target\nNilai A | 1O,5x\nNilai B | 2O,5x")] == [1, 1]


def test_findings_of_other_rules_and_single_doubts_are_left_as_they_are() -> None:
    found = understood(table_of("Indikator | Target\nNilai A | 1O,5x\nNilai B | 12")).temuan
    assert by_cause(found) == found
