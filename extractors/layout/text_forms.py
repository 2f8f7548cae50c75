"""What a short text looks like: a row of column numbers, a figure, an amount, a year, a label. Each is told here only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

MAX_HEADING = 7
_NUMBER_CELL = re.compile(r"^[({\[]?\s*(\d{1,2})(?:\s*[)}\]])?(\s*[=:+/x*-].*)?\s*[)}\]]?$|^\(?[a-z]\)?$")


def number_row(cells: Sequence[str], *, in_body: bool = False) -> bool:
    """Is this a row of column numbers: `1 2 3`, `(1) (3) (4)`, `1 2 3 4=3/2`?

    Gaps and marks of footnotes are allowed, the order must rise; of many cells a few may hold a scrap of text that overflowed
    from above. `in_body`: the row may as well hold small figures, a target a year. No scrap is forgiven there, and numbers
    without a sign must stand in the places that they number, or be three at least and begin at 1 or 2.
    """
    filled = [(at, piece) for at, c in enumerate(cells) if c.strip(" ()*\n") for piece in _joined_numbers(c.strip())]
    found = [(at, int(m.group(1))) for at, c in filled if (m := _NUMBER_CELL.match(c.replace("\n", " "))) and m.group(1)]
    if len(found) < 2 or len(found) < (1 if in_body else 0.85) * len(filled) or not _rising([n for _, n in found]):
        return False
    first = found[0][1]
    if len({n - at for at, n in found}) == 1 and first - found[0][0] in (0, 1, 2):
        return True
    told = not in_body or all("(" in c or "=" in c for _, c in filled)
    return first <= 4 if told else len(found) >= 3 and first <= 2


def _rising(numbers: Sequence[int]) -> bool:
    """Whether numbers rise, by one more often than not."""
    steps = [b - a for a, b in pairwise(numbers)]
    return all(0 < s <= 3 for s in steps) and sum(s == 1 for s in steps) * 2 >= len(steps)


def _joined_numbers(text: str) -> list[str]:
    """`4 5`, where the border between two columns is not drawn, as two numbers; any other text as it is."""
    pieces = text.split()
    counted = 2 <= len(pieces) <= 4 and all(p.isascii() and p.isdigit() and len(p) <= 2 for p in pieces)
    return pieces if counted and all(int(b) - int(a) == 1 for a, b in pairwise(pieces)) else [text]

FIGURE = re.compile(r"^\(?[-–]?\s*(rp\.?\s*)?\d[\d.,\s]*\s*(%|,-)?\)?$|^[-–]$|^rp\.?\s*,?\s*-$", re.IGNORECASE)
FIGURE_FIRST = re.compile(r"^\(?[-–<>≥≤]?\s*(rp\.?\s*)?\d[\d.,]*\s*(%|[^\d]{0,14}$)", re.IGNORECASE)
"""A short text that begins with a figure: `66,20 (B)`, `12 Bulan`, `98,5 %`."""
CURRENCY = re.compile(r"^(rp\.?|idr|usd|[$€])$", re.IGNORECASE)

YEAR = re.compile(r"\(?(?:19|20)\d\d\)?$")

CAPTION_LABEL = re.compile(r"^\W*(tabel|tabe1|table|daftar tabel)\b[\s.:]*([\dIVXl]+([.\-–][\w]+)*\.?)?", re.IGNORECASE)

AMOUNT = re.compile(r"(?:rp\.? ?)?\d{1,3}(?:[.,]\d{3})+(?:[.,](?:\d\d|-))?$", re.IGNORECASE)
LABEL = re.compile(r"^\W*(tabel|table|gambar|grafik|bab)\b", re.IGNORECASE)
