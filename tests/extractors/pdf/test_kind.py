"""Which pages are read from their picture: text that nobody sees on the page is somebody's OCR, however good it looks."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.kind import page_kind
from extractors.pdf.page import read_page

SIZE = (595.0, 842.0)
LINES = [f"Jumlah layanan ke-{k} yang diberikan kepada warga {k * 37} orang" for k in range(20)]


def _text(canvas: Canvas, mode: int = 0, lines: list[str] = LINES, top: float = 780) -> None:
    for k, line in enumerate(lines):
        text = canvas.beginText(60, top - 20 * k)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(mode)
        text.textOut(line)
        canvas.drawText(text)


def _picture(canvas: Canvas, height: float = SIZE[1]) -> None:
    gray = np.random.default_rng(2).integers(200, 255, (84, 60), np.uint8)
    canvas.drawImage(ImageReader(Image.fromarray(gray)), 0, 0, SIZE[0], height)


def _kind(draw: list[str]) -> str:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE)
    for step in draw:
        {
            "picture": lambda: _picture(canvas),
            "half": lambda: _picture(canvas, 0.4 * SIZE[1]),
            "text": lambda: _text(canvas),
            "hidden": lambda: _text(canvas, 3),
            "few hidden": lambda: _text(canvas, 3, LINES[:6], 300),
            "head": lambda: _text(canvas, 0, ["Laporan Tahunan Dinas Rekaan"]),
            "foot": lambda: _text(canvas, 0, ["halaman 12"], 40),
            "most": lambda: _picture(canvas, 0.7 * SIZE[1]),
        }[step]()
    canvas.showPage()
    canvas.save()
    return _kind_of(out.getvalue())


def _kind_of(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    try:
        return read_page(document[0], 1).kind
    finally:
        document.close()


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (["picture", "hidden"], "pindaian"),
        (["hidden", "picture"], "pindaian"),
        (["text", "picture"], "pindaian"),
        (["picture", "text"], "campuran"),
        (["half", "few hidden", "text"], "pindaian"),
        (["text", "half"], "campuran"),
        (["text"], "teks"),
        (["head", "foot", "most"], "campuran"),
        (["head", "foot", "most", "few hidden"], "pindaian"),
        (["foot", "picture"], "pindaian"),
    ],
)
def test_text_that_cannot_be_seen_is_not_trusted(draw: list[str], kind: str) -> None:
    assert _kind(draw) == kind


def test_a_layer_grafted_as_a_form_is_seen_through() -> None:
    parts = []
    for step in (_picture, lambda canvas: _text(canvas, 3)):
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=SIZE)
        step(canvas)
        canvas.showPage()
        canvas.save()
        parts.append(pikepdf.open(io.BytesIO(out.getvalue())))
    scan, layer = parts
    scan.pages[0].add_overlay(layer.pages[0])
    whole = io.BytesIO()
    scan.save(whole)
    assert _kind_of(whole.getvalue()) == "pindaian"


def test_a_page_with_a_font_without_a_map_is_read_as_it_looks() -> None:
    words = ["Program"] * 200
    assert page_kind(words, [], 0, *SIZE, 0.0, 0.04) == "teks"
    assert page_kind(words, [], 0, *SIZE, 0.0, 0.12) == "rusak"
