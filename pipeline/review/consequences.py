"""What an answer would do, told before it is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from normalizers.text import fold
from pipeline.errors import UsageError
from pipeline.keputusan.decision import AnswerError, Jawaban, read_answer
from pipeline.keputusan.reach import holds_for
from pipeline.review.causes import Root, Spot
from pipeline.review.known import Known, known_causes
from pipeline.review.questions import Scope
from pipeline.review.wording import counted, measure_words, say

_IN_ORDER: tuple[str, ...] = (
    "ukuran", "peran", "bacaan", "tahun", "jenis", "baris_kepala", "nama", "kode", "benar", "nilai", "predikat", "fakta",
)  # fmt: skip

_WIDE: tuple[Scope, ...] = ("instansi", "semua")
_YEARS_APART = 9
"""A year further from the document's own is no relation to it."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """How many values an answer changes, and the sentence for people: `126 nilai menjadi persen fisik 2016`."""

    nilai: int
    kalimat: str


def consequence(output: Path, question_id: str, answer: str, scope: Scope) -> Consequence:
    """What an answer would do. UsageError where it is none to this question (the sentence is for people)."""
    known = known_causes(output)
    cause = known.cause(question_id)
    says = answer_to(cause, answer, scope)
    as_held(known, cause, says, scope)  # what will be refused is refused before it is given
    values = sum(spot.nilai for spot in reached(known, cause, scope))
    return Consequence(values, _sentence(cause, says, values))


def answer_to(cause: Root, answer: str, scope: Scope) -> Jawaban:
    """An answer to a question by what it speaks of. UsageError where it is none."""
    if scope not in cause.scopes:
        raise UsageError(say("galat", "lingkup", lingkup=scope))
    try:
        return read_answer(cause.anchor.jenis, answer)
    except AnswerError as error:
        raise UsageError(str(error)) from error


def as_held(known: Known, root: Root, says: Jawaban, scope: Scope) -> Jawaban:
    """An answer as a decision holds it: a year that shall hold further than in the document is so many years from the document's.
    UsageError where it cannot be told so."""
    if scope not in _WIDE or root.anchor.jenis not in ("kolom", "tabel") or not says.get("tahun", "").isdecimal():
        return says
    year, own = int(says["tahun"]), known.stored.dokumen[root.anchor.dokumen_id or ""]["tahun"]
    if own is None or abs(year - own) > _YEARS_APART:
        raise UsageError(say("galat", "tahun"))
    return {**says, "tahun": "dokumen" if year == own else f"dokumen{year - own:+d}"}


def reached(known: Known, root: Root, scope: Scope) -> tuple[Spot, ...]:
    """The places that a decision about a root of doubts reaches."""
    first = root.anchor
    if scope == "nilai":
        return root.tempat
    if scope in ("tabel", "dokumen"):
        own = (spot for spot in root.tempat if spot.dokumen_id == first.dokumen_id)
        return tuple(spot for spot in own if scope == "dokumen" or spot.tabel_id == root.tabel_id)
    same = [one for one in known.causes if _hangs_on(one, root)]
    spots = (spot for one in same for spot in one.tempat)
    return tuple(spot for spot in spots if scope == "semua" or holds_for(first, spot.instansi))


def _hangs_on(one: Root, root: Root) -> bool:
    """Whether what one root is asked of is settled, in another agency too, by an answer to another."""
    first, other = root.anchor, one.anchor
    alike = other.jenis == first.jenis and fold(other.teks) == fold(first.teks) and other.rujukan == first.rujukan
    return alike and (first.jenis != "tabel" or one.sebab == root.sebab)


def _sentence(cause: Root, says: Jawaban, values: int) -> str:
    told = {str(key): value for key, value in says.items()} | {"jumlah": counted(values)}
    if cause.sebab == "dokumen":
        return say("akibat", "dokumen", arti=", ".join(says.values()), jumlah=counted(values))
    if "ukuran" in says:
        return say("akibat", "ukuran", arti=measure_words(says["ukuran"], says.get("tahun")), jumlah=counted(values))
    if says.get("peran") in ("samping", "lain"):
        return say("akibat", "bukan_fakta", jumlah=counted(values))
    name = next((key for key in _IN_ORDER if key in told), next(iter(says)))
    return say("akibat", name, **told)
