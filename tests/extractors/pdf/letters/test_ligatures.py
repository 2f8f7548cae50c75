"""Glyphs that stand for several letters."""

from __future__ import annotations

import pytest

from extractors.pdf.letters.ligatures import letters_of


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("par\u019fsipasi", "partisipasi"),
        ("\u019fdak", "tidak"),
        ("ne\u01a9o", "netto"),
        ("so\u014cware", "software"),
        ("par\U0010019fsipasi", "partisipasi"),
        ("\U001001abNGGI", "ttiNGGI"),
        ("e\ufb01siensi", "efisiensi"),
    ],
)
def test_joined_letters_are_read_as_letters(coded: str, text: str) -> None:
    assert "".join(letters_of([ord(ch) for ch in coded])) == text


@pytest.mark.parametrize("text", ["\u014ctsu", "\u01a9 12", "ABC", "caf\u00e9", "\U00100500"])
def test_letters_of_other_languages_stay(text: str) -> None:
    assert "".join(letters_of([ord(ch) for ch in text])) == text
