"""Whether a stream of a PDF unpacks to what was packed.

pdfium keeps what it could unpack and says nothing. Flate carries a checksum of what was packed, so that a single flipped bit
shows; nothing is kept of what is unpacked but the beginning, since a small stream can hold gigabytes.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Literal

import pikepdf
from pikepdf import Name, StreamDecodeLevel

State = Literal["utuh", "rusak", "tak_tentu"]
"""Whole, damaged, or not known: too large, or packed in a way that shows no damage."""

KEPT = 8 << 20
"""So many bytes of what was unpacked are kept: more than the contents of any page of text."""
_MOST = 256 << 20
"""More is not unpacked: beyond any scanned page, within a second."""
_MOST_BY_QPDF = 16 << 20
"""qpdf unpacks the whole at once."""
_CHUNK = 1 << 20

_SHORT_NAMES = {"/Fl": "/FlateDecode", "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode", "/LZW": "/LZWDecode"}
_BY_QPDF = frozenset(("/ASCII85Decode", "/ASCIIHexDecode", "/LZWDecode", "/RunLengthDecode"))
PICTURE_FILTERS = frozenset(("/DCTDecode", "/CCITTFaxDecode", "/JPXDecode", "/JBIG2Decode"))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came of a stream: its first bytes, how many there were in all, whether a checksum vouches for each of them, and
    the filter of pictures that is left to be undone."""

    state: State
    data: bytes = b""
    size: int = 0
    checked: bool = False
    picture: str | None = None


def filters_of(stream: pikepdf.Object) -> list[str]:
    """The long names of the filters, in the order in which they are undone."""
    found = stream.get("/Filter")
    if found is None:
        return []
    names = [found] if isinstance(found, Name) else list(found) if isinstance(found, pikepdf.Array) else [None]
    return [_SHORT_NAMES.get(str(name), str(name)) for name in names]


def unpack(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> Unpacked:
    """Undoes all filters but those of pictures. Raises what reading the file raises."""
    data = stream.read_raw_bytes()
    size, checked = len(data), False
    for name in filters_of(stream):
        if size > len(data):
            return Unpacked("tak_tentu", data, size)
        if name in PICTURE_FILTERS:
            return Unpacked("utuh", data, size, checked, name)
        if name == "/FlateDecode":
            data, size, state = _inflated(data)
            checked = True
            if state != "utuh":
                return Unpacked(state, data, size)
        elif name in _BY_QPDF:
            if len(data) > _MOST_BY_QPDF:
                return Unpacked("tak_tentu")
            one = pikepdf.Stream(pdf, data)
            one.Filter = Name(name)
            try:
                data = one.read_bytes(StreamDecodeLevel.specialized)
            except pikepdf.PdfError:
                return Unpacked("rusak")
            size = len(data)
        elif name != "/Crypt":
            return Unpacked("rusak")  # pdfium knows no other either
    return Unpacked("utuh", data, size, checked)


def _inflated(data: bytes) -> tuple[bytes, int, State]:
    """(the first bytes, the number of all, how it went). A checksum that is cut off loses nothing, one that is wrong tells of
    a change; what stands behind it is no matter."""
    if not data.strip(b"\r\n"):
        return b"", 0, "utuh"
    if len(data) < 2 or data[0] & 15 != 8 or int.from_bytes(data[:2], "big") % 31 or data[1] & 32:
        return b"", 0, "rusak"
    inflater = zlib.decompressobj(-15)
    kept, size, checksum, rest = bytearray(), 0, 1, data[2:]
    try:
        while not inflater.eof:
            chunk = inflater.decompress(rest, _CHUNK)
            rest = inflater.unconsumed_tail
            if not chunk and not inflater.eof:
                return bytes(kept), size, "rusak"
            size += len(chunk)
            checksum = zlib.adler32(chunk, checksum)
            kept += chunk[: KEPT - len(kept)]
            if size > _MOST:
                return bytes(kept), size, "tak_tentu"
    except zlib.error:
        return bytes(kept), size, "rusak"
    tail = inflater.unused_data[:4]
    whole = len(tail) < 4 or int.from_bytes(tail, "big") == checksum
    return bytes(kept), size, "utuh" if whole else "rusak"
