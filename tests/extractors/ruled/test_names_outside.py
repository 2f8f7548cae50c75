"""Names above a ruled grid and beside it, and texts that stand there and are none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.model import BBox, Ruling, Word
from extractors.ruled.grid import Grid
from extractors.ruled.names_outside import with_heading_between, with_names_above, with_names_beside
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


FIGURES = (("88,0", "85,5", "97,2"), ("12", "11", "91,7"), ("640,0", "613,5", "95,9"), ("70,0", "69,1", "98,7"))
BODY_XS = (200.0, 270.0, 340.0, 410.0)
BODY = Grid(BODY_XS, (50.0, 70.0, 90.0, 110.0, 130.0), tuple((r, c, 1, 1) for r in range(4) for c in range(3)))
ROWS = ("Irigasi desa", "Sumur bor", "Produksi padi", "Sanitasi")


def body(rows: Sequence[Sequence[str]] = FIGURES) -> list[Word]:
    return [
        w for r, row in enumerate(rows) for x, text in zip(BODY_XS, row, strict=False) for w in words(text, x + 5, 55 + 20 * r)
    ]


def beside(*texts: str, shift: float = 0) -> list[Word]:
    """Texts left of the grid, each at the height of its row."""
    return [w for r, text in enumerate(texts) for w in words(text, 40, 55 + 20 * r + shift)]


def test_names_over_columns_of_figures_are_a_row() -> None:
    line = above(("Target", 235), ("Realisasi", 305), ("Capaian", 375))
    found = with_names_above(BODY, [*line, *body()], [])
    assert found.ys == (37.0, *BODY.ys)
    assert found.regions[:4] == ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1))


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        (
            above(("Target", 235), ("Realisasi", 305), ("Capaian", 375)),
            [("Target", "Hasil", "Catatan"), *FIGURES[1:]],
        ),  # named inside
        (above(("Target dan Realisasi", 270), ("Capaian", 375)), FIGURES),  # a text over two columns
        (above(("Lanjutan", 235)), FIGURES),  # a single text
        (above(("Target", 235), ("(2)", 305), ("(3)", 375)), FIGURES),  # numbers of columns
        (above(("Target", 215), ("II", 258), ("Capaian", 375)), FIGURES),  # two over one column
    ],
)
def test_other_texts_over_columns_are_none(line: list[Word], rows: Sequence[Sequence[str]]) -> None:
    assert with_names_above(BODY, [*line, *body(rows)], []) is BODY


def test_names_beside_rows_of_figures_are_a_column() -> None:
    found = with_names_beside(BODY, [*beside(*ROWS), *body()], [])
    assert found.xs == (39.0, *BODY.xs)
    assert found.regions[:5] == ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1), (1, 0, 1, 1))
    assert len(found.regions) == 16


def test_a_row_without_a_name_stays_without() -> None:
    found = with_names_beside(BODY, [*beside("1. Irigasi desa", "", "Produksi padi", "Sanitasi"), *body()], [])
    assert found.xs == (39.0, *BODY.xs)


@pytest.mark.parametrize(
    ("strip", "rows"),
    [
        (beside(*ROWS), [(name, *row[:2]) for name, row in zip(ROWS, FIGURES, strict=True)]),  # names inside
        (beside(*ROWS), [(str(n + 1), *row[:2]) for n, row in enumerate(FIGURES)]),  # numbers of rows inside
        (beside("Irigasi 12", "Sumur 40", "Padi 15", "Sanitasi 70"), FIGURES),  # a table on the left
        (beside("1,5", "2,5", "3,5", "4,5"), FIGURES),  # figures on the left
        (beside(*ROWS, shift=10), FIGURES),  # across the borders of rows
        (beside("Pada tahun ini", "capaian naik karena", "dana bertambah dan", "luas lahan tetap"), FIGURES),  # running text
        (beside("Irigasi desa", "", "", "Sanitasi"), FIGURES),  # few of the rows
        (beside("Irigasi desa dan sumur bor di kecamatan", *ROWS[1:]), FIGURES),  # reaches into the grid
    ],
)
def test_other_texts_beside_a_grid_are_none(strip: list[Word], rows: Sequence[Sequence[str]]) -> None:
    assert with_names_beside(BODY, [*strip, *body(rows)], []) is BODY


def test_texts_of_another_table_beside_a_grid_are_none() -> None:
    assert with_names_beside(BODY, [*beside(*ROWS), *body()], [BBox(30, 40, 190, 140)]) is BODY


FIRST_ROW = [
    w for x, text in zip(XS, ("Irigasi", "Panjang", "88,0", "85,5", "90,0"), strict=False) for w in words(text, x + 5, 55)
]
OVER = [Ruling(0, 20, 190, 20), Ruling(190, 20, 400, 20)]


def test_a_heading_between_two_rules_over_a_ruled_body() -> None:
    names = [*above(("Uraian", 60), ("Rincian", 155), ("Target", 225), ("Hasil", 295)), *above(("2031", 225), top=27)]
    found = with_heading_between(GRID, [*names, *FIRST_ROW], OVER, [])
    assert (found.ys[0], len(found.ys)) == (20.0, len(GRID.ys) + 1)
    assert found.regions[:5] == tuple((0, c, 1, 1) for c in range(5))


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        (above(("Uraian", 60), ("Rincian", 155), ("Target", 225), ("Hasil", 295)), []),  # nothing above
        (above(("Uraian", 60), ("Rincian", 155), ("Target", 225), ("Hasil", 295)), OVER[:1]),  # a shorter rule
        (above(("Tabel Target dan Hasil Tahun 2031", 200)), OVER),  # a caption runs over borders
        (above(("Rincian", 100), ("penyelenggara", 155), ("kesejahteraan", 225), ("keluarga", 282)), OVER),  # in its spaces
        (above(("Uraian", 60), ("Hasil", 295)), OVER),  # too few names
        (above(("Uraian", 60), ("Rincian", 155), ("1.250.000", 225), ("900.000", 295)), OVER),  # a row of the body
    ],
)
def test_what_stands_above_a_ruled_body_and_is_no_heading(line: list[Word], rules: list[Ruling]) -> None:
    assert with_heading_between(GRID, [*line, *FIRST_ROW], rules, []) == GRID


def test_names_below_the_last_rule_of_another_table_are_no_heading() -> None:
    names = above(("Uraian", 60), ("Rincian", 155), ("Target", 225), ("Hasil", 295))
    assert with_heading_between(GRID, [*names, *FIRST_ROW], OVER, [BBox(0, 0, 400, 20)]) == GRID
