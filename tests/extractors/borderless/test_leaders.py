"""Dots that lead to figures in columns are left out; those that lead to a page number tell a list of contents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.borderless.leaders import without_leaders
from extractors.extract import tables_of
from extractors.pdf.page import read_page
from tests.extractors import words as built
from tests.extractors.paper import sheet

words = partial(built.words, size=8.0)

ROWS = [
    ["Hasil tangkapan laut", "1.118", "1.244", "1.307"],
    ["Budi daya tambak", "655", "702", "698"],
    ["Perairan umum", "88", "91", "104"],
    ["Seluruhnya", "1.861", "2.037", "2.109"],
]


def filled(name: str, dots: str, until: float, glued: bool) -> str:
    text = name if glued else name + " "
    while stringWidth(text + dots, "Times-Roman", 10) < until:
        text += dots
    return text


def grid(
    rows: Sequence[Sequence[str]], dots: str = ".", *, heading: Sequence[str] = (), glued: bool = False
) -> list[list[str]] | None:
    """The one table on a page of names, dots and figures set right."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        rights = [300 + 70 * k for k in range(1, len(rows[0]))]
        for r, row in enumerate([*([heading] if heading else []), *rows]):
            y = 600 - 15 * r
            dotted = row is not heading
            canvas.drawString(70, y, filled(row[0], dots, 250, glued) if dotted else row[0])
            for x, text in zip(rights, row[1:], strict=True):
                canvas.drawRightString(x, y, text)

    tables, _ = tables_of(read_page(sheet(draw), 1))
    return tables[0].grid() if tables else None


@pytest.mark.parametrize(("dots", "glued"), [(".", False), (".", True), (". ", False), ("…", False), ("…", True)])
def test_dots_before_several_columns_are_left_out(dots: str, glued: bool) -> None:
    heading = ["Jenis", "2029", "2030", "2031"]
    assert grid(ROWS, dots, heading=heading, glued=glued) == [heading, *ROWS]


def test_dots_before_an_amount_are_left_out() -> None:
    rows = [["Retribusi pelabuhan", "12.750.000"], ["Sewa lahan", "9.125.500"], ["Denda", "418.250"]]
    assert grid(rows) == rows


def test_dots_glued_to_the_name_and_to_what_stands_behind_them_part_the_two() -> None:
    line = words("Sewa lahan..............Rp 9.125.500", 70, 100)
    assert [w.text for w in without_leaders(line)] == ["Sewa", "lahan", "Rp", "9.125.500"]
    name, currency = without_leaders(line)[1:3]
    assert name.bbox.x0 == line[1].bbox.x0
    assert name.bbox.x1 < currency.bbox.x0
    assert currency.bbox.x1 == line[1].bbox.x1
    form = words("Nomor..............Tahun 2031", 70, 100)
    assert without_leaders(form) == form


@pytest.mark.parametrize(
    "pages", [["1", "4", "9", "15"], ["i", "1", "1", "12"], ["1.1", "1.4", "2.1", "2.7"], ["I-1", "I-4", "II-1", "II-9"]]
)
def test_a_list_of_contents_is_no_table(pages: Sequence[str]) -> None:
    assert grid([[name, page] for (name, *_), page in zip(ROWS, pages, strict=True)]) is None


@pytest.mark.parametrize(
    "text", ["Nama ............ Jabatan ............", "Nomor ...... Tahun 2031", "Dilihat 12.500 kali ......"]
)
def test_dots_to_be_filled_in_stay(text: str) -> None:
    line = words(text, 70, 100)
    assert without_leaders(line) == line
