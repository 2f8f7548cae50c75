"""What the datasets hold of doubts: doubtful values, tables and findings of these, the cells they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.records import FACTS
from pipeline.datasets.stored import StoredDatasets
from pipeline.keputusan.decision import Kotak
from pipeline.review.heading_ends import Printed
from pipeline.tables.said import HEADING_ROWS

_OF_FACT = (
    "dokumen_id", "tabel_id", "halaman", "baris", "kolom", "ukuran", "tahun", "nilai", "nilai_teks", "kandidat", "aturan_nilai",
)  # fmt: skip
_OF_TABLE = (
    "tabel_id", "dokumen_id", "jenis", "judul", "halaman_awal", "baris_judul", "kepala_kolom", "kepala_tabel", "kolom_kanonik",
)  # fmt: skip
_OF_FINDING = ("temuan_id", "dokumen_id", "tabel_id", "halaman", "baris", "kolom", "aturan", "keparahan", "pesan", "rincian")
_ASKED: list[str] = ["tabel_tak_terpahami", "kolom_tak_terpahami", "identitas_ragu", "kode_diperbaiki"]


@dataclass(frozen=True, slots=True)
class DoubtfulValue:
    """A doubtful value; `dataset` tells which of the two it is in."""

    id: str
    dataset: str
    dokumen_id: str
    tabel_id: str
    halaman: int
    baris: int
    kolom: int
    ukuran: str
    tahun: int | None
    nilai: float | None
    teks: str
    kandidat: tuple[float, ...]
    aturan: str
    nama: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The doubts of an output folder: documents, tables and findings as the datasets have them (by id), the values, those of
    tables with a doubtful code (`berkode`, sure ones too), names of indicators, boxes of cells by table, row and column with
    their page, how many values each document has, sure ones and all; `tercetak` is what the top of each table prints."""

    dokumen: Mapping[str, Mapping[str, Any]]
    tabel: Mapping[str, Mapping[str, Any]]
    temuan: tuple[Mapping[str, Any], ...]
    nilai: tuple[DoubtfulValue, ...]
    berkode: tuple[DoubtfulValue, ...]
    padanan: tuple[Mapping[str, Any], ...]
    nama: Mapping[str, str]
    kotak: Mapping[str, Mapping[tuple[int, int], tuple[int, Kotak]]]
    pasti: Mapping[str, int]
    semua: Mapping[str, int]
    tercetak: Mapping[str, Printed] = field(default_factory=dict)


def stored_doubts(output: Path) -> Stored:
    """Read them. UsageError where there are no datasets."""
    stored = StoredDatasets(output)
    dokumen = {d["dokumen_id"]: d for d in stored.rows("dokumen", stored.columns("dokumen"))}
    values = tuple(_values(stored, pc.field("status_nilai") == "ragu"))
    temuan = tuple(stored.rows("temuan", _OF_FINDING, pc.field("aturan").isin(_ASKED)))
    coded = sorted({t["tabel_id"] for t in temuan if t["aturan"] == "kode_diperbaiki" and t["keparahan"] == "peringatan"})
    of_codes = tuple(_values(stored, pc.field("tabel_id").isin(pa.array(coded, pa.string())))) if coded else ()
    padanan = tuple(stored.rows("padanan", stored.columns("padanan"), pc.field("status") == "tinjau"))
    wanted = sorted({v.tabel_id for v in values} | {t["tabel_id"] for t in (*temuan, *padanan) if t["tabel_id"]})
    of_these = pc.field("tabel_id").isin(pa.array(wanted, pa.string()))
    tabel = {t["tabel_id"]: t for t in stored.rows("tabel", [c for c in _OF_TABLE if c in stored.columns("tabel")], of_these)}
    matched = pc.field("indikator_id").isin(pa.array(sorted({p["indikator_id"] for p in padanan}), pa.string()))
    names = {i["indikator_id"]: i["nama"] for i in stored.rows("indikator", ["indikator_id", "nama"], matched)}
    statuses = stored.statuses()
    sure = {ident: found["pasti"] for ident, found in statuses.items()}
    all_ = {ident: found.total() for ident, found in statuses.items()}
    boxes, printed = _cells(stored, of_these)
    return Stored(dokumen, tabel, temuan, values, of_codes, padanan, names, boxes, sure, all_, printed)


def _values(stored: StoredDatasets, where: pc.Expression) -> Iterable[DoubtfulValue]:
    for dataset, (ident, name) in FACTS.items():
        for row in stored.rows(dataset, [*_OF_FACT, ident, name], where):
            yield DoubtfulValue(
                row[ident],
                dataset,
                row["dokumen_id"],
                row["tabel_id"],
                row["halaman"],
                row["baris"],
                row["kolom"],
                row["ukuran"],
                row["tahun"],
                None if row["nilai"] is None else float(row["nilai"]),
                row["nilai_teks"],
                tuple(row["kandidat"]),
                row["aturan_nilai"],
                row[name],
            )


def _cells(
    stored: StoredDatasets, where: pc.Expression
) -> tuple[Mapping[str, Mapping[tuple[int, int], tuple[int, Kotak]]], Mapping[str, Printed]]:
    """The boxes of cells with their page, and what those at the top of their table print."""
    boxes: dict[str, dict[tuple[int, int], tuple[int, Kotak]]] = defaultdict(dict)
    printed: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    names = ["tabel_id", "baris", "kolom", "halaman", "x0", "y0", "x1", "y1", "teks"]
    for row in stored.rows("sel", names, where):
        box = (row["x0"], row["y0"], row["x1"], row["y1"])
        boxes[row["tabel_id"]][row["baris"], row["kolom"]] = (row["halaman"], box)
        if row["baris"] < HEADING_ROWS:
            printed[row["tabel_id"]][row["baris"], row["kolom"]] = row["teks"]
    return boxes, printed
