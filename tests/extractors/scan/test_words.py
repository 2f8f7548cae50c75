from __future__ import annotations

import numpy as np

from extractors.model import BBox, Ruling, Word
from extractors.scan import words as words_image
from extractors.scan.picture import Picture
from extractors.scan.reader import PixelBox, ReadLine
from extractors.scan.recogniser.recogniser import Glyph

PICTURE = Picture(np.full((200, 400), 255, np.uint8), 72.0)


def mask_with(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    mask = np.zeros((200, 400), np.uint8)
    for x0, y0, x1, y1 in boxes:
        mask[y0:y1, x0:x1] = 255
    return mask


def line(text: str, places: list[float]) -> ReadLine:
    return ReadLine(tuple(Glyph(c, p, 0.9) for c, p in zip(text, places, strict=True)))


def test_a_box_over_two_cells_is_cut_at_the_ruling_between() -> None:
    ruling = Ruling(100, 0, 100, 200)
    boxes = words_image.at_rulings([PixelBox(40, 20, 160, 32)], [ruling], PICTURE)
    assert boxes == [PixelBox(40, 20, 100, 32), PixelBox(100, 20, 160, 32)]


def test_what_is_left_of_a_border_does_not_make_its_two_cells_one_again() -> None:
    pieces = words_image.at_rulings([PixelBox(40, 20, 160, 32)], [Ruling(100.4, 0, 100.4, 200)], PICTURE)
    assert words_image.joined(pieces) == pieces == [PixelBox(40, 20, 100, 32), PixelBox(100, 20, 160, 32)]


def test_a_ruling_that_ends_above_cuts_nothing() -> None:
    boxes = [PixelBox(40, 120, 160, 132)]
    assert words_image.at_rulings(boxes, [Ruling(100, 0, 100, 110)], PICTURE) == boxes


def test_boxes_over_each_other_on_one_line_are_read_once() -> None:
    pieces = [PixelBox(90, 22, 170, 33), PixelBox(20, 20, 100, 32), PixelBox(160, 21, 240, 32)]
    assert words_image.joined(pieces) == [PixelBox(20, 20, 240, 33)]


def test_boxes_beside_or_below_each_other_are_two() -> None:
    for other in (PixelBox(100, 20, 170, 32), PixelBox(60, 27, 170, 39), PixelBox(30, 10, 90, 36)):
        assert set(words_image.joined([PixelBox(20, 20, 100, 32), other])) == {PixelBox(20, 20, 100, 32), other}


def test_words_end_where_the_ink_ends() -> None:
    # "ab 12" in a box of 100 pixels; the gap in the ink is not where the reader put the space.
    mask = mask_with((10, 50, 20, 60), (22, 50, 40, 60), (60, 50, 68, 60), (70, 50, 90, 60))
    found = words_image.words(line("ab 12", [0.15, 0.3, 0.35, 0.64, 0.8]), PixelBox(0, 48, 100, 62), mask, 1.0)
    assert [(w.text, w.bbox) for w in found] == [("ab", BBox(10, 50, 40, 60)), ("12", BBox(60, 50, 90, 60))]


def test_a_figure_after_a_name_without_a_space_stands_alone() -> None:
    mask = mask_with((10, 50, 40, 60), (44, 50, 80, 60))
    found = words_image.words(line("ab12", [0.15, 0.35, 0.5, 0.7]), PixelBox(0, 48, 100, 62), mask, 1.0)
    assert [w.text for w in found] == ["ab", "12"]


def test_what_is_left_of_a_border_is_no_letter() -> None:
    mask = np.zeros((40, 200), np.uint8)
    mask[10:30, 20:180] = 255
    read = line("|12 |", [0.02, 0.3, 0.5, 0.7, 0.98])
    assert [w.text for w in words_image.words(read, PixelBox(0, 0, 200, 40), mask, 0.36)] == ["12"]
    assert words_image.words(line("||", [0.3, 0.6]), PixelBox(0, 0, 200, 40), mask, 0.36) == []


def test_a_stroke_beside_a_border_is_a_piece_of_it() -> None:
    border = Ruling(100, 0, 100, 200, 1.4)
    piece = Word("I", BBox(97.5, 40, 98.9, 49), size=9)
    number = Word("1", BBox(90, 40, 93.6, 49), size=9)
    roman = Word("I", BBox(90, 40, 91.2, 49), size=9)
    close = Word("1", BBox(95.5, 40, 99.0, 49), size=9)
    below = Word("I", BBox(97.5, 240, 98.9, 249), size=9)
    found = [piece, number, roman, close, below]
    assert words_image.without_slivers(found, [border, Ruling(0, 50, 100, 50)]) == [number, roman, close, below]


def test_a_word_is_as_sure_as_its_least_letter() -> None:
    mask = mask_with((10, 50, 40, 60))
    read = ReadLine((Glyph("1", 0.15, 0.99), Glyph("7", 0.3, 0.41)))
    assert words_image.words(read, PixelBox(0, 48, 60, 62), mask, 1.0)[0].confidence == 0.41


def test_two_lines_in_a_box_are_parted_and_a_neighbours_tail_is_left_out() -> None:
    mask = mask_with((10, 0, 90, 2), (10, 8, 90, 18), (10, 26, 90, 36))
    rows = words_image.rows_of(PixelBox(0, 0, 100, 40), mask, 10)
    assert len(rows) == 2
    assert 2 <= rows[0].y0 <= 8
    assert rows[0].y1 <= rows[1].y0 + 1


def test_a_dash_behind_an_amount_is_taken_in_but_no_other_box() -> None:
    mask = mask_with((10, 50, 40, 60), (44, 55, 49, 57), (53, 50, 70, 60))
    box, other = PixelBox(10, 48, 40, 62), PixelBox(52, 48, 72, 62)
    fences = words_image.fences(box, [box, other], [], PICTURE)
    assert words_image.grown(box, mask, 10, fences).x1 == 49


def test_words_of_a_row_are_read_from_the_left() -> None:
    words = [Word(t, BBox(x, y, x + 10, y + 8), size=8) for t, x, y in (("b", 50, 10), ("c", 0, 30), ("a", 0, 12))]
    assert [w.text for w in words_image.in_reading_order(words)] == ["a", "b", "c"]


def test_a_box_at_the_edge_of_the_paper_does_not_grow_over_the_page() -> None:
    mask = mask_with((0, 50, 1, 70), (60, 50, 90, 60), (380, 50, 399, 60))
    sliver = PixelBox(0, 50, 1, 70)
    assert words_image.grown(sliver, mask, 12, [0.0, 1.0]) == sliver


def test_the_edge_of_the_paper_is_no_letter() -> None:
    mask = mask_with((0, 50, 1, 70), (60, 50, 66, 62), (399, 100, 400, 112))
    found = words_image.ink_lines(mask, mask, 12, [PixelBox(200, 0, 210, 10)])
    assert [(b.x0 <= 60 and b.x1 >= 66) for b in found] == [True]


def test_a_stroke_alone_where_a_border_wore_off_is_a_piece_of_it() -> None:
    border = Ruling(100, 60, 100, 200, 1.0)
    piece = Word("1", BBox(99.3, 40, 100.7, 46), size=6)
    assert words_image.without_slivers([piece], [border]) == []
    numeral, word = Word("I", BBox(99.4, 40, 100.6, 46), size=6), Word("Triwulan", BBox(70, 40, 97, 46), size=6)
    assert words_image.without_slivers([word, numeral], [border]) == [word, numeral], "beside the word before it"
    figure = Word("1", BBox(98.5, 40, 101.5, 46), size=6)
    assert words_image.without_slivers([figure], [border]) == [figure], "as wide as a figure"
    far = Word("1", BBox(99.3, 5, 100.7, 11), size=6)
    assert words_image.without_slivers([far], [border]) == [far]
