"""Single values and findings of the datasets, for what people say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.datasets.records import FACTS
from pipeline.datasets.stored import StoredDatasets
from pipeline.errors import UsageError
from pipeline.facts.people.pages import seen_key
from pipeline.keputusan.decision import Kotak
from pipeline.review.wording import say

_COLUMNS = (
    "dokumen_id", "tabel_id", "halaman", "baris", "kolom", "ukuran", "tahun", "nilai", "nilai_teks", "status_nilai",
)  # fmt: skip
_OF_ITS_OWN = {"kinerja": "predikat", "anggaran": "kode"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value or finding is: its agency, document and file, page and box."""

    instansi: str | None
    dokumen_id: str
    berkas: str
    halaman: int | None
    kotak: Kotak | None


@dataclass(frozen=True, slots=True)
class Top:
    """What heads a table (`tabel.kepala_tabel`), what its cells print by row and column, and where it begins."""

    kepala: str
    tercetak: Mapping[tuple[int, int], str]
    tempat: Place


class StoredFacts:
    """Looks values and findings up by their ids."""

    def __init__(self, output: Path) -> None:
        self._stored = StoredDatasets(output)

    def fact(self, ident: str) -> Mapping[str, Any]:
        """A value as its dataset has it. UsageError where there is none of this id any more."""
        for dataset, (key, name) in FACTS.items():
            found = self._stored.rows(dataset, [*_COLUMNS, name, _OF_ITS_OWN[dataset]], pc.field(key) == ident)
            if found:
                return found[0]
        raise UsageError(say("galat", "nilai"))

    def cell(self, tabel_id: str, row: int, column: int) -> Mapping[str, Any]:
        """A cell in which something is printed. UsageError where there is none such any more."""
        where = (pc.field("tabel_id") == tabel_id) & (pc.field("baris") == row) & (pc.field("kolom") == column)
        found = self._stored.rows("sel", ["dokumen_id", "tabel_id", "halaman", "baris", "kolom", "teks"], where, limit=1)
        if not found or not found[0]["teks"].strip():
            raise UsageError(say("galat", "sel"))
        return found[0]

    def top(self, tabel_id: str) -> Top:
        """What heads a table, where it begins, and what its first rows print. UsageError where there is none of this id."""
        where = pc.field("tabel_id") == tabel_id
        table = self._stored.rows("tabel", ["dokumen_id", "kepala_tabel"], where)
        cells = self._stored.rows("sel", ["baris", "kolom", "teks", "halaman", "x0", "y0", "x1", "y1"], where)
        if not table or not cells or not table[0]["kepala_tabel"]:
            raise UsageError(say("galat", "tabel"))
        page = min(c["halaman"] for c in cells)
        on_it = [c for c in cells if c["halaman"] == page]
        box = (min(c["x0"] for c in on_it), min(c["y0"] for c in on_it), max(c["x1"] for c in on_it), max(c["y1"] for c in on_it))
        who = self.place({"dokumen_id": table[0]["dokumen_id"], "halaman": page})
        return Top(table[0]["kepala_tabel"], {(c["baris"], c["kolom"]): c["teks"] for c in cells}, replace(who, kotak=box))

    def finding(self, ident: str) -> Mapping[str, Any]:
        """A finding. UsageError where there is none of this id any more."""
        found = self._stored.rows("temuan", ["dokumen_id", "halaman", "pesan"], pc.field("temuan_id") == ident)
        if not found:
            raise UsageError(say("galat", "temuan"))
        return found[0]

    def on_page(self, dokumen_id: str, page: int) -> tuple[list[str], int]:
        """What a person sees of each value of a page (`seen_key`), and how many of these are doubtful."""
        where = (pc.field("dokumen_id") == dokumen_id) & (pc.field("halaman") == page)
        keys, doubtful = [], 0
        for dataset, (_, name) in FACTS.items():
            for row in self._stored.rows(dataset, [*_COLUMNS, name], where):
                keys.append(seen_key(row["nilai_teks"], row["nilai"], row[name], row["ukuran"], row["tahun"]))
                doubtful += row["status_nilai"] == "ragu"
        return keys, doubtful

    def place(self, of: Mapping[str, Any]) -> Place:
        """Where a value, a finding or a page is. UsageError where its document is none of the datasets."""
        ident = of["dokumen_id"]
        found = self._stored.rows("dokumen", ["instansi", "berkas"], pc.field("dokumen_id") == ident)
        if not found:
            raise UsageError(say("galat", "nilai"))
        box = None
        if of.get("tabel_id") is not None:
            where = (pc.field("tabel_id") == of["tabel_id"]) & (pc.field("baris") == of["baris"])
            where &= pc.field("kolom") == of["kolom"]
            cells = self._stored.rows("sel", ["x0", "y0", "x1", "y1"], where, limit=1)
            box = (cells[0]["x0"], cells[0]["y0"], cells[0]["x1"], cells[0]["y1"]) if cells else None
        return Place(found[0]["instansi"], ident, found[0]["berkas"], of.get("halaman"), box)
