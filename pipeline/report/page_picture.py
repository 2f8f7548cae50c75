"""The picture of a whole page, standing as it stood when its cells were found; in a worker also as bytes for a browser, within
limits."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from extractors.pdf.file import file_hash, open_pdf
from extractors.pdf.typed import page_as_seen
from pipeline.storage.places import local_copy, place

_MOST_PIXELS = 12_000_000
"""A page of A3 at 220 dpi has nine million."""
_COLOURS = 64
_JPEG_QUALITY = 80


def page_picture(page: pdfium.PdfPage, dpi: float, pictured: bool = False, turned: int = 0) -> Image.Image:
    """An upright page (see `page_as_seen`) in colour. `pictured`: it was read from its picture, and so is straightened as it was
    then, in gray; `turned`: how far clockwise (degrees) it was turned to be read."""
    if pictured:
        from extractors.scan.levelling import as_read  # late: OpenCV, which a digital archive never needs

        picture = Image.fromarray(as_read(page, dpi).gray)
    else:
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
    return picture.rotate(-turned, expand=True) if turned else picture


class NoPictureError(Exception):
    """The page cannot be drawn; `str()` is why, for the user."""


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A page (1-based) of a document, by its bytes; `berkas` are the places where they may lie. The rest as in `page_picture`."""

    dokumen_id: str
    berkas: tuple[str, ...]
    halaman: int
    dpi: int
    pindaian: bool = False
    diputar: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page; its size in points as it stands in the picture."""

    body: bytes
    jenis: str
    lebar: float
    tinggi: float


def draw(wanted: WantedPicture) -> Picture:
    """The picture. NoPictureError where the file is gone or is another by now, and where it has no such page."""
    gone = True
    for berkas in wanted.berkas:
        try:
            with local_copy(place(berkas)) as file:
                if file_hash(file)[: len(wanted.dokumen_id)] != wanted.dokumen_id:
                    gone = False
                    continue
                document, faults = open_pdf(file)
                if document is None:
                    raise NoPictureError("; ".join(fault.detail for fault in faults) or "berkas tidak dapat dibuka")
                try:
                    return _of_page(document, wanted)
                finally:
                    document.close()
        except (OSError, pdfium.PdfiumError):
            continue
    if gone:
        raise NoPictureError("berkas PDF-nya tidak ada lagi di tempatnya")
    raise NoPictureError("berkas PDF di tempat itu bukan lagi yang dibaca; jalankan lkjip run")


def _of_page(document: pdfium.PdfDocument, wanted: WantedPicture) -> Picture:
    if not 1 <= wanted.halaman <= len(document):
        raise NoPictureError(f"tidak ada halaman {wanted.halaman} dalam berkas ini")
    page = page_as_seen(document, wanted.halaman - 1)
    try:
        width, height = page.get_size()
        dpi = min(float(wanted.dpi), 72 * (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture = page_picture(page, dpi, wanted.pindaian, wanted.diputar)
    finally:
        page.close()
    if wanted.diputar % 180:
        width, height = height, width
    return _encoded(picture, wanted.pindaian, width, height)


def _encoded(picture: Image.Image, photograph: bool, width: float, height: float) -> Picture:
    """Drawn pages as PNG of few colours, scanned ones as JPEG: a fifth of the other each."""
    out = io.BytesIO()
    if photograph:
        picture.convert("L").save(out, "JPEG", quality=_JPEG_QUALITY)
        return Picture(out.getvalue(), "image/jpeg", width, height)
    picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=6)
    return Picture(out.getvalue(), "image/png", width, height)
