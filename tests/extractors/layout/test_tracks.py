"""Lines as the eye joins them, and which of them touch."""

from __future__ import annotations

import pytest

from extractors.layout.tracks import components, tracks
from extractors.model import Ruling


def test_dashes_are_one_line_and_two_lines_stay_two() -> None:
    dashes = [Ruling(x, 100, x + 10, 100) for x in (50, 62, 74)]
    (line,) = tracks(dashes, horizontal=True)
    assert (line.at, line.start, line.end, len(line.spans)) == (100, 50, 84, 1)
    (line,) = tracks([Ruling(50, 100, 90, 100), Ruling(100, 100, 140, 100)], horizontal=True)
    assert line.spans == ((50, 90), (100, 140))  # too far apart for the eye


def test_a_border_drawn_twice_is_one_line_nearer_the_longer() -> None:
    (line,) = tracks([Ruling(50, 100, 350, 100), Ruling(50, 102, 150, 102)], horizontal=True)
    assert line.at == pytest.approx(100.5)
    assert [t.at for t in tracks([Ruling(50, 100, 350, 100), Ruling(50, 103, 150, 103)], horizontal=True)] == [100, 103]


def test_dots_are_no_line() -> None:
    assert tracks([Ruling(50, 100, 51.5, 100)], horizontal=True) == []


def test_lines_that_touch_are_one_group_and_a_gap_makes_two() -> None:
    def box(x: float, end: float) -> list[Ruling]:
        """A rule above, its border ending `end` below it."""
        return [Ruling(x, 100, x + 50, 100), Ruling(x + 20, 100 + end, x + 20, 160)]

    assert [(len(a), len(d)) for a, d in components(box(50, 2))] == [(1, 1)]
    assert sorted((len(a), len(d)) for a, d in components(box(50, 5))) == [(0, 1), (1, 0)]
    assert len(components([*box(50, 0), *box(200, 0)])) == 2
