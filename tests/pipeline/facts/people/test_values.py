"""What people said of single values and of names, where the place and what is printed there still are what they saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.datasets.records import Kinerja
from pipeline.facts.people.added import DECIDED
from pipeline.facts.people.values import made_sure
from pipeline.facts.understand import Understood, understand
from pipeline.keputusan.decision import Keputusan, Kotak
from pipeline.tables.said import Said
from tests.pipeline.grids import HEADERS, REPORT, table_of

TEXT = """Sasaran | Indikator Kinerja | Satuan | Target | Realisasi
Jalan baik | Persentase jalan mantap | persen | 80,00 | 84,00
Air | Jumlah sambungan | unit | 1.250 | 1.O50"""
SURE: Kotak = (290.0, 140.0, 350.0, 180.0)
"""The cell `84,00`."""
UNSURE: Kotak = (290.0, 180.0, 350.0, 220.0)
"""The cell `1.O50`."""


def told(*decisions: Keputusan, text: str = TEXT) -> Understood:
    return understand("d", [table_of(text)], REPORT, HEADERS, Said(decisions, 2022))


def value(answer: str, printed: str, place: Kotak) -> Keputusan:
    return Keputusan("nilai", "nilai", answer, printed, dokumen_id="d", halaman=1, kotak=place, id="k1")


def at(found: Understood, row: int, column: int = 4) -> Kinerja | None:
    return next((fact for fact in found.kinerja if (fact.baris, fact.kolom) == (row, column)), None)


def fact(found: Understood, row: int, column: int = 4) -> Kinerja:
    there = at(found, row, column)
    assert there is not None
    return there


def test_a_wrong_sure_figure_is_corrected_and_keeps_what_is_printed() -> None:
    now = fact(told(value("nilai=48,5", "84,00", SURE)), 1)
    assert (now.nilai, now.nilai_teks, now.status_nilai, now.keyakinan) == (48.5, "84,00", "pasti", 1.0)
    assert now.aturan_nilai.endswith(f"+{DECIDED}")


def test_a_doubtful_one_is_settled_and_its_finding_taken_back() -> None:
    assert fact(told(), 2).status_nilai == "ragu"
    found = told(value("nilai=1050", "1.O50", UNSURE))
    assert (fact(found, 2).nilai, fact(found, 2).status_nilai) == (1050.0, "pasti")
    assert len(found.temuan) == len(told().temuan) - 1
    assert not [t for t in found.temuan if t.aturan == "keputusan_tak_berlaku"]


def test_who_decided_is_told_once() -> None:
    only_seen = made_sure(replace(fact(told(), 1), aturan_nilai=DECIDED))
    assert (only_seen.aturan_nilai, only_seen.status_nilai) == (DECIDED, "pasti")


def test_no_fact_at_all() -> None:
    assert at(told(value("fakta=bukan", "84,00", SURE)), 1) is None


@pytest.mark.parametrize(("printed", "place"), [("84,01", SURE), ("84,00", UNSURE), ("84,00", (900.0, 0.0, 910.0, 5.0))])
def test_what_no_longer_stands_there_is_told_and_nothing_else_is_changed(printed: str, place: Kotak) -> None:
    found = told(value("nilai=48,5", printed, place))
    assert found.kinerja == told().kinerja
    assert [t.aturan for t in found.temuan].count("keputusan_tak_berlaku") == 1


def test_a_row_has_the_name_that_people_gave() -> None:
    row = Keputusan(
        "baris", "nilai", "nama=Jumlah sambungan air", "Jumlah sambungan", dokumen_id="d", halaman=1, kotak=SURE, id="k2"
    )
    assert {f.indikator for f in told(replace(row, kotak=UNSURE)).kinerja} == {"Persentase jalan mantap", "Jumlah sambungan air"}
    assert {f.indikator for f in told(row).kinerja} == {"Persentase jalan mantap", "Jumlah sambungan"}
    assert [t.aturan for t in told(row).temuan].count("keputusan_tak_berlaku") == 1


def test_a_name_said_to_be_right_leaves_other_doubts() -> None:
    text = TEXT.replace("Jumlah sambungan ", "250 unit ")
    assert fact(told(text=text), 2, 3).aturan_nilai == "tanpa_indikator"
    row = Keputusan("baris", "nilai", "benar=ya", "250 unit", dokumen_id="d", halaman=1, kotak=UNSURE, id="k2")
    found = told(row, text=text)
    assert fact(found, 2, 3).status_nilai == "pasti"
    assert fact(found, 2, 4).status_nilai == "ragu"


def test_a_code_that_people_completed() -> None:
    row = Keputusan("baris", "nilai", "kode=1.03.02", "Jumlah sambungan", dokumen_id="d", halaman=1, kotak=UNSURE, id="k2")
    found = told(row)
    assert (fact(found, 2).kode, fact(found, 1).kode) == ("1.03.02", None)


def test_all_values_of_a_column_are_read_one_way() -> None:
    text = "Sasaran | Indikator Kinerja | Target\nA | Luas lahan tanam | 1.250\nB | Luas hutan kota | 2.500"
    assert {f.status_nilai for f in told(text=text).kinerja} == {"ragu"}
    column = Keputusan("kolom", "semua", "bacaan=terkecil", "Target", id="k3")
    assert [(f.nilai, f.status_nilai) for f in told(column, text=text).kinerja] == [(1.25, "pasti"), (2.5, "pasti")]
    assert [f.nilai for f in told(replace(column, jawaban="bacaan=terbesar"), text=text).kinerja] == [1250.0, 2500.0]


def test_a_code_given_to_a_row_settles_the_values_whose_code_could_not_be_read() -> None:
    text = "Kode | Program | Anggaran (Rp)\n2.19.03 | Program Satu | 5.000.000\n2,19.E3.2,02 | Kegiatan Dua | 1.000.000"
    (before,) = [f for f in told(text=text).anggaran if f.baris == 2]
    assert (before.kode, before.aturan_nilai, before.status_nilai) == (None, "kode_hilang", "ragu")
    says = Keputusan(
        "baris",
        "nilai",
        "kode=2.19.03.2.02",
        "Kegiatan Dua",
        dokumen_id="d",
        halaman=1,
        kotak=(150.0, 180.0, 200.0, 220.0),
        id="k2",
    )
    (after,) = [f for f in told(says, text=text).anggaran if f.baris == 2]
    assert (after.kode, after.status_nilai) == ("2.19.03.2.02", "pasti")
