"""The places of a document's text: cover, heading, running head, field, list of contents, running text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import Line
from pipeline.identity.passages import read_passages
from tests.pipeline.grids import table_of
from tests.pipeline.identity.test_identify import page, prose


def places(lines: list[Line]) -> dict[str, str]:
    return {p.text: p.place for p in read_passages(lines, ()).items}


def test_a_page_of_little_text_is_a_cover_but_only_at_the_front() -> None:
    for number, place in ((1, "sampul"), (2, "sampul"), (5, "isi")):
        found = places(page(number, "Laporan Kinerja", "Dinas Perikanan", size=22) + prose(3))
        assert found["Laporan Kinerja\nDinas Perikanan"] == place


def test_large_letters_over_running_text_are_a_cover_unless_they_begin_a_part() -> None:
    assert places(page(1, "Laporan Kinerja", size=22) + prose(1))["Laporan Kinerja"] == "sampul"
    assert places(page(1, "BAB I Pendahuluan", size=22) + prose(1))["BAB I Pendahuluan"] == "judul"


def test_a_sentence_that_leads_to_a_list_is_no_cover_however_large() -> None:
    for ending in (":", ",", ";", "."):
        text = f"Langkah dalam menyusun laporan kinerja adalah{ending}"
        assert places(page(1, text, size=22) + prose(1))[text] != "sampul"


def test_bold_or_shouted_lines_of_the_first_pages_are_headings() -> None:
    for text, bold, number, place in (
        ("Kata Pengantar", True, 3, "judul"),
        ("KATA PENGANTAR", False, 3, "judul"),
        ("Kata Pengantar", False, 3, "isi"),
        ("KATA PENGANTAR", False, 4, "isi"),
    ):
        assert places(page(number, text, bold=bold) + prose(number))[text] == place


def test_a_line_on_many_pages_is_a_running_head_told_once() -> None:
    lines = [line for n in range(1, 5) for line in (*page(n, f"Dinas Perikanan {n}"), *prose(n, f"isi {n}"))]
    found = [p.text for p in read_passages(lines, ()).items if p.place == "kop"]
    assert [text for text in found if "Perikanan" in text] == ["Dinas Perikanan 1"]
    twice = [line for line in lines if line.page <= 2]
    assert not [p for p in read_passages(twice, ()).items if p.place == "kop"]


def test_a_field_goes_on_in_the_rows_below_but_a_year_does_not() -> None:
    rows = page(3, "Unit Kerja : Dinas Perikanan", "Kabupaten Tebo", "Jabatan : Kepala")
    year = page(4, "Tahun : 2022", "Kabupaten Tebo")
    fields = [p.text for p in read_passages(rows + year + prose(5), ()).items if p.place == "isian"]
    assert fields == ["Unit Kerja : Dinas Perikanan\nKabupaten Tebo", "Jabatan : Kepala", "Tahun : 2022"]


def test_a_label_and_its_value_on_one_height_are_one_field() -> None:
    label, value = page(3, "Jabatan", "x")
    beside = replace(value, text=": Kepala Dinas", bbox=label.bbox._replace(x0=200.0, x1=300.0))
    assert [p.text for p in read_passages([beside, label, *prose(5)], ()).items if p.place == "isian"] == [
        "Jabatan : Kepala Dinas"
    ]


def test_dotted_lines_are_a_list_of_contents() -> None:
    found = read_passages(page(3, "Perjanjian Kinerja ........ 12") + prose(3), ())
    assert [p.place for p in found.items if "Perjanjian" in p.text] == ["daftar"]
    assert found.chapters
    assert not read_passages(prose(3, "Perjanjian Kinerja... 12"), ()).chapters


def test_a_line_to_write_on_leads_to_no_page() -> None:
    for line, chapters in (("Penutup ____________ 12", True), ("Kupang, tanggal ____________", False)):
        assert read_passages(page(3, line, "KEPALA DINAS") + prose(3), ()).chapters is chapters


@pytest.mark.parametrize(
    ("first", "part", "attachment"),
    [
        ("BAB III Akuntabilitas", True, False),
        ("Lampiran 2", True, True),
        ("Lampiran I Peraturan Bupati Tebo", False, False),  # of a decree
        ("Laporan Kinerja", False, False),
    ],
)
def test_a_part_of_a_report(first: str, part: bool, attachment: bool) -> None:
    found = read_passages(prose(1, first), ())
    assert (found.part, found.attachment) == (part, attachment)


def test_words_above_tables_that_the_lines_do_not_hold() -> None:
    table = table_of("x", caption="Tabel 1 Target", context=("Sudah terbaca", "Belum terbaca"))
    found = read_passages(prose(1, "Sudah terbaca"), [table, table]).items
    assert [p.text for p in found if p.place == "tabel"] == ["Belum terbaca", "Tabel 1 Target"]


def test_letters_set_apart_are_words() -> None:
    assert "LAPORAN KINERJA" in places(page(1, "L A P O R A N  K I N E R J A", size=22) + prose(3))
