"""Names of columns with but a word space between them."""

from __future__ import annotations

from extractors.headings.flush import names_of
from extractors.model import Word
from tests.extractors.words import LETTER, SIZE, words


def right(text: str, x: float, top: float) -> list[Word]:
    """The words of a text that ends at x."""
    return words(text, x - LETTER * len(text.replace(" ", "")) - 3 * text.count(" "), top)


BODY = [
    [*right(plan, 150, 20 * n), *right(done, 200, 20 * n)]
    for n, (plan, done) in enumerate((("410", "388"), ("9,5", "8"), ("75", "81,25"), ("6", "6")))
]


def parted(line: list[Word]) -> list[str]:
    return [" ".join(w.text for w in text) for text in names_of(line, BODY, SIZE)]


def test_names_that_end_where_the_texts_below_end_are_two() -> None:
    assert parted([*right("Rencana", 150, -20), *right("Hasil (%)", 200, -20)]) == ["Rencana", "Hasil (%)"]


def test_one_name_over_both_columns_is_one() -> None:
    assert parted(words("Rencana Kerja 2031", 110, -20)) == ["Rencana Kerja 2031"]
    assert parted(right("Rencana Kerja", 200, -20)) == ["Rencana Kerja"]


def test_a_row_of_figures_names_nothing() -> None:
    assert parted([*right("Rencana", 150, -20), *right("Hasil 1.20", 200, -20)]) == ["Rencana Hasil 1.20"]
