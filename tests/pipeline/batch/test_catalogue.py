"""What is known of files and documents from earlier runs: an unchanged file is not read again, no document is forgotten."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.batch import catalogue
from pipeline.batch.catalogue import FileHashes, Remembered, look, read_documents, write_documents
from pipeline.errors import LkjipError
from pipeline.storage import stamps
from pipeline.storage.stamps import Stamp
from pipeline.storage.work_folder import WorkFolder
from tests.pipeline import written


def aged(path: Path, data: bytes, seconds: float = 60.0) -> None:
    path.write_bytes(data)
    at = time.time() - seconds
    os.utime(path, (at, at))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose bytes were read. Their last change counts as long ago, which no program can set."""
    read: list[str] = []
    real = catalogue.file_hash
    monkeypatch.setattr(catalogue, "file_hash", lambda path: (read.append(path.name), real(path))[1])
    monkeypatch.setattr(stamps, "_SETTLED_NS", -3_600_000_000_000)
    return read


def test_a_file_is_read_once_until_its_stamp_is_another(tmp_path: Path, readings: list[str]) -> None:
    work, path = WorkFolder.of(tmp_path / "out"), tmp_path / "a.pdf"
    work.root.mkdir(parents=True)
    aged(path, b"satu")
    for _ in range(2):
        hashes = FileHashes.load(work)
        first, _stamp = hashes.of(path)
        hashes.save(work)
    assert readings == ["a.pdf"]
    assert not FileHashes.load(work).unknown(path)
    aged(path, b"dua", seconds=50)
    hashes = FileHashes.load(work)
    assert hashes.unknown(path)
    assert hashes.of(path)[0] != first
    assert readings == ["a.pdf"] * 2


def test_a_file_that_was_just_written_may_change_again_under_the_same_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"satu")
    hashes = FileHashes()
    first, stamp = hashes.of(path)
    assert not stamp.settled(time.time_ns())
    assert stamp.settled(time.time_ns() + 3_600_000_000_000)
    path.write_bytes(b"lain")
    monkeypatch.setattr(Stamp, "of", lambda _: stamp)  # a file system that counts in steps of two seconds
    assert hashes.of(path)[0] != first


def test_hashes_of_files_that_were_not_asked_for_are_kept(tmp_path: Path, readings: list[str]) -> None:
    work = WorkFolder.of(tmp_path / "out")
    work.root.mkdir(parents=True)
    for name in ("a.pdf", "b.pdf"):
        aged(tmp_path / name, name.encode())
    for name in ("a.pdf", "b.pdf", "a.pdf"):
        hashes = FileHashes.load(work)
        hashes.of(tmp_path / name)
        hashes.save(work)
    assert readings == ["a.pdf", "b.pdf"]


def test_what_cannot_be_read_is_none_and_no_pipe_is_opened(tmp_path: Path) -> None:
    assert look(tmp_path / "tidak ada.pdf") is None
    assert not FileHashes().unknown(tmp_path / "tidak ada.pdf")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipa.pdf")
        assert look(tmp_path / "pipa.pdf") is None


KNOWN = {"d" * 16: Remembered("a.pdf", ("b.pdf",), "/raw", "kunci")}


def test_the_note_is_believed_where_the_datasets_are_those_it_was_written_for(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path)
    written.write(tmp_path, written.sample())
    parts = [path.name for path in (tmp_path / "dokumen").iterdir()]
    write_documents(work, KNOWN, parts)
    assert read_documents(work, tmp_path) == KNOWN


def test_without_a_note_or_with_one_of_other_datasets_these_are_asked(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path)
    assert read_documents(work, tmp_path) == {}
    written.write(tmp_path, written.sample())
    stored = read_documents(work, tmp_path)
    assert set(stored) == {written.LKJIP_2023, written.LKJIP_2022, written.RENSTRA, written.RUSAK}
    assert stored[written.RENSTRA].berkas == "Renstra 2021-2026.pdf"
    write_documents(work, KNOWN, ["bagian lain.parquet"])
    assert set(read_documents(work, tmp_path)) == set(stored) | set(KNOWN)


def test_datasets_that_cannot_be_read_are_told_and_not_forgotten(tmp_path: Path) -> None:
    written.write(tmp_path, written.sample())
    for path in (tmp_path / "dokumen").iterdir():
        path.write_bytes(b"rusak")
    with pytest.raises(LkjipError, match="akan hilang"):
        read_documents(WorkFolder.of(tmp_path), tmp_path)
