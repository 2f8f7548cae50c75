"""What the levels above one column say together."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.headings.paths import path_of
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of


@pytest.mark.parametrize(
    ("heads", "relative", "counted"),
    [
        ("Tahun-1 | Tahun N | Tahun+1", [-1, 0, 1], [None, None, None]),
        ("TAHUN -1 | TAHUN (N) | TAHUN + 1", [-1, 0, 1], [None, None, None]),
        ("Tahun-1 | Tahun-2 | Tahun-3", [None, None, None], [1, 2, 3]),
        ("T-1 | T | T+1", [-1, 0, 1], [None, None, None]),
        ("T | R | C", [None, None, None], [None, None, None]),
    ],
)
def test_years_before_and_after_this_one(heads: str, relative: list[int | None], counted: list[int | None]) -> None:
    table = table_of(f"Uraian | Pagu | < | <\n^ | {heads}\nRapat | 5.000 | 6.000 | 7.000")
    leaves = [path[-1] for path in read_headings(grid_of(table), HEADERS).jalur[1:]]
    assert [r.tahun_relatif for r in leaves] == relative
    assert [r.tahun_ke for r in leaves] == counted


def test_letters_for_target_and_realisasi_over_other_leaves() -> None:
    table = table_of(
        """
        Kegiatan | Fisik | < | Keuangan | < | < | <
        ^        | T | {} | T | < | {} | <
        ^        | % | % | Rp | % | Rp | %
        Rapat    | 50 | 48 | 50.000.000 | 50 | 45.000.000 | 45
    """.replace("{}", "R")
    )
    path = read_headings(grid_of(table), HEADERS).jalur[5]
    assert [r.teks for r in path] == ["Keuangan", "Realisasi", "Rp"]


def test_the_share_of_what_was_reached_beside_letters_for_target_and_realisasi() -> None:
    text = "Indikator | Tahun 2021 | < | <\n^ | T | {} | % C\nNilai A | 80 | 88 | 110"
    path = read_headings(grid_of(table_of(text.format("R"))), HEADERS).jalur[3]
    assert path[-1].names("ukuran") == ("capaian",)
    alone = read_headings(grid_of(table_of(text.format("Realisasi"))), HEADERS).jalur[3]
    assert not any(reading.names("ukuran") for reading in alone), "a letter alone says nothing"


def test_what_heads_no_column_is_left_out_where_something_does() -> None:
    grid = grid_of(table_of("Zat Kelabu Tua | <\nTarget | Warna\n1 | 2"))
    assert [r.teks for r in path_of(grid, HEADERS.read, [0, 1], 0)] == ["Target"]
    assert [r.teks for r in path_of(grid, HEADERS.read, [0], 0)] == ["Zat Kelabu Tua"], "all there is"


def test_a_share_of_what_is_not_understood_is_no_column_of_its_group_alone() -> None:
    grid = grid_of(table_of("Uraian | 2031 | < | <\n^ | Anggaran | Realisasi | % zwq xkv\nRapat | 5.000.000 | 4.000.000 | 80,00"))
    assert [r.teks for r in path_of(grid, HEADERS.read, [0, 1], 3)] == ["2031", "% zwq xkv"]
    # unknown words without the sign are left out
    grid = grid_of(table_of("Uraian | 2031 | < | <\n^ | Anggaran | Realisasi | zwq xkv\nRapat | 5.000.000 | 4.000.000 | 80,00"))
    assert [r.teks for r in path_of(grid, HEADERS.read, [0, 1], 3)] == ["2031"]
