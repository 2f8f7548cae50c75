"""Rows that no ruling parts."""

from __future__ import annotations

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.hidden_rows import with_rows
from tests.extractors.words import words

XS = (0.0, 40.0, 240.0, 300.0)
GRID = Grid(XS, (0.0, 20.0, 140.0), tuple((r, c, 1, 1) for r in range(2) for c in range(3)))
HEADING = [*words("No", 5, 5), *words("Uraian", 45, 5), *words("Nilai", 245, 5)]


def body(numbers: list[str], figures: list[str]) -> list[Word]:
    rows = enumerate(zip(numbers, ("Jalan", "Jembatan", "Irigasi", "Rumah"), figures, strict=True))
    return [
        w for r, (n, name, figure) in rows for x, text in ((5, n), (45, name), (245, figure)) for w in words(text, x, 28 * r + 25)
    ]


def test_a_tall_row_with_figures_set_apart_holds_rows() -> None:
    found = with_rows(GRID, [*HEADING, *body(["1", "2", "3", "4"], ["71,25", "14", "60", "12,5"])])
    assert len(found.ys) - 1 == 5


def test_values_stacked_beside_one_number_stay_one_row() -> None:
    assert with_rows(GRID, [*HEADING, *body(["1", "", "", ""], ["71,25", "14", "60", "12,5"])]) is GRID


def test_a_row_without_figures_holds_no_rows() -> None:
    assert with_rows(GRID, [*HEADING, *body(["", "", "", ""], ["baik", "baik", "baik", "baik"])]) is GRID
