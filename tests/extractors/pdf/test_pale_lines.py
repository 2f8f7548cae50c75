"""Lines that only the picture of a page shows."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from extractors.model import BBox
from extractors.pdf.frame import frame_of
from extractors.pdf.pale_lines import seen_lines
from tests.extractors.paper import sheet

BOXES = [BBox(50, 100 + 20.0 * k, 250, 101 + 20.0 * k) for k in range(6)]


def seen(drawn: list[int], boxes: list[BBox], ground: float = 1.0, line: float = 0.4) -> list[BBox]:
    """Which boxes are seen on a page where these of them are drawn in a grey, on another."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(ground)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
        canvas.setFillGray(line)
        for k in drawn:
            canvas.rect(50, 842 - BOXES[k].y1, 200, 1, stroke=0, fill=1)

    page = sheet(draw)
    return seen_lines(page, frame_of(page), boxes)


def test_boxes_that_stand_out_are_lines_and_the_others_are_not() -> None:
    assert seen([0, 2, 5], BOXES) == [BOXES[k] for k in (0, 2, 5)]


def test_white_on_shading_is_a_line_and_white_on_white_is_none() -> None:
    assert seen([1], BOXES, ground=0.7, line=1.0) == [BOXES[1]]
    assert seen([1], BOXES, ground=1.0, line=1.0) == []


def test_a_few_boxes_draw_no_table() -> None:
    assert seen([0, 1, 2, 3, 4], BOXES[:5]) == []
