"""Bare numbers below a group that counts, and those that are figures."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.headings.counted import counts_years, month_counted, months_beside_names
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of


def test_five_roman_numbers_under_a_group_count_years_and_four_quarters() -> None:
    text = "Indikator | Target | < | < | < | {}\n^ | I | II | III | IV | {}\nNilai A | 1 | 2 | 3 | 4 | 5"
    years = read_headings(grid_of(table_of(text.format("<", "V"))), HEADERS).jalur
    quarters = read_headings(grid_of(table_of(text.format("Target Akhir", "^"))), HEADERS).jalur
    assert [path[-1].tahun_ke for path in years[1:]] == [1, 2, 3, 4, 5]
    assert [path[-1].triwulan for path in years[1:]] == [None] * 5
    assert [path[-1].triwulan for path in quarters[1:5]] == [1, 2, 3, 4]


def test_years_counted_beside_words_under_another_group() -> None:
    table = table_of("""
        Uraian | Anggaran Pada Tahun Ke- | <   | Rata-rata Pertumbuhan | <
        ^      | 1                       | 2   | Anggaran              | Realisasi
        (1)    | (2)                     | (3) | (4)                   | (5)
        Rapat  | 5.000                   | 6.000 | 3                   | 4
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 3
    assert [r.tahun_ke for r in kepala.jalur[2]] == [None, 2]


def test_figures_under_other_groups_count_no_years() -> None:
    table = table_of("""
        Uraian | Anggaran Pada Tahun Ke- | < | Jumlah Pegawai | <
        ^      | 1                       | 2 | 3              | 4
        Rapat  | 5                       | 6 | 3              | 4
    """)
    assert all(r.tahun_ke is None for path in read_headings(grid_of(table), HEADERS).jalur for r in path)


def test_bare_numbers_under_quarters_count_these_and_leaves_behind_the_column_numbers_follow() -> None:
    kepala = read_headings(
        grid_of(
            table_of("""
        No | Indikator | Realisasi Kinerja pada Triwulan (Rp) | < | < | < | < | < | < | <
        ^  | ^         | 1 | < | 2 | < | 3 | < | 4 | <
        1  | 2         | 3 | < | 4 | < | 5 | < | 6 | <
        ^  | ^         | K | Rp | K | Rp | K | Rp | K | Rp
        1  | Jumlah patroli | 9 kali | 1.000.000 | 8 kali | 1.000.000 | 7 kali | 1.000.000 | 9 kali | 1.000.000
    """)
        ),
        HEADERS,
    )
    assert kepala.akhir == 4
    assert [path[-2].triwulan for path in kepala.jalur[2:]] == [1, 1, 2, 2, 3, 3, 4, 4]


@pytest.mark.parametrize("group", ["Realisasi", "Jumlah Kegiatan pada Triwulan I"])
def test_bare_numbers_under_other_groups_are_column_numbers(group: str) -> None:
    table = table_of(f"""
        Indikator | {group} | < | < | <
        Indikator | 1 | 2 | 3 | 4
        Nilai A   | 5 | 6 | 7 | 8
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert all(r.triwulan != n for n, path in enumerate(kepala.jalur[2:], start=2) for r in path)


@pytest.mark.parametrize(("last", "month"), [("12", 12), ("13", None)])
def test_twelve_numbers_under_one_group_count_months(last: str, month: int | None) -> None:
    numbers = " | ".join([*map(str, range(1, 12)), last])
    heads = f"Indikator | Target | Realisasi |{' < |' * 12} Capaian\n^ | ^ | {numbers} | Jumlah | ^"
    text = f"{heads}\nNilai A | 3 |{' 1 |' * 12} 12 | 400"
    path = read_headings(grid_of(table_of(text)), HEADERS).jalur[13]
    assert (path[-1].bulan if path else None) == month


@pytest.mark.parametrize(("group", "counts"), [("Target Tahun ke-", True), ("Triwulan", True), ("Jumlah Pegawai", False)])
def test_what_the_group_above_lets_numbers_count(group: str, counts: bool) -> None:
    grid = grid_of(table_of(f"Indikator | {group} | < | < | <\n^ | 1 | 2 | 3 | 4\nNilai A | 5 | 6 | 7 | 8"))
    assert counts_years(grid, 0, 1) is counts
    assert [month_counted(grid, cell) for cell in grid.filled(1)] == [None] * 4, "four are no twelve"


TWELVE = " | ".join(str(n + 1) for n in range(12))


@pytest.mark.parametrize(
    ("heading", "months"),
    [
        (f"Indikator | Target | {TWELVE} | Jumlah", 12),
        (f"{TWELVE} | Indikator | Target | Jumlah", 0),
        (f"Indikator | Target | {TWELVE} | 13", 0),
        (f"Indikator | Target | {TWELVE.replace('12', '13')} | Jumlah", 0),
    ],
    ids=["months", "first", "a row of column numbers", "not all"],
)
def test_months_are_numbered_between_the_names_of_columns(heading: str, months: int) -> None:
    assert len(months_beside_names(grid_of(table_of(heading)).filled(0))) == months
