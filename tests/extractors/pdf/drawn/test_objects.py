"""What pdfium tells of the objects of a page, asked for all at once."""

from __future__ import annotations

import numpy as np
import pypdfium2.raw as pdfium_c
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.objects import drawn_invisibly, drawn_objects, fill_colours, stroke_colours
from tests.extractors.paper import sheet


def in_forms(canvas: Canvas) -> None:
    canvas.beginForm("dalam")
    canvas.rect(1, 2, 3, 4)
    canvas.endForm()
    canvas.beginForm("luar")
    canvas.scale(2, 2)
    canvas.doForm("dalam")
    canvas.endForm()
    canvas.drawString(50, 700, "sebelum")
    canvas.translate(100, 300)
    canvas.doForm("luar")
    canvas.drawString(50, 300, "sesudah")


def test_objects_inside_forms_stand_in_the_order_of_drawing_with_the_matrices_of_the_forms() -> None:
    page = sheet(in_forms)
    found = drawn_objects(page)
    text, path = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_PATH
    assert found.kinds.tolist() == [text, path, text]
    assert (found.outer > 0).tolist() == [False, True, False]
    assert found.full(np.array([1])).round(3).tolist() == [[2, 0, 0, 2, 100, 300]]
    assert found.places(found.handles[::-1]).tolist() == [2, 1, 0]
    assert found.places(np.array([1])).tolist() == [-1]


def test_an_empty_page_has_no_objects() -> None:
    found = drawn_objects(sheet(lambda canvas: canvas.showPage()))
    assert (len(found.handles), found.places(np.array([1])).tolist()) == (0, [-1])


def test_colours_and_text_without_paint() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.setStrokeColorRGB(0, 0, 1)
        canvas.rect(50, 600, 20, 20, fill=1)
        canvas.drawString(50, 700, "terlihat")
        canvas.drawString(50, 650, "tidak", mode=3)

    page = sheet(draw)
    handles = drawn_objects(page).handles
    assert fill_colours(handles[:1]).rgba.tolist() == [[255, 0, 0, 255]]
    assert stroke_colours(handles[:1]).rgba.tolist() == [[0, 0, 255, 255]]
    assert fill_colours(handles[:1]).gray.round().tolist() == [76]
    assert drawn_invisibly(handles[1:]).tolist() == [False, True]
