"""The PDFs that the tests are made of are themselves what they claim to be."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from tests.pdfs import BAD_FILES, CASES
from tests.pdfs import case as case_of


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_case_shows_its_cells(name: str) -> None:
    case = case_of(name)
    pdf = pdfium.PdfDocument(case.data)
    assert len(pdf) == case.pages
    shown = "".join(pdf[i].get_textpage().get_text_range() for i in range(len(pdf)))
    if name.startswith("pindaian"):
        assert not shown.strip()
        return
    squeezed = "".join(shown.split())
    for table in case.tables:
        for text in (text for row in table.grid for text in row):
            assert all("".join(word.split()) in squeezed for word in text.split())


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_same_calls_give_the_same_bytes(name: str) -> None:
    assert CASES[name]() == case_of(name)
    assert case_of(name).name == name


def test_a_page_on_its_side_is_landscape_once_turned() -> None:
    page = pdfium.PdfDocument(case_of("putar").data)[0]
    assert page.get_rotation() == 90
    assert page.get_width() > page.get_height()


def test_the_font_without_a_map_copies_as_nonsense() -> None:
    shown = pdfium.PdfDocument(BAD_FILES["huruf-tanpa-peta"]())[0].get_textpage().get_text_range()
    assert shown.strip()
    assert "Indikator" not in shown


@pytest.mark.parametrize("name", ["terenkripsi", "terpotong", "kosong", "teks"])
def test_bad_files_do_not_open_as_they_are(name: str) -> None:
    with pytest.raises(pdfium.PdfiumError):
        len(pdfium.PdfDocument(BAD_FILES[name]())[0].get_textpage().get_text_range())
