"""A table that begins in the frame of another."""

from __future__ import annotations

import pytest

from pipeline.tables.mended.second_heading import parted
from tests.pipeline.grids import HEADERS, anggaran, kinerja, table_of, understood

AGREED = """
    No | Sasaran Strategis | Indikator Kinerja | Target
    1 | Meningkatnya mutu | Nilai mutu | 80
    {} | < | {} | {}
    1. Program Penunjang | < | Rp 1.234.567.000 | APBD
    2. Program Mutu | < | Rp 2.234.567.000 | APBD
"""


def test_programs_and_their_amounts_below_the_indicators_are_a_table_of_their_own() -> None:
    parts = parted(table_of(AGREED.format("Program", "Anggaran", "Keterangan")), HEADERS)
    assert [(part.rows, part.columns) for part in parts] == [(2, 4), (3, 4)]
    result = understood(*parts)
    assert kinerja(result) == [("Nilai mutu", 2022, "target", 80.0, None)]
    assert [(name, amount) for name, _, _, amount in anggaran(result)] == [
        ("Program Penunjang", 1_234_567_000.0),
        ("Program Mutu", 2_234_567_000.0),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("Program", "Anggaran 2022", "Keterangan"),  # a figure: a row of the body
        ("Program", "Layanan", "Keterangan"),  # nothing is measured
        ("Meningkatnya data", "Anggaran", "Keterangan"),  # words that head nothing
    ],
)
def test_a_row_that_does_not_head_what_follows_cuts_nothing(heads: tuple[str, str, str]) -> None:
    assert len(parted(table_of(AGREED.format(*heads)), HEADERS)) == 1


def test_the_heading_of_the_table_once_more_and_a_heading_over_words_cut_nothing() -> None:
    again = "Program | Anggaran (Rp)\\nRapat | 5.000.000\\nProgram | Anggaran (Rp)\\nSurvei | 6.000.000"
    assert len(parted(table_of(again.replace("\\n", "\n")), HEADERS)) == 1
    words = AGREED.replace("Rp 2.234.567.000", "belum ada")
    assert len(parted(table_of(words.format("Program", "Anggaran", "Keterangan")), HEADERS)) == 1


def test_a_cell_over_the_cut_keeps_the_table_whole() -> None:
    text = """
        Sasaran | Indikator | Target
        Meningkatnya mutu | Nilai mutu | 80
        ^ | Program | Anggaran
        ^ | Program Mutu | Rp 2.234.567.000
    """
    assert len(parted(table_of(text), HEADERS)) == 1


BELOW = """
    Indikator | Satuan | Target 2022 | Realisasi 2022
    Nilai mutu | poin | 80 | 75
    Rumah layak | unit | 90 | 95
    Kode | Uraian bebas | {} | {}
    Rumah sehat | unit | 70 | 65
"""


def surely(first: str, second: str) -> list[bool]:
    """Whether the figures of the two columns of figures are sure, once a row of the body says this of them."""
    facts = understood(table_of(BELOW.format(first, second))).kinerja
    return [all(f.status_nilai == "pasti" for f in facts if f.kolom == column) for column in (2, 3)]


def test_columns_that_a_row_of_the_body_heads_otherwise_are_not_sure() -> None:
    assert surely("Pagu", "Bertambah / Berkurang") == [False, False]


@pytest.mark.parametrize("heads", [("Target", "Realisasi"), ("belum ada", "belum ada"), ("Pagu", "12")])
def test_the_same_heading_once_more_or_a_lone_word_doubts_nothing(heads: tuple[str, str]) -> None:
    assert surely(*heads) == [True, True]
