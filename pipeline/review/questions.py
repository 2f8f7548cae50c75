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

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.keputusan.decision import Lingkup
from pipeline.review.causes import Root, Sebab
from pipeline.review.known import Known, known_causes

Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left of the page, as `sel` has them."""
Scope: TypeAlias = Lingkup
"""How far an answer reaches: this place, this table, all tables with this heading of the document, of the agency, of all."""
Cause: TypeAlias = Sebab
"""What a question is about, see `pipeline.review.causes`."""
_NEXT = 10


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
    known = known_causes(output)
    asked = [one for one in known.causes if _is_wanted(one, wanted, known)]
    documents = [ident for ident, who in known.stored.dokumen.items() if _is_of(who, ident, wanted)]
    sure = sum(known.stored.pasti.get(ident, 0) for ident in documents)
    decided = sum(one.nilai for one in known.decisions.valid if one.dokumen_id in documents)
    next_ten = sum(spot.fakta for one in asked[:_NEXT] for spot in one.tempat)
    return Queue(
        tuple(_question(one, known) for one in asked),
        sum(known.stored.semua.get(ident, 0) for ident in documents),
        max(0, sure - decided),
        sure,
        sure + next_ten,
    )


def _is_wanted(one: Root, wanted: Filter, known: Known) -> bool:
    """Whether a cause is of the kind, and makes values doubtful in a document, that are wanted."""
    if wanted.sebab is not None and one.sebab != wanted.sebab:
        return False
    return any(_is_of(known.stored.dokumen[spot.dokumen_id], spot.dokumen_id, wanted) for spot in one.tempat)


def _is_of(who: Mapping[str, Any], ident: str, wanted: Filter) -> bool:
    return (
        wanted.dokumen_id in (None, ident) and wanted.instansi in (None, who["instansi"]) and wanted.tahun in (None, who["tahun"])
    )


def _question(one: Root, known: Known) -> Question:
    anchor = one.anchor
    who = known.stored.dokumen[anchor.dokumen_id or ""]
    return Question(
        one.id,
        one.sebab,
        anchor.dokumen_id or "",
        anchor.berkas,
        anchor.instansi,
        who["tahun"],
        one.tabel_id,
        anchor.halaman or 1,
        one.boxes,
        one.tertulis,
        one.bacaan,
        tuple(Choice(str(number), a.label, a.jawaban) for number, a in enumerate(one.answers, start=1)),
        one.scopes,
        one.nilai,
    )
