"""Borders of which a copy left dots and dashes in some rows."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from extractors.scan.picture import Picture
from extractors.scan.rulings.faded import _dark_part as dark_part
from extractors.scan.rulings.faded import gone_on
from extractors.scan.rulings.find import rulings
from extractors.scan.rulings.runs import Run
from tests.extractors import paper

POINT = 72 / paper.DPI
MIDDLE = paper.COLUMNS[2]
ROWS = range(paper.TOP, paper.TOP + paper.HEIGHT * len(paper.ROWS) + 1, paper.HEIGHT)


def with_row(pieces: list[tuple[int, int]], row: int = 2) -> Picture:
    """The table of `paper` with an upright border left in pieces in one row (from and to, in pixels from the row's top)."""
    gray = np.array(paper.table(), np.uint8)
    top = paper.TOP + row * paper.HEIGHT
    gray[top + 3 : top + paper.HEIGHT - 2, MIDDLE - 3 : MIDDLE + 4] = 250
    for start, end in pieces:
        gray[top + start : top + end, MIDDLE - 1 : MIDDLE + 1] = 40
    return Picture(gray, paper.DPI)


def drawn(picture: Picture) -> float:
    """How much of the border is found, in rows of the table."""
    lines = [r for r in rulings(picture) if not r.horizontal and abs(r.x0 / POINT - MIDDLE) <= 3]
    return sum(r.y1 - r.y0 for r in lines) / POINT / paper.HEIGHT


def test_dots_and_dashes_are_more_of_the_border() -> None:
    assert drawn(with_row([(4, 20), (30, 34), (52, 68)])) > len(paper.ROWS) - 0.2


def test_a_row_without_the_border_has_none() -> None:
    assert drawn(with_row([])) < len(paper.ROWS) - 0.7


def test_a_letter_in_its_place_is_no_piece_of_it() -> None:
    image = Image.fromarray(with_row([]).gray)
    paper.write(image, MIDDLE - 30, paper.TOP + 2 * paper.HEIGHT + 18, "Bidang Bina Marga")
    assert drawn(paper.picture(image)) < len(paper.ROWS) - 0.7


@pytest.mark.parametrize(
    ("pieces", "expected"), [([(104, 130), (150, 180)], 1), ([(104, 140)], 0), ([(104, 110), (170, 180)], 0)]
)
def test_a_way_between_two_rulings_is_dotted(pieces: list[tuple[int, int]], expected: int) -> None:
    mask = np.zeros((60, 200), np.uint8)
    for start, end in pieces:
        mask[29:31, start:end] = 255
    known = Run(0, 100, 30, 2, 100, 0, 100)
    crossing = [Run(0, 60, place, 2, 60, 0, 60) for place in (0.0, 100.0, 190.0)]
    found = gone_on([known], crossing, mask, Picture(np.asarray(255 - mask, np.uint8), paper.DPI), upright=False)
    assert [(run.start, run.end) for run in found] == [(100.0, 190.0)] * expected


@pytest.mark.parametrize(
    ("shadow", "expected"),
    [
        ((102, 188), 1),
        ((125, 165), 0),  # as a letter stands, away from both
        ((102, 130), 0),  # less than half of the way
    ],
)
def test_a_shadow_far_paler_than_ink_is_more_of_a_border(shadow: tuple[int, int], expected: int) -> None:
    grain = np.random.default_rng(7).normal(0, 2, (60, 200))
    gray = np.full((60, 200), 232.0) + grain
    gray[29:31, slice(*shadow)] -= 12
    known = Run(0, 100, 30, 2, 100, 0, 100)
    off = [Run(30, 70, place, 2, 40, 30, 70) for place in (5.0, 55.0)]  # lines of the page that break off
    crossing = [Run(0, 60, place, 2, 60, 0, 60) for place in (0.0, 100.0, 190.0)]
    mask = np.zeros((60, 200), np.uint8)
    found = gone_on([known, *off], crossing, mask, Picture(gray.clip(0, 255).astype(np.uint8), paper.DPI), upright=False)
    assert [(run.start, run.end) for run in found] == [(100.0, 190.0)] * expected
    whole = gone_on([known], crossing, mask, Picture(gray.clip(0, 255).astype(np.uint8), paper.DPI), upright=False)
    assert whole == [], "the back of a sheet shines through"


def test_a_shadow_goes_no_further_than_lines_that_cross_it_there() -> None:
    gray = np.full((200, 200), 232, np.uint8)
    gray[29:31, :] = 220
    known = Run(0, 100, 30, 2, 100, 0, 100)
    crossing = [Run(0, 60, 0.0, 2, 60, 0, 60), Run(0, 60, 100.0, 2, 60, 0, 60), Run(150, 190, 180.0, 2, 40, 150, 190)]
    assert gone_on([known], crossing, np.zeros((200, 200), np.uint8), Picture(gray, paper.DPI), upright=False) == []


@pytest.mark.parametrize(
    ("seen", "part"),
    [
        ([True, True, True, True], (0.0, 80.0)),
        ([True, None, None, True], (0.0, 80.0)),
        ([False, True, True, True], (20.0, 80.0)),  # a name of a group stands above
        ([True, True, False, None], (0.0, 40.0)),
        ([False, True, True, False], None),
        ([None, False, True, False], None),
    ],
)
def test_a_shadow_reaches_from_one_end_of_a_way(seen: list[bool | None], part: tuple[float, float] | None) -> None:
    assert dark_part(seen, (0.0, 80.0)) == part


@pytest.mark.parametrize(("known", "expected"), [(120, 1), (20, 0)])
def test_a_rule_of_a_table_goes_on_though_text_is_set_right_below_it(known: int, expected: int) -> None:
    mask = np.zeros((60, 400), np.uint8)
    mask[29:31, 204:292] = 255
    mask[29:31, 240:246] = 0
    mask[34:44, 210:240] = 255  # letters of the row below, close to it
    own = Run(0, known, 30, 2, known, 0, known)
    crossing = [Run(0, 60, place, 2, 60, 0, 60) for place in (0.0, 70.0, 140.0, 200.0, 296.0, 390.0)]
    found = gone_on([own], crossing, mask, Picture(np.asarray(255 - mask, np.uint8), paper.DPI), upright=False)
    assert len([run for run in found if run.start == 200.0]) == expected


def test_letters_that_stand_on_the_way_of_a_rule_are_none_of_it() -> None:
    mask = np.zeros((60, 400), np.uint8)
    mask[22:38, 206:290:5] = 255
    own = Run(0, 200, 30, 2, 200, 0, 200)
    crossing = [Run(0, 60, place, 2, 60, 0, 60) for place in (0.0, 70.0, 140.0, 200.0, 296.0, 390.0)]
    assert gone_on([own], crossing, mask, Picture(np.asarray(255 - mask, np.uint8), paper.DPI), upright=False) == []
