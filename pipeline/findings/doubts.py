"""The finding of one doubtful fact."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from extractors.model import Cell
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Temuan
from pipeline.datasets.vocabulary import AturanNilai, Ukuran
from pipeline.findings.terms import arti_aturan


def doubt(
    dokumen_id: str,
    tabel_id: str,
    cell: Cell,
    *,
    rule: AturanNilai,
    name: str,
    year: int | None,
    measure: Ukuran,
    candidates: Sequence[Decimal | float] = (),
    kode: str | None = None,
) -> Temuan:
    """The `nilai_ragu` finding of one doubtful fact."""
    detail = {
        "teks": cell.text.strip(),
        "aturan": rule,
        "kandidat": [float(c) for c in candidates],
        "tahun": year,
        "ukuran": measure,
        "indikator": name,
    }
    if cell.second is not None:
        detail["bacaan_kedua"] = cell.second
    if kode:
        detail["kode"] = kode
    return Temuan(
        temuan_id=stable_id(tabel_id, cell.row, cell.column, measure, year, "nilai_ragu", rule, *candidates),
        dokumen_id=dokumen_id,
        tabel_id=tabel_id,
        halaman=cell.page,
        baris=cell.row,
        kolom=cell.column,
        aturan="nilai_ragu",
        keparahan="peringatan",
        pesan=f'Nilai {measure} "{" ".join(cell.text.split())}" belum pasti: {arti_aturan(rule)}',
        rincian=json.dumps(detail, ensure_ascii=False),
    )
