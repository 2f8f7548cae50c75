"""The measure that headings one over the other name."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import ROLE_SURE
from pipeline.tables.columns.measures import measure_of, measures_in, of_a_plan
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        ("Target", "target"),
        ("Realisasi", "realisasi"),
        ("Realisasi / s.d. Juni", "realisasi"),
        ("Realisasi / s.d. Desember 2022", "realisasi"),
        ("Kondisi Akhir Renstra / Capaian", "akhir"),
        ("Target Akhir Renstra", "akhir"),
        ("Kondisi Awal", "awal"),
        ("Awal 2020", "awal"),
        ("Awal (2020)", "awal"),
        ("Volume", "target"),
        ("Volume / Realisasi", "realisasi"),
        ("% Volume", "capaian"),
        ("2022", None),
    ],
)
def test_the_nearest_level_that_names_one_tells_the_measure(path: str, measure: str | None) -> None:
    leaf_first = [HEADERS.read(text) for text in reversed(path.split(" / "))]
    assert measure_of(leaf_first, 2022)[0] == measure


def test_a_target_of_the_plan_is_weakly_the_final_one_until_it_names_an_end() -> None:
    assert measure_of([HEADERS.read("Target Renstra")], 2022) == ("akhir", True)
    assert measure_of([HEADERS.read("Target Akhir Renstra")], 2022) == ("akhir", False)


def test_a_result_is_one_alone_or_with_a_year_and_no_analysis() -> None:
    assert measures_in(HEADERS.read("Hasil")) == ("capaian",)
    assert measures_in(HEADERS.read("Hasil 2022")) == ("realisasi",)
    assert measures_in(HEADERS.read("Hasil analisis")) == ()


def test_a_target_of_one_year_is_none_of_a_plan() -> None:
    assert of_a_plan("target", HEADERS.read("Target Renstra"))
    assert not of_a_plan("target", HEADERS.read("Target 2022"))
    assert not of_a_plan("realisasi", HEADERS.read("Realisasi Renstra"))


def test_a_group_of_two_measures_leaves_its_columns_in_doubt() -> None:
    def sure(group: str) -> bool:
        text = f"Indikator | {group} | < \n^ | TW I | TW II\nNilai A | 1 | 2"
        return view_of("d", "d-1", table_of(text), REPORT, HEADERS).kolom[1].yakin >= ROLE_SURE

    assert sure("Realisasi")
    assert not sure("Target Realisasi")  # two headings read as one
