"""Headings to concepts, years, quarters and scales, whole and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.heading_words import load_headers, scale_of

LEXICON = load_headers()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Indikator Kinerja Program (outcome) / Kegiatan (output)", "indikator"),
        ("Target Kinerja Sasaran Tahun 2022", "target"),
        ("Data Capaian pada Tahun Awal Perencanaan (2020)", "awal"),
        ("Kondisi Kinerja pada Akhir Periode Renstra Perangkat Daerah", "akhir"),
        ("Unit Kerja Perangkat Daerah Penanggung Jawab", "penanggung_jawab"),
        ("Realisasi s/d Tahun 2021", "kumulatif"),
        ("Perkiraan Maju Rencana Tahun 2024", "maju"),
    ],
)
def test_the_head_of_a_heading_comes_first(text: str, first: str) -> None:
    assert LEXICON.read(text).names()[0] == first


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tk. Cap.", "capaian"),
        ("TARGETKINERJA", "target"),
        ("Realisasl", "realisasi"),
        ("lndikator K inerja", "indikator"),
        ("REALI-\nSASI", "realisasi"),
    ],
)
def test_damaged_words_are_mended(text: str, name: str) -> None:
    assert name in LEXICON.read(text).names()


@pytest.mark.parametrize("text", ["Prakiraan Maiu 2032", "Prakiraan Mau 2032", "Perkiraan Malu Rencana Tahun 2032"])
def test_a_short_word_is_mended_beside_the_word_it_belongs_to(text: str) -> None:
    reading = LEXICON.read(text)
    assert reading.names("ukuran") == ("maju",)
    assert reading.yakin < 1.0
    assert not LEXICON.read("Mau").names()


@pytest.mark.parametrize(("text", "whole"), [("s.d. Juni", True), ("s/d Bulan Desember", True), ("Evaluasi Juni", False)])
def test_a_month_is_a_known_word_behind_until(text: str, whole: bool) -> None:
    assert (LEXICON.read(text).cakupan == 1.0) is whole


def test_a_misread_word_is_less_sure_than_a_whole_one() -> None:
    assert LEXICON.read("Realisasl").yakin < LEXICON.read("Realisasi").yakin == 1.0


def test_near_words_of_another_meaning_stay_apart() -> None:
    assert "sasaran" not in LEXICON.read("Sarana").names()
    assert "lokasi" not in LEXICON.read("Alokasi Anggaran").names()


def test_years_quarters_and_counted_years() -> None:
    assert LEXICON.read("Realisasi 2021").tahun == (2021,)
    assert LEXICON.read("Renstra 2021-2026").rentang == (2021, 2026)
    assert LEXICON.read("Renstra 2021-2026").tahun == ()
    assert LEXICON.read("Tahun ke-3").tahun_ke == 3
    assert LEXICON.read("Realisasi (n-2)").tahun_relatif == -2
    assert LEXICON.read("Triwulan III").triwulan == 3
    assert LEXICON.read("TW 2").triwulan == 2


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("(dalam ribu rupiah)", 1_000),
        ("Rp. 000", 1_000),
        ("Rp (Juta)", 1_000_000),
        ("dalam jutaan rupiah", 1_000_000),
        ("Anggaran (Rp)", None),
        ("Pelatihan 75 ribu perajin", None),
    ],
)
def test_scales(text: str, factor: int | None) -> None:
    assert scale_of(text) == factor


def test_a_users_spellings_come_first() -> None:
    own = load_headers({"ukuran": {"realisasi": ["prestasi kerja"]}})
    assert own.read("Prestasi Kerja 2023").names() == ("realisasi",)


def test_a_misspelt_group_is_refused() -> None:
    with pytest.raises(ValueError, match="golongan"):
        load_headers({"ukuran_kinerja": {"realisasi": ["prestasi"]}})


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    reading = LEXICON.read(text)
    assert 0.0 <= reading.cakupan <= 1.0


@pytest.mark.parametrize(("text", "name"), [("Realisasi Fisk", "fisik"), ("Realisasi Keuagan", "realisasi_uang")])
def test_a_misspelt_word_inside_a_phrase_is_mended(text: str, name: str) -> None:
    reading = LEXICON.read(text)
    assert name in reading.names()


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Realisasi Sarana", "sasaran"),
        ("Target Kerja", "kinerja"),
        ("Fisk", "fisik"),
        ("Realisasi Dana", "data"),
    ],
)
def test_words_of_their_own_beside_a_phrase_are_not_mended(text: str, absent: str) -> None:
    assert absent not in LEXICON.read(text).names()


@pytest.mark.parametrize(("text", "month"), [("Januari", 1), ("Bulan Sept", 9), ("Des 2021", 12)])
def test_a_heading_that_is_a_month_is_known_throughout(text: str, month: int) -> None:
    reading = LEXICON.read(text)
    assert (reading.bulan, reading.cakupan) == (month, 1.0)


@pytest.mark.parametrize("text", ["Bulan", "Kunjungan Mei", "Agustusan"])
def test_a_heading_that_holds_more_than_a_month_is_none(text: str) -> None:
    assert LEXICON.read(text).bulan is None


@pytest.mark.parametrize(("text", "quarter"), [("TWI", 1), ("TWIII", 3), ("Q4", 4), ("s.d. Q2", 2)])
def test_a_quarter_glued_to_its_word_is_wholly_known(text: str, quarter: int) -> None:
    reading = LEXICON.read(text)
    assert (reading.triwulan, reading.cakupan) == (quarter, 1.0)


def test_a_short_year_behind_quarters() -> None:
    assert [LEXICON.read(text).tahun for text in ("Y-23", "Y 2023", "Realisasi Y-2023", "Y")] == [(2023,), (2023,), (2023,), ()]


def test_a_sum_of_years_in_brackets_tells_how_the_year_before_it_came_about() -> None:
    assert LEXICON.read("Realisasi s.d. Tahun 2016 (Tahun 2014+2015+2016)").tahun == (2016,)
    assert LEXICON.read("Realisasi (2014+2015)").tahun == (2014, 2015), "no year before it"
    assert LEXICON.read("Target 2016 (2015)").tahun == (2016, 2015)


def test_a_number_sign_alone_heads_the_numbers_of_rows() -> None:
    assert LEXICON.read("#").names() == ("nomor",)
    assert LEXICON.read("# Indikator").names() == ("indikator",)


def test_every_quarter_of_several_is_of_known_words() -> None:
    assert LEXICON.read("Q1 | Q2").cakupan == 1.0
    assert LEXICON.read("Z1 | Z2").cakupan == 0.0


@pytest.mark.parametrize(
    ("text", "year"), [("1\n2022", 2022), ("Tahun 3 2024", 2024), ("2022 (T-1)", 2022), ("2024 (T+1)", 2024), ("12 2022", None)]
)
def test_a_year_counted_and_printed(text: str, year: int | None) -> None:
    reading = LEXICON.read(text)
    assert reading.tahun == (() if year is None else (year,))
    assert year is None or reading.cakupan == 1.0


def test_a_word_of_the_language_is_no_slip_of_another() -> None:
    assert load_headers().read("Besar").names() == (), "an enterprise beside `Kecil`, not `Besaran`"
    assert load_headers().read("Besaran").names() == ("volume",)
    assert load_headers().read("Realisasl").names() == ("realisasi",)
