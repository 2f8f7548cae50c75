"""A decision of a person: what it is about, how far it reaches, where its anchor is, the answer, who gave it and when.

The anchor survives a new run and a new version of the program: the document by its bytes, page and box on it, the text that
is printed there. Of two decisions about one thing the narrower holds, of two as wide the later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

from pipeline.datasets.ids import stable_id
from pipeline.datasets.vocabulary import JenisDokumen, JenisTabel, Peran, Ukuran

Kotak: TypeAlias = tuple[float, float, float, float]
Jenis: TypeAlias = Literal["kolom", "tabel", "baris", "nilai", "halaman", "dokumen", "indikator", "temuan", "batal"]
"""What a decision is about: a column, a table, a row, one value, a page checked whole, a document, two indicators, a finding;
`batal` takes another decision back."""
Lingkup: TypeAlias = Literal["nilai", "tabel", "dokumen", "instansi", "semua"]
"""How far it reaches, the narrowest first: its place, its table, what has the same text in the document, in the documents of the
agency, in all."""
Kunci: TypeAlias = Literal[
    "benar", "ukuran", "peran", "tahun", "satuan", "bacaan", "jenis", "baris_kepala", "nama", "kode", "nilai", "predikat",
    "fakta", "instansi", "wilayah", "periode_awal", "periode_akhir", "sama", "beda", "temuan", "keputusan",
]  # fmt: skip
"""What an answer may say."""
LINGKUP: tuple[Lingkup, ...] = get_args(Lingkup)
JENIS: tuple[Jenis, ...] = get_args(Jenis)
OF_KIND: Mapping[Jenis, tuple[Kunci, ...]] = {
    "kolom": ("ukuran", "peran", "tahun", "satuan", "bacaan"),
    "tabel": ("jenis", "tahun", "baris_kepala", "nama"),
    "baris": ("benar", "nama", "kode"),
    "nilai": ("benar", "nilai", "predikat", "satuan", "nama", "fakta", "ukuran", "peran", "tahun", "kode"),
    "halaman": ("benar",),
    "dokumen": ("instansi", "wilayah", "jenis", "tahun", "periode_awal", "periode_akhir"),
    "indikator": ("sama", "beda"),
    "temuan": ("temuan",),
    "batal": ("keputusan",),
}
"""What an answer about each may say."""
_YES = ("ya",)
_WORDS: Mapping[tuple[Jenis | None, Kunci], tuple[str, ...]] = {
    (None, "benar"): _YES,
    ("kolom", "ukuran"): get_args(Ukuran),
    ("kolom", "peran"): get_args(Peran),
    ("kolom", "bacaan"): ("terbesar", "terkecil"),
    ("tabel", "jenis"): get_args(JenisTabel),
    ("tabel", "nama"): ("benar",),
    ("nilai", "fakta"): ("bukan", "baru"),
    ("nilai", "ukuran"): get_args(Ukuran),
    ("nilai", "peran"): ("nilai", "rupiah"),
    ("dokumen", "jenis"): get_args(JenisDokumen),
    ("temuan", "temuan"): ("benar", "dijelaskan", "bukan"),
}
_OWN_YEAR = "dokumen"
_YEAR = re.compile(r"(?:19|20)\d\d|dokumen(?:[+-][1-9])?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_FORMS: Mapping[Kunci, re.Pattern[str]] = {
    "tahun": _YEAR,
    "periode_awal": _YEAR,
    "periode_akhir": _YEAR,
    "nilai": _NUMBER,
    "baris_kepala": re.compile(r"\d{1,2}"),
}
_AND = " | "
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Jawaban: TypeAlias = Mapping[Kunci, str]


class AnswerError(ValueError):
    """An answer that says nothing, or what it may not; `str()` is why, for the user."""


@dataclass(frozen=True, slots=True)
class Keputusan:
    """`teks` is what is printed there (a heading, a name, a figure), white space aside; `rujukan` the id of the value, finding or
    decision that it is about, or what the rows print that are said to be a heading (`pipeline.tables.said`); `jawaban` as
    `read_answer` takes it. `berkas` is for people only, `versi` that of the program, `nilai` how many values it settled when it
    was made."""

    jenis: Jenis
    lingkup: Lingkup
    jawaban: str
    teks: str = ""
    instansi: str | None = None
    dokumen_id: str | None = None
    berkas: str = ""
    halaman: int | None = None
    kotak: Kotak | None = None
    rujukan: str = ""
    oleh: str = ""
    waktu: str = ""
    versi: str = ""
    nilai: int = 0
    catatan: str = ""
    id: str = ""

    @property
    def says(self) -> Jawaban:
        """The answer by what it speaks of. AnswerError where it is none."""
        return read_answer(self.jenis, self.jawaban)

    @property
    def saat(self) -> datetime:
        """When it was made; one whose time cannot be read came first."""
        return _time(self.waktu)

    def with_id(self) -> Keputusan:
        """With an id of its own, where a person who wrote it by hand gave none."""
        if self.id:
            return self
        parts = (self.jenis, self.lingkup, self.jawaban, self.teks, self.instansi, self.dokumen_id, self.halaman, self.kotak)
        return replace(self, id="k" + stable_id(*parts, self.rujukan, self.oleh, self.waktu))


def read_answer(kind: Jenis, text: str) -> Jawaban:
    """`ukuran=target | tahun=2016` by what it speaks of. AnswerError says what is wrong."""
    out: dict[Kunci, str] = {}
    allowed = {str(key): key for key in OF_KIND[kind]}
    for part in text.split("|"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        key = allowed.get(name)
        if key is None or not equals or not value:
            raise AnswerError(f"jawaban '{part.strip()}' tidak dikenal; pakai {', '.join(f'{k}=...' for k in allowed)}")
        words = _WORDS.get((kind, key)) or _WORDS.get((None, key))
        if words is not None and value not in words:
            raise AnswerError(f"'{value}' bukan isi {key}; pilihannya: {', '.join(words)}")
        form = _FORMS.get(key)
        if form is not None and not form.fullmatch(value):
            raise AnswerError(f"'{value}' tidak dapat dibaca sebagai {key}")
        out[key] = value
    return out


def year_meant(text: str, own: int | None) -> int | None:
    """`2016`, or `dokumen-1` where the document's own year is known."""
    if not text.startswith(_OWN_YEAR):
        return int(text)
    return None if own is None else own + int(text.removeprefix(_OWN_YEAR) or 0)


def written_answer(says: Jawaban) -> str:
    """An answer as text, from which `read_answer` reads the same."""
    return _AND.join(f"{key}={' '.join(value.replace('|', '/').split())}" for key, value in says.items())


def _time(text: str) -> datetime:
    day = _DAY_FIRST.fullmatch(text.strip())
    try:
        found = datetime(int(day[3]), int(day[2]), int(day[1])) if day else datetime.fromisoformat(text.strip())
    except ValueError:
        return _EARLIEST
    return found if found.tzinfo else found.replace(tzinfo=UTC)
