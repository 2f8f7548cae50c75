from __future__ import annotations

import pytest
from hypothesis import given

from normalizers.numbers.satuan import golongan, is_known, is_score, pictured_satuan, read_satuan, satuan_of_indikator
from tests.normalizers.strategies import noise


@pytest.mark.parametrize(
    ("printed", "satuan"),
    [
        ("%", "persen"),
        ("(%)", "persen"),
        ("Porsen", "persen"),
        ("Persentase (%)", "persen"),
        ("Pkaet", "paket"),
        ("lkali", "kali"),
        ("ksli", "kali"),
        ("Orang/Bulan", "orang/bulan"),
        ("Orang / Bulan", "orang/bulan"),
        ("Kab-Kota", "kab/kota"),
        ("Kop", "koperasi"),
        ("lbr", "lembar"),
        ("0rang", "orang"),
        ("d0kumen", "dokumen"),
        ("Dokumen.", "dokumen"),
        ("UNIT", "unit"),
        ("Hektar", "ha"),
        ("Rp.", "rupiah"),
        ("m²", "m2"),
        ("Per 1.000 kelahiran hidup", "per 1.000 kelahiran hidup"),
        ("Per 100.000 pddk", "per 100.000 penduduk"),
        ("Koperasi Primer Tingkat Kab / Kota", "koperasi primer tingkat kab/kota"),
        ("gugus depan", "gugus depan"),  # unknown: as printed
        ("Jenis Dok", "jenis dokumen"),
        ("kel tani", "kel tani"),
        ("karya cipta per seratus pengarang aktif", "karya cipta per seratus pengarang aktif"),
        ("", None),
        ("12", None),
        ("Sangat Baik", None),
        ("BB", None),
        ("A", None),
        ("Juni", None),
        ("Meningkatnya kualitas hidup masyarakat di perdesaan", None),
    ],
)
def test_read_satuan(printed: str, satuan: str | None) -> None:
    assert read_satuan(printed) == satuan


def test_golongan_tells_counts_from_measures() -> None:
    assert [golongan(u) for u in ("orang", "km", "level", "gugus depan", None)] == [
        "hitungan",
        "ukuran",
        "skala",
        None,
        None,
    ]
    assert is_known("orang")
    assert not is_known("gugus depan")


@pytest.mark.parametrize(
    ("indikator", "satuan"),
    [
        ("Persentase Koperasi Berkualitas (satuan %)", "persen"),
        ("Persentase Koperasi Berkualitas (%)", "persen"),
        ("Jumlah Koperasi Sehat (Kop)", "koperasi"),
        ("Jumlah Pelaku Usaha (UMKM) yang Dibina (Orang)", "orang"),
        ("Angka Kematian Bayi (per 1.000 kelahiran hidup)", "per 1.000 kelahiran hidup"),
        ("Volume garam yang dikirim (ribu ton)", "ribu ton"),
        ("Volume garam yang dikirim (ribu karung besar)", None),
        ("Indeks Kepuasan Masyarakat (IKM)", None),
        ("Persentase Volume Usaha (119 Koperasi Aktif)", None),
        ("Persentase Koperasi Berkualitas", None),
        ("", None),
    ],
)
def test_satuan_of_indikator(indikator: str, satuan: str | None) -> None:
    assert satuan_of_indikator(indikator) == satuan


@given(noise)
def test_nothing_raises_and_units_are_lower_case(text: str) -> None:
    satuan = read_satuan(text)
    assert satuan is None or (satuan == satuan.casefold() and satuan == " ".join(satuan.split()) != "")
    satuan_of_indikator(text)
    golongan(text)


def test_a_bracket_that_repeats_what_is_counted_is_the_unit() -> None:
    assert satuan_of_indikator("Jumlah trayek perintis yang terlayani (Trayek)") == "trayek"
    assert satuan_of_indikator("Jumlah pelayanan rujukan (Jampersal)") is None


@pytest.mark.parametrize(
    ("text", "unit"), [("t on", "ton"), ("T angkai", "tangkai"), ("m persegi", "m persegi"), ("l air", "l air")]
)
def test_a_first_letter_set_apart_belongs_to_its_word_unless_it_is_a_unit(text: str, unit: str) -> None:
    assert read_satuan(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("kejuaraan", "kejuaraan"), ("kendraan", "kendaraan"), ("m'", "m1"), ("Skala Likert", "skala likert")]
)
def test_a_word_of_the_language_is_no_slip_for_a_unit(text: str, unit: str) -> None:
    assert read_satuan(text) == unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Produksi sawit (Ton TBS)", "ton tbs"),
        ("Dukungan keluarga (orang tua)", None),
        ("Indeks Kepuasan (Nilai IKM)", "nilai ikm"),
    ],
)
def test_a_unit_with_the_short_form_of_what_is_measured(name: str, unit: str | None) -> None:
    assert satuan_of_indikator(name) == unit


def test_a_scale_and_its_ends() -> None:
    assert read_satuan("Skala Likert 1-4") == "skala likert 1-4"


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Nilai (skala 100)", "nilai"), ("Indeks (1-4)", "indeks"), ("/100.000 KH", "per 100.000 kh"), ("mhs", "mahasiswa")],
)
def test_a_unit_with_its_scale_or_a_stroke(text: str, unit: str) -> None:
    assert read_satuan(text) == unit


def test_a_count_that_a_rate_is_of_is_a_unit_and_a_number_is_none() -> None:
    assert read_satuan("Per\n10.000") == "per 10.000"
    assert read_satuan("10.000") is None
    assert read_satuan("per 12") is None


@pytest.mark.parametrize(
    ("name", "score"),
    [("Indeks Kepuasan Masyarakat", True), ("Nilai Maturitas SPIP", True), ("Nilai investasi", False),
     ("Jumlah desa dengan indeks tinggi", False), ("", False)],
)  # fmt: skip
def test_scores_say_so_in_their_first_words(name: str, score: bool) -> None:
    assert is_score(name) is score


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("kg/ha", "kg/ha"), ("Kg/Kapita", "kg/kapita"), ("kw/ha", "ku/ha"), ("ton/hektr", "ton/ha"),
     ("kkal/kapta/hari", "kkal/kapita/hari"), ("nton/hari", "ton/hari")],
)  # fmt: skip
def test_a_short_part_of_a_unit_has_no_slip(printed: str, unit: str) -> None:
    assert read_satuan(printed) == unit


@pytest.mark.parametrize(
    ("printed", "satuan"), [("96", "persen"), ("%6", "persen"), ("Orang", "orang"), ("12", None), ("960", None)]
)
def test_a_percent_sign_is_read_as_figures_in_a_picture(printed: str, satuan: str | None) -> None:
    assert pictured_satuan(printed) == satuan
