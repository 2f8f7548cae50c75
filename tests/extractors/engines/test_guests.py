"""The engines of others: a page of words and rulings in, tables of ours out."""

from __future__ import annotations

import pytest

from extractors.engines.by_camelot import Camelot
from extractors.engines.by_pdfplumber import Pdfplumber
from extractors.engines.engine import Engine
from extractors.engines.grids import Grids
from extractors.model import Page
from tests.extractors.engines.pages import ROWS, TOP, ruled_page, words_page

BY_LINES: list[Engine] = [Grids(), Pdfplumber(), Camelot("camelot-lattice"), Camelot("camelot-hybrid")]
BY_TEXT: list[Engine] = [Grids(), Pdfplumber(by_text=True), Camelot("camelot-network"), Camelot("camelot-hybrid")]


def name(engine: Engine) -> str:
    return engine.name


@pytest.mark.parametrize("engine", BY_LINES, ids=name)
def test_a_ruled_table_is_seen_alike_by_all_that_go_by_lines(engine: Engine) -> None:
    (table,) = engine.tables(ruled_page())
    assert [list(row) for row in ROWS] == table.grid()
    assert (table.engine, table.first_page, table.last_page) == (engine.name, 3, 3)
    assert abs(table.bbox.y0 - (TOP - 4)) < 4  # top left points, not those of a PDF


@pytest.mark.parametrize("engine", BY_LINES, ids=name)
def test_merged_cells_stay_merged(engine: Engine) -> None:
    rows = [["Capaian kinerja", "", "", ""], *ROWS[1:]]
    (table,) = engine.tables(ruled_page(rows, merged=True))
    first = table.cells[0]
    assert (first.text, first.row_span, first.column_span) == ("Capaian kinerja", 1, 4)
    assert sum(cell.row_span * cell.column_span for cell in table.cells) == table.rows * table.columns


@pytest.mark.parametrize("engine", BY_TEXT, ids=name)
def test_a_table_without_lines_is_seen_by_those_that_go_by_text(engine: Engine) -> None:
    (table,) = engine.tables(words_page())
    assert [row for row in table.grid() if any(row)][1:] == [list(row) for row in ROWS[1:]]


@pytest.mark.parametrize("engine", [*BY_LINES, *BY_TEXT], ids=name)
def test_an_empty_page_holds_no_table(engine: Engine) -> None:
    assert engine.tables(Page(1, 500, 700, "kosong")) == []


def test_pdfplumber_makes_no_table_of_prose_unless_it_is_told_where() -> None:
    assert Pdfplumber().tables(words_page()) == []


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    for engine in (*BY_LINES, *BY_TEXT):
        engine.tables(words_page(rows=(("Satu", "dua", "tiga", "empat"),)))
    assert capfd.readouterr() == ("", "")
