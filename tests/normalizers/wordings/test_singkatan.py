"""Short names that wordings explain to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.wordings.indikator import rumuskan
from normalizers.wordings.singkatan import learn


@pytest.mark.parametrize(
    ("explained", "short", "words"),
    [
        ("Skor Pola Pangan Harapan (PPH) konsumsi", "pph", ("pola", "pangan", "harapan")),
        ("Jumlah Badan Usaha Milik Desa (BUMDes) aktif", "bumdes", ("badan", "usaha", "milik", "desa")),
        ("Jumlah Perkumpulan Petani Pemakai Air (P3A)", "p3a", ("perkumpulan", "petani", "pemakai", "air")),
        ("Persentase Lembaga Penyiaran Publik Lokal (LPPL)", "lppl", ("lembaga", "penyiaran", "publik", "lokal")),
    ],
)
def test_a_bracket_explains_the_words_before_it(explained: str, short: str, words: tuple[str, ...]) -> None:
    learned = learn([explained, f"Jumlah {short.upper()} terlatih"])
    assert dict(learned)[short] == words
    assert rumuskan(f"Jumlah {short.upper()} terlatih", learned).kata == (*words, "terlatih")


def test_the_only_run_of_words_with_its_letters_explains_it() -> None:
    texts = ["Persentase lembaga penyiaran publik lokal yang siar", "Persentase LPPL yang siar"]
    assert dict(learn(texts)) == {"lppl": ("lembaga", "penyiaran", "publik", "lokal")}
    assert not learn([*texts, "Jumlah lahan pertanian pangan lestari"])  # two may be meant


def test_words_and_what_everybody_knows_are_not_learned() -> None:
    assert not learn(["Jumlah jalan aspal lokal antar nagari", "Panjang jalan"])
    assert not learn(["Jumlah sarana daerah (SD)", "Angka Partisipasi Kasar SD"])


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_texts(texts: list[str]) -> None:
    for short, words in learn(texts):
        assert short
        assert len(words) > 1
    assert learn(texts) == learn(texts[::-1])
