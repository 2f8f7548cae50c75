"""Extractors that misbehave as the name of the file says, and small PDFs for them. Worker processes import this."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extractors.extract import ExtractOptions, KeptPages, ScannedPage
from extractors.model import BBox, Cell, Extraction, Fault, Line, Page, PageInfo, Table
from pipeline.batch.jobs import document as worker

HEADING = ("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)")
ROW = ("1", "Meningkatnya mutu jalan lingkungan", "Persentase jalan mantap", "persen", "80,00", "84,00", "105,00")
TITLE = ("LAPORAN KINERJA INSTANSI PEMERINTAH", "TAHUN 2022", "DINAS PERUMAHAN KABUPATEN CONTOH JAYA")
PAGES = "halaman.log"
"""Each scanned page that had to be read adds a line here."""
LOG = "dibaca.log"
"""Each call of the extractor adds a line here, beside the PDF."""


def pdf(pages: int = 1, mark: str = "") -> bytes:
    """A tiny PDF; `mark` makes its bytes differ from another's."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Halaman {number} {mark}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table(page: int = 1, rows: tuple[tuple[str, ...], ...] = (HEADING, ROW)) -> Table:
    cells = tuple(
        Cell(r, c, 1, 1, text, page, BBox(50 + 70 * c, 100 + 20 * r, 120 + 70 * c, 120 + 20 * r))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    edges = tuple(50.0 + 70 * c for c in range(len(rows[0]) + 1))
    box = BBox(50, 100, 50 + 70 * len(rows[0]), 100 + 20 * len(rows))
    caption = "Tabel 3.1 Capaian Kinerja Tahun 2022"
    return Table(cells, len(rows), len(rows[0]), 1, "garis", 1.0, page, page, box, edges, caption)


def extraction(pages: tuple[int, ...], title: bool = True, faults: tuple[Fault, ...] = ()) -> Extraction:
    infos = tuple(PageInfo(n, 595, 842, "teks") for n in pages)
    places = (BBox(100, 80 + 20 * i, 400, 95 + 20 * i) for i in range(len(TITLE)))
    lines = tuple(Line(pages[0], text, place, 14, True) for text, place in zip(TITLE, places, strict=True))
    return Extraction(infos, (table(pages[0]),), lines if title else (), faults)


def fake_extract(
    path: Path, options: ExtractOptions, on_page: Callable[[int], None] | None = None, kept: KeptPages | None = None
) -> Extraction:
    """Behaves as words in the file name say; `-pN` names the page at which it happens (none: before the first)."""
    with (path.parent / LOG).open("a", encoding="utf-8", errors="surrogateescape") as log:
        log.write(f"{path.name}\n")
    name = path.stem
    if "eio" in name and readings(path.parent).count(path.name) == 1:
        raise OSError(errno.EIO, "Input/output error")
    bad = int(name.rpartition("-p")[2]) if "-p" in name else 0
    last = 9 if "banyak" in name else 1 if "satu" in name else 3
    pages = tuple(range(1, last + 1) if options.pages is None else options.pages)
    once = "sekali" in name and readings(path.parent).count(path.name) > 1
    if "tahan" in name:
        worker._STUCK_SECONDS = 0.5
    for number in (0, *pages):
        if number and on_page is not None:
            on_page(number)
        if number and "pindaian" in name and kept is not None and kept.read(number) is None:
            time.sleep(0.3)
            with (path.parent / PAGES).open("a", encoding="utf-8", errors="surrogateescape") as log:
                log.write(f"{path.name} {number}\n")
            kept.keep(number, ScannedPage(Page(number, 595, 842, "pindaian"), False, 0.3))
        if "mati" in name and (number == bad or (number >= 2 and "semua" in name)):
            os._exit(9)
        if number == bad and "memori" in name:
            raise MemoryError
        if number == bad and "macet" in name and not once:
            time.sleep(600)
        if number == bad and "tahan" in name and not once:
            os.kill(os.getpid(), signal.SIGSTOP)
        if number == bad and "galat" in name:
            raise RuntimeError("contoh kesalahan")
        if number and "lambat" in name:
            time.sleep(0.4)
    if "rakus" in name:
        fill_memory(64)
    return extraction(pages, title="bab" not in name) if pages else Extraction((), (), (), ())


_held: list[bytearray] = []


def fill_memory(left: int) -> None:
    """Take all that this process may, but for so many MiB, and keep it."""
    with contextlib.suppress(MemoryError):
        while True:
            _held.append(bytearray(1 << 20))
    del _held[-left:]


def pages_read(raw: Path) -> list[str]:
    """`name number` of each scanned page that was read below `raw`, in order."""
    log = raw / PAGES
    return log.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if log.exists() else []


def readings(raw: Path) -> list[str]:
    """Names of the files whose pages were read below `raw`, in order."""
    log = raw / LOG
    return log.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if log.exists() else []
