"""Drawing of pages and tables with full say over borders, spans, rotation and scanning.

reportlab's own Table hides where lines go; the faults that real reports have (borders drawn twice, a row cut by a page
break, a landscape page laid on a portrait sheet) are exactly about where lines go, so they are drawn here by hand.
The same calls give the same bytes.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)
Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 from the top left of the upright page."""
Borders = Literal["garis", "ganda", "isi", "datar", "tanpa", "titik", "kotak", "tegak"]
"""Ruling lines; each drawn twice 1.5 pt apart; thin filled boxes as Word writes them; horizontal lines only; none; rows of
dots; an outer box and the heading only; that and upright lines between the columns."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cell over several rows or columns. Places that it covers hold None in the rows given to `Sheet.table`."""

    text: str
    rows: int = 1
    columns: int = 1


Item = str | Span | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn. `leading` and `size` in points; `shade_heading` fills heading cells with light grey."""

    borders: Borders = "garis"
    size: float = 8.5
    pad: float = 3.0
    font: str = "Helvetica"
    shade_heading: bool = False
    right: tuple[int, ...] = ()
    """Columns whose body is set flush right."""

    @property
    def leading(self) -> float:
        return self.size * 1.2


class Sheet:
    """A document in the making. y runs down from the top of the upright page, in points."""

    def __init__(self, size: tuple[float, float] = A4, title: str = "") -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=size, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self.width, self.height = size
        self.y = 50.0

    def page(self, size: tuple[float, float] | None = None, *, rotate: Literal[0, 90, 270] = 0) -> None:
        """End the page and start the next; `size` is that of the upright page.

        With `rotate` the page is stored on its side and carries /Rotate, as office programs and scanners leave
        landscape pages: whoever honours /Rotate sees it upright.
        """
        self._canvas.showPage()
        self._begin(size or (self.width, self.height), rotate)

    def first_page(self, size: tuple[float, float], *, rotate: Literal[0, 90, 270] = 0) -> None:
        """Set size and turn of the first page, before anything is drawn on it."""
        self._begin(size, rotate)

    def _begin(self, size: tuple[float, float], rotate: Literal[0, 90, 270]) -> None:
        self.width, self.height = size
        self.y = 50.0
        self._canvas.setPageSize(size)  # reportlab itself swaps the sides of a page with /Rotate
        self._canvas.setPageRotation(rotate)
        if rotate == 90:
            self._canvas.transform(0, 1, -1, 0, self.height, 0)
        elif rotate == 270:
            self._canvas.transform(0, -1, 1, 0, 0, self.width)

    def text(
        self,
        text: str,
        *,
        x: float = 50,
        size: float = 10,
        bold: bool = False,
        centre: bool = False,
        width: float | None = None,
        after: float = 4,
    ) -> None:
        """A paragraph, wrapped at `width` (default: up to the right margin), and the cursor below it."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        room = width or self.width - 50 - x
        self._canvas.setFillGray(0)
        self._canvas.setFont(font, size)
        for line in simpleSplit(text, font, size, room):
            self.y += size * 1.25
            if centre:
                self._canvas.drawCentredString(x + room / 2, self.height - self.y, line)
            else:
                self._canvas.drawString(x, self.height - self.y, line)
        self.y += after

    def picture(self, image: Image.Image, *, quality: int = 60) -> None:
        """A picture over the whole page: 1-bit images are kept lossless, others become JPEG."""
        data = io.BytesIO()
        if image.mode == "1":
            self._canvas.drawImage(ImageReader(image), 0, 0, self.width, self.height)
            return
        image.save(data, "JPEG", quality=quality, optimize=True)
        self._canvas.drawImage(ImageReader(data), 0, 0, self.width, self.height)

    def table(
        self,
        rows: Sequence[Sequence[Item]],
        widths: Sequence[float],
        *,
        headings: int = 1,
        x: float = 50,
        look: Look = Look(),
    ) -> None:
        """A table at the cursor; `headings` rows at the top are bold and centred."""
        heights = _row_heights(rows, widths, headings, look)
        tops = [self.y]
        for height in heights:
            tops.append(tops[-1] + height)
        lefts = [x]
        for width in widths:
            lefts.append(lefts[-1] + width)
        for r, row in enumerate(rows):
            for c, item in enumerate(row):
                if item is None:
                    continue
                span = item if isinstance(item, Span) else Span(item)
                box = (lefts[c], tops[r], lefts[c + span.columns], tops[r + span.rows])
                self._cell(span.text, box, look, heading=r < headings, right=c in look.right)
        if look.borders == "datar":
            for top in {tops[0], tops[headings], tops[-1]} | set(tops[headings:]):
                self._stroke(lefts[0], top, lefts[-1], top)
        if look.borders in ("kotak", "tegak"):
            self._box((lefts[0], tops[0], lefts[-1], tops[-1]), look.borders)
            for left in lefts[1:-1] if look.borders == "tegak" else []:
                self._stroke(left, tops[headings], left, tops[-1])
        self.y = tops[-1] + 12

    def _cell(self, text: str, box: Box, look: Look, *, heading: bool, right: bool) -> None:
        x0, y0, x1, y1 = box
        canvas = self._canvas
        if heading and look.shade_heading:
            canvas.setFillGray(0.87)
            canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        if look.borders in ("garis", "ganda", "isi", "titik") or (heading and look.borders in ("kotak", "tegak")):
            self._box(box, look.borders)
        font = look.font + ("-Bold" if heading else "")
        lines = simpleSplit(text, font, look.size, x1 - x0 - 2 * look.pad)
        canvas.setFillGray(0)
        canvas.setFont(font, look.size)
        y = y0 + look.pad
        if heading:
            y += (y1 - y0 - 2 * look.pad - len(lines) * look.leading) / 2
        for line in lines:
            base = self.height - y - look.size
            if heading:
                canvas.drawCentredString((x0 + x1) / 2, base, line)
            elif right:
                canvas.drawRightString(x1 - look.pad, base, line)
            else:
                canvas.drawString(x0 + look.pad, base, line)
            y += look.leading

    def _box(self, box: Box, borders: Borders) -> None:
        x0, y0, x1, y1 = box
        sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        for ax, ay, bx, by in sides:
            if borders == "isi":
                self._canvas.setFillGray(0)
                self._canvas.rect(ax - 0.25, self.height - by - 0.25, bx - ax + 0.5, by - ay + 0.5, stroke=0, fill=1)
            elif borders == "titik":
                for k in range(round(max(bx - ax, by - ay) / 1.5)):
                    x, y = (ax + 1.5 * k, ay) if ay == by else (ax, ay + 1.5 * k)
                    self._canvas.setFillGray(0)
                    self._canvas.rect(x, self.height - y - 0.25, 0.75, 0.5, stroke=0, fill=1)
            else:
                self._stroke(ax, ay, bx, by)
            if borders == "ganda":
                shift = 1.5
                dx, dy = (0.0, shift) if ay == by else (shift, 0.0)
                self._stroke(ax + dx, ay + dy, bx + dx, by + dy)

    def _stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x0, self.height - y0, x1, self.height - y1)

    def bytes(self) -> bytes:
        """Close the document and return the file."""
        self._canvas.save()
        return self._buffer.getvalue()


def _row_heights(rows: Sequence[Sequence[Item]], widths: Sequence[float], headings: int, look: Look) -> list[float]:
    """Heights that hold the text of every cell; a cell over several rows stretches the last of them."""
    heights = [look.leading + 2 * look.pad] * len(rows)
    spans: list[tuple[int, Span, float]] = []
    for r, row in enumerate(rows):
        if len(row) != len(widths):
            raise ValueError(f"row {r} has {len(row)} places, the table {len(widths)} columns")
        for c, item in enumerate(row):
            if item is None:
                continue
            span = item if isinstance(item, Span) else Span(item)
            font = look.font + ("-Bold" if r < headings else "")
            room = sum(widths[c : c + span.columns]) - 2 * look.pad
            need = len(simpleSplit(span.text, font, look.size, room)) * look.leading + 2 * look.pad
            if span.rows == 1:
                heights[r] = max(heights[r], need)
            else:
                spans.append((r, span, need))
    for r, span, need in spans:
        lack = need - sum(heights[r : r + span.rows])
        if lack > 0:
            heights[r + span.rows - 1] += lack
    return heights


def scanned(
    pdf: bytes,
    *,
    dpi: int = 150,
    turn: Literal[0, 90, 180, 270] = 0,
    lean: float = 0.0,
    bitonal: bool = False,
    noise: int = 0,
    quality: int = 60,
) -> bytes:
    """The document as a scanner leaves it: every page a picture of paper, no text.

    `turn` lays the page on its side (counter-clockwise degrees, sheet size follows), `lean` tilts it by a few degrees,
    `bitonal` keeps 1 bit a pixel, `noise` is the number of specks of dust on each page (always at the same places).
    """
    out: Sheet | None = None
    source = pdfium.PdfDocument(pdf)
    specks = random.Random(7)
    for index in range(len(source)):
        image = source[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if lean:
            image = image.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
        image = image.filter(ImageFilter.GaussianBlur(0.4))
        for _ in range(noise):
            image.putpixel((specks.randrange(image.width), specks.randrange(image.height)), 40)
        if turn:
            image = image.rotate(turn, expand=True)
        if bitonal:
            image = image.point(lambda v: 255 if v > 140 else 0).convert("1")
        size = (image.width * 72 / dpi, image.height * 72 / dpi)
        if out is None:
            out = Sheet(size)
        else:
            out.page(size)
        out.picture(image, quality=quality)
    if out is None:
        raise ValueError("a document without pages cannot be scanned")
    return out.bytes()
