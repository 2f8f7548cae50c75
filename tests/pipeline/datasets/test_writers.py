"""Rows to tables and parts: typed, sorted, the same bytes for the same rows."""

from __future__ import annotations

import itertools
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.datasets import writers
from pipeline.datasets.ownership import Written
from pipeline.datasets.records import DATASETS, Anggaran, Dokumen, Sel, Temuan
from pipeline.datasets.schemas import skema


def dokumen(name: str) -> Dokumen:
    return Dokumen(f"id-{name}", name, "LKjIP", "Dinas Contoh", None, None, 2022, None, None, 3, 0, "berhasil", None, ("x.pdf",))


def anggaran(number: int, value: str | None) -> Anggaran:
    return Anggaran(
        f"a{number}",
        "id",
        "t",
        1,
        number,
        2,
        "realisasi_anggaran",
        None,
        None,
        "program",
        "Program contoh",
        2022,
        None,
        "pagu",
        None if value is None else Decimal(value),
        None,
        value or "-",
        "pasti",
        1.0,
    )


def sel(number: int) -> Sel:
    return Sel("t", "id", number, 0, 1, 1, f"isi {number}", 1, 0.0, 0.5, 1.0, 1.5, 1.0, False)


def temuan(ident: str, halaman: int | None) -> Temuan:
    return Temuan(ident, "id", None, halaman, None, None, "halaman_gagal", "galat", "pesan", "{}")


ROWS: dict[str, list[Any]] = {
    "dokumen": [dokumen("b.pdf"), dokumen("a.pdf")],
    "anggaran": [anggaran(2, "1234567890123456.78"), anggaran(1, None)],
    "temuan": [temuan("y", 3), temuan("x", None)],
    "sel": [sel(2), sel(1)],
}


def table(name: str, rows: list[Any], instansi: str | None = "Dinas Contoh") -> pa.Table:
    return writers.table_of(name, writers.ordered(name, rows), instansi)


def test_rows_come_back_sorted_and_typed() -> None:
    assert table("dokumen", ROWS["dokumen"]).column("berkas").to_pylist() == ["a.pdf", "b.pdf"]
    assert table("anggaran", ROWS["anggaran"]).column("nilai").to_pylist() == [None, Decimal("1234567890123456.78")]
    assert table("temuan", ROWS["temuan"]).column("halaman").to_pylist() == [None, 3]
    assert table("sel", ROWS["sel"]).column("baris").to_pylist() == [1, 2]


def test_the_agency_is_told_of_every_fact_and_a_document_keeps_the_name_it_prints() -> None:
    assert set(table("sel", ROWS["sel"], "Dinas Lain").column("instansi").to_pylist()) == {"Dinas Lain"}
    assert table("anggaran", ROWS["anggaran"], None).column("instansi").to_pylist() == [None, None]
    assert set(table("dokumen", ROWS["dokumen"], "Dinas Lain").column("instansi").to_pylist()) == {"Dinas Contoh"}


@pytest.mark.parametrize("name", ROWS)
def test_equal_rows_give_equal_bytes_whatever_their_order(tmp_path: Path, name: str) -> None:
    writers.write_part(tmp_path / "one", name, [table(name, ROWS[name])])
    writers.write_part(tmp_path / "two", name, [table(name, ROWS[name][::-1])])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_tables_are_cut_into_row_groups_wherever_they_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "GROUP_ROWS", 10)
    rows = [sel(i) for i in range(45)]
    for name, cuts in (("one", (0, 45)), ("two", (0, 3, 3, 31, 40, 45))):
        pieces = [rows[a:b] for a, b in itertools.pairwise(cuts)]
        assert writers.write_part(tmp_path / name, "sel", (table("sel", piece) for piece in pieces)) == 45
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    told = pq.read_metadata(tmp_path / "one")
    assert [told.row_group(i).num_rows for i in range(told.num_row_groups)] == [10, 10, 10, 10, 5]


@pytest.mark.parametrize("name", DATASETS)
def test_empty_datasets_keep_their_columns(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "bagian.parquet"
    path.parent.mkdir()
    assert writers.write_part(path, name, [table(name, [])]) == 0
    assert pq.read_schema(path).equals(skema(name), check_metadata=False)
    asked = duckdb.sql(f"select * from read_parquet('{tmp_path}/{name}/**/*.parquet', hive_partitioning=true)")
    assert asked.columns == skema(name).names
    assert asked.fetchall() == []


def test_metadata_is_in_the_files(tmp_path: Path) -> None:
    writers.write_part(tmp_path / "a.parquet", "anggaran", [table("anggaran", ROWS["anggaran"])])
    schema = pq.read_schema(tmp_path / "a.parquet")
    assert schema.field("nilai").metadata[b"deskripsi"] == b"rupiah penuh, atau persen"
    assert schema.metadata[b"versi_skema"] == b"2"


def test_package_describes_every_file_and_column() -> None:
    parts = {name: [f"{name}-1.parquet"] for name in DATASETS}
    told = json.loads(writers.package(parts, {f"{name}/{name}-1.parquet": Written(7, "ab") for name in DATASETS}))
    assert told["berkas"]["sel/sel-1.parquet"] == {"bytes": 7, "hash": "sha256:ab"}
    assert [resource["name"] for resource in told["resources"]] == list(DATASETS)
    for resource in told["resources"]:
        assert resource["path"] == [f"{resource['name']}/{resource['name']}-1.parquet"]
        assert [field["name"] for field in resource["schema"]["fields"]] == skema(resource["name"]).names
        assert all(field["description"] for field in resource["schema"]["fields"])
