"""What is kept for the computer: made once, never half, never believed when it was changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractors.scan.recogniser.cache import cache_folder, kept_or_made


class _Made:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"the cut model"


def test_it_is_made_once(tmp_path: Path) -> None:
    make = _Made()
    assert [kept_or_made("m", make, tmp_path / "new" / "folder") for _ in range(3)] == [b"the cut model"] * 3
    assert make.times == 1
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["m"], "nothing half is left"


@pytest.mark.parametrize("change", [lambda data: data[:-3], lambda data: data[:-1] + b"X", lambda data: b""])
def test_one_that_was_cut_off_or_changed_is_made_again(tmp_path: Path, change: object) -> None:
    make = _Made()
    kept_or_made("m", make, tmp_path)
    (tmp_path / "m").write_bytes(change((tmp_path / "m").read_bytes()))  # type: ignore[operator]
    assert kept_or_made("m", make, tmp_path) == b"the cut model"
    assert kept_or_made("m", make, tmp_path) == b"the cut model"
    assert make.times == 2


def test_without_a_folder_that_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    make = _Made()
    (tmp_path / "file").write_text("no folder")
    assert [kept_or_made("m", make, folder) for folder in (None, tmp_path / "file")] == [b"the cut model"] * 2
    assert make.times == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other systems have other places")
def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "lkjip"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert cache_folder() == tmp_path / "me" / ".cache" / "lkjip"
    monkeypatch.delenv("HOME")
    assert cache_folder() is None
