"""Arrow and Frictionless schemas, derived from the row types of `pipeline.datasets.records`."""

from __future__ import annotations

import types
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from pipeline.datasets.records import DATASETS, VERSI_SKEMA, Arti

_ARROW: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "decimal128(24,4)": pa.decimal128(24, 4),
}

_FRICTIONLESS: tuple[tuple[Any, str], ...] = (
    (pa.types.is_string, "string"),
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_decimal, "number"),
    (pa.types.is_list, "array"),
)

KUNCI: dict[str, tuple[str, ...]] = {
    "dokumen": ("dokumen_id",),
    "tabel": ("tabel_id",),
    "sel": ("tabel_id", "baris", "kolom"),
    "kinerja": ("kinerja_id",),
    "anggaran": ("anggaran_id",),
    "indikator": ("indikator_id",),
    "kegiatan": ("kegiatan_id",),
    "temuan": ("temuan_id",),
}
"""Primary keys; `padanan` has none, since one row of a table may mention two indicators."""

_ACUAN = {"dokumen_id": "dokumen", "tabel_id": "tabel", "indikator_id": "indikator"}
"""Columns that point to the dataset which holds them as its key."""


@dataclass(frozen=True, slots=True)
class SchemaField:
    """A column: its name, Arrow type, whether it may be null, and what `Arti` says of it."""

    nama: str
    tipe: pa.DataType
    boleh_kosong: bool
    deskripsi: str
    satuan: str | None


@cache
def kolom(dataset: str) -> tuple[SchemaField, ...]:
    """The columns of a dataset, in order. TypeError where a field's type has no Arrow form or no `Arti`."""
    row = DATASETS[dataset]
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(row))


@cache
def skema(dataset: str) -> pa.Schema:
    """Arrow schema; fields carry `deskripsi` and `satuan`, the whole carries `versi_skema` and `deskripsi`."""
    columns = [
        pa.field(
            k.nama,
            k.tipe,
            nullable=k.boleh_kosong,
            metadata={"deskripsi": k.deskripsi} | ({"satuan": k.satuan} if k.satuan else {}),
        )
        for k in kolom(dataset)
    ]
    return pa.schema(columns, metadata={"versi_skema": VERSI_SKEMA, "deskripsi": DATASETS[dataset].__doc__ or ""})


def frictionless(dataset: str) -> dict[str, Any]:
    """Frictionless table schema of a dataset."""
    out: list[dict[str, Any]] = []
    for k in kolom(dataset):
        entry: dict[str, Any] = {"name": k.nama, "type": _frictionless_type(k.tipe), "description": k.deskripsi}
        if k.satuan:
            entry["unit"] = k.satuan
        if not k.boleh_kosong:
            entry["constraints"] = {"required": True}
        out.append(entry)
    result: dict[str, Any] = {"fields": out}
    if dataset in KUNCI:
        result["primaryKey"] = list(KUNCI[dataset])
    links = [
        {"fields": [k.nama], "reference": {"resource": _ACUAN[k.nama], "fields": [k.nama]}}
        for k in kolom(dataset)
        if k.nama in _ACUAN and _ACUAN[k.nama] != dataset
    ]
    if links:
        result["foreignKeys"] = links
    return result


def _column(name: str, hint: object) -> SchemaField:
    arti = next((m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Arti)), None)
    if get_origin(hint) is not Annotated or arti is None:
        raise TypeError(f"kolom {name}: tanpa Arti")
    bare = get_args(hint)[0]
    options = get_args(bare) if get_origin(bare) in (Union, types.UnionType) else (bare,)
    python = next(option for option in options if option is not type(None))
    return SchemaField(name, _arrow(name, python, arti), len(options) > 1, arti.deskripsi, arti.satuan)


def _arrow(name: str, python: object, arti: Arti) -> pa.DataType:
    if get_origin(python) is tuple:
        return pa.list_(_ARROW[get_args(python)[0]])
    key = arti.arrow or (str if get_origin(python) is Literal else python)
    if key is Decimal or key not in _ARROW:
        raise TypeError(f"kolom {name}: tipe {key!r} tidak punya bentuk Arrow")
    return _ARROW[key]


def _frictionless_type(tipe: pa.DataType) -> str:
    return next(name for test, name in _FRICTIONLESS if test(tipe))
