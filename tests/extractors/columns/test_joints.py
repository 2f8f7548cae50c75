"""Rules drawn cell by cell show the borders of columns; rules drawn whole, and dashes, do not."""

from __future__ import annotations

import itertools

import pytest

from extractors.columns.joints import joints, table_rules
from extractors.model import Ruling


def pieced(edges: tuple[float, ...], y: float) -> list[Ruling]:
    return [Ruling(a, y, b, y) for a, b in itertools.pairwise(edges)]


def test_rules_are_joined_where_columns_meet() -> None:
    rules = [piece for y in (100.0, 120.0, 140.0) for piece in pieced((50, 90, 200, 300), y)]
    assert joints(rules) == pytest.approx([90, 200])


def test_one_pieced_rule_among_whole_ones_shows_nothing() -> None:
    whole = [Ruling(50, y, 300, y) for y in (100.0, 120.0, 140.0)]
    assert joints([*whole, *pieced((50, 90, 300), 160.0)]) == []


def test_rules_with_a_space_between_are_not_joined() -> None:
    assert joints([Ruling(a, y, b, y) for y in (100.0, 120.0) for a, b in ((50, 90), (98, 200))]) == []


def test_a_short_piece_is_a_rule_only_beside_a_long_one() -> None:
    long, beside, alone = Ruling(60, 100, 300, 100), Ruling(50, 100, 60, 100), Ruling(50, 400, 60, 400)
    assert table_rules([long, beside, alone, Ruling(50, 100, 50, 400)]) == [long, beside]
