"""What the words of a column's heading say beside the concepts that `headers.toml` finds in it, by `data/kolom.toml`."""

from __future__ import annotations

import re
from functools import partial
from typing import Literal

from normalizers.lexicon import alternation, derived, words
from normalizers.text import fold

_any = partial(alternation, "kolom")
_BETWEEN_LEVELS = re.compile(r"[/,&]|\bdan\b", re.IGNORECASE)

Matter = Literal[
    "anggaran", "kinerja", "pendanaan", "keluaran", "paket", "akhir", "acuan", "spm", "berjalan", "dievaluasi", "bulan_ini",
    "apb", "kode", "nama", "ukuran", "uang", "direncanakan", "dianggarkan", "dibelanjakan", "triwulan", "waktu", "harga",
    "langkah", "pelaku",
]  # fmt: skip


def heading_says(heading: str, matter: Matter) -> bool:
    """Whether a heading holds a word of the matter, as whole words."""
    return bool(_phrases(matter).search(heading))


def heads_anything(heading: str) -> bool:
    """Whether a heading says no more than that things stand below it: `Uraian`."""
    return fold(heading) in words("kolom", "apa_saja")


def heads_grades(leaf: str) -> bool:
    """Whether a heading is that of grades and says no more: `Predikat`."""
    return fold(leaf) in words("kolom", "predikat")


def heads_graded(leaf: str) -> bool:
    """Whether a heading is by its first word that of figures with a grade behind them: `Nilai`, `Skor SAKIP`."""
    return fold(leaf).partition(" ")[0] in words("kolom", "dipredikati")


def stands_beside_others(word: str) -> bool:
    """Whether a word is the whole head of one of several columns below a group: `Target`, `Rp`."""
    return (fold(word) or word) in words("kolom", "sebaris")


def is_share_spent(heading: str) -> bool:
    """Whether a heading speaks of what was spent over what was budgeted: `Rasio antara Realisasi dan Anggaran`."""
    return bool(_share_spent().search(heading))


def is_target_of_plan(heading: str) -> bool:
    """Whether a heading speaks of the target of a plan of several years: `Target Akhir Renstra`."""
    return bool(_target_of_plan().search(heading))


def holds_indicators_too(heading: str) -> bool:
    """Whether a column of a level above holds its indicators as well: `Sasaran Kegiatan / Indikator Kinerja`."""
    return bool(_both().search(" ".join(heading.split())))


def joins_names(heading: str) -> bool:
    """Whether a heading speaks of names besides: `Kode dan Nama Program/Kegiatan`."""
    return bool(_joined_names().search(heading))


def names_two_levels(heading: str) -> bool:
    """Whether a heading names a level of activities and the one below: `Program dan Kegiatan`."""
    return bool(_two_levels().search(heading))


def lists_levels(heading: str) -> bool:
    """Whether a heading is a list of levels that ends in one of activities: `Tujuan / Sasaran / Program`."""
    listed = _listed(heading)
    known = {*words("baris", "label"), *words("kolom", "jalan")}
    return len(listed) > 1 and set(listed) <= known and listed[-1] in words("kolom", "kegiatan")


def lists_indicators(heading: str) -> bool:
    """Whether a heading is a list of levels with their indicators: `Program/Kegiatan/Indikator`, `Program / Indikator / KRO`."""
    listed = _listed(heading)
    return len(listed) > 1 and any(level.startswith(words("kolom", "indikator")) for level in listed[1:])


def _listed(heading: str) -> list[str]:
    """The levels that a heading lists, one where it is no list."""
    return [fold(level) for level in _BETWEEN_LEVELS.split(heading)]


def says_percent(heading: str) -> bool:
    """Whether a heading says that figures are percentages, spaces within its words or not."""
    return any(word in "".join(heading.lower().split()) for word in words("kolom", "persen"))


def is_unit(bracketed: str) -> bool:
    """Whether what stands in brackets behind a heading may be a unit: no amount, scale or time."""
    plain = bracketed.lower()
    scale = any(word in plain for word in words("kolom", "bukan_satuan"))
    return not scale and not plain.startswith(words("kolom", "bukan_awal_satuan"))


def counts_things(cell: str) -> bool:
    """Whether a cell begins with a figure and a word that says what it counts: `12.300.400 Ton`."""
    return bool(_counted().match(cell))


def heads_wanted(group: str) -> bool:
    """Whether the last level of headings over a column speaks of what is wanted or was reached: `Target Capaian Kinerja`."""
    return bool(_wanted().match(" ".join(group.lower().split())))


def is_spending(heading: str) -> bool:
    """Whether a heading is the word for spending and no more: `Belanja` over `Operasi | Modal | Jumlah`."""
    return fold(heading) in words("kolom", "belanja")


def is_year(text: str) -> bool:
    """Whether a text is a year and no more: `Tahun 2019`, `(2019)`."""
    return bool(_year().match(text))


def year_follows(text: str) -> bool:
    """Whether the number of a year is to follow: `Target Tahun ke-`, `Rasio Capaian Tahun ke- (%)`."""
    return bool(_before_year().search(text))


def quarter_follows(text: str) -> bool:
    """Whether the number of a quarter is to follow: `Realisasi Kinerja pada Triwulan (Rp)`."""
    return bool(_before_quarter().search(text))


def without_quarter_word(text: str) -> str:
    """The numeral behind a word for a quarter, be it glued to that: `TW III`, `TWI`; any other text as it is."""
    return _quarter_word().sub("", text)


def heads_years(heading: str) -> bool:
    """Whether a column without figures of its own may hold years by its heading, which may be blank."""
    plain = fold(heading)
    return not plain or plain in words("kolom", "judul_tahun")


def heads_list(cell: str, of: Literal["daftar_kode", "daftar_nama"]) -> bool:
    """Whether a cell heads the codes or the names of an official list: `Kode Rekening`, `Nomenklatur Urusan`."""
    return f"{fold(cell)} ".startswith(tuple(f"{word} " for word in words("kolom", of)))


@derived()
def _phrases(matter: Matter) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(matter)})\b", re.IGNORECASE)


@derived()
def _share_spent() -> re.Pattern[str]:
    share, between, over = (_any(key) for key in ("awal_rasio", "antara", "dibanding"))
    spent, budget = _any("dibelanjakan"), _any("dianggarkan")
    return re.compile(
        rf"(?:{share})\w*\s+(?:(?:{between})\s+)?(?:{spent})\s*(?:\b(?:{over})\b|/)\s*(?:{budget})\b", re.IGNORECASE
    )


@derived()
def _target_of_plan() -> re.Pattern[str]:
    return re.compile(rf"target\s.*(?:{_any('rencana_jangka')})", re.IGNORECASE)


@derived()
def _both() -> re.Pattern[str]:
    above, joins, named = (_any(key) for key in ("di_atas_indikator", "sambung", "indikator"))
    return re.compile(
        rf"^(?:{above})\b[^/]*(?:/\s*(?:{above})\b[^/]*)*(?:/|\b(?:{joins})\b|&)\s*(?:/\s*)?(?:{named})\b", re.IGNORECASE
    )


@derived()
def _joined_names() -> re.Pattern[str]:
    joins, named = _any("sambung"), _any("bernama")
    return re.compile(rf"(?:\b(?:{joins})\b|/|&)\s*(?:{named})\b", re.IGNORECASE)


@derived()
def _two_levels() -> re.Pattern[str]:
    upper, joins, lower = (_any(key) for key in ("jenjang", "sambung", "jenjang_bawah"))
    return re.compile(rf"(?:{upper}).*(?<!sub)\s*[/,&]?\s*(?:(?:{joins})\s+)?(?:{lower})", re.IGNORECASE)


@derived()
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\s*\d[\d.,]*\s*(?!{_any('uang')})[^\W\d_]{{2,}}", re.IGNORECASE)


@derived()
def _wanted() -> re.Pattern[str]:
    return re.compile(rf"(?:.* / )?(?:{_any('diinginkan')})\b[^/]*$")


@derived()
def _year() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{_any('tahun')})\.?)?\s*\(?(?:19|20)\d\d\)?\W*$", re.IGNORECASE)


_TO_ITS_UNIT = r"\W*(?:\([^()\d]*\)\W*)?$"
"""From the word before a number to the end of a group's name: a sign, a unit in brackets."""


@derived()
def _before_year() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('mendahului_tahun')}){_TO_ITS_UNIT}", re.IGNORECASE)


@derived()
def _before_quarter() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('mendahului_triwulan')})\s*(?:ke)?{_TO_ITS_UNIT}", re.IGNORECASE)


@derived()
def _quarter_word() -> re.Pattern[str]:
    named = _any("kata_triwulan")
    return re.compile(rf"^(?:{named})\b[\s.]*|^(?:{named})(?=[ivl1|\s]+$)", re.IGNORECASE)
