"""Heads of quarters that a scan shows in part."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.mended.quarter_heads import with_quarters_counted
from tests.pipeline.grids import table_of


def heads(*said: str, group: str = "Target Triwulan", from_ocr: bool = True) -> list[str]:
    below = " | ".join(said)
    table = table_of(f"Indikator | {group} | < | < | <\n^ | {below}\nLuas taman | 1 | 2 | 3 | 4", from_ocr=from_ocr)
    grid = with_quarters_counted(grid_of(table))
    return [grid.text(1, 1 + n) for n in range(4)]


def test_a_head_reaches_over_the_column_that_a_stroke_of_its_own_parted() -> None:
    heads = "Triwulan | < | | Triwulan II | < | < | Triwulan II | < | < | Triwulan IV | < | <"
    below = " | ".join(["Target", "Real.", "Capaian"] * 4)
    table = table_of(f"Indikator | {heads}\n^ | {below}\nLuas taman | {' | '.join('123456789012')}", from_ocr=True)
    grid = with_quarters_counted(grid_of(table))
    assert [grid.text(0, n) for n in (1, 3, 4, 7, 10)] == ["Triwulan I"] * 2 + ["Triwulan II", "Triwulan III", "Triwulan IV"]


@pytest.mark.parametrize(
    "said",
    [
        ("I", "II", "", "IN"),
        ("I", "II", "I", "IV"),
        ("1l", "II", "III", "IV"),
        ("I", "", "", "IV"),
        ("1", "1I", "", "IN"),
        ("l", "II", "III", "IV"),
    ],
)
def test_what_is_left_of_a_numeral_stands_for_it(said: tuple[str, ...]) -> None:
    assert heads(*said) == ["I", "II", "III", "IV"]


@pytest.mark.parametrize(
    "said",
    [
        ("I", "II", "Ket", "Catatan"),
        ("I", "II", "IV", ""),  # another's place
        ("I", "", "", "IN"),
        ("2031", "II", "III", "IV"),
    ],
)
def test_what_tells_more_is_left(said: tuple[str, ...]) -> None:
    assert heads(*said) == list(said)


def test_numerals_over_pairs_of_columns() -> None:
    head = "Indikator | Realisasi pada Triwulan | < | < | < | < | < | < | <\n^ | 1 | < | 1I | < | | < | IN | <"
    table = table_of(f"{head}\n^ | K | Rp | K | Rp | K | Rp | K | Rp\nLuas | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8", from_ocr=True)
    grid = with_quarters_counted(grid_of(table))
    assert [grid.text(1, 1 + 2 * n) for n in range(4)] == ["I", "II", "III", "IV"]


def test_only_under_a_word_for_quarters_and_in_a_scan() -> None:
    assert heads("I", "II", "", "IN", group="Target Tahap") == ["I", "II", "", "IN"]
    assert heads("I", "II", "", "IN", from_ocr=False) == ["I", "II", "", "IN"]


def test_a_numeral_behind_the_word_for_a_quarter() -> None:
    assert heads("TWI", "TW II", "TWI1 II", "TW IV") == ["TWI", "TW II", "III", "TW IV"]


def test_one_of_four_heads_side_by_side_that_lost_strokes() -> None:
    def run(*said: str, from_ocr: bool = True) -> list[str]:
        table = table_of(f"Indikator | {' | '.join(said)}\nLuas taman | 1 | 2 | 3 | 4", from_ocr=from_ocr)
        grid = with_quarters_counted(grid_of(table))
        return [grid.text(0, 1 + n) for n in range(4)]

    right = ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"]
    lost = ["Triwulan I", "Triwulan II", "Triwulan II", "Triwulan IV"]
    assert run(*lost) == right
    assert run(*lost, from_ocr=False) == lost, "printed so"
    assert run("Triwulan I", "Triwulan I", "Triwulan II", "Triwulan IV") == right
    assert run("Triwulan", "Triwulan II", "Triwulan II", "Triwulan IV") == right
    twice = ["Triwulan I", "Triwulan II", "Triwulan I", "Triwulan II"]
    assert run(*twice) == twice, "of two years"
    assert run("Triwulan I", "Triwulan II", "Triwulan If", "Triwulan IV") == right, "other letters behind the word"
    assert run("I", "II", "If", "IV") == ["I", "II", "If", "IV"], "letters alone"
    assert run("TW I", "TW II", "TW V", "TW IV")[2] == "TW V", "another numeral"


@pytest.mark.parametrize(("third", "read"), [("II", "III"), ("Ket", "Ket")])
def test_four_numerals_side_by_side_without_a_word_are_the_quarters(third: str, read: str) -> None:
    table = table_of(f"Indikator | I | II | {third} | IV\nLuas taman | 1 | 2 | 3 | 4", from_ocr=True)
    assert with_quarters_counted(grid_of(table)).text(0, 3) == read
