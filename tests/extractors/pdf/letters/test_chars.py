"""Characters as pdfium gives them: where they stand, how large, which way they run."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import reportlab
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.frame import frame_of
from extractors.pdf.letters.chars import Chars, main_angle, read_chars
from extractors.pdf.page import read_page
from tests.extractors.paper import sheet


def chars(draw: Callable[[Canvas], object]) -> Chars:
    page = sheet(draw)
    textpage = page.get_textpage()
    try:
        return read_chars(textpage, frame_of(page))
    finally:
        textpage.close()


def write(text: str, font: str = "Helvetica") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 10)
        canvas.drawString(100, 700, text)

    return draw


def test_white_space_marks_the_letter_after_it() -> None:
    found = chars(write("Rp 12"))
    assert found.text == ["R", "p", "1", "2"]
    assert found.space.tolist() == [True, False, True, False]
    assert tuple(found.origin[0]) == pytest.approx((100, 142), abs=0.1)
    assert found.loose[0, 3] - found.loose[0, 1] == pytest.approx(10, abs=0.1)
    assert found.tight[0, 3] - found.tight[0, 1] < 8


def test_bold_is_told_by_weight() -> None:
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name in ("VeraBd", "Vera"):
        pdfmetrics.registerFont(TTFont(f"{name}-tebal", str(fonts / f"{name}.ttf"), asciiReadable=0))
    assert chars(write("Garam", "VeraBd-tebal")).bold.all()
    assert not chars(write("Garam", "Vera-tebal")).bold.any()


@pytest.mark.parametrize(("degrees", "angle"), [(0, 0), (90, 270), (-90, 90), (180, 180)])
def test_turned_writing_has_its_angle(degrees: int, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, "Pelayaran")

    found = chars(draw)
    assert set(found.angle.tolist()) == {angle}
    assert main_angle(found) == angle


WIDE_CODES = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Utf8H def /CMapType 1 def
2 begincodespacerange <00> <7F> <F0808080> <F7BFBFBF> endcodespacerange
1 begincidchar <F0A8A780> 36 endcidchar endcmap end end"""


def with_wide_codes(pdf: pikepdf.Pdf, words: bytes) -> pikepdf.Page:
    """A page with `words` in Helvetica, and before them a glyph of a font whose codes have four bytes and no map to letters."""
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    encoding = Stream(pdf, WIDE_CODES, Type=Name.CMap, CMapName=Name.Utf8H, CIDSystemInfo=system)
    font = Stream(pdf, (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes())
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Vera,
        CIDSystemInfo=system,
        CIDToGIDMap=Name.Identity,
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Vera, Flags=4, FontFile2=font),
    )
    below = Array([pdf.make_indirect(inner)])
    wide = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Vera, Encoding=encoding, DescendantFonts=below)
    latin = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = Dictionary(Font=Dictionary(FZ=wide, F1=latin))
    page.Contents = Stream(pdf, b"BT /FZ 12 Tf 40 700 Td <F0A8A780> Tj /F1 12 Tf 20 0 Td (" + words + b") Tj ET")
    return page


def test_a_code_beyond_all_letters_is_a_sign_that_nobody_knows() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        with_wide_codes(pdf, b"Jalan")
        pdf.save(out)
    page = pdfium.PdfDocument(out.getvalue())[0]
    found = read_chars(page.get_textpage(), frame_of(page))
    assert found.text == ["\ufffd", *"Jalan"]
    assert found.unmapped == pytest.approx(1 / 6)


def test_a_page_without_text_has_no_characters() -> None:
    found = chars(lambda canvas: canvas.line(50, 50, 90, 50))
    assert (len(found), main_angle(found), found.unmapped) == (0, 0, 0.0)


def test_bold_is_told_by_the_name_of_a_font_where_its_weight_says_nothing() -> None:
    """LibreOffice writes one thickness of stems for all fonts."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Vera-tipis", str(fonts / "Vera.ttf"), asciiReadable=0))

    def named(name: str, stem: int = 80) -> Chars:
        held = io.BytesIO()
        canvas = Canvas(held)
        write("Garam", "Vera-tipis")(canvas)
        canvas.save()
        with pikepdf.open(held) as pdf:
            for font in pdf.pages[0].Resources.Font.values():
                font.BaseFont = Name(f"/{name}")
                if "/FontDescriptor" in font:
                    font.FontDescriptor.FontName = Name(f"/{name}")
                    font.FontDescriptor.StemV = stem
            pdf.save(written := io.BytesIO())
        page = pdfium.PdfDocument(written.getvalue())[0]
        return read_chars(page.get_textpage(), frame_of(page))

    assert named("BAAAAA+Carlito-Bold").bold.all()
    assert not named("BAAAAA+Carlito").bold.any()
    assert named("BAAAAA+Garamond", stem=160).bold.all()
    assert not named("BAAAAA+Garamond-Regular", stem=160).bold.any(), "thick stems are no weight"


def test_letters_drawn_one_by_one_are_one_word_though_pdfium_ends_lines_between_them() -> None:
    """Chromium draws the letters of a narrow font so."""
    with pdfium.PdfDocument(Path(__file__).with_name("huruf-satu-satu.pdf")) as document:
        words = [word.text for word in read_page(document[0], 1).words]
    assert words[words.index("kendaraan") - 1 :][:9] == [
        "Jumlah", "kendaraan", "yang", "lulus", "uji", "berkala", "1.495", "Unit", "3.990",
    ]  # fmt: skip
    assert {"Realisasi", "kinerja", "72,53", "Persen"} <= set(words)


def test_words_set_close_without_a_space_character_stay_two() -> None:
    def close(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for text, x in (("Garam", 60), ("laut", 60 + pdfmetrics.stringWidth("Garam", "Helvetica", 10) + 2.6)):
            canvas.drawString(x, 700, text)

    held = io.BytesIO()
    canvas = Canvas(held)
    close(canvas)
    canvas.save()
    with pdfium.PdfDocument(held.getvalue()) as document:
        assert [word.text for word in read_page(document[0], 1).words] == ["Garam", "laut"]
