"""Paths as runs of points, all at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from extractors.pdf.frame import frame_of
from extractors.pdf.objects import drawn_objects
from extractors.pdf.outlines import Outlines, Paints, outlines_of, paints_of
from tests.extractors.paper import sheet


def read(draw: Callable[[Canvas], object]) -> tuple[Paints, Outlines]:
    page = sheet(draw)
    objects = drawn_objects(page)
    full = objects.full(np.arange(len(objects.handles)))
    return paints_of(objects.handles), outlines_of(objects.handles, full, frame_of(page))


def shapes(path: PDFPathObject) -> None:
    path.rect(50, 700, 100, 20)
    path.moveTo(50, 600)
    path.lineTo(150, 600)
    path.curveTo(160, 600, 170, 610, 170, 620)
    path.lineTo(170, 650)


def draw_shapes(canvas: Canvas) -> None:
    canvas.line(10, 10, 20, 20)
    path = canvas.beginPath()
    shapes(path)
    canvas.drawPath(path, stroke=1, fill=0)


def test_curves_end_a_run_and_a_rectangle_is_known_by_its_corners() -> None:
    _, runs = read(draw_shapes)
    boxes, upright = runs.boxes()
    assert runs.path.tolist() == [0, 1, 1, 1]
    assert runs.closed.tolist() == [False, True, False, False]
    assert upright.tolist() == [False, True, False, False]
    assert boxes[upright].round().tolist() == [[50, 122, 150, 142]]


def test_the_sides_of_a_closed_run_come_back_to_where_it_began() -> None:
    _, runs = read(draw_shapes)
    of, ends = runs.sides(runs.closed)
    assert of.tolist() == [1] * len(of)
    assert ends[-1, 2:].round().tolist() == ends[0, :2].round().tolist()
    assert len(runs.sides(np.zeros(4, dtype=bool))[0]) == 0


def test_paint_that_white_paper_swallows_is_drawn_but_not_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.setLineWidth(3)
        canvas.rect(50, 700, 100, 20, stroke=1, fill=1)
        canvas.setFillAlpha(0)
        canvas.rect(50, 600, 100, 20, stroke=0, fill=1)

    paint, _ = read(draw)
    assert (paint.filled.tolist(), paint.fill.tolist(), paint.opaque.tolist()) == ([True, False], [False, False], [True, False])
    assert (paint.stroked.tolist(), paint.stroke.tolist()) == ([True, False], [True, False])
    assert (paint.width[0], paint.gray[0]) == (3, 255)


def test_no_paths_make_no_runs() -> None:
    paint, runs = read(lambda canvas: canvas.showPage())
    assert (len(paint.filled), len(runs.boxes()[0]), len(runs.sides(np.zeros(0, dtype=bool))[0])) == (0, 0, 0)


def test_a_box_with_round_corners_is_known_and_a_disc_is_none() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.roundRect(50, 700, 300, 20, 6, stroke=0, fill=1)
        canvas.roundRect(50, 600, 300, 20, 10, stroke=0, fill=1)
        canvas.circle(200, 500, 30, stroke=0, fill=1)
        canvas.ellipse(50, 300, 350, 360, stroke=0, fill=1)

    _, runs = read(draw)
    assert runs.rounded.path.tolist() == [0, 1]
    assert runs.rounded.box.round().tolist() == [[50, 122, 350, 142], [50, 222, 350, 242]]
