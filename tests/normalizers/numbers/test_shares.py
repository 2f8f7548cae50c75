"""What a percentage should be, and how near is near enough for which question."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numbers.shares import achievements, agrees, is_share, proves


def test_more_is_better_less_is_better_and_nothing_was_reached() -> None:
    assert achievements(4.0, 5.0) == {"naik": 80.0, "turun": 120.0, "turun_rasio": 125.0}
    assert achievements(Decimal(4), Decimal(5))["naik"] == Decimal(80)
    assert achievements(0.0, 5.0) == {"naik": 0.0, "turun": 200.0}


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_the_formulas_agree_where_target_and_result_do(target: int, realisasi: int) -> None:
    found = achievements(float(realisasi), float(target))
    assert all(
        (value > 100) == (realisasi != target and (name == "naik") == (realisasi > target)) for name, value in found.items()
    )
    assert achievements(float(target), float(target)) == {"naik": 100, "turun": 100, "turun_rasio": 100}
    assert "turun_rasio" not in achievements(0.0, float(target))


@pytest.mark.parametrize(("printed", "expected"), [(66.67, True), (66.3, True), (65.0, False), (0.6667, False)])
def test_a_figure_that_can_be_meant_as_the_share(printed: float, expected: bool) -> None:
    assert is_share(printed, 2, 3) is expected


def test_nothing_is_a_share_of_nothing() -> None:
    assert not is_share(0.0, 0, 0)


@pytest.mark.parametrize(
    ("printed", "decimals", "expected"),
    [("66.67", 2, True), ("66.66", 2, False), ("66.7", 1, True), ("67", 0, True), ("66", 0, False)],
)
def test_a_share_that_confirms_the_digits_is_rounded_never_cut_off(printed: str, decimals: int, expected: bool) -> None:
    assert proves(Decimal(printed), Decimal(200) / 3, decimals) is expected


@pytest.mark.parametrize(
    ("printed", "decimals", "spread", "expected"),
    [
        (66.66, 2, 0.0, True),
        (66.0, 0, 0.0, True),  # cut off
        (0.67, 2, 0.0, True),  # a fraction
        (66.6, 2, 0.0, False),
        (66.0, 2, 0.0, False),
        (66.0, 2, 0.01, True),  # the operands were rounded
        (6.67, 2, 0.0, False),
    ],
)
def test_a_share_without_contradiction(printed: float, decimals: int, spread: float, expected: bool) -> None:
    assert agrees(printed, 200 / 3, decimals, spread) is expected
