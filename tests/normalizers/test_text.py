from __future__ import annotations

import pytest
from hypothesis import given

from normalizers.text import clean, fold, is_missing, join_spaced, strip_numbering
from tests.normalizers.strategies import noise


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Perundang-\nundangan", "Perundang-undangan"),
        ("Perundang- undangan", "Perundang-undangan"),
        ("RKA-\nDPA dan RKL-\nRPL", "RKA-DPA dan RKL-RPL"),
        ("SK-\nV191", "SK-V191"),
        ("PENGEM-\nBANGAN SIS-\nTEM", "PENGEMBANGAN SISTEM"),
        ("masing-\nmasing", "masing-masing"),
        ("pem-\nbangunan", "pembangunan"),
        ("pem-\r\nbangunan", "pembangunan"),
        ("PEM-\nBANGUNAN", "PEMBANGUNAN"),
        ("Kab-\nKota", "Kab-Kota"),
        ("2021-\n2026", "2021-2026"),
        ("pra- dan pasca panen", "pra- dan pasca panen"),
        ("dua\nbaris", "dua baris"),
        ("\u00a0a\u200bb \t c\ufeff", "ab c"),
        ("\ufb01sik", "fisik"),
        ("luas m²", "luas m2"),
        ("100²", "100²"),  # a footnote, not one more digit
    ],
)
def test_clean(printed: str, plain: str) -> None:
    assert clean(printed) == plain


@given(noise)
def test_clean_is_stable(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_fold_keeps_letters_digits_and_percent() -> None:
    assert fold("  Persentase\nKoperasi (AKTIF), 5,4 %; café ") == "persentase koperasi aktif 5 4 % cafe"


def test_fold_undoes_look_alikes_of_scans() -> None:
    assert fold("hał Indıkator") == "hal indikator"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("1. Nilai SAKIP", "Nilai SAKIP"),
        ("1.Nilai SAKIP", "Nilai SAKIP"),
        ("12) Nilai SAKIP", "Nilai SAKIP"),
        ("(3) Nilai SAKIP", "Nilai SAKIP"),
        ("IV. Nilai SAKIP", "Nilai SAKIP"),
        ("a. Nilai SAKIP", "Nilai SAKIP"),
        ("1. a. Nilai SAKIP", "Nilai SAKIP"),
        ("- Nilai SAKIP", "Nilai SAKIP"),
        ("• Nilai SAKIP", "Nilai SAKIP"),
        ("1.2. Nilai SAKIP", "Nilai SAKIP"),
        ("2.4.12 Layanan terminal", "Layanan terminal"),
        ("1 Meningkatnya kualitas layanan", "Meningkatnya kualitas layanan"),
        ("1a-CP Persentase kepatuhan wajib pajak", "Persentase kepatuhan wajib pajak"),
        ("1Meningkatnya kualitas layanan", "Meningkatnya kualitas layanan"),
    ],
)
def test_list_numbers_go(printed: str, name: str) -> None:
    assert strip_numbering(printed) == name


@pytest.mark.parametrize(
    "content",
    [
        "2 Dokumen",
        "4x-D lapisan",
        "2.000 unit",
        "1.5 persen",
        "5.4 Persen",
        "1.05.02 Program",
        "(2019) Program",
        "5.2.1 Belanja Pegawai",
        "1.2.3 persen",
        "2.4 Layanan terminal",
        "349. 999. 620",
        "-1,69%",
        "(0,64%)",
        "71 (BB)",
        "B",
        "(1)",
        "1.",
        "-",
        "100 persen",
        "1. 5",
    ],
)
def test_content_stays(content: str) -> None:
    assert strip_numbering(content) == content


def test_join_spaced() -> None:
    assert join_spaced("T O T A L") == "TOTAL"
    assert join_spaced("J U M L A H   B E L A N J A") == "JUMLAH BELANJA"
    assert join_spaced("Golongan I A") == "Golongan I A"


@pytest.mark.parametrize(
    "text", ["", " ", "-", "–", "--", "n/a", "NA", "n.a.", "DTT", "…", "...", "Rp -", "Rp. -", "- %", "(-)", "\n"]
)
def test_no_value(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "0,00", "Rp 0", "B", "Nana", "-5"])
def test_a_value(text: str) -> None:
    assert not is_missing(text)


@given(noise)
def test_nothing_raises(text: str) -> None:
    strip_numbering(text)
    join_spaced(text)
    fold(text)
    is_missing(text)


def test_a_long_run_of_letters_takes_no_long_time() -> None:
    """Broken fonts give such cells; quadratic patterns once took minutes on this one."""
    run = "x" * 20_000
    assert clean(f"{run}-\ny- z") == f"{run}y- z"


@pytest.mark.parametrize("text", ["[IKK 1.1] Jumlah kios", "[SK 2] Jumlah kios", "[ IKU.3 ] Jumlah kios"])
def test_labels_in_brackets_are_numbering(text: str) -> None:
    assert strip_numbering(text) == "Jumlah kios"


@pytest.mark.parametrize("text", ["[Jumlah] kios", "[IKK] Jumlah kios", "[ABCDE 1] Jumlah kios", "[IKK 1.1]", "[IKK 1] 25 kios"])
def test_brackets_that_are_no_label_stay(text: str) -> None:
    assert strip_numbering(text) == text


@pytest.mark.parametrize("mark", ["IKSS 1.1", "IKU 4.1 —", "SS1.", "IK-2 :"])
def test_marks_of_a_ministrys_form_are_numbering(mark: str) -> None:
    assert strip_numbering(f"{mark} Jumlah kios") == "Jumlah kios"


@pytest.mark.parametrize("text", ["SK 12 Kepala Pasar", "PP 11 Jumlah kios", "SP 36 Pupuk", "IKU Jumlah kios"])
def test_what_only_looks_like_such_a_mark_stays(text: str) -> None:
    assert strip_numbering(text) == text


def test_the_number_of_an_output_goes() -> None:
    assert [strip_numbering(f"({n}). Layanan") for n in ("002", "0970")] == ["Layanan"] * 2
