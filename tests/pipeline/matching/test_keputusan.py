"""Decisions of people about indicators hold before any evidence, and survive re-runs."""

from __future__ import annotations

from pipeline.keputusan.decision import Keputusan
from pipeline.matching.match import match
from tests.pipeline.fact_rows import dokumen, kinerja

A, B, C = "Persentase arsip dinamis tertata", "Rasio naskah yang diberkaskan", "Persentase arsip dinamis yang tertata"
FACTS = [kinerja("t1", 1, A), kinerja("t2", 1, B, dokumen_id="d2"), kinerja("t3", 1, C, dokumen_id="d2")]
DOCUMENTS = [dokumen("d1"), dokumen("d2")]


def decision(a: str, b: str, sama: bool, instansi: str | None = None) -> Keputusan:
    answer = f"{'sama' if sama else 'beda'}={b}"
    return Keputusan("indikator", "instansi" if instansi else "semua", answer, a, instansi, oleh="Sari", waktu="2024-01-15")


def groups(*decisions: Keputusan) -> tuple[str, str, str]:
    found = match(DOCUMENTS, FACTS, decisions)
    return tuple(found.indikator_id[f.kinerja_id] for f in FACTS)  # type: ignore[return-value]


def test_without_decisions_the_words_decide() -> None:
    a, b, c = groups()
    assert a == c != b


def test_two_wordings_are_one_where_people_say_so() -> None:
    assert len(set(groups(decision(A, B, True)))) == 1
    rows = {p.indikator: p for p in match(DOCUMENTS, FACTS, [decision(A, B, True)]).padanan}
    assert "manual" in {rows[A].status, rows[B].status}
    assert "keputusan" in {rows[A].cara, rows[B].cara}


def test_two_wordings_are_kept_apart_where_people_say_so() -> None:
    a, _, c = groups(decision(C, A, False))
    assert a != c


def test_rows_of_one_table_are_joined_only_by_a_person() -> None:
    facts = [kinerja("t1", 1, A), kinerja("t1", 2, B)]
    assert len(set(match([dokumen("d1")], facts).indikator_id.values())) == 2
    assert len(set(match([dokumen("d1")], facts, [decision(A, B, True)]).indikator_id.values())) == 1


def test_case_and_numbering_do_not_matter_and_the_later_row_holds() -> None:
    assert len(set(groups(decision("1. " + A.upper(), B, True)))) == 1
    a, b, _ = groups(decision(A, B, True), decision(B, A, False))
    assert a != b


def test_a_decision_for_another_agency_is_none_here() -> None:
    assert groups(decision(A, B, True, "Dinas Lain")) == groups()
    assert len(set(groups(decision(A, B, True, "dinas perhubungan kota lembayung")))) == 1
