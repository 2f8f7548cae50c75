"""Numbers and charts as the report shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.findings.numerals import angka, desimal, persen, rupiah, rupiah_ringkas
from pipeline.report import charts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1234.5, "1.234,5"),
        (-0.64, "−0,64"),
        (1_000_000, "1.000.000"),
        (82.10, "82,1"),
        (-0.00001, "0"),
        (0.12346, "0,1235"),
        (Decimal("1250000.50"), "1.250.000,5"),
        (None, ""),
    ],
)
def test_angka(value: float | Decimal | None, text: str) -> None:
    assert angka(value) == text


def test_decimals_can_be_fixed() -> None:
    assert angka(82, 2) == "82,00"
    assert desimal([82.0, 79.1, 80.19]) == 2
    assert desimal([]) == 0


def test_a_share_of_nothing_is_no_number() -> None:
    assert persen(1, 3) == "33,3%"
    assert persen(1, 0) == "–"


@pytest.mark.parametrize(
    ("value", "full", "short"),
    [
        (1_250_000_000, "Rp 1.250.000.000", "Rp 1,25 miliar"),
        (12_500_000, "Rp 12.500.000", "Rp 12,5 juta"),
        (Decimal("999.50"), "Rp 999,50", "Rp 999,50"),
        (None, "", ""),
    ],
)
def test_rupiah(value: Decimal | int | None, full: str, short: str) -> None:
    assert rupiah(value) == full
    assert rupiah_ringkas(value) == short


def test_a_chart_escapes_its_label_and_hollows_the_doubtful() -> None:
    svg = charts.target_and_realisasi(
        [charts.YearPoint(2022, 10.0, 9.0), charts.YearPoint(2023, 12.0, 13.0, ragu=True)], 'a "b" <c>'
    )
    assert "&lt;c&gt;" in svg
    assert svg.count('class="titik ragu"') == 1
    assert svg.count('class="target"') == 2


@pytest.mark.parametrize(
    "points",
    [
        [charts.YearPoint(2023, 5.0, None)],
        [charts.YearPoint(2023, 0.0, 0.0)],
        [charts.YearPoint(2022, -3.0, -4.0), charts.YearPoint(2023, None, None)],
    ],
)
def test_a_chart_of_few_or_equal_values_stays_on_the_canvas(points: list[charts.YearPoint]) -> None:
    assert "nan" not in charts.target_and_realisasi(points, "x")
    assert "inf" not in charts.target_and_realisasi(points, "x")


def test_nothing_to_draw_is_nothing() -> None:
    assert charts.target_and_realisasi([charts.YearPoint(2023, None, None)], "x") == ""
    assert charts.shares([("pasti", 0)], "x") == ""
    assert 'width="0.00"' in charts.spent(0, 5, 0, "x")
