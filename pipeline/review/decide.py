"""Answers of people become lines of `OUTPUT/keputusan/`, and the datasets of an agency are written again with them.

All but `rewrite` only append a line: they take milliseconds and may be called by several people at once. UsageError tells
what is wrong with an answer, in a sentence for people. `who` is the name that a person gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.facts.people.added import added_id
from pipeline.keputusan.decision import AnswerError, Jawaban, Jenis, Keputusan, read_answer, written_answer
from pipeline.keputusan.store import add_decision, read_decisions
from pipeline.review.consequences import answer_to, as_held, reached
from pipeline.review.known import known_causes
from pipeline.review.questions import Scope
from pipeline.review.stored_facts import Place, StoredFacts
from pipeline.review.wording import say
from pipeline.tables.said import heading_print


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written: its id, for `undo`; `instansi` is the agency to be written again (`rewrite`)."""

    id: str
    instansi: str | None


def decide(output: Path, question_id: str, answer: str, scope: Scope, who: str, note: str = "") -> Decided:
    """Answer a question of the queue. A year that shall hold further than in the document is written as so many years from it."""
    known = known_causes(output)
    root = known.cause(question_id)
    says = as_held(known, root, answer_to(root, answer, scope), scope)
    values = sum(spot.fakta for spot in reached(known, root, scope))
    one = replace(root.anchor, lingkup=scope, jawaban=written_answer(says), oleh=who, catatan=note, nilai=values)
    if "baris_kepala" in says:  # known again by the rows that are its heading
        one = replace(one, rujukan=heading_print(known.stored.tercetak[root.tabel_id or ""], int(says["baris_kepala"])))
    written = add_decision(output, one)
    return Decided(written.id, written.instansi)


def correct(output: Path, fact_id: str, answer: str, who: str, note: str = "") -> Decided:
    """Say of one value (`kinerja_id` or `anggaran_id`) that it is right (`benar=ya`), should be another (`nilai=80.19`,
    `predikat=BB`), is of another row (`nama=...`), or no fact at all (`fakta=bukan`)."""
    stored = StoredFacts(output)
    fact = stored.fact(fact_id)
    says = _valid("nilai", answer)
    if "benar" in says:  # what was seen is written down, so that another reading of a later version is not called right
        rest: Jawaban = {key: value for key, value in says.items() if key != "benar"}
        says = {**rest, **_as_seen(fact)} or says
    text = " ".join(fact["nilai_teks"].split())
    settled = int(fact["status_nilai"] == "ragu")
    one = Keputusan("nilai", "nilai", written_answer(says), text, rujukan=fact_id, oleh=who, catatan=note, nilai=settled)
    return _written(output, one, stored.place(fact))


def add(output: Path, tabel_id: str, row: int, column: int, answer: str, who: str) -> Decided:
    """Say that what is printed in a cell is a fact that nobody read there: `ukuran=pagu | tahun=2023 | nilai=1500000 | nama=...`,
    where the measure alone does not tell it `peran=rupiah`, of a grade `predikat=BB` in the place of `nilai`."""
    stored = StoredFacts(output)
    cell = stored.cell(tabel_id, row, column)
    says: Jawaban = {"fakta": "baru", **_valid("nilai", answer)}
    if not {"ukuran", "nama"} <= says.keys() or says.keys().isdisjoint(("nilai", "predikat")):
        raise UsageError(say("galat", "baru"))
    ident = added_id(tabel_id, row, column, says)
    one = Keputusan("nilai", "nilai", written_answer(says), " ".join(cell["teks"].split()), rujukan=ident, oleh=who, nilai=1)
    return _written(output, one, stored.place(cell))


def heading_ends(output: Path, tabel_id: str, rows: int, who: str) -> Decided:
    """Say of one table that so many of its rows are its heading."""
    top = StoredFacts(output).top(tabel_id)
    says = _valid("tabel", f"baris_kepala={rows}")
    text, known_by = " ".join(top.kepala.split()), heading_print(top.tercetak, rows)
    return _written(output, Keputusan("tabel", "tabel", written_answer(says), text, rujukan=known_by, oleh=who), top.tempat)


def _as_seen(fact: Mapping[str, Any]) -> Jawaban:
    if fact["nilai"] is not None:
        return {"nilai": f"{Decimal(str(fact['nilai'])).normalize():f}"}
    return {"predikat": fact["predikat"]} if fact.get("predikat") else {}


def checked(output: Path, dokumen_id: str, halaman: int, who: str) -> Decided:
    """A person has looked at a whole page: all of its values that were not corrected are as they should be."""
    stored = StoredFacts(output)
    keys, doubtful = stored.on_page(dokumen_id, halaman)
    one = Keputusan("halaman", "dokumen", "benar=ya", " ".join(keys), oleh=who, nilai=doubtful)
    return _written(output, one, stored.place({"dokumen_id": dokumen_id, "halaman": halaman}))


def explain(output: Path, temuan_id: str, answer: str, note: str, who: str) -> Decided:
    """Answer a finding: `temuan=benar` (it is a fault of the document), `temuan=dijelaskan` (with a note for the report), or
    `temuan=bukan` (no fault). One that was explained or is none does not come back."""
    stored = StoredFacts(output)
    found = stored.finding(temuan_id)
    says = _valid("temuan", answer)
    if says.get("temuan") == "dijelaskan" and not note.strip():
        raise UsageError(say("galat", "catatan"))
    one = Keputusan("temuan", "nilai", written_answer(says), found["pesan"], rujukan=temuan_id, oleh=who, catatan=note)
    return _written(output, one, stored.place(found))


def undo(output: Path, decision_id: str, who: str) -> Decided:
    """Take a decision back, by another line. Undoing an undo puts it in force again."""
    made = next((one for one in read_decisions(output).made if one.id == decision_id), None)
    if made is None:
        raise UsageError(say("galat", "keputusan"))
    one = Keputusan("batal", made.lingkup, f"keputusan={decision_id}", made.teks, made.instansi, made.dokumen_id, oleh=who)
    return Decided(add_decision(output, one).id, made.instansi)


def _valid(kind: Jenis, answer: str) -> Jawaban:
    try:
        return read_answer(kind, answer)
    except AnswerError as error:
        raise UsageError(str(error)) from error


def _written(output: Path, one: Keputusan, place: Place) -> Decided:
    """Write a decision about a place."""
    there = replace(
        one,
        instansi=place.instansi,
        dokumen_id=place.dokumen_id,
        berkas=place.berkas,
        halaman=place.halaman,
        kotak=place.kotak,
    )
    return Decided(add_decision(output, there).id, place.instansi)


def foresee(output: Path, dokumen_id: str) -> None:
    """Have a document in the memory of this process, which somebody looks at: the first answer about it is then written as fast
    as the others. To be called where `rewrite` will be."""
    from pipeline.batch.rewriting import take_at_hand

    take_at_hand(output, dokumen_id)


def rewrite(output: Path, instansi: str | None) -> bool:
    """Bring the datasets of one agency (None: all) to what people have decided, from what was kept; whether anything changed.
    No PDF is read. Readers see the old datasets or the new ones. UsageError where a run holds the output folder, or none has ever
    finished in it; to be called in a worker process, one at a time."""
    from pipeline.batch.rewriting import rewrite_agency  # late: it loads what reads pages and matches indicators

    return rewrite_agency(output, instansi)
