"""Parquet that does not depend on the order of things, and replaces the old as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline import writers
from pipeline.datasets import DATASETS, Anggaran, Dokumen, Sel, Temuan
from pipeline.document import Kumpulan
from pipeline.errors import WorkFolderError
from pipeline.skema import skema


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


EMPTY = Kumpulan((), (), (), (), (), (), (), ())
FULL = replace(
    EMPTY,
    dokumen=(dokumen("b.pdf"), dokumen("a.pdf")),
    anggaran=(anggaran(2, "1234567890123456.78"), anggaran(1, None)),
    temuan=(temuan("y", 3), temuan("x", None)),
)


def files(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}


def test_rows_come_back_sorted_and_typed(tmp_path: Path) -> None:
    counts = writers.write_datasets(tmp_path, FULL, [[sel(2), sel(1)]])
    assert counts == {
        "dokumen": 2,
        "tabel": 0,
        "sel": 2,
        "kinerja": 0,
        "anggaran": 2,
        "indikator": 0,
        "padanan": 0,
        "kegiatan": 0,
        "temuan": 2,
    }
    assert pq.read_table(tmp_path / "dokumen").column("berkas").to_pylist() == ["a.pdf", "b.pdf"]
    assert pq.read_table(tmp_path / "anggaran").column("nilai").to_pylist() == [None, Decimal("1234567890123456.78")]
    assert pq.read_table(tmp_path / "temuan").column("halaman").to_pylist() == [None, 3]
    assert pq.read_table(tmp_path / "sel").column("baris").to_pylist() == [1, 2]


def test_equal_rows_give_equal_bytes_whatever_their_order(tmp_path: Path) -> None:
    writers.write_datasets(tmp_path / "one", FULL, [[sel(1), sel(2)]])
    turned = replace(FULL, dokumen=FULL.dokumen[::-1], anggaran=FULL.anggaran[::-1], temuan=FULL.temuan[::-1])
    writers.write_datasets(tmp_path / "two", turned, [[sel(2), sel(1)]])
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_empty_datasets_keep_their_columns(tmp_path: Path) -> None:
    writers.write_datasets(tmp_path, EMPTY, [])
    for name in DATASETS:
        assert pq.read_schema(tmp_path / name / "part-0000.parquet").equals(skema(name), check_metadata=False)
    asked = duckdb.sql(f"select nilai from read_parquet('{tmp_path}/kinerja/**/*.parquet', hive_partitioning=true)")
    assert asked.fetchall() == []


def test_metadata_is_in_the_files(tmp_path: Path) -> None:
    writers.write_datasets(tmp_path, FULL, [])
    schema = pq.read_schema(tmp_path / "anggaran" / "part-0000.parquet")
    assert schema.field("nilai").metadata[b"deskripsi"] == b"rupiah penuh, atau persen"
    assert schema.metadata[b"versi_skema"] == b"1"


def test_many_rows_make_parts_and_fewer_take_them_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "GROUP_ROWS", 10)
    monkeypatch.setattr(writers, "PART_ROWS", 20)
    assert writers.write_datasets(tmp_path, EMPTY, [[sel(i) for i in range(45)], []])["sel"] == 45
    parts = sorted((tmp_path / "sel").iterdir())
    assert [pq.read_metadata(part).num_rows for part in parts] == [20, 20, 5]
    assert pq.read_metadata(parts[0]).num_row_groups == 2
    assert writers.write_datasets(tmp_path, EMPTY, [[sel(i) for i in range(20)]])["sel"] == 20
    assert [part.name for part in (tmp_path / "sel").iterdir()] == ["part-0000.parquet"]
    assert pq.read_table(tmp_path / "sel").num_rows == 20


def test_failure_leaves_the_old_datasets_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writers.write_datasets(tmp_path, FULL, [])
    before = files(tmp_path)

    def full_disk(*_: object) -> str:
        raise OSError(28, "No space left on device", str(tmp_path / "x"))

    monkeypatch.setattr(writers, "_package", full_disk)
    with pytest.raises(WorkFolderError, match="disk penuh"):
        writers.write_datasets(tmp_path, EMPTY, [])
    assert files(tmp_path) == before


def test_package_describes_every_file_and_column(tmp_path: Path) -> None:
    writers.write_datasets(tmp_path, FULL, [])
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(DATASETS)
    for resource in package["resources"]:
        assert all((tmp_path / path).is_file() for path in resource["path"])
        written = pq.read_schema(tmp_path / resource["path"][0])
        assert [field["name"] for field in resource["schema"]["fields"]] == written.names
        assert all(field["description"] for field in resource["schema"]["fields"])
