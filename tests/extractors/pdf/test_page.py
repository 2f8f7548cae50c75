"""Words and rulings read through pdfium against pdfplumber's own, slower reading as the oracle."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest

from extractors.pdf.page import read_page
from tests.pdfs.cases import CASES, case

DIGITAL = tuple(name for name in CASES if not name.startswith("pindaian") and name != "putar")


@pytest.mark.parametrize("name", DIGITAL)
def test_words_are_those_of_the_oracle(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(case(name).data)
    document = pdfium.PdfDocument(path)
    with pdfplumber.open(path) as oracle:
        for number, theirs in enumerate(oracle.pages, start=1):
            ours = read_page(document[number - 1], number)
            assert (ours.width, ours.height) == pytest.approx((float(theirs.width), float(theirs.height)), abs=0.1)
            wanted = theirs.extract_words(x_tolerance=1.5, keep_blank_chars=False)
            assert sorted(w.text for w in ours.words) == sorted(w["text"] for w in wanted)
            left = sorted((w.text, round(w.bbox.x0)) for w in ours.words)
            for (text, x0), other in zip(left, sorted((w["text"], w["x0"]) for w in wanted), strict=True):
                assert text == other[0]
                assert x0 == pytest.approx(other[1], abs=2.0)
    document.close()


def test_rotated_page_is_upright() -> None:
    document = pdfium.PdfDocument(case("putar").data)
    page = read_page(document[0], 1)
    assert page.kind == "teks"
    first = min(page.words, key=lambda w: (w.bbox.y0, w.bbox.x0))
    assert first.text == "Tabel"
    assert all(w.bbox.width > w.bbox.height for w in page.words if len(w.text) > 4)
