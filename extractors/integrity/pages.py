"""What of a PDF is damaged, page by page.

pdfium reads what is left of a damaged file and says nothing. Here all that a page is made of is followed through the file
with qpdf: every object must be there and be what its place asks for, every stream must unpack to what was packed. What is
damaged but belongs to no page (attachments, metadata) is no matter; a damaged list of objects is the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf

from extractors.integrity.contents import damaged_contents, uses_of
from extractors.integrity.fonts import FONT_KINDS, damaged_font
from extractors.integrity.images import damaged_image, damaged_when_decoded
from extractors.integrity.spelling import misspelt
from extractors.integrity.streams import PICTURE_FILTERS, filters_of, unpack
from extractors.integrity.written import Id, WrittenObjects
from extractors.model import Fault

Part = Literal["isi", "gambar", "huruf", "hilang", "bagian"]

_AGAIN = "salin atau unduh ulang berkasnya"
_DETAIL: dict[Part, str] = {
    "isi": f"isinya rusak di dalam berkas, sebagian mungkin hilang; {_AGAIN}",
    "gambar": f"gambarnya rusak atau terpotong di dalam berkas, sebagian mungkin hilang; {_AGAIN}",
    "huruf": f"hurufnya rusak di dalam berkas, teksnya mungkin salah; {_AGAIN}",
    "hilang": f"ada bagiannya yang hilang dari berkas, isinya mungkin tidak lengkap; {_AGAIN}",
    "bagian": f"ada bagiannya yang rusak di dalam berkas, isinya mungkin tidak lengkap; {_AGAIN}",
}
"""What a person is told of a page; where several parts are damaged, of the first."""
_STRUCTURE = Fault("diperbaiki", f"susunan berkas rusak, sebagian isi mungkin hilang; {_AGAIN}")

_COSMETIC = re.compile(
    r"stream keyword followed by|expected endstream|recover(?:ing|ed) stream length|attempting to recover stream length|"
    r"/Length key in stream dictionary|stream dictionary lacks /Length|"
    r"expected (?:n n|\d+ \d+) obj"
)
"""What qpdf says of objects that lose nothing by it: a stream whose length is wrong goes on to its end mark for pdfium too, and
is judged by what it unpacks to; whether pdfium finds an object too is seen in `extractors.integrity.written`."""
_OBJECT = re.compile(r"\(object (\d+)[ ,](\d+)")

_ELSEWHERE = re.compile(
    rb"/(?:Parent|P|Popup|A|AA|PA|Dest|Metadata|PieceInfo|Thumb|B|IRT|Next|Prev|D)\s*(?:\d+\s+\d+\s+R\b|null|\[[^\]]*\])"
)
"""Ways out of a page, or to what gives it nothing to read."""
_OTHERS = re.compile(rb"/Type\s*/(?:Pages?|Catalog|StructElem|StructTreeRoot|Outlines|Action|Metadata|Filespec|EmbeddedFile)\b")
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_REFERENCE = re.compile(rb"(?<![\d.])(\d{1,9})\s+(\d{1,5})\s+R\b")
_FONT_FILES = (pikepdf.Name.Type1C, pikepdf.Name.CIDFontType0C, pikepdf.Name.OpenType)
_DRAWN = frozenset(("/Image", "/Form", "/PS"))
_DEEPEST = 50
"""Levels of a page tree. 3,000 have been seen, in a file that was made to harm."""
_MOST_OBJECTS = 20_000
"""Of one page. No page of a report comes near."""

_BROKEN = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
)
"""What pikepdf raises of a file that is not as it should be."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """An object of the file: what is damaged of it, and the objects that it names. `coded`: a picture that only decoding tells
    whole."""

    damaged: Part | None
    names: tuple[Id, ...] = ()
    coded: bool = False


_OTHER = _Seen(None)
"""What is no part of the page that names it: another page, the outline."""


class Damage:
    """The damage of one file, found as its pages are asked for; nothing is opened before the first is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: pikepdf.Pdf | None = None
        self._opened = False
        self._structure = False
        self._complained: set[Id] = set()
        self._written: WrittenObjects | None = None
        self._seen: dict[Id, _Seen] = {}
        self._decoded: dict[Id, bool] = {}

    def close(self) -> None:
        if self._written is not None:
            self._written.close()
        if self._pdf is not None:
            self._pdf.close()

    def of_page(self, number: int, pages: int, pictures: bool = True) -> list[Fault]:
        """At most one fault of a page (1-based) of `pages` that pdfium counts. Raises nothing that a file can bring about.

        `pictures`: JPEG and fax are decoded too, which costs most; of those on a page of text nothing is read.
        """
        parts: set[Part]
        try:
            if not self._opened:
                self._opened = True
                self._open(pages)
            if self._pdf is None or self._written is None or number > len(self._pdf.pages):
                return []
            parts = self._of_page(self._pdf, self._pdf.pages[number - 1].obj, pictures)
        except MemoryError:
            return [Fault("memori_habis", "memori tidak cukup untuk memeriksa keutuhannya", number)]
        except _BROKEN:
            parts = {"bagian"}
        return [Fault("isi_rusak", next(_DETAIL[part] for part in _DETAIL if part in parts), number)] if parts else []

    def of_document(self) -> list[Fault]:
        """What belongs to no page, of what was seen so far."""
        return [_STRUCTURE] if self._structure else []

    def _open(self, pages: int) -> None:
        try:
            self._pdf = pdf = pikepdf.open(self._path, suppress_warnings=True)
            self._written = WrittenObjects(pdf, self._path)
            self._structure |= len(pdf.pages) != pages or self._written.damaged_lists()
            self._listen(pdf)
            self._structure |= misspelt(self._text(pdf.Root)) or self._lost({pdf.Root.objgen})
        except _BROKEN:
            self._structure = True

    def _listen(self, pdf: pikepdf.Pdf) -> None:
        """Takes down which objects qpdf finds fault with. What it says of the whole file, good files are told as well; what
        they lose shows where it is missed."""
        for warning in pdf.get_warnings():
            found = _OBJECT.search(said := str(warning))
            if found is not None and not _COSMETIC.search(said):
                self._complained.add((int(found[1]), int(found[2])))

    def _lost(self, objects: set[Id]) -> bool:
        misplaced = self._written.misplaced if self._written is not None else frozenset()
        return not self._complained.isdisjoint(objects) or any(number in misplaced for number, _ in objects)

    def _text(self, one: pikepdf.Object | None) -> bytes:
        """An object as it is written, but for its strings and the ways out of the page."""
        if not isinstance(one, pikepdf.Object):
            return b""
        text = self._written.text(one.objgen) if self._written is not None and one.is_indirect else b""
        if not text:
            text = one.stream_dict.unparse() if isinstance(one, pikepdf.Stream) else one.unparse(resolved=True)
        return _ELSEWHERE.sub(b"", _STRING.sub(b"", text))

    def _of_page(self, pdf: pikepdf.Pdf, page: pikepdf.Object, pictures: bool) -> set[Part]:
        """The damaged parts of a page and of all that it reaches."""
        nodes = _with_ancestors(page)
        texts = [self._text(node) for node in nodes]
        resources = next((found for node in nodes if (found := node.get("/Resources")) is not None), pikepdf.Dictionary())
        contents = page.get("/Contents")
        pieces = list(contents) if isinstance(contents, pikepdf.Array) else [] if contents is None else [contents]
        parts: set[Part | None] = {_damaged_drawing(pdf, pieces, resources)}
        if any(map(misspelt, texts)):
            parts.add("bagian")
        if contents is None and b"/Contents" in texts[0]:
            parts.add("isi")
        reached = {node.objgen for node in nodes} | {piece.objgen for piece in pieces if isinstance(piece, pikepdf.Object)}
        parts |= self._follow(pdf, [resources.objgen] if resources.is_indirect else _named(self._text(resources)), reached)
        parts |= self._follow(pdf, _named(texts[0]), reached) - {"hilang"}  # notes on a page often name what is long gone
        if pictures and any(self._damaged_when_decoded(pdf, ident) for ident in reached):
            parts.add("gambar")
        self._listen(pdf)
        if self._lost(reached):
            parts.add("bagian")
        return {part for part in parts if part is not None}

    def _follow(self, pdf: pikepdf.Pdf, todo: Iterable[Id], reached: set[Id]) -> set[Part | None]:
        """The damaged parts of these objects and all that they name, but for those that were reached before."""
        parts: set[Part | None] = set()
        waiting = list(todo)
        while waiting and len(reached) < _MOST_OBJECTS:
            ident = waiting.pop()
            if ident in reached:
                continue
            seen = self._seen.get(ident)
            if seen is None:
                seen = self._seen[ident] = self._look(pdf, pdf.get_object(ident))
            if seen is _OTHER:
                continue
            reached.add(ident)
            parts.add(seen.damaged)
            waiting.extend(seen.names)
        return parts

    def _damaged_when_decoded(self, pdf: pikepdf.Pdf, ident: Id) -> bool:
        seen = self._seen.get(ident)
        if seen is None or not seen.coded:
            return False
        if ident not in self._decoded:
            image = pdf.get_object(ident)
            self._decoded[ident] = isinstance(image, pikepdf.Stream) and damaged_when_decoded(pdf, image, unpack(pdf, image))
        return self._decoded[ident]

    def _look(self, pdf: pikepdf.Pdf, one: pikepdf.Object | None) -> _Seen:
        """An object for itself. One that is named and not there is lost."""
        if one is None:
            return _Seen("hilang")
        text = self._text(one)
        if _OTHERS.search(text):
            return _OTHER
        damaged: Part | None = None
        if misspelt(text):
            damaged = "bagian"
        elif isinstance(one, pikepdf.Stream):
            damaged = _damaged_stream(pdf, one)
        elif isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.Font:
            damaged = "huruf" if damaged_font(pdf, one) else None
        coded = damaged is None and isinstance(one, pikepdf.Stream) and not PICTURE_FILTERS.isdisjoint(filters_of(one))
        return _Seen(damaged, _named(text), coded)


def _named(text: bytes) -> tuple[Id, ...]:
    return tuple((int(number), int(generation)) for number, generation in _REFERENCE.findall(text))


def _with_ancestors(page: pikepdf.Object) -> list[pikepdf.Object]:
    """A page and the nodes of the tree above it, which hand down what it does not have itself."""
    nodes = [page]
    while len(nodes) < _DEEPEST and isinstance(parent := nodes[-1].get("/Parent"), pikepdf.Dictionary):
        nodes.append(parent)
    return nodes


def _damaged_stream(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> Part | None:
    kind = stream.get("/Subtype")
    if kind == pikepdf.Name.Form:
        return _damaged_drawing(pdf, [stream], stream.get("/Resources"))
    unpacked = unpack(pdf, stream)
    if kind == pikepdf.Name.Image:
        return "gambar" if damaged_image(stream, unpacked) else None
    if unpacked.state != "rusak":
        return None
    return "huruf" if kind in _FONT_FILES or "/Length1" in stream or b"CIDInit" in unpacked.data else "bagian"


def _damaged_drawing(pdf: pikepdf.Pdf, pieces: Sequence[pikepdf.Object], resources: pikepdf.Object | None) -> Part | None:
    """Contents of a page or form: `resources` None where those of the page that draws it hold."""
    if not all(isinstance(piece, pikepdf.Stream) for piece in pieces):
        return "isi"
    unpacked = [unpack(pdf, piece) for piece in pieces if isinstance(piece, pikepdf.Stream)]
    contents = b"\n".join(one.data for one in unpacked)
    if any(one.state == "rusak" for one in unpacked):
        return "isi"
    if not all(one.checked for one in unpacked) and damaged_contents(pdf, contents):
        return "isi"
    if resources is None or any(one.state != "utuh" for one in unpacked):
        return None
    uses = uses_of(contents)
    if not all(_is_one_of(resources, "/XObject", name, _DRAWN) for name in uses.drawn):
        return "isi"
    return None if all(_is_one_of(resources, "/Font", name, FONT_KINDS) for name in uses.fonts) else "huruf"


def _is_one_of(resources: pikepdf.Object, group: str, name: str, kinds: frozenset[str]) -> bool:
    holder = resources.get(group)
    found = holder.get(name) if isinstance(holder, pikepdf.Dictionary) else None
    return isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)) and str(found.get("/Subtype")) in kinds
