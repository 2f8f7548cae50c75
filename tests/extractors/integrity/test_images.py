"""Pictures that give fewer pixels than they claim, or do not decode."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Name, Stream
from PIL import Image

from extractors.integrity.images import damaged_image, damaged_when_decoded
from extractors.integrity.streams import unpack

WIDTH, HEIGHT = 64, 48


def picture(pdf: pikepdf.Pdf, data: bytes, filters: pikepdf.Object, space: pikepdf.Object = Name.DeviceGray) -> Stream:
    stream = Stream(pdf, data)
    stream.Filter, stream.ColorSpace, stream.BitsPerComponent = filters, space, 8
    stream.Width, stream.Height = WIDTH, HEIGHT
    return stream


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((WIDTH, HEIGHT)).save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pixels", "space", "damaged"),
    [
        (WIDTH * HEIGHT, Name.DeviceGray, False),
        (WIDTH * HEIGHT + 9, Name.DeviceGray, False),  # more loses nothing
        (WIDTH * HEIGHT - 1, Name.DeviceGray, True),
        (WIDTH * HEIGHT, Name.DeviceRGB, True),
        (3 * WIDTH * HEIGHT, Name.DeviceRGB, False),
        (WIDTH * HEIGHT, Array([Name.Indexed, Name.DeviceRGB, 255, b""]), False),
    ],
)
def test_a_picture_has_the_pixels_that_it_claims(pixels: int, space: pikepdf.Object, damaged: bool) -> None:
    with pikepdf.new() as pdf:
        image = picture(pdf, zlib.compress(bytes(pixels)), Name.FlateDecode, space)
        assert damaged_image(image, unpack(pdf, image)) is damaged


def undecodable(data: bytes, *, height: int = HEIGHT, packed: bool = False) -> bool:
    with pikepdf.new() as pdf:
        filters = Array([Name.FlateDecode, Name.DCTDecode]) if packed else Name.DCTDecode
        image = picture(pdf, zlib.compress(data) if packed else data, filters)
        image.Height = height
        return damaged_when_decoded(pdf, image, unpack(pdf, image))


def test_a_jpeg_has_the_size_that_its_picture_claims() -> None:
    assert not undecodable(jpeg())
    assert undecodable(jpeg(), height=HEIGHT + 1)


def test_what_a_checksum_vouches_for_is_not_decoded() -> None:
    assert not undecodable(jpeg()[:-200], packed=True)


@pytest.mark.parametrize("data", [jpeg()[: len(jpeg()) // 2], b"bukan gambar"])
def test_a_jpeg_that_is_cut_off_or_none_is_damaged(data: bytes) -> None:
    assert undecodable(data)
