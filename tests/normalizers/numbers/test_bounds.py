"""Ranges and bounds: the ends as printed, and texts that only look like them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from normalizers.numbers.bounds import read_bounds


@pytest.mark.parametrize(
    ("text", "ends", "unit", "rule"),
    [
        ("109-110", (109, 110), None, "rentang"),
        ("76 % sampai 100 %", (76, 100), "persen", "rentang"),
        ("10 s/d 12 orang", (10, 12), "orang", "rentang"),
        ("1.000.000 – 2.000.000", (1_000_000, 2_000_000), None, "rentang"),
        ("> 100", (100,), None, "batas"),
        ("kurang dari 55 %", (55,), "persen", "batas"),
        ("minimal 3 dokumen", (3,), "dokumen", "batas"),
        ("100 ke atas", (100,), None, "batas"),
        ("5-5", (5,), None, "rentang"),
    ],
)
def test_the_ends_and_their_unit(text: str, ends: tuple[int, ...], unit: str | None, rule: str) -> None:
    found = read_bounds(text, "jumlah", None, None)
    assert found is not None
    assert (found.ends, found.satuan, found.rule) == (tuple(map(Decimal, ends)), unit, rule)


@pytest.mark.parametrize(
    "text", ["100", "-5", "12 orang", "lebih baik", "target 5", "10 12", "", "sampai", "10-12 dan 5", "1-2-3"]
)
def test_neither_a_range_nor_a_bound(text: str) -> None:
    assert read_bounds(text, "jumlah", None, None) is None


def test_a_doubtful_end_keeps_all_its_readings() -> None:
    found = read_bounds("1.234-1.235", "persen", "titik", None)
    assert found is not None
    assert set(found.ends) == {Decimal("1.234"), Decimal(1234), Decimal("1.235"), Decimal(1235)}


def test_a_long_figure_is_refused_at_once() -> None:
    begun = time.process_time()
    assert read_bounds("1.234 " * 30 + "x", "jumlah", None, None) is None
    assert time.process_time() - begun < 1
