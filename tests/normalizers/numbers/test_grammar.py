"""Digits and signs alone: what they say for certain, and where two readings stay open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numbers.grammar import MOST_CANDIDATES, Hint, Style, doubt, read_figure, read_loose, style_of
from tests.normalizers.strategies import STYLES, grouped


@given(st.integers(0, 10**12), st.sampled_from(STYLES))
def test_an_amount_grouped_in_threes_is_sure_whatever_the_signs(value: int, style: str) -> None:
    read = read_figure(grouped(Decimal(value), style), "rupiah", None, False)
    assert (read.value, read.sure) == (value, True)


@given(st.integers(10**6, 10**12), st.integers(0, 99), st.sampled_from(STYLES))
def test_decimals_behind_another_sign_than_the_groups(whole: int, cents: int, style: str) -> None:
    value = Decimal(f"{whole}.{cents:02d}")
    for hint in ("rupiah", "jumlah"):
        read = read_figure(grouped(value, style), hint, None, False)  # type: ignore[arg-type]
        assert (read.value, read.sure) == (value, True)


@pytest.mark.parametrize(
    ("figure", "hint", "style", "counted", "value", "sure"),
    [
        ("1.234", "jumlah", None, False, "1234", False),
        ("1.234", "jumlah", "titik", False, "1234", True),
        ("1.234", "jumlah", "koma", False, "1.234", False),
        ("1.234", "jumlah", None, True, "1234", True),  # people are whole
        ("72,126", "persen", None, False, "72.126", True),
        ("72,126", "persen", "koma", False, None, False),
        ("0,123", "jumlah", "koma", False, "0.123", True),
        ("1234,567", "jumlah", "koma", False, None, False),  # one sign of two may be lost
        ("1234,567", "jumlah", "titik", False, "1234.567", True),
        ("15.450.000.00", "rupiah", None, False, "15450000", False),
        ("227.199732", "rupiah", None, False, None, False),
        ("012", "rupiah", None, False, "12", False),
        ("12,50", "rupiah", None, False, "12.50", False),
        ("12,00", "rupiah", None, False, "12.00", True),
        ("1,529,7", "persen", None, False, "1529.7", True),
        ("1,529,7", "jumlah", None, False, "1529.7", False),
    ],
)
def test_what_hint_style_and_unit_decide(
    figure: str, hint: Hint, style: Style | None, counted: bool, value: str | None, sure: bool
) -> None:
    read = read_figure(figure, hint, style, counted)
    assert read.value == (None if value is None else Decimal(value))
    assert read.sure is sure


@pytest.mark.parametrize(
    ("figure", "value"),
    [("349. 999. 620", 349_999_620), ("1 234 567", 1_234_567), ("37.059. 668.545", 37_059_668_545), ("15.450.0 00", 15_450_000)],
)
def test_an_amount_with_spaces_inside(figure: str, value: int) -> None:
    assert read_loose(figure, "rupiah", None, False).value == value


@pytest.mark.parametrize("figure", ["5.000.000 6.000.000", "12 34", "5 , 4"])
def test_spaces_that_may_part_two_figures(figure: str) -> None:
    assert not read_loose(figure, "rupiah", None, False).sure


@given(st.integers(1, 10**60))
def test_figures_run_together_are_no_value(digits: int) -> None:
    read = read_figure(str(digits), "jumlah", None, False)
    assert (read.value is None) == (len(str(digits)) > 15)
    assert all(c == digits for c in read.candidates)


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=12), st.booleans())
def test_candidates_are_few_distinct_and_best_first(values: list[Decimal], prefer: bool) -> None:
    read = doubt("aturan", *values, prefer=prefer)
    assert read.candidates[0] == values[0]
    assert len(set(read.candidates)) == len(read.candidates) <= MOST_CANDIDATES
    assert read.value == (values[0] if prefer else None)


@pytest.mark.parametrize(
    ("figure", "style"),
    [("1.234.567", "titik"), ("1,234,567", "koma"), ("12,5", "titik"), ("12.5", "koma"), ("1.234,5", "titik"), ("0.123", "koma"),
     ("1.234", None), ("12", None), ("1234,567", None), ("1.23.456", None)],
)  # fmt: skip
def test_the_style_a_figure_shows(figure: str, style: str | None) -> None:
    assert style_of(figure) == style


@pytest.mark.parametrize(
    ("figure", "sure"), [("92. 90", True), ("92.\n90", True), ("5. 90", False), ("92, 90", False), ("92. 5", False)]
)
def test_a_share_broken_behind_its_dot(figure: str, sure: bool) -> None:
    assert read_loose(figure, "persen", None, False).sure is sure
    assert not read_loose(figure, "jumlah", None, False).sure
