"""Whether a picture packed as a fax (CCITT group 4, ITU-T T.6) is whole.

The code has no checksum, but a changed bit soon leads to a word that is no code, to a row of another length, or to another
number of rows. What only shifts an edge cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf

_WHITE = """
00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111
0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010
00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010
00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010
00110011 00110100
"""
_WHITE_64 = """
11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011
011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011
"""
_BLACK = """
0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111
0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010
000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011
000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100
000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100 000000110111
000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110
000001100111
"""
_BLACK_64 = """
0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101
0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110
0000001110111 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101
"""
_BOTH_1792 = """
00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111 000000011100
000000011101 000000011110 000000011111
"""
"""Codes of the runs of 0-63 pixels, of 64, 128 ... 1728, and of 1792, 1856 ... 2560."""

_PASS, _HORIZONTAL, _END, _OTHER = 10, 11, 12, 13
_MODES = {"1": 0, "011": 1, "000011": 2, "0000011": 3, "010": -1, "000010": -2, "0000010": -3}
_MODES |= {"0001": _PASS, "001": _HORIZONTAL, "0000000": _END, "0000001": _OTHER}
"""A shift of the edge above by so many pixels, or one of the names before."""
_BITS = 13
_TALLEST = 50_000
"""Rows; A4 at 600 dpi has 7,016. A hostile picture may claim 2,000 million."""
_SLACK = 64
"""Bits that may be left: padding, a broken end mark."""

Codes = list[tuple[int, int]]
"""(meaning, bits) for each value of the next 13 bits; 0 bits where it is no code."""


def _codes(meanings: Iterable[tuple[str, int]]) -> Codes:
    table = [(0, 0)] * (1 << _BITS)
    for code, meaning in meanings:
        rest = _BITS - len(code)
        start = int(code, 2) << rest
        table[start : start + (1 << rest)] = [(meaning, len(code))] * (1 << rest)
    return table


def _runs(short: str, long: str) -> Codes:
    steps = ((short, 0, 1), (long, 64, 64), (_BOTH_1792, 1792, 64))
    return _codes((code, first + step * k) for codes, first, step in steps for k, code in enumerate(codes.split()))


_MODE = _codes(_MODES.items())
_RUN = (_runs(_WHITE, _WHITE_64), _runs(_BLACK, _BLACK_64))


class _DamagedError(Exception):
    """A word that is no code, a row of another length, data that end too early."""


def damaged_fax(data: bytes, parameters: pikepdf.Dictionary, width: int, height: int) -> bool:
    """True where the picture does not come to its end as it should. Group 3 (`/K` of 0 or more) is not looked into."""
    k, columns = parameters.get("/K", 0), parameters.get("/Columns", 1728)
    if not isinstance(k, int) or k >= 0 or not isinstance(columns, int):
        return False
    if height > _TALLEST:
        return False
    if columns < width:
        return True
    try:
        return _rows(data, columns, height, bool(parameters.get("/EncodedByteAlign", False))) < height
    except _DamagedError:
        return True


def _rows(data: bytes, columns: int, height: int, aligned: bool) -> int:
    """The rows that are there, `height` at most. _DamagedError."""
    at, end = 0, 8 * len(data)
    data += bytes(4)
    above: list[int] = [columns, columns]
    for row in range(height):
        if aligned:
            at = (at + 7) & ~7
        row_ends, at = _row(data, at, columns, above)
        if row_ends is None:
            return row
        if at > end:
            raise _DamagedError
        above = row_ends
    if aligned:
        at = (at + 7) & ~7
    if at + _SLACK < end and _next(data, at) >> 1 != 1:
        raise _DamagedError
    return height


def _next(data: bytes, at: int) -> int:
    return (int.from_bytes(data[at >> 3 : (at >> 3) + 4], "big") >> (32 - _BITS - (at & 7))) & ((1 << _BITS) - 1)


def _row(data: bytes, at: int, columns: int, above: list[int]) -> tuple[list[int] | None, int]:
    """(the places where the colour of a row changes, white first, then twice its end; the bit behind it); no places at the
    end mark."""
    ends: list[int] = []
    place, colour, k = 0, 0, 0
    started = False
    last = len(above) - 1
    while place < columns:
        mode, bits = _MODE[_next(data, at)]
        at += bits
        if mode == _HORIZONTAL:
            for side in (colour, 1 - colour):
                run, at = _run(data, at, _RUN[side])
                place += run
                ends.append(place)
            if place > columns:
                raise _DamagedError
            started = True
            continue
        if mode >= _END:
            if mode == _END and not started and not ends:
                return None, at
            raise _DamagedError
        while k > 0 and above[k - 1] > place:
            k -= 1
        while k < last and (above[k] < place or (above[k] == place and started) or k & 1 != colour):
            k += 1
        if mode == _PASS:
            place = above[min(k + 1, last)]
            started = True
            continue
        edge = above[k] + mode
        if edge < place or edge > columns:
            raise _DamagedError
        place, colour, started = edge, 1 - colour, True
        ends.append(place)
    ends += [columns, columns, columns]
    return ends, at


def _run(data: bytes, at: int, codes: Codes) -> tuple[int, int]:
    total = 0
    while True:
        run, bits = codes[_next(data, at)]
        if not bits:
            raise _DamagedError
        at += bits
        total += run
        if run < 64:
            return total, at
