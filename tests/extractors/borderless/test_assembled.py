"""Cells of a table without a grid."""

from __future__ import annotations

from extractors.borderless.assembled import assembled
from extractors.model import BBox, Page, Table
from tests.extractors.words import words

BORDERS = (50.0, 80.0, 250.0, 350.0)


def table(label_at: float) -> Table:
    heading = [[(c, 1, words(name, x, 0)) for c, (name, x) in enumerate((("No", 55), ("Uraian", 90), ("Nilai", 260)))]]
    rows = [
        [words("1", 60, 20), words("Jalan", 90, 20), words("12", 300, 20)],
        [[], words("Jumlah", label_at, 40), words("12", 300, 40)],
    ]
    return assembled(heading, rows, BORDERS, BBox(50, 0, 350, 50), Page(1, 595, 842, "teks"), "tanpa-garis")


def test_a_label_centred_over_its_columns_spans_them() -> None:
    (label,) = (c for c in table(135).cells if c.text == "Jumlah")
    assert (label.column, label.column_span) == (0, 2)


def test_a_label_in_its_own_column_spans_nothing() -> None:
    for x in (90, 126):  # at its left, and nearer to the middle of both columns than to its own
        (label,) = (c for c in table(x).cells if c.text == "Jumlah")
        assert (label.column, label.column_span) == (1, 1)


def test_every_place_is_covered_once() -> None:
    made = table(135)
    places = [(c.row, c.column + k) for c in made.cells for k in range(c.column_span)]
    assert sorted(places) == [(r, c) for r in range(made.rows) for c in range(made.columns)]
