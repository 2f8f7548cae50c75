"""Borders of a table that are fainter than ink from end to end."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.scan.picture import Picture, ink
from extractors.scan.rulings.faint import faint_borders
from extractors.scan.rulings.runs import Run

ROWS, COLUMNS = (100, 160, 220, 280, 340, 400), (80, 300, 700)


def run(start: float, end: float, place: float) -> Run:
    return Run(start, end, place, 2.0, end - start, start, end)


ACROSS = [run(COLUMNS[0], COLUMNS[-1], y) for y in ROWS]
DOWN = [run(ROWS[0], ROWS[-1], x) for x in COLUMNS]


def sheet(*, at: int = 500, rows: tuple[int, int] = (ROWS[0], ROWS[-1]), depth: int = 25) -> Picture:
    """Grained paper with a table, and one upright line fainter than ink."""
    gray = np.random.default_rng(5).normal(225, 5, (600, 800))
    gray[rows[0] : rows[1], at : at + 2] -= depth
    for y in ROWS:
        gray[y - 1 : y + 1, COLUMNS[0] : COLUMNS[-1]] = 60
    for x in COLUMNS:
        gray[ROWS[0] : ROWS[-1], x - 1 : x + 1] = 60
    return Picture(np.clip(gray, 0, 255).astype(np.uint8), 200)


def found(picture: Picture) -> list[tuple[int, int, int]]:
    """The upright faint borders: place, from and to."""
    letters = np.asarray(ink(picture).T, np.uint8)
    on_side = Picture(np.ascontiguousarray(picture.gray.T), picture.dpi)
    return [(round(r.place), round(r.start), round(r.end)) for r in faint_borders(DOWN, ACROSS, letters, on_side)]


def test_a_border_that_is_darker_than_the_paper_in_every_row() -> None:
    ((place, start, end),) = found(sheet())
    assert abs(place - 501) <= 1
    assert (start, end) == (ROWS[0], ROWS[-1])


@pytest.mark.parametrize("change", [{"depth": 3}, {"rows": (ROWS[0], ROWS[2])}, {"at": COLUMNS[1] + 6}])
def test_grain_a_line_over_few_rows_and_the_blur_of_a_ruling_are_none(change: dict[str, int]) -> None:
    assert found(sheet(**change)) == []  # type: ignore[arg-type]


def test_words_across_it_break_it_there_and_across_every_row_it_is_none() -> None:
    picture = sheet()
    picture.gray[ROWS[1] + 20 : ROWS[1] + 40, 470:530:3] = 40
    picture.gray[ROWS[1] + 20 : ROWS[1] + 40, 500:503] = 40
    assert [(start, end) for _, start, end in found(picture)] in (
        [(ROWS[0], ROWS[-1])],
        [(ROWS[0], ROWS[1]), (ROWS[2], ROWS[-1])],
    )
    for top in ROWS[:-1]:
        picture.gray[top + 10 : top + 50, 460:540] = 40
    assert found(picture) == []


def test_outside_a_table_nothing_is_one() -> None:
    picture = sheet()
    on_side = Picture(np.ascontiguousarray(picture.gray.T), picture.dpi)
    assert faint_borders(DOWN[:1], ACROSS, np.asarray(ink(picture).T, np.uint8), on_side) == []
    assert faint_borders(DOWN, [], np.asarray(ink(picture).T, np.uint8), on_side) == []
