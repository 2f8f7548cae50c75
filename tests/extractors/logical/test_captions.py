"""Running feet that stand well above the edge of a page."""

from __future__ import annotations

from dataclasses import replace

from extractors.layout.lines import running_lines
from extractors.logical.captions import with_captions
from extractors.logical.furniture import furniture, without_furniture
from extractors.model import BBox, Cell, Line, Table
from tests.extractors.words import words


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


def test_captions_of_other_tables_at_one_height_are_no_running_head() -> None:
    heights = dict.fromkeys(range(1, 5), 842.0)
    other = [Line(page, f"Tabel 3.{page} Capaian Kinerja", BBox(60, 50, 300, 60)) for page in heights]
    same = [Line(page, "Tabel 3.1 Capaian Kinerja", BBox(60, 50, 300, 60)) for page in heights]
    assert furniture(other, heights) == set()
    assert len(furniture(same, heights)) == len(heights), "of one table that goes on"


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
    assert without_furniture([real, foot], lines, odd, odd) == [real]
    assert without_furniture([real, foot], lines, {(1, "60")}, set()) == [real, foot]


def test_a_running_foot_that_was_taken_for_the_last_row_is_none() -> None:
    rows = [("Belanja Modal", "640.000", 400), ("Balai Rekaan Pesisir", "8", 420)]
    cells = tuple(
        Cell(r, c, 1, 1, text, 1, BBox(30 + 200 * c, top, 230 + 200 * c, top + 20))
        for r, (name, figure, top) in enumerate(rows)
        for c, text in enumerate((name, figure))
    )
    table = Table(cells, 2, 2, 0, "garis-datar", 1.0, 1, 1, BBox(30, 400, 430, 440))
    lines = [Line(1, f"{name} {figure}", BBox(35, top + 4, 300, top + 14)) for name, figure, top in rows]
    foot, above = {(1, "Balai Rekaan Pesisir 8")}, {(1, "Belanja Modal 640.000")}
    assert [t.rows for t in without_furniture([table], lines, foot, foot)] == [1]
    assert without_furniture([table], lines, foot, set()) == [table], "only like that of the next page"
    assert without_furniture([table], lines, above, above) == [table], "a row above is a row"
    amount = replace(table, cells=tuple(replace(c, text="8.500") if c.text == "8" else c for c in cells))
    assert without_furniture([amount], lines, foot, foot) == [amount], "an amount"


def captioned(*above: tuple[str, float]) -> str | None:
    """The caption of a table at height 300 below these lines (text, top)."""
    box = BBox(50, 300, 500, 400)
    table = Table((Cell(0, 0, 1, 1, "Uraian", 1, box),), 1, 1, 1, "garis", 1.0, 1, 1, box)
    lines = [Line(1, text, BBox(50, top, 300, top + 12), 11.0) for text, top in above]
    return with_captions([table], lines, [])[0].caption


def test_a_label_and_the_line_below_it_are_a_caption() -> None:
    assert captioned(("Tabel 3.1", 265), ("Capaian Kinerja", 280)) == "Tabel 3.1 Capaian Kinerja"


def test_a_sentence_a_far_line_and_one_below_are_no_caption() -> None:
    assert captioned(("Hal ini tampak pada tabel berikut:", 280)) is None
    assert captioned(("Tabel 3.1 Capaian Kinerja", 200)) is None
    assert captioned(("Capaian Kinerja", 420)) is None


def test_a_title_over_the_table_beside_is_none_of_this_one() -> None:
    def table(x0: float, x1: float) -> Table:
        box = BBox(x0, 120, x1, 300)
        return Table((Cell(0, 0, 1, 1, "Uraian", 1, box),), 1, 1, 0, "garis", 1.0, 1, 1, box)

    lines = [
        Line(1, "Capaian Standar Pelayanan", BBox(150, 80, 450, 90)),
        Line(1, "Tahun 2031", BBox(60, 104, 110, 114)),
        Line(1, "Tahun 2032", BBox(320, 104, 370, 114)),
    ]
    captions = [t.caption for t in with_captions([table(50, 290), table(310, 550)], lines, [])]
    assert captions == ["Capaian Standar Pelayanan Tahun 2031", "Capaian Standar Pelayanan Tahun 2032"]
    (alone,) = with_captions([table(310, 550)], lines, [])
    assert alone.caption == "Capaian Standar Pelayanan Tahun 2031 Tahun 2032", "no other table stands under it"


def test_a_running_head_of_a_document_of_two_pages() -> None:
    def heads(pages: int) -> list[Line]:
        return [Line(page, "Rencana Strategis Balai", BBox(200, 40, 320, 50)) for page in range(1, pages + 1)]

    assert furniture(heads(2), {1: 842.0, 2: 842.0}) == {(1, "Rencana Strategis Balai"), (2, "Rencana Strategis Balai")}
    assert furniture(heads(2), dict.fromkeys(range(1, 9), 842.0)) == set()  # two titles of a longer one


def test_the_captions_of_a_page_in_two_columns_are_each_of_its_own_column() -> None:
    def table(x0: float, top: float) -> Table:
        box = BBox(x0, top, x0 + 230, top + 80)
        return Table((Cell(0, 0, 1, 1, "Tahun", 1, box),), 1, 1, 1, "garis", 1.0, 1, 1, box)

    def lines(x: float) -> list[Line]:
        return [
            Line(1, "Tabel 3.2", BBox(x, 250, 200 + x, 260)),
            Line(1, "ibu hamil yang memeriksakan diri", BBox(60, 255, 280, 265)),
            Line(1, "Jumlah Posyandu", BBox(x, 268, 200 + x, 278)),
        ]

    left, right = table(60, 300), table(320, 290)
    assert [t.caption for t in with_captions([left, right], lines(330), [])][1] == "Tabel 3.2 Jumlah Posyandu"
    below = table(320, 500)  # no table beside another: the page is in one column
    assert with_captions([left, below], lines(330), [])[1].caption is None


def test_lines_of_two_columns_close_together_are_parted_at_the_gutter() -> None:
    left = words("Cakupan ibu hamil", 60, 100)
    end = max(w.bbox.x1 for w in left)
    line = [*left, *words("Tabel 3.2 Jumlah", end + 15, 100)]
    assert [one.text for one in running_lines(line, 1)] == ["Cakupan ibu hamil Tabel 3.2 Jumlah"]
    assert [one.text for one in running_lines(line, 1, end + 7)] == ["Cakupan ibu hamil", "Tabel 3.2 Jumlah"]
    assert len(running_lines(line, 1, end - 60)) == 1, "between words of one text"
