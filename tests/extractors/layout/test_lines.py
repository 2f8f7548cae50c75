"""Lines of words, and the text that they make."""

from __future__ import annotations

import pytest

from extractors.layout.lines import text_of
from tests.extractors.words import words


@pytest.mark.parametrize(
    ("mark", "x", "text"),
    [
        ("1.", 60, "1. SD yang telah dipetakan\nmutunya"),
        ("1.", 100, "SD yang telah dipetakan\n1.\nmutunya"),  # within the text
        ("10", 60, "SD yang telah dipetakan\n10\nmutunya"),  # a figure
    ],
)
def test_a_mark_beside_the_middle_of_a_name_stands_before_it(mark: str, x: float, text: str) -> None:
    name = [*words("SD yang telah dipetakan", 80, 100), *words("mutunya", 80, 120)]
    assert text_of([*name, *words(mark, x, 110)])[0] == text
