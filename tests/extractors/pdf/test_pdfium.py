"""pdfium's functions with plain numbers are the functions themselves."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium_c

from extractors.pdf.pdfium import address_of, plain
from tests.extractors.paper import sheet


def test_a_plain_function_answers_as_pdfium_does() -> None:
    textpage = sheet(lambda canvas: canvas.drawString(50, 700, "Garam")).get_textpage()
    count = plain(pdfium_c.FPDFText_CountChars, ctypes.c_int, ctypes.c_void_p)
    letter = plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
    address = address_of(textpage.raw)
    assert count(address) == pdfium_c.FPDFText_CountChars(textpage.raw) >= 5
    assert "".join(chr(letter(address, k)) for k in range(5)) == "Garam"
    textpage.close()


def test_no_handle_has_no_address() -> None:
    assert address_of(None) == 0
