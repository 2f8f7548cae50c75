"""A table printed sideways is read in its own direction; upright names in the heading of an upright table stay where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import tables_of
from extractors.layout.sideways import sideways_parts
from extractors.model import Page, Table
from extractors.pdf.page import read_page
from tests.extractors.paper import sheet

ROWS = [
    ["Uraian", "Rencana", "Hasil", "Persen"],
    ["Bibit rumput laut yang ditanam", "1.118", "1.121", "100,27"],
    ["Kelompok nelayan yang dibina", "44", "41", "93,18"],
    ["Kapal yang diperiksa di pelabuhan", "711", "698", "98,17"],
]
CAPTION = "Tabel 7 Hasil Pembinaan Balai Tahun 2031"
SENTENCE = "Pembinaan kepada kelompok nelayan dan pembudi daya ikan dilakukan sepanjang tahun oleh balai ini"


def table(canvas: Canvas, ruled: bool) -> None:
    """The table with its caption, from (0, 0) up and to the right."""
    canvas.setFont("Helvetica", 9)
    xs, top = (0, 170, 230, 290, 350), 100
    canvas.drawString(0, top + 8, CAPTION)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            canvas.drawString(xs[c] + 3, top - 14 - 20 * r, text)
    for r in range(len(ROWS) + 1):
        if ruled or r in (0, 1, len(ROWS)):
            canvas.line(0, top - 20 * r, xs[-1], top - 20 * r)
    for x in xs if ruled else ():
        canvas.line(x, top, x, top - 20 * len(ROWS))


def paragraphs(canvas: Canvas, lines: int) -> None:
    canvas.setFont("Times-Roman", 11)
    for k in range(lines):
        canvas.drawString(60, 790 - 14 * k, SENTENCE)


def turned(degrees: int, *, ruled: bool = True, lines: int = 12, frame: bool = False) -> Callable[[Canvas], None]:
    places = {90: (330.0, 150.0), 270: (220.0, 540.0), 180: (500.0, 500.0), 0: (80.0, 300.0)}

    def draw(canvas: Canvas) -> None:
        paragraphs(canvas, lines)
        if frame:
            canvas.rect(30, 30, 535, 782)
        canvas.translate(*places[degrees])
        canvas.rotate(degrees)
        table(canvas, ruled)

    return draw


def read(draw: Callable[[Canvas], None]) -> list[Table]:
    return tables_of(read_page(sheet(draw), 1))[0]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_table_is_read_in_its_own_direction(degrees: int, ruled: bool) -> None:
    (found,) = read(turned(degrees, ruled=ruled))
    assert found.grid() == ROWS


@pytest.mark.parametrize("degrees", [90, 270])
def test_it_has_the_caption_above_it_in_its_direction(degrees: int) -> None:
    (found,) = read(turned(degrees))
    assert found.caption == CAPTION


@pytest.mark.parametrize("degrees", [90, 270])
def test_it_stays_in_its_place_on_the_page(degrees: int) -> None:
    (found,) = read(turned(degrees))
    width, height = found.bbox.width, found.bbox.height
    assert (width, height) == pytest.approx((80, 350), abs=2)
    assert all(found.bbox.x0 <= c.bbox.x0 and c.bbox.y1 <= found.bbox.y1 for c in found.cells)


def test_a_frame_around_the_page_hides_no_table() -> None:
    (found,) = read(turned(90, frame=True))
    assert found.grid() == ROWS


def test_text_that_stands_upright_beside_a_page_turned_by_its_table_is_no_row() -> None:
    """The page is turned by most of its text, the rest runs up it."""
    (found,) = read(turned(90, lines=1))
    assert found.grid() == ROWS


def with_upright_names(canvas: Canvas) -> None:
    """An upright table whose heading has names that run up, in twelve narrow columns."""
    paragraphs(canvas, 6)
    canvas.setFont("Helvetica", 8)
    xs = [60, 180, *(180 + 28 * k for k in range(1, 13))]
    for y in (700, 630, 610, 590):
        canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        canvas.line(x, 700, x, 590)
    for r, name in enumerate(("Kepiting bakau", "Rumput laut")):
        canvas.drawString(64, 617 - 20 * r, name)
        for k in range(12):
            canvas.drawString(184 + 28 * k, 617 - 20 * r, str(40 + 3 * k + r))
    for k in range(12):
        canvas.saveState()
        canvas.translate(198 + 28 * k, 635)
        canvas.rotate(90)
        canvas.drawString(0, 0, f"Bulan ke {k + 1}")
        canvas.restoreState()


def test_upright_names_belong_to_the_heading_above_level_figures() -> None:
    page = read_page(sheet(with_upright_names), 1)
    assert sideways_parts(page) == (page, [])
    (found,) = tables_of(page)[0]
    assert found.grid()[1][1:4] == ["40", "43", "46"]


def test_figures_that_run_up_the_bars_of_a_chart_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        paragraphs(canvas, 12)
        canvas.setFont("Helvetica", 8)
        for r in range(3):
            canvas.line(80, 300 + 60 * r, 520, 300 + 60 * r)
        for k in range(14):
            canvas.rect(90 + 30 * k, 300, 20, 60 + 4 * k)
            canvas.saveState()
            canvas.translate(103 + 30 * k, 310)
            canvas.rotate(90)
            canvas.drawString(0, 0, f"{1 + k}.{418 + 7 * k}")
            canvas.restoreState()

    page = read_page(sheet(draw), 1)
    assert sideways_parts(page) == (page, [])


def test_a_note_up_the_margin_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        paragraphs(canvas, 20)
        canvas.translate(30, 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, f"{SENTENCE} {SENTENCE}")

    assert read(draw) == []


def test_an_upright_page_is_left_as_it_is() -> None:
    page: Page = read_page(sheet(turned(0)), 1)
    assert sideways_parts(page)[0] is page
