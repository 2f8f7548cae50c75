"""Dark and stippled fields on scans: what a heading row becomes on a gray and on a black-and-white copy."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import ImageDraw

from extractors.scan.dark_fields import dark_fields, dark_on_light, field_edges, light_fields
from extractors.scan.picture import Picture, ink
from extractors.scan.rulings.find import rulings
from extractors.scan.stipple import without_stipple
from tests.extractors import paper


def _with_heading(shade: int, letters: int) -> Picture:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    draw.rectangle((paper.LEFT, paper.TOP, paper.COLUMNS[-1], paper.TOP + paper.HEIGHT), fill=shade)
    for x, text in zip(paper.COLUMNS, paper.ROWS[0], strict=False):
        draw.text((x + 14, paper.TOP + 18), text, font=paper.ImageFont.load_default(size=30), fill=letters)
    for r, row in enumerate(paper.ROWS[1:], start=1):
        for x, text in zip(paper.COLUMNS, row, strict=False):
            paper.write(image, x + 14, paper.TOP + r * paper.HEIGHT + 18, text)
    return Picture(np.asarray(image, np.uint8), paper.DPI)


def test_a_dark_heading_with_light_letters_has_an_upper_and_a_lower_edge() -> None:
    picture = _with_heading(shade=90, letters=250)
    edges = field_edges(dark_fields(picture))
    k = picture.points
    wanted = [paper.TOP * k, (paper.TOP + paper.HEIGHT) * k]
    assert len(edges) == 2
    assert all(abs(e.y0 - y) < 1.5 for e, y in zip(edges, wanted, strict=True))
    assert all(abs(e.x0 - paper.LEFT * k) < 3 and abs(e.x1 - paper.COLUMNS[-1] * k) < 3 for e in edges)


def test_text_and_light_shades_are_no_dark_fields() -> None:
    assert field_edges(dark_fields(_with_heading(shade=210, letters=20))) == []
    assert field_edges(dark_fields(paper.picture(paper.table()))) == []


def test_light_letters_are_turned_over_and_dark_ones_left() -> None:
    light = np.full((20, 60), 40, np.uint8)
    light[5:15, 10:14] = 240
    assert float(np.median(dark_on_light(light))) > 200
    assert np.array_equal(dark_on_light(255 - light), 255 - light)


def test_a_field_of_middle_shade_becomes_paper_with_dark_letters() -> None:
    picture = _with_heading(shade=115, letters=250)
    light = light_fields(picture, dark_fields(picture))
    field = np.s_[paper.TOP + 5 : paper.TOP + paper.HEIGHT - 5, paper.LEFT + 5 : paper.COLUMNS[-1] - 5]
    was, now = picture.gray[field], light.gray[field]
    assert now[was > 240].max() < 40  # its letters
    assert now[was == 115].min() > 230
    below = np.s_[paper.TOP + paper.HEIGHT + 5 :, :]
    assert np.array_equal(light.gray[below], picture.gray[below])


def test_thick_letters_tear_no_holes_into_a_noisy_field_and_a_white_cell_in_it_stays() -> None:
    picture = _with_heading(shade=138, letters=250)
    head = np.s_[paper.TOP : paper.TOP + paper.HEIGHT, paper.LEFT : paper.COLUMNS[-1]]
    clean = picture.gray[head].copy()
    thick = np.asarray(cv2.dilate(clean, np.ones((3, 3), np.uint8)), np.float32)
    noise = np.random.default_rng(3).normal(0, 12, thick.shape)
    gray = picture.gray.copy()
    gray[head] = np.clip(cv2.GaussianBlur(thick, (0, 0), 1.5) + noise, 0, 255).astype(np.uint8)
    cell = np.s_[paper.TOP + 4 : paper.TOP + paper.HEIGHT - 4, paper.COLUMNS[-2] + 120 : paper.COLUMNS[-1] - 60]
    gray[cell] = 250
    torn = Picture(gray, paper.DPI)
    now = light_fields(torn, dark_fields(torn)).gray
    inner = np.s_[5:-5, 5 : paper.COLUMNS[-2] - paper.LEFT]
    letters = cv2.erode(thick, np.ones((5, 5), np.uint8))[inner] > 240
    assert now[head][inner][letters].max() < 128, "all letters are dark"
    assert (now[head][inner][thick[inner] < 140] > 230).mean() > 0.9, "on paper"
    middle = np.s_[cell[0].start + 12 : cell[0].stop - 12, cell[1].start + 12 : cell[1].stop - 12]
    assert now[middle].min() == 250


def test_light_shades_plain_tables_and_fields_without_letters_stay_as_they_are() -> None:
    bare = _with_heading(shade=115, letters=115)
    for picture in (bare, _with_heading(shade=210, letters=20), paper.picture(paper.table())):
        assert light_fields(picture, dark_fields(picture)) is picture


def test_light_letters_on_a_field_of_middle_shade_are_turned_over_and_dark_ones_on_it_left() -> None:
    line = np.full((20, 60), 150, np.uint8)
    line[5:15, 10:14] = 250
    assert float(np.median(dark_on_light(line))) == 105
    assert np.array_equal(dark_on_light(255 - line), 255 - line)  # dark letters on a field as dark as the light one is light


def test_a_stippled_heading_is_paper_again_and_its_letters_stay() -> None:
    picture = _with_heading(shade=250, letters=10)
    rng = np.random.default_rng(7)
    gray = picture.gray.copy()
    field = gray[paper.TOP : paper.TOP + paper.HEIGHT, paper.LEFT : paper.COLUMNS[-1]]
    field[(rng.random(field.shape) < 0.12) & (field > 128)] = 0
    dirty = Picture(gray, paper.DPI)
    clean = without_stipple(dirty)
    inside = np.s_[paper.TOP + 5 : paper.TOP + paper.HEIGHT - 5, paper.LEFT + 5 : paper.COLUMNS[-1] - 5]
    wanted = (ink(picture)[inside] > 0).mean()
    assert (ink(dirty)[inside] > 0).mean() > wanted + 0.08
    assert abs((ink(clean)[inside] > 0).mean() - wanted) < 0.05


def test_a_page_without_stipple_is_left_as_it_is() -> None:
    picture = paper.picture(paper.table())
    assert without_stipple(picture) is picture


def test_thin_borders_with_ragged_edges_and_text_close_by_are_found() -> None:
    image = paper.blank()
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(5)
    for x in paper.COLUMNS:
        for y in range(paper.TOP, paper.TOP + 140):
            draw.line((x - int(rng.integers(0, 2)), y, x + 1 + int(rng.integers(0, 2)), y), fill=0)
    for y in (paper.TOP, paper.TOP + 140):
        draw.line((paper.COLUMNS[0], y, paper.COLUMNS[-1], y), fill=0, width=3)
    for x in paper.COLUMNS[1:-1]:
        paper.write(image, x + 6, paper.TOP + 30, "Terlaksana")
        paper.write(image, x + 6, paper.TOP + 80, "Indikator")
    picture = Picture(np.asarray(image, np.uint8), paper.DPI)
    down = [r for r in rulings(picture) if not r.horizontal]
    assert [round(r.x0 / picture.points / 5) for r in sorted(down, key=lambda r: r.x0)] == [round(x / 5) for x in paper.COLUMNS]


def test_a_line_goes_on_through_the_words_that_stand_on_it() -> None:
    image = paper.table(line=5)
    for x in paper.COLUMNS[:-1]:
        paper.write(image, x + 30, paper.TOP + 2 * paper.HEIGHT - 27, "jgpq yang")
    picture = paper.picture(image)
    place = (paper.TOP + 2 * paper.HEIGHT) * picture.points
    reach = [(r.x0, r.x1) for r in rulings(picture) if r.horizontal and abs(r.y0 - place) < 1.5]
    assert len(reach) == 1
    assert reach[0][1] - reach[0][0] > 0.98 * (paper.COLUMNS[-1] - paper.LEFT) * picture.points


def test_a_line_of_text_close_above_a_field_is_none_of_it() -> None:
    picture = _with_heading(shade=90, letters=250)
    gray = picture.gray.copy()
    gray[paper.TOP - 26 : paper.TOP - 6, paper.COLUMNS[-2] : paper.COLUMNS[-1]] = 20
    gray[paper.TOP - 26 : paper.TOP - 6, paper.COLUMNS[-2] : paper.COLUMNS[-1] : 3] = 250
    edges = field_edges(dark_fields(Picture(gray, paper.DPI)))
    assert len(edges) == 2
    places = zip(edges, (paper.TOP, paper.TOP + paper.HEIGHT), strict=True)
    assert all(abs(e.y0 / picture.points - y) < 5 for e, y in places)
