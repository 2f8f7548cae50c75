"""Parts of tables without a grid: rows by white space, names of groups of columns, lines that belong together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from extractors.borderless.regions import Region, regions
from extractors.borderless.tiled import with_tiles
from extractors.headings.levels import heading_levels
from extractors.layout.blocks import block_of, block_of_lines, column_block
from extractors.layout.lines import text_of, with_currency
from extractors.layout.tiles import Tiles
from extractors.model import BBox, Word
from extractors.rows.by_gaps import gap_rows
from extractors.rows.by_wraps import _goes_on as goes_on
from extractors.ruled.grid import Grid
from extractors.ruled.refine import refined
from tests.extractors import words as built

SIZE = 8.0
words = partial(built.words, size=SIZE)


def centred(text: str, x: float, y: float) -> list[Word]:
    line = words(text, 0.0, y)
    return words(text, x - line[-1].bbox.x1 / 2, y)


def said(cells: list[Word]) -> str:
    return " ".join(text_of(cells)[0].split())


def test_rows_beside_a_merged_cell_in_the_middle() -> None:
    body: list[Word] = []
    for k, (name, figure) in enumerate([("Panjang drainase", "4,50"), ("Jumlah taman", "3,25"), ("Luas hutan", "8,00")]):
        y = 100 + 30 * k
        body += words(str(k + 1), 50, y) + words(name, 180, y - 5) + words("kota", 180, y + 5) + words(figure, 300, y)
    body += words("Lingkungan", 80, 111) + words("yang nyaman", 80, 121)  # beside the first and the second row
    rows = gap_rows(column_block(body, [48, 75, 170, 290, 340]))
    assert rows is not None
    assert [[said(cell) for cell in row] for row in rows] == [
        ["1", "Lingkungan yang nyaman", "Panjang drainase kota", "4,50"],
        ["2", "", "Jumlah taman kota", "3,25"],
        ["3", "", "Luas hutan kota", "8,00"],
    ]


def test_names_of_groups_are_shared_out_over_their_columns() -> None:
    borders = [40.0, 100.0, 140.0, 200.0, 240.0, 300.0]
    leaves = [("Target", 120), ("Rp", 170), ("Target", 220), ("Rp", 270)]
    heading = centred("Uraian", 70, 110) + centred("Kerangka Pendanaan", 200, 90)
    heading += centred("2031", 150, 108) + centred("2032", 250, 108)
    for name, x in leaves:
        heading += centred(name, x, 126)
    levels = heading_levels(heading, borders, SIZE)
    assert [[(c, n, said(ws)) for c, n, ws in level] for level in levels] == [
        [(0, 1, "Uraian"), (1, 4, "Kerangka Pendanaan")],
        [(1, 2, "2031"), (3, 2, "2032")],
        [(1, 1, "Target"), (2, 1, "Rp"), (3, 1, "Target"), (4, 1, "Rp")],
    ]


def test_two_lines_of_one_heading_are_one_level() -> None:
    heading = [w for k, x in enumerate((70, 120, 170)) for w in centred(f"Target {2031 + k}"[:6], x, 90)]
    heading += [w for k, x in enumerate((70, 120, 170)) for w in centred(str(2031 + k), x, 101)]
    levels = heading_levels(heading, [45.0, 95.0, 145.0, 195.0], SIZE)
    assert [[said(ws) for _, _, ws in level] for level in levels] == [["Target 2031", "Target 2032", "Target 2033"]]


def test_rows_far_apart_are_one_region_and_texts_above_their_figures_belong_to_it() -> None:
    page: list[Word] = words("No", 50, 80) + words("Sasaran", 80, 80) + words("Indikator", 190, 80) + words("Target", 320, 80)
    for k in range(4):
        y = 110 + 34 * k
        page += words("Terjaganya mutu", 80, y - 5) + words("Persentase pasar", 190, y - 5)
        page += words(str(k + 1), 50, y) + words(f"{k + 4},50", 320, y)
        page += words("layanan", 80, y + 5) + words("yang tertata", 190, y + 5)
    page += words("Pihak Kedua,", 60, 250) + words("Pihak Pertama,", 260, 250)
    found = regions(block_of(page), [])
    assert len(found) == 1
    assert len(found[0].block.lines) == 1 + 3 * 4


def test_the_rest_of_a_cut_row_stands_alone_above_rows_between_upright_lines() -> None:
    xs, ys = (48.0, 75.0, 250.0, 300.0), (60.0, 80.0, 200.0)
    grid = Grid(xs, ys, tuple((r, c, 1, 1) for r in range(2) for c in range(3)))
    page = words("No", 50, 66) + words("Indikator", 80, 66) + words("Target", 255, 66)
    page += words("dan dirawat bersama warga", 80, 90)
    for k in range(3):
        page += words(str(k + 4), 50, 115 + 25 * k) + words("Jumlah embung", 80, 115 + 25 * k) + words("7", 255, 115 + 25 * k)
    found = refined(grid, page)
    assert len(found.ys) - 1 == 1 + 1 + 3


def test_values_stacked_beside_one_number_stay_one_row() -> None:
    xs, ys = (48.0, 75.0, 250.0, 300.0), (60.0, 80.0, 200.0)
    grid = Grid(xs, ys, tuple((r, c, 1, 1) for r in range(2) for c in range(3)))
    page = words("No", 50, 66) + words("Indikator", 80, 66) + words("Target", 255, 66) + words("1", 50, 90)
    page += [w for k in range(3) for w in words("Jumlah embung", 80, 90 + 25 * k) + words("7", 255, 90 + 25 * k)]
    assert refined(grid, page) == grid


def test_rows_of_a_list_with_justified_names_and_wide_steps_are_one_region() -> None:
    def line(y: float, *places: tuple[float, float, str]) -> list[Word]:
        return [Word(text, BBox(x0, y, x1, y + 11), 11.0) for x0, x1, text in places]

    def row(y: float, number: str, *name: tuple[float, float, str]) -> list[Word]:
        return line(y, (85, 93, number), *name, (348, 363, "Rp"), (382, 464, "125.000.000,00"), (485, 517, "APBD"))

    page = line(70, (80, 98, "No."), (197, 246, "Kegiatan"), (378, 433, "Anggaran"), (490, 512, "Ket."))
    page += row(93, "1.", (113, 166, "Pelatihan"), (183, 242, "kerajinan"), (259, 336, "berkelompok"))
    page += line(113, (112, 154, "rotan"), (159, 225, "dan"), (230, 281, "bambu"))
    page += row(144, "2.", (112, 167, "Pengadaan"), (176, 195, "alat"), (205, 249, "tenun"), (259, 336, "tradisional"))
    page += line(165, (112, 154, "sentra"), (158, 198, "kain"))
    page += row(186, "3.", (113, 197, "Pameran-Bazar"), (235, 254, "teh"), (292, 336, "rakyat"))
    page += line(206, (113, 189, "pegunungan"), (201, 242, "dalam"), (253, 285, "pekan"), (296, 336, "raya"))
    page += line(252, (375, 426, "Lembah,"), (430, 436, "3"), (440, 485, "Februari"), (488, 514, "2031"))
    page += line(277, (44, 138, "KEPALA"), (143, 251, "BIDANG"), (401, 487, "KEPALA"))
    (table,) = (r for r in regions(block_of(page), []) if any(w.text == "1." for w in r.block.words))
    told = [" ".join(w.text for w in words_) for words_ in table.block.lines]
    assert told[0] == "No. Kegiatan Anggaran Ket."
    assert told[-1] == "pegunungan dalam pekan raya"
    assert len(told) == 7


def test_signs_over_their_amounts_do_not_take_the_percentage_beside_them() -> None:
    def texts(line: list[Word]) -> list[str]:
        return [w.text for w in with_currency(line)]

    assert texts([*words("Rp", 100, 0), *words("Rp", 160, 0), *words("89,20", 190, 0)]) == ["Rp", "Rp", "89,20"]
    assert texts([*words("Rp", 100, 0), *words("89,20%", 130, 0)]) == ["Rp", "89,20%"]
    assert texts([*words("Rp", 100, 0), *words("500", 130, 0), *words("Rp", 160, 0), *words("89,20", 190, 0)]) == [
        "Rp 500",
        "Rp 89,20",
    ]


def test_a_name_that_fills_its_column_up_to_the_figure_is_a_row_of_the_table() -> None:
    rows = ["Garam", "Niaga Pulau", "Laut Rakyat", "Dermaga", "Pelayaran Rakyat dana", "Rumput"]
    page = [w for n, name in enumerate(rows) for w in [*words(name, 100, 20.0 * n), *words(f"{n + 2},50", 188, 20.0 * n)]]
    (region,) = regions(block_of(page), [])
    assert len(region.block.lines) == len(rows)


def test_a_line_that_runs_over_its_border_goes_on_in_what_is_centred_below() -> None:
    above = words("Persentase layanan kesehatan dasar", 100, 100)
    below = words("Puskesmas", 130, 112)
    assert goes_on(above, below, limit=above[-1].bbox.x1 - 10, pitch=12)
    assert not goes_on(above, below, limit=above[-1].bbox.x1 + 80, pitch=12), "there was room for it on the line above"


def test_the_height_of_a_region_is_the_middle_one_of_its_words() -> None:
    """One small word a line makes the lines no lower: the boxes one and a half of them above are still their heading."""
    lines = []
    for k in range(3):
        small, *others = words("a b c d e f", 100, 200 + 20 * k)
        lines.append([replace(small, bbox=small.bbox._replace(y1=small.bbox.y0 + SIZE / 4)), *others])
    foot = 200 - 1.5 * SIZE
    tiles = Tiles((BBox(90, foot - 20, 140, foot), BBox(140, foot - 20, 200, foot)), (90, 140, 200))
    ((_, mine),) = with_tiles([Region(block_of_lines(lines), (), [])], [tiles], [])
    assert mine is tiles
    far = Tiles(tuple(b._replace(y0=b.y0 - SIZE, y1=b.y1 - SIZE) for b in tiles.boxes), tiles.xs)
    ((_, none),) = with_tiles([Region(block_of_lines(lines), (), [])], [far], [])
    assert none is None


def test_a_sign_that_ends_a_unit_does_not_begin_the_next_figure() -> None:
    line = [*words("Triliun Rp", 100, 0), *words("3,904", 190, 0)]
    assert [w.text for w in with_currency(line)] == ["Triliun", "Rp", "3,904"]
    apart = [*words("Pajak", 20, 0), *words("Rp", 100, 0), *words("3,904", 190, 0)]
    assert [w.text for w in with_currency(apart)] == ["Pajak", "Rp 3,904"]
