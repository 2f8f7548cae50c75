"""Columns that no ruling parts."""

from __future__ import annotations

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.hidden_columns import divided, heading_divided, with_columns
from tests.extractors.words import words

GRID = Grid((0.0, 40.0, 240.0), (0.0, 20.0, 40.0, 60.0, 80.0), tuple((r, c, 1, 1) for r in range(4) for c in range(2)))


def page(texts: list[tuple[str, str]]) -> list[Word]:
    rows = enumerate(texts)
    return [
        w
        for r, (name, more) in rows
        for w in (*words(str(r), 5, 20 * r + 5), *words(name, 45, 20 * r + 5), *words(more, 180, 20 * r + 5))
    ]


def test_figures_beside_names_in_one_ruled_column_get_their_own() -> None:
    found = with_columns(GRID, page([("Jalan", "71,25"), ("Jembatan", "14,00"), ("Irigasi", "60,00"), ("Rumah", "12,50")]))
    assert len(found.xs) == 4
    assert len(found.regions) == 12


def test_words_beside_words_stay_in_one_column() -> None:
    assert (
        with_columns(GRID, page([("Jalan", "Dinas"), ("Jembatan", "Badan"), ("Irigasi", "Kantor"), ("Rumah", "Satuan")])) is GRID
    )


MERGED = Grid((0.0, 100.0, 200.0), (0.0, 20.0, 80.0), ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)))


def test_a_body_that_only_the_heading_divides_is_cut_where_that_is() -> None:
    body = [w for y in (25, 40, 55) for w in (*words("Jalan", 5, y), *words("12", 120, y))]
    assert len(divided(MERGED, body).regions) == 4


def test_a_text_that_runs_on_over_the_border_is_not_cut() -> None:
    body = [w for y in (25, 40, 55) for w in words("capaian tersebut tidak lepas dari dukungan", 5, y)]
    assert divided(MERGED, body) is MERGED


def _open_heading(*names: tuple[str, float]) -> list[tuple[int, int, int, int]]:
    """The cells of a table with columns at 0, 40, 240, 340 and 440 whose heading of such names is one cell."""
    grid = Grid((0.0, 40.0, 240.0, 340.0, 440.0), (0.0, 20.0, 40.0), ((0, 0, 1, 4), *((1, c, 1, 1) for c in range(4))))
    found = heading_divided(grid, [w for name, middle in names for w in words(name, middle - 2.5 * len(name), 5)])
    return [region for region in found.regions if region[0] == 0]


def test_names_in_the_middle_of_the_columns_below_part_the_heading() -> None:
    names = ("No", 20), ("Kegiatan Utama", 140), ("Rencana", 290), ("Hasil", 390)
    assert _open_heading(*names) == [(0, c, 1, 1) for c in range(4)]


def test_a_title_over_all_columns_is_one_cell() -> None:
    assert _open_heading(("Rencana dan Hasil Kegiatan Utama", 220)) == [(0, 0, 1, 4)]


def test_names_of_groups_part_nothing() -> None:
    assert _open_heading(("Kegiatan Utama", 120), ("Rencana dan Hasil", 340)) == [(0, 0, 1, 4)]


def test_a_name_across_a_border_parts_nothing() -> None:
    assert _open_heading(("No", 20), ("Kegiatan", 140), ("Rencana", 330), ("Hasil", 390)) == [(0, 0, 1, 4)]
