"""Years and ranges of years as reports print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from normalizers import lexicon
from normalizers.text import clean, fold

YEAR_MIN, YEAR_MAX = 1990, 2049
"""Years outside are no years of a report: amounts, house numbers, telephone numbers."""

YearKind = Literal["tahun", "anggaran", "lepas", "hukum", "tanggal", "sampai"]
"""How a year is printed: `tahun 2022`; `Tahun Anggaran 2022`; alone; of a law (`Nomor 29 Tahun 2014`); in a date."""


@dataclass(frozen=True, slots=True)
class YearMention:
    """A single year (not part of a range) and where it stands in the text given."""

    year: int
    start: int
    end: int
    kind: YearKind


@dataclass(frozen=True, slots=True)
class RangeMention:
    """A range of years such as a plan's period, first year before last."""

    first: int
    last: int
    start: int
    end: int


# Recognition takes 0 for O and 1 for l or I; a year may carry that only behind its century.
_YEAR = r"(?:19\d\d|2[0Oo][0-4OoIl][\dOoIl])"
_ONE = re.compile(rf"(?<![\w.,/-])(?<!\d\s)(?:tahun|ta|th|thn)?\.?\s?({_YEAR})(?![\dA-Za-z])(?![.,]\d)", re.IGNORECASE)
_UP_TO = r"s\s?[./]?\s?d\.?|sampai\s+dengan|sampai|hingga"
_TO = rf"\s*(?:-|–|—|−|/|{_UP_TO})\s*(?:tahun\s+)?"
_UNTIL = re.compile(rf"(?<![^\W\d_])(?:{_UP_TO})\s*$", re.IGNORECASE)
_RANGE = re.compile(rf"(?<![\w.,])({_YEAR}){_TO}({_YEAR})(?![\dA-Za-z])", re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|ag(?:ustus|t|s|ust)|sept?(?:ember)?"
    r"|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?)"
)
_DATE = re.compile(rf"(?:\b{_MONTH}\b\.?|\b\d{{1,2}}\s?[/-]\s?\d{{1,2}}\s?[/-])\s*(?:tahun\s+)?$", re.IGNORECASE)
_YEAR_END = re.compile(
    r"(?<!tanggal )(?<!tgl )(?<!tgl. )\b31\s+de[sc](?:ember)?\.?\s*(?:tahun\s+)?$|\bbulan\s*:?\s*[a-z]+\s*$", re.IGNORECASE
)
"""The end of a year, and the month of a report, name a year that is reported."""
_LAW = re.compile(
    r"(?:\bnomor|\bno|\bnomer)\b\s*[.:]?\s*[\w./-]+(?:\s[\w./-]*\d[\w./-]*)?\s+(?:tahun|th\.?|thn\.?)\s*$|[A-Za-z]/\s?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b(?:tahun|thn|th)\.?\s*[-:]?\s*$", re.IGNORECASE)
_BUDGET = re.compile(r"\b(?:tahun\s*anggaran|t\.?\s?a)\.?\s*[-:]?\s*$", re.IGNORECASE)

_REACHED = re.compile(
    r"\b(?:keadaan|posisi|kondisi|s d|sd|sampai dengan|sampai|per|akhir|berakhir)(?: pada)?(?: tanggal)?(?: akhir)?(?: bulan)?"
    r"(?: \d\d?)?(?= ([a-z]{3,9})\b)"
)
_SEMESTER = re.compile(r"\b(?:semester|smtr?|sem|sm)\.? (i|ii|1|2|pertama|kedua)\b")
_FIRST_HALF = ("i", "1", "pertama")
_JUNE = 6
_LAST_DAY = re.compile(r"(?:2[89]|3[01]) ([a-z]{3,9}) (?:19|20)\d\d")
_LOOK_ALIKE = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})


_SIGNED_AT = re.compile(
    rf"^(?:[^\W\d_][\w.'/-]*\s+){{0,3}}[^\W\d_][\w.'/-]*\s*,\s*(?:\d{{1,2}}\s+)?{_MONTH}\b[^\d]*(?:{_YEAR})?[^\d]*$",
    re.IGNORECASE,
)


def is_place_and_date(text: str) -> bool:
    """Whether a line is the place and date over a signature: `Muara Bulian, 5 Januari 2023`, its day or its year left blank;
    the signer's office may follow. One of the two is printed, and no other figure stands in such a line."""
    return any(ch.isdigit() for ch in text) and bool(_SIGNED_AT.match(clean(text)))


@lexicon.derived()
def _months() -> dict[str, int]:
    order = list(lexicon.section("bulan", "bulan"))
    return {spelling: order.index(month) + 1 for spelling, month in lexicon.spellings("bulan", "bulan").items()}


@lexicon.derived()
def _schedule() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.alternation('bulan', 'jadwal')})\b")


def month_name(number: int) -> str:
    """How a month, 1-12, is spelt: `januari`."""
    return list(lexicon.section("bulan", "bulan"))[number - 1]


def month_of(text: str) -> int | None:
    """The month, 1-12, that a text names and nothing else but a year: `Januari`, `Bulan Sept`, `Des 2021`; None for any other."""
    words = [w for w in fold(text).split() if w != "bulan" and not re.fullmatch(_YEAR, w)]
    return _months().get(words[0]) if len(words) == 1 else None


def half_of_year(text: str) -> int | None:
    """The one half of a year that a text names: `Semester I`, `Semester 2`; None where it names none or both."""
    halves = {1 if m.group(1) in _FIRST_HALF else 2 for m in _SEMESTER.finditer(fold(text))}
    return halves.pop() if len(halves) == 1 else None


def month_reached(text: str) -> int | None:
    """The month at whose end a caption tells the state of things: `Keadaan Akhir Bulan September 2021`, `s.d. Juni 2022`,
    `Posisi per 31 Oktober`, `Semester I`, or a heading that is the last day of one, `30 September 2023`; not the last one of a
    schedule."""
    if _schedule().search(fold(text)):
        return None
    if day := _LAST_DAY.fullmatch(fold(text)):
        return _months().get(day.group(1))
    if half_of_year(text) == 1:
        return _JUNE
    told = [month for m in _REACHED.finditer(fold(text)) if (month := _months().get(m.group(1)))]
    return told[-1] if told else None  # `Keadaan Januari s.d. Oktober`


def _value(text: str) -> int:
    return int(text.translate(_LOOK_ALIKE))


def _plausible(year: int) -> bool:
    return YEAR_MIN <= year <= YEAR_MAX


def find_ranges(text: str) -> tuple[RangeMention, ...]:
    """All ranges in a text, in order: `2021-2026`, `2021 – 2026`, `2021 s.d. 2026`, `2021/2026`; never backwards."""
    out = []
    for match in _RANGE.finditer(text):
        first, last = _value(match.group(1)), _value(match.group(2))
        if _plausible(first) and _plausible(last) and first < last:
            out.append(RangeMention(first, last, match.start(), match.end()))
    return tuple(out)


def find_years(text: str) -> tuple[YearMention, ...]:
    """All single years in a text, in order; years of ranges are left out (see `find_ranges`)."""
    taken = [(r.start, r.end) for r in find_ranges(text)]
    out = []
    for match in _ONE.finditer(text):
        year, start, end = _value(match.group(1)), match.start(1), match.end(1)
        if _plausible(year) and not any(a <= start < b for a, b in taken):
            out.append(YearMention(year, start, end, _kind(text, match.start(), start)))
    return tuple(out)


def _kind(text: str, match_start: int, start: int) -> YearKind:
    before = text[max(0, start - 80) : start]
    if _UNTIL.search(text[max(0, match_start - 20) : match_start]):
        return "sampai"
    glued = text[match_start:start].strip(" .").casefold()  # `TA2022`, `Th. 2022`, `TAHUN2016`
    if glued:
        return "anggaran" if glued == "ta" else "tahun"
    if _LAW.search(before):
        return "hukum"
    if _DATE.search(before):
        return "tahun" if _YEAR_END.search(before) else "tanggal"
    if _BUDGET.search(before):
        return "anggaran"
    return "tahun" if _WORD.search(before) else "lepas"
