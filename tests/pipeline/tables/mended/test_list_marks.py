"""Marks of a list that a scan shows close to its figures."""

from __future__ import annotations

import pytest

from pipeline.tables.mended.list_marks import with_marks_apart
from tests.pipeline.grids import table_of

NAMES = r"1. Nilai layanan\n2. Nilai SAKIP\n3. Nilai IKPA"


def marked(figures: str, names: str = NAMES, *, from_ocr: bool = True) -> list[str]:
    table = with_marks_apart(table_of(f"Indikator | Target\n{names} | {figures}", from_ocr=from_ocr))
    return next(c.text for c in table.cells if (c.row, c.column) == (1, 1)).split("\n")


def test_a_mark_that_the_others_of_its_cell_show_apart() -> None:
    assert marked(r"1.85\n2. 75 (BB)\n3. 95", "Nilai") == ["1. 85", "2. 75 (BB)", "3. 95"]


def test_marks_that_the_names_of_the_row_have_too() -> None:
    assert marked(r"1.85\n2.75 (BB)\n3.95") == ["1. 85", "2. 75 (BB)", "3. 95"]


@pytest.mark.parametrize(
    ("figures", "names"),
    [(r"1.85\n2.75\n3.95", "Nilai"), (r"1.85\n2. 75\n4.95", NAMES), ("1.85", "1. Nilai layanan"), (r"1.85\n2.75", NAMES)],
    ids=["nothing tells", "not in order", "one line", "more names than figures"],
)
def test_figures_that_begin_with_other_digits_stay(figures: str, names: str) -> None:
    assert marked(figures, names) == figures.split(r"\n")


def test_what_is_printed_stays() -> None:
    assert marked(r"1.85\n2.75\n3.95", from_ocr=False) == ["1.85", "2.75", "3.95"]
