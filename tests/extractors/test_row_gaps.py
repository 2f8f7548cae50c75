"""Rows that white space shows, and columns that only look like merged cells."""

from __future__ import annotations

from extractors.model import BBox, Word
from extractors.text_rows import rows_of

PITCH = 20.0


def words(text: str, x: float, top: float) -> list[Word]:
    out = []
    for token in text.split():
        out.append(Word(token, BBox(x, top, x + 6 * len(token), top + 12), 12.0))
        x += 6 * len(token) + 3
    return out


def test_numbered_names_that_wrap_stay_with_their_amounts() -> None:
    names = [
        ("1. Pengembangan Niaga Pesisir dan", "Rp. 6.100.000.000,-"),
        ("Pulau Kecil", ""),
        ("2. Pelayaran Rakyat", "Rp. 2.200.000.000,-"),
        ("3. Perikanan Budidaya", "Rp. 1.300.000.000,-"),
        ("4. Pengolahan Rumput Laut untuk", "Rp. 400.000.000,-"),
        ("Kesejahteraan Nelayan", ""),
    ]
    page = [w for n, (name, money) in enumerate(names) for w in (*words(name, 82, PITCH * n), *words(money, 330, PITCH * n))]
    rows = [[" ".join(w.text for w in cell) for cell in row] for row in rows_of(page, (80.0, 300.0, 460.0))]
    assert [row[0] for row in rows if row[1]] == [
        "1. Pengembangan Niaga Pesisir dan Pulau Kecil",
        "2. Pelayaran Rakyat",
        "3. Perikanan Budidaya",
        "4. Pengolahan Rumput Laut untuk Kesejahteraan Nelayan",
    ]
