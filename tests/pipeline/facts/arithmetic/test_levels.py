"""Levels of rows without codes, proved by what adds up."""

from __future__ import annotations

from pipeline.facts.arithmetic.levels import with_levels
from tests.pipeline.fact_rows import anggaran
from tests.pipeline.grids import REPORT, table_of, understood

NESTED = """
    No | Program / Kegiatan | Anggaran (Rp) | Realisasi (Rp)
    1  | Program Pembinaan Perpustakaan | 900.000.000 | 850.000.000
       | Pengelolaan Layanan | 500.000.000 | 470.000.000
       | Pengadaan Koleksi | 300.000.000 | 290.000.000
       | Perawatan Koleksi | 200.000.000 | 180.000.000
       | Pembudayaan Gemar Membaca | 400.000.000 | 380.000.000
       | Lomba Bercerita | 400.000.000 | 380.000.000
    2  | Program Pengelolaan Arsip | {second} | 240.000.000
       | Penyusutan Arsip | 250.000.000 | 240.000.000
       | Pemindahan Arsip | 100.000.000 | 95.000.000
       | Pemusnahan Arsip | 150.000.000 | 145.000.000
    3  | Program Perizinan | 60.000.000 | 55.000.000
       | Izin Arsip Tertutup | 60.000.000 | 55.000.000
       | Verifikasi Izin | 60.000.000 | 55.000.000
"""


def levels(text: str) -> dict[str, str | None]:
    return {f.uraian: f.tingkat for f in understood(table_of(text), identity=REPORT).anggaran}


def test_kegiatan_and_sub_kegiatan_by_their_sums() -> None:
    found = levels(NESTED.format(second="250.000.000"))
    assert [name for name, level in found.items() if level == "kegiatan"] == [
        "Pengelolaan Layanan",
        "Pembudayaan Gemar Membaca",
        "Penyusutan Arsip",
        "Izin Arsip Tertutup",
    ]
    assert sum(level == "sub_kegiatan" for level in found.values()) == 6


def test_one_program_that_does_not_add_up_is_what_checks_are_for() -> None:
    found = levels(NESTED.format(second="275.000.000"))
    assert found["Penyusutan Arsip"] == "kegiatan"


def test_rows_that_do_not_add_up_keep_no_level() -> None:
    one_wrong = NESTED.format(second="250.000.000").replace("300.000.000", "310.000.000")
    assert levels(one_wrong)["Pengadaan Koleksi"] == "sub_kegiatan", "realisasi still proves it"
    assert levels(one_wrong.replace("290.000.000", "291.000.000"))["Pengadaan Koleksi"] is None


def test_all_rows_below_a_program_may_be_kegiatan() -> None:
    found = levels("""
        No | Program / Kegiatan | Anggaran (Rp)
        1  | Program Pembinaan | 900.000.000
           | Layanan Keliling | 500.000.000
           | Pengadaan Buku | 400.000.000
        2  | Program Arsip | 250.000.000
           | Penyusutan | 150.000.000
           | Pemindahan | 100.000.000
    """)
    assert list(found.values()) == ["program", "kegiatan", "kegiatan"] * 2


def test_few_rows_and_rows_with_codes_prove_nothing() -> None:
    rows = [
        anggaran(i, name, amount, tingkat=level)
        for i, (name, amount, level) in enumerate(
            [("P", 90, "program"), ("A", 50, None), ("B", 40, None), ("Q", 25, "program"), ("C", 15, None), ("D", 10, None)]
        )
    ]
    assert [f.tingkat for f in with_levels(rows)] == ["program", "kegiatan", "kegiatan"] * 2
    few = [*rows[:3], anggaran(3, "Q", 15, tingkat="program"), rows[4]]
    assert [f.tingkat for f in with_levels(few)][1:3] == [None, None]
    coded = [*rows[:-1], anggaran(5, "D", 10, tingkat=None, kode="1.02.01")]
    assert [f.tingkat for f in with_levels(coded)][1:3] == [None, None]
