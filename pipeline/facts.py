"""What kinerja and anggaran facts share: stable ids, the certainty of a figure's cell, the findings that doubt leaves."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.model import Cell
from pipeline.datasets import Temuan

OCR_SURE = 0.97  # a lone reading of a scanned figure is trusted from here on
ROLE_SURE = 0.8  # below, the meaning of the column or its year is a guess


def stable_id(*parts: object) -> str:
    """Twelve hexadecimal digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()[:12]


def digits(text: str) -> str:
    """The digits of a text; two readings of one figure agree where these do."""
    return re.sub(r"\D", "", text)


def readers_agree(cell: Cell) -> bool | None:
    """Whether the second reader saw the same digits; None where it was not asked or the text is not from a scan."""
    if not cell.from_ocr or cell.second is None:
        return None
    return digits(cell.text) == digits(cell.second)


def cell_sure(cell: Cell) -> bool:
    """Whether the figures of a cell were read surely: printed as text, read alike twice, or once with high confidence."""
    agree = readers_agree(cell)
    if agree is None:
        return not cell.from_ocr or cell.confidence >= OCR_SURE
    return agree


def doubt(
    dokumen_id: str,
    tabel_id: str,
    cell: Cell,
    *,
    rule: str,
    name: str,
    year: int | None,
    measure: str,
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
        pesan=f'Nilai {measure} "{" ".join(cell.text.split())}" belum pasti: {_REASONS.get(rule, rule)}',
        rincian=json.dumps(detail, ensure_ascii=False),
    )


_REASONS = {
    "rentang": "tercetak rentang, bukan satu nilai",
    "batas": "tercetak batas, bukan satu nilai",
    "predikat_saja": "hanya predikat yang tercetak",
    "peran_kolom": "arti kolom hanya diduga",
    "tahun_kolom": "tahun kolom hanya diduga",
    "bacaan_beda": "dua pembaca melihat angka yang berbeda",
    "ocr_lemah": "hasil baca gambar kurang meyakinkan",
    "beberapa_nilai": "beberapa nilai dalam satu sel",
    "tanpa_indikator": "indikator barisnya tidak terbaca",
    "ribuan_atau_desimal": "titik atau koma dapat berarti ribuan atau desimal",
    "jumlah_kecil": "terlalu kecil untuk jumlah rupiah",
    "pindah_sel": "jumlah tercetak di dalam sel sebelahnya",
    "kalimat": "angka di dalam kalimat",
}
