"""A finding about a place in a table: the one way to make its row of `temuan`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Temuan
from pipeline.datasets.vocabulary import AturanTemuan, Keparahan


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A cell of a table, with its page; a whole row where `kolom` is None."""

    dokumen_id: str
    tabel_id: str
    halaman: int | None
    baris: int
    kolom: int | None


def finding_at(
    place: TablePlace,
    rule: AturanTemuan,
    severity: Keparahan,
    message: str,
    detail: Mapping[str, object],
    told_apart_by: tuple[object, ...],
) -> Temuan:
    """A finding at a place. `detail` is for programs; what it is told apart by, and never the wording, makes its id."""
    return Temuan(
        temuan_id=stable_id(*told_apart_by),
        dokumen_id=place.dokumen_id,
        tabel_id=place.tabel_id,
        halaman=place.halaman,
        baris=place.baris,
        kolom=place.kolom,
        aturan=rule,
        keparahan=severity,
        pesan=message,
        rincian=json.dumps(detail, ensure_ascii=False),
    )
