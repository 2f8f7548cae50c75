"""Amounts and the scale they were read in: by their rows, their table, and how they are printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.facts.certainty import Spot
from pipeline.facts.scales import ReadAmount, with_scales_judged
from pipeline.findings.doubts import doubt
from tests.pipeline.facts.test_anggaran import facts, told
from tests.pipeline.grids import PLAN, table_of, understood


def test_what_is_doubtful_already_keeps_its_own_doubt() -> None:
    small, large = facts("Program | Pagu 2022 | Pagu 2024\nRapat | 500.000 | 5.000.000")
    spot = Spot("500.000", "Rapat", table_of("500.000").cells[0])
    found = doubt(small, spot.cell, (Decimal(500_000),))
    large = replace(large, nilai=Decimal(10**9))
    (kept, finding), _ = with_scales_judged([[ReadAmount(small, found, spot), ReadAmount(large, None, spot)]], ())
    assert (kept, finding) == (small, found)
    (other, told_of), _ = with_scales_judged([[ReadAmount(small, None, spot), ReadAmount(large, None, spot)]], ())
    assert (other.aturan_nilai, told_of is not None) == ("skala_baris", True)


def test_full_rupiah_under_a_heading_that_speaks_of_thousands() -> None:
    text = "Program | Anggaran (Ribuan)\nRapat | {}\nSurvei | {}\nUkur | {}"
    full = facts(text.format("50.000.000", "60.000.000", "75.000.000"))
    assert {(f.aturan_nilai, f.status_nilai) for f in full} == {("skala_judul", "ragu")}
    assert full[0].kandidat == (5e7, 5e10), "as printed, which is likelier, and as the heading has it"
    assert {s for *_, s in told(text.format("50.125.337", "60.211.904", "75.309.116"))} == {"pasti"}, "large, but not round"
    assert {s for *_, s in told(text.format("50.000", "60.000", "75.000"))} == {"pasti"}, "round, but not large"


def test_a_full_amount_among_thousands_of_its_row_is_settled_by_the_sum_of_the_years() -> None:
    text = "Program | Pagu (Ribuan) 2022 | Pagu (Ribuan) 2023 | Pagu (Ribuan) Akhir Renstra\nRapat | 200.000 | 300.000 | {}"
    assert facts(text.format("500.000.000"))[2].kandidat == (5e11, 5e8)
    ends = {
        last: [f for f in understood(table_of(text.format(last)), identity=PLAN).anggaran if f.ukuran == "akhir"]
        for last in ("500.000.000", "750.000.000", "500.000")
    }
    assert [[(float(f.nilai or 0), f.status_nilai) for f in end] for end in ends.values()] == [
        [(5e8, "pasti")],
        [(7.5e11, "ragu")],
        [(5e8, "pasti")],
    ]


def test_an_amount_in_thousands_beside_full_ones_of_its_row() -> None:
    text = "Program | Pagu 2022 | Pagu 2024\nRapat | 500.000.000 | {}"
    assert [f.aturan_nilai for f in facts(text.format("500.000"))][1] == "skala_baris"
    assert [s for *_, s in told(text.format("400.000.000"))] == ["pasti"] * 2
    assert [s for *_, s in told(text.format("5.000.000"))] == ["pasti"] * 2, "a small budget beside a large one"


def test_a_plans_end_that_is_smaller_than_one_of_its_years_is_of_another_scale() -> None:
    text = "Program | Pagu 2022 | Pagu 2024 | Pagu Akhir Renstra\nRapat | 1.500.000 | 2.000.000 | {}"
    assert [f.aturan_nilai for f in facts(text.format("3.500"))][2] == "skala_baris"
    assert [s for *_, s in told(text.format("3.500.000"))] == ["pasti"] * 3


def test_budgets_that_are_all_too_small_are_of_a_scale_that_is_told_nowhere() -> None:
    text = "Program | Pagu 2022 | Pagu 2024\nRapat | 1.326 | 2.305\nSurvei | 1.751 | {}"
    assert {(f.status_nilai, f.aturan_nilai, len(f.kandidat)) for f in facts(text.format("2.382"))} == {
        ("ragu", "jumlah_kecil", 2)
    }
    assert told(text.format("2.382.000"))[3][2] == "pasti"


def test_an_amount_that_begins_with_a_nought_makes_those_of_its_row_doubtful() -> None:
    text = "Program | Anggaran (Rp) | Realisasi (Rp) | %\nRapat | 50.000.000 | 45.000.000 | 90\nJumlah | 84.125.000 | {} | 95"
    cut = told(text.format("01.918.750"))
    assert [s for *_, s in cut] == ["pasti", "pasti", "pasti", "ragu", "ragu", "pasti"]
    assert {s for *_, s in told(text.format("79.918.750"))} == {"pasti"}
    assert {s for *_, s in told(text.format("0"))[:4]} == {"pasti"}, "nothing was spent"


@pytest.mark.parametrize(("amount", "rule"), [("60.000.000", "skala_judul"), ("60.125.337", None), ("6.000.000", None)])
def test_a_row_in_full_rupiah_among_rows_in_thousands(amount: str, rule: str | None) -> None:
    text = f"Program | Pagu (Ribuan) 2022\nRapat | 200.000\nSurvei | 300.000\nUkur | 250.000\nKamera | {amount}"
    fact = facts(text)[-1]
    assert (fact.aturan_nilai if fact.status_nilai == "ragu" else None) == rule
    assert facts(text.replace("Kamera", "Jumlah"))[-1].status_nilai == "pasti", "a sum is as large"
