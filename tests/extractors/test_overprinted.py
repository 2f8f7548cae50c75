"""A code that overprints the name beside it, letter over letter."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.reader import read_page


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
