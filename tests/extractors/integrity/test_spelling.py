"""Names that one changed letter has made into others."""

from __future__ import annotations

import pytest

from extractors.integrity.spelling import misspelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"<< /Type /Font /BaseFont /Helvetica >>", False),
        (b"<< /Tyqe /Font >>", True),
        (b"<< /Type /Fomt >>", True),
        (b"<< /Contentr 5 0 R >>", True),
        (b"<< /T#79pe /Font >>", False),  # the same name, written otherwise
        (b"<< /image 5 0 R /F12 6 0 R /Garam 7 0 R >>", False),  # names that people choose
        (b"<< /Contentss 5 0 R >>", False),  # a letter more is no flipped bit
        (b"<< /XYZ 1 >>", False),
    ],
)
def test_a_name_that_is_nearly_a_known_one(text: bytes, expected: bool) -> None:
    assert misspelt(text) is expected
