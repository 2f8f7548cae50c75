"""Texts of two cells that run into each other."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.page import read_page


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
