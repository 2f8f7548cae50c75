"""Where rulings of a picture end, and strokes that are none."""

from __future__ import annotations

import numpy as np

from extractors.scan.picture import Picture
from extractors.scan.rulings.ends import without_edges, without_strokes
from extractors.scan.rulings.runs import Run

SIZE = 1000
PICTURE = Picture(np.full((SIZE, SIZE), 250, np.uint8), 144)  # two pixels a point
MASK = np.zeros((SIZE, SIZE), np.uint8)


def run(start: float, end: float, place: float) -> Run:
    return Run(start, end, place, 2.0, end - start, start, end)


def test_the_edge_of_the_paper_is_no_ruling() -> None:
    edge, line = run(0, 900, 4), run(-3, 900, 300)
    (kept,) = without_edges([edge, line], 890, SIZE)
    assert (kept.place, kept.start, kept.end) == (300, 0.0, 890.0)


def test_lines_that_meet_hang_together_and_a_stroke_alone_does_not() -> None:
    across, down = [run(100, 400, 100), run(100, 400, 300)], [run(100, 300, 100), run(100, 300, 400)]
    assert [len(kept) for kept in without_strokes(across, down, PICTURE, MASK)] == [2, 2]
    assert without_strokes([], [run(600, 660, 700)], PICTURE, MASK) == ([], [])


def test_a_long_line_stands_alone_and_a_short_one_does_not() -> None:
    long, short = run(100, 400, 100), run(100, 160, 300)
    assert without_strokes([long, short], [], PICTURE, MASK)[0] == [long]
