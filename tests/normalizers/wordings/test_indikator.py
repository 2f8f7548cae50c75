"""Wordings of indicators: what is one, what is two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.wordings.indikator import Comparison, banding, rumuskan


def compare(a: str, b: str) -> Comparison:
    return banding(rumuskan(a), rumuskan(b))


def one(a: str, b: str) -> bool:
    found = compare(a, b)
    return found.skor >= 0.92 and not found.keberatan and not found.sisipan


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Persentase Koperasi Berkualitas", "Prosentase koperasi berkualitas (satuan %)"),
        ("% Pasar Rakyat Bersih", "1. Persentase pasar rakyat yang bersih"),
        ("Nilai Indeks Kepuasan Masyarakat", "Indeks Kepusaan Masyarakat (IKM)"),
        ("Predikat SAKIP", "Nilai AKIP"),
        ("Angka Partisipasi Murni SD/MI", "APM SD / MI"),
        ("Jumlah pelaku usaha terlatih", "Jumlah pelaku usahaterlatih"),
        ("Persentase OPD yang menyeles aikan laporan", "Persentase perangkat daerah yang menyelesaikan laporan"),
        ("Persentase Jalan Kab. Kondisi Baik", "Persnetase jalan kabupaten dlaam kondisi baik"),
        ("Cakupan pelayanan ibu hamil", "Cakupan Pelayanan lbu Hamil"),
        ("Jumlah rapat-rapat koordinasi", "Jumlah rapat koordinasi"),
    ],
)
def test_one_indicator_in_two_wordings(a: str, b: str) -> None:
    assert one(a, b), compare(a, b)


@pytest.mark.parametrize(
    ("a", "b", "objection"),
    [
        ("Persentase Pertumbuhan Omset UMKM", "Persentase Pertumbuhan Aset UMKM", "kata_terkecoh"),
        ("Persentase Penumbuhan UMKM", "Persentase Pertumbuhan UMKM", "kata_terkecoh"),
        ("Angka Kematian Ibu", "Angka Kematian Bayi", "kata_terkecoh"),
        ("Persentase koperasi sehat", "Persentase koperasi tidak sehat", "ingkar"),
        ("Persentase KoperasiTidakSehat", "Persentase koperasi sehat", "ingkar"),
        ("Jumlah publikasi data", "Persentase publikasi data", "ukuran"),
        ("Persentase ibu hamil K1", "Persentase ibu hamil K4", "angka"),
        ("Jumlah pengadaan barang", "Jumlah pengaduan barang", "beda_kata"),
        ("Realisasi PMA", "Realisasi PMDN", "beda_kata"),
        ("Jumlah kegiatan triwulan I", "Jumlah kegiatan triwulan II", "kata_terkecoh"),
        ("Persentase Jalan Provinsi Mantap", "Persentase Jalan Kabupaten Mantap", "kata_terkecoh"),
    ],
)
def test_a_word_that_changes_the_meaning(a: str, b: str, objection: str) -> None:
    assert compare(a, b).keberatan == objection


def test_a_word_more_is_said() -> None:
    found = compare("Jumlah peserta pelatihan Perkoperasian", "Jumlah peserta pelatihan Kompetensi Perkoperasian")
    assert found.sisipan == ("kompetensi",)
    assert not one("Jumlah prasarana gedung kantor", "Jumlah prasarana pendukung gedung kantor")


def test_the_measure_is_the_first_one() -> None:
    assert rumuskan("Persentase jumlah gedung hemat energi").ukuran == "persentase"
    assert rumuskan("Banyaknya kunjungan").ukuran == "jumlah"
    assert rumuskan("Pertumbuhan volume usaha").ukuran is None


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    own = rumuskan(text)
    assert banding(own, own) == Comparison(1.0)
    assert rumuskan(text.upper().lower()).kata == rumuskan(text.upper().lower()).kata


_WORDS = st.lists(
    st.sampled_from(
        [
            "persentase",
            "jumlah",
            "nilai",
            "koperasi",
            "usaha",
            "sehat",
            "tidak",
            "jalan",
            "baik",
            "kondisi",
            "yang",
            "dan",
            "penduduk",
            "miskin",
        ]
    ),
    min_size=1,
    max_size=8,
)


@given(_WORDS, _WORDS)
def test_comparison_is_symmetric(a: list[str], b: list[str]) -> None:
    x, y = rumuskan(" ".join(a)), rumuskan(" ".join(b))
    there, back = banding(x, y), banding(y, x)
    assert (there.skor, there.keberatan, sorted(there.sisipan)) == (back.skor, back.keberatan, sorted(back.sisipan))
    assert 0 <= there.skor <= 1


@given(_WORDS)
def test_case_and_spaces_do_not_matter(words: list[str]) -> None:
    assert rumuskan("  ".join(words).upper()).kunci == rumuskan(" ".join(words)).kunci
