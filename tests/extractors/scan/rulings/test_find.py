from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import ImageDraw

from extractors.model import Ruling
from extractors.scan.picture import Picture, ink, skew, straightened
from extractors.scan.rulings.checks import goes_on, stands_alone
from extractors.scan.rulings.find import rulings, without_rulings
from extractors.scan.rulings.pale import pale_runs
from extractors.scan.rulings.runs import Run
from tests.extractors import paper

POINT = 72 / paper.DPI


def found(picture: Picture) -> tuple[list[Ruling], list[Ruling]]:
    lines = rulings(picture)
    across = sorted((r for r in lines if r.horizontal), key=lambda r: r.y0)
    return across, sorted((r for r in lines if not r.horizontal), key=lambda r: r.x0)


def is_the_table(picture: Picture, tolerance: float = 1.0) -> None:
    across, down = found(picture)
    rows = [(paper.TOP + k * paper.HEIGHT) * POINT for k in range(len(paper.ROWS) + 1)]
    assert [r.y0 for r in across] == pytest.approx(rows, abs=tolerance)
    assert [r.x0 for r in down] == pytest.approx([x * POINT for x in paper.COLUMNS], abs=tolerance)
    for r in across:
        assert (r.x0, r.x1) == pytest.approx((paper.COLUMNS[0] * POINT, paper.COLUMNS[-1] * POINT), abs=2.5)


@pytest.mark.parametrize("thickness", [1, 2, 5])
def test_lines_of_a_clean_table(thickness: int) -> None:
    is_the_table(paper.picture(paper.table(line=thickness)))


def test_lines_under_shadow_noise_and_jpeg() -> None:
    is_the_table(paper.copied(paper.table(line=2)))


def test_lines_broken_to_dashes_in_black_and_white() -> None:
    is_the_table(paper.copied(paper.table(line=2, dashes=True), bitonal=True))


def test_lines_of_a_leaning_table() -> None:
    picture = paper.leaning(paper.table(), 1.3)
    across, down = found(straightened(picture, skew(ink(picture.shrunk(100)))))
    assert len(across) == len(paper.ROWS) + 1
    assert len(down) == len(paper.COLUMNS)


def test_text_has_no_lines() -> None:
    assert rulings(paper.picture(paper.table(ruled=False))) == []


def test_the_edge_of_the_glass_is_no_line() -> None:
    image = paper.table()
    ImageDraw.Draw(image).rectangle((0, 0, 9, image.height), fill=0)
    is_the_table(paper.picture(image))


@pytest.mark.parametrize(("ring", "width"), [(160, 4), (230, 4), (320, 4), (160, 6), (230, 6), (320, 6), (230, 9)])
def test_the_ring_of_a_stamp_is_no_line(ring: int, width: int) -> None:
    image = paper.table()
    draw = ImageDraw.Draw(image)
    for x, y in ((330, 420), (760, 560), (1180, 470)):
        draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=140, width=width)
    is_the_table(paper.picture(image), tolerance=2.5)


def test_a_heading_with_an_ascender_at_a_border_is_not_parted() -> None:
    image = paper.table()
    x = paper.COLUMNS[2] - 60
    # A border in the second row only, and letters in its way in the first.
    ImageDraw.Draw(image).line((x, paper.TOP + paper.HEIGHT, x, paper.TOP + 2 * paper.HEIGHT), fill=40, width=2)
    paper.write(image, x - 4, paper.TOP + 18, "l", 30)
    _, down = found(paper.picture(image))
    extra = [r for r in down if abs(r.x0 - x * POINT) < 2]
    assert [r.y0 for r in extra] == pytest.approx([(paper.TOP + paper.HEIGHT) * POINT], abs=1.5)


def test_painting_over_keeps_letters_that_touch_a_line() -> None:
    image = paper.blank(600, 300)
    draw = ImageDraw.Draw(image)
    draw.line((50, 150, 550, 150), fill=40, width=3)
    draw.rectangle((200, 120, 206, 158), fill=10)  # a comma's tail through the line
    picture = paper.picture(image)
    line = Ruling(50 * POINT, 150 * POINT, 550 * POINT, 150 * POINT, 3 * POINT)
    clean = without_rulings(picture, [line])
    column = clean.gray[:, 203]
    assert np.flatnonzero(column < 100).tolist() == list(range(120, 159))
    assert clean.gray[145:156, 300].min() > 200


def test_a_picture_of_nothing() -> None:
    assert rulings(paper.picture(paper.blank(40, 40))) == []


def test_close_small_print_that_fills_a_cell_is_no_line() -> None:
    # Letters that touch one another from border to border were taken for a thick ruling and painted over.
    image = paper.blank(700, 400)
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 330, 200), outline=40, width=2)
    draw.line((330, 100, 330, 300, 600, 300, 600, 100, 330, 100), fill=40, width=2)
    for k, text in enumerate(("Memahami Pengetahuan", "mutu perkoperasian")):
        for shift in (0, 1):  # printed twice, a pixel apart, as a bad copy smears it
            paper.write(image, 106 + shift, 130 + 30 * k, text, 21)
    across, _ = found(paper.picture(image))
    assert [round(r.y0 / POINT) for r in across] == pytest.approx([100, 200, 300], abs=2)


@pytest.mark.parametrize(("pitch", "blur"), [(6, 1.5), (7, 2.0), (8, 2.5)])
def test_a_blurred_row_of_small_letters_is_no_ruling(pitch: int, blur: float) -> None:
    gray = np.full((1100, 1654), 250, np.uint8)
    for y in range(150, 900, 60):
        for x in range(150, 900, pitch):
            gray[y : y + 9, x : x + 3] = 20
    assert rulings(Picture(np.asarray(cv2.GaussianBlur(gray, (0, 0), blur), np.uint8), paper.DPI)) == []


def test_words_of_small_print_with_spaces_between_are_no_ruling() -> None:
    picture = paper.picture(paper.blank())
    run = Run(200, 560, 104.5, 5.0, 315.0, 200, 560)
    words, line = np.zeros((2, 1100, 1654), np.uint8)
    words[100:109, 200:560] = line[102:107, 200:560] = 255
    words[:, 200:560:8] = 0
    assert not stands_alone(run, words, picture, upright=False)
    assert stands_alone(run, line, picture, upright=False)


@pytest.mark.parametrize("above", [True, False])
def test_a_piece_of_a_border_that_text_touches_is_known_from_its_other_pieces(above: bool) -> None:
    picture = paper.picture(paper.blank())
    mask = np.zeros((1100, 1654), np.uint8)
    mask[799:801, 600:780] = 255
    mask[801:820, 600:650] = mask[801:820, 720:780] = mask[780:799, 640:700] = 255  # letters on both sides
    piece = Run(600, 780, 800.0, 2.0, 150.0, 650, 715)
    assert not stands_alone(piece, mask, picture, upright=True)
    assert goes_on(piece, [Run(200, 450, 801.0, 2.0, 250.0, 200, 450)] if above else [], mask, picture) == above


def test_a_thick_border_is_a_ruling() -> None:
    is_the_table(paper.copied(paper.table(line=8)))


def test_a_letter_above_a_line_does_not_carry_it_through_a_spanning_heading() -> None:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    for x in (200, 600, 1000):
        draw.line((x, 200, x, 700), fill=20, width=2)
    draw.line((400, 230, 400, 700), fill=20, width=2)
    for y in (200, 230, 260, 400, 700):
        draw.line((200, y, 1000, y), fill=20, width=2)
    draw.line((400, 214, 400, 226), fill=20, width=3)
    noisy = np.clip(np.array(image, np.float32) + np.random.default_rng(4).normal(0, 16, (1100, 1654)), 0, 255)
    _, down = found(Picture(noisy.astype(np.uint8), paper.DPI))
    tops = {round(r.x0 / POINT, -1): round(r.y0 / POINT) for r in down}
    assert tops[400] == pytest.approx(230, abs=4)
    assert tops[600] == pytest.approx(200, abs=4)


def test_a_line_that_bends_at_the_spine_keeps_its_end() -> None:
    gray = np.array(paper.table(), np.uint8)
    height, width = gray.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bent = cv2.remap(gray, x, y + 20 * np.exp(-x / 190), cv2.INTER_LINEAR, borderValue=(250,))
    across, _ = found(Picture(np.asarray(bent, np.uint8), paper.DPI))
    ends = [r for r in across if r.x1 > (paper.COLUMNS[-1] - 20) * POINT]
    assert len(ends) == len(paper.ROWS) + 1
    assert all(r.x0 < (paper.COLUMNS[1] + 30) * POINT for r in ends)


def test_a_border_between_codes_that_fill_their_cells_and_names_that_begin_at_it() -> None:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    places = list(range(200, 780, 32))
    for y in places:
        draw.line((200, y, 1200, y), fill=20, width=3)
    for x in (200, 1200):
        draw.line((x, places[0], x, places[-1]), fill=20, width=3)
    bend = [round(7 * max(0, 420 - y) / 220) for y in places]  # the sheet is bent at its upper end
    for y, after, one, other in zip(places, places[1:], bend, bend[1:], strict=False):
        draw.line((400 - one, y, 400 - other, after), fill=20, width=5)
        paper.write(image, 398 - one - 190, y + 5, "5630.001.0025"[:13], 26)
        paper.write(image, 406 - one, y + 5, "Lembar Hasil Pemetaan Mutu", 26)
    _, down = found(paper.picture(image))
    (border,) = (r for r in down if abs(r.x0 - 400 * POINT) < 4)
    assert (border.y0, border.y1) == pytest.approx((places[0] * POINT, places[-1] * POINT), abs=2)


def test_a_rule_whose_ink_is_beside_its_place_is_one() -> None:
    picture = paper.picture(paper.blank())
    mask = np.zeros((1100, 1654), np.uint8)
    for x in range(300, 900):
        y = 298 + round((x - 300) / 150)
        mask[y : y + 4, x] = 255
    gray = np.where(mask > 0, 20, 250).astype(np.uint8)
    run = Run(300, 900, 299.0, 5.6, 600.0, 300, 900)
    assert stands_alone(run, mask, replace(picture, gray=gray), upright=True)
    gray[:, 340:900:40] = gray[:, 341:900:40] = 230
    assert stands_alone(run, mask, replace(picture, gray=gray), upright=True)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_rule_between_a_shaded_row_and_letters_that_stand_on_it(ruled: bool) -> None:
    noise = np.random.default_rng(3).normal(0, 12, (60, 1200))
    gray = np.full((300, 1400), 250, np.uint8)
    gray[100:160, 100:1300] = np.clip(214 + noise, 0, 255)
    for x in range(110, 1290, 14):
        gray[163:180, x : x + 6] = 40  # letters below, as high as their row
        gray[140:157, x : x + 6] = 40
    if ruled:
        gray[159:162, 100:1300] = 50
    picture = Picture(gray, paper.DPI)
    across = [r for r in rulings(picture) if r.horizontal and abs(r.y0 - 160 * POINT) < 2]
    assert [round((r.x1 - r.x0) / POINT, -1) for r in across] == ([1200] if ruled else [])


def _web_page(line: int, speckle: float = 3.0) -> Picture:
    """A scanned page of a web application: borders of a gray hardly darker than the paper, under noise."""
    image = paper.table(line=2)
    gray = np.asarray(image.convert("L"), np.float32)
    kept = np.asarray(paper.table(ruled=False).convert("L"), np.float32)
    ruled = (gray < 128) & (kept >= 128)
    gray[ruled] = line
    noise = np.random.default_rng(7).normal(0, speckle, gray.shape)
    return Picture(np.clip(gray + noise - 6, 0, 255).astype(np.uint8), paper.DPI)


def test_borders_paler_than_any_ink() -> None:
    is_the_table(_web_page(line=226), tolerance=1.5)


def test_noise_and_the_blur_beside_a_dark_ruling_are_no_pale_ones() -> None:
    assert rulings(_web_page(line=253)) == []
    blurred = paper.picture(paper.table(line=3))
    soft = Picture(np.asarray(cv2.GaussianBlur(blurred.gray, (0, 0), 2.0), np.uint8), blurred.dpi)
    across, down = found(soft)
    assert len(across) == len(paper.ROWS) + 1
    assert len(down) == len(paper.COLUMNS)


def test_what_runs_on_is_pale_and_what_does_not_is_grain() -> None:
    for page, seen in ((_web_page(line=226), True), (_web_page(line=253), False)):
        assert (pale_runs(ink(page), page) is not None) is seen


def test_what_is_pale_between_dark_rulings_is_none() -> None:
    """The stroke of a letter in a shaded heading: it meets the dark rulings above and below it."""
    gray = np.asarray(paper.table(line=2).convert("L"), np.uint8).copy()
    x = (paper.COLUMNS[1] + paper.COLUMNS[2]) // 2
    gray[paper.TOP + 4 : paper.TOP + paper.HEIGHT - 4, x : x + 2] = np.minimum(
        gray[paper.TOP + 4 : paper.TOP + paper.HEIGHT - 4, x : x + 2], 228
    )
    _, down = found(Picture(gray, paper.DPI))
    assert len(down) == len(paper.COLUMNS)


def pale(lines: list[tuple[int, int, int, int]], gray: int) -> Picture:
    """A page with lines of a pen so dark, and a figure between each two level ones."""
    image = paper.blank(1200, 900)
    draw = ImageDraw.Draw(image)
    for line in lines:
        draw.line(line, fill=gray, width=2)
    for k in range(6):
        paper.write(image, 120, 120 + 60 * k, "Luas taman kota 12,50")
    return paper.picture(image)


def test_pale_rules_of_one_width_are_a_table_without_upright_ones() -> None:
    rules = [(100, 100 + 60 * k, 1000, 100 + 60 * k) for k in range(7)]
    across, down = found(pale(rules, 222))
    assert ([round(r.y0 / POINT) for r in across], down) == (pytest.approx([y for _, y, _, _ in rules], abs=2), [])


def test_pale_lines_of_many_widths_are_none() -> None:
    across, _ = found(pale([(100 + 40 * k, 100 + 60 * k, 1000 - 50 * k, 100 + 60 * k) for k in range(7)], 222))
    assert across == []


def test_a_pale_border_of_the_pen_of_those_of_ink_is_one() -> None:
    gray = np.array(paper.table(line=2), np.uint8)
    lighter = gray[:, paper.COLUMNS[1] - 3 : paper.COLUMNS[1] + 4]
    assert len(found(paper.picture(paper.table(line=2)))[1]) == len(paper.COLUMNS)
    gray[gray < 100] = np.where(gray[gray < 100] > 30, 205, gray[gray < 100])
    lighter[lighter < 240] = np.maximum(lighter[lighter < 240], 216)
    assert len(found(Picture(gray, paper.DPI))[1]) == len(paper.COLUMNS)
