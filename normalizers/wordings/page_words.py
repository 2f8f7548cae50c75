"""What a line of a page is by its first words, by `data/halaman.toml`: a field of a form, a chapter, an attachment."""

from __future__ import annotations

import re
from functools import partial

from normalizers.lexicon import alternation, derived, words
from normalizers.text import fold

_any = partial(alternation, "halaman")


def is_field(line: str) -> bool:
    """Whether a line is a field of a form that says whose or of which year it is: `Nama Unit Kerja : ...`, `O.P.D: ...`."""
    return bool(_fields().match(line))


def ends_with_its_row(field: str) -> bool:
    """Whether a field never runs on to the next line: a year does not, the name of an agency may."""
    return bool(_one_row().match(field))


def names_office(field: str) -> bool:
    """Whether a field says which office a person holds: an agreement has it for both parties."""
    return fold(field).startswith(words("halaman", "isian_pejabat"))


def follows_fields(line: str) -> bool:
    """Whether a line below a field is text of the form: `selanjutnya disebut pihak pertama`."""
    return fold(line).startswith(words("halaman", "bukan_isian"))


def heads_chapter(line: str) -> bool:
    """Whether a line is the heading of a chapter, or of the list of contents: a document that has them is no mere form."""
    return bool(_chapter().match(line))


def heads_part(line: str) -> bool:
    """Whether a line is the heading of a chapter or an attachment: `BAB III`, `Lampiran 2`."""
    return bool(_part().match(line))


def heads_attachment(line: str) -> bool:
    return bool(_attachment().match(line))


def captions(text: str) -> bool:
    """Whether a text is the caption of a table or a picture: `Tabel 2.1 Evaluasi Renja ...`."""
    return bool(_caption().match(text))


def names_decree(line: str) -> bool:
    """Whether a line speaks of a decree: `Lampiran I Peraturan Bupati ...` is no attachment of a report."""
    return bool(_decree().search(line))


def names_part(word: str) -> bool:
    """Whether a word of the name of a file says that it is a part of a report."""
    return word.casefold() in words("halaman", "nama_bagian")


@derived()
def _fields() -> re.Pattern[str]:
    short = "|".join(r"\.?".join(map(re.escape, word)) for word in words("halaman", "isian_singkat"))
    return re.compile(rf"^\W*(?:nama\s+)?(?:{_any('isian')}|{short})\b\s*:", re.IGNORECASE)


@derived()
def _one_row() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_any('isian_sebaris')})\b", re.IGNORECASE)


@derived()
def _chapter() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_any('bab')})\s+[ivx]+\b|^\W*(?:{_any('daftar_isi')})\W*$", re.IGNORECASE)


@derived()
def _part() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:(?:{_any('bab')})\s+[ivx\d]+|(?:{_any('lampiran')})(?:\s*[ivx\d]+)?)\b", re.IGNORECASE)


@derived()
def _attachment() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_any('lampiran')})\b", re.IGNORECASE)


@derived()
def _caption() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_any('keterangan')})\s*(?:[a-z]\W?)?\d", re.IGNORECASE)


@derived()
def _decree() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('peraturan')})\b", re.IGNORECASE)
