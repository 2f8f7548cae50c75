"""From doubts to questions, from an answer to the datasets: what is asked, what it would do, what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.keputusan.store import read_decisions
from pipeline.review import known
from pipeline.review.consequences import consequence
from pipeline.review.decide import checked, correct, decide, explain, rewrite, undo
from pipeline.review.questions import Filter, Question, Queue, queue
from pipeline.review.stored_facts import StoredFacts
from tests.pipeline.batch.decisions.test_decided import AGENCY, places, put, run, targets
from tests.pipeline.batch.test_run import rows

__all__ = ["places"]


def column(output: Path) -> Question:
    return next(one for one in queue(output).questions if one.tertulis == "Zolak" and one.instansi == AGENCY)


def test_one_question_for_a_heading_however_many_documents_print_it(places: tuple[Path, Path]) -> None:
    raw, output = places
    put(raw, "dua.pdf")
    run(raw, output)
    asked = queue(output, Filter(instansi=AGENCY))
    assert [one.tertulis for one in asked.questions].count("Zolak") == 1
    question = column(output)
    assert question.scopes == ("instansi", "tabel", "dokumen", "semua")
    assert question.boxes
    assert question.halaman == 1
    assert [choice.key for choice in question.choices] == [str(n + 1) for n in range(len(question.choices))]
    assert consequence(output, question.id, "ukuran=target | tahun=2022", "tabel").nilai == question.nilai / 2
    told = consequence(output, question.id, "ukuran=target | tahun=2022", "instansi")
    assert told.kalimat == f"{question.nilai} nilai menjadi target 2022"
    assert consequence(output, question.id, "ukuran=target", "semua").nilai == 1.5 * question.nilai
    with pytest.raises(UsageError, match="tahun dokumen"):  # as `decide` would, before it is given
        consequence(output, question.id, "ukuran=target | tahun=1999", "instansi")
    assert consequence(output, question.id, "ukuran=target | tahun=1999", "dokumen").nilai


def test_an_answer_is_written_into_the_datasets_and_taken_back(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    before, question = targets(output), column(output)
    made = decide(output, question.id, "peran=nilai | ukuran=target | tahun=2022", "instansi", "Sari")
    assert made.instansi == AGENCY
    (line,) = read_decisions(output).valid
    assert (line.says["tahun"], line.oleh, line.teks, line.lingkup) == ("dokumen", "Sari", "Zolak", "instansi")
    assert rewrite(output, made.instansi)
    assert targets(output)["satu.pdf"] == ("pasti", 2022)
    assert question.id not in {one.id for one in queue(output).questions}
    undo(output, made.id, "Budi")
    assert rewrite(output, made.instansi)
    assert targets(output) == before
    assert column(output) == question


def test_a_wrong_sure_figure_is_corrected(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    fact = next(row for row in rows(output, "kinerja") if row["nilai_teks"] == "78,00" and row["instansi"] == AGENCY)
    with pytest.raises(UsageError):
        correct(output, fact["kinerja_id"], "nilai=banyak", "Sari")
    correct(output, fact["kinerja_id"], "nilai=48,00", "Sari")
    assert rewrite(output, AGENCY)
    now = next(row for row in rows(output, "kinerja") if row["kinerja_id"] == fact["kinerja_id"])
    assert (now["nilai"], now["nilai_teks"], now["aturan_nilai"]) == (48.0, "78,00", f"{fact['aturan_nilai']}+keputusan")


def test_right_as_it_is_writes_down_what_was_seen(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    fact = next(row for row in rows(output, "kinerja") if row["nilai_teks"] == "78,00")
    correct(output, fact["kinerja_id"], "benar=ya", "Sari")
    assert read_decisions(output).valid[0].says == {"nilai": "78"}


def test_a_page_that_was_checked(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    ident = next(row["dokumen_id"] for row in rows(output, "dokumen") if row["berkas"] == "polos.pdf")
    checked(output, ident, 1, "Sari")
    assert not [t for t in rows(output, "temuan") if t["aturan"] == "keputusan_tak_berlaku"]
    rewrite(output, AGENCY)
    assert not [t for t in rows(output, "temuan") if t["aturan"] == "keputusan_tak_berlaku"]
    there = [row for row in rows(output, "kinerja") if row["dokumen_id"] == ident]
    assert len(read_decisions(output).valid[0].teks.split()) == len(there)


def test_a_finding_that_is_none_and_one_that_was_explained(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    (found,) = [row for row in rows(output, "temuan") if row["instansi"] == AGENCY]
    with pytest.raises(UsageError, match="penjelasan"):
        explain(output, found["temuan_id"], "temuan=dijelaskan", " ", "Sari")
    explain(output, found["temuan_id"], "temuan=dijelaskan", "sudah benar begitu", "Sari")
    rewrite(output, AGENCY)
    told = next(row for row in rows(output, "temuan") if row["temuan_id"] == found["temuan_id"])
    assert (told["keparahan"], told["pesan"].endswith("Penjelasan Sari: sudah benar begitu")) == ("info", True)
    explain(output, found["temuan_id"], "temuan=bukan", "", "Sari")
    rewrite(output, AGENCY)
    assert found["temuan_id"] not in {row["temuan_id"] for row in rows(output, "temuan")}


def test_what_is_no_answer_is_told(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    question = column(output)
    wrong = [(question.id, "ukuran=banyak", "tabel"), (question.id, "ukuran=target", "nilai"), ("x", "a=b", "tabel")]
    for ident, answer, scope in wrong:
        with pytest.raises(UsageError):
            decide(output, ident, answer, scope, "Sari")  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        undo(output, "tidak-ada", "Sari")
    assert not read_decisions(output).made


def test_progress_counts_the_values_that_are_wanted(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    found = queue(output)
    every = len(rows(output, "kinerja")) + len(rows(output, "anggaran"))
    assert found.nilai == every
    assert found.sure_before == found.sure_now <= found.sure_with_next_ten <= every
    assert queue(output, Filter(dokumen_id="tidak ada")) == Queue((), 0, 0, 0, 0)
    assert queue(output, Filter(tahun=2022)).nilai == every


def test_what_is_known_is_known_until_something_changes(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    assert known.known_causes(output) is known.known_causes(output)


def test_a_value_that_is_gone_is_told(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    stored = StoredFacts(output)
    with pytest.raises(UsageError):
        stored.fact("tidak ada")
    with pytest.raises(UsageError):
        stored.finding("tidak ada")
