"""The objects of a PDF as they stand in the file.

qpdf finds more than pdfium: at the first entry of the cross-reference table that does not lead to its object it builds the
whole table anew. And it forgets what it cannot find: an object that names one that is gone is shown without that name.
"""

from __future__ import annotations

import mmap
import re
from pathlib import Path

import pikepdf

from extractors.integrity.streams import unpack

Id = tuple[int, int]

_HEAD, _TAIL, _TRAILER = 1024, 65_536, 4096
_MOST_TABLES = 1000
_START = re.compile(rb"startxref\s+(\d{1,12})")
_TABLE = re.compile(rb"\s*xref\s*")
_SECTION = re.compile(rb"\s*(\d{1,10})\s+(\d{1,10})\s*")
_ENTRY = 20
"""Bytes of an entry: the first ten are the place, the eighteenth says whether it is in use. pdfium reads no others."""
_DIGITS = re.compile(rb"\d+")
_BEFORE = re.compile(rb"/Prev\s+(\d{1,12})")
_LONGEST = 1 << 20
"""Bytes of one object without its stream."""
_END = re.compile(rb"\bstream\r?\n|\bendobj\b")
_BEGIN = re.compile(rb"\s*0*(\d+)\s+\d+\s+obj\b")


class WrittenObjects:
    """The text of each object, and which objects pdfium does not find. To be made before any object is looked at.

    OSError where the file cannot be read.
    """

    def __init__(self, pdf: pikepdf.Pdf, path: Path) -> None:
        self._pdf = pdf
        self._table = pdf.get_xref_table()
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._head = max(0, self._data.find(b"%PDF-", 0, _HEAD))
        self._streams: dict[int, dict[int, bytes]] = {}
        self.misplaced = self._misplaced()

    def close(self) -> None:
        self._data.close()

    def text(self, ident: Id) -> bytes:
        """An object as it is written, without its stream; empty where it is not where it should be."""
        entry = self._table.get(ident)
        if entry is None:
            return b""
        if entry.obj_stream_number is not None:
            if entry.obj_stream_number not in self._streams:
                self._streams[entry.obj_stream_number] = self._packed(entry.obj_stream_number)
            return self._streams[entry.obj_stream_number].get(ident[0], b"")
        start = self._head + (entry.offset or 0)
        found = _BEGIN.match(self._data, start)
        if found is None or int(found[1]) != ident[0]:
            return b""
        end = _END.search(self._data, start, start + _LONGEST)
        return self._data[found.end() : end.start()] if end else b""

    def damaged_lists(self) -> bool:
        """True where a stream that other objects are packed in is damaged."""
        numbers = {entry.obj_stream_number for entry in self._table.values() if entry.obj_stream_number}
        lists = [self._pdf.get_object((number, 0)) for number in sorted(numbers)]
        return not all(isinstance(one, pikepdf.Stream) and unpack(self._pdf, one).state != "rusak" for one in lists)

    def _packed(self, number: int) -> dict[int, bytes]:
        """The objects that are packed together in a stream."""
        stream = self._pdf.get_object((number, 0))
        first = stream.get("/First")
        if not isinstance(stream, pikepdf.Stream) or not isinstance(first, int):
            return {}
        data = unpack(self._pdf, stream).data
        heads = [int(word) for word in data[:first].split() if word.isdigit()]
        places = [first + place for place in heads[1::2]]
        return {one: data[a:b] for one, a, b in zip(heads[::2], places, [*places[1:], len(data)], strict=False)}

    def _misplaced(self) -> frozenset[int]:
        """Numbers of the objects whose entry leads elsewhere. pdfium tries the first of all, and where that is wrong builds the
        table anew as well."""
        places = self._places() or {ident[0]: entry.offset for ident, entry in self._table.items() if entry.offset}
        wrong = [number for number, place in sorted(places.items()) if not self._leads(self._head + place, number)]
        return frozenset() if not wrong or wrong[0] == min(places) else frozenset(wrong)

    def _places(self) -> dict[int, int]:
        """Where pdfium looks for each object by the tables that are text, the newest first; none where one is not to be read."""
        places: dict[int, int] = {}
        known: set[int] = set()
        starts = _START.findall(self._data, max(0, len(self._data) - _TAIL))
        start, tables = int(starts[-1]) if starts else -1, set[int]()
        while start >= 0 and start not in tables and len(tables) < _MOST_TABLES:
            tables.add(start)
            found = _TABLE.match(self._data, self._head + start)
            if found is None:
                return {}
            at = found.end()
            while section := _SECTION.match(self._data, at):
                first, at = int(section[1]), section.end()
                for number in range(first, first + min(int(section[2]), (len(self._data) - at) // _ENTRY)):
                    entry, at = self._data[at : at + _ENTRY], at + _ENTRY
                    digits = _DIGITS.match(entry[:10])
                    if number not in known and entry[17:18] != b"f" and digits and int(digits[0]):
                        places[number] = int(digits[0])
                    known.add(number)
            before = _BEFORE.search(self._data[at : at + _TRAILER].split(b"startxref")[0])
            start = int(before[1]) if before else -1
        return places

    def _leads(self, place: int, number: int) -> bool:
        found = _BEGIN.match(self._data, place)
        return found is not None and int(found[1]) == number
