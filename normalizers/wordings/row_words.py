"""What the words of a row say of it, by `data/baris.toml`: a total, a mean, what it is before a colon, that it goes on below."""

from __future__ import annotations

import re
from functools import partial

from normalizers.lexicon import alternation, derived, section, words
from normalizers.text import fold, join_spaced

_any = partial(alternation, "baris")


def is_total(text: str) -> bool:
    """Whether a name is that of a row which adds up others: `Jumlah Belanja`, `T O T A L`; never `Jumlah Kunjungan Wisata`."""
    return bool(_sums("total").match(fold(join_spaced(text))))


def pos_of(text: str) -> str | None:
    """Which part of a budget's summary a row opens, by its first words: `PENDAPATAN DAERAH`, `Sisa Lebih Pembiayaan ...`."""
    plain = f"{fold(text)} "
    heads = ((pos, head) for pos, heads in section("baris", "pos").items() for head in heads)
    return next((pos for pos, head in heads if plain.startswith(f"{head} ")), None)


def is_average(text: str) -> bool:
    """Whether a name is that of a row of the mean of others: `Rata-rata capaian`; never `Rata-rata lama sekolah`."""
    return bool(_sums("rata").match(fold(text)) or _surely_average().match(fold(text)))


def labelled(text: str) -> tuple[str, str] | None:
    """What a cell says of itself, in lower case, and its name behind the colon: `Sasaran 2: ...`; None where it says nothing."""
    found = _label().match(" ".join(text.split()))
    return (found.group("label").lower(), found.group("name")) if found else None


def without_level(name: str) -> str:
    """The name of an activity without the level that stands before it and a colon: `Kegiatan : Rapat`, `Sub Output: Layanan`."""
    found = _level_led().match(name)
    return name[found.end() :] if found else name


def level_line(text: str) -> tuple[str, str] | None:
    """(level, name) of a cell whose first line is no more than the level of what it names: `KRO` over `Koordinasi`."""
    found = _level_line().match(text)
    return (found.group("level"), text[found.end() :]) if found else None


def without_note(name: str) -> str:
    """A name without the note that shares its cell: `TOTAL dan Catatan Kepala Bidang` is `TOTAL`."""
    return _note().split(name, maxsplit=1)[0]


def is_balance(text: str) -> bool:
    """Whether a name is that of a balance, of what is owned at a date: `Saldo per 31 Desember 2020`."""
    return fold(text).split(" ")[0] in words("baris", "saldo")


def is_input(text: str) -> bool:
    """Whether a label says that what stands beside it goes into a kegiatan: `Masukan (Input)`."""
    said = fold(text).split()
    return bool(said) and set(said) <= set(words("baris", "masukan"))


def heads(text: str, peran: str) -> bool:
    """Whether a text is what heads a column of this role (`data/headers.toml`), and nothing more: `Satuan` counts nothing."""
    return fold(text) in section("headers", "peran").get(peran, ())


def is_of_the_program(text: str) -> bool:
    """Whether a label of a form says that what stands beside it is of the program that its activity is of."""
    return fold(text) in words("baris", "milik_program")


def hangs(text: str) -> bool:
    """Whether a name cannot end here: at `dan`, at a hyphen, at an open bracket."""
    return bool(_hanging().search(text))


def is_numbered_label(text: str) -> bool:
    """Whether a text begins with a label and its number: `Misi 1: ...`, `Sasaran Strategis ke-2. ...`."""
    return bool(_numbered_label().match(text))


def only_joins(word: str) -> bool:
    """Whether a word stands between two others and never at the end of a name."""
    return word in words("baris", "penghubung")


def is_short(word: str) -> bool:
    """Whether a word of a consonant or two is one as it is (`km`, `Rp`), no piece of another."""
    return word in words("baris", "pendek")


def is_little(word: str) -> bool:
    """Whether a word of two or three letters is one as it is."""
    return is_short(word) or word in words("baris", "pendek_lain")


@derived()
def _sums(key: str) -> re.Pattern[str]:
    rest = f"{_any(f'sambungan_{key}')}|[ivx]+|[a-z]|\\d+"
    return re.compile(rf"(?:(?:{_any(f'awalan_{key}')}) )*(?:{_any(key)})(?: (?:{rest}))*$")


@derived()
def _surely_average() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_any('awalan_rata')}) )*(?:{_any('rata_pasti')})\b")


@derived()
def _label() -> re.Pattern[str]:
    kind = rf"(?P<label>{_any('label')})(?:\s+(?:strategis|{_any('label')}))?"  # `Sasaran Program`
    return re.compile(
        rf"(?:[▸▾►▼•]\s*)?(?:\d{{1,2}}[.)]?\s+)?{kind}\s*(?:ke\s*-?\s*)?(?:\d{{1,2}}|[IVX]{{1,4}}|{_any('urutan')})?\s*[:.]\s*(?P<name>.+)$",
        re.IGNORECASE,
    )


@derived()
def _level_led() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('label_tingkat')})\s*:\s*(?=\S)", re.IGNORECASE)


@derived()
def _level_line() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<level>{_any('label_tingkat')})[ \t]*\n\s*(?=\S)", re.IGNORECASE)


@derived()
def _hanging() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{_any('menggantung')})|[-,/&(])\s*$", re.IGNORECASE)


@derived()
def _numbered_label() -> re.Pattern[str]:
    label = rf"(?:{_any('label_bernomor')})\s*(?:strategis)?\s*(?:ke)?"
    return re.compile(rf"{label}\W*(?:\d{{1,2}}|[IVX]{{1,4}})\s*[:.]", re.IGNORECASE)


@derived()
def _note() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\bdan\b|[/&,])\s*(?:{_any('catatan')})\b", re.IGNORECASE)
