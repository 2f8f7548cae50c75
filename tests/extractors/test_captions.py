"""Running feet that stand well above the edge of a page."""

from __future__ import annotations

from extractors.captions import furniture
from extractors.model import BBox, Line


def test_a_foot_that_comes_back_on_every_page_is_no_text() -> None:
    lines = [
        Line(page, text, BBox(60, top, 300, top + 10))
        for page in (1, 2, 3)
        for text, top in (("Rencana Kerja Dinas Rekaan", 490.0), (f"isi halaman ke-{page * 7}a", 300.0), ("Catatan", 200.0))
    ]
    odd = furniture(lines, {1: 595.0, 2: 595.0, 3: 595.0})
    assert {text for _, text in odd} == {"Rencana Kerja Dinas Rekaan"}


def test_the_title_of_a_form_on_every_second_page_is_its_caption() -> None:
    forms = [Line(page, "Perjanjian Kinerja Tahun 2031", BBox(200, 100, 400, 112)) for page in (3, 5, 7, 9)]
    heads = [Line(page, "Laporan Dinas Rekaan", BBox(60, 40, 300, 50)) for page in (3, 5, 7)]
    odd = furniture([*forms, *heads], dict.fromkeys(range(1, 10), 842.0))
    assert {text for _, text in odd} == {"Laporan Dinas Rekaan"}
