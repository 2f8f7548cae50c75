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
