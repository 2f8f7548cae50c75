"""Rows that no ruling parts."""

from __future__ import annotations

import pytest

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.inside.hidden_rows import with_rows
from tests.extractors.words import words

XS = (0.0, 40.0, 240.0, 300.0)
GRID = Grid(XS, (0.0, 20.0, 140.0), tuple((r, c, 1, 1) for r in range(2) for c in range(3)))
HEADING = [*words("No", 5, 5), *words("Uraian", 45, 5), *words("Nilai", 245, 5)]


def body(numbers: list[str], figures: list[str]) -> list[Word]:
    rows = enumerate(zip(numbers, ("Jalan", "Jembatan", "Irigasi", "Rumah"), figures, strict=True))
    return [
        w for r, (n, name, figure) in rows for x, text in ((5, n), (45, name), (245, figure)) for w in words(text, x, 28 * r + 25)
    ]


def test_a_tall_row_with_figures_set_apart_holds_rows() -> None:
    found = with_rows(GRID, [*HEADING, *body(["1", "2", "3", "4"], ["71,25", "14", "60", "12,5"])])
    assert len(found.ys) - 1 == 5


def test_values_stacked_beside_one_number_stay_one_row() -> None:
    assert with_rows(GRID, [*HEADING, *body(["1", "", "", ""], ["71,25", "14", "60", "12,5"])]) is GRID


def test_a_row_without_figures_holds_no_rows() -> None:
    assert with_rows(GRID, [*HEADING, *body(["", "", "", ""], ["baik", "baik", "baik", "baik"])]) is GRID


BANDS = Grid((0.0, 40.0, 100.0, 240.0, 340.0), (0.0, 20.0, 110.0, 230.0), tuple((r, c, 1, 1) for r in range(3) for c in range(4)))


def bands(first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> list[Word]:
    """A heading, rows in a first band, and rows in a second one."""
    rows = [(("Pos", "Tgl", "Penerima", "Jumlah"), 5), *((row, 25 + 28 * n) for n, row in enumerate(first))]
    rows += [(row, 115 + 28 * n) for n, row in enumerate(second)]
    return [w for row, y in rows for x, text in zip(BANDS.xs, row, strict=False) for w in words(text, x + 5, y)]


PAID = [(f"5.{n}", f"{n}/7", name, f"{n}.500") for n, name in enumerate(("Toko", "Kios", "Pasar", "Bengkel"), 1)]


def test_a_band_whose_first_columns_are_blank_holds_rows_where_the_band_below_does() -> None:
    found = with_rows(BANDS, bands([("", "", "Upah", "900"), ("", "", "Sewa", "410"), ("", "", "Pajak", "75")], PAID))
    assert len(found.ys) - 1 == 1 + 3 + 4


def test_values_stacked_in_one_column_of_such_a_band_are_no_rows() -> None:
    found = with_rows(BANDS, bands([("", "", "Upah tukang", "900"), ("", "", "", "410"), ("", "", "", "75")], PAID))
    assert len(found.ys) - 1 == 1 + 1 + 4


def test_alone_such_a_band_holds_none() -> None:
    grid = Grid(BANDS.xs, BANDS.ys[:3], tuple((r, c, 1, 1) for r in range(2) for c in range(4)))
    assert with_rows(grid, bands([("", "", "Upah", "900"), ("", "", "Sewa", "410"), ("", "", "Pajak", "75")], [])) is grid


def test_a_name_that_goes_on_beside_the_next_figure_is_not_cut() -> None:
    """Figures on every other line beside names that wrap: by their heights a row would begin inside the first one."""

    def rows(sign: str, first: str = "71", second: str = "14") -> int:
        names = (("Sewa Lapak", 0), ("Pasar" + sign, 1), ("Kios", 2), ("Sewa Gudang", 4), ("Parkir", 5), ("Tepi Jalan", 6))
        lines = [w for name, n in names for w in words(name, 45, 25 + 15 * n)]
        stacks = [(x, f, n) for x in (5, 245, 305, 365) for n, f in ((0, first), (2, second), (4, "60"))]
        grid = Grid((*XS, 360.0, 420.0), GRID.ys, tuple((r, c, 1, 1) for r in range(2) for c in range(5)))
        heading = [*HEADING, *words("Hasil", 305, 5), *words("Persen", 365, 5)]
        return len(with_rows(grid, [*heading, *lines, *(w for x, f, n in stacks for w in words(f, x, 25 + 15 * n))]).ys) - 1

    assert rows("") == 4
    assert rows("/") == 2
    assert rows("", "1.603.", "216") == rows("", "16.216.", "00") == 2  # an amount that breaks in its column
    assert rows("", "71.", "14") == 4


SUMMED = Grid(BANDS.xs, (*BANDS.ys, 250.0), tuple((r, c, 1, 1) for r in range(4) for c in range(4)))


@pytest.mark.parametrize(
    ("foot", "rows"),
    [(("", "", "Jumlah", "26.000"), 1 + 4 + 4 + 1), (("9", "", "Jumlah", "26.000"), 10), (("x", "", "Jumlah", "belum"), 4)],
)
def test_a_line_of_sums_below_tall_rows_is_no_part_of_their_body(foot: tuple[str, ...], rows: int) -> None:
    """A third band without figures is a row like the two above it."""
    summed = [w for x, text in zip(SUMMED.xs, foot, strict=False) for w in words(text, x + 5, 235)]
    above = [(f"4.{n}", f"{n}/6", name, f"{n}.250") for n, name in enumerate(("Beras", "Garam", "Gula", "Kopi"))]
    lines = [
        w for n, row in enumerate(above) for x, text in zip(SUMMED.xs, row, strict=False) for w in words(text, x + 5, 25 + 22 * n)
    ]
    held = [w for w in bands([], PAID) if w.bbox.y0 < 20 or w.bbox.y0 > 110]
    assert len(with_rows(SUMMED, [*held, *lines, *summed]).ys) - 1 == rows


CODED = Grid(
    (0.0, 80.0, 200.0, 300.0), (0.0, 20.0, 40.0, 100.0, 120.0, 180.0), tuple((r, c, 1, 1) for r in range(5) for c in range(3))
)


@pytest.mark.parametrize(
    ("codes", "rows"),
    [
        (("1.03.01.2.01", "1.03.01.2.01.0018", "1.03.01.2.02"), 1 + 1 + 3 + 1 + 3),
        (("", "1.03.01.2.01", ""), 1 + 1 + 1 + 1 + 1),  # one row over several lines
    ],
)
def test_rows_between_shaded_ones_have_codes_of_their_own(codes: tuple[str, str, str], rows: int) -> None:
    held = [*words("Kode", 5, 5), *words("Program", 85, 5), *words("Pagu", 205, 5)]
    for top, program in ((22, "1.03.01"), (102, "1.03.02")):
        held += [w for x, text in ((5, program), (85, "PROGRAM JALAN"), (205, "9.000.000")) for w in words(text, x, top + 3)]
        for n, (code, name, amount) in enumerate(
            zip(codes, ("Rapat", "Survei", "Jalan"), ("1.000", "2.000", "6.000"), strict=True)
        ):
            held += [w for x, text in ((5, code), (85, name), (205, amount)) for w in words(text, x, top + 20 + 19 * n)]
    assert len(with_rows(CODED, held).ys) - 1 == rows
