from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numbers.terbilang import read_terbilang
from tests.normalizers.strategies import noise

_DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]


def spell(n: int) -> str:
    """The number in words, by the rules of the language."""
    if n < 12:
        return _DIGITS[n]
    if n < 20:
        return f"{_DIGITS[n - 10]} belas"
    for size, word in (
        (10**12, "triliun"),
        (10**9, "miliar"),
        (10**6, "juta"),
        (1000, "ribu"),
        (100, "ratus"),
        (10, "puluh"),
    ):
        if n >= size:
            many, rest = divmod(n, size)
            head = f"se{word}" if many == 1 and size in (100, 1000) else f"{spell(many)} {word}"
            return f"{head} {spell(rest)}" if rest else head
    raise AssertionError(n)


@given(st.integers(0, 10**15 - 1))
def test_every_number_in_words_reads_back(n: int) -> None:
    assert read_terbilang(spell(n)) == n
    assert read_terbilang(f"{spell(n).upper()} RUPIAH") == n


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("lima koma empat persen", Decimal("5.4")),
        ("dua puluh enam", Decimal(26)),
        ("tiga puluh juga", None),
        ("orang", None),
        ("", None),
    ],
)
def test_other_texts(text: str, value: Decimal | None) -> None:
    assert read_terbilang(text) == value


@given(noise)
def test_nothing_raises(text: str) -> None:
    read_terbilang(text)
