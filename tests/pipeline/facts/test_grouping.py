"""Signs of thousands, by the column or by the row."""

from __future__ import annotations

import pytest

from pipeline.facts.grouping import column_styles, grouped_by_row
from pipeline.tables.read import view_of
from pipeline.tables.view import TableView
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


def styles_of_rows(view: TableView) -> dict[int, str]:
    columns = [k for k in view.kolom if k.peran == "nilai"]
    return {row: grouped.style for row, grouped in grouped_by_row(view, view.baris, columns).items()}


def test_a_column_tells_the_sign_else_the_table_and_a_row_by_itself() -> None:
    text = "Indikator | Target 2021 | Target 2022 | Target 2023\nRasio A | 86.28 | 81.55 | 7\nJumlah B | 1.204 | 1.230 | 1.265"
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    columns = [k for k in view.kolom if k.peran == "nilai"]
    assert set(column_styles(view, columns).values()) == {"koma"}
    assert styles_of_rows(view) == {2: "titik"}
    assert grouped_by_row(view, view.baris, columns[:2]) == {}, "two figures"


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
    assert styles_of_rows(view).get(1) == style


PRODUCTION = """
    Indikator | Satuan | Target TW I | Target TW II | Target 2022
    Produksi padi | {} | 412.300 | 705.860 | 1.184.520
    Hasil per hektar | ku/ha | 54.80 | 55.10 | 55.40
    Produksi jagung | {} | 61.200 | 134.500 | 268.750 ton
"""


@pytest.mark.parametrize(
    ("units", "proven"),
    [(("ton", "ton"), True), (("ton", "ribu ekor"), False)],  # of another unit nothing is proven
)
def test_a_figure_with_two_signs_proves_what_parts_the_thousands_of_its_unit(units: tuple[str, str], proven: bool) -> None:
    view = view_of("d", "t", table_of(PRODUCTION.format(*units)), REPORT, HEADERS)
    found = grouped_by_row(view, view.baris, [k for k in view.kolom if k.peran == "nilai"])
    assert {row: grouped.proven for row, grouped in found.items()} == {1: True, 3: proven}
    facts = understood(table_of(PRODUCTION.format(*units))).kinerja
    maize = [(f.nilai, f.status_nilai) for f in facts if f.indikator == "Produksi jagung"]
    assert maize == [(n, "pasti" if proven else "ragu") for n in (61200.0, 134500.0, 268750.0)]


@pytest.mark.parametrize(("name", "values"), [("Nilai Maturitas SPIP", {3.126, 3.218, 3.0}), ("Pengunjung", {None})])
def test_a_score_has_no_thousands(name: str, values: set[float | None]) -> None:
    text = f"""
        Indikator | Target 2022 | Realisasi 2022 | Target 2023
        Persentase kios terisi | 85,5% | 86,09% | 87,25%
        {name} | 3,000 | 3,126 | 3,218
    """
    facts = [f for f in understood(table_of(text)).kinerja if f.indikator == name]
    assert {f.nilai if f.status_nilai == "pasti" else None for f in facts} == values
