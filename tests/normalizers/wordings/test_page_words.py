"""What lines of covers, forms and headings are, and lines that only look so."""

from __future__ import annotations

import pytest

from normalizers import lexicon
from normalizers.wordings.page_words import (
    captions,
    ends_with_its_row,
    follows_fields,
    heads_attachment,
    heads_chapter,
    heads_part,
    is_field,
    names_decree,
    names_office,
    names_part,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nama Unit  Kerja : Dinas X", True),
        ("SKPD: Dinas X", True),
        ("O.P.D : Dinas X", True),
        ("- Tahun Anggaran: 2022", True),
        ("Satuan Kerja Perangkat Daerah: X", True),
        ("Tahun 2022", False),
        ("Nama : Fulan", False),
        ("Unit kerja di lingkungan : X", False),
        ("Halaman: 3", False),
    ],
)
def test_a_field_of_a_form(line: str, expected: bool) -> None:
    assert is_field(line) is expected


def test_captions_name_documents_they_compare_with() -> None:
    assert all(map(captions, ("Tabel 2.1 Evaluasi Renja s.d. Tahun 2017", "Grafik 3")))
    assert not any(map(captions, ("Tabel pengukuran", "Rencana Kerja 2018")))


def test_a_year_ends_with_its_row_and_an_agency_need_not() -> None:
    assert ends_with_its_row("Tahun : 2022")
    assert not ends_with_its_row("Jabatan : KEPALA DINAS")


def test_text_of_a_form_is_no_rest_of_a_field() -> None:
    assert follows_fields("Selanjutnya disebut PIHAK PERTAMA")
    assert not follows_fields("PEKERJAAN UMUM DAN PENATAAN RUANG")


def test_a_field_of_an_office() -> None:
    assert names_office("Jabatan : Kepala Dinas")
    assert not names_office("Nama Unit Kerja : Dinas")


def test_chapters_and_parts() -> None:
    assert heads_chapter("BAB III AKUNTABILITAS")
    assert heads_chapter("DAFTAR ISI")
    assert not heads_chapter("Daftar isi tabel dan gambar")
    assert not heads_chapter("Bab ini memuat")
    assert heads_part("BAB 2")
    assert heads_part("Lampiran 2")
    assert not heads_part("Babinsa")
    assert heads_attachment("LAMPIRAN")
    assert not heads_attachment("Lampiranku")


def test_a_decree() -> None:
    assert names_decree("Lampiran I Peraturan Bupati Nomor 3")
    assert not names_decree("Lampiran I Perjanjian Kinerja")


def test_the_name_of_a_part() -> None:
    assert names_part("RJBAB")
    assert names_part("Lampiran")
    assert not names_part("babak")


def test_the_words_are_in_lower_case() -> None:
    assert all(word == " ".join(word.lower().split()) for words in lexicon.load("halaman").values() for word in words)
