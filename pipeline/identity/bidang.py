"""The bidang urusan of an agency, from the activity codes that its tables print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.model import Table
from normalizers import lexicon
from normalizers.text import fold

_TABLES = ("bidang_90_2019", "bidang_13_2006", "bidang_23_2014")
# Two digits behind the urusan: account codes (`5.1.02...`) have one there.
_CODE = re.compile(r"([1-9]\.\d{2})\.\d{1,3}(?:\.\d{1,4})*")
_BIDANG_CELL = re.compile(r"[1-9]\.\d{2}")
_NEXT_CELL = re.compile(r"\d{2,3}")
_LEAST = 2
"""Distinct codes without which nothing is said: one may be the number of a heading."""
_SHARED_BY = 1
"""A word that stands in the names of more bidang than this (`daerah`, `masyarakat`) tells none of them."""


def bidang_of(tables: Sequence[Table], agency: str | None) -> str | None:
    """The bidang (`2.17`, as printed) that most distinct codes begin with; None without codes.

    `agency` is the name without its region. Among several bidang, one that it is named after comes first. Where the
    name tells a bidang and no code has that, the codes are list numbers or another agency's: None.
    """
    counted = Counter(code[:4] for code in sorted(set(_codes(tables))))
    if counted.total() < _LEAST:
        return None
    words = _telling_words(agency)
    named = [b for b, _ in counted.most_common() if words & _words_of(b)]
    if named:
        return named[0]
    return None if words else counted.most_common(1)[0][0]


def _codes(tables: Sequence[Table]) -> Iterator[str]:
    """Activity codes of a known bidang, those whose parts stand in columns of their own too."""
    for table in tables:
        for row in table.grid():
            cells = [re.sub(r"\s+", "", text).replace(",", ".").strip(".") for text in row]
            for at, text in enumerate(cells):
                if (match := _CODE.fullmatch(text)) and _words_of(match.group(1)):
                    yield text
                elif _BIDANG_CELL.fullmatch(text) and _words_of(text):
                    rest = [c for c in cells[at + 1 : at + 4] if _NEXT_CELL.fullmatch(c)]
                    if rest:
                        yield ".".join((text, *rest))


@lexicon.derived()
def _words_of(bidang: str) -> frozenset[str]:
    """The words of a bidang's names in all numberings; empty for what is no bidang."""
    names = (lexicon.section("bidang", table).get(bidang, "") for table in _TABLES)
    return frozenset(word for name in names for word in fold(name).split() if len(word) > 2)


@lexicon.derived()
def _common_words() -> frozenset[str]:
    counted: Counter[str] = Counter()
    for table in _TABLES:
        names = lexicon.section("bidang", table).values()
        per_table = Counter(word for name in names for word in set(fold(name).split()))
        for word, count in per_table.items():
            counted[word] = max(counted[word], count)
    return frozenset(word for word, count in counted.items() if count > _SHARED_BY)


def _telling_words(agency: str | None) -> frozenset[str]:
    """Words of the agency's name that tell a bidang."""
    every_bidang = (bidang for table in _TABLES for bidang in lexicon.section("bidang", table))
    return frozenset(fold(agency or "").split()) & frozenset().union(*map(_words_of, every_bidang)) - _common_words()
