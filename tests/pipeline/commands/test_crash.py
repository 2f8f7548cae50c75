"""The traceback of what nobody foresaw goes to a file; the user gets a line that names it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from pipeline.commands import crash
from pipeline.commands.crash import keep_traceback, what_happened
from pipeline.storage.work_folder import ERROR_NOTE, WorkFolder


def error(text: str = "contoh") -> BaseException:
    try:
        raise RuntimeError(text)
    except RuntimeError as caught:
        return caught


@pytest.fixture(autouse=True)
def _own_temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_it_lies_in_the_work_folder_where_there_is_one(tmp_path: Path) -> None:
    output = tmp_path / "out"
    WorkFolder.of(output).root.mkdir(parents=True)
    path = keep_traceback(error("huruf \udcfe"), output)
    assert path == WorkFolder.of(output).root / ERROR_NOTE
    text = path.read_text(encoding="utf-8")
    assert "RuntimeError: huruf \\udcfe" in text
    assert "Traceback" in text


@pytest.mark.parametrize("output", [None, "belum ada"])
def test_without_a_work_folder_it_is_a_temporary_file_and_no_folder_is_made(tmp_path: Path, output: str | None) -> None:
    path = keep_traceback(error(), tmp_path / output if output else None)
    assert path is not None
    assert path.parent == tmp_path
    assert "RuntimeError" in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_no_second_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    (WorkFolder.of(output).root / ERROR_NOTE).mkdir(parents=True)  # cannot be written
    path = keep_traceback(error(), output)
    assert path is not None
    assert path.parent == tmp_path

    def full(*_: object, **__: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(crash.tempfile, "NamedTemporaryFile", full)
    assert keep_traceback(error(), output) is None


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (MemoryError(), "memori tidak cukup"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "x"), "PYTHONUTF8=1"),
        (ValueError("isi dokumen"), "kesalahan program (ValueError)"),
    ],
)
def test_the_line_says_what_to_do_and_where_the_file_is(what: BaseException, words: str) -> None:
    line = what_happened(what, Path("galat.txt"))
    assert words in line
    assert "galat.txt" in line
    assert "\n" not in line
    assert "galat.txt" not in what_happened(what, None)
