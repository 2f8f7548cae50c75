"""Texts of two cells that run into each other."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.letters.overprinted import drawn_order
from extractors.pdf.page import read_page
from tests.extractors.paper import sheet


@pytest.mark.parametrize("single", [True, False])
def test_a_code_and_the_name_that_it_runs_into_are_two_words(single: bool) -> None:
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(595, 842))
    canvas.setFont("Courier", 8)
    for x, text in ((69.0, "3.07.02.2.01,04"), (131.5, "Pelayaran"), (190.0, "Rakyat")):
        if single:  # many programs draw every letter of its own
            for k, letter in enumerate(text):
                canvas.drawString(x + 4.8 * k, 700, letter)
        else:
            canvas.drawString(x, 700, text)
    canvas.save()
    page = read_page(pdfium.PdfDocument(paper.getvalue())[0], 1)
    assert [w.text for w in page.words] == ["3.07.02.2.01,04", "Pelayaran", "Rakyat"]
    assert page.doubted == single, "letters that were put in order are in doubt: a second reader is asked"


def test_a_share_that_nearly_touches_the_amount_before_it_is_a_word_of_its_own() -> None:
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    for y, amount, share in ((700, "1.874.074", "99,33%"), (680, "874,074", "9.3%")):
        canvas.drawString(100, y, amount)
        canvas.drawString(100 + canvas.stringWidth(amount, "Helvetica", 10) + 1.5, y, share)
    canvas.drawString(100, 660, "1.874,33%")
    canvas.save()
    page = read_page(pdfium.PdfDocument(paper.getvalue())[0], 1)
    assert [w.text for w in page.words] == ["1.874.074", "99,33%", "874,074", "9.3%", "1.874,33%"]
    assert not page.doubted


@pytest.mark.parametrize(("x", "order", "begins"), [(105.0, [0, 2, 1, 3], [2]), (130.0, [0, 1, 2, 3], [])])
def test_only_letters_that_lie_over_each_other_are_put_in_the_order_of_drawing(
    x: float, order: list[int], begins: list[int]
) -> None:
    def draw(canvas: Canvas) -> None:
        for place, letter in ((100.0, "A"), (110.0, "B"), (x, "C"), (x + 10, "D")):
            canvas.drawString(place, 700, letter)

    textpage = sheet(draw).get_textpage()
    left = np.array([100.0, x, 110.0, x + 10] if x < 110 else [100.0, 110.0, x, x + 10])
    box = np.stack([left, np.full(4, 700.0), left + 8, np.full(4, 708.0)], axis=1)
    places = np.array([textpage.get_text_range().index(letter) for letter in ("ACBD" if x < 110 else "ABCD")])
    found, first = drawn_order(textpage, places, box)
    textpage.close()
    assert found.tolist() == order
    assert np.flatnonzero(first).tolist() == begins
