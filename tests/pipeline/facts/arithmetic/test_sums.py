"""Which amounts belong together, and which code stands under which."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.facts.arithmetic.equations import anggaran_equations
from pipeline.facts.arithmetic.sums import below_in_order, by_code, codes_below, columns_of, meant_parts, settling_parts, summed
from tests.pipeline.fact_rows import anggaran


def test_codes_stand_under_the_nearest_printed_one() -> None:
    assert codes_below(["1", "1.02", "1.02.01", "1.03.01.2", "2.01"]) == {"1": ["1.02", "1.03.01.2"], "1.02": ["1.02.01"]}


def test_a_code_that_only_begins_alike_is_no_child() -> None:
    assert codes_below(["1.0", "1.02", "11.0"]) == {}


def test_a_code_has_several_rows_and_a_total_has_none() -> None:
    a, b, total = (anggaran(n, "Rapat", 5, kode="1.02") for n in (1, 2, 3))
    assert by_code([a, b, replace(total, tingkat="total")]) == {"1.02": [a, b]}


def test_columns_are_of_one_measure_in_the_order_of_rows_and_hold_no_percentages() -> None:
    a, b = anggaran(2, "Rapat", 5), anggaran(1, "Survei", 7)
    other, share = anggaran(1, "Survei", 6, ukuran="realisasi"), anggaran(1, "Survei", 90, ukuran="persen_realisasi")
    assert columns_of([a, b, other, share]) == [[b, a], [other]]


def test_an_amount_that_could_not_be_read_counts_for_nothing() -> None:
    a = anggaran(1, "Rapat", 5)
    assert summed([a, replace(a, nilai=None)]) == Decimal(5)
    assert summed([]) == 0


def test_a_code_in_two_rows_binds_nothing() -> None:
    rows = [
        anggaran(n, "Rapat", value, kode=code)
        for n, (code, value) in enumerate([("1.02", 9), ("1.02.01", 4), ("1.02.02", 5), ("1.02.02", 5)])
    ]
    assert not [e for e in anggaran_equations(rows) if e.mengikat]
    assert [len(e.ids) for e in anggaran_equations(rows[:3]) if e.mengikat] == [3]


def test_rows_of_one_level_down_stand_below_the_row_before_them() -> None:
    levels = ("program", "kegiatan", "sub_kegiatan", "kegiatan", "program")
    rows = [anggaran(n, "Rapat", 5, tingkat=level) for n, level in enumerate(levels)]
    assert [(p.baris, [f.baris for f in below]) for p, below in below_in_order(rows)] == [(0, [1, 3]), (1, [2])]
    assert list(below_in_order([*rows, anggaran(5, "Rapat", 5, tingkat=None)])) == []


def test_a_figure_is_settled_by_fewer_sums_than_excuse_a_total() -> None:
    """`Jumlah` below a subtotal: no figure is settled by it, and no reader is told that it is wrong."""
    first, second, subtotal, third, total = (
        anggaran(n, "Rapat", value, tingkat=level)
        for n, (value, level) in enumerate([(2, "program"), (3, "program"), (5, "total"), (4, "program"), (9, "total")])
    )
    rows = [first, second, third]
    assert settling_parts(rows) == [rows]
    assert [subtotal, third] in meant_parts(total, [subtotal, total], rows, [])
