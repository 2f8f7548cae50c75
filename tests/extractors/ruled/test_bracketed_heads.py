"""Heads in brackets inside a field of a form, and brackets that are none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.model import Word
from extractors.ruled.bracketed_heads import with_bracketed_heads
from extractors.ruled.grid import Grid
from tests.extractors.words import words

GRID = Grid((0.0, 200.0, 400.0), (0.0, 20.0, 80.0, 100.0), ((0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1)))
ABOVE = words("Lokasi : Pantai", 4, 5)


def field(*texts: tuple[str, float, int]) -> list[Word]:
    """Texts of the field at these places (x, line)."""
    return [*ABOVE, *(w for text, x, line in texts for w in words(text, x, 25 + 14 * line))]


HEADS = (("Hasil Panen :", 4.0, 0), ("(Jenis Ikan)", 120.0, 0), ("(Berat)", 300.0, 0))
BELOW = (("Nila dan Mas", 120.0, 1), ("12 Ton", 300.0, 1), ("dari kolam", 120.0, 2))


def cells(held: Sequence[Word]) -> list[tuple[int, str]]:
    """The row and the text of each filled cell."""
    grid = with_bracketed_heads(GRID, held)
    return [(r, " ".join(w.text for w in mine)) for mine, (r, *_) in zip(grid.words_in(held), grid.regions, strict=True) if mine]


def test_heads_in_brackets_part_their_field() -> None:
    assert cells(field(*HEADS, *BELOW)) == [
        (0, "Lokasi : Pantai"),
        (1, "Hasil Panen :"),
        (1, "(Jenis Ikan)"),
        (1, "(Berat)"),
        (2, "Nila dan Mas dari kolam"),
        (2, "12 Ton"),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        HEADS,  # nothing below
        (*HEADS, *BELOW[:1], *BELOW[2:]),  # nothing below one of them
        (HEADS[0], HEADS[1], *BELOW),  # one head
        (*HEADS[:2], ("(12)", 300.0, 0), *BELOW),  # a figure in brackets
        (*HEADS, ("semua hasil", 4.0, 1), *BELOW[1:]),  # text below what stands before the heads
        (*HEADS, ("Sepanjangjalandesasampai", 190.0, 1), *BELOW[1:]),  # a text that runs over
        (*HEADS, ("seluruhnya", 370.0, 0), *BELOW),  # the line goes on behind them
    ],
)
def test_other_fields_stay_one_cell(texts: Sequence[tuple[str, float, int]]) -> None:
    assert with_bracketed_heads(GRID, field(*texts)) is GRID
