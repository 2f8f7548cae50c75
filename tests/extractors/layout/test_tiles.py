"""Cells drawn as shaded boxes, whole tables and headings, and lines that only the picture shows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.engines.grids import Grids
from extractors.extract import tables_of
from extractors.layout.tiles import columns_alone, ruling_groups, sides_of_rows, through_stripes, tiles_of
from extractors.model import BBox, Page, Ruling, Table, Word
from extractors.pdf.page import read_page
from tests.extractors.words import words as placed

XS = [50, 80, 260, 320, 400, 460, 540]
HEAD = [("No", 0, 1, 0, 2), ("Uraian", 1, 2, 0, 2), ("Tahun 2031", 2, 4, 0, 1), ("Tahun 2032", 4, 6, 0, 1)]
HEAD += [(name, c, c + 1, 1, 2) for c, name in enumerate(["Target", "Rp", "Target", "Rp"], start=2)]
BODY = [["1", "Rehabilitasi drainase", "4", "1.250.000", "6", "1.400.000"], ["2", "Taman kota", "3", "975.000", "5", "990.000"]]
BODY += [["3", "Penerangan jalan", "12", "2.100.500", "14", "2.250.000"]]
HIGH = 16


def sheet(shaded_rows: Sequence[int], line: tuple[float, float, float] | None = None) -> bytes:
    """The table of HEAD and BODY; the cells of the heading and of the named body rows are boxes, `line` is the colour of
    thin boxes between all cells."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 400), invariant=1)
    canvas.setFont("Helvetica", 8)
    cells = [(t, XS[a], XS[b], 300 - HIGH * r0, 300 - HIGH * r1) for t, a, b, r0, r1 in HEAD]
    for k, row in enumerate(BODY):
        top = 300 - HIGH * (2 + k)
        mine = [(t, XS[c], XS[c + 1], top, top - HIGH) for c, t in enumerate(row)]
        cells += mine
        if k in shaded_rows:
            _fill(canvas, mine, 0.9)
    _fill(canvas, cells[: len(HEAD)], 0.75)
    if line is not None:
        canvas.setFillColorRGB(*line)
        for _, x0, x1, top, foot in cells:
            canvas.rect(x0, foot - 0.4, x1 - x0, 0.8, stroke=0, fill=1)
            canvas.rect(x1 - 0.4, foot, 0.8, top - foot, stroke=0, fill=1)
    canvas.setFillGray(0)
    for text, x0, x1, top, foot in cells:
        canvas.drawCentredString((x0 + x1) / 2, (top + foot) / 2 - 3, text)
    canvas.save()
    return buffer.getvalue()


def _fill(canvas: Canvas, cells: Sequence[tuple[str, float, float, float, float]], gray: float) -> None:
    canvas.setFillGray(gray)
    for _, x0, x1, top, foot in cells:
        canvas.rect(x0, foot, x1 - x0, top - foot, stroke=0, fill=1)


def table_in(data: bytes) -> Table:
    with pdfium.PdfDocument(data) as document:
        tables, _ = tables_of(read_page(document[0], 1))
    assert len(tables) == 1
    return tables[0]


@pytest.mark.parametrize("shaded", [(), (1,), (0, 1, 2)], ids=["heading", "stripes", "all"])
def test_boxes_of_cells_are_the_columns_and_the_heading(shaded: tuple[int, ...]) -> None:
    table = table_in(sheet(shaded))
    assert table.grid() == [
        ["No", "Uraian", "Tahun 2031", "", "Tahun 2032", ""],
        ["", "", "Target", "Rp", "Target", "Rp"],
        *BODY,
    ]
    spans = {c.text: c.column_span for c in table.cells if c.text.startswith("Tahun")}
    assert spans == {"Tahun 2031": 2, "Tahun 2032": 2}


def test_white_lines_on_shading_are_seen() -> None:
    table = table_in(sheet((0, 1, 2), line=(1, 1, 1)))
    assert table.engine == "garis"
    assert table.grid()[2:] == BODY


def test_white_lines_that_only_the_shaded_rows_show_part_the_others_too() -> None:
    """As slides and word processors stripe their tables."""
    data = sheet((0, 2), line=(1, 1, 1))
    with pdfium.PdfDocument(data) as document:
        page = read_page(document[0], 1)
    upright = [r for r in page.rulings if not r.horizontal]
    middle = 400 - 300 + 3.5 * HIGH
    assert not any(r.y0 < middle < r.y1 for r in upright)
    assert {r.x0 for r in through_stripes(tiles_of(page), page.rulings)} == set(XS)
    assert through_stripes(tiles_of(page), [r for r in page.rulings if r.horizontal]) == []  # nothing is drawn
    whole = [Ruling(x, 100, x, 180) for x in XS]
    assert through_stripes(tiles_of(page), whole) == []  # drawn on the white rows too
    assert table_in(data).grid()[2:] == BODY


def test_white_lines_on_white_paper_are_not() -> None:
    with pdfium.PdfDocument(sheet((), line=(1, 1, 1))) as document:
        page = read_page(document[0], 1)
    assert all(ruling.y0 < 400 - 300 + 2 * HIGH + 1 for ruling in page.rulings)


def test_bars_of_a_chart_are_no_cells() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 400), invariant=1)
    for k, height in enumerate([40, 90, 60, 120]):
        canvas.setFillGray(0.4 + 0.1 * (k % 2))
        canvas.rect(100 + 30 * k, 100, 30, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(108 + 30 * k, 85, str(2029 + k))
    canvas.save()
    with pdfium.PdfDocument(buffer.getvalue()) as document:
        tables, _ = tables_of(read_page(document[0], 1))
    assert tables == []


def ruled(levels: Sequence[float], rows: Sequence[Sequence[str]]) -> tuple[list[Ruling], list[Ruling], list[Word]]:
    """(level rulings at these heights, upright ones between four columns, words of the rows)."""
    xs, top, bottom = (50.0, 80.0, 260.0, 330.0, 400.0), 100.0, 100.0 + 20 * len(rows)
    words = [
        w for n, row in enumerate(rows) for x, text in zip(xs, row, strict=False) for w in placed(text, x + 5, top + 5 + 20 * n)
    ]
    return [Ruling(xs[0], y, xs[-1], y) for y in levels], [Ruling(x, top, x, bottom) for x in xs], words


ROWS = [
    ("No", "Indikator", "Target", "Realisasi"),
    ("1", "Nilai A", "80", "81"),
    ("2", "Nilai B", "70", "75"),
    ("3", "C", "60", "59"),
]


def test_upright_rulings_alone_draw_columns_whose_rows_the_texts_tell() -> None:
    across, down, words = ruled((100, 180), ROWS)
    columns = columns_alone(across, down, words)
    assert columns is not None
    assert columns.xs == (50, 80, 260, 330, 400)
    page = Page(1, 500, 400, "teks", tuple(words), (*across, *down))
    (table,) = Grids().tables(page)
    assert [list(row) for row in table.grid()] == [list(row) for row in ROWS]


def test_a_rule_below_the_heading_or_columns_without_figures_are_left_to_the_grid() -> None:
    assert columns_alone(*ruled((100, 120, 180), ROWS)) is None
    assert columns_alone(*ruled((100, 180), [("Nama", "Jabatan", "Paraf", "Tanggal")] * 4)) is None
    across, down, words = ruled((100, 180), ROWS)
    assert columns_alone(across, down[:3], words) is None


def test_groups_of_rulings_tell_which_of_them_draw_columns_alone() -> None:
    across, down, words = ruled((100, 180), ROWS)
    apart = Ruling(50, 300, 400, 300)
    groups = ruling_groups(Page(1, 500, 400, "teks", tuple(words), (*across, *down, apart)))
    told = [(len(group.across), len(group.down), group.columns is not None) for group in groups]
    assert sorted(told) == [(1, 0, False), (2, 5, True)]


def test_shaded_rows_over_a_whole_table_hold_its_parts_together() -> None:
    """White lines part the cells of rows of figures, and none those of the rows that head them."""
    rows = [BBox(50, 100 + 20 * k, 400, 120 + 20 * k) for k in range(5)]
    parted = [Ruling(x, rows[k].y0, x, rows[k].y1) for k in (1, 3) for x in (200.0, 300.0)]
    assert sides_of_rows(rows, parted) == [Ruling(50, 100, 50, 200), Ruling(400, 100, 400, 200)]
    assert sides_of_rows(rows, parted[:2]) == []  # no part of a table to hold together
    apart = [BBox(50, 100 + 40 * k, 400, 120 + 40 * k) for k in range(5)]
    assert sides_of_rows(apart, parted) == []  # boxes behind paragraphs


def test_stripes_of_two_tables_stay_apart_where_a_heading_stands_between() -> None:
    xs = (50.0, 150.0, 200.0, 250.0, 300.0)

    def stripe(top: float, *columns: int) -> list[BBox]:
        return [BBox(xs[c], top, xs[c + 1], top + 10) for c in columns]

    texts = [w for top in (112, 132, 172, 192) for x in (152, 202, 252) for w in placed("12,5", x, top, 8.0)]
    heading = [w for x, name in zip(xs, ("Uraian", "T", "R", "C"), strict=False) for w in placed(name, x + 2, 152, 8.0)]
    lines = [w for top in (122, 162, 182) for x in (152, 202, 252) for w in placed("7,5", x, top, 8.0)]
    shades = [*stripe(110, 1, 2, 3), *stripe(130, 1, 2, 3), *stripe(170, 1, 2, 3), *stripe(190, 1, 2, 3)]
    page = Page(1, 400, 400, "teks", tuple(texts + lines), shades=tuple(shades))
    assert len(tiles_of(page)) == 1
    headed = Page(1, 400, 400, "teks", tuple(texts + lines + heading), shades=(*shades, *stripe(150, 0, 1, 2, 3)))
    assert len(tiles_of(headed)) == 3


def apart(gap: float) -> Page:
    """Cells of a heading and three rows drawn as boxes with a gap between them; at the side of the page a bar with a title."""
    rows = [["Indikator", "Target", "Realisasi"], ["Luas taman", "20", "15"], ["Debit air", "7,5", "8,5"], ["Pasar", "12", "11"]]
    boxes, text = [BBox(0, 0, 36, 800), BBox(36, 40, 300, 70)], placed("Capaian Kinerja", 60, 50)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            boxes.append(BBox(100 + 90 * c, 200 + 30 * r, 190 + 90 * c - gap, 230 + 30 * r - gap))
            text += placed(cell, 104 + 90 * c, 206 + 30 * r)
    return Page(1, 595, 842, "teks", tuple(text), (), tuple(boxes))


@pytest.mark.parametrize(("gap", "found"), [(3.0, [12]), (8.0, [])])
def test_cells_with_a_white_gap_between_them_lie_edge_to_edge(gap: float, found: list[int]) -> None:
    """The bar and the title that touches it are no cells of one row."""
    tiles = tiles_of(apart(gap))
    assert [len(t.boxes) for t in tiles] == found
    assert [len(t.xs) for t in tiles] == [4] * len(found)


def test_coloured_labels_in_cells_are_no_columns() -> None:
    page = apart(0.0)
    inside = BBox(290, 235, 350, 250)  # of a shaded row
    below = BBox(295, 321, 340, 332)  # of the white row below, that all but touches
    (tiles,) = tiles_of(replace(page, shades=(*page.shades, inside, below)))
    assert tiles.xs == pytest.approx((100, 190, 280, 370))
    coloured = BBox(280, 320, 370, 350)
    (tiles,) = tiles_of(replace(page, shades=(*page.shades, coloured)))
    assert coloured in tiles.boxes, "a cell of its own column"


@pytest.mark.parametrize(("more", "whole"), [(None, True), (("Sawah", "4", "3"), False), (("Sumber:", "dinas", ""), True)])
def test_shaded_rows_above_white_ones_are_no_whole_table(more: tuple[str, ...] | None, whole: bool) -> None:
    page = apart(0.0)
    (tiles,) = tiles_of(page)
    below = [w for c, cell in enumerate(more or ()) for w in placed(cell, 104 + 90 * c, 326)]
    assert tiles.whole([*page.words, *below]) is whole
