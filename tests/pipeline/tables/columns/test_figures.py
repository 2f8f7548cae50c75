"""What a column's figures look like: evidence for its role, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.tables.columns.figures import read_figures
from pipeline.tables.grid import grid_of
from tests.pipeline.grids import table_of


def figures(*cells: str) -> Any:
    return read_figures(grid_of(table_of("\n".join(cells))), 0, 0)


@pytest.mark.parametrize("text", ["Rp 500", "Rp. 5.000.000", "12.300.400", "1250000", "5.000,-", "3.576.601.625 (81,52%)"])
def test_an_amount(text: str) -> None:
    assert figures(text).uang == 1


@pytest.mark.parametrize("text", ["12.300.400 Ton", "12.300", "81,52%", "2.022", "Rapat 3 kali", "Rp"])
def test_no_amount(text: str) -> None:
    assert figures(text).uang == 0


def test_an_amount_that_a_narrow_column_broke_is_one() -> None:
    found = figures("5.582.828.0\\n00", "11.746.62\\n5.650")
    assert (found.uang, sorted(found.nilai.values())) == (2, [5_582_828_000.0, 11_746_625_650.0])
    assert sorted(figures("1.500.000\\n2.500.000").nilai.values()) == [1_500_000.0], "two amounts stay two"


def test_an_amount_with_its_share_is_no_percentage() -> None:
    found = figures("3.576.601.625 (81,52%)", "81,52%", "90 %")
    assert (found.angka, found.persen) == (3, 2)


def test_signs_units_and_list_numbers_are_filled_cells_without_figures_of_their_own() -> None:
    found = figures("Rp", "Orang", "3.", "-", "", "kata saja")
    assert (found.terisi, found.mata_uang, found.satuan, found.nomor) == (4, 1, 1, 1)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (("998", "5630.994", "001"), True),
        (("1.", "5630.994", "2."), False),
        (("998", "994", "001"), False),
        (("1.02.01", "1.02.02", "1."), True),
    ],
)
def test_one_code_among_plain_numbers_makes_codes_of_them(cells: tuple[str, ...], codes: bool) -> None:
    assert figures(*cells).codes() is codes


def test_long_words_with_a_figure_inside_are_words() -> None:
    assert figures("Meningkatnya kualitas pelayanan publik dan pengaduan di 3 kecamatan").angka == 0
    assert figures("3 kecamatan yang meningkat kualitas pelayanan publik dan pengaduannya").angka == 1


def test_a_spanned_cell_counts_for_its_left_column_only() -> None:
    grid = grid_of(table_of("12 | <\n3 | 4"))
    assert [read_figures(grid, 0, c).angka for c in (0, 1)] == [2, 1]


def test_a_share_is_part_over_whole_in_every_row_both_have() -> None:
    part, whole = figures("45", "30", "-"), figures("50", "40", "10")
    assert figures("90,00", "75,00", "12").share_of(part, whole) == 1.0
    assert figures("91,00", "76,00", "12").share_of(part, whole) == 0.0
    assert figures("90,00", "76,00", "12").share_of(part, whole) == 0.5


def test_scale_and_spread() -> None:
    assert figures("10", "200").scale_like(figures("12", "190")) == 1.0
    assert figures("10", "200").scale_like(figures("90", "75")) == 0.5
    assert figures("10", "200").spread()
    assert not figures("90", "75").spread()


def test_nothing_is_an_amount_where_the_others_are() -> None:
    assert figures("96.420.000", "0", "42.350.000", "138.770.000").mostly_amounts()
    assert not figures("96.420.000", "12", "42.350.000", "138.770.000").mostly_amounts()
    assert not figures("0", "0").mostly_amounts()
