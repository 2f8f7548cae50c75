"""What a title speaks of, and words that only hold such a phrase."""

from __future__ import annotations

from typing import get_args

import pytest

from normalizers import lexicon
from normalizers.text import fold
from normalizers.wordings.title_words import (
    Subject,
    calls_indicator,
    heads_plan,
    indicator_in,
    is_year_line,
    measured_in,
    speaks_of,
    without_forward,
)


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("Perjanjian Kinerja Tahun 2022", "perjanjian", True),
        ("PIHAK PERTAMA", "perjanjian", True),
        ("Bagi PKK desa", "perjanjian", False),
        ("Rencana Kerja (Renja)", "rencana_tahunan", True),
        ("Rencana Strategis", "rencana_tahunan", False),
        ("Tujuan dan Sasaran Jangka Menengah", "rencana_strategis", True),
        ("Tujuan serta Sasaran", "rencana_strategis", False),
        ("Indikator Kinerja Utama", "iku", True),
        ("Pelaku usaha", "iku", False),
        ("Hasil pengukuran", "hasil", True),
        ("Hasil bumi", "hasil", False),
        ("Perjanjian Kinerja (P-APBD) 2031", "perubahan", True),
        ("Perubahan iklim", "perubahan", True),
        ("Perubahannya", "perubahan", False),
        ("Prakiraan Maju Rencana 2032", "maju", True),
        ("Maju bersama", "maju", False),
    ],
)
def test_what_a_title_speaks_of(text: str, subject: Subject, expected: bool) -> None:
    assert speaks_of(fold(text), subject) is expected


def test_every_subject_has_folded_phrases() -> None:
    assert set(get_args(Subject)) <= set(lexicon.load("judul"))
    assert all(phrase == fold(phrase) for subject in get_args(Subject) for phrase in lexicon.words("judul", subject))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tabel 3.1 Rencana Aksi Pencapaian Kinerja", True),
        ("Rencana Target dan Realisasi", False),
        ("Realisasi Rencana Aksi", False),
        ("Perencanaan Realisasi", False),
    ],
)
def test_the_head_of_a_title_comes_first(title: str, expected: bool) -> None:
    assert heads_plan(fold(title)) is expected


def test_a_line_of_a_year_is_no_line_that_mentions_one() -> None:
    assert is_year_line("Tahun Anggaran 2031")
    assert is_year_line("TA. 2031")
    assert not is_year_line("Tahun Anggaran 2031 di Kabupaten")
    assert not is_year_line("2031")


def test_years_that_are_looked_forward_to_are_none_of_the_title() -> None:
    assert "2032" not in without_forward("Rencana Kerja 2031 dan Prakiraan Maju 2032")
    assert "2032" in without_forward("Rencana Kerja 2031 yang maju ke 2032")


def test_the_one_indicator_of_a_table_is_named_by_its_title() -> None:
    assert indicator_in("Tabel 3.2 Indikator Kinerja Sasaran 1 : Luas taman kota") == "Luas taman kota"
    assert indicator_in("IKU S2: Luas taman kota") == "Luas taman kota"
    assert indicator_in("Indikator yang ditetapkan: tiga") is None
    assert indicator_in("Tabel 3.2 Luas taman kota") is None


def test_a_title_names_what_its_figures_measure_behind_words_for_these() -> None:
    assert measured_in("Grafik III.5 Realisasi dan Capaian Angka Kematian Bayi Tahun 2031") == "Angka Kematian Bayi"
    assert measured_in("Tabel 6. Perbandingan Target, Realisasi dan Capaian Luas Hutan Kota 2031") == "Luas Hutan Kota"
    assert measured_in("Persentase Taman Kota") == "Persentase Taman Kota"
    assert measured_in("Tabel 3.2 Capaian Sasaran Pertama") is None
    assert measured_in("Tabel 3.5 Capaian IKU S2 “Luas Hutan Kota” Tahun 2031") == "Luas Hutan Kota"
    assert measured_in("Tabel 3.5 Perbandingan Kelas “Rimba Raya” Tahun 2031") is None
    assert measured_in("Tabel 3.2 Capaian Nilai 2031") is None


@pytest.mark.parametrize(
    ("title", "told"),
    [("Capaian IKU Persentase kualitas anggaran", True), ("Capaian Persentase kualitas anggaran", False)],
)
def test_a_title_may_call_a_name_an_indicator(title: str, told: bool) -> None:
    assert calls_indicator(title, "Persentase kualitas anggaran") == told


def test_the_year_of_a_plans_end_is_not_the_one_reported() -> None:
    title = "Perbandingan Realisasi Tahun 2019 dengan Target Akhir RPJMD Tahun 2021"
    assert without_forward(title).split() == ["Perbandingan", "Realisasi", "Tahun", "2019", "dengan"]
    assert without_forward("Target dan Realisasi Tahun 2021") == "Target dan Realisasi Tahun 2021"


def test_words_before_the_indicator_that_a_title_names() -> None:
    assert measured_in("Trajektori Deviasi Rencana Kas") == "Deviasi Rencana Kas"
    assert measured_in("Trajektori Layanan Prima") is None, "no indicator begins so"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("IKK 1 : Jumlah dokumen zonasi", "Jumlah dokumen zonasi"),
        ("IKU 2. Nilai tukar", "Nilai tukar"),
        ("Indikator 1. Nilai tukar", "Nilai tukar"),
        ("IKK adalah ukuran", None),
        ("Capaian IKK 1 : Jumlah dokumen", None),
    ],
)
def test_short_words_for_an_indicator_with_its_number(title: str, name: str | None) -> None:
    assert indicator_in(title) == name


def test_the_part_of_the_year_is_none_of_the_name() -> None:
    assert measured_in("Tabel 6. Capaian Jumlah Induk Unggul Triwulan III Tahun 2018") == "Jumlah Induk Unggul"
    assert measured_in("Tabel 6. Capaian Jumlah Laporan Triwulan") == "Jumlah Laporan Triwulan"
