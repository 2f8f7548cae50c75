"""Account codes (Permendagri 90/2019), which are no activity codes."""

from __future__ import annotations

import re

from normalizers.text import clean

_ACCOUNT = tuple(map(re.compile, (r"[4-7]", r"[1-9]", r"\d{1,2}", r"\d{2,3}", r"\d{2,3}", r"\d{2,5}")))


def read_rekening(text: str) -> str | None:
    """The account code that a text is (`5.1.02.01.01.0024`, `5 . 1 . 02`), its parts joined with dots; None for any other.

    Accounts (Permendagri 90/2019) begin with pendapatan 4, belanja 5 or pembiayaan 6, and their second part has one digit, where
    an activity's bidang has two.
    """
    parts = re.split(r"[\s.,]+", clean(text).strip(" .,"))
    fits = 1 <= len(parts) <= len(_ACCOUNT) and all(shape.fullmatch(p) for shape, p in zip(_ACCOUNT, parts, strict=False))
    return ".".join(parts) if fits else None


_LED = re.compile(r"\s*([4-7](?:\s?\.\s?\d{1,5})*)\.?\s+(?=[^\W\d_])")


def split_rekening(text: str) -> tuple[str | None, str]:
    """(the account code that a text begins with, the name behind it): `5.1.01 Belanja Pegawai`, in one cell where the border
    between the two is lost; (None, the text) for any other."""
    found = _LED.match(text)
    account = read_rekening(found.group(1)) if found else None
    return (account, text[found.end() :]) if found and account else (None, text)
