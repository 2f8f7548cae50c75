"""Rulings that are one line to the eye, and lines that touch."""

from __future__ import annotations

from extractors.layout.tracks import components, tracks
from extractors.model import Ruling
from tests.extractors.words import box


def test_pieces_of_one_line_are_one_track() -> None:
    (track,) = tracks([Ruling(0, 100, 50, 100), Ruling(52, 101, 90, 101)], True)
    assert (track.start, track.end) == (0, 90)


def test_lines_apart_and_a_wide_gap_are_not_bridged() -> None:
    assert len(tracks([Ruling(0, 100, 50, 100), Ruling(0, 104, 50, 104)], True)) == 2
    (track,) = tracks([Ruling(0, 100, 50, 100), Ruling(60, 100, 90, 100)], True)
    assert track.spans == ((0, 50), (60, 90))


def test_boxes_that_touch_are_one_group_and_boxes_apart_two() -> None:
    def groups(gap: float) -> int:
        sides = [s for x in (0, 100 + gap) for part in box(x, 0, x + 100, 50) for s in part]
        return len(components(sides))

    assert groups(0) == 1
    assert groups(20) == 2
