"""What the words of a heading say, and headings that only look so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalizers.wordings.column_words import (
    counts_things,
    heading_says,
    heads_list,
    heads_wanted,
    heads_years,
    holds_indicators_too,
    is_share_spent,
    is_target_of_plan,
    is_unit,
    is_year,
    joins_names,
    lists_indicators,
    lists_levels,
    names_two_levels,
    quarter_follows,
    says_percent,
    year_follows,
)


@pytest.mark.parametrize(
    ("asked", "yes", "no"),
    [
        (is_share_spent, "Rasio antara\nRealisasi dan Anggaran Tahun ke-", "Rasio Murid dan Guru"),
        (is_share_spent, "% Realisasi terhadap Pagu", "Realisasi Anggaran"),
        (is_target_of_plan, "Target Akhir RPJMD", "Target Tahun 2031"),
        (holds_indicators_too, "Sasaran Kegiatan / Indikator Kinerja", "Sasaran Kegiatan / Output"),
        (holds_indicators_too, "Sasaran Program (Outcome)/ Sasaran\nKegiatan (Output)/Indikator", "Sasaran Program/ Kegiatan"),
        (joins_names, "Kode dan Nama Program", "Kode Program"),
        (names_two_levels, "Program dan Kegiatan", "Program dan Sasaran"),
        (lists_levels, "Tujuan/\nSasaran/ Program", "Sasaran Program"),
        (lists_levels, "Sasaran, Program dan Kegiatan", "Tujuan / Sasaran"),
        (lists_levels, "Sasaran / Strategi / Kebijakan / Kegiatan", "Strategi / Kebijakan"),
        (lists_indicators, "Program/Kegiatan/Indikator", "Indikator Kinerja"),
        (lists_indicators, "Program / Sasaran / Indikator / KRO", "Program / Sasaran / KRO"),
        (says_percent, "Capaian (pro sen tase)", "Capaian"),
        (is_unit, "Orang", "Rp. Ribu"),
        (is_unit, "Orang", "Triwulan"),
        (counts_things, "12.300.400 Ton", "12.300.400 rupiah"),
        (heads_wanted, "Rencana Tahun 2031 / Target Capaian Kinerja", "Target / Program"),
        (is_year, "Tahun (2031)", "Tahun 2031 dan 2032"),
        (year_follows, "Target Tahun ke-", "Target ke Depan"),
        (year_follows, "Rasio Capaian Tahun ke- (%)", "Target Tahun (2031)"),
        (quarter_follows, "Realisasi pada Triwulan (Rp)", "Triwulan (1)"),
        (heads_years, "Tahun", "Target Tahun 2031"),
        (heads_years, " ", "Jumlah"),
        (heads_years, "Thn", "Thn Anggaran"),
    ],
)
def test_what_a_heading_is(asked: Callable[[str], bool], yes: str, no: str) -> None:
    assert asked(yes)
    assert not asked(no)


def test_words_of_a_matter_are_whole_words() -> None:
    assert heading_says("Anggaran Setelah Perubahan", "anggaran")
    assert not heading_says("Penganggaran", "anggaran")
    assert heading_says("TINGKAT PENCAPAIAN", "ukuran")
    assert not heading_says("Lokasi", "ukuran")


def test_an_official_list_is_headed_by_its_codes_and_names() -> None:
    assert heads_list("Kode Rekening", "daftar_kode")
    assert heads_list("KD", "daftar_kode")
    assert not heads_list("Kodefikasi", "daftar_kode")
    assert heads_list("Nomenklatur Urusan", "daftar_nama")
    assert not heads_list("Keterangan", "daftar_nama")
