"""A file is known again by its stamp, once that is old enough to be told from a later one."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.storage.stamps import Looked, Stamp


def test_only_a_stamp_that_has_settled_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"satu")
    stamp = Stamp.of(path)
    now = time.time_ns()
    assert not Looked(stamp, "aa", now).holds(stamp), "a file system that counts in steps of two seconds"
    assert Looked(stamp, "aa", now + 3_600_000_000_000).holds(stamp)
    assert not Looked(stamp, "aa", now + 3_600_000_000_000).holds(replace(stamp, inode=stamp.inode + 1))


def test_a_date_that_was_set_back_is_a_new_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"satu")
    os.utime(path, (1.0, 1.0))
    before = Stamp.of(path)
    time.sleep(0.02)
    path.write_bytes(b"lain")
    os.utime(path, (1.0, 1.0))
    after = Stamp.of(path)
    assert (after.size, after.written_ns) == (before.size, before.written_ns)
    assert after.changed_ns > before.changed_ns or os.name == "nt"


def test_what_is_no_file_of_bytes_has_none(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="bukan berkas biasa"):
        Stamp.of(tmp_path)
