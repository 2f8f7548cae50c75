"""Rows of one ruled row."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.inside.stacked_rows import with_stacked_rows, would_have_fitted
from tests.extractors.words import words

XS = (0.0, 40.0, 240.0, 330.0, 420.0)
GRID = Grid(XS, (0.0, 20.0, 80.0), tuple((r, c, 1, 1) for r in range(2) for c in range(4)))
HEADING = [w for x, name in zip(XS, ("No", "Uraian", "Pagu", "Realisasi"), strict=False) for w in words(name, x + 5, 5)]


def lines(*rows: Sequence[str], top: float = 25.0) -> list[Word]:
    return [
        w
        for k, row in enumerate(rows)
        for x, text in zip(XS, row, strict=False)
        if text
        for w in words(text, x + 5, top + 14 * k)
    ]


def read(grid: Grid, *rows: Sequence[str]) -> Grid:
    return with_stacked_rows(grid, [*HEADING, *lines(*rows)])


def test_figures_stacked_alike_beside_names_of_their_own_are_rows() -> None:
    found = read(GRID, ("1", "Pasar Induk", "1.250.000", "1.100.500"), ("2", "Pasar Desa", "840.000", "812.750"))
    assert len(found.ys) - 1 == 3
    assert len(found.regions) == 12


def test_a_name_that_wraps_belongs_to_its_row() -> None:
    long = "Pengadaan peralatan dan perlengkapan"
    found = read(GRID, ("1", long, "1.250.000", "1.100.500"), ("", "kantor", "", ""), ("2", "Pasar Desa", "840.000", "812.750"))
    assert len(found.ys) - 1 == 3
    assert found.ys[2] > 25 + 14 + 4


def test_a_sum_in_capitals_below_the_only_number_is_a_row() -> None:
    assert len(read(GRID, ("1", "Pasar Desa", "840.000", "812.750"), ("", "JUMLAH", "840.000", "812.750")).ys) - 1 == 3


def test_values_of_one_number_stay_one_row() -> None:
    assert read(GRID, ("1", "Pasar Induk", "1.250.000", "1.100.500"), ("", "Pasar Desa", "840.000", "812.750")) is GRID


def test_an_amount_that_was_broken_is_one_value() -> None:
    assert read(GRID, ("1", "Pasar Induk", "1.250.", "1.100."), ("2", "Pasar Desa", "000", "500")) is GRID


def test_a_share_below_its_value_is_no_row() -> None:
    assert read(GRID, ("1", "Pasar Induk", "1.250", "1.100"), ("2", "Pasar Desa", "(80%)", "(75%)")) is GRID


def test_one_amount_for_several_names_keeps_them_in_one_row() -> None:
    assert read(GRID, ("1", "Pasar Induk", "12", "1.100.500"), ("2", "Pasar Desa", "14", "")) is GRID


def test_a_name_that_wraps_over_the_heights_of_figures_is_one_name() -> None:
    wrapped = ("", "Pengadaan peralatan dan perlengkapan", "12", "11"), ("", "kantor", "14", "12")
    assert read(GRID, *wrapped) is GRID


def tall(rows: int) -> Grid:
    """Numbers and names in one cell each beside ruled figures."""
    names = tuple((1, c, rows, 1) for c in (0, 1))
    figures = tuple((r, c, 1, 1) for r in range(1, rows + 1) for c in (2, 3))
    ys = (0.0, 20.0, *(34.0 + 14 * k for k in range(rows)))
    return Grid(XS, ys, tuple(sorted([*((0, c, 1, 1) for c in range(4)), *names, *figures])))


ACCOUNTS = (
    ("4", "PENDAPATAN", "1.250.000", "1.100.500"),
    ("4.1", "Retribusi", "1.250.000", "1.100.500"),
    ("5", "BELANJA", "840.000", "812.750"),
)


def test_codes_and_names_in_one_cell_over_ruled_figures_are_parted() -> None:
    grid = tall(3)
    found = with_stacked_rows(grid, [*HEADING, *lines(*ACCOUNTS, top=22.0)])
    assert len(found.regions) == 16
    assert found.ys == grid.ys


def ledger() -> Grid:
    """Totals ruled in every column but that of the names."""
    rows = (20.0, 64.0, 78.0, 108.0)
    cells = [(r, c, 1, 1) for r in (1, 2, 3) for c in (0, 2, 3)]
    return Grid(XS, (0.0, *rows), tuple(sorted([*((0, c, 1, 1) for c in range(4)), (1, 1, 3, 1), *cells])))


LEDGER = (
    ("4", "PENDAPATAN", "", ""),
    ("4.1", "Pajak Desa", "1.250.000", "1.100.500"),
    ("4.2", "Retribusi", "840.000", "812.750"),
    ("", "JUMLAH", "2.090.000", "1.913.250"),
    ("5.1", "Belanja Pegawai", "640.000", "612.750"),
    ("5.2", "Belanja Barang", "310.000", "-"),
)


def test_rows_of_codes_between_ruled_totals_are_parted_and_a_code_may_lack_figures() -> None:
    found = with_stacked_rows(ledger(), [*HEADING, *lines(*LEDGER, top=22.0)])
    assert len(found.ys) - 1 == 1 + len(LEDGER)
    assert len(found.regions) == 4 * (1 + len(LEDGER))


def test_codes_at_heights_other_than_the_figures_tell_no_rows_between_totals() -> None:
    rows = [*LEDGER[:1], ("4.1", "Pajak Desa", "", ""), ("", "dan Kota", *LEDGER[1][2:]), *LEDGER[3:]]
    assert with_stacked_rows(ledger(), [*HEADING, *lines(*rows, top=22.0)]) == ledger()


HEADED = (
    ("", "PENDAPATAN", "", ""),
    ("", "Pendapatan Asli", "", ""),
    ("", "Retribusi Pelayanan Pasar", "1.250.000", "1.100.500"),
    ("", "Retribusi Terminal", "950.000", "810.500"),
    ("", "", "", ""),
    ("", "Pendapatan Lain", "", ""),
    ("", "Bunga", "840.000", "812.750"),
)


def test_rows_whose_figures_are_blank_head_those_below() -> None:
    found = with_stacked_rows(tall(7), [*HEADING, *lines(*HEADED, top=22.0)])
    assert len(found.regions) == 4 + 7 * 4


def test_a_name_in_the_middle_of_rows_with_blank_figures_is_one() -> None:
    grid = tall(7)
    rows = [("", "", *row[2:]) for row in HEADED]
    rows[2] = ("", "Pendapatan", *rows[2][2:])
    assert with_stacked_rows(grid, [*HEADING, *lines(*rows, top=22.0)]) is grid


def test_the_name_of_a_group_is_not_parted_beside_names_of_the_rows() -> None:
    xs = (0.0, 110.0, 240.0, 330.0, 420.0)
    regions = [*((0, c, 1, 1) for c in range(4)), (1, 0, 2, 1), *((r, c, 1, 1) for r in (1, 2) for c in (1, 2, 3))]
    grid = Grid(xs, (0.0, 20.0, 34.0, 48.0), tuple(sorted(regions)))
    rows = ("Layanan", "Pasar Induk", "12", "11"), ("Prima", "Pasar Desa", "14", "12")
    body = [w for k, row in enumerate(rows) for x, text in zip(xs, row, strict=False) for w in words(text, x + 5, 22.0 + 14 * k)]
    assert with_stacked_rows(grid, body) is grid


def test_values_at_heights_of_their_own_keep_the_row() -> None:
    off = [*words("1.100.500", 335, 30), *words("812.750", 335, 45)]
    rows = lines(("1", "Pasar Induk", "1.250.000", ""), ("2", "Pasar Desa", "840.000", ""))
    assert with_stacked_rows(GRID, [*HEADING, *rows, *off]) is GRID


def _ending(text: str, right: float, y: float) -> list[Word]:
    wide = words(text, 0, y)[-1].bbox.x1
    return words(text, right - wide, y)


def test_lines_set_right_had_room_before_them() -> None:
    """A scan does not show quite the same end for each."""
    above, below = _ending("KURANG (LEBIH)", 236, 30), _ending("SISA LEBIH TAHUN BERKENAAN", 233, 44)
    assert would_have_fitted(below, above, 40, 240)


def test_the_line_that_fills_its_cell_had_no_room() -> None:
    above, below = words("Penyediaan jasa surat menyurat", 45, 30), words("Dinas Pasar dan Pertanian Desa", 45, 44)
    right = above[-1].bbox.x1
    assert not would_have_fitted(below, above, 40, right + 4)
    indented = words("Dinas Pasar dan Pertanian", 52, 44)
    assert not would_have_fitted(indented, above, 40, right + 4)


CODED = "3165", "Pengawasan Obat", "", "2.099.850.000"


def test_codes_below_each_other_tell_the_rows_of_one_column_of_figures() -> None:
    found = read(GRID, CODED, ("3165.QIA", "Pengendalian Produk", "1 Lembaga", "585.350.000"))
    assert len(found.ys) - 1 == 3
    part = read(GRID, ("051", "Pengujian Sampel", "", "537.890.000"), ("A", "PENGUJIAN SAMPEL MAKANAN", "", ""))
    assert len(part.ys) - 1 == 3


def test_a_code_that_wraps_is_one() -> None:
    assert read(GRID, ("1.02.01.", "Pengawasan", "", "2.099.850.000"), ("2.01", "Obat", "", "")) is GRID
    assert read(GRID, CODED, ("01", "dan Makanan", "", "")) is GRID, "one figure for two codes"


def test_a_column_of_figures_with_a_blank_goes_with_those_that_have_all() -> None:
    xs = (*XS, 480.0)
    grid = Grid(xs, GRID.ys, tuple((r, c, 1, 1) for r in range(2) for c in range(5)))
    rows = (
        ("4.1", "Pajak Desa", "1.250.000", "1.100.500"),
        ("4.2", "Sewa", "840.000", "812.750"),
        ("4.3", "Denda", "0", "7.500"),
    )
    share = [w for k, text in ((0, "88,04"), (1, "96,76")) for w in words(text, xs[4] + 5, 25 + 14 * k)]
    assert len(with_stacked_rows(grid, [*HEADING, *lines(*rows), *share]).ys) - 1 == 4
    off = words("88,04", xs[4] + 5, 32)
    assert with_stacked_rows(grid, [*HEADING, *lines(*rows), *off]) is grid
