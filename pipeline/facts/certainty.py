"""Where a figure to be read stands and how surely it was read: what kinerja and anggaran facts share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TypedDict, get_args

from extractors.layout.text_forms import DIGIT, LETTERED
from extractors.model import Cell
from normalizers.nomenklatur import Versi
from normalizers.text import clean, is_missing
from pipeline.datasets.ids import stable_id
from pipeline.datasets.vocabulary import AturanNilai, JenisTabel, OtherDoubt, Peran, StatusNilai, Tingkat, Ukuran
from pipeline.tables.columns.column import ROLE_SURE, Column
from pipeline.tables.mended.broken_words import cut_off, in_pieces
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_BARE = re.compile(r"[1-9]\d{0,3}")
_QUANTITY_NAME = re.compile(r"(?:\d[\d.,]*\s+\w+\W*)+$|\d[\d.,]*\s+\w+\W*[;(]")
"""`27 Orang`, `2 tahun 6 bulan`: where a name should stand, a quantity."""
_FRONT_PAGES = 30
"""Cover, preface and contents before page 1 are no more."""
OCR_SURE = 0.97  # a lone reading of a scanned figure is trusted from here on
LARGEST_AMOUNT = Decimal(10) ** 20
"""Below this an amount fits decimal(24,4), the type of `anggaran.nilai`; no budget of this country comes near."""
_SMALLEST = Decimal("0.0001")
NOT_OF_FIGURES = frozenset(get_args(OtherDoubt))
"""Doubts that no equation lifts."""


def stored(value: Decimal) -> Decimal | None:
    """An amount or share to four decimals, as the dataset holds it; None where it is too large. (Rounding digits without end
    would be an exception.)"""
    return value.quantize(_SMALLEST) if value.is_finite() and abs(value) < LARGEST_AMOUNT else None


def digits(text: str) -> str:
    """The digits of a text; two readings of one figure agree where these do."""
    return re.sub(r"\D", "", text)


def second_of(cell: Cell, text: str) -> str | None:
    """What the second reader saw of one value of a cell: all of it, or the same lines where the cell stacks values."""
    if cell.second is None or text.strip() == cell.text.strip():
        return cell.second
    own = [line.strip() for line in cell.text.split("\n") if line.strip()]
    other = [line.strip() for line in cell.second.split("\n") if line.strip()]
    if len(own) != len(other):
        return cell.second
    meant = " ".join(text.split())
    seen = {" ".join(other[a:b]) for a, b in combinations(range(len(own) + 1), 2) if " ".join(own[a:b]) == meant}
    return seen.pop() if len(seen) == 1 else cell.second


def readers_agree(cell: Cell, text: str) -> bool | None:
    """Whether the second reader saw the same figures; None where it was not asked.

    The digits decide. A sign that only the first reader saw may be lost by the other; one that only the second saw may
    have parted the decimals.
    """
    second = second_of(cell, text)
    if second is None:
        return None
    return digits(text) == digits(second) and len(re.findall(r"\d[.,]\d", second)) <= len(re.findall(r"\d[.,]\d", text))


def other_reading(spot: Spot) -> str | None:
    """What the second reader saw of a value where it saw other figures."""
    return second_of(spot.cell, spot.text) if readers_agree(spot.cell, spot.text) is False else None


def figure_sure(cell: Cell, text: str) -> bool:
    """Whether a figure was read surely: printed as text, read alike twice, or once with high confidence."""
    agree = readers_agree(cell, text)
    if agree is None:
        return not cell.from_ocr or cell.confidence >= OCR_SURE
    return agree


@dataclass(frozen=True, slots=True)
class Spot:
    """One value to read: the text, the name it stands under, its cell and its place in the stack there, what already makes it
    doubtful; the unit printed beside it and its own code, where these matter; whether a person settled its name."""

    text: str
    nama: str
    cell: Cell
    posisi: int = 0
    ragu: AturanNilai | None = None
    satuan: str | None = None
    kode: str | None = None
    dinamai: bool = False


def own_cell(view: TableView, row: Row, k: Column) -> Cell | None:
    """The cell that begins in this row and column; one that spans into them is another's."""
    cell = view.grid.at(row.indeks, k.index)
    if cell is None or (cell.row, cell.column) != (row.indeks, k.index) or is_page_number(view, cell):
        return None
    return cell


def is_page_number(view: TableView, cell: Cell) -> bool:
    """Whether a figure is the number at the foot of its page: a bare one not too far behind the page's place in the file, in the
    last row there, and alone in that row."""
    if not _BARE.fullmatch(cell.text.strip()) or not 0 <= cell.page - int(cell.text) <= _FRONT_PAGES:
        return False
    filled = (c for c in view.grid.table.cells if c is not cell and c.page == cell.page and c.text.strip())
    return all(c.row < cell.row for c in filled)


def fact_id(view: TableView, row: Row, k: Column, spot: Spot, part: int) -> str:
    """The id of the fact of a value; `part` counts the facts of one text."""
    year, _ = view.year_of(k)
    return stable_id(view.tabel_id, row.indeks, k.index, k.ukuran, year, k.saat, spot.posisi, part)


class PlaceFields(TypedDict):
    """Where a figure stands, what it measures and of when, how surely it was read."""

    dokumen_id: str
    tabel_id: str
    halaman: int
    baris: int
    kolom: int
    jenis_tabel: JenisTabel
    versi_kode: Versi | None
    tingkat: Tingkat | None
    tahun: int | None
    triwulan: int | None
    ukuran: Ukuran
    nilai_teks: str
    status_nilai: StatusNilai
    keyakinan: float
    aturan_nilai: AturanNilai


class SharedFields(PlaceFields):
    """What both kinds of facts tell of a figure that was read, what its row prints beside it as well."""

    kandidat: tuple[float, ...]
    kode_teks: str | None
    bulan: int | None
    sumber_dana: str | None
    lokasi: str | None
    penanggung_jawab: str | None


def told_of(
    view: TableView,
    row: Row,
    k: Column,
    spot: Spot,
    rule: AturanNilai,
    reason: AturanNilai | None,
    candidates: Sequence[Decimal],
) -> SharedFields:
    """What is told of a figure that was read by a rule, or is doubtful for a reason."""
    assert k.ukuran is not None
    year, _ = view.year_of(k)

    def beside(role: Peran) -> str | None:
        """What stands in the row's column of this name, or in a cell that spans down to it; a name over both is none."""
        cell = view.cell_near(row.indeks, k.index, role)
        blank = cell is None or is_missing(cell.text) or view.kolom[cell.column].peran != role
        return None if cell is None or blank else clean(cell.text)

    return SharedFields(
        dokumen_id=view.dokumen_id,
        tabel_id=view.tabel_id,
        halaman=spot.cell.page,
        baris=row.indeks,
        kolom=k.index,
        jenis_tabel=view.jenis,
        versi_kode=row.versi_kode,
        tingkat=None if row.tanda == "indikator" and k.peran == "rupiah" else row.tingkat or view.tingkat_bawaan,
        tahun=year,
        triwulan=k.triwulan,
        ukuran=k.ukuran,
        nilai_teks=spot.text.strip(),
        status_nilai="ragu" if reason else "pasti",
        keyakinan=keyakinan(view, k, spot.cell, reason),
        kandidat=tuple(float(c) for c in candidates) if reason else (),
        aturan_nilai=reason or rule,
        kode_teks=row.kode_teks,
        bulan=k.bulan or view.waktu.bulan,
        sumber_dana=k.sumber_dana or beside("sumber_dana"),
        lokasi=beside("lokasi"),
        penanggung_jawab=beside("penanggung_jawab"),
    )


def told_doubt(*doubts: AturanNilai | None) -> AturanNilai | None:
    """The one that is told of the doubts of a fact: the first that no equation lifts, else the first; None where there is none.

    A figure that fits an equation becomes sure, and with it the whole fact: its year or name may not be a guess then.
    """
    found = [doubt for doubt in doubts if doubt]
    return next((doubt for doubt in found if doubt in NOT_OF_FIGURES), found[0] if found else None)


def doubt_of_place(view: TableView, k: Column, spot: Spot) -> AturanNilai | None:
    """Why a figure that its text leaves no doubt of is not sure: its column's role or year, its digits in a scan; else None."""
    if k.yakin < ROLE_SURE:
        return "peran_kolom"
    _, year_sure = view.year_of(k)
    if not year_sure:
        return "tahun_kolom"
    if not figure_sure(spot.cell, spot.text):
        return "bacaan_beda" if readers_agree(spot.cell, spot.text) is False else "ocr_lemah"
    return None


def keyakinan(view: TableView, k: Column, cell: Cell, reason: AturanNilai | None) -> float:
    """How sure a fact is, 0-1: the least of its cell, its column and a year of the table; half of that where doubted."""
    year, _ = view.year_of(k)
    sure = min(cell.confidence, k.yakin, view.waktu.yakin if not k.tahun_tertulis and year else 1.0)
    return round(sure * (0.5 if reason else 1.0), 3)


def is_no_name(text: str) -> bool:
    """A quantity or a code where a name should stand, or a name that the page or the scan broke."""
    if not LETTERED.search(text):
        return True
    return bool(_QUANTITY_NAME.match(" ".join(text.split()))) or in_pieces(text) or cut_off(text)


# ---------------------------------------------------------------- rows that were cut
_LOOSE_SHARE = re.compile(r"\(\s*-?\d[\d.,]*\s*%\s*\)")
_SHARED = re.compile(r"\d\D*\(\s*-?\d[\d.,]*\s*%\s*\)\s*$")


def _is_loose_share(view: TableView, cell: Cell | None, column: int) -> bool:
    """Whether a figure in brackets is the share of a value that stands elsewhere, no value of its own: `(101,84%)` in a
    column whose other cells read `38,11 (101,84%)`. The column is looked through for such figures only."""
    if cell is None or not _LOOSE_SHARE.fullmatch(cell.text.strip()):
        return False
    return any(_SHARED.search(other.text) for other in view.body_cells(column))


def row_is_cut(view: TableView, cell: Cell) -> bool:
    """Whether a value stands in a row that was cut in two: a loose share stands in its own row, or right below in a column of
    which this row has the value. Then its name is cut as well."""
    for k in view.kolom:
        if k.peran != "nilai":
            continue
        after = cell.row + cell.row_span
        here = view.grid.at(cell.row, k.index)
        below = view.grid.at(after, k.index) if after < view.grid.rows else None
        if _is_loose_share(view, here, k.index):
            return True
        if here is not None and DIGIT.search(here.text) and _is_loose_share(view, below, k.index):
            return True
    return False
