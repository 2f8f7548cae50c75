"""Rules drawn cell by cell tell where columns meet."""

from __future__ import annotations

from extractors.columns.joints import joints, table_rules
from extractors.model import Ruling


def test_a_place_at_which_most_rules_are_pieced_together_is_a_border() -> None:
    rules = [Ruling(a, y, b, y) for y in (100, 120, 140) for a, b in ((50, 150), (151, 300))]
    assert joints(rules) == [150.5]


def test_rules_in_one_piece_and_rules_far_apart_join_nothing() -> None:
    assert joints([Ruling(50, y, 300, y) for y in (100, 120, 140)]) == []
    assert joints([Ruling(a, y, b, y) for y in (100, 120) for a, b in ((50, 150), (180, 300))]) == []


def test_a_dash_is_a_rule_only_where_it_joins_one() -> None:
    long, piece, dash = Ruling(50, 100, 200, 100), Ruling(200.5, 100, 210, 100), Ruling(300, 100, 310, 100)
    assert table_rules([long, piece, dash]) == [long, piece]
