"""No step's work may grow with the square of a document: lines of code that ran are counted, not seconds, so that the machine
does not matter."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from extractors.extract import ExtractOptions, extract
from pipeline.document import UserKnowledge, understand_document
from tests.pdfs.draw import Borders, Look, Sheet

ROWS = 48
GROWTH = 2.6
"""A step of twice the document does so many times the work at most; 2 is in proportion, 4 the square."""
SHARE = 0.01
"""Of all the work. Below it a square does no harm yet: the pieces of a table are joined page by page, each with all before it."""

HEADING = ("Kode", "Program/Kegiatan", "Indikator Kinerja", "Target 2022", "Pagu (Rp)", "Realisasi 2022", "Realisasi (Rp)")
WIDTHS = (90, 230, 160, 60, 90, 60, 90)
DOING = ("Pembinaan", "Pengawasan", "Pelayanan", "Pemeliharaan", "Penataan", "Penyediaan", "Pelatihan", "Evaluasi", "Fasilitasi")
OF = ("jalan", "jembatan", "pasar", "irigasi", "posyandu", "arsip", "terminal", "puskesmas", "hutan", "taman", "perikanan")


def _row(n: int) -> tuple[str, ...]:
    program, level = f"2.17.{n // 6 + 1:02d}", n % 6
    kode = (program, f"{program}.2.01")[level] if level < 2 else f"{program}.2.01.{level - 1:02d}"
    pagu = (n * 7919 % 900 + 100) * 1_000_000 + n * 1_000
    amounts = [f"{amount:,}".replace(",", ".") for amount in (pagu, pagu - 100_000)]
    name = f"{DOING[n % 9]} {OF[n % 11]} {OF[(n * 7 + 3) % 11]} wilayah"
    return (
        kode,
        name,
        f"Jumlah {OF[(n + 5) % 11]} yang dikelola",
        f"{n % 90 + 10} unit",
        amounts[0],
        f"{n % 90 + 9} unit",
        amounts[1],
    )


def _document(rows: int, borders: Borders, rows_a_page: int, captions: bool) -> bytes:
    sheet = Sheet((900, 1200))
    sheet.text("LAPORAN KINERJA DINAS KOPERASI KABUPATEN CONTOH TAHUN 2022")
    for start in range(0, rows, rows_a_page):
        if start:
            sheet.page()
        if captions:
            sheet.text(f"Tabel 3.{start // rows_a_page + 1} Capaian program bagian {start // rows_a_page + 1}")
        body = [_row(n) for n in range(start, min(rows, start + rows_a_page))]
        sheet.table([HEADING, *body], WIDTHS, look=Look(borders=borders))
    return sheet.bytes()


class Work:
    """Counts the lines of the product's own code that run, by function."""

    def __init__(self) -> None:
        self.lines: Counter[CodeType] = Counter()

    def enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        own = any(
            f"/{package}/" in Path(frame.f_code.co_filename).as_posix() for package in ("extractors", "normalizers", "pipeline")
        )
        return self._line if own and "/tests/" not in Path(frame.f_code.co_filename).as_posix() else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            self.lines[frame.f_code] += 1
        return self._line


def _work(path: Path) -> tuple[Counter[CodeType], int]:
    """Lines run from PDF to facts, by function, and the number of facts."""
    work, before = Work(), sys.gettrace()
    sys.settrace(work.enter)
    try:
        hasil, _ = understand_document("0" * 16, path.name, extract(path, ExtractOptions(ocr=None)), UserKnowledge({}))
    finally:
        sys.settrace(before)
    return work.lines, len(hasil.kinerja) + len(hasil.anggaran)


@pytest.mark.parametrize(
    ("borders", "rows_a_page", "captions"),
    [
        pytest.param("garis", 50, False, id="one table of many pages"),
        pytest.param("tanpa", 50, False, id="without rulings"),
        pytest.param("garis", 12, True, id="many tables"),
    ],
)
def test_twice_the_document_is_twice_the_work(tmp_path: Path, borders: Borders, rows_a_page: int, captions: bool) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(_document(6, borders, rows_a_page, captions))
    _work(path)  # what is loaded once and kept is no work of the first document
    path.write_bytes(_document(ROWS, borders, rows_a_page, captions))
    once, facts = _work(path)
    path.write_bytes(_document(2 * ROWS, borders, rows_a_page, captions))
    twice, facts_of_twice = _work(path)

    assert (facts, facts_of_twice) == (4 * ROWS, 8 * ROWS)
    least = SHARE * twice.total()
    steep = {code.co_qualname: (once[code], lines) for code, lines in twice.items() if lines > max(least, GROWTH * once[code])}
    assert not steep
