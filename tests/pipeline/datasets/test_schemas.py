"""The schemas say what the contract says, and every column explains itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pyarrow as pa
import pytest

from pipeline.datasets import schemas as skema
from pipeline.datasets.records import DATASETS, VERSI_SKEMA, Arti


@pytest.mark.parametrize("name", DATASETS)
def test_every_column_is_described_in_the_field_metadata(name: str) -> None:
    schema = skema.skema(name)
    assert schema.metadata[b"versi_skema"] == VERSI_SKEMA.encode()
    for field in schema:
        assert field.metadata[b"deskripsi"], field.name


@pytest.mark.parametrize(
    ("dataset", "column", "kind", "nullable"),
    [
        ("dokumen", "tahun", pa.int16(), True),
        ("dokumen", "halaman", pa.int32(), False),
        ("dokumen", "salinan", pa.list_(pa.string()), False),
        ("kinerja", "nilai", pa.float64(), True),
        ("kinerja", "triwulan", pa.int8(), True),
        ("kinerja", "kandidat", pa.list_(pa.float64()), False),
        ("anggaran", "nilai", pa.decimal128(24, 4), True),
        ("sel", "dari_ocr", pa.bool_(), False),
        ("temuan", "rincian", pa.string(), False),
    ],
)
def test_types_of_the_contract(dataset: str, column: str, kind: pa.DataType, nullable: bool) -> None:
    field = skema.skema(dataset).field(column)
    assert (field.type, field.nullable) == (kind, nullable)


def test_unit_is_in_the_metadata_where_there_is_one() -> None:
    assert skema.skema("anggaran").field("nilai").metadata[b"satuan"] == b"rupiah|persen"
    assert b"satuan" not in skema.skema("anggaran").field("uraian").metadata


def test_frictionless_names_keys_and_links() -> None:
    schema = skema.frictionless("kinerja")
    assert schema["primaryKey"] == ["kinerja_id"]
    assert {"fields": ["tabel_id"], "reference": {"resource": "tabel", "fields": ["tabel_id"]}} in schema["foreignKeys"]
    by_name = {field["name"]: field for field in schema["fields"]}
    assert by_name["nilai"]["type"] == "number"
    assert "constraints" not in by_name["nilai"]
    assert by_name["kandidat"]["type"] == "array"
    assert by_name["nilai_teks"]["constraints"] == {"required": True}


def test_column_without_meaning_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATASETS, "bare", Bare)
    with pytest.raises(TypeError, match="x: tanpa Arti"):
        skema.kolom("bare")
    monkeypatch.setitem(DATASETS, "odd", Odd)
    with pytest.raises(TypeError, match="x: tipe"):
        skema.kolom("odd")


@dataclass
class Bare:
    x: int


@dataclass
class Odd:
    x: Annotated[bytes, Arti("isi")]
