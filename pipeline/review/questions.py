"""The queue: what a person has to settle, one question a cause, those that settle most values first.

An answer is a text of `kunci=isi` parted by ` | `, as a line of `OUTPUT/keputusan/` holds it (`pipeline.keputusan`):

    ukuran=persen_fisik | tahun=2016      a column: `ukuran` (or `peran` for one that holds no measure), `tahun`, `satuan`
    bacaan=1                              the first, second ... of the readings shown; for a column `bacaan=terbesar|terkecil`
    nilai=80.19                           what should stand there (`.` or `,` before the decimals)
    benar=ya                              as it was read
    jenis=lainnya                         the kind of a table; `lainnya`: it holds no facts
    baris_kepala=3                        so many rows of the table are its heading
    nama=...                              the name of a row
    kode=1.02.01.2.01                     the code of a row
    sama=... / beda=...                   the indicator is (not) this other one
    instansi=... | jenis=... | tahun=...  what a document is
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left of the page, as `sel` has them."""
Cause: TypeAlias = Literal["kolom", "tahun", "tabel", "nama", "bacaan", "kode", "indikator", "dokumen"]
"""What a question is about: what a column holds, of which year; a table that was not understood; the name that values stand
under; how a figure is to be read; a code; whether two wordings are one indicator; what a document is."""
Scope: TypeAlias = Literal["nilai", "tabel", "dokumen", "instansi", "semua"]
"""How far an answer reaches: this place, this table, all tables with this heading of the document, of the agency, of all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered as a button: `key` is 1-9 on the keyboard, `label` for people, `answer` for `decide`."""

    key: str
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to settle. `id` stays the same for the same cause, also over runs. `tertulis` is what is printed (a heading, a
    name, a figure), `bacaan` what was understood of it, in words. `boxes` are the cells on `halaman` that it is about. `choices`
    may be empty: then only a free answer helps. `scopes` are those that may be chosen, the first is the one proposed. `nilai`
    tells how many values it settles; `tabel_id` None for a question about a document or an indicator."""

    id: str
    sebab: Cause
    dokumen_id: str
    berkas: str
    instansi: str | None
    tahun: int | None
    tabel_id: str | None
    halaman: int
    boxes: tuple[Box, ...]
    tertulis: str
    bacaan: str
    choices: tuple[Choice, ...]
    scopes: tuple[Scope, ...]
    nilai: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which questions are wanted; None: any. `instansi` as `dokumen.instansi` has it."""

    instansi: str | None = None
    dokumen_id: str | None = None
    tahun: int | None = None
    sebab: Cause | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """The questions that pass the filter, and how many of the values that pass it (`nilai`) are sure: before any decision,
    now, and when the first ten questions are answered."""

    questions: tuple[Question, ...]
    nilai: int
    sure_before: int
    sure_now: int
    sure_with_next_ten: int


def queue(output: Path, wanted: Filter = Filter()) -> Queue:
    """The queue of an output folder, from its datasets and decisions."""
    raise NotImplementedError
