"""Rows that the numbers of the first column begin."""

from __future__ import annotations

from extractors.layout.blocks import column_block
from extractors.rows.by_numbers import numbered_rows
from tests.extractors.words import words

BORDERS = (0.0, 30.0, 200.0, 400.0, 500.0)
ROWS = (
    (0, ("Ternak sehat",), ("Jumlah produksi :", "a. Sapi", "b. Kambing"), ("", "12 ekor", "7 ekor")),
    (50, ("Pasar", "tertata"), ("Jumlah kios",), ("30",)),
    (85, ("Warga", "terlayani", "air bersih"), ("Cakupan layanan", "air"), ("71,2 %",)),
)


def edges(
    rows: tuple[tuple[float, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...], marks: str = "1. 2. 3."
) -> int | None:
    """How many heights part rows of (top, names, indicators, figures), lines 11 points apart."""
    held = [w for mark, (top, *_) in zip(marks.split(), rows, strict=True) for w in words(mark, 5, top)]
    for top, *columns in rows:
        for x, texts in zip((35, 205, 405), columns, strict=True):
            held += [w for n, text in enumerate(texts) for w in words(text, x, top + 11 * n)]
    found = numbered_rows(column_block(held, BORDERS))
    return None if found is None else len(found.edges)


def test_numbers_below_each_other_begin_rows_of_several_values() -> None:
    assert edges(ROWS) == 2


def test_numbers_that_do_not_follow_begin_no_rows() -> None:
    assert edges(ROWS, "1. 3. 4.") is None
    assert edges(ROWS, "1. 2. A") is None


def test_a_text_that_reaches_down_beside_the_next_number() -> None:
    (top, names, _, figures), *rest = ROWS
    assert edges(((top, names, tuple("abcdef"), figures), *rest)) is None


def test_rows_no_further_apart_than_their_lines_may_be_one_name_that_wraps() -> None:
    tight = tuple((11.0 * n, ("Ternak",), ("Jumlah",), ("12",)) for n in range(3))
    assert edges(tight) == 2, "a line each: nothing is closer"
    assert edges((*tight[:2], (22.0, ("Warga", "sehat"), ("Jumlah", "warga"), ("12",)))) is None


def test_a_row_without_a_figure_is_none() -> None:
    (top, names, indicators, _), *rest = ROWS
    assert edges(((top, names, indicators, ()), *rest)) is None
