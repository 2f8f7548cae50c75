"""Tables stacked in one frame, and one table with lines that run across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.model import Word
from extractors.ruled.grid import Grid, Region
from extractors.ruled.stacked_tables import stacked_tables
from tests.extractors.words import words

XS = (0.0, 90.0, 180.0, 270.0, 360.0, 450.0)
"""The upper table has borders at 90 and 270, the lower one at 180 and 360."""
UPPER, LOWER = ((0, 1), (1, 2), (3, 2)), ((0, 2), (2, 2), (4, 1))
ACROSS = ((0, 5),)
HEADING, BODY = ("Kolam", "Rencana", "Hasil"), ("Nila", "12,5", "11,0")


def form(*rows: tuple[Sequence[tuple[int, int]], Sequence[str]]) -> tuple[Grid, list[Word]]:
    """A grid of rows 20 points high: (column, width) of their cells, and the texts of these."""
    regions: list[Region] = [(r, c, 1, w) for r, (cells, _) in enumerate(rows) for c, w in cells]
    held = [
        word
        for r, (cells, texts) in enumerate(rows)
        for (c, _), text in zip(cells, texts, strict=False)
        for word in words(text, XS[c] + 4, 20 * r + 5)
    ]
    return Grid(XS, tuple(20.0 * y for y in range(len(rows) + 1)), tuple(regions)), held


def tops(grid: Grid, held: Sequence[Word]) -> list[tuple[float, int]]:
    """The upper edge of each part and how many columns it has."""
    return [(part.ys[0] / 20, len(part.xs) - 1) for part in stacked_tables(grid, held)]


FORM = (
    (UPPER, HEADING),
    (UPPER, BODY),
    (ACROSS, ("Lokasi : Pantai Utara",)),
    (ACROSS, ("Sumber : APBD",)),
)


def test_columns_that_change_below_lines_of_the_form_begin_a_table() -> None:
    assert tops(*form(*FORM, (LOWER, HEADING), (LOWER, BODY))) == [(0, 3), (2, 1), (4, 3)]


def test_borders_that_happen_to_meet_do_not_make_two_tables_one() -> None:
    upper: Sequence[tuple[int, int]] = ((0, 3), (3, 2))
    assert tops(*form((upper, ("Kolam", "Hasil")), *FORM[2:], (LOWER, HEADING), (((0, 1), (1, 1), (2, 2), (4, 1)), BODY))) == [
        (0, 2),
        (1, 1),
        (3, 4),
    ]


def test_the_title_right_above_goes_with_its_table_and_what_stands_alone_with_the_one_beside_it() -> None:
    titled = (*FORM, (ACROSS, ()), (ACROSS, ("Hasil Panen",)), (LOWER, HEADING), (LOWER, BODY))
    assert tops(*form(*titled)) == [(0, 3), (2, 1), (5, 3)]
    alone = (*FORM[:3], (LOWER, HEADING), (LOWER, BODY), (ACROSS, ("Selesai",)))
    assert tops(*form(*alone)) == [(0, 3), (2, 3)]


@pytest.mark.parametrize(
    "rows",
    [
        (*FORM, (UPPER, HEADING), (UPPER, BODY)),  # the same columns go on: names of groups
        (*FORM, (((0, 3), (3, 2)), ("Jumlah", "Semua")), (UPPER, BODY)),  # of merged cells
        (*FORM, (LOWER, BODY), (LOWER, BODY)),  # no heading
        (*FORM, (((0, 2), (2, 3)), ("Catatan",)), (LOWER, BODY)),  # one text
        ((UPPER, HEADING), (LOWER, BODY), (LOWER, BODY)),  # no line across
        (*FORM[:2],),
    ],
)
def test_one_table_stays_one(rows: tuple[tuple[Sequence[tuple[int, int]], Sequence[str]], ...]) -> None:
    grid, held = form(*rows)
    assert stacked_tables(grid, held) == [grid]


def test_each_part_holds_its_cells_only() -> None:
    grid, held = form(*FORM, (LOWER, HEADING), (LOWER, BODY))
    upper, lines, lower = stacked_tables(grid, held)
    assert (upper.xs, lines.xs, lower.xs) == ((0, 90, 270, 450), (0, 450), (0, 180, 360, 450))
    assert lower.regions == tuple((r, c, 1, 1) for r in range(2) for c in range(3))
    assert [[w.text for w in cell] for cell in lower.words_in(held)] == [[t] for t in (*HEADING, *BODY)]


def test_a_table_that_touches_the_one_above_begins_where_no_border_goes_on() -> None:
    assert tops(*form((UPPER, HEADING), (UPPER, BODY), (LOWER, HEADING), (LOWER, BODY))) == [(0, 3), (2, 3)]
    assert tops(*form((UPPER, HEADING), (UPPER, HEADING), (LOWER, HEADING), (LOWER, BODY))) == [(0, 5)], "no table stands above"
    assert tops(*form((UPPER, HEADING), (UPPER, BODY), (LOWER, BODY), (LOWER, BODY))) == [(0, 5)], "no heading begins"
    goes_on: Sequence[tuple[int, int]] = ((0, 1), (1, 1), (2, 3))
    assert tops(*form((UPPER, HEADING), (UPPER, BODY), (goes_on, HEADING), (goes_on, BODY))) == [(0, 5)], "a border goes on"


def test_years_head_columns_beside_a_name() -> None:
    years = ("Golongan", "2031 (CT)", "2032")
    assert tops(*form((UPPER, HEADING), (UPPER, BODY), (LOWER, years), (LOWER, BODY))) == [(0, 3), (2, 3)]
    bare = ("2030", "2031", "2032")
    assert tops(*form((UPPER, HEADING), (UPPER, BODY), (LOWER, bare), (LOWER, BODY))) == [(0, 5)], "years alone head nothing"
    grouped = ("Golongan", "2.031 kg", "2032")
    assert tops(*form((UPPER, HEADING), (UPPER, BODY), (LOWER, grouped), (LOWER, BODY))) == [(0, 5)]


def test_frames_whose_sides_were_drawn_on_over_the_gap_between_them() -> None:
    gap: tuple[Sequence[tuple[int, int]], Sequence[str]] = (UPPER, ())
    grid, held = form(
        (UPPER, HEADING), (UPPER, BODY), gap, (((0, 2), (2, 3)), ("Lokasi", "Pantai")), (LOWER, HEADING), (LOWER, BODY)
    )
    low = (0.0, 20.0, 40.0, 45.0, 65.0, 85.0, 105.0)
    moved = [replace(w, bbox=w.bbox._replace(y0=w.bbox.y0 - 15, y1=w.bbox.y1 - 15)) if w.bbox.y0 > 60 else w for w in held]
    assert [part.ys[0] for part in stacked_tables(replace(grid, ys=low), moved)] == [0.0, 45.0]


def test_a_double_rule_within_a_table_parts_nothing() -> None:
    grid, held = form((UPPER, HEADING), (UPPER, BODY), (UPPER, ()), (UPPER, ("Jumlah", "12,5", "11,0")))
    low = replace(grid, ys=(0.0, 20.0, 40.0, 45.0, 65.0))
    moved = [replace(w, bbox=w.bbox._replace(y0=w.bbox.y0 - 15, y1=w.bbox.y1 - 15)) if w.bbox.y0 > 60 else w for w in held]
    assert len(stacked_tables(low, moved)) == 1


def test_a_heading_of_two_levels_below_lines_across_begins_a_table() -> None:
    """The borders of the upper table are some of the lower one's."""
    upper, levels, names = ((0, 1), (1, 3), (4, 1)), ((0, 1), (1, 2), (3, 1), (4, 1)), ((0, 1), (1, 1), (2, 1), (3, 1), (4, 1))

    def found(body: Sequence[str], tall: bool) -> list[tuple[float, int]]:
        grid, held = form(
            (upper, ("Masukan", "Dana", body[0])), *FORM[2:], (levels, ("Kode", "Rincian", "Jumlah")),
            (names, ("", "Ukuran", "Harga")),
            (names, ("5.1", "4", "12,5")),
        )  # fmt: skip
        regions = [(r, c, 2, w) if tall and r == 3 and w == 1 else (r, c, h, w) for r, c, h, w in grid.regions]
        kept = [region for region in regions if not (tall and region[0] == 4 and region[1] in (0, 3, 4))]
        return tops(replace(grid, regions=tuple(kept)), held)

    assert len(found(("12,5",), tall=True)) == 3
    assert len(found(("banyak",), tall=True)) == 1, "no table with figures above"
    assert len(found(("12,5",), tall=False)) == 1, "names on one level may be of a group of rows"


@pytest.mark.parametrize(
    ("figure", "second", "below", "apart"),
    [
        ("12,5", ("Ukuran", "Harga"), "4", True),
        ("banyak", ("Ukuran", "Harga"), "4", False),  # no table of figures stands above
        ("12,5", ("Ukuran", ""), "4", False),  # a blank cell: rows of the body
        ("12,5", ("Ukuran", "Harga"), "sedang", False),  # no figures below
    ],
)
def test_a_heading_of_two_levels_right_below_a_table_begins_another(
    figure: str, second: Sequence[str], below: str, *, apart: bool
) -> None:
    """Though the border at 90 goes on."""
    upper, levels = ((0, 1), (1, 2), (3, 2)), ((0, 1), (1, 2), (3, 2))
    names = ((0, 1), (1, 1), (2, 1), (3, 2))
    grid, held = form(
        (upper, HEADING), (upper, ("Nila", figure, figure)), (levels, ("Kode", "Rincian", "Jumlah")),
        (names, ("", *second)), (names, ("Ikan", below, below, below)),
    )  # fmt: skip
    regions = [(r, c, 2, w) if r == 2 and c in (0, 3) else (r, c, h, w) for r, c, h, w in grid.regions]
    kept = [region for region in regions if not (region[0] == 3 and region[1] in (0, 3))]
    assert len(stacked_tables(replace(grid, regions=tuple(kept)), held)) == (2 if apart else 1)


@pytest.mark.parametrize(
    ("columns", "height", "tables"),
    [(3, 5, [3, 2]), (1, 5, [5]), (3, 3, [5])],  # one column merged, or fewer rows: remarks beside them
)
def test_months_beside_a_field_of_signatures_are_a_table_of_their_own(columns: int, height: int, tables: list[int]) -> None:
    months: Sequence[tuple[int, int]] = tuple((c, 1) for c in range(5 - columns))
    rows: list[tuple[Sequence[tuple[int, int]], Sequence[str]]] = [
        (UPPER, HEADING),
        (UPPER, BODY),
        *((months, ("Januari", "12,5", "7", "9")) for _ in range(height)),
    ]
    grid, held = form(*rows)
    field: Region = (2, 5 - columns, height, columns)
    found = stacked_tables(replace(grid, regions=tuple(sorted((*grid.regions, field)))), held)
    assert [len(part.xs) - 1 for part in found] == tables
