"""Where rulings of a picture end, and strokes that are none."""

from __future__ import annotations

import numpy as np
import pytest

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


def test_a_line_that_meets_three_others_or_two_far_apart_needs_no_end_at_one() -> None:
    across = [run(100, 400, place) for place in (200, 230, 260)]
    (kept,) = without_strokes(across, [run(180, 280, 300)], PICTURE, MASK)[1]
    assert (kept.start, kept.end) == (180, 280)
    assert without_strokes(across[:2], [run(180, 250, 300)], PICTURE, MASK)[1] == [], "as high as a large letter"
    assert len(without_strokes(across[:2], [run(170, 270, 300)], PICTURE, MASK)[1]) == 1, "no letter is as high"


def test_a_piece_on_the_very_place_of_a_border_is_one_of_it() -> None:
    across, border = [run(100, 400, place) for place in (200, 500, 600)], run(480, 620, 300)
    piece = run(175, 225, 300.5)
    assert len(without_strokes(across, [border, piece], PICTURE, MASK)[1]) == 2
    beside = run(175, 225, 310)
    assert without_strokes(across, [border, beside], PICTURE, MASK)[1] == [border]


def striking(text: bool) -> np.ndarray:
    """Ink of a level line at y 300 from 100 on, and of letters that it strikes through behind its last crossing at 500."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    mask[299:301, 100:660] = 255
    for x in range(520, 650, 12) if text else ():
        mask[290:311, x : x + 6] = 255
    return mask


@pytest.mark.parametrize(("text", "end"), [(True, 500.0), (False, 660.0)])
def test_a_level_line_ends_where_it_would_strike_a_word_through(text: bool, end: float) -> None:
    across = [run(100, 660, 300), run(100, 800, 100), run(100, 800, 600)]
    down = [run(100, 600, place) for place in (100, 300, 500, 800)]
    kept, _ = without_strokes(across, down, PICTURE, striking(text))
    assert next(line.end for line in kept if line.place == 300) == end


@pytest.mark.parametrize(("goes_on", "start"), [(False, 160.0), (True, 100.0)])
def test_the_stems_of_letters_in_a_heading_are_no_end_of_a_border_fainter_than_these(goes_on: bool, start: float) -> None:
    """Figures stand against the border on a third of its height below."""
    gray = np.full((SIZE, SIZE), 250, np.uint8)
    gray[100 if goes_on else 160 : 600, 299:301] = 210
    for top in range(200, 600, 30):
        gray[top : top + 11, 297:301] = 90
    for top in (108, 132):
        gray[top : top + 18, 298:302] = 90
    places = [100, 160, *range(190, 601, 60), 600]
    across = [run(100, 800, place) for place in places]
    _, down = without_strokes(across, [run(100, 600, place) for place in (100, 300, 800)], Picture(gray, 144), MASK)
    assert next(line.start for line in down if line.place == 300) == start
