"""Ranges and bounds: `109-110`, `76 % sampai 100 %`, `> 100`, `kurang dari 55 %`. They have ends, no single value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from normalizers.numbers.nilai import Hint, Style, read_angka
from normalizers.numbers.satuan import read_satuan
from normalizers.reading import Rule

NUMBER = r"\d+(?:[.,]\d+|\s[.,]\s?\d{3}(?!\d)|[.,]\s\d{3}(?!\d))*"
"""A figure inside a longer text; a space beside a sign only where three digits follow. The branches exclude each other,
else a long figure would take exponential time to refuse."""

_SINGLE_NUMBER = rf"(?:rp\.?\s*)?-?{NUMBER}"
_TO = r"(?:-|\u2013|\u2014|~|s\s*/?\s*d|s\.d\.?|sampai(?:\s+dengan)?|hingga)\.?"
_BELOW_ABOVE = (
    r"[<>\u2264\u2265=~\u00b1]+|(?:lebih|kurang)\s+(?:dari|besar\s+dari|kecil\s+dari)|di\s?atas|di\s?bawah|minimal|maksimal"
    r"|min\.?|maks\.?|paling\s+(?:sedikit|banyak|lambat|tinggi|rendah)|sampai(?:\s+dengan)?|hingga"
)
_RANGE = re.compile(
    rf"(?P<a>{_SINGLE_NUMBER})\s*(?P<ua>%|[^\W\d_][^\d()]*?)?\s*{_TO}\s*"
    rf"(?P<b>{_SINGLE_NUMBER})\s*(?P<u>%|[^\W\d_][^\d]*)?",
    re.IGNORECASE,
)
_BOUND = re.compile(rf"(?:{_BELOW_ABOVE})\s*(?P<a>{_SINGLE_NUMBER})\s*(?P<u>%|[^\W\d_].*)?", re.IGNORECASE)
_BOUND_AFTER = re.compile(
    rf"(?P<a>{_SINGLE_NUMBER})\s*(?P<u>%)?\s*(?:\+|[<>\u2264\u2265]+|ke\s?atas|ke\s?bawah|lebih)", re.IGNORECASE
)
_FORMS: tuple[tuple[re.Pattern[str], Rule], ...] = ((_RANGE, "rentang"), (_BOUND, "batas"), (_BOUND_AFTER, "batas"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends printed (one for a bound, two for a range), every reading of a doubtful end, and their unit."""

    ends: tuple[Decimal, ...]
    satuan: str | None
    rule: Rule


def read_bounds(plain: str, hint: Hint, style: Style | None, satuan: str | None) -> Bounds | None:
    """The range or bound that a clean text wholly is; None where it is neither."""
    for pattern, rule in _FORMS:
        match = pattern.fullmatch(plain)
        if not match:
            continue
        groups = match.groupdict()
        unit_text = groups.get("u") or groups.get("ua") or ""
        unit = read_satuan(unit_text) if unit_text else None
        kind: Hint = "persen" if unit == "persen" else hint
        ends: list[Decimal] = []
        for name in ("a", "b"):
            end = read_angka(groups.get(name) or "", kind, style, unit or satuan)
            ends += [end.value] if end.value is not None else end.candidates
        return Bounds(tuple(dict.fromkeys(ends)), unit, rule)
    return None
