"""What a page draws, part by part: the frame, rulings, dots, pale lines, characters, words."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.model import BBox, Ruling
from extractors.pdf.faint_lines import dotted_rulings, seen_lines
from extractors.pdf.frame import Frame, frame_of
from extractors.pdf.letters.chars import Chars, main_angle, read_chars
from extractors.pdf.letters.overprinted import drawn_order
from extractors.pdf.letters.spaced_letters import tied_letters
from extractors.pdf.objects import drawn_objects
from extractors.pdf.paths import Drawn, read_drawn
from extractors.pdf.pdfium import address_of, plain
from extractors.pdf.words import words_of

HEIGHT = 842


def paper(draw: Callable[[Canvas], object]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, HEIGHT), invariant=1)
    canvas.setFont("Courier", 10)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def chars_of(draw: Callable[[Canvas], object]) -> Chars:
    with pdfium.PdfDocument(paper(draw)) as document:
        text = document[0].get_textpage()
        try:
            return read_chars(text, frame_of(document[0]))
        finally:
            text.close()


def drawn_of(draw: Callable[[Canvas], object]) -> Drawn:
    with pdfium.PdfDocument(paper(draw)) as document:
        page = document[0]
        return read_drawn(page, frame_of(page), drawn_objects(page))


@pytest.mark.parametrize(("turn", "corner"), [(0, (10, 822)), (90, (20, 10)), (180, (585, 20)), (270, (822, 585))])
def test_a_point_near_the_lower_left_corner_goes_where_the_turn_takes_it(turn: int, corner: tuple[float, float]) -> None:
    frame = Frame(0, 0, 595, HEIGHT, turn)
    x, y = frame.points(np.array([10.0]), np.array([20.0]))
    assert (float(x[0]), float(y[0])) == corner
    assert (frame.width > frame.height) == (turn in (90, 270))


def test_pdfium_answers_in_plain_numbers() -> None:
    count = plain(pdfium_c.FPDFText_CountChars, ctypes.c_int, ctypes.c_void_p)
    with pdfium.PdfDocument(paper(lambda c: c.drawString(50, 700, "Jalan"))) as document:
        text = document[0].get_textpage()
        assert count(address_of(text.raw)) == 5
        text.close()
    assert address_of(None) == 0


def test_white_space_marks_the_character_after_it() -> None:
    chars = chars_of(lambda c: c.drawString(50, 700, "Jalan 12"))
    assert "".join(chars.text) == "Jalan12"
    assert np.flatnonzero(chars.space).tolist() == [0, 5]


def test_most_of_a_page_tells_its_direction() -> None:
    def turned(c: Canvas, letters: str) -> None:
        c.drawString(50, 800, "Jalan")
        c.rotate(90)
        c.drawString(50, -300, letters)

    assert main_angle(chars_of(lambda c: turned(c, "Indikator Kinerja Utama"))) == 270
    assert main_angle(chars_of(lambda c: turned(c, "No"))) == 0


def test_a_ruling_parts_two_words_and_one_above_them_does_not() -> None:
    chars = chars_of(lambda c: (c.drawString(50, 700, "ab"), c.drawString(62, 700, "cd")))
    middle, at = float(chars.tight[1, 2] + chars.tight[2, 0]) / 2, HEIGHT - 703
    assert [w.text for w in words_of(chars, (Ruling(middle, at - 10, middle, at + 10),))] == ["ab", "cd"]
    assert [w.text for w in words_of(chars, (Ruling(middle, at - 40, middle, at - 20),))] == ["abcd"]


def test_the_end_of_a_code_and_the_name_behind_it_are_two_words_but_a_code_alone_is_one() -> None:
    assert [w.text for w in words_of(chars_of(lambda c: c.drawString(50, 700, "1.05.02.2.01.Belanja")))] == [
        "1.05.02.2.01.",
        "Belanja",
    ]
    assert [w.text for w in words_of(chars_of(lambda c: c.drawString(50, 700, "1.05.02.2.01.02")))] == ["1.05.02.2.01.02"]


def test_letters_set_apart_are_a_word_and_the_letters_of_a_list_are_not() -> None:
    def tied(text: str, gap: float) -> list[bool]:
        n = len(text)
        step, size = np.full(n - 1, gap), np.full(n - 1, 10.0)
        return tied_letters(list(text), np.arange(n), step, size, np.ones(n - 1, dtype=bool)).tolist()

    assert tied("JUMLAH", 5.0) == [False, *[True] * 5]
    assert not any(tied("JUMLAH", 12.0))
    assert not any(tied("123456", 5.0))


@pytest.mark.parametrize(
    ("left", "printed", "begins"), [(131.5, "3.07.02.2.01,0P4elayaran", [15]), (141.0, "3.07.02.2.01,04Pelayaran", [])]
)
def test_letters_over_each_other_are_put_in_the_order_of_drawing(left: float, printed: str, begins: list[int]) -> None:
    def letter_by_letter(c: Canvas) -> None:
        c.setFont("Courier", 8)
        for x, text in ((69.0, "3.07.02.2.01,04"), (left, "Pelayaran")):
            for k, letter in enumerate(text):
                c.drawString(x + 4.8 * k, 700, letter)

    with pdfium.PdfDocument(paper(letter_by_letter)) as document:
        text = document[0].get_textpage()
        n = text.count_chars()
        x0, low, x1, high = np.array([text.get_charbox(k) for k in range(n)]).T
        order, found = drawn_order(text, np.arange(n), np.stack([x0, HEIGHT - high, x1, HEIGHT - low], axis=1))
        given = text.get_text_range()
        text.close()
    assert given == printed
    assert "".join(given[k] for k in order) == "3.07.02.2.01,04Pelayaran"
    assert np.flatnonzero(found).tolist() == begins


def test_a_thin_box_and_a_stroke_are_lines_and_a_thick_box_is_shading() -> None:
    drawn = drawn_of(lambda c: (c.line(50, 700, 300, 700), c.rect(50, 600, 250, 1, stroke=0, fill=1)))
    assert [(round(r.y0), r.horizontal) for r in sorted(drawn.rulings, key=lambda r: r.y0)] == [(142, True), (242, True)]
    grey = drawn_of(lambda c: (c.setFillGray(0.8), c.rect(50, 600, 250, 20, stroke=0, fill=1)))
    assert (len(grey.rulings), len(grey.shades)) == (0, 1)


def test_a_slanted_stroke_and_white_paint_are_no_lines() -> None:
    assert drawn_of(lambda c: c.line(50, 700, 300, 650)).rulings == ()
    assert drawn_of(lambda c: (c.setStrokeGray(1), c.line(50, 700, 300, 700))).rulings == ()


def dots(step: float, count: int = 20, lift: float = 0.0) -> list[BBox]:
    return [BBox(50 + step * n, 100 + lift * (n % 2), 51 + step * n, 101 + lift * (n % 2)) for n in range(count)]


def test_dots_in_a_row_are_one_ruling() -> None:
    (line,) = dotted_rulings(dots(3.0))
    assert (line.horizontal, line.x0, line.x1) == (True, 50.5, 107.5)


@pytest.mark.parametrize("apart", [dots(6.0), dots(3.0, count=8), dots(3.0, lift=2.0)[:18]])
def test_dots_far_apart_few_or_on_two_heights_are_none(apart: list[BBox]) -> None:
    assert dotted_rulings(apart) == []


def test_a_pale_line_counts_where_it_can_be_seen() -> None:
    def boxes(c: Canvas, ground: float) -> None:
        c.setFillGray(ground)
        c.rect(40, 500, 300, 300, stroke=0, fill=1)
        c.setFillGray(1)
        for n in range(8):
            c.rect(50, 520 + 30 * n, 250, 1, stroke=0, fill=1)

    places = [Ruling(50, HEIGHT - 520.5 - 30 * n, 300, HEIGHT - 520.5 - 30 * n, 1) for n in range(8)]

    def seen(ground: float, of: list[Ruling]) -> list[Ruling]:
        with pdfium.PdfDocument(paper(lambda c: boxes(c, ground))) as document:
            return seen_lines(document[0], frame_of(document[0]), of)

    assert seen(0.6, places) == places
    assert seen(1.0, places) == []
    assert seen(0.6, places[:3]) == []
