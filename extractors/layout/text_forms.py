"""What a short text looks like: a figure, an amount, a year, a code, a label, a list mark, a row of column numbers. Each is told
here only; where two are nearly alike, the second says what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, SHARE, Limit

_FORMULA = r"\s*[=:+/x*-].*|\s*=?\s*\(\s*\d{1,2}(?:\s*[:+/x*-]\s*\d{1,3})+\s*%?\s*\)"
_REST = re.compile(r"\d{0,2}\s*[:+/x*-]\s*\d", re.IGNORECASE)
_NUMBER_CELL = re.compile(rf"^[({{\[]?\s*(\d{{1,2}})(?:\s*[)}}\]])?({_FORMULA})?\s*[)}}\]]?$|^\(?[a-z]\)?$")


@dataclass(frozen=True, slots=True)
class Limits:
    max_heading: Annotated[int, Limit("a heading has no more rows", COUNT)] = 7
    fewest_numbers: Annotated[int, Limit("fewer numbers in a line without borders are no row of column numbers", COUNT)] = 4
    numbers: Annotated[int, Limit("a row of column numbers has so many at least", COUNT)] = 2
    numbered: Annotated[float, Limit("so many of its filled cells hold one", SHARE)] = 0.85
    first_number: Annotated[int, Limit("it begins with this number at most: the columns before have none", COUNT)] = 4
    step: Annotated[int, Limit("two numbers that follow each other differ no more", COUNT)] = 3
    with_gap: Annotated[
        int, Limit("columns of a form were left out once where so many numbers else follow each other", COUNT)
    ] = 8
    in_body: Annotated[int, Limit("numbers without a sign below the heading are so many at least", COUNT)] = 3
    first_in_body: Annotated[int, Limit("and begin with this number at most", COUNT)] = 2
    joined: Annotated[int, Limit("a cell whose borders are not drawn holds no more of them", COUNT)] = 4
    digits: Annotated[int, Limit("a column number has no more digits", CHARACTERS)] = 2


LIMITS = Limits()


def number_row(cells: Sequence[str], *, in_body: bool = False) -> bool:
    """Is this a row of column numbers: `1 2 3`, `(1) (3) (4)`, `1 2 3 4=3/2`, `6 7 8 (7/6)`?

    Gaps and marks of footnotes are allowed, the order must rise; of many cells a few may hold a scrap of text that overflowed
    from above. `in_body`: the row may as well hold small figures, a target a year. No scrap is forgiven there, and numbers
    without a sign must stand in the places that they number, or be three at least and begin at 1 or 2.
    """
    filled = _pieces(cells)
    found = [(at, int(m.group(1))) for at, c in filled if (m := _NUMBER_CELL.match(c.replace("\n", " "))) and m.group(1)]
    share = 1 if in_body else LIMITS.numbered
    if len(found) < max(LIMITS.numbers, share * len(filled)) or not _rising([n for _, n in found]):
        return False
    first = found[0][1]
    if len({n - at for at, n in found}) == 1 and first - found[0][0] in (0, 1, 2):
        return True
    told = not in_body or all("(" in c or "=" in c for _, c in filled)
    return first <= LIMITS.first_number if told else len(found) >= LIMITS.in_body and first <= LIMITS.first_in_body


def counts_under_a_group(texts: Sequence[str]) -> bool:
    """Are the only figures of a line `1 2 3 4 5`, side by side behind names? They count the years of a plan, or its quarters,
    below the name of their group; a row of values begins elsewhere, or has its own number before its name."""
    at = [k for k, text in enumerate(texts) if DIGIT.match(text.strip())]
    bare = [texts[k].strip() for k in at]
    beside = bool(at) and at[0] > 0 and at[-1] - at[0] == len(at) - 1
    return beside and len(at) >= LIMITS.numbers and bare == [str(n) for n in range(1, len(at) + 1)]


def _pieces(cells: Sequence[str]) -> list[tuple[int, str]]:
    """(place, text) of what may be numbers of columns, without the rests of formulas."""
    filled = [(at, piece) for at, c in enumerate(cells) if c.strip(" ()*\n") for piece in _joined_numbers(c.strip())]
    return [one for n, one in enumerate(filled) if not (n and _ends_formula(filled[n - 1][1], one[1]))]


def _ends_formula(before: str, text: str) -> bool:
    """Whether a text is the rest of a formula that a border cuts: `14=13/5` and `5x100%`."""
    return "=" in before and "=" not in text and bool(_REST.match(text))


def _rising(numbers: Sequence[int]) -> bool:
    """Whether numbers rise, by one more often than not; in a long row once by any number."""
    steps = [b - a for a, b in pairwise(numbers)]
    if len(numbers) >= LIMITS.with_gap and min(steps) > 0 and sum(s != 1 for s in steps) == 1:
        return True
    return all(0 < s <= LIMITS.step for s in steps) and sum(s == 1 for s in steps) * 2 >= len(steps)


def _joined_numbers(text: str) -> list[str]:
    """`4 5`, where the border between two columns is not drawn, as two numbers; any other text as it is."""
    pieces = text.split()
    counted = LIMITS.numbers <= len(pieces) <= LIMITS.joined and all(
        p.isascii() and p.isdigit() and len(p) <= LIMITS.digits for p in pieces
    )
    return pieces if counted and all(int(b) - int(a) == 1 for a, b in pairwise(pieces)) else [text]


DIGIT = re.compile(r"\d")
SIGNED = re.compile(r"[.,]")
"""A sign for decimals or thousands, in a figure."""
DIGIT_GROUP = re.compile(r"\d{3}(?:,\d+)?$")
"""What follows a blank in `1 250 000`."""
FIGURE = re.compile(r"^\(?[-–]?\s*(rp\.?\s*)?\d[\d.,\s]*\s*(%|,-)?\)?$|^[-–]$|^rp\.?\s*,?\s*-$", re.IGNORECASE)
FIGURE_FIRST = re.compile(r"^\(?[-–<>≥≤]?\s*(rp\.?\s*)?\d[\d.,]*\s*(%|[^\d]{0,14}$)", re.IGNORECASE)
"""A short text that begins with a figure: `66,20 (B)`, `12 Bulan`, `98,5 %`."""
ENDS_IN_FIGURE = re.compile(r"\d[\d.,]*\W*$")
LONG_FIGURE_FIRST = re.compile(r"\(?(rp\.?\s*)?\d[\d.,]+", re.IGNORECASE)
"""A figure of several digits, whatever follows it: in a column that is to be one of figures."""
CURRENCY = re.compile(r"^(rp\.?|idr|usd|[$€])$", re.IGNORECASE)

AMOUNT = re.compile(r"(?:rp\.? ?)?\d{1,3}(?:[.,]\d{3})+(?:[.,](?:\d\d|-))?$", re.IGNORECASE)
"""A figure in groups of thousands."""
BROKEN_AMOUNT = re.compile(r"\d[.,]\d{3}[.,]\n\d|\d[.,]\n\d{3}(?!\d)|\d([.,])\d{3}\1\d\d\n\d(?!\d)|\d([.,])\d{3}\2\d\n\d\d(?!\d)")
"""Two lines of one amount, which breaks behind the sign of thousands (`1.603.216.` above `000`) or in its last group
(`1.603.216.00` above `0`)."""
BROKEN_GROUP = re.compile(r"\d{1,3}(?:[.,]\d{3})*[.,](?:\d\n\d\d|\d\d\n\d)")
"""Two lines of one figure whose last group of thousands its narrow column broke (`12.00` above `0`): in one ruled row only, for
the first alone has decimals."""
MONEY_FIRST = re.compile(r"rp\.?\s*\d", re.IGNORECASE)
"""An amount that names its currency, grouped or not."""
CODE = re.compile(r"(?:\d{1,2}|[Xx]{1,2})(?:[.,]\s?\d{1,2}){2,}(?:[.,]\s?\d{4})?[.,]?$")
"""An activity code; that of a sub kegiatan ends in four digits since Kepmendagri 900.1.15.5-1317 of 2023."""
HEADS = re.compile(r":\s*$")
"""The end of a line that heads what stands below it: `Output :`."""
NATIONAL_CODE = re.compile(r"\d{4}\.(?:[A-Z]{3}(?:\.\d{3}){0,2}|\d{3}(?:\.\d{3}){1,2})\.?$|\d{3}\.\d{2}\.[A-Z]{2}$")
"""A code of a national agency that is no figure: `5630.951.001`, `3358.EAA.994`, the program `075.01.WA`."""
CODE_PART = re.compile(r"\d{3}$|\d{4}(?:\.\d{3})?$|\d{6}$")
"""What is one among these: a component, a kegiatan or its output, an account."""
YEAR = re.compile(r"\(?(?:19|20)\d\d\)?$")
YEAR_INSIDE = re.compile(r"\b(?:19|20)\d\d\b")
YEAR_IN_WORDS = re.compile(r"\D*(19|20)\d\d\D*$")
"""The name of a column that tells its year: `Target Tahun 2023`."""
ROMAN = re.compile(r"[ivx]+$")
ROW_NUMBER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[IVX]+)\W*$")
"""What stands in the first column of a numbered row."""
UNIT = re.compile(r"[^\W\d_]+(?:[ \n/][^\W\d_]+){0,2}$")
"""One to three words without a figure."""
WORDED = re.compile(r"[^\W\d_]{3}")
"""Three letters on end: more than a list mark."""
LETTERED = re.compile(r"[^\W\d_]{2}")
"""Two letters on end: more than a list mark of a letter."""
WITHOUT_LETTERS = re.compile(r"[\W\d]+$")

BULLETS = r"•●○◦▪■□►➢✓✔§·\uf000-\uf0ff"
"""Signs that mark the items of a list and nothing else."""
_ITEM_NUMBER = r"\(?\d{1,2}[.)]"
_MARK = rf"(?:{_ITEM_NUMBER}|[a-z][.)]|[-{BULLETS}])"
ITEM_NUMBER = re.compile(_ITEM_NUMBER + "$")
LIST_MARK = re.compile(_MARK + "$", re.IGNORECASE)
"""A word that is a list mark."""
LIST_MARK_FIRST = re.compile(rf"\s*{_MARK}\s", re.IGNORECASE)
"""A text that begins with a list mark."""

CAPTION_LABEL = re.compile(r"^\W*(tabel|tabe1|table|daftar tabel)\b[\s.:]*([\dIVXl]+([.\-–][\w]+)*\.?)?", re.IGNORECASE)
"""The label of a table."""
LABEL = re.compile(r"^\W*(tabel|table|gambar|grafik|bab)\b", re.IGNORECASE)
"""What no row of a table begins with: the label of a table, a picture, a chapter."""
GOES_ON = re.compile(r"\b(lanjutan|sambungan|lanjut)\b", re.IGNORECASE)
"""Said in the caption of a table that began on a page before."""
LEADERS = re.compile(r"\.{5,}|…{2,}|(\. ){5,}")
"""Dots that lead to a page number."""
_SHEET_WORDS = "|".join(r"\s?".join(word) for word in ("lembar", "halaman", "hal", "page", "sheet"))
"""Their letters may be spaced: `P a g e 7 | 12`."""
SHEET = re.compile(rf"^\W*({_SHEET_WORDS})\W*(ke)?\W*\d+\W+(dari|of)?\W*\d+\W*$", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    rf"\W*({_SHEET_WORDS})?\W*(([ivx]+|bab)\W{{1,3}})?(\d{{1,3}}(\s*(\||dari|of)\s*\d{{1,3}})?|[ivx]+)\W*$", re.IGNORECASE
)


@lru_cache(4096)
def is_value(text: str) -> bool:
    """A figure that is no year."""
    return bool(FIGURE.match(text)) and not YEAR.match(text)


def is_figure(text: str) -> bool:
    """A figure, with its unit or without."""
    return bool(FIGURE.match(text) or FIGURE_FIRST.match(text))


def is_undated_figure(text: str) -> bool:
    """A figure, with its unit or without, that is no year."""
    return is_figure(text) and not YEAR.match(text)
