"""Values that nobody read, and a person saw: where and what is printed there holds them, and no other place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.datasets.records import Anggaran, Kinerja
from pipeline.facts.people.added import DECIDED, added_id
from pipeline.facts.understand import Understood, understand
from pipeline.keputusan.decision import Keputusan, Kotak
from pipeline.tables.said import Said
from tests.pipeline.grids import HEADERS, REPORT, table_of

TEXT = """Sasaran | Indikator Kinerja | Satuan | Target | Realisasi | Catatan
Jalan baik | Persentase jalan mantap | persen | 80,00 | 84,00 | naik dari 78,00 tahun lalu
Air | Jumlah sambungan | unit | 1.250 | 1.050 | Rp1.500.000"""
NOTE: Kotak = (350.0, 140.0, 410.0, 180.0)
MONEY: Kotak = (350.0, 180.0, 410.0, 220.0)
SEEN = Keputusan(
    "nilai",
    "nilai",
    "fakta=baru | ukuran=realisasi | tahun=2021 | nilai=78 | satuan=persen | nama=Persentase jalan mantap",
    "naik dari 78,00 tahun lalu",
    dokumen_id="d",
    halaman=1,
    kotak=NOTE,
    id="k1",
)


def told(*decisions: Keputusan, text: str = TEXT) -> Understood:
    return understand("d", [table_of(text)], REPORT, HEADERS, Said(decisions, 2022))


def new(found: Understood) -> list[Kinerja | Anggaran]:
    before = {fact.fakta_id for fact in (*told().kinerja, *told().anggaran)}
    return [fact for fact in (*found.kinerja, *found.anggaran) if fact.fakta_id not in before]


def stale(found: Understood) -> int:
    return [t.aturan for t in found.temuan].count("keputusan_tak_berlaku")


def test_what_only_a_person_saw_is_a_sure_fact_with_what_is_printed() -> None:
    found = told(SEEN)
    (fact,) = new(found)
    assert isinstance(fact, Kinerja)
    assert (fact.nilai, fact.tahun, fact.ukuran, fact.satuan, fact.sasaran) == (78.0, 2021, "realisasi", "persen", "Jalan baik")
    assert (fact.baris, fact.kolom, fact.nilai_teks) == (1, 5, "naik dari 78,00 tahun lalu")
    assert (fact.status_nilai, fact.aturan_nilai, fact.keyakinan) == ("pasti", DECIDED, 1.0)
    assert fact.kinerja_id == added_id(fact.tabel_id, 1, 5, SEEN.says)
    assert not stale(found)
    assert new(told(SEEN, replace(SEEN, id="k2"))) == [fact], "said twice it is one"


def test_of_money_it_is_in_the_budget() -> None:
    answer = "fakta=baru | peran=rupiah | ukuran=realisasi | tahun=2022 | nilai=1500000 | nama=Sambungan air"
    (fact,) = new(told(replace(SEEN, jawaban=answer, teks="Rp1.500.000", kotak=MONEY)))
    assert isinstance(fact, Anggaran)
    assert (fact.nilai, fact.uraian) == (Decimal("1500000.0000"), "Sambungan air")


def test_a_table_that_is_not_understood_may_hold_one() -> None:
    text = "Uraian | Isi\nRapat | dua kali\nCapaian | 78,00"
    assert not told(text=text).kinerja
    found = told(replace(SEEN, teks="78,00", kotak=(110.0, 180.0, 170.0, 220.0)), text=text)
    assert [(f.nilai, f.jenis_tabel) for f in found.kinerja] == [(78.0, "lainnya")]
    assert not stale(found)


def test_a_later_answer_about_it_holds_too() -> None:
    (fact,) = new(told(SEEN))
    other = replace(SEEN, jawaban="nilai=87", rujukan=fact.fakta_id, id="k2")
    (now,) = new(told(SEEN, other))
    assert (now.nilai, now.aturan_nilai) == (87.0, DECIDED)
    assert new(told(SEEN, replace(other, jawaban="fakta=bukan"))) == []


def test_what_is_read_there_by_now_is_no_second_one() -> None:
    answer = "fakta=baru | ukuran=realisasi | tahun=2022 | nilai=1050 | nama=Jumlah sambungan"
    found = told(replace(SEEN, jawaban=answer, teks="1.050", kotak=(290.0, 180.0, 350.0, 220.0)))
    there = [fact for fact in found.kinerja if (fact.baris, fact.kolom) == (2, 4)]
    assert [(fact.nilai, fact.status_nilai) for fact in there] == [(1050.0, "pasti")]
    assert not stale(found)


@pytest.mark.parametrize(
    "other",
    [
        replace(SEEN, teks="naik dari 79,00 tahun lalu"),
        replace(SEEN, kotak=MONEY),
        replace(SEEN, jawaban="fakta=baru | ukuran=realisasi | nilai=78"),
        replace(SEEN, jawaban="fakta=baru | nama=Panjang jalan | nilai=78"),
        replace(SEEN, jawaban="fakta=baru | ukuran=realisasi | nama=Panjang jalan"),
    ],
)
def test_where_something_else_stands_or_too_little_is_told_nothing_is_added(other: Keputusan) -> None:
    found = told(other)
    assert new(found) == []
    assert stale(found) == 1
