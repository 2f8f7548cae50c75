"""What stands across a border, in a box, above a table."""

from __future__ import annotations

from extractors.layout.places import covered, crosses, crosses_level, in_reach, stands_above, stands_below, stands_in, sticks_out
from extractors.model import BBox
from tests.extractors.words import words

(WORD,) = words("Sasaran", 100, 50)  # 100 to 135, 50 to 60
TABLE = BBox(50, 100, 300, 200)


def test_a_word_crosses_a_border_that_it_reaches_over_on_both_sides() -> None:
    assert crosses(WORD, 120)
    assert crosses_level(WORD, 55)
    assert sticks_out(WORD.bbox, 110, 200)


def test_a_word_that_only_touches_a_border_does_not_cross_it() -> None:
    assert not crosses(WORD, 134.5)
    assert not crosses(WORD, 100.5)
    assert not crosses_level(WORD, 59.5)
    assert not sticks_out(WORD.bbox, 100.5, 134.5)


def test_what_is_above_a_table_is_neither_in_it_nor_below() -> None:
    line, inside, under = BBox(50, 90, 200, 102), BBox(50, 140, 200, 150), BBox(50, 199, 200, 209)
    assert [stands_above(one, TABLE) for one in (line, inside, under)] == [True, False, False]
    assert [stands_below(one, TABLE) for one in (line, inside, under)] == [False, False, True]
    assert [stands_in(one, [TABLE]) for one in (line, inside, under)] == [False, True, False]


def test_a_rule_far_above_a_text_is_none_of_its_table() -> None:
    assert in_reach(90, 100, 200)
    assert not in_reach(80, 100, 200)


def test_stretches_that_lie_on_each_other_cover_a_side_once() -> None:
    assert covered([(10, 20), (0, 12), (11, 15), (30, 35)]) == 25
    assert covered([]) == 0
