"""Whether a picture in a PDF is whole."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Name, StreamDecodeLevel

from extractors.integrity.fax import damaged_fax
from extractors.integrity.streams import Unpacked, filters_of

_MOST = 80_000_000
"""Bytes of a picture that is unpacked to be looked at: a coloured A4 page at 400 dpi has 46 million, a grey one at 600 dpi 35."""
_COLOURS = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
}
_SIZE = re.compile(rb"\xff[\xc0-\xc2].{3}(..)(..)(.)", re.DOTALL)
_END = b"\xff\xd9"
_LAST = 3
"""Bytes before the end mark of a JPEG; all of 439 pictures in the corpora need them, three of them not the last two."""
_UNFILTERABLE = "unfilterable"
_UNDECODED = (pikepdf.PdfError, RuntimeError)
"""What pikepdf raises of a picture that does not decode: the first where qpdf says so, the second where libjpeg does."""


def damaged_image(image: pikepdf.Stream, unpacked: Unpacked) -> bool:
    """True where the stream of a picture is damaged, or gives fewer pixels than the picture claims."""
    if unpacked.state != "utuh" or unpacked.picture is not None:
        return unpacked.state == "rusak"
    return unpacked.size < _claimed(image, _number(image, "/Width"), _number(image, "/Height"))


def damaged_when_decoded(pdf: pikepdf.Pdf, image: pikepdf.Stream, unpacked: Unpacked) -> bool:
    """True where a picture whose code has no checksum does not decode, or not to its end.

    What shifts only a shade or an edge cannot be known. JPEG 2000 and JBIG2 are not looked into.
    """
    if unpacked.state != "utuh" or unpacked.checked:
        return False
    width, height = _number(image, "/Width"), _number(image, "/Height")
    if unpacked.picture == "/DCTDecode":
        return _damaged_jpeg(pdf, image, unpacked.data, width * height)
    return unpacked.picture == "/CCITTFaxDecode" and damaged_fax(unpacked.data, _parameters(image), width, height)


def _damaged_jpeg(pdf: pikepdf.Pdf, image: pikepdf.Stream, data: bytes, pixels: int) -> bool:
    """What is too short or no code is told by libjpeg. What is too long is not: it can do without its last bytes."""
    size = _SIZE.search(data)
    if size is not None and int.from_bytes(size[1], "big") * int.from_bytes(size[2], "big") * size[3][0] > _MOST:
        return False
    single = image if len(filters_of(image)) == 1 else _jpeg(pdf, data)
    try:
        decoded = single.read_bytes(StreamDecodeLevel.all)
    except _UNDECODED as error:
        return _UNFILTERABLE not in str(error)
    if not decoded or len(decoded) % max(pixels, 1) != 0:
        return True
    end = data.rfind(_END)
    if end < 0:
        return False
    try:
        _jpeg(pdf, data[: end - _LAST] + data[end:]).read_bytes(StreamDecodeLevel.all)
    except _UNDECODED:
        return False
    return True


def _jpeg(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    stream = pikepdf.Stream(pdf, data)
    stream.Filter = Name.DCTDecode
    return stream


def _claimed(image: pikepdf.Stream, width: int, height: int) -> int:
    """The bytes that a picture needs, as far as it says; a predictor adds one to each row."""
    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and len(space):
        kind = str(space[0])
        if kind == "/ICCBased":
            colours = _number(space[1], "/N")
        elif kind == "/DeviceN":
            colours = len(space[1])
        else:
            colours = _COLOURS.get(kind, 1)
    else:
        colours = _COLOURS.get(str(space), 1)
    bits = 1 if image.get("/ImageMask", False) else _number(image, "/BitsPerComponent") or 1
    return height * ((width * colours * bits + 7) // 8)


def _parameters(image: pikepdf.Stream) -> pikepdf.Dictionary:
    found = image.get("/DecodeParms")
    if isinstance(found, pikepdf.Array):
        found = found[-1] if len(found) else None
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


def _number(holder: pikepdf.Object, key: str) -> int:
    found = holder.get(key)
    return found if isinstance(found, int) else 0
