"""Rulings and shading from what is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.frame import frame_of
from extractors.pdf.objects import drawn_objects
from extractors.pdf.paths import Drawn, read_drawn
from tests.extractors.paper import sheet


def drawn(draw: Callable[[Canvas], object]) -> Drawn:
    page = sheet(draw)
    return read_drawn(page, frame_of(page), drawn_objects(page))


def ends(found: Drawn) -> list[tuple[int, ...]]:
    return sorted((round(r.x0), round(r.y0), round(r.x1), round(r.y1)) for r in found.rulings)


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.line(50, 742, 250, 742),
        lambda canvas: canvas.rect(50, 741.5, 200, 1, stroke=0, fill=1),  # so thin that the eye sees a line
        lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (200, 1))), 50, 741.5, 200, 1),
        lambda canvas: [canvas.rect(50 + 4 * k - 0.5, 741.5, 1, 1, stroke=0, fill=1) for k in range(51)],
    ],
)
def test_a_line_is_a_ruling_however_it_is_drawn(draw: Callable[[Canvas], object]) -> None:
    assert ends(drawn(draw)) == [(50, 100, 250, 100)]


def test_a_stroked_box_is_four_rulings_and_a_filled_one_is_shading() -> None:
    box = drawn(lambda canvas: canvas.rect(50, 642, 200, 100, stroke=1, fill=0))
    assert ends(box) == [(50, 100, 50, 200), (50, 100, 250, 100), (50, 200, 250, 200), (250, 100, 250, 200)]
    assert box.shades == ()
    shade = drawn(lambda canvas: canvas.rect(50, 642, 200, 100, stroke=0, fill=1))
    assert (shade.rulings, [tuple(map(round, s)) for s in shade.shades]) == ((), [(50, 100, 250, 200)])


def test_slanting_and_white_lines_are_none_and_the_ground_of_the_page_is_no_shading() -> None:
    def white(canvas: Canvas) -> None:
        canvas.setStrokeGray(1)
        canvas.line(50, 742, 250, 742)

    assert drawn(lambda canvas: canvas.line(50, 742, 250, 642)).rulings == ()
    assert drawn(white).rulings == ()
    assert drawn(lambda canvas: canvas.rect(0, 0, 595, 842, stroke=0, fill=1)).shades == ()


def test_a_picture_is_a_picture_and_forms_are_looked_into() -> None:
    found = drawn(lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (9, 9))), 50, 642, 200, 100))
    assert ([tuple(map(round, p)) for p in found.pictures], found.rulings) == ([(50, 100, 250, 200)], ())

    def form(canvas: Canvas) -> None:
        canvas.beginForm("bagian")
        canvas.line(0, 0, 200, 0)
        canvas.endForm()
        canvas.translate(50, 742)
        canvas.doForm("bagian")

    assert ends(drawn(form)) == [(50, 100, 250, 100)]
