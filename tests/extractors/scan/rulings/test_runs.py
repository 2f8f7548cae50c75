"""Runs of ink that are lines, as far as they reach."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.scan.picture import Picture
from extractors.scan.rulings.checks import stands_alone
from extractors.scan.rulings.runs import Run, unbroken, walked
from tests.extractors import paper

PICTURE = Picture(np.full((200, 1000), 250, np.uint8), 144)  # two pixels a point


def reached(*inked: tuple[int, int]) -> tuple[float, float]:
    """How far a run from 300 to 500 reaches where the picture is inked so."""
    mask = np.zeros((200, 1000), np.uint8)
    for start, end in inked:
        mask[100, start:end] = 255
    run = walked(Run(300, 500, 100.5, 2.0, 200, 300, 500), mask, PICTURE)
    return run.start, run.end


def test_a_line_goes_on_through_words_that_stand_on_it() -> None:
    assert reached((200, 700)) == pytest.approx((200, 700), abs=1)


@pytest.mark.parametrize("beside", [((310, 490),), ((300, 503),), ((300, 500), (506, 800))])
def test_what_begins_behind_a_gap_or_is_a_hair_longer_is_no_more_of_it(beside: tuple[tuple[int, int], ...]) -> None:
    assert reached((300, 500), *beside) == (300, 500)


def test_a_rule_stands_alone_without_the_word_beside_it() -> None:
    picture = paper.picture(paper.blank())
    mask = np.zeros((1100, 1654), np.uint8)
    mask[299:302, 480:700] = 255
    mask[290:311, 400:470:3] = mask[290:311, 401:470:3] = 255
    run = Run(400, 700, 300.5, 4.6, 290.0, 480, 700)
    assert not stands_alone(run, mask, picture, upright=False)
    (part,) = unbroken(run, mask)
    assert (part.start, part.end, part.thickness) == (480, 700, 3.0)
    assert stands_alone(part, mask, picture, upright=False)
    assert unbroken(Run(400, 700, 300.5, 4.6, 290.0, 400, 700), mask) == [], "all of it"
    assert unbroken(Run(200, 700, 300.5, 4.6, 290.0, 480, 700), mask) == [], "a word with a stroke is no rule"
