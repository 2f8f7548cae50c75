"""The work folder: whole files or none, and keys that change with what they stand for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from extractors.extract import ExtractOptions
from extractors.model import Extraction
from extractors.scan.page import OcrOptions
from pipeline.errors import WorkFolderError
from pipeline.storage import work_folder as cache
from pipeline.storage.files import replacing, write_whole
from pipeline.storage.work_folder import ERROR_NOTE, WorkFolder, extraction_key, result_key
from tests.pipeline.fakes import extraction

KEY = "a" * 64


def test_value_comes_back_the_same_for_its_key_only(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path)
    work.write("id", "ekstraksi", KEY, extraction((1, 2)))
    assert work.read("id", "ekstraksi", KEY, Extraction) == extraction((1, 2))
    assert work.has("id", "ekstraksi", KEY)
    assert work.read("id", "ekstraksi", "b" * 64, Extraction) is None
    assert not work.has("id", "ekstraksi", "b" * 64)
    assert [path.name for path in (tmp_path / ".kerja" / "id").iterdir()] == ["ekstraksi"]


def test_a_crash_is_noted_whatever_its_error_names(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path)
    try:
        raise ValueError("lap\udcfe.pdf")
    except ValueError as error:
        path = work.note_crash("id", error)
    assert path == work.path("id", ERROR_NOTE)
    told = path.read_text(encoding="utf-8").splitlines()
    assert datetime.fromisoformat(told[0]).tzinfo is not None
    assert (told[1], told[-1]) == ("Traceback (most recent call last):", "ValueError: lap\\udcfe.pdf")


@pytest.mark.parametrize("keep", [0, 30, 64, 65, 200])
def test_cut_off_file_is_as_none(tmp_path: Path, keep: int) -> None:
    work = WorkFolder.of(tmp_path)
    work.write("id", "ekstraksi", KEY, extraction((1, 2)))
    path = work.path("id", "ekstraksi")
    path.write_bytes(path.read_bytes()[:keep])
    assert work.read("id", "ekstraksi", KEY, Extraction) is None


def test_value_of_another_shape_is_as_none(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path)
    work.write("id", "ekstraksi", KEY, {"pages": "banyak"})
    assert work.read("id", "ekstraksi", KEY, Extraction) is None


def test_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WorkFolderError, match="tidak dapat ditulis"):
        write_whole(tmp_path / "file" / "x", b"data")


def test_broken_off_writing_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", b"lama")
    with pytest.raises(UnicodeEncodeError), replacing(tmp_path / "x") as beside:
        beside.write_text("baru" * 10_000 + "\udcff", encoding="utf-8")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"lama"]


def test_extraction_key_follows_bytes_and_reading_options_but_not_patience() -> None:
    base = ExtractOptions()
    key = extraction_key("id", base)
    assert extraction_key("id", replace(base, page_seconds=1.0)) == key
    assert extraction_key("other", base) != key
    assert extraction_key("id", replace(base, ocr=None)) != key
    assert extraction_key("id", replace(base, ocr=OcrOptions(dpi=300.0))) != key
    assert extraction_key("id", replace(base, pages=(1,))) != key


def test_result_key_follows_what_is_known_and_the_name() -> None:
    key = result_key("extraction", "a.pdf", ("known",))
    assert result_key("extraction", "b.pdf", ("known",)) != key
    assert result_key("extraction", "a.pdf", ("more",)) != key
    assert result_key("another", "a.pdf", ("known",)) != key


def test_digest_follows_code_and_data_but_not_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "paket"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_bytes(b"x = 1\n")
    (package / "data" / "kata.toml").write_bytes(b"a = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    def digest() -> str:
        cache.source_digest.cache_clear()
        return cache.source_digest("paket")

    first = digest()
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "x.py").write_bytes(b"")
    (package / "__init__.py").write_bytes(b"x = 1\r\n")
    assert digest() == first
    (package / "data" / "kata.toml").write_bytes(b"a = 2\n")
    assert digest() != first
    cache.source_digest.cache_clear()
