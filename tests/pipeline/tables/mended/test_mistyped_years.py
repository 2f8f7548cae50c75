"""One year of a row of years that was typed wrongly."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.mended.mistyped_years import with_years_mended
from tests.pipeline.grids import table_of


def years(row: str, *titles: str) -> tuple[list[str], frozenset[int]]:
    grid, unsure = with_years_mended(grid_of(table_of(f"Indikator | {row}\nNilai A | 1 | 2 | 3 | 4")), titles)
    return [grid.text(0, c) for c in range(1, 5)], unsure


@pytest.mark.parametrize("row", ["2019 | 2021 | 2021 | 2022", "2019 | 2002 | 2021 | 2022", "2019 | 2020 | 2121 | 2022"])
def test_the_neighbours_say_which_year_is_meant(row: str) -> None:
    told, unsure = years(row)
    assert told == ["2019", "2020", "2021", "2022"]
    assert len(unsure) == 1, "without a period nothing but the neighbours says so"
    assert years(row, "Perkembangan Tahun 2019-2022")[1] == frozenset()


def test_the_newest_first() -> None:
    assert years("2022 | 2021 | 2002 | 2019")[0] == ["2022", "2021", "2020", "2019"]


@pytest.mark.parametrize("row", ["2019 | 2020 | 2021 | 2022", "2019 | 2020 | 2024 | 2029", "2015 | 2015 | 2016 | 2016"])
def test_years_that_follow_or_are_not_meant_to(row: str) -> None:
    assert years(row) == (row.split(" | "), frozenset())


def test_a_year_that_lies_elsewhere_than_it_says_is_mended_and_unsure() -> None:
    told, unsure = years("Tahun 2018 (thn n-\\n2) | Tahun 2019 (n-1) | Tahun 2021 (thn n) | Thn 2021 (n+1)")
    assert told[2] == "Tahun 2020 (thn n)"
    assert unsure == frozenset({3})
    assert years("2020 (n-2) | 2020 (n-1) | 2021 (n) | 2022 (n+1)")[0][0] == "2019 (n-2)"
    right = "2018 (n-2) | 2019 (n-1) | 2020 (n) | 2021 (n+1)"
    assert years(right) == (right.split(" | "), frozenset())
    assert years("2018 (n-2) | 2020 (n-1) | 2023 (n) | 2021 (n+1)")[1] == frozenset(), "no year that three agree on"


def test_a_year_that_a_narrow_column_breaks() -> None:
    assert years("Tahun\\n201\\n9 | Th. 20\\n20 | 20\\n21 | Tahun 2022\\n5")[0] == [
        "Tahun\n2019",
        "Th. 2020",
        "20\n21",
        "Tahun 2022\n5",
    ]
