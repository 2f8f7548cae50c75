"""Rows of one ruled row whose values stand beside their names."""

from __future__ import annotations

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.inside.named_rows import with_named_rows
from tests.extractors.words import words

XS = (0.0, 30.0, 150.0, 220.0, 290.0)
GRID = Grid(XS, (0.0, 20.0, 160.0), tuple((r, c, 1, 1) for r in range(2) for c in range(4)))
HEADING = [w for x, name in zip(XS, ("No", "Indikator", "Target", "Pagu"), strict=False) for w in words(name, x + 5, 5)]

NAMES = (
    (25, "Persentase kios pasar"),
    (37, "yang layak pakai."),
    (50, "Keluaran :"),
    (63, "- Kios yang direhab di"),
    (75, "pasar induk kota dan"),
    (87, "pasar kecamatan"),
    (100, "- Los yang dibangun"),
)


def column(n: int, *lines: tuple[float, str]) -> list[Word]:
    return [w for top, text in lines for w in words(text, XS[n] + 5, top)]


def body(*cells: list[Word]) -> list[Word]:
    return [*HEADING, *(w for cell in cells for w in cell)]


TARGETS = column(2, (31, "80%"), (75, "40"), (100, "12"))


def test_values_beside_the_middles_of_names_are_rows() -> None:
    found = with_named_rows(GRID, body(column(1, *NAMES), TARGETS))
    assert found.ys == (0.0, 20.0, 48.5, 98.5, 160.0)
    assert [r for r in found.regions if r[1] == 1] == [(0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1), (3, 1, 1, 1)]
    assert (1, 0, 3, 1) in found.regions, "a cell without text is left whole"


def test_a_unit_below_its_value_is_part_of_it() -> None:
    found = with_named_rows(GRID, body(column(1, *NAMES), column(2, (31, "80%"), (69, "40"), (81, "kios"), (100, "12"))))
    assert len(found.ys) - 1 == 4


def test_numbers_and_amounts_beside_a_name_go_with_it() -> None:
    keys = column(0, (26, "1"), (60, "2"))
    found = with_named_rows(GRID, body(keys, column(1, *NAMES), TARGETS, column(3, (63, "1.250.000"), (100, "90.000"))))
    assert len(found.regions) == 16


def test_values_elsewhere_keep_the_row() -> None:
    title = column(2, (31, "80%"), (50, "40"), (100, "12"))
    assert with_named_rows(GRID, body(column(1, *NAMES), title)) is GRID
    fewer = column(2, (31, "80%"), (75, "40"))
    assert with_named_rows(GRID, body(column(1, *NAMES), fewer)) is GRID


def test_an_amount_that_may_be_of_all_names_keeps_the_row() -> None:
    for top in (62.5, 25, 63 + 12 * 1.2):
        found = with_named_rows(GRID, body(column(1, *NAMES), TARGETS, column(3, (top, "1.250.000"))))
        assert (found is GRID) == (top < 70)


def test_a_name_that_runs_on_has_no_middles_of_its_own() -> None:
    name = (
        (25, "Persentase kios pasar"),
        (37, "rakyat tipe C dan los"),
        (49, "Pasar Ikan yang sudah"),
        (61, "direhab pada tahun"),
    )
    assert with_named_rows(GRID, body(column(1, *name), column(2, (31, "40"), (55, "12")))) is GRID


def test_a_list_in_a_name_is_not_parted_by_fewer_values() -> None:
    name = ((25, "- Kios yang layak"), (37, "- Los yang layak"), (49, "- Lapak yang layak"), (61, "- Toko yang layak"))
    assert with_named_rows(GRID, body(column(1, *name), column(2, (31, "40"), (55, "12")))) is GRID


def test_names_of_a_line_each_are_for_others() -> None:
    name = ((25, "- Kios yang layak"), (37, "- Los yang layak"))
    assert with_named_rows(GRID, body(column(1, *name), column(2, (25, "40"), (37, "12")))) is GRID


UNMARKED = (
    (25, "2. Panjang jalan yang"),
    (37, "dipelihara"),
    (50, "Hasil"),
    (63, "  Jembatan gantung"),
    (75, "  diperbaiki"),
    (87, "  Parit baru"),
    (99, "  di jalan desa"),
)


def unmarked(*names: tuple[float, str]) -> list[Word]:
    """Names whose marks a scan lost; two blanks before what stood behind one."""
    return [w for top, text in names for w in words(text, XS[1] + (17 if text.startswith(" ") else 5), top)]


def test_names_that_begin_anew_have_the_value_on_one_of_their_lines() -> None:
    found = with_named_rows(GRID, body(unmarked(*UNMARKED), column(2, (25, "80"), (63, "40"), (99, "12"))))
    assert found.ys == (0.0, 20.0, 48.5, 86.0, 160.0)


def test_a_name_without_a_value_keeps_the_row() -> None:
    level = tuple((top, "Luas got" if text == "Hasil" else text) for top, text in UNMARKED)
    assert with_named_rows(GRID, body(unmarked(*level), column(2, (25, "80"), (63, "40"), (99, "12")))) is GRID
    outside = (*UNMARKED[:2], (50, "Trotoar"), *((top, text.strip()) for top, text in UNMARKED[3:]))
    assert with_named_rows(GRID, body(unmarked(*outside), column(2, (25, "80"), (63, "40"), (99, "12")))) is GRID


def test_two_values_beside_one_name_keep_the_row() -> None:
    assert with_named_rows(GRID, body(unmarked(*UNMARKED), column(2, (25, "80"), (63, "40"), (75, "12")))) is GRID
    assert with_named_rows(GRID, body(unmarked(*UNMARKED[:2]), column(2, (25, "80"), (37, "40")))) is GRID


WIDE = Grid((0.0, 30.0, 300.0, 370.0, 440.0), GRID.ys, GRID.regions)


def beside(n: int, *lines: tuple[float, str]) -> list[Word]:
    return [w for top, text in lines for w in words(text, WIDE.xs[n] + 5, top)]


def test_lines_that_end_by_hand_far_from_their_border_do_not_begin_anew() -> None:
    """`Kelurahan` would have fitted into the cell behind `Pasar`, not where the lines end."""
    name = ((25, "Penataan Pasar"), (37, "Kelurahan Desa"), (50, "Penataan Los"), (63, "Kecamatan"))
    assert with_named_rows(WIDE, body(beside(1, *name), beside(2, (25, "40"), (50, "12")))) is WIDE


def test_units_on_the_lines_of_their_names_are_parted_with_them() -> None:
    names = beside(1, (25, "- Kios yang layak"), (37, "- Los yang dibangun di"), (50, "pasar induk kota"))
    values = [*beside(3, (25, "82"), (37, "165"))]
    found = with_named_rows(WIDE, body(names, beside(2, (25, "Persen"), (37, "Orang")), values))
    assert [r for r in found.regions if r[1] == 2 and r[0]] == [(1, 2, 1, 1), (2, 2, 1, 1)]
    one = with_named_rows(WIDE, body(names, beside(2, (25, "satuan"), (37, "pendidikan")), values))
    assert [r for r in one.regions if r[1] == 2 and r[0]] == [(1, 2, 2, 1)], "one unit that goes on"


def test_a_text_beside_several_names_is_not_cut_between_them() -> None:
    for lines, whole in (((25, 37, 50), True), ((25, 37), False)):
        title = column(0, *((top, "kios") for top in lines))
        found = with_named_rows(GRID, body(title, column(1, *NAMES), TARGETS))
        assert len(found.ys) - 1 == 4
        assert ((1, 0, 3, 1) in found.regions) == whole
