"""Signs of thousands, by the column or by the row."""

from __future__ import annotations

import pytest

from pipeline.facts.grouping import column_styles, grouped_row
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of


def test_a_column_tells_the_sign_else_the_table_and_a_row_by_itself() -> None:
    text = "Indikator | Target 2021 | Target 2022 | Target 2023\nRasio A | 86.28 | 81.55 | 7\nJumlah B | 1.204 | 1.230 | 1.265"
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    columns = [k for k in view.kolom if k.peran == "nilai"]
    assert set(column_styles(view, columns).values()) == {"koma"}
    assert [grouped_row(view, row, columns) for row in view.baris] == [None, "titik"]
    assert grouped_row(view, view.baris[1], columns[:2]) is None


def test_shares_of_the_target_in_rows_of_their_own_tell_no_sign() -> None:
    rows = "Luas taman | T | 4.400 | 1.910\n^ | R | 4.388,75 | 1.899\n^ | % | 99.74 | 99.42"
    view = view_of("d", "t", table_of(f"Indikator | Ket | 2021 | 2022\n{rows}"), REPORT, HEADERS)
    columns = [k for k in view.kolom if k.peran == "nilai"]
    assert set(column_styles(view, columns).values()) == {"titik"}


@pytest.mark.parametrize(
    ("figures", "style"),
    [
        ("300 | 1.800 | 3.300", "titik"),
        ("300 | 1.825 | 3.314", None),  # no nought at the end: they may have decimals
        ("3 | 1.800 | 3.300", None),  # not just below a thousand
        ("300 | 1.800 | 33,5", None),
    ],
)
def test_figures_below_a_thousand_beside_noughts_that_nobody_prints_of_decimals(figures: str, style: str | None) -> None:
    text = f"Indikator | Target 2021 | Target 2022 | Target 2023\nJumlah usaha | {figures}"
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    assert grouped_row(view, view.baris[0], [k for k in view.kolom if k.peran == "nilai"]) == style
