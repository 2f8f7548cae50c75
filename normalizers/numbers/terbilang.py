"""Numbers spelled out: `tiga puluh enam miliar seratus enam puluh tujuh juta` - a check on the digits beside them."""

from __future__ import annotations

from decimal import Decimal

from normalizers import lexicon
from normalizers.text import fold

_FILLERS = ("rupiah", "persen")


@lexicon.derived()
def _table(key: str) -> dict[str, int]:
    return {word: int(value) for word, value in lexicon.section("terbilang", key).items()}


def read_terbilang(text: str) -> Decimal | None:
    """The number that words spell, decimals after `koma` included; None where any word is no number word."""
    words = [word for word in fold(text).split() if word not in _FILLERS]
    if not words:
        return None
    whole, _, fraction = " ".join(words).partition(" koma ")
    value = _whole(whole.split())
    if value is None:
        return None
    if not fraction:
        return Decimal(value)
    digits = [_table("satuan").get(word) for word in fraction.split()]
    if any(digit is None for digit in digits):
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}")


def _whole(words: list[str]) -> int | None:
    """Units gather into a group below a thousand; a multiplier closes the group."""
    total = group = digit = 0
    for word in words:
        if word in _table("satuan"):
            digit = _table("satuan")[word]
        elif word in _table("tetap"):
            group, digit = group + _table("tetap")[word], 0
        elif word in _table("pengali_dalam"):
            factor = _table("pengali_dalam")[word]
            group, digit = group + (digit + 10 if word == "belas" else max(digit, 1) * factor), 0
        elif word in _table("pengali"):
            total, group, digit = total + max(group + digit, 1) * _table("pengali")[word], 0, 0
        else:
            return None
    return total + group + digit
