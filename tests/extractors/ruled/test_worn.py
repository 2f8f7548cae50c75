"""Borders of a scan that are gone in one cell only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from extractors.model import BBox, Word
from extractors.ruled.grid import Grid
from extractors.ruled.worn import with_worn_borders
from tests.extractors import words as built

words, row = partial(built.words, size=8.0), partial(built.row, size=8.0)

XS = (0.0, 40.0, 240.0, 320.0, 400.0)
YS = (0.0, 30.0, 70.0, 110.0, 150.0)
HEAD = ["No", "Kegiatan", "Pagu", "Sisa"]
WHOLE = tuple((r, c, 1, 1) for r in range(4) for c in range(4))


def copied(words: Sequence[Word]) -> list[Word]:
    return [replace(word, from_ocr=True) for word in words]


def body(names: Sequence[Sequence[str]]) -> list[Word]:
    """A heading, and three rows whose names have the lines given, 11 points apart."""
    out = row(HEAD, [x + 4 for x in XS[:-1]], 10)
    for k, lines in enumerate(names):
        y = YS[k + 1] + 6
        out += row([str(k + 1), "", f"4{k}.500", f"1{k},25"], [x + 4 for x in XS[:-1]], y)
        for n, line in enumerate(lines):
            out += words(line, XS[1] + 4, y + 11 * n)
    return copied(out)


def shifted(word: Word, by: float) -> BBox:
    return BBox(word.bbox.x0 + by, word.bbox.y0, word.bbox.x1 + by, word.bbox.y1)


NAMES = [["Pemeliharaan taman", "di pusat kota"], ["Pengadaan bibit"], ["Penyiraman jalur hijau", "dan median jalan"]]


def without(*gone: tuple[int, int, int, int]) -> Grid:
    """The grid with cells made one: each of `gone` covers the places that it names."""
    covered = {(i, j) for r, c, h, w in gone for i in range(r, r + h) for j in range(c, c + w)}
    return Grid(XS, YS, tuple(sorted([*gone, *(g for g in WHOLE if g[:2] not in covered)])))


def test_two_figures_at_the_heights_of_two_rows_are_two_cells() -> None:
    assert with_worn_borders(without((1, 3, 2, 1)), body(NAMES)).regions == WHOLE


def test_two_figures_in_the_places_of_two_columns_are_two_cells() -> None:
    assert with_worn_borders(without((2, 2, 1, 2)), body(NAMES)).regions == WHOLE


def test_two_words_of_a_heading_over_two_columns_are_two_cells() -> None:
    assert with_worn_borders(without((0, 1, 1, 2)), body(NAMES)).regions == WHOLE


def test_a_heading_of_two_columns_that_stands_over_both_is_one() -> None:
    held = [word for word in body(NAMES) if word.text not in ("Pagu", "Sisa")]
    held += copied(words("Anggaran kegiatan", 295, 10))
    grid = without((0, 2, 1, 2))
    assert with_worn_borders(grid, held) is grid


def test_two_names_beside_figures_in_two_rows_are_two_cells() -> None:
    assert with_worn_borders(without((1, 1, 2, 1)), body(NAMES)).regions == WHOLE


def test_a_name_that_goes_on_over_two_rows_is_one() -> None:
    lines = ["Pemeliharaan taman", "di pusat kota", "Rimba Jaya dan", "Kuala Sepi serta", "Bukit Landai"]
    grid = without((1, 1, 2, 1))
    assert with_worn_borders(grid, body([lines, [], ["Penyiraman"]])) is grid


def test_a_name_beside_one_figure_of_two_rows_is_one() -> None:
    words = [word for word in body(NAMES) if word.text not in ("41.500", "11,25")]
    grid = without((1, 1, 2, 1))
    assert with_worn_borders(grid, words) is grid


def test_a_born_digital_page_has_the_borders_that_are_drawn() -> None:
    grid = without((2, 2, 1, 2))
    assert with_worn_borders(grid, [replace(word, from_ocr=False) for word in body(NAMES)]) is grid


def test_two_figures_beside_many_rows_stay_where_they_are() -> None:
    words = [word for word in body(NAMES) if word.text != "11,25"]
    grid = without((1, 3, 3, 1))
    assert with_worn_borders(grid, words) is grid


def test_the_heading_of_a_column_ends_where_those_of_all_others_do() -> None:
    held = body([[line] for line in ("", "", "")]) + copied(words("Sasaran", XS[1] + 4, 18) + words("Taman yang", XS[1] + 4, 34))
    held += copied(words("terawat baik", XS[1] + 4, 45))
    open_below = without((0, 1, 4, 1))
    assert with_worn_borders(open_below, held).regions == without((1, 1, 3, 1)).regions
    goes_on = [replace(word, text="taman") if word.text == "Taman" else word for word in held]
    assert with_worn_borders(open_below, goes_on) == open_below, "what goes on in the middle of a name is one cell"
    figures = [replace(word, text="7.500") if word.text in ("Pagu", "Sisa") else word for word in held]
    assert with_worn_borders(open_below, figures) == open_below, "a cell beside many rows of a table without a heading"


def test_codes_and_names_beside_many_ruled_figures_are_drawn_so() -> None:
    """A ledger: its rules part the figures alone, and its codes are figures to the eye."""
    held = [*body([["Pemeliharaan taman"], ["Pengadaan bibit"], ["Penyiraman jalur hijau"]])]
    drawn = without((1, 0, 3, 1), (1, 1, 3, 1))
    assert with_worn_borders(drawn, held) is drawn
    assert with_worn_borders(without((1, 0, 3, 1)), held).regions == WHOLE, "codes alone"


def test_a_figure_before_another_of_several_stands_apart_from_them() -> None:
    assert with_worn_borders(without((2, 1, 1, 3)), body(NAMES)).regions == WHOLE


def test_a_text_that_begins_where_its_column_does_has_a_blank_before_it() -> None:
    held = [word for word in body([["Pemeliharaan"], ["Pengadaan", "bibit"], ["Penyiraman"]]) if word.text != "2"]
    assert with_worn_borders(without((2, 0, 1, 2)), held).regions == WHOLE
    moved = [replace(w, bbox=shifted(w, 12)) if w.text in ("Pengadaan", "bibit") else w for w in held]
    grid = without((2, 0, 1, 2))
    assert with_worn_borders(grid, moved) is grid, "set further in"


def test_groups_of_a_heading_are_parted_as_the_others_are() -> None:
    xs, ys = (0.0, 60.0, 120.0, 180.0, 240.0, 300.0, 360.0), (0.0, 20.0, 40.0, 60.0, 80.0)
    held = [w for n, year in enumerate(("2022", "2023", "2024")) for w in words(year, xs[2 * n] + 50, 6)]
    held += row(["Target", "Rp"] * 3, [x + 8 for x in xs[:-1]], 26)
    held += row(["7", "120.000"] * 3, [x + 8 for x in xs[:-1]], 46) + row(["8", "130.000"] * 3, [x + 8 for x in xs[:-1]], 66)
    heads = tuple(cell for c in (0, 2, 4) for cell in ((0, c, 1, 2), (1, c, 1, 1), (1, c + 1, 1, 1)))
    below = tuple((r, c, 1, 1) for r in (2, 3) for c in range(6))
    whole = tuple(sorted((*heads, *below)))
    worn = Grid(xs, ys, tuple(sorted(((0, 4, 2, 2), *(g for g in whole if g not in ((0, 4, 1, 2), (1, 4, 1, 1), (1, 5, 1, 1)))))))
    assert with_worn_borders(worn, copied(held)).regions == whole
    across = [replace(w, text="Kondisi akhir", bbox=shifted(w, -30)) if w.text == "2024" else w for w in held]
    joined = [w for w in across if not (w.bbox.cy > 20 and w.bbox.cy < 40 and w.bbox.x0 > 300)]
    assert with_worn_borders(worn, copied(joined)) is worn, "nothing stands where the others have `Rp`"


@pytest.mark.parametrize(
    ("names", "parted"),
    [
        ([["Pemeliharaan taman"], ["Pengadaan bibit"], ["Penyiraman"]], True),
        ([["Pemeliharaan taman"], ["dan jalur hijau"], ["Penyiraman"]], False),
    ],
)
def test_a_name_in_the_middle_of_each_row_is_one_of_that_row(names: list[list[str]], parted: bool) -> None:
    grid = without((1, 1, 2, 1))
    assert (with_worn_borders(grid, body(names)).regions == WHOLE) is parted


def test_numbers_of_two_rows_in_one_cell_are_two_cells() -> None:
    assert with_worn_borders(without((1, 0, 2, 1)), body(NAMES)).regions == WHOLE
    assert with_worn_borders(without((1, 0, 2, 1)), [w for w in body(NAMES) if w.text != "2"]).regions != WHOLE


def test_the_last_row_of_a_heading_has_no_groups() -> None:
    held = [word for word in body(NAMES) if word.text not in ("Pagu", "Sisa")]
    close = [*held, *copied([*words("Pagu indikatif", 262, 10), *words("Sisa anggaran", 322, 10)])]
    assert with_worn_borders(without((0, 2, 1, 2)), close).regions == WHOLE
    parts = [word for word in close if word.text not in ("40.500", "10,25")]
    parts += copied([*words("Target", 250, 40), *words("Hasil", 330, 40)])
    assert (0, 2, 1, 2) in with_worn_borders(without((0, 2, 1, 2)), parts).regions, "names of its parts stand below it"


def test_a_heading_ends_below_names_over_figures_of_several_columns() -> None:
    grid = without((0, 2, 2, 1), (0, 3, 2, 1))
    assert with_worn_borders(grid, body([[name] for name in ("Taman", "Bibit", "Jalan")])).regions == WHOLE


def test_names_below_a_group_without_a_name_reach_up() -> None:
    regions = ((0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), *(g for g in WHOLE if g[0] > 1))
    grid = Grid(XS, YS, tuple(sorted(regions)))
    held = [*row(["No", "", "", "Sisa"], [x + 4 for x in XS[:-1]], 10), *row(["Kegiatan", "Pagu"], [44, 244], 50)]
    held += [w for k in (2, 3) for w in row([str(k), "Taman", "41.500", "11,25"], [x + 4 for x in XS[:-1]], YS[k] + 6)]
    assert {(0, 1, 2, 1), (0, 2, 2, 1)} <= set(with_worn_borders(grid, copied(held)).regions)
    named = [*held, *words("Rincian", 200, 10)]
    assert (0, 1, 1, 2) in with_worn_borders(grid, copied(named)).regions


def test_a_figure_in_each_row_is_a_cell_each_where_another_column_is_parted() -> None:
    gone = (1, 0, 3, 1), (1, 2, 3, 1), (1, 3, 3, 1)
    assert with_worn_borders(without(*gone), body(NAMES)).regions == WHOLE
    alone = without(*gone, (1, 1, 3, 1))
    assert with_worn_borders(alone, body(NAMES)) is alone, "nothing is parted beside them"


def test_names_and_figures_of_numbered_rows_are_of_their_rows() -> None:
    assert with_worn_borders(without((1, 1, 3, 1), (1, 2, 3, 1)), body(NAMES)).regions == WHOLE


@pytest.mark.parametrize(("numbered", "two"), [(True, True), (False, False)])
def test_names_hardly_further_apart_than_lines_of_one_are_two_beside_three_parted_columns(numbered: bool, two: bool) -> None:
    held = [
        word for word in body([["Pemeliharaan taman", "di pusat", "kota"], [], ["Penyiraman"]]) if word.text not in ("1", "2")
    ]
    held += copied([*words("Pengadaan bibit", XS[1] + 4, 71), *words("unggul", XS[1] + 4, 82)])
    held += copied([*words("Ha", XS[0] + 4, 36), *words("Ha", XS[0] + 4, 76)]) if numbered else []
    grid = without((1, 1, 2, 1))
    assert (with_worn_borders(grid, held).regions == WHOLE) is two


@pytest.mark.parametrize(("group", "regions"), [(2, [(1, 0, 1, 2), (1, 2, 1, 1)]), (1, [(1, 0, 1, 3)])])
def test_the_first_name_below_a_group_stands_in_its_own_column(group: int, regions: list[tuple[int, int, int, int]]) -> None:
    heads = ["Kegiatan", "Satuan", "Target", *(["Sisa"] if group == 1 else [])]
    held = row(heads, [x + 4 for x in XS[: len(heads)]], 10) + row(["", "", "Semula", "Menjadi"], [x + 4 for x in XS[:-1]], 40)
    for k in (2, 3):
        held += row(["Rapat", "Kali", f"4{k}", f"5{k}"], [x + 4 for x in XS[:-1]], YS[k] + 6)
    grid = without((1, 0, 1, 3), *([(0, 2, 1, 2)] if group == 2 else []))
    assert [one for one in with_worn_borders(grid, copied(held)).regions if one[0] == 1 and one[1] < 3] == regions
