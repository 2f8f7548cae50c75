"""Lines that are parted, and lines that are parted alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from extractors.borderless.parted import between_runs, parted, same_columns
from extractors.model import BBox, Word
from tests.extractors import words as built

SIZE = 8.0
words = partial(built.words, size=SIZE)
row = partial(built.row, size=SIZE)
COLUMNS = (50, 150, 250)


def test_a_line_of_amounts_that_nearly_touch_is_a_row_of_amounts() -> None:
    close = [Word(text, BBox(x, 0, x + 50, SIZE), SIZE) for x, text in ((100, "108.407.621,-"), (152, "119.419.008,-"))]
    assert parted(close, SIZE)
    assert not parted(words("tahun 2031 sebesar 108.407.621,-", 100, 0), SIZE)


def test_a_figure_below_a_figure_shows_the_same_columns_and_one_beside_it_none() -> None:
    above = [row(("Rapat", "12", "Kota"), COLUMNS, 0)]
    assert same_columns(row(("Survei kota", "7"), COLUMNS[:2], 10), above, SIZE)
    assert not same_columns(row(("Survei kota", "7"), (50, 190), 10), above, SIZE)


def test_a_text_between_the_neighbours_of_another_fits_and_one_over_them_does_not() -> None:
    before = [row(("Rapat", "12", "Kota"), COLUMNS, 0)]
    assert between_runs(words("Survei", 50, 10), before, SIZE)
    assert not between_runs(words("Survei kota yang panjang sekali sampai ke kota", 50, 10), before, SIZE)


def test_words_between_which_something_else_was_drawn_are_two_texts() -> None:
    """A word processor draws cell by cell: what goes on below in the first is drawn before the second."""
    for pieces, apart, told in (((3, 5), 6, True), ((3, 4), 6, False), ((3, 5), 3, False), ((0, 0), 6, False)):
        left, right = words("produksi", 50, 0)[0], words("Jumlah", 50, 0)[0]
        right = replace(right, bbox=BBox(left.bbox.x1 + apart, 0, left.bbox.x1 + apart + 40, SIZE), piece=pieces[1])
        assert parted([replace(left, piece=pieces[0]), right], SIZE) is told
