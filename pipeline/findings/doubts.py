"""The finding of one doubtful fact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.model import Cell
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.findings.at_cell import TablePlace, finding_at
from pipeline.findings.terms import arti_aturan


def doubt(fact: Kinerja | Anggaran, cell: Cell, candidates: Sequence[Decimal | float] = ()) -> Temuan:
    """The `nilai_ragu` finding of one doubtful fact; `candidates` are its readings as they were read, unrounded."""
    detail = {
        "teks": cell.text.strip(),
        "aturan": fact.aturan_nilai,
        "kandidat": [float(c) for c in candidates],
        "tahun": fact.tahun,
        "ukuran": fact.ukuran,
        "indikator": fact.indikator if isinstance(fact, Kinerja) else fact.uraian,
    }
    if cell.second is not None:
        detail["bacaan_kedua"] = cell.second
    if fact.kode:
        detail["kode"] = fact.kode
    own = (fact.tabel_id, cell.row, cell.column, fact.ukuran, fact.tahun, "nilai_ragu", fact.aturan_nilai, *candidates)
    place = TablePlace(fact.dokumen_id, fact.tabel_id, cell.page, cell.row, cell.column)
    message = f'Nilai {fact.ukuran} "{" ".join(cell.text.split())}" belum pasti: {arti_aturan(fact.aturan_nilai)}'
    return finding_at(place, "nilai_ragu", "peringatan", message, detail, own)
