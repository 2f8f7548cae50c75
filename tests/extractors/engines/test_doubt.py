"""Where others are asked, and where they are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.engines.doubt import figures_abreast, questions
from extractors.engines.grids import Grids
from extractors.model import BBox, Page, Why
from tests.extractors.engines.pages import ROWS, XS, ruled_page, words_page
from tests.extractors.words import words

TWO = [36.0, 216.0, 450.0]
"""Borders that put all years into one column."""


def why(page: Page) -> list[tuple[Why, ...]]:
    return [question.why for question in questions(page, Grids().tables(page))]


@pytest.mark.parametrize("page", [ruled_page(), words_page()], ids=["ruled", "unruled"])
def test_nobody_is_asked_about_a_sound_table(page: Page) -> None:
    assert Grids().tables(page)
    assert why(page) == []


def test_columns_that_were_read_as_one_are_asked_about() -> None:
    rows = [("Jawaban", "Jumlah Persen"), *((f"{n} benar", f"{17 + n} {n},5 {9 * n},25") for n in range(1, 5))]
    page = ruled_page(rows, TWO, XS[:2])
    assert Grids().tables(page)[0].columns == 2
    assert why(page) == [("sel_sesak",)]


def asked_of_merged(*texts: str) -> list[tuple[Why, ...]]:
    """Why others are asked about a ruled table whose last row is one cell with these lines, their parts far apart."""
    page = ruled_page(ROWS[:4])
    (table,) = Grids().tables(page)
    last = [cell for cell in table.cells if cell.row == 3]
    box = last[0].bbox.union(last[-1].bbox)
    box = BBox(box.x0, box.y0, box.x1, box.y0 + 11 * len(texts) + 8)
    rows = [text.split("|") for text in texts]
    held = [w for n, row in enumerate(rows) for t, x in zip(row, XS, strict=False) for w in words(t, x, box.y0 + 4 + 11 * n)]
    merged = replace(last[0], column_span=4, bbox=box, text="\n".join(" ".join(row) for row in rows))
    others = [w for w in page.words if w.bbox.cy < box.y0]
    table = replace(table, cells=(*(cell for cell in table.cells if cell.row < 3), merged))
    return [question.why for question in questions(replace(page, words=(*others, *held)), [table])]


def test_rows_that_were_put_into_one_merged_cell_are_asked_about() -> None:
    assert asked_of_merged("Taman kota|1|2|3", "Pasar desa|4|5|6") == [("sel_berkolom",)]


@pytest.mark.parametrize(
    "texts",
    [("Catatan: angka tahun 2024 sementara,", "menunggu hasil audit 12"), ("Jumlah|||34", "Keterangan")],
    ids=["a note", "one row"],
)
def test_a_note_and_a_single_row_in_a_merged_cell_are_not(texts: Sequence[str]) -> None:
    assert asked_of_merged(*texts) == []


def named(*names: str) -> list[tuple[Why, ...]]:
    """Why others are asked about a table without a grid with these names before its years."""
    page = words_page([(name, *ROWS[n + 1][1:]) for n, name in enumerate(names)])
    (table,) = Grids().tables(words_page())
    cells = [
        replace(cell, text=names[cell.row - 1]) if 0 < cell.row <= len(names) and not cell.column else cell
        for cell in table.cells
    ]
    return [question.why for question in questions(page, [replace(table, cells=tuple(cells))])]


def test_names_that_end_in_figures_are_asked_about() -> None:
    assert named("Jalan 12", "Taman 4,50", "Pasar 1.250", "Embung 7", "Sumur 9") == [("nama_berangka",)]


@pytest.mark.parametrize(
    "names",
    [
        ("Rencana 2021", "Rencana 2022", "Rencana 2023", "Rencana 2024", "Rencana 2025"),
        ("Jalan 12", "Taman 4,50", "Pasar", "Embung", "Sumur"),
        ("1 Jalan", "2 Taman", "3 Pasar", "4 Embung", "5 Sumur"),
        ("Rp 1.200", "Rp. 2.300", "Rp 3.400", "Rp 4.500", "Rp 5.600"),
    ],
    ids=["years", "some", "in front", "amounts"],
)
def test_names_of_years_and_a_few_that_end_in_figures_are_not(names: Sequence[str]) -> None:
    assert named(*names) == []


def test_a_figure_with_its_unit_in_each_cell_is_not() -> None:
    rows = [("Uraian", "Target"), *((f"Jalan {n}", f"{n} km") for n in range(1, 6))]
    assert why(ruled_page(rows, TWO, XS[:2])) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("138 6,9 15,7", 3),
        ("Rp 12.500 Rp 13.000", 2),
        ("12,5 %", 0),
        ("12 Bulan", 0),
        ("120 per 1.000", 0),
        ("14\n2.310", 1),
        ("1.250", 1),
        ("", 0),
    ],
)
def test_figures_side_by_side_are_counted_where_nothing_else_stands_there(text: str, count: int) -> None:
    assert figures_abreast(text) == count


def without_tables(page: Page) -> list[tuple[Why, ...]]:
    return [question.why for question in questions(page, [])]


def test_figures_in_columns_that_are_no_table_are_asked_about() -> None:
    assert without_tables(words_page()) == [("tanpa_tabel",)]


def test_the_last_line_of_a_name_belongs_to_the_figures_above_it() -> None:
    page = words_page()
    last = max(word.bbox.y1 for word in page.words)
    below = words("bersih", XS[0], last + 2)
    (near,), (far,) = (
        questions(replace(page, words=(*page.words, *more)), []) for more in (below, words("Sumber", XS[0], last + 25))
    )
    assert (near.region.y1, far.region.y1) == (last + 12, last)


@pytest.mark.parametrize(
    "rows",
    [
        [("Bab", "satu", "tentang", "jalan")] * 6,
        [("Pendahuluan", "..........................", "", "3")] * 6,
        [("Daftar isi 1.1", "Latar belakang .....................", "", "3")] * 6,
        [*ROWS[1:3]],
    ],
    ids=["words", "contents", "numbered contents", "too few"],
)
def test_text_a_list_of_contents_and_a_few_figures_are_not(rows: Sequence[Sequence[str]]) -> None:
    assert without_tables(words_page(rows, XS)) == []
