"""What names and lines of tables are about, and words that only look so."""

from __future__ import annotations

import pytest

from normalizers import lexicon
from normalizers.text import fold
from normalizers.wordings.fact_words import (
    bare_place,
    begins_indicator,
    code_of_agency,
    codes_named,
    heads_urusan,
    is_akip,
    is_place_word,
    level_of,
    says_measure,
    spending_of,
    spending_of_satker,
    tells_growth,
    without_level,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Persentase jalan mantap", True),
        ("prosentase penduduk", True),
        ("  INDEKS kepuasan", True),
        ("Terwujudnya tertib administrasi", True),
        ("Meningkatnya mutu", True),
        ("Terminal penumpang", False),
        ("yang dilayani", False),
        ("bernilai tinggi", False),
    ],
)
def test_the_beginning_of_an_indicator(line: str, expected: bool) -> None:
    assert begins_indicator(line) is expected


@pytest.mark.parametrize(
    ("heading", "expected"), [("Laju (%)", True), ("PERTUMBUHAN", True), ("Kemajuan", False), ("Pelajuan", False), ("", False)]
)
def test_a_column_of_growth(heading: str, expected: bool) -> None:
    assert tells_growth(heading) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BELANJA TIDAK LANGSUNG", "tidak_langsung"),
        ("Belanja Langsung", "langsung"),
        ("Belanja Barang & Jasa", "barang_jasa"),
        ("Belanja Modal Tanah", "modal"),
        ("Belanja Modalan", None),
        ("Jumlah Belanja Modal", None),
    ],
)
def test_the_kind_of_spending(name: str, expected: str | None) -> None:
    assert spending_of(name) == expected


def test_what_heads_a_group_of_urusan() -> None:
    assert heads_urusan("URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR")
    assert not heads_urusan("Urusan Pemerintahan Bidang Kesehatan")


def test_a_name_without_its_level() -> None:
    assert without_level("Sub Kegiatan Penyusunan Program") == "penyusunan program"
    assert without_level("URUSAN PEMERINTAHAN BIDANG PANGAN") == "pangan"
    assert without_level("Kegiatan") == ""


def test_the_phrases_are_in_the_form_that_they_are_looked_for_in() -> None:
    flat = [word for value in lexicon.load("fakta").values() if isinstance(value, list) for word in value]
    assert all(
        word == fold(word) for word in (*flat, *(p for some in lexicon.section("fakta", "belanja").values() for p in some))
    )


@pytest.mark.parametrize("label", ["Realisasi", "PAGU ANGGARAN (Rp)", "Realisasi Anggaran", "Capaian (%)"])
def test_labels_of_rows_that_say_a_measure_alone(label: str) -> None:
    assert says_measure(label)


@pytest.mark.parametrize("label", ["Realisasi fisik jalan", "Penyusunan Anggaran", "Anggaran Kas", "Targeting", ""])
def test_names_that_hold_the_word_are_no_labels_of_measures(label: str) -> None:
    assert not says_measure(label)


def test_the_level_of_an_activity_is_the_first_word_of_its_name() -> None:
    assert level_of("Sub Kegiatan Pemeliharaan Taman") == "sub_kegiatan"
    assert level_of("PROGRAM PENATAAN TAMAN") == "program"
    assert level_of("Programming dasar") is None
    assert level_of("Penunjang Kegiatan") is None


def test_codes_stand_behind_the_words_for_levels() -> None:
    assert codes_named("Program : 2.09.03 Subkegiatan: 2.09.03.2.01.04 Pemantauan") == [
        ("program", "2.09.03"),
        ("sub_kegiatan", "2.09.03.2.01.04"),
    ]
    assert codes_named("Halaman 2.09.03") == []


def test_a_place_is_compared_without_the_word_for_its_level() -> None:
    assert bare_place("Kec. Rimba Jaya") == bare_place("KECAMATAN RIMBA JAYA") == "rimba jaya"
    assert bare_place("Kotabaru Indah") == "kotabaru indah"
    assert is_place_word("wilayah")
    assert not is_place_word("wilayahnya")


def test_only_a_score_of_akip_has_its_predicates() -> None:
    assert is_akip("Nilai SAKIP Dinas")
    assert not is_akip("Nilai kepuasan masyarakat")


def test_a_name_of_the_ministries_scheme_beside_others_of_it() -> None:
    assert spending_of_satker("Belanja Barang", {"pegawai", "modal", None}) == "barang_jasa"
    assert spending_of_satker("Belanja Barang", {"pegawai", "barang_jasa"}) is None, "a part of goods and services"
    assert spending_of_satker("Belanja Barang", {None}) is None
    assert spending_of_satker("Belanja Barang Operasional", {"pegawai"}) is None


def test_the_codes_that_the_head_of_a_form_prints() -> None:
    assert code_of_agency("Urusan : 1.01 Pendidikan Organisasi : 1.01.1.01.01 Dinas Pendidikan") == "1.01.1.01.01"
    assert code_of_agency("Organisasi Perangkat Daerah 1.01.1.01.01") is None
    assert codes_named("Kegiatan : 1.01.1.01.01.16.42 Pembinaan Siswa") == [("kegiatan", "1.01.1.01.01.16.42")]
