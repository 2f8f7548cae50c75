"""Years and ranges as reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.tahun import (
    YEAR_MAX,
    YEAR_MIN,
    find_ranges,
    find_years,
    half_of_year,
    is_place_and_date,
    month_name,
    month_of,
    month_reached,
)

YEARS = st.integers(YEAR_MIN, YEAR_MAX)


def the_year(text: str) -> int | None:
    """The one year that a short text names, laws apart."""
    found = {m.year for m in find_years(text) if m.kind != "hukum"}
    return found.pop() if len(found) == 1 else None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022", 2022),
        ("TA 2022", 2022),
        ("TA.2022", 2022),
        ("T.A. 2022", 2022),
        ("Tahun Anggaran 2016", 2016),
        ("TAHUN : 2016", 2016),
        ("TAHUN2016", 2016),
        ("Realisasi 2021", 2021),
        ("2O16", 2016),
        ("(2023)", 2023),
        ("s/d 2015", 2015),
        ("2021-2026", None),
        ("2021 dan 2022", None),
        ("Nomor 29 Tahun 2014", None),
        ("Rp 2.016", None),
        ("20161", None),
        ("PER/09/M.PAN/05/2007", None),
        ("", None),
    ],
)
def test_year_of_a_short_text(text: str, year: int | None) -> None:
    assert the_year(text) == year


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tahun 2022", "tahun"),
        ("tahun anggaran 2022", "anggaran"),
        ("LAPORAN 2022", "lepas"),
        ("Evaluasi Renstra s/d Tahun 2022", "sampai"),
        ("Laporan Sekda Tahun 2022", "tahun"),
        ("TA 2022", "anggaran"),
        ("Peraturan Presiden Nomor 29 Tahun 2014", "hukum"),
        ("No. 25 Tahun 2004", "hukum"),
        ("Januari 2023", "tanggal"),
        ("29 Desember 2016", "tanggal"),
        ("sampai dengan 31 DECEMBER 2021", "tahun"),
        ("3 Pebruari 2017", "tanggal"),
        ("TAHUN2022", "tahun"),
    ],
)
def test_how_a_year_is_printed(text: str, kind: str) -> None:
    (mention,) = find_years(text)
    assert mention.kind == kind
    assert text[mention.start : mention.end].isdigit()


@pytest.mark.parametrize("joint", ["-", " - ", " – ", "—", " s.d. ", " s/d ", " sampai dengan ", "/", " - tahun "])
def test_range_with_any_joint(joint: str) -> None:
    assert [(r.first, r.last) for r in find_ranges(f"Renstra Tahun 2021{joint}2026")] == [(2021, 2026)]


@given(YEARS, YEARS)
def test_years_come_back(first: int, last: int) -> None:
    text = f"Tahun {first}-{last}"
    if first < last:
        assert [(r.first, r.last) for r in find_ranges(text)] == [(first, last)]
        assert find_years(text) == ()
    assert the_year(f"Tahun Anggaran {first}") == first


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Muara Contoh, 5 Januari 2023", True),
        ("Kota Contoh Jaya,    Maret 2021", True),
        ("Contoh, 31 Desember", True),
        ("Provinsi Contoh, Januari Kepala Dinas, 2023", True),
        ("Jumlah laporan bulan Januari 2023", False),
        ("Rapat koordinasi, Maret 2021 12 kali", False),
        ("Penyusunan laporan, mei", False),
        ("Persentase pasar, terminal 85", False),
    ],
)
def test_place_and_date_over_a_signature(text: str, signed: bool) -> None:
    assert is_place_and_date(text) is signed


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    for mention in find_years(text):
        assert YEAR_MIN <= mention.year <= YEAR_MAX
        assert 0 <= mention.start < mention.end <= len(text)
    for span in find_ranges(text):
        assert span.first < span.last


@pytest.mark.parametrize(
    ("text", "month"),
    [("Januari", 1), ("Bulan Sept", 9), ("PEB", 2), ("Des 2021", 12), ("Nopember", 11), ("Mei", 5)],
)
def test_a_month_alone(text: str, month: int) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize("text", ["Bulan", "Januari Februari", "Maret ke depan", "Realisasi Mei", "Agustusan", "3", ""])
def test_what_is_no_month_alone(text: str) -> None:
    assert month_of(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Keadaan Akhir Bulan September 2021", 9),
        ("Realisasi s.d. Juni 2022", 6),
        ("Posisi per 31 Oktober 2020", 10),
        ("sampai dengan bulan April", 4),
        ("Kegiatan Juni 2022", None),
        ("Capaian per kecamatan", None),
        ("Kondisi akhir tahun 2022", None),
        ("", None),
    ],
)
def test_the_month_that_a_caption_reaches(text: str, month: int | None) -> None:
    assert month_reached(text) == month


def test_the_end_of_a_schedule_is_no_state_of_things() -> None:
    assert month_reached("Waktu Pelaksanaan : Mulai Januari sampai Oktober") is None
    assert month_reached("Keadaan Januari sampai Oktober 2031") == 10


def test_every_month_is_read_by_its_own_name() -> None:
    assert [month_of(month_name(number)) for number in range(1, 13)] == list(range(1, 13))


def test_the_last_day_of_a_month_alone_tells_the_state_at_its_end() -> None:
    assert [month_reached(text) for text in ("30 SEPTEMBER 2031", "31 Des 2031", "28 Feb 2031")] == [9, 12, 2]
    assert [month_reached(text) for text in ("15 September 2031", "Surat 30 September 2031", "30 Lebih 2031")] == [None] * 3
    assert month_reached("UNTUK PERIODE YANG BERAKHIR PADA TANGGAL 30 JUNI 2031 DAN 2030") == 6


def test_b03_heads_the_third_month() -> None:
    assert [month_of(text) for text in ("B03", "B12", "B13", "B")] == [3, 12, None, None]


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("Realisasi Semester I", 1),
        ("s/d Semester 2 Tahun 2022", 2),
        ("Semester pertama", 1),
        ("Smt 1", 1),
        ("SMP 1", None),
        ("Semester I dan Semester II", None),
        ("Laporan semesteran", None),
        ("Semester IV", None),
    ],
)
def test_the_half_of_a_year(text: str, half: int | None) -> None:
    assert half_of_year(text) == half
    assert month_reached(text) == (6 if half == 1 else None)
