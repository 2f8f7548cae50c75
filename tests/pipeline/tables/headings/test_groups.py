"""Groups over blank places of a heading."""

from __future__ import annotations

from pipeline.tables.grid import grid_of
from pipeline.tables.headings.groups import group_of, parts_of, words_above
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of


def test_groups_are_inferred_where_spans_were_not_seen() -> None:
    table = table_of("""
        Indikator | 2021   |           | 2022   |
                  | Target | Realisasi | Target | Realisasi
        Nilai A   | 1      | 2         | 3      | 4
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 2
    assert [r.teks for r in kepala.jalur[2]] == ["2021", "Realisasi"]


def test_a_blank_place_belongs_to_the_group_on_its_left_where_both_have_leaves() -> None:
    grid = grid_of(table_of("Indikator | 2021 |  | Ket |\n | Target | Realisasi | | \nNilai A | 1 | 2 | a | b"))
    group = group_of(grid, [0, 1], 0, 2)
    assert group is not None
    assert group.text == "2021"
    assert group_of(grid, [0, 1], 0, 4) is None, "no leaf stands below it"
    (target, realisasi) = grid.filled(1)
    assert (words_above(grid, target), words_above(grid, realisasi)) == ("2021", "2021")
    assert parts_of(grid, group, 1) == [target], "one whose span was not seen has only what stands right below"
