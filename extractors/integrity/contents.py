"""What the contents of a page draw with, and whether they are still operators and operands."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

import pikepdf

_FONT = re.compile(rb"/([^\x00\t\n\f\r /\[\]()<>{}%]+)\s+[-+.\d]+\s+Tf\b")
_DRAWN = re.compile(rb"/([^\x00\t\n\f\r /\[\]()<>{}%]+)\s+Do\b")
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_HOLE = re.compile(rb"\x00{16}")
_MOST = 2 << 20
"""Bytes whose operators are looked at; only contents without a checksum are."""

_OPERATORS = (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg "
    "ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" INLINE IMAGE"
)
_KNOWN = frozenset(_OPERATORS.split())


@dataclass(frozen=True, slots=True)
class Uses:
    """Names (with their slash) of fonts and of pictures or forms."""

    fonts: frozenset[str]
    drawn: frozenset[str]


def uses_of(contents: bytes) -> Uses:
    """The names that contents call for."""
    return Uses(_names(_FONT, contents), _names(_DRAWN, contents))


def _names(pattern: re.Pattern[bytes], contents: bytes) -> frozenset[str]:
    found = set(pattern.findall(contents))
    return frozenset("/" + _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), name).decode("utf-8", "replace") for name in found)


def damaged_contents(pdf: pikepdf.Pdf, contents: bytes) -> bool:
    """True where contents that no checksum vouches for hold a hole, or words that are no operators.

    A changed figure or letter in them cannot be known. What stands between BX and EX may be anything.
    """
    if len(contents) > _MOST or b"BX" in contents:
        return False
    if b"ID" not in contents and _HOLE.search(contents):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = pikepdf.parse_content_stream(pikepdf.Stream(pdf, contents))
    except (pikepdf.PdfError, UserWarning):
        return True
    return any(str(instruction.operator) not in _KNOWN for instruction in parsed)
