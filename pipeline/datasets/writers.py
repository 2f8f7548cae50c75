"""Rows to Arrow tables and Parquet parts: equal rows give equal bytes, whoever writes them and however often.

A dataset is a folder of parts of up to about a million rows in row groups of 100,000, sorted by agency and year, so that
a reader who asks for one agency skips the row groups of all others. Which rows go into which part is `pipeline.datasets.parts`'
matter, how parts take the place of others `pipeline.datasets.publish`'s.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.ownership import Ledger
from pipeline.datasets.records import DATASETS, VERSI_SKEMA
from pipeline.datasets.schemas import frictionless, skema

GROUP_ROWS = 100_000

ORDER: Mapping[str, tuple[str, ...]] = {
    "dokumen": ("tahun", "berkas"),
    "tabel": ("dokumen_id", "halaman_awal", "tabel_id"),
    "sel": ("dokumen_id", "tabel_id", "baris", "kolom"),
    "kinerja": ("tahun", "dokumen_id", "tabel_id", "baris", "kolom", "kinerja_id"),
    "anggaran": ("tahun", "dokumen_id", "tabel_id", "baris", "kolom", "anggaran_id"),
    "indikator": ("indikator_id",),
    "padanan": ("indikator_id", "dokumen_id", "tabel_id", "baris", "indikator", "cara"),
    "kegiatan": ("tahun", "dokumen_id", "tabel_id", "baris", "kegiatan_id"),
    "temuan": ("dokumen_id", "halaman", "tabel_id", "baris", "kolom", "aturan", "temuan_id"),
}
"""Sort keys within an agency, so that the order of documents and workers never shows in the files. Nulls first."""

_OF_AGENCY = frozenset({"tabel", "sel", "kinerja", "anggaran", "padanan", "temuan"})
"""Datasets whose column `instansi` is the agency's name, not the document's."""


def ordered(name: str, rows: Iterable[Any]) -> list[Any]:
    """Rows of a dataset in the order of its files."""
    values = _values(ORDER[name])
    return sorted(rows, key=lambda row: tuple((value is not None, value) for value in values(row)))


def _values(columns: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of several columns of a row."""
    if len(columns) > 1:
        return attrgetter(*columns)
    (column,) = columns
    return lambda row: (getattr(row, column),)


def table_of(name: str, rows: Sequence[Any], instansi: str | None) -> pa.Table:
    """The rows of one agency as a table; `instansi` is its name."""
    schema = skema(name)
    values = list(zip(*map(_values(schema.names), rows), strict=True)) or [()] * len(schema)
    columns = [
        pa.repeat(pa.scalar(instansi, field.type), len(rows))
        if field.name == "instansi" and name in _OF_AGENCY
        else pa.array(column, type=field.type)
        for field, column in zip(schema, values, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def write_part(path: Path, name: str, tables: Iterable[pa.Table]) -> int:
    """Write a part to a local file, never more than some row groups of it in memory; returns its rows.

    What is on disk in the end stays there when the power fails. OSError where the disk does not take it.
    """
    rows = 0
    with path.open("wb") as stream:
        with pq.ParquetWriter(stream, skema(name), compression="zstd") as writer:
            for group in _groups(tables):
                writer.write_table(group, row_group_size=GROUP_ROWS)
                rows += group.num_rows
        stream.flush()
        os.fsync(stream.fileno())
    return rows


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows of the tables in row groups; none where there are no rows (the file still tells its columns)."""
    waiting: list[pa.Table] = []
    count = 0
    for table in tables:
        waiting.append(table)
        count += table.num_rows
        while count >= GROUP_ROWS:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, GROUP_ROWS).combine_chunks()
            waiting, count = [whole.slice(GROUP_ROWS)], count - GROUP_ROWS
    if count:
        yield pa.concat_tables(waiting).combine_chunks()


def package(parts: Mapping[str, Sequence[str]], written: Ledger) -> str:
    """The Frictionless Data Package of the datasets, given the names of their parts and what was written of each.

    Without dates, so that equal data give equal bytes. It is written after the datasets and lists every part, so that a
    reader who wants all datasets of one run opens the files named here. `berkas` tells size and SHA-256 of each part: what
    is ours in the folder, and whether it is as it was written (not in a remote store, which keeps what it is given).
    """
    resources = [
        {
            "name": name,
            "title": name,
            "description": kind.__doc__ or "",
            "path": [f"{name}/{part}" for part in parts[name]],
            "profile": "tabular-data-resource",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": frictionless(name),
        }
        for name, kind in DATASETS.items()
    ]
    whole = {
        "name": "lkjip",
        "title": "Laporan kinerja pemerintah daerah sebagai data",
        "versi_skema": VERSI_SKEMA,
        "profile": "data-package",
        "resources": resources,
        "berkas": {
            path: {"bytes": written[path].size, "hash": f"sha256:{written[path].sha256}"}
            for name in DATASETS
            for path in (f"{name}/{part}" for part in parts[name])
            if written[path].sha256 is not None
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _check_order() -> None:
    for name, columns in ORDER.items():
        missing = set(columns) - {field.name for field in fields(DATASETS[name])}
        if missing:
            raise TypeError(f"{name}: kunci urut {sorted(missing)} bukan kolom")


_check_order()
