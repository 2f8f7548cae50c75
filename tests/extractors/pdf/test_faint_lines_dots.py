"""Rows of dots that are a line to the eye, and dots that are none."""

from __future__ import annotations

import pytest

from extractors.model import BBox, Ruling
from extractors.pdf.faint_lines import dotted_rulings


def dots(count: int, step: float, across: bool = True, wave: float = 0.0) -> list[BBox]:
    places = [(50 + step * k, 100 + wave * (k % 2)) for k in range(count)]
    return [BBox(a - 0.5, b - 0.5, a + 0.5, b + 0.5) if across else BBox(b - 0.5, a - 0.5, b + 0.5, a + 0.5) for a, b in places]


def test_dots_that_follow_each_other_are_one_line() -> None:
    assert dotted_rulings(dots(12, 3.0)) == [Ruling(50, 100, 83, 100)]
    assert dotted_rulings(dots(12, 3.0, across=False)) == [Ruling(100, 50, 100, 83)]


@pytest.mark.parametrize("odd", [dots(9, 3.0), dots(12, 6.0), dots(12, 3.0, wave=1.0)])
def test_few_dots_or_such_that_stand_apart_or_on_two_heights_are_no_line(odd: list[BBox]) -> None:
    assert dotted_rulings(odd) == []
