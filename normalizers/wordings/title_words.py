"""What the title of a table speaks of, by the phrases of `data/judul.toml`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import partial
from typing import Literal

from normalizers.lexicon import alternation, derived, words
from normalizers.text import clean, fold
from normalizers.wordings.fact_words import begins_indicator

_any = partial(alternation, "judul")

_QUOTED = re.compile(r"(?:[A-Z]{0,3}\d[\d.]*\s*[:.]?\s+)?[\"“”‘’'](?P<name>[^\"“”]{4,}?)[\"“”’']")
"""A name in quotation marks, its number before it or not."""
Subject = Literal[
    "judul",
    "hasil",
    "rencana",
    "perjanjian",
    "rencana_tahunan",
    "rencana_strategis",
    "iku",
    "perkara_lain",
    "capaian",
    "perubahan",
    "maju",
]


def speaks_of(folded: str, subject: Subject) -> bool:
    """Whether a text, as `fold` gives it, holds a phrase of the subject as whole words."""
    return bool(_phrases(subject).search(folded))


def heads_plan(folded: str) -> bool:
    """Whether a title of results is a plan's by its head: `Rencana Aksi Pencapaian Kinerja`; never `Rencana dan Realisasi`."""
    return bool(_plan_first().match(folded))


def heads_spending(folded: str) -> bool:
    """Whether a title is by its head one of what was spent, and of nothing beside it: `Rekapitulasi Realisasi Anggaran`; never
    `Realisasi dan Sisa Anggaran`, `Pagu dan Realisasi`."""
    return bool(_spending_first().match(folded))


def heads_achievement(folded: str) -> bool:
    """Whether a title is by its head one of achievements in percent: `Tabel 5. Tingkat Capaian Kinerja`; not `Capaian Kinerja`,
    which may be what was reached."""
    return bool(_achievement_first().match(folded))


def is_year_line(text: str) -> bool:
    """Whether a line is a year and no more: `Tahun Anggaran 2019`."""
    return bool(_year_line().match(text))


def without_forward(text: str) -> str:
    """A title without what it says of the years after: `Rencana 2019 dan Prakiraan Maju 2020`, `Realisasi 2019 dan Target Akhir
    RPJMD Tahun 2021`."""
    return _end_of_plan().sub(" ", _forward().sub(" ", text))


def indicator_in(title: str) -> str | None:
    """What a title says behind the word for an indicator and its number: `Indikator 1 : Level kapabilitas APIP`, `IKK 2. ...`,
    `IKU 1 Pertumbuhan pendapatan`."""
    found = _indicator().match(title)
    return title[found.end() :] if found else None


def calls_indicator(title: str, name: str) -> bool:
    """Whether a title has the word for an indicator right before a name in it: `Capaian IKU Persentase Kualitas Anggaran`."""
    before = fold(title[: title.find(name)])
    return before.endswith((*words("judul", "iku"), *words("judul", "indikator")))


def names_indicator(field: str) -> bool:
    """Whether a field of a form is the name of its indicator: `Nama IKU`, `Indikator Kinerja Utama`."""
    return fold(field) in words("judul", "isian_indikator")


def names_unit(field: str) -> bool:
    """Whether a field of a form is the unit of its indicator: `Satuan Pengukuran`."""
    return fold(field) in words("judul", "isian_satuan")


def measured_in(title: str) -> str | None:
    """The indicator that a title names behind words for its figures and before its years, if it begins as indicators do or stands
    in quotation marks: `Tabel 3.4 Perkembangan Capaian Persentase Jalan Mantap Tahun 2020-2022`, `Capaian IKU S2 "Luas hutan"`.
    """
    behind = _opening().sub("", title, count=1)
    quoted = _QUOTED.match(behind)
    if quoted is not None and behind != title:
        return quoted.group("name") if " " in quoted.group("name") else None
    name = behind_measures(title)
    return name if begins_indicator(name) and " " in name else None


def behind_measures(title: str) -> str:
    """What a title says behind words for its figures and before its years: `Tabel 3.6 Capaian Indikator Prevalensi Stunting Tahun
    2020-2022`."""
    return _years_behind().sub("", _opening().sub("", title, count=1))


def with_wrapped(name: str, below: Sequence[str]) -> str:
    """A name that stands on a line above a table, with the lines `below` it that it wraps over: those that begin small and end no
    sentence."""
    rest = itertools.takewhile(lambda line: line[:1].islower() and not line.rstrip().endswith("."), below)
    return " ".join((name, *rest))


def subject_of(title: str) -> str:
    """What a title speaks of, without its label and the years behind: `Anggaran dan Realisasi Dinas Contoh` of `Tabel 3.20
    Anggaran dan Realisasi Dinas Contoh Tahun 2020-2022`."""
    return _years_behind().sub("", _label().sub("", clean(title), count=1)).strip(" .:")


@derived()
def _end_of_plan() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('akhir_rencana')})\b[^\d,;]*\d{{4}}", re.IGNORECASE)


@derived()
def _label() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternation('halaman', 'keterangan')})\s[\w.-]*\d[\w.-]*\s*[:.]?\s*", re.IGNORECASE)


@derived()
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{_label().pattern})?(?:(?:{_any('pembuka_indikator')})[\s,/&]+)*", re.IGNORECASE)


@derived()
def _years_behind() -> re.Pattern[str]:
    part = rf"(?:\b(?:{_any('bagian_tahun')})\s+(?:\w+\s+){{0,2}})?"
    return re.compile(rf"\s*{part}(?:\b(?:{_any('tahun')})\s*)?(?:19|20)\d\d.*$", re.IGNORECASE)


@derived()
def _phrases(subject: Subject) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(subject)})\b")


@derived()
def _plan_first() -> re.Pattern[str]:
    results = rf"(?!.*\b(?:{_any('sambung')})\s+(?:{_any('kepala_hasil')})\b)"
    return re.compile(rf"(?:(?:{_any('pembuka')})\b[\s\d.]*)?(?:{_any('kepala_rencana')})\b{results}")


@derived()
def _spending_first() -> re.Pattern[str]:
    alone = rf"(?!.*\b(?:{_any('sambung')})\b)"
    return re.compile(rf"(?:(?:{_any('pembuka_belanja')})\b[\s\d.]*)*(?:{_any('kepala_belanja')})\b{alone}")


@derived()
def _achievement_first() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_any('pembuka_capaian')})\b[\s\d.]*)*(?:{_any('kepala_capaian')}) (?:{_any('tercapai')})\b")


@derived()
def _year_line() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any('tahun')})\W*(?:{_any('tahun_anggaran')})?\W*(?:19|20)\d\d\W*$", re.IGNORECASE)


@derived()
def _forward() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('maju')}|(?:{_any('proyeksi')}) ).*", re.IGNORECASE)


@derived()
def _indicator() -> re.Pattern[str]:
    named = rf"(?:{_any('indikator')})(?:\s+(?:{_any('jenis_indikator')}))*"
    called = rf"(?:{named}\s*(?:ke\s*)?[\d.]*|(?:{_any('indikator_singkat')})[\s.-]*[A-Z]{{0,2}}\d[\d.]*)"
    named_next = rf"(?<=\d)\s+(?=(?-i:[A-Z][a-z]))(?!(?:{_any('tahun')})\b)"
    return re.compile(rf"(?:(?:{_any('label')})\s[\d.]+\s*)?{called}(?:\s*[:.\-–]\s*(?=\S)|{named_next})", re.IGNORECASE)
