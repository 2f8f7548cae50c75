"""A document back from the written datasets: where its file is gone, and the work folder no longer has what was read of it.

What readers have seen stays, row for row, as the program of then understood it. Rows that come of setting documents against
each other (indicators, contradictions) are made anew with those of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec
import pyarrow.compute as pc

from pipeline.datasets.records import DATASETS, Anggaran, Dokumen, Kegiatan, Kinerja, Sel, Tabel, Temuan
from pipeline.datasets.stored import StoredDatasets
from pipeline.datasets.vocabulary import AturanSilang
from pipeline.document import DocumentResult
from pipeline.errors import LkjipError, NoThreadError
from pipeline.identity.identify import Identity

T = TypeVar("T")

MADE_ANEW = frozenset(get_args(AturanSilang))
"""Findings of `pipeline.checks.check` and of gathering: they come again where they still hold."""


def restored(output: Path, dokumen_id: str, identity: Identity | None = None) -> tuple[DocumentResult, tuple[Sel, ...]] | None:
    """What the datasets of `output` hold of a document; None where they hold nothing of it, or cannot be read.
    NoThreadError where that lies in this process.

    `identity` is who it is according to its siblings; None leaves it what `dokumen` says.
    """
    try:
        stored = StoredDatasets.opened(output)
        rows = [] if stored is None else _rows(stored, "dokumen", Dokumen, dokumen_id)
        if stored is None or not rows:
            return None
        who = rows[0]
        own = Identity(who.jenis, who.instansi, who.wilayah, who.kode_bidang, who.tahun, who.periode_awal, who.periode_akhir)
        hasil = DocumentResult(
            dokumen_id,
            own,
            identity or own,
            who.halaman,
            who.halaman_pindaian,
            who.status,
            who.galat,
            tuple(replace(row, instansi=None) for row in _rows(stored, "tabel", Tabel, dokumen_id)),
            tuple(replace(row, instansi=None, indikator_id=None) for row in _rows(stored, "kinerja", Kinerja, dokumen_id)),
            tuple(replace(row, instansi=None) for row in _rows(stored, "anggaran", Anggaran, dokumen_id)),
            tuple(_rows(stored, "kegiatan", Kegiatan, dokumen_id)),
            tuple(
                replace(row, instansi=None) for row in _rows(stored, "temuan", Temuan, dokumen_id) if row.aturan not in MADE_ANEW
            ),
        )
        hasil = msgspec.msgpack.decode(msgspec.msgpack.encode(hasil), type=DocumentResult)  # as it will be read back
        return hasil, tuple(replace(row, instansi=None) for row in _rows(stored, "sel", Sel, dokumen_id))
    except NoThreadError:  # the datasets are whole: the run is to end, not the document
        raise
    except (LkjipError, msgspec.ValidationError):  # damaged, or in words of another version: the document says that it is lost
        return None


def _rows(stored: StoredDatasets, name: str, kind: type[T], dokumen_id: str) -> list[T]:
    columns = fields(DATASETS[name])
    known = stored.columns(name)
    if not known:
        return []
    read = stored.rows(name, [c.name for c in columns if c.name in known], pc.field("dokumen_id") == dokumen_id)
    return [kind(**{c.name: _value(row, c) for c in columns}) for row in read]


def _value(row: Mapping[str, Any], column: Field[Any]) -> Any:
    """A value as the row types have it; of a column that the version of then did not know, what it is by itself."""
    if column.name not in row:
        return None if column.default is MISSING else column.default
    value = row[column.name]
    return tuple(value) if isinstance(value, list) else value
