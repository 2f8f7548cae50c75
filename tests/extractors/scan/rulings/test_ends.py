"""Lines end where they meet others; strokes of letters and the edge of the paper are none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import ImageDraw

from extractors.scan.rulings.ends import without_edges, without_strokes
from extractors.scan.rulings.runs import Run
from tests.extractors import paper

LENGTH, BREADTH = 1654, 1100


def run(start: float, end: float, place: float) -> Run:
    return Run(start, end, place, 3.0, end - start, start, end)


def kept(across: list[Run], down: list[Run]) -> tuple[list[Run], list[Run]]:
    """What is left of lines that are drawn on an otherwise blank picture."""
    image = paper.blank(LENGTH, BREADTH)
    draw = ImageDraw.Draw(image)
    for line in across:
        draw.line((line.start, line.place, line.end, line.place), fill=20, width=3)
    for line in down:
        draw.line((line.place, line.start, line.place, line.end), fill=20, width=3)
    picture = paper.picture(image)
    return without_strokes(across, down, picture, np.where(picture.gray < 128, 255, 0).astype(np.uint8))


def test_the_edge_of_the_paper_is_no_line() -> None:
    lines = [run(-3, 1700, place) for place in (5.0, 500.0, 1095.0)]
    (line,) = without_edges(lines, LENGTH, BREADTH)
    assert (line.start, line.end, line.place) == (0, LENGTH, 500)


def test_lines_that_meet_stay_and_end_at_each_other() -> None:
    across = [run(200, 800, 200), run(200, 800, 400)]
    down = [run(200, 400, 200), run(200, 400, 500), run(203, 397, 800)]
    found, borders = kept(across, down)
    assert [(r.start, r.end, r.place) for r in found] == [(200, 800, 200), (200, 800, 400)]
    assert [(r.start, r.end) for r in borders] == [(200, 400)] * 3  # the last breaks off just before them


@pytest.mark.parametrize(("length", "stays"), [(60, False), (300, True)])
def test_a_line_across_stands_alone_only_where_it_is_long(length: int, stays: bool) -> None:
    assert bool(kept([run(200, 200 + length, 500)], [])[0]) is stays


@pytest.mark.parametrize(("length", "stays"), [(60, False), (300, False), (500, True)])
def test_an_upright_one_must_be_longer(length: int, stays: bool) -> None:
    assert bool(kept([], [run(200, 200 + length, 500)])[1]) is stays


def test_dashes_alone_are_no_line() -> None:
    dashes = replace(run(200, 500, 500), solid_start=float("inf"), solid_end=float("-inf"))
    assert kept([dashes], [])[0] == []
