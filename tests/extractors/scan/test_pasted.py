"""Pages of print with pictures on them: tables, which are read, and what is none."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import ExtractOptions, extract
from extractors.pdf.page import read_page
from extractors.scan.pasted import pasted_tables, takes_page
from tests.extractors import paper

PRINTED = "Realisasi setiap program diuraikan menurut bidang yang melaksanakannya sepanjang tahun"


def chart() -> Image.Image:
    """Bars between an axis to the left and level lines of a scale."""
    image = paper.blank(1400, 800)
    draw = ImageDraw.Draw(image)
    for k in range(6):
        draw.line((150, 100 + 100 * k, 1300, 100 + 100 * k), fill=120, width=2)
        paper.write(image, 60, 85 + 100 * k, str(100 - 20 * k))
        draw.rectangle((250 + 170 * k, 580 - 80 * k, 300 + 170 * k, 600), fill=60)
    draw.line((150, 100, 150, 600), fill=40, width=2)
    return image


def diagram() -> Image.Image:
    """Boxes in two rows, lines between them."""
    image = paper.blank(1400, 800)
    draw = ImageDraw.Draw(image)
    for column in range(4):
        for line in range(2):
            x, y = 60 + 340 * column, 120 + 330 * line
            draw.rectangle((x, y, x + 250, y + 160), outline=30, width=3)
            paper.write(image, x + 30, y + 60, "Bidang Jalan")
        draw.line((60 + 340 * column + 125, 280, 60 + 340 * column + 125, 450), fill=30, width=3)
    return image


def photograph() -> Image.Image:
    rng = np.random.default_rng(4)
    rough = Image.fromarray(rng.integers(20, 235, (40, 60), np.uint8))
    image = rough.resize((1400, 900), Image.Resampling.BICUBIC)
    for k in range(5):
        ImageDraw.Draw(image).line((100, 100 + 150 * k, 1300, 100 + 150 * k), fill=10, width=3)
        ImageDraw.Draw(image).line((100 + 250 * k, 100, 100 + 250 * k, 700), fill=10, width=3)
    return image


def page_with(picture: Image.Image, width: float, lines: int = 12, whole: bool = False) -> Callable[[Canvas], None]:
    """A drawing of print with a picture `width` points wide in it, or under it over all of the page."""

    def draw(canvas: Canvas) -> None:
        if whole:
            canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        else:
            canvas.drawImage(ImageReader(picture), 60, 480, width, width * picture.height / picture.width)
        canvas.setFont("Helvetica", 9)
        for k in range(lines):
            canvas.drawString(60, (30 if whole else 60) + 14 * k, PRINTED)

    return draw


@pytest.mark.parametrize("width", [460, 240])
def test_a_table_pasted_as_a_picture_is_found(width: float) -> None:
    handle = paper.sheet(page_with(paper.table(), width))
    page = read_page(handle, 1)
    pasted = pasted_tables(handle, page)
    assert [round(p.bbox.width) for p in pasted] == [width]
    assert not takes_page(pasted, page)


@pytest.mark.parametrize("picture", [chart, diagram, photograph])
def test_a_picture_of_something_else_is_none(picture: Callable[[], Image.Image]) -> None:
    handle = paper.sheet(page_with(picture(), 460))
    assert pasted_tables(handle, read_page(handle, 1)) == ()


def test_a_scan_with_a_printed_note_is_a_scan() -> None:
    scan = paper.blank(1654, 2339)
    scan.paste(paper.table(), (0, 100))
    handle = paper.sheet(page_with(scan, 0, lines=6, whole=True))
    page = read_page(handle, 1)
    assert page.kind == "campuran"
    assert takes_page(pasted_tables(handle, page), page)


def test_a_picture_under_all_of_the_print_is_no_scan() -> None:
    paper_of_office = paper.blank(1654, 2339)
    ImageDraw.Draw(paper_of_office).rectangle((0, 0, 1654, 60), fill=120)
    handle = paper.sheet(page_with(paper_of_office, 0, lines=30, whole=True))
    assert pasted_tables(handle, read_page(handle, 1)) == ()


def test_what_is_read_in_a_picture_stands_among_the_print(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    page_with(paper.table(), 460)(canvas)
    canvas.save()
    file = tmp_path / "tempelan.pdf"
    file.write_bytes(out.getvalue())
    found = extract(file, ExtractOptions())
    assert [page.kind for page in found.pages] == ["campuran"]
    (table,) = found.tables
    texts = {(c.row, c.column): c.text for c in table.cells}
    assert [[texts[r, c] for c in range(4)] for r in range(4)] == paper.ROWS
    assert all(c.from_ocr for c in table.cells if c.text)
    assert sum(PRINTED in line.text for line in found.lines) == 12
