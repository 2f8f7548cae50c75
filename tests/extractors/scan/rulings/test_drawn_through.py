"""Rulings of scans drawn in pieces or twice."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.model import Ruling
from extractors.scan.rulings.drawn_through import drawn_through
from extractors.scan.rulings.find import rulings, without_rulings
from tests.extractors import paper

POINT = 72 / paper.DPI
ROWS = [paper.TOP + k * paper.HEIGHT for k in range(len(paper.ROWS) + 1)]


def lines(image: Image.Image, bitonal: bool = False) -> tuple[list[Ruling], list[Ruling]]:
    found = rulings(drawn_through(paper.copied(image, bitonal)))
    return (
        sorted((r for r in found if r.horizontal), key=lambda r: r.y0),
        sorted((r for r in found if not r.horizontal), key=lambda r: r.x0),
    )


def is_the_table(image: Image.Image, bitonal: bool = False, tolerance: float = 1.0) -> None:
    across, down = lines(image, bitonal)
    assert [r.y0 for r in across] == pytest.approx([y * POINT for y in ROWS], abs=tolerance)
    assert [r.x0 for r in down] == pytest.approx([x * POINT for x in paper.COLUMNS], abs=tolerance)


def in_pieces(piece: int, gap: int, width: int) -> Image.Image:
    image = paper.table(ruled=False)
    draw = ImageDraw.Draw(image)
    for y in ROWS:
        for x in range(paper.COLUMNS[0], paper.COLUMNS[-1], piece + gap):
            draw.line((x, y, min(x + piece, paper.COLUMNS[-1]), y), fill=20, width=width)
    for x in paper.COLUMNS:
        for y in range(ROWS[0], ROWS[-1], piece + gap):
            draw.line((x, y, x, min(y + piece, ROWS[-1])), fill=20, width=width)
    return image


@pytest.mark.parametrize(("piece", "gap", "width"), [(8, 5, 2), (5, 4, 3), (3, 3, 3)])
@pytest.mark.parametrize("bitonal", [False, True])
def test_dashes_and_dots_are_rulings(piece: int, gap: int, width: int, bitonal: bool) -> None:
    is_the_table(in_pieces(piece, gap, width), bitonal)


def test_cells_with_borders_of_their_own_share_one() -> None:
    image = paper.table(ruled=False)
    draw = ImageDraw.Draw(image)
    for top, bottom in itertools.pairwise(ROWS):
        for left, right in itertools.pairwise(paper.COLUMNS):
            draw.rectangle((left + 3, top + 3, right - 3, bottom - 3), outline=40, width=2)
    across, down = lines(image)
    assert [r.y0 for r in across[1:-1]] == pytest.approx([y * POINT for y in ROWS[1:-1]], abs=1.0)
    assert [r.x0 for r in down[1:-1]] == pytest.approx([x * POINT for x in paper.COLUMNS[1:-1]], abs=1.0)
    assert len(across) == len(ROWS)
    assert len(down) == len(paper.COLUMNS)


def test_dots_that_lead_to_a_page_number_stay_dots() -> None:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    for k, word in enumerate(("Daftar Isi", "Bab II Perencanaan Kinerja", "Bab III Akuntabilitas", "Penutup")):
        y = 200 + 60 * k
        paper.write(image, 150, y, word)
        for x in range(150 + 20 * len(word), 1300, 9):
            draw.rectangle((x, y + 25, x + 2, y + 27), fill=20)
        paper.write(image, 1320, y, str(3 + k))
    picture = paper.copied(image)
    assert drawn_through(picture) is picture


def test_borders_of_a_low_heading_are_found_between_its_rulings() -> None:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    for y in (200, 238, 700):
        draw.line((200, y, 1000, y), fill=20, width=2)
    for x, bottom in ((200, 700), (400, 238), (700, 238), (1000, 700)):
        draw.line((x, 200, x, bottom), fill=20, width=2)
    paper.write(image, 230, 206, "Uraian III l", 26)
    _, down = lines(image)
    assert [r.x0 for r in down] == pytest.approx([x * POINT for x in (200, 400, 700, 1000)], abs=1.0)


def test_a_border_close_to_text_on_one_side_is_painted_over_and_the_text_stays() -> None:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    for x in (200, 600):
        draw.line((x, 200, x, 500), fill=20, width=4)
    for y in (200, 500):
        draw.line((200, y, 600, y), fill=20, width=4)
    draw.rectangle((605, 300, 609, 340), fill=20)  # a stem two pixels away
    picture = paper.picture(image)
    clean = without_rulings(picture, rulings(picture)).gray
    assert clean[195:300, 190:603].min() > 200  # crossings too
    assert clean[302:338, 590:603].min() > 200
    assert np.median(clean[302:338, 606:609]) < 60


def test_text_across_a_border_keeps_its_ink() -> None:
    image = paper.table()
    x, y = paper.COLUMNS[2], paper.TOP + paper.HEIGHT + 30
    ImageDraw.Draw(image).rectangle((x - 12, y, x + 12, y + 4), fill=15)
    picture = paper.picture(image)
    clean = without_rulings(picture, rulings(picture)).gray
    assert clean[y + 1 : y + 4, x - 1 : x + 2].max() < 100
