"""The datasets for Excel: a workbook with links to the pages, or CSV as an Indonesian Excel opens it."""

from __future__ import annotations

import contextlib
import csv
import re
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.compute as pc
from lxml.etree import SerialisationError  # type: ignore[import-untyped]
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from pipeline.datasets.schemas import kolom
from pipeline.datasets.stored import StoredDatasets, Where
from pipeline.errors import UsageError, WorkFolderError
from pipeline.findings.numerals import angka
from pipeline.keputusan.store import COLUMNS, FOLDER, read_decisions
from pipeline.storage.files import replacing
from pipeline.storage.origin import UNKNOWN, file_of, folder_of

SHEET_ROWS = 1_048_575
"""Rows of data on a sheet: what Excel can hold, less the heading."""
SHEET_LINKS = 65_000
"""Excel refuses a sheet with more links than 65,530; the rows behind carry the address as a formula."""
_ONE = "tambahkan --instansi NAMA"
_CELL_TEXT = 32_767
_FORMULA_TEXT = 255
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
_HEADING = Font(bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="1F4E79")
_LINK = Font(color="0563C1", underline="single")
_LINK_COLUMN = "buka"
_WIDE = {"indikator", "uraian", "sasaran", "berkas", "instansi", "nama", "pesan", "judul", "teks", "galat"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of `output` is exported: some datasets, all of their rows or those of the agencies whose name holds `instansi`.
    UsageError where no document is of one, or `output` holds no datasets."""

    output: Path
    names: Sequence[str]
    instansi: str = ""

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a dataset in the order of the files, never more than a batch of them in memory."""
        for batch in self._stored(name).batches(name, [k.nama for k in kolom(name)], self._where(name)):
            yield from batch.to_pylist()

    def too_long(self) -> list[str]:
        """For each dataset of more rows than a sheet holds: how many are left out, and how to have them."""
        told = []
        for name in self.names:
            count = self._stored(name).count(name, self._where(name))
            if count > SHEET_ROWS:
                left = f"{angka(count - SHEET_ROWS)} dari {angka(count)} baris {name} tidak muat di satu lembar Excel"
                told.append(f"{left}; semuanya: lkjip export {self.output} --csv FOLDER --dataset {name}. Satu instansi: {_ONE}")
        return told

    def _stored(self, name: str) -> StoredDatasets:
        stored = StoredDatasets.opened(self.output)
        if stored is None or not stored.columns(name):
            raise UsageError(f"tidak ada dataset '{name}' di '{self.output}'; jalankan dahulu: lkjip run RAW {self.output}")
        return stored

    def _where(self, name: str) -> Where | None:
        if not self.instansi:
            return None
        alike = pc.match_substring(pc.field("instansi"), self.instansi, ignore_case=True)
        if all(k.nama != "dokumen_id" for k in kolom(name)):
            return alike
        # a document may print its agency's name otherwise than most of the agency's documents do
        stored = self._stored("dokumen")
        found = {row["dokumen_id"] for of in ("dokumen", "tabel") for row in stored.rows(of, ["dokumen_id"], alike)}
        if not found:
            raise UsageError(f"tidak ada dokumen dari instansi yang namanya memuat '{self.instansi}' di '{self.output}'")
        return pc.field("dokumen_id").isin(pa.array(sorted(found), pa.string()))


def export_excel(wanted: Wanted, target: Path, raw: Path | None = None) -> Path:
    """Write a workbook with a sheet for each dataset, and one of what people decided; returns its path. `raw` is the folder that
    links lead to.

    A sheet holds what Excel can; the first one of the workbook then tells what does not fit (`Wanted.too_long`).
    """
    _refuse_kept(target)
    files = _pdf_addresses(wanted.output, raw)
    book = Workbook(write_only=True)
    try:
        _write_first(book, wanted.too_long())
        for name in wanted.names:
            _write_sheet(book, name, wanted.rows(name), files)
        _write_decisions(book, wanted.output)
    except (OSError, SerialisationError) as error:  # openpyxl collects the sheets among the temporary files
        where = tempfile.gettempdir()
        raise WorkFolderError(f"folder sementara {where} tidak dapat ditulis ({error}); kosongkan ruang di sana") from error
    finally:
        _close(book)
    # not book.save, whose archive, left open on a full disk, tells so once more when it is collected
    with replacing(target) as beside, ZipFile(beside, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return target


def export_csv(wanted: Wanted, folder: Path) -> list[Path]:
    """Write `NAME.csv` for each dataset: UTF-8 with BOM, `;`, decimal comma, CRLF. Returns the paths.

    Text that Excel would take for a formula gets an apostrophe in front, unless it is a plain number.
    """
    written = []
    for name in wanted.names:
        target = folder / f"{name}.csv"
        _refuse_kept(target)
        with replacing(target) as beside, beside.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow([k.nama for k in kolom(name)])
            for row in wanted.rows(name):
                writer.writerow([_csv_value(row[k.nama]) for k in kolom(name)])
        written.append(target)
    return written


def _refuse_kept(target: Path) -> None:
    """WorkFolderError where something stands at `target` that is not to be replaced: moving a file there would succeed even
    over a file that may not be written, and for an administrator over a device."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return  # nothing there; why nothing can be there is told by writing
    if not stat.S_ISREG(mode):
        raise WorkFolderError(f"{target} bukan berkas biasa; sebutkan nama berkas lain")
    if not mode & 0o222:
        raise WorkFolderError(f"{target} hanya boleh dibaca; sebutkan nama lain, atau izinkan berkas itu ditulis")


def _pdf_addresses(output: Path, raw: Path | None) -> dict[str, str]:
    """Address (`file:///`, `s3://`) of each document by its id, of those whose input folder is known."""
    out = {}
    for row in Wanted(output, ()).rows("dokumen"):
        folder = str(raw.resolve()) if raw is not None else folder_of(row.get("folder") or "", output)
        if folder != UNKNOWN:
            file = file_of(folder, row["berkas"])
            out[row["dokumen_id"]] = file if isinstance(file, str) else file.as_uri()
    return out


def _write_first(book: Any, left_out: Sequence[str]) -> None:
    """What does not fit, where nobody misses it."""
    if left_out:
        sheet = _sheet(book, "baca dahulu", ["Yang tidak muat di berkas ini"])
        sheet.column_dimensions["A"].width = 160
        for text in left_out:
            sheet.append([text])
        sheet.close()


def _write_sheet(book: Any, name: str, rows: Iterator[dict[str, Any]], files: dict[str, str]) -> None:
    columns = [k.nama for k in kolom(name)]
    linked = bool(files) and "dokumen_id" in columns
    heading = [*columns, _LINK_COLUMN] if linked else columns
    sheet = _sheet(book, name, heading)
    count = links = 0
    for row in islice(rows, SHEET_ROWS):
        cells = [_cell(sheet, row[column]) for column in columns]
        if linked:
            address = _address(files.get(row["dokumen_id"]), row.get("halaman", row.get("halaman_awal")), name)
            cells.append(_link(sheet, address, real=links < SHEET_LINKS))
            links += address is not None
        sheet.append(cells)
        count += 1
    _finish(sheet, heading, count)


def _write_decisions(book: Any, output: Path) -> None:
    """A sheet of what people decided, where they decided anything; `berlaku` tells those that nobody took back."""
    decisions = read_decisions(output)
    if not decisions.made:
        return
    valid = {one.id for one in decisions.valid}
    heading = [*COLUMNS, "berlaku"]
    sheet = _sheet(book, FOLDER, heading)
    for one in decisions.made:
        values = (getattr(one, column) for column in COLUMNS)
        shown = [list(value) if isinstance(value, tuple) else value for value in values]
        sheet.append([_cell(sheet, value) for value in (*shown, "ya" if one.id in valid else "tidak")])
    _finish(sheet, heading, len(decisions.made))


def _close(book: Any) -> None:
    """Close the sheets that an error left open: openpyxl would tell of each with tracebacks when the program ends."""
    for sheet in book.worksheets:
        if not sheet.closed:
            with contextlib.suppress(Exception):  # what is worth telling has been raised
                sheet.close()


def _sheet(book: Any, title: str, heading: Sequence[str]) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index, column in enumerate(heading, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = 48 if column in _WIDE else 14
    cells = []
    for column in heading:
        cell = WriteOnlyCell(sheet, column)
        cell.font, cell.fill = _HEADING, _HEADING_FILL
        cells.append(cell)
    sheet.append(cells)
    return sheet


def _finish(sheet: Any, heading: Sequence[str], rows: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heading))}{rows + 1}"
    sheet.close()


def _cell(sheet: Any, value: Any) -> Any:
    """A value for a sheet: numbers stay numbers, text stays text whatever it starts with."""
    if isinstance(value, list):
        value = "; ".join(_text(item) for item in value)
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub("", value)
    if len(value) > _CELL_TEXT:
        value = value[: _CELL_TEXT - 1] + "…"
    if not value.startswith(_FORMULA):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True  # keeps it text when somebody edits the cell
    return cell


def _address(file: str | None, page: int | None, name: str) -> str | None:
    if file is None:
        return None
    return f"{file}#page={page}" if page is not None and name != "dokumen" else file


def _link(sheet: Any, address: str | None, real: bool) -> Any:
    if address is None:
        return None
    if real:
        cell = WriteOnlyCell(sheet, "PDF")
        cell.hyperlink = address
    else:
        # A text in a formula may have 255 characters; a long address is put together from pieces.
        pieces = [address[i : i + _FORMULA_TEXT] for i in range(0, len(address), _FORMULA_TEXT)]
        joined = "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        cell = WriteOnlyCell(sheet, f'=HYPERLINK({joined},"PDF")')
    cell.font = _LINK
    return cell


def _csv_value(value: Any) -> str:
    text = "; ".join(_text(item) for item in value) if isinstance(value, list) else _text(value)
    letters = isinstance(value, str) or (isinstance(value, list) and any(isinstance(item, str) for item in value))
    if letters and text.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _text(value: Any) -> str:
    """A value as an Indonesian reader writes it; no exponents."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else format(Decimal(repr(value)), "f").replace(".", ",")
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    return str(value)
