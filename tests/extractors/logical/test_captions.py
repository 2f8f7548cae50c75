"""What stands above a table, and running feet that stand well above the edge of a page."""

from __future__ import annotations

from extractors.logical.captions import with_captions
from extractors.logical.furniture import furniture, without_furniture
from extractors.model import BBox, Cell, Line, Table


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


def test_a_foot_read_a_little_otherwise_on_the_next_page_of_a_scan_is_a_foot() -> None:
    heights = {1: 595.0, 2: 595.0, 3: 595.0}
    lines = [
        Line(1, "Renja Taluun 2031 Dinas Rekaan Provinsi", BBox(30, 508, 300, 520)),
        Line(2, "Re nja Tahun 2031 Di nas Rekaan Provinsi.", BBox(30, 508, 300, 520)),
        Line(1, "Sumber: data olahan tahun 2030", BBox(30, 490, 300, 502)),
        Line(2, "Keterangan: angka sementara", BBox(30, 490, 300, 502)),
        Line(3, "Renja Tahun 2031 Dinas Rekaan Provinsi", BBox(30, 300, 300, 312)),
    ]
    assert furniture(lines, heights) == {(line.page, line.text) for line in lines[:2]}


def test_a_foot_in_a_box_is_no_table() -> None:
    def table(top: float, bottom: float, text: str) -> Table:
        box = BBox(30, top, 400, bottom)
        return Table((Cell(0, 0, 1, 1, text, 1, box),), 1, 1, 0, "garis", 1.0, 1, 1, box)

    foot, real = table(500, 530, "Renja 2031 60"), table(100, 300, "Program")
    lines = [
        Line(1, "Renja 2031", BBox(35, 508, 200, 520)),
        Line(1, "60", BBox(350, 508, 380, 520)),
        Line(1, "Program", BBox(40, 150, 90, 160)),
    ]
    odd = {(1, "Renja 2031"), (1, "60")}
    assert without_furniture([real, foot], lines, odd) == [real]
    assert without_furniture([real, foot], lines, {(1, "60")}) == [real, foot]


BOX = BBox(50, 200, 500, 300)
TABLE = Table((Cell(0, 0, 1, 1, "Garam", 2, BOX),), 1, 1, 0, "garis", 1.0, 2, 2, BOX)


def line(text: str, top: float) -> Line:
    return Line(2, text, BBox(50, top, 300, top + 10), 10.0)


def test_the_lines_from_a_label_on_are_the_caption() -> None:
    lines = [
        line("Capaian dinas terlihat berikut", 150),
        line("Tabel 3.1", 165),
        line("Capaian Kinerja", 180),
        line("Garam", 210),
    ]
    (found,) = with_captions([TABLE], lines, [])
    assert found.caption == "Tabel 3.1 Capaian Kinerja"
    assert found.context == ("Capaian dinas terlihat berikut", "Tabel 3.1", "Capaian Kinerja")


def test_a_sentence_and_a_label_far_above_are_no_caption() -> None:
    assert with_captions([TABLE], [line("Capaian dinas terlihat pada tabel berikut.", 180)], [])[0].caption is None
    assert with_captions([TABLE], [line("Tabel 3.1 Capaian Kinerja", 90)], [])[0].caption is None


def test_a_table_has_not_the_caption_of_the_one_above_it() -> None:
    lower = BBox(50, 320, 500, 400)
    second = Table((Cell(0, 0, 1, 1, "Niaga", 2, lower),), 1, 1, 0, "garis", 1.0, 2, 2, lower)
    first, other = with_captions([TABLE, second], [line("Tabel 3.1 Capaian", 185)], [])
    assert (first.caption, other.caption, other.context) == ("Tabel 3.1 Capaian", None, ())


def test_at_the_top_of_a_page_the_lines_before_are_context_only() -> None:
    (found,) = with_captions([TABLE], [], [line("Tabel 3.1 Capaian", 780)])
    assert (found.caption, found.context) == (None, ("Tabel 3.1 Capaian",))
