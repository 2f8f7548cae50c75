"""Heading cells whose lower border is missing."""

from __future__ import annotations

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.inside.open_heads import with_open_heads
from tests.extractors.words import words

XS = (0.0, 90.0, 200.0, 260.0, 320.0)
OPEN = Grid(XS, (0.0, 40.0, 60.0, 80.0), ((0, 0, 3, 1), *((r, c, 1, 1) for r in range(3) for c in (1, 2, 3))))
OTHERS = [w for x, name in zip(XS[1:], ("Indikator", "Target", "Pagu"), strict=False) for w in words(name, x + 5, 15)]
FIGURES = [*words("Nilai SAKIP", 95, 45), *words("80", 205, 45), *words("1.250.000", 265, 45)]


def lines(*texts: tuple[float, str]) -> list[Word]:
    return [w for top, text in texts for w in words(text, 5, top)]


def test_the_name_of_a_column_is_parted_from_what_stands_below_it() -> None:
    found = with_open_heads(OPEN, [*OTHERS, *FIGURES, *lines((8, "SASARAN"), (20, "STRATEGIS"), (43, "Tata"), (55, "kelola"))])
    assert (0, 0, 1, 1) in found.regions
    assert (1, 0, 2, 1) in found.regions


def test_a_name_with_nothing_below_it_is_no_name_of_the_rows() -> None:
    assert (1, 0, 2, 1) in with_open_heads(OPEN, [*OTHERS, *FIGURES, *lines((8, "SASARAN"), (20, "STRATEGIS"))]).regions


def test_a_text_that_goes_on_over_the_border_is_one() -> None:
    name = lines((4, "Meningkatnya"), (16, "tata kelola"), (28, "yang baik"), (40, "dan bersih"))
    assert with_open_heads(OPEN, [*OTHERS, *FIGURES, *name]) is OPEN
    even = lines((8, "Meningkatnya"), (20, "tata kelola"), (32, "yang"), (44, "baik"))
    assert with_open_heads(OPEN, [*OTHERS, *FIGURES, *even]) is OPEN


def test_a_name_beside_the_first_rows_of_a_table_without_a_heading_is_one() -> None:
    row = [*words("Nilai RB", 95, 15), *words("70", 205, 15), *words("900.000", 265, 15)]
    assert with_open_heads(OPEN, [*row, *FIGURES, *lines((8, "Tata"), (20, "kelola"), (45, "baik"))]) is OPEN
