"""User space to the upright page."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.frame import Frame, frame_of
from tests.extractors.paper import sheet

BOX = np.array([[20.0, 30.0, 60.0, 40.0]])  # near the lower left corner


@pytest.mark.parametrize(
    ("turn", "size", "expected"),
    [
        (0, (200, 100), (10, 65, 50, 75)),
        (90, (100, 200), (25, 10, 35, 50)),
        (180, (200, 100), (150, 25, 190, 35)),
        (270, (100, 200), (65, 150, 75, 190)),
    ],
)
def test_a_box_is_turned_with_its_page(turn: int, size: tuple[float, float], expected: tuple[float, ...]) -> None:
    frame = Frame(10, 5, 210, 105, turn)
    assert (frame.width, frame.height) == size
    assert tuple(frame.boxes(BOX)[0]) == expected


def test_the_turn_of_a_page_and_our_own_are_one() -> None:
    page = sheet(lambda canvas: canvas.drawString(50, 700, "Garam"), (300, 400))
    page.set_rotation(270)
    frame = frame_of(page, turned=180)
    assert (frame.turn, frame.width, frame.height) == (90, 400, 300)
