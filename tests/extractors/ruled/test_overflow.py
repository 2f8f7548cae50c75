"""A text that was drawn in one piece stays in the cell where it begins; what a program draws for a whole row is parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import tables_of
from extractors.pdf.page import read_page
from extractors.ruled.overflow import where_begun
from tests.extractors import words as built
from tests.extractors.paper import sheet

words = partial(built.words, size=8.0)

XS = (40.0, 90.0, 200.0, 270.0, 330.0, 390.0)
HEAD = ["Urutan", "Kegiatan Balai", "Sumber", "Rencana", "Hasil"]
BODY = ["2", "Pelatihan nelayan", "APBD", "140", "133"]
Drawn = Sequence[tuple[int, str]]
"""(column where it begins, what is drawn in one piece)."""


def cell_by_cell(texts: Sequence[str]) -> Drawn:
    return [(c, text) for c, text in enumerate(texts) if text]


def grid(*rows: Drawn, font: str = "Times-Roman", size: float = 9.5) -> list[list[str]]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for r, row in enumerate(rows):
            for c, text in row:
                canvas.drawString(XS[c] + 3, 700 - 22 * r, text)
        for x in XS:
            canvas.line(x, 715, x, 715 - 22 * len(rows))
        for r in range(len(rows) + 1):
            canvas.line(XS[0], 715 - 22 * r, XS[-1], 715 - 22 * r)

    tables, _ = tables_of(read_page(sheet(draw), 1))
    assert len(tables) == 1
    return tables[0].grid()


@pytest.mark.parametrize("font", ["Times-Roman", "Helvetica-Bold", "Courier"])
def test_a_name_stays_where_it_begins(font: str) -> None:
    name = "Pembinaan kelompok nelayan kecil dan petambak garam"
    size = 8.0 if font == "Courier" else 9.5
    read = grid(cell_by_cell(HEAD), [(0, "1"), (1, name)], cell_by_cell(BODY), font=font, size=size)
    assert read == [HEAD, ["1", name, "", "", ""], BODY]


def test_a_name_that_begins_in_the_first_column_and_is_cut_by_rulings_is_whole() -> None:
    name = "Keseluruhan pelatihan balai penyuluhan"
    read = grid(cell_by_cell(HEAD), cell_by_cell(BODY), [(0, name), (3, "140"), (4, "133")])
    assert read == [HEAD, BODY, [name, "", "", "140", "133"]]


def test_a_name_stops_at_a_cell_that_is_taken() -> None:
    """What is drawn over another text is not known to run over a blank cell."""
    read = grid(cell_by_cell(HEAD), [(1, "Pembinaan kelompok nelayan ini"), (2, f"{' ' * 15}APBN")], cell_by_cell(BODY))
    assert read[1][2] == "ini APBN"


def test_figures_drawn_in_one_piece_are_parted_at_the_rulings() -> None:
    gap = " " * 20
    read = grid(cell_by_cell(HEAD), [*cell_by_cell(["1", "Bantuan jaring", "APBN"]), (3, f"175{gap}168")], cell_by_cell(BODY))
    assert read[1] == ["1", "Bantuan jaring", "APBN", "175", "168"]


def test_figures_close_to_each_other_are_parted_too() -> None:
    """Narrow columns: a word space is all that is between them."""
    read = grid(cell_by_cell(HEAD), [*cell_by_cell(["1", "Bantuan jaring", "APBN"]), (3, "1.750.250.00 168")], cell_by_cell(BODY))
    assert read[1][4] == "168"


def test_a_number_and_its_name_drawn_in_one_piece_are_two_cells() -> None:
    read = grid(cell_by_cell(HEAD), [(0, "1.03.01.02. Bantuan jaring"), (2, "APBN")], cell_by_cell(BODY))
    assert read[1][:2] == ["1.03.01.02.", "Bantuan jaring"]


def test_rows_drawn_whole_are_parted_where_the_rulings_are() -> None:
    """Line printers: no text of its own stands behind the first column."""

    def whole(first: str, second: str) -> Drawn:
        while stringWidth(first, "Times-Roman", 9.5) < XS[2] - XS[1] - 4:
            first += " "
        return [(1, f"{first} {second}")]

    read = grid(
        whole("Kegiatan balai", "Sumber"), whole("Bantuan jaring bagi nelayan", "APBN"), whole("Pelatihan nelayan", "APBD")
    )
    assert [row[2] for row in read] == ["Sumber", "APBN", "APBD"]


@pytest.mark.parametrize("own", [True, False])
def test_only_over_columns_that_have_texts_of_their_own(own: bool) -> None:
    """Two regions of one row, and one below the second in which a text of its own begins, or none."""
    name = [replace(word, piece=1) for word in words("Balai benih udang", 50, 100)]
    below = [replace(word, piece=2 if own else 1) for word in words("APBD", 120, 130)]
    regions = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    found = where_begun([*name, *below], [0, 0, 1, 2], regions)
    assert found == ([0, 0, 0, 2] if own else [0, 0, 1, 2])
