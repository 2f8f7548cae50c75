"""What the words of a row say of it, and names that only look so."""

from __future__ import annotations

import pytest

from normalizers.wordings.row_words import (
    hangs,
    is_average,
    is_little,
    is_numbered_label,
    is_short,
    is_total,
    labelled,
    level_line,
    only_joins,
    without_level,
    without_note,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Program: Program Wisata", "Program Wisata"),
        ("Sub Kegiatan : Rapat", "Rapat"),
        ("Sub Output: Layanan Kantor", "Layanan Kantor"),
        ("Program Wisata: Tahap I", "Program Wisata: Tahap I"),
        ("Kegiatan Rapat", "Kegiatan Rapat"),
        ("Komponen Kendaraan", "Komponen Kendaraan"),
        ("Output:", "Output:"),
    ],
)
def test_the_level_before_a_name(text: str, name: str) -> None:
    assert without_level(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "JUMLAH",
        "Jml.",
        "Sub Total I",
        "Grand Total (Rp)",
        "T O T A L",
        "J u m l a h",
        "Jumlah Program dan Kegiatan",
        "Jumlah Sub Kegiatan 1.03.02.1.01.0042",
    ],
)
def test_a_total(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "Jumlah Kunjungan Wisata", "Totalitas Kerja", "Penjumlahan", "Belanja", "Sub Kegiatan"])
def test_no_total(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize("text", ["Rata-rata", "Rerata skor", "Nilai rata-rata sasaran 1", "Rata-rata capaian di semua bidang"])
def test_an_average(text: str) -> None:
    assert is_average(text)


@pytest.mark.parametrize("text", ["", "Rata-rata lama sekolah", "Rata-rata nilai ujian siswa", "Capaian", "Jumlah"])
def test_no_average(text: str) -> None:
    assert not is_average(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sasaran Strategis ke-2: Air bersih", ("sasaran", "Air bersih")),
        ("TUJUAN pertama : Jalan\nbaik", ("tujuan", "Jalan baik")),
        ("Sub Kegiatan: Rapat", ("sub kegiatan", "Rapat")),
        ("01 SASARAN PROGRAM: Air bersih", ("sasaran", "Air bersih")),
        ("▸ Sasaran: Air bersih", ("sasaran", "Air bersih")),
        ("Sasaran Antara: Air bersih", None),
        ("Sasaran yang dicapai: banyak", None),
        ("Program Kerja", None),
        ("Tujuan:", None),
    ],
)
def test_what_a_cell_says_of_itself(text: str, expected: tuple[str, str] | None) -> None:
    assert labelled(text) == expected


@pytest.mark.parametrize("text", ["Penyusunan Rencana dan", "Sarana (", "Perundang-", "Program PENINGKATAN "])
def test_a_name_that_hangs(text: str) -> None:
    assert hangs(text)


@pytest.mark.parametrize("text", ["", "Penyusunan Rencana", "Perdagangan", "Studio"])
def test_a_name_that_may_end(text: str) -> None:
    assert not hangs(text)


def test_a_label_before_its_number_is_no_heading() -> None:
    assert is_numbered_label("Sasaran Strategis ke-2: Taman tertata")
    assert is_numbered_label("MISI IV. Maju")
    assert not is_numbered_label("Sasaran Strategis")
    assert not is_numbered_label("Program 1: Taman")


def test_short_words_are_no_pieces_of_others() -> None:
    assert is_short("km")
    assert is_little("km")
    assert is_little("dgn")
    assert not is_short("dgn")
    assert not is_little("kut")
    assert only_joins("terhadap")
    assert not only_joins("taman")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("TOTAL dan CATATAN Kepala Bagian", "TOTAL"),
        ("Jumlah / Keterangan Verifikator", "Jumlah"),
        ("Jumlah dan Total", "Jumlah dan Total"),
        ("Jumlah Catatan Sipil", "Jumlah Catatan Sipil"),
    ],
)
def test_the_note_in_the_cell_of_a_total_is_no_part_of_its_name(name: str, short: str) -> None:
    assert without_note(name) == short


def test_a_level_on_a_line_of_its_own() -> None:
    assert level_line("KRO\nKoordinasi") == ("KRO", "Koordinasi")
    assert level_line("Komponen \n Survei\nlapangan") == ("Komponen", "Survei\nlapangan")
    assert level_line("Koordinasi\nKRO") is None
    assert level_line("RO Kesepakatan") is None
