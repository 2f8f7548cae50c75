"""Columns inside one ruled column."""

from __future__ import annotations

from extractors.columns.hidden import hidden_borders
from extractors.layout.steps import recording
from tests.extractors.paper import row, words

TEXTS = ("Garam", "Niaga pulau", "Dermaga", "Kapal")


def test_names_and_figures_in_one_cell_are_two_columns() -> None:
    with recording() as steps:
        (place,) = hidden_borders([row((text, f"{n}2,50"), (50, 160), 100.0 + 20 * n) for n, text in enumerate(TEXTS)])
    assert 94 < place < 160
    assert steps == ["columns.hidden.hidden_borders"]


def test_two_texts_beside_each_other_are_no_proof() -> None:
    with recording() as steps:
        assert hidden_borders([row((text, "tersedia"), (50, 160), 100.0 + 20 * n) for n, text in enumerate(TEXTS)]) == []
    assert steps == []


def test_a_cell_of_text_has_no_columns() -> None:
    assert hidden_borders([words(text, 50, 100.0 + 20 * n) for n, text in enumerate(TEXTS)]) == []
