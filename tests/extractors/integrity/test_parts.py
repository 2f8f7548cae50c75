"""Each judge of a part of a PDF by itself: what is damaged, and what is odd but whole."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from extractors.integrity.attached import attached_pdfs
from extractors.integrity.contents import Uses, damaged_contents, uses_of
from extractors.integrity.fonts import damaged_font
from extractors.integrity.images import damaged_image, damaged_when_decoded
from extractors.integrity.pages import Damage
from extractors.integrity.spelling import misspelt
from extractors.integrity.streams import unpack
from extractors.integrity.written import WrittenObjects


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as made:
        yield made


def packed(pdf: pikepdf.Pdf, data: bytes) -> Stream:
    stream = Stream(pdf, b"")
    stream.write(zlib.compress(data), filter=Name.FlateDecode)
    return stream


def test_only_pdfs_among_the_attachments_are_told() -> None:
    def told(name: str) -> list[str]:
        file = io.BytesIO()
        with pikepdf.new() as made:
            made.add_blank_page()
            made.attachments[name] = b"isi"
            made.save(file)
        with pdfium.PdfDocument(file.getvalue()) as document:
            return [fault.code for fault in attached_pdfs(document)]

    assert told("lampiran.PDF") == ["lampiran_pdf"]
    assert told("lampiran.xlsx") == []


def test_names_that_contents_call_for() -> None:
    assert uses_of(b"BT /F1 12 Tf (x) Tj ET /Im#31 Do") == Uses(frozenset({"/F1"}), frozenset({"/Im1"}))
    assert uses_of(b"/F1 Tf /GS1 gs") == Uses(frozenset(), frozenset())


def test_words_that_are_no_operators_are_damage_and_compatibility_sections_are_not(pdf: pikepdf.Pdf) -> None:
    assert damaged_contents(pdf, b"BT /F1 12 Tf (x) Tq ET")
    assert damaged_contents(pdf, b"q " + bytes(16) + b" Q")
    assert not damaged_contents(pdf, b"BT /F1 12 Tf (x) Tj ET")
    assert not damaged_contents(pdf, b"BX /F1 12 Tf (x) Tq EX")


def test_a_font_whose_widths_do_not_fit_is_damaged(pdf: pikepdf.Pdf) -> None:
    def font(last: int = 34, **more: pikepdf.Object) -> Dictionary:
        return Dictionary(Subtype=Name.TrueType, FirstChar=32, LastChar=last, Widths=Array([250, 300, 300]), **more)

    assert not damaged_font(pdf, font())
    assert not damaged_font(pdf, font(ToUnicode=Name("/Identity-H")))
    assert damaged_font(pdf, font(35))
    assert damaged_font(pdf, Dictionary(Subtype=Name("/TrueTipe")))
    assert damaged_font(pdf, Dictionary(Subtype=Name.Type0))
    assert damaged_font(pdf, font(ToUnicode=packed(pdf, b"no map of characters")))
    assert not damaged_font(pdf, font(ToUnicode=packed(pdf, b"begincmap endcmap")))


def test_a_picture_of_fewer_pixels_than_it_claims_is_damaged(pdf: pikepdf.Pdf) -> None:
    def picture(data: bytes) -> Stream:
        stream = packed(pdf, data)
        for key, value in (("/Width", 4), ("/Height", 3), ("/BitsPerComponent", 8), ("/ColorSpace", Name.DeviceGray)):
            stream[key] = value
        return stream

    whole, short = picture(bytes(12)), picture(bytes(11))
    assert not damaged_image(whole, unpack(pdf, whole))
    assert damaged_image(short, unpack(pdf, short))
    assert not damaged_when_decoded(pdf, whole, unpack(pdf, whole))


def test_a_jpeg_without_its_end_is_damaged(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "JPEG")

    def damaged(data: bytes) -> bool:
        path = tmp_path / "gambar.pdf"
        with pikepdf.new() as made:
            made.Root.Gambar = made.make_indirect(Stream(made, b""))
            made.Root.Gambar.write(data, filter=Name.DCTDecode)
            made.Root.Gambar["/Width"] = made.Root.Gambar["/Height"] = 256
            made.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        with pikepdf.open(path) as opened:
            stream = opened.Root.Gambar
            return damaged_when_decoded(opened, stream, unpack(opened, stream))

    assert not damaged(file.getvalue())
    assert damaged(file.getvalue()[:-400])


@pytest.mark.parametrize("text", [b"<< /Tyqe /Font >>", b"<< /FlateDecodd >>"])
def test_a_name_of_the_language_with_one_letter_changed_is_told(text: bytes) -> None:
    assert misspelt(text)


@pytest.mark.parametrize("text", [b"<< /Type /Font >>", b"/image /Lapisan1", b"/Times-Romawi", b"/Typ"])
def test_names_that_people_choose_are_not(text: bytes) -> None:
    assert not misspelt(text)


def test_a_flipped_bit_in_a_packed_stream_shows_and_a_cut_checksum_does_not(pdf: pikepdf.Pdf) -> None:
    data = zlib.compress(b"0123456789" * 50)

    def state(raw: bytes) -> str:
        stream = Stream(pdf, b"")
        stream.write(raw, filter=Name.FlateDecode)
        return unpack(pdf, stream).state

    assert state(data) == "utuh"
    assert state(data[:-4]) == "utuh"
    assert state(data[:-1] + bytes([data[-1] ^ 1])) == "rusak"
    assert state(data[:8] + bytes([data[8] ^ 16]) + data[9:]) == "rusak"


def saved(path: Path) -> Path:
    with pikepdf.new() as made:
        for _ in range(3):
            made.add_blank_page()
        made.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return path


def test_an_entry_that_leads_elsewhere_is_seen_and_a_whole_table_is_not(tmp_path: Path) -> None:
    def misplaced(path: Path) -> frozenset[int]:
        with pikepdf.open(path) as opened:
            written = WrittenObjects(opened, path)
            try:
                return written.misplaced
            finally:
                written.close()

    path = saved(tmp_path / "utuh.pdf")
    assert misplaced(path) == frozenset()
    data = path.read_bytes()
    at = data.rindex(b" 00000 n")
    spoilt = tmp_path / "rusak.pdf"
    spoilt.write_bytes(data[: at - 1] + bytes([data[at - 1] ^ 4]) + data[at:])
    assert misplaced(spoilt)


def test_a_whole_page_has_no_fault_and_one_whose_contents_are_spoilt_has(tmp_path: Path) -> None:
    def faults(contents: bytes) -> list[str]:
        path = tmp_path / "halaman.pdf"
        with pikepdf.new() as made:
            made.add_blank_page()
            made.pages[0].obj["/Contents"] = Stream(made, contents)
            made.save(path, compress_streams=False)
        damage = Damage(path)
        try:
            return [fault.code for fault in damage.of_page(1, 1)]
        finally:
            damage.close()

    assert faults(b"q 1 0 0 1 0 0 cm Q") == []
    assert faults(b"q 1 0 0 1 0 0 cn Q") == ["isi_rusak"]
