"""Characters as pdfium gives them: where they stand, how large, which way they run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.chars import Chars, main_angle, read_chars
from extractors.pdf.frame import frame_of
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
        pdfmetrics.registerFont(TTFont(f"{name}-tebal", str(fonts / f"{name}.ttf")))
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


def test_a_page_without_text_has_no_characters() -> None:
    found = chars(lambda canvas: canvas.line(50, 50, 90, 50))
    assert (len(found), main_angle(found), found.unmapped) == (0, 0, 0.0)
