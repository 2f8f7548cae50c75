"""A page stands in its picture as it stood when its cells were found."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.report.page_picture import page_picture


@pytest.fixture
def page() -> pdfium.PdfPage:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(100, 200, 60, 20, fill=1)  # 80 to 100 points below the top
    canvas.save()
    return pdfium.PdfDocument(out.getvalue())[0]


def test_a_digital_page_keeps_its_colours(page: pdfium.PdfPage) -> None:
    picture = page_picture(page, 72)
    assert picture.size == (400, 300)
    assert picture.getpixel((130, 90)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("turned", "size", "place"), [(90, (300, 400), (210, 130)), (180, (400, 300), (270, 210)), (270, (300, 400), (90, 270))]
)
def test_what_was_turned_to_be_read_is_turned(
    page: pdfium.PdfPage, turned: int, size: tuple[int, int], place: tuple[int, int]
) -> None:
    picture = page_picture(page, 72, turned=turned)
    assert picture.size == size
    assert picture.getpixel(place) == (255, 0, 0)


def test_what_was_read_from_its_picture_is_gray(page: pdfium.PdfPage) -> None:
    assert page_picture(page, 144, pictured=True).mode == "L"
