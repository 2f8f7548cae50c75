"""Amounts of a row under what they are for."""

from __future__ import annotations

import pytest

from pipeline.facts.amount_spots import amount_spots
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of


def spots(text: str, row: int = 0) -> list[tuple[str, str, str | None]]:
    """(amount, what it is for, doubt) of a row's amounts in its first column of money."""
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    money = next(k for k in view.kolom if k.peran == "rupiah")
    return [(spot.text, spot.nama, spot.ragu) for spot in amount_spots(view, view.baris[row], money)]


def test_an_amount_is_of_the_name_of_its_row() -> None:
    assert spots("Kode | Program | Pagu (Rp)\n1.02.03 | Rapat | 5.000.000") == [("5.000.000", "Rapat", None)]


def test_amounts_below_each_other_are_of_the_items_beside_them() -> None:
    text = r"No | Program | Pagu (Rp)" + "\n" + r"1 | 1. Rapat\n2. Survei | 5.000.000\n7.000.000"
    assert spots(text) == [("5.000.000", "Rapat", None), ("7.000.000", "Survei", None)]


@pytest.mark.parametrize(("amount", "found"), [("5.000.000", [("5.000.000", "Pasar ramai", None)]), ("-", [])])
def test_a_row_that_names_its_sasaran_alone_has_the_amount_of_that(amount: str, found: list[tuple[str, str, str | None]]) -> None:
    text = f"Sasaran | Indikator | Program | Pagu (Rp)\nPasar ramai | | | {amount}\nKios rapi | Jumlah kios | Rapat | 9.000.000"
    assert spots(text) == found


@pytest.mark.parametrize(("indicator", "doubt"), [("Persentase kios", "uraian_diduga"), ("", None)])
def test_the_amounts_of_an_indicator_without_any_target_may_be_its_targets(indicator: str, doubt: str | None) -> None:
    text = (
        "Sasaran | Indikator | Program | Target 2022 | Pagu 2022 (Rp)\n"
        f"Pasar ramai | {indicator} | | | 5.000.000\nKios rapi | Jumlah kios | Rapat | 12 | 9.000.000"
    )
    assert spots(text) == [("5.000.000", "Pasar ramai", doubt)]
