"""Letters of glyphs that stand for several: ligatures, also those whose map in the file names another sign.

Calibri joins `ti`, `tt` and others to one glyph without a code of its own. Word puts such glyphs at private places of plane
16, and programs that cut a code to 16 bits make a letter of other languages of it: `parƟsipasi`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

COMPATIBILITY_FORMS = 0xFA00
"""Code points from here on are forms of other letters (ligatures, full-width signs)."""
PRIVATE_PLANE = 0x100000
"""Code points from here on have no letter of their own."""

_JOINED = {0x14C: "ft", 0x19E: "tf", 0x19F: "ti", 0x1A9: "tt", 0x1AB: "tti"}
"""Calibri's glyphs by the last 16 bits of their private code points."""

_BEGIN_WORDS = ("ti",)
"""Only these of them begin words."""


def letters_of(codes: Sequence[int]) -> list[str]:
    """The text of each code point of a run of text."""
    return [_letters(codes, k) if code in _JOINED or code > COMPATIBILITY_FORMS else chr(code) for k, code in enumerate(codes)]


def _letters(codes: Sequence[int], k: int) -> str:
    code = codes[k]
    if code >= PRIVATE_PLANE:
        return _JOINED.get(code - PRIVATE_PLANE, chr(code))
    if code in _JOINED:
        begins = _JOINED[code] in _BEGIN_WORDS and _small(codes, k + 1)
        return _JOINED[code] if begins or _small(codes, k - 1) else chr(code)
    return unicodedata.normalize("NFKC", chr(code))


def _small(codes: Sequence[int], k: int) -> bool:
    """Is it a small letter from a to z?"""
    return 0 <= k < len(codes) and ord("a") <= codes[k] <= ord("z")
