"""Where a figure stands and what makes it doubtful, whatever it measures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import Cell
from pipeline.facts.certainty import Spot, doubt_of_place, keyakinan, own_cell
from pipeline.tables.columns.column import Column
from pipeline.tables.read import view_of
from pipeline.tables.view import TableView
from tests.pipeline.grids import HEADERS, REPORT, table_of


def seen(text: str = "Indikator | Target | Realisasi\nNilai A | 5 | 4\nNilai B | 6 | ^") -> TableView:
    return view_of("d", "t", table_of(text), REPORT, HEADERS)


def spot(**changed: object) -> Spot:
    cell: Cell = next(c for c in table_of("a | 5").cells if c.text == "5")
    return Spot("5", "Nilai A", replace(cell, **changed))  # type: ignore[arg-type]


def test_a_cell_is_of_the_row_that_it_begins_in() -> None:
    view = seen()
    first, second = view.baris
    assert own_cell(view, first, view.kolom[2]) is not None
    assert own_cell(view, second, view.kolom[1]) is not None
    assert own_cell(view, second, view.kolom[2]) is None, "it spans from the row above"


@pytest.mark.parametrize(
    ("column", "year_sure", "changed", "expected"),
    [
        (Column(1, "nilai"), True, {}, None),
        (Column(1, "nilai", yakin=0.8), True, {}, None),
        (Column(1, "nilai", yakin=0.7), False, {}, "peran_kolom"),
        (Column(1, "nilai"), False, {}, "tahun_kolom"),
        (Column(1, "nilai"), True, {"from_ocr": True, "confidence": 0.9}, "ocr_lemah"),
        (Column(1, "nilai"), True, {"from_ocr": True, "confidence": 0.9, "second": "6"}, "bacaan_beda"),
        (Column(1, "nilai"), True, {"from_ocr": True, "confidence": 0.9, "second": "5"}, None),
    ],
)
def test_what_makes_a_figure_doubtful(column: Column, year_sure: bool, changed: dict[str, object], expected: str | None) -> None:
    assert doubt_of_place(column, spot(**changed), year_sure) == expected


def test_a_fact_is_as_sure_as_the_least_sure_of_what_it_hangs_on() -> None:
    view, cell = seen(), spot(confidence=0.99).cell
    dated = Column(1, "nilai", tahun=2022, tahun_tertulis=True, yakin=0.95)
    assert keyakinan(view, dated, cell, None) == 0.95
    assert keyakinan(view, dated, cell, "ocr_lemah") == 0.475
    undated = Column(1, "nilai")
    assert keyakinan(view, undated, cell, None) == view.waktu.yakin < 0.95
