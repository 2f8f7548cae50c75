"""Pictures of single cells, cut from the page they are printed on, for the values that a person has to look at."""

from __future__ import annotations

import base64
import contextlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractors.pdf.typed import page_as_seen
from pipeline.report.page_picture import page_picture
from pipeline.storage.places import local_copy, place

_DPI = 120
_AIR = 3.0
"""Points around the cell, so that its rulings show."""
_LARGEST = (420.0, 110.0)
"""Points; of a larger cell the upper left part is shown."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell on a page (1-based) of a file (whole path or URL); the box is upright, in points from the top left. `pindaian`:
    of a page that was read from its picture, straightened."""

    berkas: str
    halaman: int
    kotak: tuple[float, float, float, float]
    pindaian: bool = False


def cell_pictures(places: Iterable[CellPlace]) -> Mapping[CellPlace, str]:
    """`data:` URLs of PNG pictures. A place without a picture (file gone or changed, a page that was turned to be read) is
    left out: the report tells the page in any case."""
    by_file: dict[str, dict[int, list[CellPlace]]] = defaultdict(lambda: defaultdict(list))
    for wanted in places:
        by_file[wanted.berkas][wanted.halaman].append(wanted)
    out: dict[CellPlace, str] = {}
    for berkas, pages in by_file.items():
        with contextlib.suppress(pdfium.PdfiumError, OSError), local_copy(place(berkas)) as file:
            out |= _of_file(file, pages)
    return out


def _of_file(file: Path, pages: Mapping[int, Iterable[CellPlace]]) -> dict[CellPlace, str]:
    document = pdfium.PdfDocument(file)
    try:
        out: dict[CellPlace, str] = {}
        for number, wanted in pages.items():
            out |= _of_page(document, number, wanted)
        return out
    finally:
        document.close()


def _of_page(document: pdfium.PdfDocument, number: int, places: Iterable[CellPlace]) -> dict[CellPlace, str]:
    if not 1 <= number <= len(document):
        return {}
    try:
        page = page_as_seen(document, number - 1)
    except pdfium.PdfiumError:
        return {}
    try:
        width, height = page.get_size()
        inside = [p for p in places if p.kotak[2] <= width + 1 and p.kotak[3] <= height + 1]
        if not inside:
            return {}
        drawn = {scanned: page_picture(page, _DPI, scanned).convert("L") for scanned in {place.pindaian for place in inside}}
    finally:
        page.close()
    return {place: _url(_cut(drawn[place.pindaian], place, drawn[place.pindaian].width / width)) for place in inside}


def _cut(picture: Image.Image, place: CellPlace, scale: float) -> Image.Image:
    x0, y0, x1, y1 = place.kotak
    x1, y1 = min(x1, x0 + _LARGEST[0]), min(y1, y0 + _LARGEST[1])
    box = ((x0 - _AIR) * scale, (y0 - _AIR) * scale, (x1 + _AIR) * scale, (y1 + _AIR) * scale)
    left, top, right, bottom = map(round, box)
    return picture.crop((max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom)))


def _url(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.quantize(16).save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
