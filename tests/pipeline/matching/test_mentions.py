"""Facts to mentions to wordings: what one agency prints in the same words, and what only reads the same."""

from __future__ import annotations

import random

from pipeline.matching.mentions import literal, mentions, wordings
from tests.pipeline.fact_rows import kinerja


def test_the_facts_of_a_row_under_one_name_are_one_mention_in_any_order() -> None:
    facts = [kinerja(t, b, "Indeks", u) for t in ("t1", "t2") for b in (1, 2) for u in ("target", "realisasi")]
    found = mentions(facts)
    assert [(m.tabel_id, m.baris, len(m.facts)) for m in found] == [("t1", 1, 2), ("t1", 2, 2), ("t2", 1, 2), ("t2", 2, 2)]
    random.Random(1).shuffle(facts)
    assert mentions(facts) == found


def test_case_spaces_marks_and_numbering_are_no_words() -> None:
    assert literal("1. Indeks  Kepuasan-Masyarakat") == literal("indeks kepuasan masyarakat")
    assert literal("Indeks Kepuasan") != literal("Indeks Kepuasan Pegawai")


def test_a_wording_gathers_what_stands_with_it() -> None:
    (found,) = wordings(
        mentions(
            [
                kinerja("t1", 1, "Indeks", nilai=80.0, satuan="indeks", kode="1.02"),
                kinerja("t2", 1, "INDEKS", nilai=81.0, satuan="indeks"),
                kinerja("t2", 1, "INDEKS", "capaian", 99.0, satuan="persen"),
                kinerja("t3", 1, "Indeks", nilai=70.0, status="ragu"),
            ]
        )
    )
    assert found.tables == {"t1", "t2", "t3"}
    assert dict(found.codes) == {"1.02": 1}
    assert dict(found.units) == {"indeks": 2}, "capaian is always in percent"
    assert dict(found.targets) == {(2023, "target", (None, None)): {80.0, 81.0}}, "a doubtful value is no evidence"


def test_words_under_several_sub_kegiatan_of_a_table_are_a_wording_each() -> None:
    codes = ("2.15.01.2.01.01", "2.15.01.2.01.02")
    rows = [kinerja("t1", i, "Jumlah Dokumen", kode=k, tingkat="sub_kegiatan") for i, k in enumerate(codes)]
    elsewhere = kinerja("t2", 1, "Jumlah Dokumen", kode=codes[0], tingkat="sub_kegiatan")
    assert [w.kode for w in wordings(mentions([*rows, elsewhere]))] == list(codes)
    apart = [rows[0], kinerja("t2", 1, "Jumlah Dokumen", kode=codes[1], tingkat="sub_kegiatan")]
    assert [w.kode for w in wordings(mentions(apart))] == [None]


def test_words_without_a_measure_in_percent_and_in_tons_are_two() -> None:
    percent, tons = kinerja("t1", 1, "Rumput laut", satuan="persen"), kinerja("t2", 1, "Rumput laut", satuan="ton")
    bare = kinerja("t3", 1, "Rumput laut")
    assert len(wordings(mentions([percent, tons]))) == 2
    assert len(wordings(mentions([percent, bare]))) == 1
    named = [kinerja(t, 1, "Jumlah rumput laut", satuan=s) for t, s in (("t1", "persen"), ("t2", "ton"))]
    assert len(wordings(mentions(named))) == 1, "the measure word says what is counted"
