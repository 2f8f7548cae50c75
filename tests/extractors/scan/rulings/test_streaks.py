"""Streaks that run through a table and on beyond its edge are no rulings."""

from __future__ import annotations

import numpy as np

from extractors.scan.picture import Picture
from extractors.scan.rulings.runs import Run
from extractors.scan.rulings.streaks import without_streaks

PICTURE = Picture(np.full((1000, 1000), 250, np.uint8), 144)  # two pixels a point


def run(start: float, end: float, place: float) -> Run:
    return Run(start, end, place, 2.0, end - start, start, end)


ACROSS = [run(100, 700, place) for place in (200, 250, 300, 350)]
DOWN = [run(200, 350, place) for place in (100, 300, 500, 700)]


def test_what_runs_on_beyond_the_edge_where_all_others_end_is_a_streak() -> None:
    for streak in (run(120, 300, 400), run(250, 480, 400), run(20, 900, 400)):
        assert without_streaks(ACROSS, [*DOWN, streak], PICTURE) == (ACROSS, DOWN)
    lying = run(400, 800, 280)
    assert without_streaks([*ACROSS, lying], DOWN, PICTURE) == (ACROSS, DOWN)


def test_a_border_inside_and_one_at_the_edge_that_runs_on_are_kept() -> None:
    inside, outer = run(200, 300, 400), run(200, 480, 702)
    for border in (inside, outer, run(200, 370, 400)):
        assert border in without_streaks(ACROSS, [*DOWN, border], PICTURE)[1]


def test_a_piece_of_a_broken_border_that_ends_in_a_row_inside_is_no_streak() -> None:
    broken = [run(200, 250, place) for place in (100, 300)]
    border = run(200, 290, 400)
    lines = [*DOWN, *broken, border]
    assert without_streaks(ACROSS, lines, PICTURE)[1] == lines, "no edge of the table, though others are broken off at it too"


def test_pieces_of_a_streak_that_goes_on_far_beyond_where_the_edge_is_in_pieces() -> None:
    frayed = [run(200, end, place) for end, place in ((343, 100), (372, 300), (366, 500), (361, 700))]
    pieces = [run(120, 330, 400), run(420, 560, 401), run(600, 900, 402)]
    assert without_streaks(ACROSS[:3], [*frayed, *pieces], PICTURE)[1] == frayed
    below = [run(500, 700, place) for place in (100, 300, 500, 700)]  # another table, whose rows no line parts
    border = run(200, 360, 400)
    assert without_streaks(ACROSS[:3], [*frayed, *below, border], PICTURE)[1] == [*frayed, *below, border]


def test_where_the_edge_is_worn_and_few_end_at_it_nothing_is_told() -> None:
    long = [run(200, 480, place) for place in (100, 300, 500)]
    assert without_streaks(ACROSS, [*long, run(200, 350, 700)], PICTURE) == (ACROSS, [*long, run(200, 350, 700)])
    begun = [run(250, 480, place) for place in (250, 300, 500)]
    assert without_streaks([run(100, 700, 250)], begun, PICTURE)[1] == begun, "below a heading whose lower edge was not seen"
    assert without_streaks([], long, PICTURE) == ([], long), "lines without a table"


def sheet(*dark: tuple[slice, slice]) -> Picture:
    """Grained paper with places a little darker than it, on its side."""
    gray = np.random.default_rng(3).normal(235, 3, (1000, 1000))
    for place in dark:
        gray[place] -= 30
    return Picture(np.ascontiguousarray(np.clip(gray, 0, 255).astype(np.uint8).T), 144)


def test_a_fold_of_which_pieces_were_seen_is_known_by_the_paper_beyond_the_edge() -> None:
    rows = [run(100, 700, place) for place in (200, 250, 300, 350)]
    pieces = [run(195, 250, 402), run(270, 340, 404)]
    fold = sheet((slice(0, 1000), slice(400, 406)))
    assert without_streaks(rows, [*DOWN, *pieces], fold) == (rows, DOWN)
    border = sheet((slice(200, 350), slice(400, 406)))
    assert without_streaks(rows, [*DOWN, *pieces], border) == (rows, [*DOWN, *pieces]), "a pale border ends at the edge"
    shade = sheet((slice(0, 1000), slice(380, 1000)))
    assert without_streaks(rows, [*DOWN, *pieces], shade) == (rows, [*DOWN, *pieces]), "the edge of a shade is none"
