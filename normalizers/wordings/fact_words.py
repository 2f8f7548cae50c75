"""What a name or a line of a table is about, by `data/fakta.toml`: an indicator, growth, a kind of spending, a level."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from typing import Literal, TypeVar, get_args

from normalizers import lexicon
from normalizers.concepts import Spending
from normalizers.text import clean, fold

_any = partial(lexicon.alternation, "fakta")

Level = Literal["sub_kegiatan", "kegiatan", "program"]
_SPENDING: tuple[Spending, ...] = get_args(Spending)
_LEVELS: tuple[Level, ...] = get_args(Level)


_Told = TypeVar("_Told", bound=str)
_CODE = r"\d(?:\s?[.]\s?\d+){2,7}"


def begins_indicator(line: str) -> bool:
    """Whether a line begins like the name of an indicator: `Persentase ...`, `Terwujudnya ...`."""
    return bool(_beginnings().match(line))


def begins_aim(line: str) -> bool:
    """Whether a line begins like the name of a sasaran: `Meningkatnya ...`, `Optimalnya ...`."""
    return bool(_aims().match(line))


def heads_items(line: str) -> bool:
    """Whether a line is a title over items of a list: `Arah Kebijakan 3.1.1: ...`, `Output :`, `Indikator Sasaran Misi 3:`."""
    return bool(_heading_items().match(line))


def without_kind(line: str) -> str | None:
    """The name that a line begins behind the kind of its indicator: `Output: Jumlah ...`; None where it begins with none."""
    found = _kind_led().match(line)
    return line[found.end() :] if found else None


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


def spending_of_satker(name: str, beside: Collection[Spending | None]) -> Spending | None:
    """The kind of spending that a whole name is in the scheme of ministries, whose other kinds stand `beside` it and none by the
    same name of a region's: `Belanja Barang` beside `Belanja Pegawai` and `Belanja Modal`."""
    plain = fold(clean(name))
    kind = next((kind for phrase, kind in _spending_of_satker() if plain == phrase), None)
    return kind if kind is not None and kind not in beside and not {"pegawai", "modal"}.isdisjoint(beside) else None


def heads_urusan(name: str) -> bool:
    """Whether a name is that of a group of urusan: `URUSAN PEMERINTAHAN WAJIB ...`."""
    return fold(name).startswith(lexicon.words("fakta", "kelompok_urusan"))


def without_level(name: str) -> str:
    """A name as `fold` gives it, without the words that say its level: `Program Penunjang ...` as `penunjang ...`."""
    words = fold(name).split()
    while words and words[0] in lexicon.words("fakta", "kata_tingkat"):
        words.pop(0)
    return " ".join(words)


def level_of(name: str) -> Level | None:
    """The level of an activity that its name begins with: `Sub Kegiatan Pemantauan ...`."""
    plain = f"{fold(name)} "
    return next((level for phrase, level in _levels() if plain.startswith(f"{phrase} ")), None)


def level_below(heading: _Told | None, name: str) -> _Told | Level | None:
    """The level that a heading gives a name; `Program ...` below one that speaks of kegiatan is a program."""
    return "program" if heading and level_of(name) == "program" else heading


def codes_named(line: str) -> list[tuple[Level, str]]:
    """The codes behind words for levels, each with its level: `Sub Kegiatan : 2.09.03.2.01.04 Pemantauan ...`; a word that stands
    beside the middle of a name of several lines may come after the first of these."""
    between = _level_between().match(line)
    found = [between] if between else _level_and_code().finditer(line)
    levels = {phrase.replace(" ", ""): level for phrase, level in _levels()}
    return [(levels[fold(one.group("level")).replace(" ", "")], one.group("code")) for one in found]


def code_of_agency(line: str) -> str | None:
    """The code that the head of a form prints of the agency: `Organisasi : 1.01.1.01.01 Dinas Pendidikan`."""
    found = _agency_and_code().search(line)
    return found.group(1) if found else None


def coded_heading(line: str) -> tuple[str, str] | None:
    """The code and the name of an activity over rows that begins with its level: `KEGIATAN 3355: Pengelolaan Keuangan`."""
    found = _level_code_name().match(" ".join(line.split()))
    return (found.group(1), found.group(2)) if found else None


def is_place_word(word: str) -> bool:
    """Whether a word is one for a place: `kabupaten`, `wilayah`."""
    return word in lexicon.words("fakta", "kata_wilayah")


def bare_place(text: str) -> str:
    """The name of a place as it is compared, without the word for its level: `Kec. Rimba Jaya` as `rimba jaya`."""
    return _before_place().sub("", fold(text))


def is_akip(name: str) -> bool:
    """Whether the name of an indicator speaks of the score of AKIP."""
    return not set(fold(name).split()).isdisjoint(lexicon.words("fakta", "akip"))


@lexicon.derived()
def _beginnings() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any('awal_indikator')})|{_aims().pattern}", re.IGNORECASE)


@lexicon.derived()
def _aims() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any('awal_berakhiran_nya')})\w*nya\b", re.IGNORECASE)


@lexicon.derived()
def _kind_led() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:indikator\s+)?(?:{_any('jenis_indikator')})\s*:\s*", re.IGNORECASE)


@lexicon.derived()
def _heading_items() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any('judul_daftar')})\b(?:[^:]{{0,40}}:|\s+\d[\d.]*\b)", re.IGNORECASE)


@lexicon.derived()
def _measures() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('label_ukuran')})(?: rp| %)?")


@lexicon.derived()
def _growth() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('pertumbuhan')})\b")


@lexicon.derived()
def _spending() -> tuple[tuple[str, Spending], ...]:
    return _kinds_of_spending("belanja")


@lexicon.derived()
def _spending_of_satker() -> tuple[tuple[str, Spending], ...]:
    return _kinds_of_spending("belanja_satker")


def _kinds_of_spending(section: str) -> tuple[tuple[str, Spending], ...]:
    return tuple(
        (phrase, lexicon.declared(kind, _SPENDING, f"normalizers/data/fakta.toml: [{section}]"))
        for kind, phrases in lexicon.section("fakta", section).items()
        for phrase in phrases
    )


@lexicon.derived()
def _levels() -> tuple[tuple[str, Level], ...]:
    return tuple(
        (phrase, lexicon.declared(level, _LEVELS, "normalizers/data/fakta.toml: [tingkat]"))
        for level, phrases in lexicon.section("fakta", "tingkat").items()
        for phrase in phrases
    )


@lexicon.derived()
def _level_and_code() -> re.Pattern[str]:
    return re.compile(rf"(?P<level>{_level_words()})\s*:?\s*(?P<code>{_CODE})", re.IGNORECASE)


@lexicon.derived()
def _agency_and_code() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('kata_organisasi')})\s*:\s*({_CODE})", re.IGNORECASE)


@lexicon.derived()
def _level_code_name() -> re.Pattern[str]:
    code = rf"{_CODE}|\d{{4}}(?=\s*[:\-–])"  # four digits alone may be a year
    return re.compile(rf"(?:{_level_words()})\s*:?\s*({code})\s*[:.\-–]?\s+([^\W\d_].*)", re.IGNORECASE)


@lexicon.derived()
def _level_between() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<code>{_CODE})\s+[^\W\d_].*\n(?P<level>{_level_words()})\s*:", re.IGNORECASE | re.DOTALL)


def _level_words() -> str:
    return "|".join(r"\s*".join(map(re.escape, phrase.split())) for phrase, _ in _levels())


@lexicon.derived()
def _before_place() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_any('awalan_tempat')})\s+")
