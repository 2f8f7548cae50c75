"""Names of groups of columns above a ruled grid, and lines that stand there and are none."""

from __future__ import annotations

import pytest

from extractors.model import BBox, Word
from extractors.ruled.grid import Grid
from extractors.ruled.names_above import with_names_above
from tests.extractors.words import LETTER, words

XS = (0.0, 120.0, 190.0, 260.0, 330.0, 400.0)
GRID = Grid(XS, (50.0, 70.0, 90.0), tuple((r, c, 1, 1) for r in range(2) for c in range(5)))


def above(*texts: tuple[str, float], top: float = 37) -> list[Word]:
    """Texts of a line above the grid, each set around its middle."""
    return [w for text, middle in texts for w in words(text, middle - LETTER * len(text) / 2, top)]


def held(*names: str) -> list[Word]:
    """A heading of these names and a row of figures."""
    rows = (names, ("Irigasi", "88,0", "85,5", "90,0", "88,2"))
    return [w for r, row in enumerate(rows) for x, text in zip(XS, row, strict=False) for w in words(text, x + 5, 55 + 20 * r)]


MEASURES = held("Uraian", "Rencana", "Hasil", "Rencana", "Hasil")
YEARS = held("Uraian", "2030", "2031", "2030", "2031")
GROUPS = ("Semester I", 190), ("Semester II", 330)


@pytest.mark.parametrize("heading", [MEASURES, YEARS])
def test_names_over_groups_with_the_same_names_below_are_a_row(heading: list[Word]) -> None:
    found = with_names_above(GRID, [*above(*GROUPS), *heading], [])
    assert found.ys == (37.0, *GRID.ys)
    assert found.regions[:4] == ((0, 0, 1, 1), (0, 1, 1, 2), (0, 3, 1, 2), (1, 0, 1, 1))
    assert len(found.regions) == 13


@pytest.mark.parametrize(
    "line",
    [
        above(("Tabel 4 Rencana dan Hasil", 200)),  # a caption
        above(*GROUPS, ("(unit)", 60)),  # a text that names no group
        above(("Semester I", 155), ("Semester II", 295)),  # each over a single column
        above(("1.250", 190), ("3.400", 330)),  # figures
        above(*GROUPS, top=15),  # far above
    ],
)
def test_other_lines_above_a_grid_are_none(line: list[Word]) -> None:
    assert with_names_above(GRID, [*line, *MEASURES], []) is GRID


def test_names_over_columns_of_other_names_are_none() -> None:
    other = held("Uraian", "Rencana", "Hasil", "Lokasi", "Dana")
    assert with_names_above(GRID, [*above(*GROUPS), *other], []) is GRID


def test_a_row_of_the_table_above_is_none() -> None:
    assert with_names_above(GRID, [*above(*GROUPS), *MEASURES], [BBox(0, 0, 400, 49)]) is GRID
