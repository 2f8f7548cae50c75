"""Texts beside rows whose rules do not reach their column."""

from __future__ import annotations

import pytest

from extractors.model import Ruling, Word
from extractors.rows.uncut import with_uncut
from tests.extractors.paper import said
from tests.extractors.words import words

BORDERS = [48.0, 150.0, 300.0]
BESIDE = [Ruling(150, 32, 300, 32)]


def rows(rest: str) -> list[list[list[Word]]]:
    return [[words("Meningkatnya mutu", 50, 20), words("Luas taman", 160, 20)], [words(rest, 50, 33), words("Jalan", 160, 40)]]


def test_a_text_goes_on_over_rules_that_are_drawn_beside_it() -> None:
    above, below = with_uncut(rows("layanan kota"), BORDERS, BESIDE)
    assert (said(above[0]), below[0]) == ("Meningkatnya mutu layanan kota", [])


@pytest.mark.parametrize(
    ("rest", "rules"), [("layanan kota", [Ruling(48, 32, 300, 32)]), ("Layanan kota", BESIDE), ("a. taman", BESIDE)]
)
def test_a_rule_in_its_column_or_a_new_name_ends_it(rest: str, rules: list[Ruling]) -> None:
    given = rows(rest)
    assert with_uncut(given, BORDERS, rules) == given
