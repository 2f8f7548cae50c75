"""Streams that unpack to what was packed, and such that do not."""

from __future__ import annotations

import zlib

import pikepdf
import pytest
from pikepdf import Array, Name, Stream

from extractors.integrity.streams import Unpacked, filters_of, unpack

TEXT = b"BT (Garam rakyat) Tj ET " * 40
PACKED = zlib.compress(TEXT)


def unpacked(data: bytes, *filters: str) -> Unpacked:
    with pikepdf.new() as pdf:
        stream = Stream(pdf, data)
        if filters:
            stream.Filter = Array([Name(name) for name in filters])
        return unpack(pdf, stream)


def flipped(place: int) -> bytes:
    return PACKED[:place] + bytes([PACKED[place] ^ 4]) + PACKED[place + 1 :]


def test_what_flate_unpacks_is_vouched_for() -> None:
    assert unpacked(PACKED, "/FlateDecode") == Unpacked("utuh", TEXT, len(TEXT), checked=True)
    assert unpacked(TEXT) == Unpacked("utuh", TEXT, len(TEXT))


@pytest.mark.parametrize("data", [flipped(0), flipped(len(PACKED) // 2), flipped(len(PACKED) - 1), PACKED[: len(PACKED) // 2]])
def test_a_flipped_bit_or_a_lost_half_is_damage(data: bytes) -> None:
    assert unpacked(data, "/FlateDecode").state == "rusak"


@pytest.mark.parametrize("data", [PACKED[:-2], PACKED + b"\r\n", b"\n"])
def test_a_checksum_cut_off_or_bytes_behind_it_lose_nothing(data: bytes) -> None:
    assert unpacked(data, "/FlateDecode").state == "utuh"


def test_filters_are_undone_in_order_up_to_that_of_a_picture() -> None:
    assert unpacked(PACKED.hex().encode() + b">", "/AHx", "/Fl").data == TEXT
    found = unpacked(zlib.compress(b"gambar"), "/FlateDecode", "/DCTDecode")
    assert (found.state, found.data, found.picture, found.checked) == ("utuh", b"gambar", "/DCTDecode", True)
    assert unpacked(TEXT, "/FlatfDecode").state == "rusak"


def test_filters_have_their_long_names() -> None:
    with pikepdf.new() as pdf:
        stream = Stream(pdf, b"")
        assert filters_of(stream) == []
        stream.Filter = Name.Fl
        assert filters_of(stream) == ["/FlateDecode"]
