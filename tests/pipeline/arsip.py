"""Archives of any size without reading a page: results of invented documents, put where workers would have put them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec

from extractors.pdf.file import file_hash
from pipeline.batch.jobs.document import keep_result
from pipeline.config import Config
from pipeline.datasets.records import Anggaran, Kegiatan, Kinerja, Sel, Tabel, Temuan
from pipeline.document import DocumentResult, UserKnowledge
from pipeline.identity.identify import Identity
from pipeline.storage.work_folder import WorkFolder, extraction_key, result_key

YEARS = range(2018, 2024)
_SUBJECTS = ("jalan mantap", "rumah layak huni", "sampah terkelola", "puskesmas terakreditasi", "lulusan bekerja", "lahan tanam")
_MEASURES = ("Persentase", "Jumlah", "Rasio", "Cakupan")


def agency(number: int) -> tuple[str, str]:
    """(name, region) of an agency."""
    region = f"Kabupaten Contoh {number:05d}"
    return f"Dinas Rekaan {region}", region


def document(number: int, agencies: int, mark: str = "") -> tuple[DocumentResult, tuple[Sel, ...]]:
    """The result of an invented document and its cells: 3 tables, 36 performance values, 24 amounts, 240 cells.

    Each agency has documents of several years that print the same indicators. `mark` changes a value.
    """
    name, region = agency(number % agencies)
    year = YEARS[(number // agencies) % len(YEARS)]
    ident = hashlib.sha256(f"{number}".encode()).hexdigest()[:16]
    who = Identity("LKjIP", name, region, "1.03", year)
    tables = tuple(
        Tabel(f"{ident}-t{i}", ident, kind, f"Tabel 3.{i}", 3 + i, 3 + i, 10, 8, 1, "garis", 1.0)
        for i, kind in enumerate(("pengukuran_kinerja", "perjanjian_kinerja", "realisasi_anggaran"))
    )
    kinerja = tuple(_kinerja(ident, tables, row, year, mark) for row in range(36))
    anggaran = tuple(_anggaran(ident, tables[2].tabel_id, row, year) for row in range(24))
    kegiatan = tuple(_kegiatan(ident, tables[2].tabel_id, row) for row in range(6))
    temuan = (Temuan(f"{ident}-x", ident, None, 4, None, None, "nilai_ragu", "peringatan", f"Nilai {number} belum pasti", "{}"),)
    cells = tuple(_cells(ident, tables))
    return DocumentResult(ident, who, who, 12, 0, "berhasil", None, tables, kinerja, anggaran, kegiatan, temuan), cells


def _kinerja(ident: str, tables: tuple[Tabel, ...], row: int, year: int, mark: str) -> Kinerja:
    table = tables[row // 3 % 2]
    indikator = f"{_MEASURES[row % 4]} {_SUBJECTS[row % len(_SUBJECTS)]} tahap {row // 6}"
    measure = ("target", "realisasi", "capaian")[row % 3]
    value = 60.0 + row + (year - 2018) + (0.5 if mark and row == 0 else 0.0)
    return Kinerja(
        f"{ident}-k{row}", ident, table.tabel_id, table.halaman_awal, row, 4 + row % 3, table.jenis, None, None, "sasaran",
        f"Meningkatnya mutu {row // 12}", indikator, None, year, None, measure, value, "persen", None,
        f"{value:.2f}", "pasti", 1.0,
    )  # fmt: skip


def _anggaran(ident: str, table: str, row: int, year: int) -> Anggaran:
    code = f"1.03.{row // 2 + 1:02d}"
    value = Decimal(1_000_000 * (row + 1))
    return Anggaran(
        f"{ident}-a{row}", ident, table, 5, row // 2, 3 + row % 2, "realisasi_anggaran", code, "90/2019", "program",
        f"Program contoh nomor {row // 2}", year, None, ("pagu", "realisasi")[row % 2], value, None, f"{value:,}", "pasti", 1.0,
    )  # fmt: skip


def _kegiatan(ident: str, table: str, row: int) -> Kegiatan:
    return Kegiatan(
        f"{ident}-g{row}", ident, table, 5, row, f"1.03.{row + 1:02d}", "90/2019", "program", f"Program contoh nomor {row}",
        None, None, None, None, None, 1, None, None,
    )  # fmt: skip


def _cells(ident: str, tables: tuple[Tabel, ...]) -> Iterator[Sel]:
    for table in tables:
        for i in range(80):
            row, column = divmod(i, 8)
            x, y = 50.0 + 60 * column, 100.0 + 20 * row
            text = f"isi {ident[:6]} {i}"
            page = table.halaman_awal
            yield Sel(table.tabel_id, ident, row, column, 1, 1, text, page, x, y, x + 60, y + 20, 1.0, False)


def fill(raw: Path, output: Path, numbers: range, agencies: int, config: Config, mark: str = "") -> None:
    """Files of their own bytes in `raw`, and what a run would have understood of them in the work folder of `output`."""
    work = WorkFolder.of(output)
    known = UserKnowledge(config.kepala, config.instansi, config.words())
    for number in numbers:
        berkas = f"{number % agencies:05d}/{number:07d}.pdf"
        path = raw / berkas
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"%PDF-1.4 {number} {mark}\n".encode())
        put(work, file_hash(path)[:16], berkas, config, known, *document(number, agencies, mark))


def put(
    work: WorkFolder, ident: str, berkas: str, config: Config, known: UserKnowledge, hasil: DocumentResult, cells: tuple[Sel, ...]
) -> None:
    """Keep a result as `worker.read_document` does, under the id that the bytes of the file give."""
    key = result_key(extraction_key(ident, config.extract_options()), berkas, known)
    old = hasil.dokumen_id
    renamed = msgspec.msgpack.encode((hasil, cells)).replace(old.encode(), ident.encode())
    hasil, cells = msgspec.msgpack.decode(renamed, type=tuple[DocumentResult, tuple[Sel, ...]])
    keep_result(work, key, hasil, cells)
