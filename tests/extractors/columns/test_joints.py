"""Rules drawn cell by cell tell where columns meet."""

from __future__ import annotations

from extractors.columns.joints import between_pieces, joints, table_rules
from extractors.model import Ruling
from tests.extractors.words import words


def test_a_place_at_which_most_rules_are_pieced_together_is_a_border() -> None:
    rules = [Ruling(a, y, b, y) for y in (100, 120, 140) for a, b in ((50, 150), (151, 300))]
    assert joints(rules, []) == [150.5]


def test_rules_in_one_piece_and_rules_far_apart_join_nothing() -> None:
    assert joints([Ruling(50, y, 300, y) for y in (100, 120, 140)], []) == []
    assert joints([Ruling(a, y, b, y) for y in (100, 120) for a, b in ((50, 150), (180, 300))], []) == []


def test_a_dash_is_a_rule_only_where_it_joins_one() -> None:
    long, piece, dash = Ruling(50, 100, 200, 100), Ruling(200.5, 100, 210, 100), Ruling(300, 100, 310, 100)
    assert table_rules([long, piece, dash]) == [long, piece]


def test_what_underlines_words_from_tab_to_tab_is_no_rule() -> None:
    heading = [*words("Program", 100, 92), *words("Anggaran", 250, 92)]
    ends = [(w.bbox.x0, w.bbox.x1) for w in heading]
    line = [ends[0], (ends[0][1], ends[1][0]), ends[1]]
    assert joints([Ruling(a, 100, b, 100) for a, b in line], heading) == []
    cells = [(90.0, 240.0), (240.0, 400.0)]
    assert joints([Ruling(a, 100, b, 100) for a, b in cells], heading) == [240.0]
    below = words("Program", 100, 60)
    assert joints([Ruling(a, 100, b, 100) for a, b in line], below) == [ends[0][1], ends[1][0]]


def test_the_gap_between_rules_over_two_groups_is_the_border_between_them() -> None:
    groups = [Ruling(a, 100, b, 100) for a, b in ((50, 150), (156, 256))]
    assert between_pieces((148, 180), groups) == 153.0
    assert between_pieces((190, 220), groups) is None  # between two columns of one group
    assert between_pieces((148, 180), [groups[0], Ruling(156, 130, 256, 130)]) is None  # on other heights
