"""Rulings and words to tables, and the rulings that belong to none."""

from __future__ import annotations

from extractors.model import Page, Ruling
from extractors.ruled.tables import leftover_rulings, ruled_tables
from tests.extractors.paper import row

XS, YS = (50.0, 150.0, 250.0), (100.0, 120.0, 140.0, 160.0)
LATTICE = [Ruling(XS[0], y, XS[-1], y) for y in YS] + [Ruling(x, YS[0], x, YS[-1]) for x in XS]
ROWS = [("Uraian", "Pagu"), ("Garam", "12 sen"), ("Niaga", "7,25")]
WORDS = [w for n, cells in enumerate(ROWS) for w in row(cells, (55, 160), 106.0 + 20 * n)]


def page(rulings: list[Ruling], words: bool = True) -> Page:
    return Page(2, 595, 842, "teks", tuple(WORDS) if words else (), tuple(rulings))


def test_a_lattice_with_words_is_a_table() -> None:
    (table,) = ruled_tables(page(LATTICE))
    assert table.grid() == [list(cells) for cells in ROWS]
    assert (table.engine, table.first_page, table.column_edges) == ("garis", 2, XS)


def test_a_lattice_without_words_and_a_pair_of_lines_are_none() -> None:
    assert ruled_tables(page(LATTICE, words=False)) == []
    assert ruled_tables(page([LATTICE[0], LATTICE[-1]])) == []


def test_a_grid_inside_a_cell_belongs_to_it() -> None:
    inner = [Ruling(156, y, 244, y) for y in (124, 129.4, 136)] + [Ruling(x, 124, x, 136) for x in (156, 170, 244)]
    both = page([*LATTICE, *inner])
    assert len(ruled_tables(page(inner))) == 1  # a table of its own where none is around it
    assert [table.column_edges for table in ruled_tables(both)] == [XS]


def test_rulings_outside_every_table_are_left_over() -> None:
    foot = Ruling(50, 800, 550, 800)
    tables = ruled_tables(page([*LATTICE, foot]))
    assert leftover_rulings(page([*LATTICE, foot]), tables) == [foot]
