"""PDFs made to harm: too large, endless, or pointing out of themselves."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.pdfs.cases import ruled

PAGE = (595, 842)


def _after_a_good_page(contents: bytes, resources: Callable[[pikepdf.Pdf], Dictionary] | None = None) -> bytes:
    """A good page with a table, then one with these contents."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        page = pdf.add_blank_page(page_size=PAGE)
        if resources is not None:
            page.Resources = resources(pdf)
        page.Contents = Stream(pdf, contents)
        pdf.save(out)
    return out.getvalue()


def picture_of_20000() -> bytes:
    """A picture of 20,000 x 20,000 pixels over the page."""
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(b"\xff" * 20_000) for _ in range(20_000)) + packer.flush()

    def picture(pdf: pikepdf.Pdf) -> Dictionary:
        one = Stream(pdf, data)
        one.Type, one.Subtype, one.Width, one.Height = Name.XObject, Name.Image, 20_000, 20_000
        one.BitsPerComponent, one.ColorSpace, one.Filter = 8, Name.DeviceGray, Name.FlateDecode
        return Dictionary(XObject=Dictionary(Im0=one))

    return _after_a_good_page(b"q 595 0 0 842 0 0 cm /Im0 Do Q", picture)


def lines_200000() -> bytes:
    """A page of 200,000 drawn lines."""
    rng = random.Random(1)
    lines = (b"%d %d m %d %d l S" % tuple(rng.randrange(590) for _ in range(4)) for _ in range(200_000))
    return _after_a_good_page(b"\n".join(lines))


def swollen_contents() -> bytes:
    """Contents that are small in the file and 1,400 MB unpacked."""
    packer = zlib.compressobj(1)
    chunk = b"0 0 m 1 1 l S\n" * 100_000
    data = b"".join(packer.compress(chunk) for _ in range(1000)) + packer.flush()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        page = pdf.add_blank_page(page_size=PAGE)
        page.Contents = Stream(pdf, data)
        page.Contents.Filter = Name.FlateDecode
        pdf.save(out)
    return out.getvalue()


def form_in_itself() -> bytes:
    """A form that draws itself twice."""

    def form(pdf: pikepdf.Pdf) -> Dictionary:
        one = pdf.make_stream(b"/A Do /A Do")
        one.Type, one.Subtype, one.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
        one.Resources = Dictionary(XObject=Dictionary(A=one))
        return Dictionary(XObject=Dictionary(A=one))

    return _after_a_good_page(b"/A Do", form)


def million_pages() -> bytes:
    """Says that it has 900,000 pages; there is one."""
    return ruled().data.replace(b"/Count 1", b"/Count 900000")


def tree_in_itself() -> bytes:
    """The page tree holds itself."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.save(out)
    return out.getvalue()


def nested_arrays() -> bytes:
    """An array 100,000 deep in the catalogue."""
    return ruled().data.replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 100_000 + b"]" * 100_000)


def pointing_out(secret: Path, listener: str) -> bytes:
    """Opens a program, asks an address, runs a script, carries an attachment, and takes its page from another file."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        root = pdf.Root
        root.OpenAction = Dictionary(S=Name.Launch, F=str(secret), Win=Dictionary(F=str(secret)))
        root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=f"app.launchURL('{listener}')"))
        pdf.attachments["bukti.txt"] = b"RAHASIA-LAMPIRAN"
        page = pdf.add_blank_page(page_size=PAGE)
        page.AA = Dictionary(O=Dictionary(S=Name.URI, URI=listener))
        page.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 595, 842], A=Dictionary(S=Name.URI, URI=listener))]
        )
        page.Contents = Stream(pdf, b"")
        page.Contents.F = Dictionary(Type=Name.Filespec, F=str(secret))
        picture = Stream(pdf, b"")
        picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 8, 8
        picture.BitsPerComponent, picture.ColorSpace = 8, Name.DeviceGray
        picture.F = Dictionary(Type=Name.Filespec, FS=Name.URL, F=listener)
        page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
        pdf.save(out)
    return out.getvalue()


def letters_that_act() -> bytes:
    """Says that its letters `j`, `y`, `k` and `M` are ESC, RIGHT-TO-LEFT OVERRIDE, BEL and CONTROL SEQUENCE INTRODUCER."""
    letters = {"j": 0x1B, "y": 0x202E, "k": 0x07, "M": 0x9B}
    pairs = "\n".join(f"<{ord(letter):02x}> <{code:04x}>" for letter, code in letters.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled().data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, Dictionary) and one.get("/Type") == Name.Font:
                one.ToUnicode = pdf.make_stream(table.encode())
        pdf.save(out)
    return out.getvalue()


def variant(good: bytes, rng: random.Random) -> bytes:
    """A good file cut off, with bytes flipped, or with a piece missing, doubled or zeroed, as disks and downloads do it."""
    data = bytearray(good)
    for _ in range(rng.randint(1, 3)):
        if len(data) < 2:
            break
        start = rng.randrange(len(data))
        end = min(len(data), start + rng.randint(1, 400))
        match rng.randrange(5):
            case 0:
                del data[start:]
            case 1:
                for _ in range(rng.randint(1, 60)):
                    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            case 2:
                del data[start:end]
            case 3:
                data[start:start] = data[start:end]
            case _:
                data[start:end] = bytes(end - start)
    return bytes(data)


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "gambar-20000": picture_of_20000,
    "garis-200000": lines_200000,
    "isi-membengkak": swollen_contents,
    "form-dalam-dirinya": form_in_itself,
    "sejuta-halaman": million_pages,
    "pohon-dalam-dirinya": tree_in_itself,
    "larik-dalam": nested_arrays,
}
