"""Merged cells of the body under two columns of the heading."""

from __future__ import annotations

from extractors.model import BBox, Word
from extractors.ruled.grid import Grid
from extractors.ruled.refine import refined

EDGES = (0.0, 100.0, 200.0, 300.0)


def word(text: str, x: float, y: float) -> Word:
    return Word(text, BBox(x, y, x + 6.0 * len(text), y + 10), 10.0)


def grid() -> Grid:
    return Grid(EDGES, (0.0, 20.0, 80.0), ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 2), (1, 2, 1, 1)))


HEAD = [word("Kegiatan", 10, 5), word("Lokasi", 110, 5), word("Target", 210, 5)]


def test_a_justified_line_in_a_merged_cell_is_not_cut() -> None:
    body = [
        word("Pelatihan", 5, 25),
        word("pengolahan", 130, 25),
        word("rumput", 5, 37),
        word("laut", 45, 37),
        word("4", 210, 25),
    ]
    assert refined(grid(), [*HEAD, *body]).regions == grid().regions


def test_the_label_of_a_total_over_two_columns_does_not_hide_the_rows() -> None:
    ys = (0.0, 20.0, 80.0, 100.0)
    regions = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 2, 1), (2, 0, 1, 2))
    body = [word("Jumlah", 80, 85), word("97,20", 210, 85)]
    for k, (name, place) in enumerate([("Drainase", "Kota"), ("Trotoar", "Desa"), ("Saluran", "Kota")]):
        body += [word(name, 5, 22 + 18 * k), word(place, 110, 22 + 18 * k), word(f"1{k},40", 210, 22 + 18 * k)]
    assert len(refined(Grid(EDGES, ys, regions), [*HEAD, *body]).ys) == 6


def test_running_feet_in_the_frame_do_not_hide_the_rows() -> None:
    ys = (0.0, 20.0, 80.0, 100.0, 120.0, 140.0)
    regions = tuple((r, c, 1, 1) for r in (0, 1) for c in range(3)) + tuple((r, 0, 1, 3) for r in (2, 3, 4))
    body = [word("Ringkasan", 80, 85), word("Halaman", 80, 105), word("Dicetak", 80, 125)]
    for k, (name, place) in enumerate([("Drainase", "Kota"), ("Trotoar", "Desa"), ("Saluran", "Kota")]):
        body += [word(name, 5, 22 + 18 * k), word(place, 110, 22 + 18 * k), word(f"1{k},40", 210, 22 + 18 * k)]
    assert len(refined(Grid(EDGES, ys, regions), [*HEAD, *body]).ys) == 8


def underlined(columns: int) -> tuple[Grid, list[Word]]:
    """Three rows of names, each line of the amounts underlined; the amounts stand in so many of three columns."""
    ys = (0.0, 20.0, 44.0, 68.0, 92.0)
    tall = [(1, c, 3, 1) for c in range(3 - columns)]
    drawn = [(r, c, 1, 1) for r in (1, 2, 3) for c in range(3 - columns, 3)]
    body = [word(f"{text}{k}", x + 5, 22 + 12 * k) for k in range(6) for text, x in (("Balai", 0), ("Kota", 100), ("1.25", 200))]
    return Grid(EDGES, ys, tuple(sorted([(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), *tall, *drawn]))), [*HEAD, *body]


def test_lines_under_the_amounts_alone_part_no_rows() -> None:
    drawn = set(underlined(1)[0].ys)
    assert set(refined(*underlined(1)).ys) & drawn == {0.0, 20.0, 92.0}, "each line is a row"


def test_lines_that_most_columns_draw_part_rows() -> None:
    assert set(underlined(2)[0].ys) <= set(refined(*underlined(2)).ys)


def ledger(*below: int) -> tuple[Grid, list[Word]]:
    """Six names in two tall columns, with so many figures in each of the three rows that their three columns draw."""
    xs = (0.0, 100.0, 200.0, 300.0, 400.0, 500.0)
    edges = [20.0 + 12 * sum(below[:k]) for k in range(len(below) + 1)]
    drawn = [(r, c, 1, 1) for r in range(1, len(below) + 1) for c in (2, 3, 4)]
    regions = [*((0, c, 1, 1) for c in range(5)), (1, 0, len(below), 1), (1, 1, len(below), 1), *drawn]
    texts = [("Balai", 0), ("Kota", 100), ("1.25", 200), ("2.25", 300), ("3.25", 400)]
    body = [word(f"{text}{k}", x + 5, 21 + 12 * k) for k in range(sum(below)) for text, x in texts]
    return Grid(xs, (0.0, *edges), tuple(sorted(regions))), [*HEAD, word("Sisa", 310, 5), word("Lebih", 410, 5), *body]


def test_rules_over_sums_between_stacks_of_figures_part_no_rows() -> None:
    assert len(refined(*ledger(3, 2, 1)).ys) == 8, "each line is a row"


def test_rules_that_part_single_figures_beside_tall_names_stay() -> None:
    grid, words = ledger(1, 1, 1)
    assert set(grid.ys) <= set(refined(grid, words).ys)


def test_rules_that_part_names_too_stay() -> None:
    grid, words = ledger(3, 2, 1)
    steps = [word("Uji", 250, 21 + 12 * k) for k in range(6)]
    assert set(grid.ys) <= set(refined(grid, [*words, *steps]).ys)
