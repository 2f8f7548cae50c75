"""Lines in columns that are a table, and such that only look like one."""

from __future__ import annotations

import pytest

from extractors.borderless.is_table import tabular
from extractors.model import Word
from tests.extractors.paper import words

Heading = list[list[tuple[int, int, list[Word]]]]


def cells(*rows: tuple[str, ...]) -> list[list[list[Word]]]:
    return [[words(text, 50 + 100 * c, 100 + 12 * r) for c, text in enumerate(row)] for r, row in enumerate(rows)]


def heading(*names: str) -> Heading:
    return [[(c, 1, words(name, 50 + 100 * c, 80)) for c, name in enumerate(names)]]


@pytest.mark.parametrize(
    ("names", "rows", "expected"),
    [
        ((), [("Garam", "12,50"), ("Niaga", "7,25")], True),
        ((), [("Garam", "rakyat"), ("Niaga", "pulau")], False),  # two columns of words
        (("No", "Program", "Bidang"), [("a", "Garam", "Niaga"), ("b", "Kapal", "Laut")], True),  # three names over them
        ((), [("Garam", "12,50")], False),
        (("Uraian", "Pagu"), [("Garam", "Rp 12.500")], True),  # one amount below its name
        (("Uraian", "Orang"), [("Garam", "12")], False),
        ((), [("Bab satu", "12"), ("Bab dua", "15"), ("Bab tiga", "31")], False),  # a list of contents
        ((), [("Bab satu", "12"), ("Bab dua", "9"), ("Bab tiga", "31")], True),  # pages do not fall
        ((), [("panjang " * 20, "12,50"), ("panjang " * 20, "7,25")], False),  # paragraphs
    ],
)
def test_what_is_a_table(names: tuple[str, ...], rows: list[tuple[str, ...]], expected: bool) -> None:
    assert tabular(heading(*names) if names else [], cells(*rows), len(rows[0])) is expected
