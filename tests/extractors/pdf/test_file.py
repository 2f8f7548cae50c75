"""Files as archives really hold them: each opens, or says in one line why it does not."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.file import file_hash, open_pdf
from tests.pdfs.bad import BAD_FILES


def written(folder: Path, data: bytes) -> Path:
    path = folder / "berkas é.pdf"
    path.write_bytes(data)
    return path


def three_pages() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, 4):
        canvas.drawString(72, 700, f"Halaman {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_good_file_opens_without_a_word(tmp_path: Path) -> None:
    document, faults = open_pdf(written(tmp_path, three_pages()))
    assert document is not None
    assert len(document) == 3
    assert faults == []
    document.close()


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("terenkripsi", "terenkripsi", "kata sandi"),
        ("kosong", "kosong", "0 byte"),
        ("teks", "bukan_pdf", "teks biasa"),
    ],
)
def test_hopeless_file_is_a_fault_that_says_why(tmp_path: Path, name: str, code: str, hint: str) -> None:
    document, faults = open_pdf(written(tmp_path, BAD_FILES[name]()))
    assert document is None
    assert [fault.code for fault in faults] == [code]
    assert hint in faults[0].detail
    assert "\n" not in faults[0].detail


@pytest.mark.parametrize("name", ["terpotong", "tanpa-xref"])
def test_damaged_file_is_read_and_says_so(tmp_path: Path, name: str) -> None:
    document, faults = open_pdf(written(tmp_path, BAD_FILES[name]()))
    assert document is not None
    assert len(document) == 1
    assert [fault.code for fault in faults] == ["diperbaiki"]
    document.close()


def test_owner_password_is_no_obstacle(tmp_path: Path) -> None:
    document, faults = open_pdf(written(tmp_path, BAD_FILES["terkunci"]()))
    assert document is not None
    assert faults == []
    document.close()


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"PK\x03\x04" + b"\x00" * 50, "Word"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 50, "Word"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "JPEG"),
        (b"\n<!DOCTYPE html><html>404</html>", "web"),
        (b"\x00" * 4000, "nol"),
    ],
)
def test_file_of_another_kind_is_named(tmp_path: Path, head: bytes, word: str) -> None:
    document, faults = open_pdf(written(tmp_path, head))
    assert document is None
    assert faults[0].code == "bukan_pdf"
    assert word in faults[0].detail


def test_no_cut_of_a_file_raises_or_stays_silent(tmp_path: Path) -> None:
    data = three_pages()
    for end in range(0, len(data) - 8, 97):
        document, faults = open_pdf(written(tmp_path, data[:end]))
        assert faults, f"cut at {end} went unnoticed"
        if document is not None:
            document.close()


def test_header_after_junk_is_still_a_pdf(tmp_path: Path) -> None:
    document, _ = open_pdf(written(tmp_path, b"\r\n\r\n" + three_pages()))
    assert document is not None
    document.close()


def test_pdf_that_is_only_a_header(tmp_path: Path) -> None:
    document, faults = open_pdf(written(tmp_path, b"%PDF-1.4\n%%EOF\n"))
    assert document is None
    assert faults[0].code == "rusak"


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    document, faults = open_pdf(tmp_path / "tidak-ada.pdf")
    assert document is None
    assert faults[0].code == "tak_terbaca"


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = three_pages()
    assert file_hash(written(tmp_path, data)) == hashlib.sha256(data).hexdigest()


def test_document_from_repaired_bytes_can_be_rendered(tmp_path: Path) -> None:
    document, _ = open_pdf(written(tmp_path, BAD_FILES["tanpa-xref"]()))
    assert isinstance(document, pdfium.PdfDocument)
    assert "Persentase" in document[0].get_textpage().get_text_range()
    document.close()
