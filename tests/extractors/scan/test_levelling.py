"""Pages that lie askew under the glass, and pages photographed at an angle."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan.levelling import levelled
from extractors.scan.picture import Picture, ink, skew, straightened
from extractors.scan.rulings.find import rulings
from tests.extractors import paper


def photographed(share: float, ground: int = 90) -> Picture:
    """The page with its upper edge `share` shorter than its lower one, on a dark table."""
    gray = np.array(paper.table(), np.uint8)
    height, width = gray.shape
    sheet = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = np.array(
        [(share * width, 0.5 * share * height), ((1 - 0.4 * share) * width, 0), (width, height), (0, 0.97 * height)], np.float32
    )
    matrix = cv2.getPerspectiveTransform(sheet, seen)
    out = cv2.warpPerspective(gray, matrix, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=ground)
    return Picture(np.asarray(out, np.uint8), paper.DPI)


@pytest.mark.parametrize("share", [0.03, 0.05])
def test_a_page_photographed_at_an_angle_is_laid_flat(share: float) -> None:
    picture = levelled(photographed(share))
    lines = rulings(picture)
    assert sum(r.horizontal for r in lines) == len(paper.ROWS) + 1
    whole = len(paper.ROWS) * paper.HEIGHT * picture.points  # the edge of the paper is longer
    assert sum(not r.horizontal and 0.9 * whole <= r.y1 - r.y0 <= 1.2 * whole for r in lines) == len(paper.COLUMNS)


@pytest.mark.parametrize("degrees", [-2.0, 0.5, 1.5])
def test_a_page_that_lies_askew_is_turned_only(degrees: float) -> None:
    picture = paper.leaning(paper.table(), degrees)
    found = skew(ink(picture.shrunk(100)))
    assert np.array_equal(levelled(picture).gray, straightened(picture, found).gray)


def test_a_page_without_lines_tells_nothing() -> None:
    picture = paper.leaning(paper.table(ruled=False), 0.0)
    assert levelled(picture) is picture
