"""A few rows at the top of a page that go on from a table without a grid."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.borderless.continued import continued_table
from extractors.model import BBox, Page, Table, Word
from tests.extractors.words import row, words

PLACES = (62.0, 102.0, 322.0, 422.0)
BEFORE = Table((), 9, 4, 1, "tanpa-garis", 0.8, 1, 1, BBox(60, 500, 500, 800), column_edges=(60.0, 100.0, 320.0, 420.0, 500.0))


def found(lines: Sequence[Word]) -> list[list[str]] | None:
    table = continued_table(Page(2, 595, 842, "teks", tuple(lines), ()), [], BEFORE)
    return None if table is None else [[text or "" for text in cells] for cells in table.grid()]


def test_rows_in_the_columns_of_the_table_before_are_more_of_it() -> None:
    rest = [*row(("8", "Kapal", "12", "11"), PLACES, 70), *words("patroli", 102, 80), *row(("9", "Jaring", "4", "5"), PLACES, 96)]
    assert found(rest) == [["8", "Kapal\npatroli", "12", "11"], ["9", "Jaring", "4", "5"]]


def test_a_running_head_above_them_is_passed_over() -> None:
    head = words("Rencana Kerja Dinas Kelautan", 150, 40)
    assert found([*head, *row(("8", "Kapal", "12", "11"), PLACES, 90)]) == [["8", "Kapal", "12", "11"]]


def test_running_text_and_rows_without_a_figure_go_on_from_nothing() -> None:
    assert found(words("Dengan demikian seluruh kapal yang direncanakan telah dibangun pada tahun ini", 62, 70)) is None
    assert found(row(("A", "Kapal", "baik", "baik"), PLACES, 70)) is None


def test_rows_across_a_border_or_below_other_text_are_none_of_them() -> None:
    assert found(row(("8", "Kapal", "12", "11"), (62, 102, 300, 415), 70)) is None
    text = words("Penyediaan kapal patroli menurut pelabuhan asalnya", 150, 200)
    assert found([*text, *row(("8", "Kapal", "12", "11"), PLACES, 230)]) is None
