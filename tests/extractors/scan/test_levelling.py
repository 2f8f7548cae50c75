"""Pages that lie askew under the glass, and pages photographed at an angle."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan.levelling import levelled, on_its_paper, without_toner
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


def with_streak(picture: Picture, x: int, rows: slice) -> Picture:
    """The picture with a streak of toner straight down these rows, a little of it missing."""
    gray = picture.gray.copy()
    gray[rows, x : x + 3] = 30
    gray[rows.stop // 3 : rows.stop // 3 + 40, x : x + 3] = 250
    return Picture(gray, picture.dpi)


def test_streaks_of_a_page_that_leans_are_painted_over_and_do_not_hide_its_lean() -> None:
    page = paper.leaning(paper.table(), 1.2)
    x, height = page.width - 90, page.height
    streaked = with_streak(page, x, slice(0, height))
    found = skew(ink(streaked.shrunk(100)))
    assert found == pytest.approx(1.2, abs=0.12)
    assert np.abs(without_toner(streaked, found).gray.astype(int) - page.gray).max() < 40
    border = with_streak(page, x, slice(0, height // 4))
    assert without_toner(border, found) is border, "shorter than a streak"
    assert without_toner(streaked, 0.1) is streaked, "borders of a page that lies straight are straight too"


def test_a_letter_that_a_streak_crosses_keeps_its_ink() -> None:
    page = Picture(np.full((800, 600), 250, np.uint8), paper.DPI)
    page.gray[400:404, 280:330] = 40
    streaked = with_streak(page, 300, slice(0, 800))
    assert np.array_equal(without_toner(streaked, 1.0).gray[401:403], streaked.gray[401:403])
    assert not (without_toner(streaked, 1.0).gray[410:500] < 200).any()


def test_the_borders_of_short_tables_tell_of_no_photograph() -> None:
    """A piece of a border that is 80 points long leans by its own width."""
    gray = np.full((1650, 2340), 250, np.uint8)
    for top in (280, 600, 900):
        for y in range(top, top + 221, 55):
            cv2.line(gray, (130, y), (2200, y), 60, 2)
        for x, lean in ((134, -8), (2184, 14)):
            cv2.line(gray, (x, top), (x + lean, top + 220), 60, 5)
    picture = Picture(gray, paper.DPI)
    assert np.array_equal(levelled(picture).gray, straightened(picture, skew(ink(picture.shrunk(100)))).gray)


def test_a_page_without_lines_tells_nothing() -> None:
    picture = paper.leaning(paper.table(ruled=False), 0.0)
    assert levelled(picture) is picture


def on_a_table(shade: float = 0.0, ground: int = 60) -> Picture:
    """A sheet with a margin on a table with a grain, photographed from above; so much of it in the shade, from one corner on."""
    sheet = np.array(paper.table(), np.uint8)
    rim = sheet.shape[1] // 12
    if shade:
        yy, xx = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]]
        reach = np.clip((xx / sheet.shape[1] + yy / sheet.shape[0] - 2 + shade) / min(shade, 0.6), 0, 1)
        sheet = (sheet * (1 - 0.6 * reach)).astype(np.uint8)
    grain = np.random.default_rng(7).integers(ground, ground + 70, sheet.shape[1] + 2 * rim, np.uint8)
    whole = np.tile(grain, (sheet.shape[0] + 2 * rim, 1))
    whole[rim:-rim, rim:-rim] = sheet
    return Picture(whole, paper.DPI)


@pytest.mark.parametrize(("shade", "ground"), [(0.0, 60), (0.3, 60), (0.8, 0)])
def test_what_a_photographed_sheet_lies_on_is_painted_over(shade: float, ground: int) -> None:
    picture = on_a_table(shade, ground)
    rim = (picture.width - np.asarray(paper.table()).shape[1]) // 2
    clean = on_its_paper(picture)
    assert (clean.gray[: rim // 2] == 255).all()
    assert (clean.gray[:, -rim // 2 :] == 255).all()
    inner = (slice(rim + 45, -rim - 45),) * 2
    assert np.array_equal(clean.gray[inner], picture.gray[inner]), "also where a part of it lies in the shade"


def test_a_picture_is_levelled_without_what_its_sheet_lies_on() -> None:
    """Words, the look at a page and its picture in the report ask for the level page: all see the same one."""
    picture = levelled(on_a_table())
    rim = (picture.width - np.asarray(paper.table()).shape[1]) // 2
    assert picture.gray[: rim // 2].min() == 255


def test_a_dark_field_at_the_head_and_the_rim_of_a_scan_are_none_of_a_table() -> None:
    head = np.array(paper.table(), np.uint8)
    head[: head.shape[0] // 6] = 70
    rim = np.array(paper.table(), np.uint8)
    rim[:, :12] = rim[:12] = 30
    for gray in (np.array(paper.table(), np.uint8), head, rim):
        picture = Picture(gray, paper.DPI)
        assert on_its_paper(picture) is picture
