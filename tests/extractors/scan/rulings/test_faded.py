"""Borders of which a copy left dots and dashes in some rows."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from extractors.scan.picture import Picture
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
    found = gone_on([known], crossing, mask, Picture(np.asarray(255 - mask, np.uint8), paper.DPI))
    assert [(run.start, run.end) for run in found] == [(100.0, 190.0)] * expected
