"""Parts that are ours are read once a process to know that they are as they were written; what changes is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.batch.jobs.restored import restored
from pipeline.datasets import stored
from pipeline.datasets.ownership import PACKAGE, Written, altered, packaged
from pipeline.datasets.stored import StoredDatasets
from pipeline.storage import stamps
from pipeline.storage.stamps import Stamp
from tests.pipeline import written


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder whose package names all parts."""
    written.write(tmp_path, written.sample())
    parts = {path.relative_to(tmp_path).as_posix(): Written.of(path) for path in tmp_path.glob("*/*.parquet")}
    noted = {name: {"bytes": known.size, "hash": f"sha256:{known.sha256}"} for name, known in parts.items()}
    package = {"name": "lkjip", "versi_skema": "2", "berkas": noted}
    (tmp_path / PACKAGE).write_text(json.dumps(package), encoding="utf-8")
    assert packaged(tmp_path) == parts
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Parts whose bytes were read. Their last change counts as long ago, which no program can set."""
    names: list[str] = []
    of = Written.of
    monkeypatch.setattr(Written, "of", lambda path: (names.append(f"{path.parent.name}/{path.name}"), of(path))[1])
    monkeypatch.setattr(stamps, "_SETTLED_NS", -3_600_000_000_000)
    return names


def test_a_part_is_read_once_however_often_it_is_asked_for(output: Path, read: list[str]) -> None:
    parts = packaged(output)
    for _ in range(3):
        assert altered(output, parts) == ()
        StoredDatasets(output).count("kinerja")
        assert restored(output, written.RENSTRA) is not None
    assert sorted(read) == sorted(parts)


def test_a_part_that_changes_is_read_again(output: Path, read: list[str]) -> None:
    parts = packaged(output)
    altered(output, parts)
    (part,) = (output / "kinerja").iterdir()
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)
    assert altered(output, parts) == (f"kinerja/{part.name}",)


def test_one_that_was_just_written_is_not_believed_from_its_stamp(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = packaged(output)
    altered(output, parts)
    (part,) = (output / "kinerja").iterdir()
    stamp = Stamp.of(part)
    part.write_bytes(part.read_bytes()[::-1])
    monkeypatch.setattr(Stamp, "of", lambda path: stamp)  # a file system that counts in steps of two seconds
    assert altered(output, {f"kinerja/{part.name}": parts[f"kinerja/{part.name}"]})


def test_the_package_is_read_once_for_all_datasets(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(stored, "packaged", lambda path: (asked.append(path), packaged(path))[1])
    datasets = StoredDatasets(output)
    for name in ("kinerja", "anggaran", "tabel"):
        datasets.count(name)
    assert asked == [output]
