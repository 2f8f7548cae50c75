"""Charts are no tables, and tables with rules beside their figures are no charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import tables_of
from extractors.layout.charts import without_charts
from extractors.model import Table
from extractors.pdf.page import read_page
from tests.extractors.paper import sheet

NAMES = ("Kepiting", "Udang", "Bandeng", "Nila")
SCALE = ("0", "250", "500", "750", "1.000")


def tables(draw: Callable[[Canvas], object]) -> list[Table]:
    return tables_of(read_page(sheet(draw), 1))[0]


def columns(canvas: Canvas, scale: Sequence[str] = SCALE, *, right: bool = False) -> None:
    """Pairs of columns over gridlines, their values above them, names and a legend below."""
    canvas.setFont("Helvetica", 8)
    canvas.setStrokeGray(0.85)
    for k, mark in enumerate(scale):
        y = 400 + 40 * k
        canvas.line(120, y, 480, y)
        if right:
            canvas.drawString(484, y - 3, mark)
        else:
            canvas.drawRightString(116, y - 3, mark)
    for k, name in enumerate(NAMES):
        for j, high in enumerate((60 + 20 * k, 75 + 15 * k)):
            x = 140 + 90 * k + 30 * j
            canvas.setFillColorRGB(0.3, 0.5 + 0.2 * j, 0.7)
            canvas.rect(x, 400, 22, high, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawCentredString(x + 11, 403 + high, str(high * 6))
        canvas.drawCentredString(166 + 90 * k, 389, name)
    canvas.drawString(220, 372, "2030")
    canvas.drawString(320, 372, "2031")


def bars(canvas: Canvas) -> None:
    """Bars that lie over upright gridlines, the scale below, names before them."""
    canvas.setFont("Times-Roman", 9)
    canvas.setStrokeGray(0.8)
    for k in range(6):
        canvas.line(200 + 50 * k, 380, 200 + 50 * k, 520)
        canvas.drawCentredString(200 + 50 * k, 370, f"{20 * k}%")
    for k, name in enumerate(NAMES):
        canvas.setFillColorRGB(0.2, 0.6, 0.4)
        canvas.rect(200, 395 + 32 * k, 100 + 30 * k, 16, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawRightString(192, 399 + 32 * k, f"Budi daya {name}")
        canvas.drawString(304 + 30 * k, 399 + 32 * k, f"{40 + 12 * k},00")


def table(canvas: Canvas, top: float = 300) -> None:
    canvas.setFont("Helvetica", 9)
    for r, texts in enumerate(
        (("Jenis ikan", "2030", "2031"), *((name, str(360 + 12 * k), str(450 + 9 * k)) for k, name in enumerate(NAMES)))
    ):
        canvas.line(100, top - 18 * r + 12, 460, top - 18 * r + 12)
        for x, text in zip((104, 300, 400), texts, strict=True):
            canvas.drawString(x, top - 18 * r, text)


@pytest.mark.parametrize(
    "scale", [SCALE, ("0,0", "0,5", "1,0", "1,5", "2,0"), ("Rp0", "Rp4.000", "Rp8.000", "Rp12.000", "Rp16.000")]
)
@pytest.mark.parametrize("right", [False, True])
def test_columns_over_gridlines_are_no_table(scale: Sequence[str], right: bool) -> None:
    assert tables(lambda canvas: columns(canvas, scale, right=right)) == []


def test_bars_before_upright_gridlines_are_no_table() -> None:
    assert tables(bars) == []


def test_a_table_below_a_chart_is_read() -> None:
    def both(canvas: Canvas) -> None:
        columns(canvas)
        table(canvas)

    (found,) = tables(both)
    assert [row[0] for row in found.grid()] == ["Jenis ikan", *NAMES]


def test_figures_between_rules_are_no_scale() -> None:
    """Rows of years, evenly apart, their rules beginning behind them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for k in range(6):
            canvas.drawString(100, 600 - 18 * k, str(2030 + k))
            canvas.drawString(200, 600 - 18 * k, f"{70 + 3 * k},25")
            canvas.line(126, 594 - 18 * k, 400, 594 - 18 * k)

    page = read_page(sheet(draw), 1)
    assert without_charts(page) == page


def test_rules_that_lead_to_figures_are_no_scale() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for k, (name, value) in enumerate(zip(NAMES, ("418", "97", "1.250", "33"), strict=True)):
            canvas.drawString(100, 600 - 18 * k, name)
            canvas.line(160, 603 - 18 * k, 380, 603 - 18 * k)
            canvas.drawString(384, 600 - 18 * k, value)

    page = read_page(sheet(draw), 1)
    assert without_charts(page) == page


def test_numbers_of_rows_that_a_rule_parts_in_two_are_no_scale() -> None:
    """The rule between plan and result begins behind the number, at its very height; every other row is shaded."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for k in range(4):
            y = 600 - 40 * k
            canvas.setFillGray(0.9)
            canvas.rect(130, y - 17, 330, 20, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.line(100, y + 23, 460, y + 23)
            canvas.line(130, y + 3, 460, y + 3)
            for x, text in ((110, str(2030 + k)), (140, "Rencana"), (300, str(418 + 11 * k))):
                canvas.drawString(x, y if x == 110 else y + 9, text)
            canvas.drawString(140, y - 11, "Hasil")
            canvas.drawString(300, y - 11, str(402 + 13 * k))
        canvas.line(100, 463, 460, 463)

    page = read_page(sheet(draw), 1)
    assert without_charts(page) == page


def test_years_over_rules_that_part_their_columns_are_no_scale() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.setFillGray(0.9)
        canvas.rect(100, 560, 80, 20, stroke=0, fill=1)
        canvas.rect(180, 540, 280, 40, stroke=0, fill=1)
        canvas.setFillGray(0)
        for k in range(4):
            x = 215 + 70 * k
            canvas.line(x, 596, x, 540)
            canvas.drawCentredString(x, 600, str(2030 + k))
            for y in (566, 546):
                canvas.drawCentredString(x - 17, y, str(40 + k))
                canvas.drawCentredString(x + 17, y, f"{70 + 3 * k},25")

    page = read_page(sheet(draw), 1)
    assert without_charts(page) == page


@pytest.mark.parametrize("wide", [(330, 330), (150, 170)])
def test_numbers_of_groups_of_rows_are_no_scale(wide: tuple[int, int]) -> None:
    """Four rows a group, its number at the middle rule, its first row in another colour: over all of it, or over one half."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for k in range(4):
            top = 660 - 72 * k
            canvas.setFillColorRGB(0.9, 0.9, 0.7)
            canvas.rect(130, top - 72, wide[0], 72, stroke=0, fill=1)
            canvas.setFillColorRGB(0.7, 0.9, 0.9)
            canvas.rect(460 - wide[1], top - 18, wide[1], 18, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(112, top - 39, str(k + 1))
            for r, text in enumerate(("Kolam", "Rencana", "Hasil", "Selisih")):
                canvas.line(100 if r == 0 else 122, top - 18 * r, 460, top - 18 * r)
                canvas.drawString(140, top - 13 - 18 * r, text)
                canvas.drawString(380, top - 13 - 18 * r, str(418 + 11 * k - 7 * r))
        canvas.line(100, 372, 460, 372)

    page = read_page(sheet(draw), 1)
    assert without_charts(page) == page


@pytest.mark.parametrize("outlined", [0, 1])
def test_bars_of_which_most_end_at_a_gridline_are_bars(outlined: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for k in range(4):
            canvas.line(120, 400 + 40 * k, 480, 400 + 40 * k)
            canvas.drawRightString(116, 397 + 40 * k, str(5 * k))
        for k, high in enumerate((40, 80, 56, 80)):
            canvas.setFillGray(0.6)
            canvas.rect(140 + 80 * k, 400, 40, high, stroke=outlined, fill=1)
            canvas.setFillGray(0)
            canvas.drawCentredString(160 + 80 * k, 404 + high, str(high // 8))
            canvas.drawCentredString(160 + 80 * k, 389, NAMES[k])

    assert not without_charts(read_page(sheet(draw), 1)).words


@pytest.mark.parametrize(
    "heads", [[str(2031 + k) for k in range(4)], [str(10 * (k + 1)) for k in range(4)]], ids=["years", "figures"]
)
def test_heads_over_the_borders_between_their_two_columns_are_no_scale(heads: list[str]) -> None:
    """Each over a pair of columns, above the rule that parts them; parts of two rows in a shade, rows ruled across."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.setFillGray(0.85)
        canvas.rect(230, 502, 70, 12, stroke=0, fill=1)
        canvas.rect(230, 532, 110, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y in (500, 515, 530, 545, 560):
            canvas.line(100, y, 500, y)
        for k, head in enumerate(heads):
            x = 215 + 70 * k
            canvas.line(x, 575, x, 500)
            canvas.line(x + 35, 590, x + 35, 500)
            canvas.drawCentredString(x, 578, head)
            for y in (549, 534, 519, 504):
                canvas.drawCentredString(x - 17, y, str(40 + k))
                canvas.drawCentredString(x + 17, y, f"{70 + 3 * k},25")

    page = read_page(sheet(draw), 1)
    assert without_charts(page) == page
