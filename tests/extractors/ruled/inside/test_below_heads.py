"""Rows parted by level rulings alone, below a heading that has upright ones."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Ruling, Word
from extractors.ruled.grid import build_grid
from extractors.ruled.inside.below_heads import with_body_below
from tests.extractors.words import words

XS = (0.0, 60.0, 240.0, 330.0, 420.0)
HEAD = [Ruling(0, 0, 420, 0), *(Ruling(x, 0, x, 30) for x in XS)]
ROWS = [Ruling(0, y, 420, y) for y in (50.0, 70.0, 90.0)]
ACROSS, DOWN = [r for r in HEAD if r.horizontal], [r for r in HEAD if not r.horizontal]


def text(*rows: Sequence[str]) -> list[Word]:
    """The heading at the top and rows of text below it, each in its columns; a blank cell holds nothing."""
    head = [w for x, name in zip(XS, ("Kode", "Program", "Pagu", "Realisasi"), strict=False) for w in words(name, x + 4, 10)]
    cells = [(x, 35 + 20 * n, cell) for n, row in enumerate(rows) for x, cell in zip(XS, row, strict=False) if cell]
    return head + [w for x, y, cell in cells for w in words(cell, x + 4, y)]


BODY = text(("1.01", "Rapat", "5.000", "4.000"), ("1.02", "Survei", "7.000", "6.000"), ("", "Jumlah", "12.000", "10.000"))


def shape(rulings: Sequence[Ruling] = (*HEAD, *ROWS), held: Sequence[Word] = BODY) -> tuple[int, int] | None:
    """(rows, columns) of the grid; None where there is none."""
    across, down = with_body_below(ACROSS, DOWN, rulings, held)
    grid = build_grid(across, down, held)
    return None if grid is None else (len(grid.ys) - 1, len(grid.xs) - 1)


def test_the_columns_of_a_heading_are_those_of_the_rows_below_it() -> None:
    assert shape() == (4, 4)


def test_what_is_no_heading_of_them_stays_as_it_is() -> None:
    alone = shape(HEAD)
    assert shape((*HEAD, *ROWS[:1])) == alone, "one row tells nothing"
    assert shape((*HEAD, *(Ruling(0, r.y0, 200, r.y0) for r in ROWS))) == alone, "rulings of another width"
    assert shape((*HEAD, *ROWS, Ruling(100, 35, 100, 90))) == alone, "rows with borders of their own"
    assert shape((*HEAD, *(Ruling(0, y, 420, y) for y in (150.0, 170.0)))) == alone, "too far below"
    figures = [*BODY, *words("2.500", 244, 18)]
    assert shape(held=figures) == shape(HEAD, figures), "a table that holds figures itself"
    names = text(("1.01", "Rapat", "lisan", "tulis"), ("1.02", "Survei", "lisan", "tulis"))
    assert shape(held=names) == shape(HEAD, names), "no figures below"


def test_text_that_runs_over_the_borders_of_its_row_is_one_cell() -> None:
    held = [*text(("1.01", "Rapat", "5.000", "4.000"), ("1.02", "Survei", "7.000", "6.000"))]
    held += words("Jumlah seluruh anggaran program dan kegiatan", 64, 75)
    across, down = with_body_below(ACROSS, DOWN, (*HEAD, *ROWS), held)
    grid = build_grid(across, down, held)
    assert grid is not None
    assert [w for r, _, _, w in grid.regions if r == 3] != [1, 1, 1, 1]
    assert [w for r, _, _, w in grid.regions if r == 1] == [1, 1, 1, 1]


def test_bands_of_shading_part_rows_that_no_rule_does() -> None:
    held = text(("1.01", "Rapat", "5.000", "4.000"), ("1.02", "Survei", "7.000", "6.000"), ("1.03", "Sidang", "900", "800"))
    drawn, shaded = (*HEAD, ROWS[0], ROWS[2]), [Ruling(0, 70.0, 420, 70.0)]
    assert shape(drawn, held) == (3, 4)
    assert shape((*drawn, *shaded), held) == (4, 4)
