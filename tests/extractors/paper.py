"""Pictures of paper drawn for the tests: text, tables, and what copying does to them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Word
from extractors.scan.picture import Gray, Picture

DPI = 200
ROWS = [
    ["No", "Indikator", "Target", "Realisasi"],
    ["1", "Persentase jalan mantap", "71,25%", "70,18%"],
    ["2", "Jumlah jembatan dibangun", "14", "12"],
    ["3", "Belanja modal", "1.250.375.000", "1.198.004.500"],
]
LEFT, TOP, HEIGHT = 150, 200, 70
COLUMNS = [LEFT, LEFT + 90, LEFT + 650, LEFT + 1000, LEFT + 1350]


def said(cells: Sequence[Word]) -> str:
    """The words in one line."""
    return " ".join(word.text for word in cells)


def sheet(draw: Callable[[Canvas], object], size: tuple[float, float] = (595, 842)) -> pdfium.PdfPage:
    """A born-digital page, drawn in user space (points, origin lower left)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    draw(canvas)
    canvas.save()
    return pdfium.PdfDocument(out.getvalue())[0]


def blank(width: int = 1654, height: int = 1100) -> Image.Image:
    return Image.new("L", (width, height), 250)


def write(image: Image.Image, x: int, y: int, text: str, size: int = 30) -> None:
    """Text whose upper left corner is at (x, y) pixels."""
    ImageDraw.Draw(image).text((x, y), text, font=ImageFont.load_default(size=size), fill=15)


def table(ruled: bool = True, line: int = 2, rows: list[list[str]] = ROWS, dashes: bool = False) -> Image.Image:
    """The table of `ROWS` with a title above and a sentence below."""
    image = blank()
    draw = ImageDraw.Draw(image)
    write(image, LEFT + 300, TOP - 110, "Tabel 9.1 Pengukuran Kinerja Tahun 2031", 34)
    bottom = TOP + HEIGHT * len(rows)
    if ruled:
        for x in COLUMNS:
            _line(draw, (x, TOP, x, bottom), line, dashes)
        for y in range(TOP, bottom + 1, HEIGHT):
            _line(draw, (COLUMNS[0], y, COLUMNS[-1], y), line, dashes)
    for r, row in enumerate(rows):
        for x, text in zip(COLUMNS, row, strict=False):
            write(image, x + 14, TOP + r * HEIGHT + 18, text)
    for k in range(3):
        write(image, LEFT, bottom + 60 + 50 * k, "Capaian tersebut tidak terlepas dari dukungan semua pihak di daerah ini")
    return image


def _line(draw: ImageDraw.ImageDraw, ends: tuple[int, int, int, int], width: int, dashes: bool) -> None:
    x0, y0, x1, y1 = ends
    if not dashes:
        draw.line(ends, fill=40, width=width)
        return
    rng = np.random.default_rng(3)
    place = 0
    length = max(x1 - x0, y1 - y0)
    while place < length:
        until = min(length, place + int(rng.integers(20, 90)))
        piece = (x0 + place, y0, x0 + until, y0) if y0 == y1 else (x0, y0 + place, x0, y0 + until)
        draw.line(piece, fill=0, width=width)
        place = until + int(rng.integers(3, 12))


def picture(image: Image.Image) -> Picture:
    return Picture(np.array(image, dtype=np.uint8), DPI)


def leaning(image: Image.Image, degrees: float) -> Picture:
    """Turned clockwise by a small angle."""
    turned = image.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=250)
    return picture(turned)


def copied(image: Image.Image, bitonal: bool = False) -> Picture:
    """As a scanner gives it: shadow to one side, noise, and JPEG; or black and white only."""
    gray = np.array(image, dtype=np.float32)
    gray -= np.linspace(0, 45, gray.shape[1], dtype=np.float32)[None, :]
    gray += np.random.default_rng(1).normal(0, 6, gray.shape).astype(np.float32)
    out: Gray = np.clip(gray, 0, 255).astype(np.uint8)
    if bitonal:
        return Picture(np.where(out < 150, 0, 255).astype(np.uint8), DPI)
    _, data = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, 45])
    return Picture(np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8), DPI)
