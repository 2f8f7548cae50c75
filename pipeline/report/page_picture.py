"""The picture of a whole page, standing as it stood when its cells were found."""

from __future__ import annotations

import pypdfium2 as pdfium
from PIL import Image


def page_picture(page: pdfium.PdfPage, dpi: float, pictured: bool = False, turned: int = 0) -> Image.Image:
    """An upright page (see `page_as_seen`) in colour. `pictured`: it was read from its picture, and so is straightened as it was
    then, in gray; `turned`: how far clockwise (degrees) it was turned to be read."""
    if pictured:
        from extractors.scan.levelling import as_read  # late: OpenCV, which a digital archive never needs

        picture = Image.fromarray(as_read(page, dpi).gray)
    else:
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
    return picture.rotate(-turned, expand=True) if turned else picture
