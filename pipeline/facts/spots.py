"""Where a figure stands that is to be read, and what makes it doubtful whatever it measures: what kinerja and anggaran share."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Cell
from pipeline.datasets.vocabulary import AturanNilai
from pipeline.facts.certainty import figure_sure, readers_agree
from pipeline.tables.columns.column import ROLE_SURE, Kolom
from pipeline.tables.rows import Baris
from pipeline.tables.view import Tampilan


@dataclass(frozen=True, slots=True)
class Spot:
    """One value to read: the text, the name it stands under, its cell and its place in the stack there, what already makes it
    doubtful; the unit printed beside it and its own code, where these matter."""

    text: str
    nama: str
    cell: Cell
    posisi: int = 0
    ragu: AturanNilai | None = None
    satuan: str | None = None
    kode: str | None = None


def own_cell(view: Tampilan, baris: Baris, k: Kolom) -> Cell | None:
    """The cell that begins in this row and column; one that spans into them is another's."""
    cell = view.kisi.at(baris.indeks, k.index)
    return cell if cell is not None and (cell.row, cell.column) == (baris.indeks, k.index) else None


def doubt_of_place(k: Kolom, spot: Spot, year_sure: bool) -> AturanNilai | None:
    """Why a figure that its text leaves no doubt of is not sure: its column's role or year, its digits in a scan; else None."""
    if k.yakin < ROLE_SURE:
        return "peran_kolom"
    if not year_sure:
        return "tahun_kolom"
    if not figure_sure(spot.cell, spot.text):
        return "bacaan_beda" if readers_agree(spot.cell, spot.text) is False else "ocr_lemah"
    return None


def keyakinan(view: Tampilan, k: Kolom, cell: Cell, reason: AturanNilai | None) -> float:
    """How sure a fact is, 0-1: the least of its cell, its column and a year of the table; half of that where doubted."""
    year, _ = view.year_of(k)
    sure = min(cell.confidence, k.yakin, view.waktu.yakin if not k.tahun_tertulis and year else 1.0)
    return round(sure * (0.5 if reason else 1.0), 3)
