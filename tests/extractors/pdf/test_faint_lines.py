"""Lines that only the picture of a page shows."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from extractors.model import Ruling
from extractors.pdf.faint_lines import seen_lines
from extractors.pdf.frame import frame_of
from tests.extractors.paper import sheet

LINES = [Ruling(50, 100.5 + 20.0 * k, 250, 100.5 + 20.0 * k, 1) for k in range(6)]


def seen(drawn: list[int], lines: list[Ruling], ground: float = 1.0, line: float = 0.4) -> list[Ruling]:
    """Which lines are seen on a page where these of them are drawn in a grey, on another."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(ground)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
        canvas.setFillGray(line)
        for k in drawn:
            canvas.rect(50, 842 - LINES[k].y1 - 0.5, 200, 1, stroke=0, fill=1)

    page = sheet(draw)
    return seen_lines(page, frame_of(page), lines)


def test_boxes_that_stand_out_are_lines_and_the_others_are_not() -> None:
    assert seen([0, 2, 5], LINES) == [LINES[k] for k in (0, 2, 5)]


def test_white_on_shading_is_a_line_and_white_on_white_is_none() -> None:
    assert seen([1], LINES, ground=0.7, line=1.0) == [LINES[1]]
    assert seen([1], LINES, ground=0.95, line=1.0) == [LINES[1]]  # the palest shading of word processors
    assert seen([1], LINES, ground=1.0, line=1.0) == []


def test_a_few_boxes_draw_no_table() -> None:
    assert seen([0, 1, 2, 3, 4], LINES[:5]) == []


def test_a_white_line_through_shaded_and_white_rows_is_one_and_on_too_few_of_them_none() -> None:
    down = [Ruling(100.5 + 20.0 * k, 100, 100.5 + 20.0 * k, 280, 1) for k in range(6)]

    def drawn(shaded: float) -> list[Ruling]:
        def draw(canvas: Canvas) -> None:
            canvas.setFillGray(0.8)
            canvas.rect(50, 842 - 100 - shaded, 300, shaded, stroke=0, fill=1)
            canvas.setFillGray(1.0)
            canvas.rect(down[2].x0 - 0.5, 842 - 280, 1, 180, stroke=0, fill=1)

        page = sheet(draw)
        return seen_lines(page, frame_of(page), down)

    assert drawn(90.0) == [down[2]]
    assert drawn(25.0) == []
