"""Names side by side with but a word space between, over columns that are known."""

from __future__ import annotations

from extractors.headings.own_columns import Run, own_columns
from tests.extractors.words import SIZE, lines, words

BORDERS = [40.0, 82.0, 130.0]
BODY = lines([("12,50", "60,25"), ("7,25", "81,50"), ("3,00", "9,75"), ("12,00", "17,25")], (47, 93))


def run(text: str, x: float, space: float, top: float = -20) -> Run:
    """A text of two words that far apart, over both columns."""
    first, second = text.split()
    head = words(first, x, top)
    return 0, 2, [*head, *words(second, head[-1].bbox.x1 + space, top)]


def told(*runs: Run) -> list[tuple[int, int, str]]:
    return [(c, n, " ".join(w.text for w in ws)) for c, n, ws in own_columns(list(runs), BODY, BORDERS, SIZE)]


def test_a_name_of_each_column_set_as_its_texts_are() -> None:
    assert told(run("Target Hasil", 47, 16)) == [(0, 1, "Target"), (1, 1, "Hasil")]


def test_one_name_over_both_has_names_below_it() -> None:
    below = [(0, 1, words("Rp", 47, -8)), (1, 1, words("%", 93, -8))]
    assert told(run("Target Hasil", 47, 16), *below)[0] == (0, 2, "Target Hasil")


def test_words_no_further_apart_than_words_are_one_name() -> None:
    assert told(run("Realisa Hasil", 47, 3)) == [(0, 2, "Realisa Hasil")]


def test_a_part_set_otherwise_than_its_column_is_none() -> None:
    assert told(run("Targ Hasil", 58, 4)) == [(0, 2, "Targ Hasil")]
