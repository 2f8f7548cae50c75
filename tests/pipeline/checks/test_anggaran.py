"""Amounts against each other: sums, totals, shares, codes; and the slips of reading they must not take for people's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.checks.anggaran import codes_by_name, jumlah_salah, kode_ganda, persen_salah, total_salah
from pipeline.datasets.records import Anggaran
from tests.pipeline.fact_rows import anggaran


def tree(program: int, *kegiatan: int, teks: str | None = None) -> list[Anggaran]:
    children = [
        anggaran(i, f"Kegiatan {i}", value, kode=f"1.02.01.2.0{i}", tingkat="kegiatan") for i, value in enumerate(kegiatan, 1)
    ]
    return [anggaran(0, "Program", program, kode="1.02.01", teks=teks), *children]


def wrong_sums(facts: Sequence[Anggaran]) -> list[str]:
    return [f.keparahan for f in jumlah_salah(facts, {})]


def test_children_that_do_not_add_up_to_their_parent() -> None:
    assert wrong_sums(tree(5_000, 3_000, 2_000)) == []
    assert wrong_sums(tree(5_000, 3_000, 2_010)) == ["galat"]
    assert wrong_sums(tree(9_000, 3_000, 2_000)) == ["peringatan"], "so much is missing that rows rather are"


def test_a_doubtful_amount_proves_nothing() -> None:
    facts = tree(5_000, 3_000, 2_010)
    assert wrong_sums([*facts[:2], replace(facts[2], status_nilai="ragu")]) == []


def test_amounts_printed_in_thousands_may_be_off_by_their_rounding() -> None:
    facts = tree(5_000_000, 3_000_000, 2_001_000)
    thousands = [replace(f, nilai_teks=f"{int(f.nilai or 0) // 1000:,}".replace(",", ".")) for f in facts]
    assert wrong_sums(thousands) == []
    assert wrong_sums(facts) == ["galat"], "whole rupiah are exact"


def test_rows_without_a_code_may_be_the_rest() -> None:
    program, first, last = tree(5_000, 4_000, 500)
    rest = anggaran(2, "Kegiatan tanpa kode", 500, tingkat=None)
    assert wrong_sums([program, first, rest, replace(last, baris=3)]) == []
    assert wrong_sums([program, first, anggaran(2, "Kegiatan tanpa kode", 520, tingkat=None), replace(last, baris=3)]) == [
        "galat"
    ]


def test_children_by_order_where_no_codes_are_printed() -> None:
    facts = [replace(f, kode=None) for f in tree(5_000, 3_000, 2_010)]
    assert wrong_sums(facts) == ["galat"]
    assert wrong_sums([facts[0], *(replace(f, tingkat=None) for f in facts[1:])]) == [], "levels that nobody knows"


def test_two_columns_of_one_measure_are_added_up_apart() -> None:
    """Rencana Kerja beside what the DPA holds: both are the pagu of the year."""
    right, wrong = tree(5_000, 3_000, 2_000), [replace(f, kolom=3) for f in tree(6_000, 4_000, 2_010)]
    assert wrong_sums([*right, *wrong]) == ["galat"]
    assert wrong_sums([*right, *(replace(f, kolom=3) for f in tree(6_000, 4_000, 2_000))]) == []


def with_total(total: int) -> list[Anggaran]:
    rows = [anggaran(i, f"Program {i}", value, kode=f"1.02.0{i}") for i, value in ((1, 3_000), (2, 2_000))]
    return [*rows, anggaran(9, "JUMLAH", total, tingkat="total")]


@pytest.mark.parametrize(("total", "found"), [(5_000, 0), (5_010, 1)])
def test_a_total_is_the_sum_of_the_highest_rows(total: int, found: int) -> None:
    assert len(list(total_salah(with_total(total)))) == found


def test_a_total_that_is_right_with_what_the_children_add_up_to_is_not_told() -> None:
    rows = with_total(5_010)
    children = [anggaran(3 + i, "K", v, kode=f"1.02.02.2.0{i}", tingkat="kegiatan") for i, v in ((1, 1_000), (2, 1_010))]
    assert list(total_salah([*rows, *children])) == []
    assert [f.baris for f in jumlah_salah([*rows, *children], {})] == [2], "the program is wrong"


@pytest.mark.parametrize(
    ("share", "teks", "found"),
    [("90", "90,00", 0), ("90.04", "90,04", 0), ("0.9", "0,90", 0), ("91", "91,00", 1), ("91", "91", 0), ("92", "92", 1)],
)
def test_the_printed_share_of_a_budget(share: str, teks: str, found: int) -> None:
    row = [
        anggaran(1, "Rapat", 50_000),
        anggaran(1, "Rapat", 45_000, ukuran="realisasi"),
        anggaran(1, "Rapat", share, ukuran="persen_realisasi", teks=teks),
    ]
    assert len(list(persen_salah(row))) == found
    assert list(persen_salah([*row, replace(row[1], anggaran_id="x")])) == [], "two results of one row"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("Program Pengelolaan Pasar", 1),
        ("Program Penataan Jalan Lingkungan", 0),
        ("Program Penataan Jalan", 0),  # an end cut off
        ("Program Penatan Jalan Lingkungan", 0),  # a letter lost
        ("Jumlah jalan lingkungan yang ditata", 0),  # an indicator's part of the amount
    ],
)
def test_one_code_for_two_names(other: str, found: int) -> None:
    facts = [anggaran(1, "Program Penataan Jalan Lingkungan", 1, kode="1.02.01"), anggaran(2, other, 1, kode="1.02.01")]
    assert len(list(kode_ganda(facts))) == found
    assert list(kode_ganda([facts[0], replace(facts[1], versi_kode="13/2006")])) == [], "another nomenclature"


def test_codes_by_name_where_the_agencys_documents_agree() -> None:
    coded = anggaran(1, "Program Penataan Jalan", 1, kode="1.02.01")
    bare = anggaran(1, "Program Penataan Jalan", 1, dokumen_id="d2")
    agency = {"d1": "a", "d2": "a", "d3": "b"}
    known = codes_by_name([coded, bare, replace(bare, dokumen_id="d3")], agency)
    assert {document: code for (document, _), code in known.items()} == {"d1": "1.02.01", "d2": "1.02.01"}
    assert codes_by_name([coded, bare, replace(coded, kode="1.02.09")], agency) == {}
