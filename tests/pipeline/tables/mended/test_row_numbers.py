"""Running numbers before names, and quantities that are a part of them."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.mended.row_numbers import with_numbers_dropped
from tests.pipeline.grids import table_of, understood

HEAD = "Kegiatan | Pagu 2022 (Rp)\n"


def names(*rows: str) -> list[str]:
    text = HEAD + "\n".join(f"{row} | {n + 1}.500.000" for n, row in enumerate(rows))
    return [f.uraian for f in understood(table_of(text)).anggaran]


def test_numbers_that_count_the_rows_are_no_part_of_their_names() -> None:
    told = names("1 Penyusunan peta kolam", "2 Revisi rencana", "3 Pengadaan citra", "1 Sosialisasi aturan", "2 Pendampingan")
    assert told == ["Penyusunan peta kolam", "Revisi rencana", "Pengadaan citra", "Sosialisasi aturan", "Pendampingan"]


def test_a_page_may_begin_with_any_number() -> None:
    assert names("19 Bimbingan teknis", "20 Rapat kerja", "21 Cetak buku") == ["Bimbingan teknis", "Rapat kerja", "Cetak buku"]


@pytest.mark.parametrize(
    "rows",
    [
        ("2 Puskesmas baru", "3 Posyandu baru"),  # two may count
        ("4 Kolam", "12 Perahu", "7 Jaring"),
        ("1 Kolam", "2 Perahu", "3 Jaring", "9 Kapal"),
    ],
)
def test_numbers_that_count_what_is_named_stay(rows: tuple[str, ...]) -> None:
    assert names(*rows) == list(rows)


def test_a_table_without_names_is_as_it_was() -> None:
    grid = grid_of(table_of(HEAD + "1 Kolam | 5"))
    assert with_numbers_dropped(grid, 1, ()) is grid
