"""One doubt a cause: where a column, a heading or a name makes many values doubtful, one finding tells it with their number."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Temuan
from pipeline.datasets.vocabulary import AturanNilai
from pipeline.findings.terms import arti_aturan

_Key = Callable[[Temuan, Mapping[str, Any]], tuple[object, ...]]
_BY_COLUMN: _Key = lambda found, detail: (found.kolom, detail.get("ukuran"), detail.get("tahun"))  # noqa: E731
_BY_TABLE: _Key = lambda found, detail: ()  # noqa: E731
_BY_ROW: _Key = lambda found, detail: (found.baris, detail.get("indikator"))  # noqa: E731
_CAUSES: Mapping[AturanNilai, _Key] = {
    "peran_kolom": _BY_COLUMN,
    "tahun_kolom": _BY_COLUMN,
    "skala_judul": _BY_TABLE,
    "jumlah_kecil": _BY_TABLE,
    "skala_baris": _BY_ROW,
    "tanpa_indikator": _BY_ROW,
    "uraian_diduga": _BY_ROW,
    "kode_hilang": _BY_TABLE,
}
"""What each cause makes doubtful at once: values of a column, of a whole table, of a row. Any other doubt is a value's own."""
_MOST_SHOWN = 20


def by_cause(findings: Sequence[Temuan]) -> tuple[Temuan, ...]:
    """The findings of one document, those of one cause as one, in the place of the first."""
    groups: dict[tuple[object, ...], list[tuple[Temuan, Mapping[str, Any]]]] = defaultdict(list)
    for found in findings:
        detail = json.loads(found.rincian)
        cause = _CAUSES.get(detail.get("aturan")) if found.aturan == "nilai_ragu" else None
        own = (found.temuan_id,) if cause is None else (found.tabel_id, detail["aturan"], *cause(found, detail))
        groups[own].append((found, detail))
    return tuple(_as_one(group) for group in groups.values())


def _as_one(group: Sequence[tuple[Temuan, Mapping[str, Any]]]) -> Temuan:
    first, detail = group[0]
    if len(group) == 1:
        return first
    rule: AturanNilai = detail["aturan"]
    texts = [" ".join(str(d["teks"]).split()) for _, d in group]
    told = {
        **detail,
        "jumlah_nilai": len(group),
        "contoh": texts[:_MOST_SHOWN],
        "baris": sorted({f.baris for f, _ in group if f.baris is not None}),
    }
    return replace(
        first,
        temuan_id=stable_id(first.temuan_id, "sebab", len(group)),
        pesan=f'{len(group)} nilai belum pasti: {arti_aturan(rule)} (mis. {detail["ukuran"]} "{texts[0]}")',
        rincian=json.dumps(told, ensure_ascii=False),
    )
