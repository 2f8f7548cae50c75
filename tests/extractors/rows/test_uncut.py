"""Texts beside rows whose rules do not reach their column."""

from __future__ import annotations

import pytest

from extractors.model import Ruling, Word
from extractors.rows.uncut import reaching_down, with_uncut
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
    ("rest", "rules"),
    [("layanan kota", [Ruling(48, 32, 300, 32)]), ("Layanan kota", BESIDE), ("a. taman", BESIDE), ("layanan kota", [])],
)
def test_a_rule_in_its_column_a_new_name_or_a_table_without_rules_ends_it(rest: str, rules: list[Ruling]) -> None:
    given = rows(rest)
    assert with_uncut(given, BORDERS, rules) == given


def table(*beside: str) -> list[list[list[Word]]]:
    """Rows of an indicator each, and what stands beside them."""
    return [
        [words(name, 50, 27 + 20 * k) if name else [], words("Luas taman", 160, 20 + 20 * k)] for k, name in enumerate(beside)
    ]


EDGES = [Ruling(150, 34 + 20 * k, 300, 34 + 20 * k) for k in range(3)]


def test_a_name_beside_rows_that_no_rule_parts_in_its_column_reaches_over_them() -> None:
    whole = [*EDGES, Ruling(48, 54, 150, 54)]
    assert reaching_down(table("", "Mutu layanan", "", "Mutu air"), BORDERS, whole) == {(0, 0): 2, (2, 0): 2}


@pytest.mark.parametrize(
    ("beside", "rules"),
    [
        (("Mutu layanan", ""), [Ruling(48, 34, 300, 34)]),  # parted in its column too
        (("Mutu layanan", ""), []),  # nothing tells
        (("Mutu layanan", "Mutu air"), EDGES),  # two names
        (("", "12,50"), EDGES),
    ],
)
def test_what_a_rule_parts_and_figures_keep_to_their_rows(beside: tuple[str, ...], rules: list[Ruling]) -> None:
    assert reaching_down(table(*beside), BORDERS, rules) == {}
