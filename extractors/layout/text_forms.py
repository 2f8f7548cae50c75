"""What a short text looks like: a row of column numbers, a figure, an amount, a year, a label. Each is told here only."""

from __future__ import annotations

import re
from itertools import pairwise

MAX_HEADING = 7
_NUMBER_CELL = re.compile(r"^[({\[]?\s*(\d{1,2})(\s*[=:+/x*-].*)?\s*[)}\]]?$|^\(?[a-z]\)?$")


def number_row(cells: list[str]) -> bool:
    """Is this a row of column numbers: `1 2 3`, `(1) (3) (4)`, `1 2 3 4=3/2`?

    Gaps are allowed, the order must rise; of many cells a few may hold a scrap of text that overflowed from above.
    """
    filled = [piece for c in cells if c.strip() for piece in _joined_numbers(c.strip())]
    numbers = [int(m.group(1)) for c in filled if (m := _NUMBER_CELL.match(c.replace("\n", " "))) and m.group(1)]
    if len(numbers) < 2 or len(numbers) < 0.85 * len(filled):
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    return numbers[0] <= 4 and all(0 < s <= 3 for s in steps) and sum(s == 1 for s in steps) * 2 >= len(steps)


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
