"""Rows to Parquet and `datapackage.json`: equal rows give equal bytes, and a reader sees old or new, never half.

Everything is first written to a folder beside the datasets, then moved file by file into place. A dataset is a folder
of `part-NNNN.parquet`, each with up to a million rows in row groups of 100,000.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets import DATASETS, VERSI_SKEMA, Sel
from pipeline.document import Kumpulan
from pipeline.errors import WorkFolderError
from pipeline.skema import frictionless, skema

GROUP_ROWS = 100_000
PART_ROWS = 1_000_000
PACKAGE = "datapackage.json"
_STAGING = ".tulis"

_ORDER: Mapping[str, tuple[str, ...]] = {
    "dokumen": ("berkas",),
    "tabel": ("dokumen_id", "halaman_awal", "tabel_id"),
    "sel": ("dokumen_id", "tabel_id", "baris", "kolom"),
    "kinerja": ("dokumen_id", "tabel_id", "baris", "kolom", "kinerja_id"),
    "anggaran": ("dokumen_id", "tabel_id", "baris", "kolom", "anggaran_id"),
    "indikator": ("indikator_id",),
    "padanan": ("indikator_id", "dokumen_id", "tabel_id", "baris", "indikator", "cara"),
    "kegiatan": ("dokumen_id", "tabel_id", "baris", "kegiatan_id"),
    "temuan": ("dokumen_id", "halaman", "tabel_id", "baris", "kolom", "aturan", "temuan_id"),
}
"""Sort keys, so that the order of documents and workers never shows in the files. Nulls first."""


def write_datasets(output: Path, kumpulan: Kumpulan, sel: Iterable[Iterable[Sel]]) -> dict[str, int]:
    """Write all datasets and `datapackage.json`; `sel` gives the cells of each document, in order of `dokumen_id`.

    Returns the rows of each dataset. WorkFolderError where the disk does not take them; what was there then stays.
    """
    staging = output / _STAGING
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        rows: dict[str, int] = {}
        for name in DATASETS:
            batches = map(_by("sel"), sel) if name == "sel" else [_by(name)(getattr(kumpulan, name))]
            rows[name] = _write(staging / name, name, (row for batch in batches for row in batch))
        (staging / PACKAGE).write_text(_package(staging), encoding="utf-8", newline="\n")
        for name in DATASETS:
            _move(staging / name, output / name)
        (staging / PACKAGE).replace(output / PACKAGE)
    except OSError as error:
        raise WorkFolderError.of(Path(error.filename or output), error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return rows


def _by(name: str) -> Any:
    parts = [attrgetter(column) for column in _ORDER[name]]

    def key(row: Any) -> tuple[tuple[bool, Any], ...]:
        return tuple((value is not None, value) for value in (part(row) for part in parts))

    return lambda rows: sorted(rows, key=key)


def _write(folder: Path, name: str, rows: Iterator[Any]) -> int:
    """Write rows as parts; a dataset without rows still has one part, which tells its columns."""
    folder.mkdir()
    schema = skema(name)
    total = number = 0
    while True:
        table = _table(schema, list(islice(rows, GROUP_ROWS)))
        if table.num_rows == 0 and number:
            return total
        with pq.ParquetWriter(folder / f"part-{number:04d}.parquet", schema, compression="zstd") as writer:
            written = 0
            while table.num_rows or not written:
                writer.write_table(table, row_group_size=GROUP_ROWS)
                written += table.num_rows
                if written >= PART_ROWS or table.num_rows < GROUP_ROWS:
                    break
                table = _table(schema, list(islice(rows, GROUP_ROWS)))
        total += written
        number += 1
        if table.num_rows < GROUP_ROWS:
            return total


def _table(schema: pa.Schema, rows: list[Any]) -> pa.Table:
    columns = [pa.array([getattr(row, field.name) for row in rows], type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _move(source: Path, target: Path) -> None:
    """Move the parts of a dataset over the old ones, then take away old parts that have no successor."""
    target.mkdir(exist_ok=True)
    names = {part.name for part in source.iterdir()}
    for name in sorted(names):
        (source / name).replace(target / name)
    for part in target.glob("**/*.parquet"):
        if part.parent != target or part.name not in names:
            part.unlink()


def _package(folder: Path) -> str:
    """The Frictionless Data Package of what was written; without dates, so that equal data give equal bytes."""
    resources = [
        {
            "name": name,
            "title": name,
            "description": kind.__doc__ or "",
            "path": [f"{name}/{part.name}" for part in sorted((folder / name).iterdir())],
            "profile": "tabular-data-resource",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": frictionless(name),
        }
        for name, kind in DATASETS.items()
    ]
    package = {
        "name": "lkjip",
        "title": "Laporan kinerja pemerintah daerah sebagai data",
        "versi_skema": VERSI_SKEMA,
        "profile": "data-package",
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _check_order() -> None:
    for name, columns in _ORDER.items():
        missing = set(columns) - {field.name for field in fields(DATASETS[name])}
        if missing:
            raise TypeError(f"{name}: kunci urut {sorted(missing)} bukan kolom")


_check_order()
