"""Files that are no good PDF, each with the fault an archive really holds."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.pdfs.cases import BODY, HEADING, WIDTHS, ruled
from tests.pdfs.draw import Look, Sheet


def encrypted() -> bytes:
    """Asks for a password to open."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="rahasia", owner="rahasia", R=4))
    return out.getvalue()


def locked_for_change() -> bytes:
    """Opens without a password, but carries an owner password: must be read."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="rahasia", R=4))
    return out.getvalue()


def truncated() -> bytes:
    """A download that broke off: the front half of a file, no cross-reference table."""
    data = ruled().data
    return data[: len(data) // 2]


def lost_trailer() -> bytes:
    """The objects are whole, the cross-reference table is gone: can be mended."""
    data = ruled().data
    return data[: data.rindex(b"xref\n")]


def empty() -> bytes:
    """A file of no bytes."""
    return b""


def text_named_pdf() -> bytes:
    """A text file whose name ends in .pdf."""
    return b"Laporan ini belum selesai.\n" * 20


def blank_page() -> bytes:
    """One page with nothing on it."""
    sheet = Sheet()
    sheet.text("")
    return sheet.bytes()


def font_without_map() -> bytes:
    """Looks right on screen, but copies as nonsense: an embedded font stripped of its character map."""
    font = "Vera-tanpa-peta"
    folder = Path(reportlab.__file__).parent / "fonts"
    for suffix, name in (("", "Vera.ttf"), ("-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(font + suffix, str(folder / name), asciiReadable=0))
    sheet = Sheet()
    sheet.table([HEADING, *BODY], WIDTHS, look=Look(font=font))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet.bytes())) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary) and "/ToUnicode" in obj:
                del obj["/ToUnicode"]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


BAD_FILES: Mapping[str, Callable[[], bytes]] = {
    "terenkripsi": encrypted,
    "terkunci": locked_for_change,
    "terpotong": truncated,
    "tanpa-xref": lost_trailer,
    "kosong": empty,
    "teks": text_named_pdf,
    "halaman-kosong": blank_page,
    "huruf-tanpa-peta": font_without_map,
}
