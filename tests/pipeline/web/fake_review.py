"""A queue over any output folder that asks for the meaning of the columns with values, whatever is known of them: pages are
tested without what finds real questions. Answers are real lines of `keputusan/`; no dataset changes. Workers import this."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.keputusan.decision import Keputusan, read_answer
from pipeline.keputusan.store import add_decision, read_decisions
from pipeline.review.consequences import Consequence
from pipeline.review.decide import Decided
from pipeline.review.questions import Choice, Filter, Question, Queue, Scope
from pipeline.web.shelf import Shelf

_CHOICES = (
    Choice("1", "persen fisik 2016", "ukuran=persen_fisik | tahun=2016"),
    Choice("2", "realisasi 2016", "ukuran=realisasi | tahun=2016"),
    Choice("3", "bukan nilai", "peran=lain"),
)


def _all(output: Path) -> list[Question]:
    shelf = Shelf(output)
    out = []
    for document in shelf.documents():
        for page in shelf.pages(document["dokumen_id"]):
            for table in shelf.tables(document["dokumen_id"], page["halaman"]):
                columns = sorted({cell.row["kolom"] for cell in table.cells if cell.nilai})
                for column in columns[:2]:
                    cells = [cell.row for cell in table.cells if cell.row["kolom"] == column]
                    heading = " / ".join(c["teks"] for c in cells if c["baris"] < table.row["baris_judul"])
                    boxes = tuple((c["x0"], c["y0"], c["x1"], c["y1"]) for c in cells)
                    ident = f"{table.row['tabel_id']}-{column}"
                    out.append(
                        Question(
                            ident, "kolom", document["dokumen_id"], document["berkas"], document["instansi"], document["tahun"],
                            table.row["tabel_id"], page["halaman"], boxes, heading, "arti kolom belum dikenal", _CHOICES,
                            ("instansi", "tabel", "semua"), len(boxes),
                        )
                    )  # fmt: skip
    return sorted(out, key=lambda one: (-one.nilai, one.id))


def queue(output: Path, wanted: Filter) -> Queue:
    answered = {one.rujukan for one in read_decisions(output).valid}
    everything = _all(output)
    left = tuple(
        q
        for q in everything
        if q.id not in answered
        and (wanted.instansi is None or q.instansi == wanted.instansi)
        and (wanted.dokumen_id is None or q.dokumen_id == wanted.dokumen_id)
        and (wanted.tahun is None or q.tahun == wanted.tahun)
        and (wanted.sebab is None or q.sebab == wanted.sebab)
    )
    whole = 2 * sum(q.nilai for q in everything)
    now = whole - sum(q.nilai for q in left)
    return Queue(left, whole, whole // 2, now, now + sum(q.nilai for q in left[:10]))


def consequence(output: Path, question_id: str, answer: str, scope: Scope) -> Consequence:
    question = next(q for q in _all(output) if q.id == question_id)
    try:
        says = read_answer("kolom", answer)
    except ValueError as error:
        raise UsageError(str(error)) from error
    many = question.nilai * (1 if scope == "tabel" else 3)
    return Consequence(many, f"{many} nilai menjadi {' '.join(says.values()).replace('_', ' ')}")


def decide(output: Path, question_id: str, answer: str, scope: Scope, who: str, note: str = "") -> Decided:
    question = next(q for q in _all(output) if q.id == question_id)
    made = Keputusan(
        "kolom", scope, answer, question.tertulis, question.instansi, question.dokumen_id, question.berkas, question.halaman,
        rujukan=question_id, oleh=who, catatan=note,
    )  # fmt: skip
    return Decided(add_decision(output, made).id, question.instansi)


def correct(output: Path, fact_id: str, answer: str, who: str, note: str = "") -> Decided:
    fact = Shelf(output).fact(fact_id)
    read_answer("nilai", answer)
    made = Keputusan(
        "nilai", "nilai", answer, fact["nilai_teks"], fact["instansi"], fact["dokumen_id"], halaman=fact["halaman"],
        rujukan=fact_id, oleh=who, catatan=note,
    )  # fmt: skip
    return Decided(add_decision(output, made).id, fact["instansi"])


def checked(output: Path, dokumen_id: str, halaman: int, who: str) -> Decided:
    made = Keputusan("halaman", "nilai", "benar=ya", dokumen_id=dokumen_id, halaman=halaman, oleh=who)
    return Decided(add_decision(output, made).id, None)


def explain(output: Path, temuan_id: str, answer: str, note: str, who: str) -> Decided:
    made = Keputusan("temuan", "nilai", answer, rujukan=temuan_id, oleh=who, catatan=note)
    return Decided(add_decision(output, made).id, None)


def undo(output: Path, decision_id: str, who: str) -> Decided:
    if all(one.id != decision_id for one in read_decisions(output).made):
        raise UsageError("keputusan itu tidak ada")
    return Decided(add_decision(output, Keputusan("batal", "nilai", f"keputusan={decision_id}", oleh=who)).id, None)


def rewrite(output: Path, instansi: str | None) -> bool:
    return False


def install(patch: pytest.MonkeyPatch) -> None:
    """Have the pages ask this queue."""
    from pipeline.web import answering, reviewing

    for name in ("queue", "consequence", "rewrite"):
        patch.setattr(reviewing, name, globals()[name])
    for name in ("decide", "correct", "checked", "explain", "undo"):
        patch.setattr(answering, name, globals()[name])
