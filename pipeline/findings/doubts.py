"""The finding of one doubtful fact."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from extractors.model import Cell
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
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
    told = stable_id(fact.tabel_id, cell.row, cell.column, fact.ukuran, fact.tahun, "nilai_ragu", fact.aturan_nilai, *candidates)
    return Temuan(
        temuan_id=told,
        dokumen_id=fact.dokumen_id,
        tabel_id=fact.tabel_id,
        halaman=cell.page,
        baris=cell.row,
        kolom=cell.column,
        aturan="nilai_ragu",
        keparahan="peringatan",
        pesan=f'Nilai {fact.ukuran} "{" ".join(cell.text.split())}" belum pasti: {arti_aturan(fact.aturan_nilai)}',
        rincian=json.dumps(detail, ensure_ascii=False),
    )
