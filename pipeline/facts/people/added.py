"""Values that nothing was read in, and that people said are facts: what is printed there stays, all else is as they told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import get_args

from extractors.model import Cell, Table
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Anggaran, Kinerja
from pipeline.datasets.vocabulary import AturanNilai, Ukuran
from pipeline.facts.certainty import PlaceFields, stored
from pipeline.keputusan.decision import Jawaban, Keputusan, year_meant
from pipeline.tables.rows.row import Row
from pipeline.tables.said import is_of_money, printed, stands_in
from pipeline.tables.view import TableView

DECIDED: AturanNilai = "keputusan"
"""Who decided, in `aturan_nilai`: the whole of it for a value that only a person saw, else behind what was read or doubted."""
NEW = "baru"
_MEASURES: tuple[Ukuran, ...] = get_args(Ukuran)


class _Common(PlaceFields):
    kode: str | None


def added_id(tabel_id: str, row: int, column: int, says: Jawaban) -> str:
    """The id of a value that people added to a cell."""
    return stable_id(tabel_id, row, column, DECIDED, says.get("ukuran"), says.get("tahun"), says.get("nama"))


def added(view: TableView, table: Table, facts: Sequence[Kinerja | Anggaran]) -> dict[str, Kinerja | Anggaran]:
    """The values that people added to a table, each by its decision. One that is read there by now, of the same measure and
    year, is that value as they told it, not a second one."""
    out: dict[str, Kinerja | Anggaran] = {}
    for one in view.diputus.nilai:
        cell = _cell_of(one, table) if one.says.get("fakta") == NEW else None
        fact = None if cell is None else _as_told(view, cell, one.says)
        if fact is None:
            continue
        there = (fact.baris, fact.kolom, fact.ukuran, fact.tahun, type(fact))
        out[one.id] = next((f for f in facts if (f.baris, f.kolom, f.ukuran, f.tahun, type(f)) == there), fact)
    return out


def _cell_of(one: Keputusan, table: Table) -> Cell | None:
    there = [cell for cell in table.cells if stands_in(one, cell) and printed(cell.text) == printed(one.teks)]
    return there[0] if len(there) == 1 else None


def _as_told(view: TableView, cell: Cell, says: Jawaban) -> Kinerja | Anggaran | None:
    """None where a decision does not tell all that a fact needs."""
    measure = next((word for word in _MEASURES if word == says.get("ukuran")), None)
    name, value = says.get("nama"), _number(says.get("nilai"))
    if measure is None or name is None:
        return None
    row = next((b for b in view.baris if b.indeks == cell.row), Row(cell.row))
    common = _Common(
        dokumen_id=view.dokumen_id,
        tabel_id=view.tabel_id,
        halaman=cell.page,
        baris=cell.row,
        kolom=cell.column,
        jenis_tabel=view.jenis,
        kode=says.get("kode", row.kode),
        versi_kode=None if "kode" in says else row.versi_kode,
        tingkat=row.tingkat or view.tingkat_bawaan,
        tahun=year_meant(says["tahun"], None) if "tahun" in says else None,
        triwulan=None,
        ukuran=measure,
        nilai_teks=cell.text.strip(),
        status_nilai="pasti",
        keyakinan=1.0,
        aturan_nilai=DECIDED,
    )
    ident = added_id(view.tabel_id, cell.row, cell.column, says)
    if not is_of_money(measure, says.get("peran")):
        return _kinerja(ident, name, value, says, row, common)
    amount = None if value is None else stored(value)
    return None if amount is None else Anggaran(ident, uraian=name, nilai=amount, belanja=None, **common)


def _kinerja(ident: str, name: str, value: Decimal | None, says: Jawaban, row: Row, common: _Common) -> Kinerja | None:
    grade = says.get("predikat")
    if value is None and grade is None:
        return None
    number, unit = None if value is None else float(value), says.get("satuan")
    goal = row.sasaran
    return Kinerja(ident, sasaran=goal, indikator=name, indikator_id=None, nilai=number, satuan=unit, predikat=grade, **common)


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
