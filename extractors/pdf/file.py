"""Getting a file open: its identity by content, what it really is, and repair where it is damaged.

Archives hold files that are no PDF, that are locked, or whose download broke off. Each becomes a `Fault` that tells a
person what to do; nothing here raises because of what a file holds.
"""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.model import Fault

_HEAD = 1024
"""A PDF may carry this much before `%PDF-` (ISO 32000, implementation note 13 of Adobe's readers)."""
_TAIL = 65536
_LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)

_PATH = re.compile(r"^.*\.pdf(?:: | \()", re.IGNORECASE)
"""qpdf begins what it says with the whole path of the file, which nobody needs to read twice."""

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "dokumen Word/Excel baru atau ZIP"),
    (b"\xd0\xcf\x11\xe0", "dokumen Word/Excel lama"),
    (b"{\\rtf", "dokumen RTF"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"\x89PNG", "gambar PNG"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"Rar!", "arsip RAR"),
)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hex digits. Raises OSError where the file cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def open_pdf(path: Path) -> tuple[pdfium.PdfDocument | None, list[Fault]]:
    """The open document (to be closed by the caller) and what had to be done for it; None where it cannot be read.

    Fatal codes: `kosong`, `bukan_pdf`, `terenkripsi`, `rusak`, `tak_terbaca` (the disk, not the file).
    With a document: `diperbaiki` where the file is damaged and was read all the same, so that parts of it may be missing.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(max(0, size - _TAIL))
            tail = stream.read()
    except OSError as error:
        return None, [Fault("tak_terbaca", f"berkas tidak dapat dibaca dari disk: {error.strerror or error}")]
    if size == 0:
        return None, [Fault("kosong", "berkas kosong (0 byte); salin atau unduh ulang")]
    if b"%PDF-" not in head:
        return None, [Fault("bukan_pdf", f"bukan berkas PDF, isinya {_looks_like(head)}")]

    document: pdfium.PdfDocument | None = None
    try:
        document = pdfium.PdfDocument(path)
        if len(document) > 0:
            return document, [_broken_off(len(document))] if _tail_missing(head, tail, size) else []
        document.close()
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            return None, [_LOCKED]
        if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
            return None, [Fault("terenkripsi", "pengaman berkas tidak dikenal; simpan ulang tanpa pengaman")]
    return _repaired(path)


_LOCKED = Fault("terenkripsi", "berkas dikunci dengan kata sandi; simpan ulang tanpa kata sandi lalu jalankan lagi")


def _repaired(path: Path) -> tuple[pdfium.PdfDocument | None, list[Fault]]:
    """The document rebuilt by qpdf from the objects that can still be found in the file."""
    mended = io.BytesIO()
    try:
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
            pdf.save(mended)
    except pikepdf.PasswordError:
        return None, [_LOCKED]
    except (pikepdf.PikepdfError, ValueError, RuntimeError) as error:
        return None, [Fault("rusak", f"berkas rusak dan tidak dapat diperbaiki; unduh ulang ({_first_line(error)})")]
    if pages == 0:
        return None, [Fault("rusak", "berkas rusak: tidak ada halaman yang dapat diselamatkan; unduh ulang")]
    try:
        document = pdfium.PdfDocument(mended.getvalue())
    except pdfium.PdfiumError as error:
        return None, [Fault("rusak", f"berkas rusak dan tidak dapat diperbaiki; unduh ulang ({_first_line(error)})")]
    return document, [_broken_off(len(document))]


def _broken_off(pages: int) -> Fault:
    return Fault("diperbaiki", f"berkas rusak/terpotong; {pages} halaman terselamatkan, sebagian isi mungkin hilang")


def _tail_missing(head: bytes, tail: bytes, size: int) -> bool:
    """True where the end of the file was lost: no end mark, or shorter than a linearized file says it is."""
    linearized = _LINEARIZED.search(head)
    return b"%%EOF" not in tail or (linearized is not None and int(linearized[1]) > size)


def _looks_like(head: bytes) -> str:
    for mark, name in _KINDS:
        if head.startswith(mark):
            return name
    start = head.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "halaman web (unduhan gagal?)"
    if not head.strip(b"\x00"):
        return "nol semua (salinan gagal?)"
    return "data tak dikenal" if b"\x00" in head else "teks biasa"


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return _PATH.sub("", lines[0])[-160:] if lines else type(error).__name__
