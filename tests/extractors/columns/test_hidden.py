"""Columns inside one ruled cell."""

from __future__ import annotations

from extractors.columns.hidden import hidden_borders
from tests.extractors.words import words


def test_names_and_figures_in_one_cell_are_two_columns() -> None:
    rows = [("Jalan mantap", "71,25"), ("Jembatan", "14,00"), ("Irigasi", "60,00"), ("Rumah", "12,50")]
    cells = [[*words(name, 50, 20 * n), *words(figure, 160, 20 * n)] for n, (name, figure) in enumerate(rows)]
    (place,) = hidden_borders(cells)
    assert 115 < place < 160


def test_texts_parted_alike_without_figures_are_one_column() -> None:
    rows = [("Jalan mantap", "Dinas"), ("Jembatan", "Badan"), ("Irigasi", "Kantor"), ("Rumah", "Satuan")]
    cells = [[*words(name, 50, 20 * n), *words(other, 160, 20 * n)] for n, (name, other) in enumerate(rows)]
    assert hidden_borders(cells) == []


def test_names_over_three_columns_of_words_part_them() -> None:
    rows = [
        ("No", "Sasaran", "Indikator"),
        ("1.", "Jalan mantap", "Panjang jalan"),
        ("2.", "Pasar", "Luas pasar"),
        ("3.", "Air", "Debit"),
    ]
    cells = [
        [w for x, text in zip((50, 90, 190), row, strict=True) for w in words(text, x, 20 * n)] for n, row in enumerate(rows)
    ]
    assert len(hidden_borders(cells)) == 2
    assert hidden_borders([[w for w in cell if w.bbox.x0 > 80] for cell in cells]) == []


def test_figures_below_each_other_in_one_cell_are_figures() -> None:
    cells = [words("Target", 50, 0) + words("Capaian", 120, 0)]
    for n in (20, 60, 100, 140):
        cells.append([w for k in (0, 14) for w in words("95%", 50, n + k) + words("96,67%", 120, n + k)])
    assert len(hidden_borders(cells)) == 1
