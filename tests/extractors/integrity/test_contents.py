"""What contents of a page draw with, and contents that are no longer any."""

from __future__ import annotations

import pikepdf
import pytest

from extractors.integrity.contents import damaged_contents, uses_of

GOOD = b"q BT /F1 12 Tf (Garam) Tj ET /Im0 Do Q"


def test_the_names_of_fonts_and_pictures_that_are_called_for() -> None:
    uses = uses_of(b"/F1 12 Tf /F#31a -8.5 Tf /Im0 Do /GS0 gs (/F9 1 Tx) Tj")
    assert (uses.fonts, uses.drawn) == ({"/F1", "/F1a"}, {"/Im0"})


@pytest.mark.parametrize(
    ("contents", "damaged"),
    [
        (GOOD, False),
        (b"", False),
        (GOOD.replace(b"Tj", b"Tk"), True),  # no operator
        (GOOD[:18] + bytes(16) + GOOD[18:], True),  # a hole
        (GOOD[:18] + bytes(8) + GOOD[18:], False),  # zeros are white space
        (b"BX 1 2 baru EX " + GOOD, False),  # what stands there may be anything
    ],
)
def test_words_that_are_no_operators_are_damage(contents: bytes, damaged: bool) -> None:
    with pikepdf.new() as pdf:
        assert damaged_contents(pdf, contents) is damaged
