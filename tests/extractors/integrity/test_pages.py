"""A damaged PDF says so, page by page; an odd one that is whole does not."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pyarrow.parquet as pq
import pytest
import reportlab
from pikepdf import Dictionary, Name, Stream
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import ExtractOptions, extract
from extractors.integrity.fax import damaged_fax
from extractors.integrity.pages import Damage
from extractors.model import Fault
from tests.extractors.paper import table

ROOT = Path(__file__).resolve().parents[3]
FONT = "Vera-rusak"


def pages() -> bytes:
    """Three pages in an embedded font of their own."""
    pdfmetrics.registerFont(TTFont(FONT, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(1, 4):
        canvas.setFont(FONT, 11)
        for line in range(40):
            canvas.drawString(72, 780 - 16 * line, f"Halaman {page} baris {line} capaian {line * 37 % 101},{page}")
        canvas.showPage()
    canvas.save()
    return plain(out.getvalue())


def plain(data: bytes) -> bytes:
    """The same with every stream under Flate alone and every object for itself."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True, deterministic_id=True)
    return out.getvalue()


def scan(kind: str) -> bytes:
    """A scanned page as Flate, JPEG or fax (group 4)."""
    paper = table()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 396))
        if kind == "fax":
            picture = Stream(pdf, fax(paper))
            picture.Filter, picture.BitsPerComponent = Name.CCITTFaxDecode, 1
            picture.DecodeParms = Dictionary(K=-1, Columns=paper.width, Rows=paper.height)
        elif kind == "jpeg":
            out = io.BytesIO()
            paper.save(out, "JPEG", quality=60)
            picture = Stream(pdf, out.getvalue())
            picture.Filter, picture.BitsPerComponent = Name.DCTDecode, 8
        else:
            picture = Stream(pdf, zlib.compress(paper.tobytes()))
            picture.Filter, picture.BitsPerComponent = Name.FlateDecode, 8
        picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        picture.Width, picture.Height = paper.size
        page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
        page.Contents = Stream(pdf, b"q 595 0 0 396 0 0 cm /Im0 Do Q")
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
        return file.getvalue()


def fax(paper: Image.Image) -> bytes:
    out = io.BytesIO()
    paper.convert("1").save(out, "TIFF", compression="group4", strip_size=1 << 30)
    with Image.open(out) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined]
    return out.getvalue()[start : start + length]


def faults(folder: Path, data: bytes) -> list[Fault]:
    path = folder / "rusak.pdf"
    path.write_bytes(data)
    found = extract(path, ExtractOptions(ocr=None)).faults
    return [fault for fault in found if fault.code != "ocr_tidak_ada"]


def stream_of(data: bytes, choose: Callable[[pikepdf.Pdf], pikepdf.Object]) -> tuple[int, int]:
    """(begin, end) in the file of the packed bytes of a stream."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        raw = choose(pdf).read_raw_bytes()
    start = data.index(raw)
    return start, start + len(raw)


def contents(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[1].Contents


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(one for one in pdf.pages[0].Resources.Font.values() if "/FontDescriptor" in one)


def program(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return font(pdf).FontDescriptor.FontFile2


def letters(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return font(pdf).ToUnicode


def test_good_file_is_whole(tmp_path: Path) -> None:
    assert faults(tmp_path, pages()) == []


@pytest.mark.parametrize(
    ("stream", "damaged", "word"), [(contents, [2], "isinya"), (program, [1, 2, 3], "hurufnya"), (letters, [1, 2, 3], "hurufnya")]
)
@pytest.mark.parametrize("hole", [True, False])
def test_damaged_stream_names_the_pages_that_need_it(
    tmp_path: Path, stream: Callable[[pikepdf.Pdf], pikepdf.Object], damaged: list[int], word: str, hole: bool
) -> None:
    data = bytearray(pages())
    start, end = stream_of(bytes(data), stream)
    middle = (start + end) // 2
    if hole:
        data[middle : middle + 40] = bytes(40)
    else:
        data[middle] ^= 4
    found = faults(tmp_path, bytes(data))
    assert [(fault.code, fault.page) for fault in found] == [("isi_rusak", page) for page in damaged]
    assert all(word in fault.detail and "\n" not in fault.detail for fault in found)


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_no_flipped_bit_of_a_stream_stays_unseen(tmp_path: Path, place: int) -> None:
    data = bytearray(pages())
    start, end = stream_of(bytes(data), contents)
    data[start + (end - start) * place // 100] ^= 1 << place % 8
    assert [fault.page for fault in faults(tmp_path, bytes(data))] == [2]


def test_object_that_is_gone_names_its_page(tmp_path: Path) -> None:
    data = pages()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = contents(pdf).objgen[0]
    start = data.index(b"\n%d 0 obj" % number)
    end = data.index(b"endobj", start)
    found = faults(tmp_path, data[:start] + b" " * (end - start) + data[end:])
    assert 2 in [fault.page for fault in found]


def test_page_that_is_gone_is_told(tmp_path: Path) -> None:
    data = pages()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.pages[1].obj.objgen[0]
    start = data.index(b"\n%d 0 obj" % number)
    end = data.index(b"endobj", start)
    assert faults(tmp_path, data[:start] + b" " * (end - start) + data[end:])


def test_entry_of_the_table_that_leads_elsewhere_names_the_page(tmp_path: Path) -> None:
    data = pages()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = contents(pdf).objgen[0]
    entry = data.index(b"\nxref\n") + len(b"\nxref\n") + data[data.index(b"\nxref\n") + 6 :].index(b"\n") + 1 + 20 * number
    assert data[entry + 17 : entry + 18] == b"n"
    found = faults(tmp_path, data[: entry + 8] + b"99" + data[entry + 10 :])
    assert [fault.page for fault in found] == [2]


@pytest.mark.parametrize("name", [b"/Contents ", b"/ToUnicode ", b"/FontFile2 ", b"/Resources "])
def test_name_with_a_changed_byte(tmp_path: Path, name: bytes) -> None:
    for byte in (b"\x04", b"q", b"\xee", b"/", b" ", b"(", b"%", b"\x00"):
        data = pages()
        at = data.index(name) + 6
        assert faults(tmp_path, data[:at] + byte + data[at + 1 :]), byte


@pytest.mark.parametrize("kind", ["flate", "jpeg", "fax"])
def test_scan_that_is_cut_or_has_a_hole(tmp_path: Path, kind: str) -> None:
    data = scan(kind)
    assert faults(tmp_path, data) == []
    start, end = stream_of(data, lambda pdf: pdf.pages[0].Resources.XObject.Im0)
    middle = (start + end) // 2
    for mutant in (
        data[:middle] + bytes(300) + data[middle + 300 :],
        data[: end - 400] + b" " * 400 + data[end:],
        data[:middle] + data[middle + 400 :],
    ):
        assert [(fault.code, fault.page) for fault in faults(tmp_path, mutant) if fault.page] == [("isi_rusak", 1)]


def test_picture_that_is_smaller_than_it_says(tmp_path: Path) -> None:
    data = scan("flate")
    assert [fault.page for fault in faults(tmp_path, data.replace(b"/Height 1100", b"/Height 1900"))] == [1]


@pytest.mark.parametrize("size", [(8, 3), (1654, 1100), (1, 40), (2500, 60)])
def test_fax_of_any_size_is_whole(size: tuple[int, int]) -> None:
    for seed in (table(), Image.effect_noise((400, 300), 90), Image.new("L", (9, 9), 255)):
        paper = seed.resize(size)
        parameters = Dictionary(K=-1, Columns=size[0], Rows=size[1])
        packed = fax(paper)
        assert not damaged_fax(packed, parameters, *size)
        assert damaged_fax(packed[: len(packed) // 3], parameters, *size)


def odd_length(data: bytes) -> bytes:
    """The length of the contents is one too small in the file; everybody goes on to the end mark."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        length = len(contents(pdf).read_raw_bytes())
    return data.replace(b"/Length %d\n" % length, b"/Length %d\n" % (length - 1)).replace(
        b"/Length %d >>" % length, b"/Length %d >>" % (length - 1)
    )


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def repacked(stream: pikepdf.Object, packed: bytes) -> None:
    stream.write(packed, filter=Name.FlateDecode)


def behind_the_end(pdf: pikepdf.Pdf) -> None:
    repacked(contents(pdf), contents(pdf).read_raw_bytes() + b"\r\n\x00junk")


def checksum_cut_off(pdf: pikepdf.Pdf) -> None:
    repacked(contents(pdf), contents(pdf).read_raw_bytes()[:-4])


def no_map_of_letters(pdf: pikepdf.Pdf) -> None:
    del font(pdf)["/ToUnicode"]


def blanks_and_comment_behind(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Contents = Stream(pdf, contents(pdf).read_bytes() + b"\n\n% selesai\n   ")


def own_names(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Resources.Properties = Dictionary({"/Fonts": Dictionary(), "/image": Dictionary(Lebar=1)})


def empty_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def note_to_nowhere(pdf: pikepdf.Pdf) -> None:
    link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9]))
    pdf.pages[1].Annots = pikepdf.Array([link])


@pytest.mark.parametrize(
    "change",
    [behind_the_end, checksum_cut_off, no_map_of_letters, blanks_and_comment_behind, own_names, empty_page, note_to_nowhere],
)
def test_odd_but_whole_file_is_not_called_damaged(tmp_path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    data = changed(pages(), change)
    found = faults(tmp_path, data)
    if change is no_map_of_letters:
        assert [fault for fault in found if fault.code == "isi_rusak"] == []
    else:
        assert found == []


@pytest.mark.parametrize(
    "odd",
    [
        odd_length,
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n\n\n",
        lambda data: b"\r\n" * 9 + data,
        lambda data: re.sub(rb"startxref\n\d+", b"startxref\n7", data),
    ],
    ids=["panjang", "tanpa-baris-baru", "baris-kosong", "awal-kosong", "startxref"],
)
def test_odd_bytes_that_lose_nothing(tmp_path: Path, odd: Callable[[bytes], bytes]) -> None:
    assert faults(tmp_path, odd(pages())) == []


def test_object_streams_and_owner_password_are_whole(tmp_path: Path) -> None:
    for more in ({"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"encryption": pikepdf.Encryption(owner="x", R=6)}):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pages())) as pdf:
            pdf.save(out, **more)  # type: ignore[arg-type]
        assert faults(tmp_path, out.getvalue()) == []


def test_run_tells_a_hole_in_a_report(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    data = bytearray((ROOT / "raw/contoh/LKjIP 2023.pdf").read_bytes())
    data[4594 : 4594 + 4096] = bytes(4096)
    (raw / "berlubang.pdf").write_bytes(data)
    (raw / "utuh.pdf").write_bytes((ROOT / "raw/contoh/LKjIP 2023.pdf").read_bytes())
    command = [sys.executable, "-m", "pipeline", "run", str(raw), str(output), "-w", "1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = {row["berkas"]: row for row in pq.read_table(output / "dokumen").to_pylist()}
    assert (found["utuh.pdf"]["status"], found["utuh.pdf"]["galat"]) == ("berhasil", None)
    assert found["berlubang.pdf"]["status"] == "sebagian"
    assert re.match(r"halaman \d.*: isinya rusak di dalam berkas", str(found["berlubang.pdf"]["galat"]))
    told = [row for row in pq.read_table(output / "temuan").to_pylist() if row["aturan"] == "halaman_rusak"]
    assert {row["dokumen_id"] for row in told} == {found["berlubang.pdf"]["dokumen_id"]}


def test_damage_is_asked_page_by_page_and_of_the_document(tmp_path: Path) -> None:
    whole = pages()
    start, _ = stream_of(whole, contents)
    for data, damaged in ((whole, []), (whole[: start + 20] + b"\x00" + whole[start + 21 :], [2])):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        damage = Damage(path)
        try:
            assert [fault.page for n in (1, 2, 3) for fault in damage.of_page(n, 3)] == damaged
            assert damage.of_page(4, 3) == damage.of_document() == []
        finally:
            damage.close()


def test_pages_that_pdfium_does_not_count_are_the_documents_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pages())
    damage = Damage(path)
    try:
        assert damage.of_page(1, 2) == []
        assert [fault.code for fault in damage.of_document()] == ["diperbaiki"]
    finally:
        damage.close()
