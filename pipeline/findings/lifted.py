"""Findings of doubtful values that are no longer doubtful."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.datasets.records import Anggaran, Kinerja, Temuan


def without_doubts(findings: Iterable[Temuan], settled: Iterable[Kinerja | Anggaran]) -> tuple[Temuan, ...]:
    """The findings but for the doubts of these facts, as they were before they were settled."""
    lifted = {_place(fact) for fact in settled}
    return tuple(t for t in findings if not (t.aturan == "nilai_ragu" and _finding_place(t) in lifted))


def _place(fact: Kinerja | Anggaran) -> tuple[object, ...]:
    return fact.tabel_id, fact.baris, fact.kolom, fact.ukuran, fact.tahun, fact.nama


def _finding_place(finding: Temuan) -> tuple[object, ...]:
    detail = json.loads(finding.rincian)
    return finding.tabel_id, finding.baris, finding.kolom, detail.get("ukuran"), detail.get("tahun"), detail.get("indikator")
