"""What a name or a line of a table is about, by `data/fakta.toml`: an indicator, growth, a kind of spending, a level."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from normalizers import lexicon
from normalizers.concepts import Spending
from normalizers.text import clean, fold

_SPENDING: tuple[Spending, ...] = get_args(Spending)


def begins_indicator(line: str) -> bool:
    """Whether a line begins like the name of an indicator: `Persentase ...`, `Terwujudnya ...`."""
    return bool(_beginnings().match(line))


def heads_items(line: str) -> bool:
    """Whether a line is a title over items of a list: `Arah Kebijakan 3.1.1: ...`, `Output :`, `Indikator Sasaran Misi 3:`."""
    return bool(_heading_items().match(line))


def says_measure(name: str) -> bool:
    """Whether the label of a row is the name of a measure and no more: `Realisasi`, `Pagu Anggaran (Rp)`."""
    return bool(_measures().fullmatch(fold(name)))


def tells_growth(heading: str) -> bool:
    """Whether a column's heading speaks of growth."""
    return bool(_growth().search(fold(heading)))


def spending_of(name: str) -> Spending | None:
    """The kind of spending that the name of an amount begins with: `Belanja Modal Tanah`; None where it tells none."""
    plain = f"{fold(clean(name))} "
    return next((kind for phrase, kind in _spending() if plain.startswith(f"{phrase} ")), None)


def heads_urusan(name: str) -> bool:
    """Whether a name is that of a group of urusan: `URUSAN PEMERINTAHAN WAJIB ...`."""
    return fold(name).startswith(lexicon.words("fakta", "kelompok_urusan"))


def without_level(name: str) -> str:
    """A name as `fold` gives it, without the words that say its level: `Program Penunjang ...` as `penunjang ...`."""
    words = fold(name).split()
    while words and words[0] in lexicon.words("fakta", "kata_tingkat"):
        words.pop(0)
    return " ".join(words)


def _any(key: str) -> str:
    return "|".join(map(re.escape, lexicon.words("fakta", key)))


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any('awal_indikator')}|(?:{_any('awal_berakhiran_nya')})\w+nya\b)", re.IGNORECASE)


@cache
def _heading_items() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any('judul_daftar')})\b(?:[^:]{{0,40}}:|\s+\d[\d.]*\b)", re.IGNORECASE)


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('label_ukuran')})(?: rp| %)?")


@cache
def _growth() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('pertumbuhan')})\b")


@cache
def _spending() -> tuple[tuple[str, Spending], ...]:
    return tuple(
        (phrase, lexicon.declared(kind, _SPENDING, "normalizers/data/fakta.toml: [belanja]"))
        for kind, phrases in lexicon.section("fakta", "belanja").items()
        for phrase in phrases
    )
