"""Output that nobody takes any more lets the work go on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.commands.unbroken import Unbroken


@pytest.mark.parametrize("flushed", [True, False])
def test_a_reader_that_went_away_is_no_error(flushed: bool) -> None:
    reads, writes = os.pipe()
    with os.fdopen(writes, "w", encoding="utf-8") as stream:
        out = Unbroken(stream)
        assert out.write("satu\n") == 5
        out.flush()
        assert os.read(reads, 99) == b"satu\n"
        os.close(reads)
        for count in (5_000, 5_000, 100_000, 5_000):  # less and more than a stream holds back
            assert out.write("x" * count) == count
            if flushed:
                out.flush()


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_is_no_error() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        out = Unbroken(stream)
        out.write("satu\n")
        out.flush()
        out.flush()


def test_else_it_is_the_stream_itself(tmp_path: Path) -> None:
    with (tmp_path / "x").open("w", encoding="utf-8") as stream:
        out = Unbroken(stream)
        out.write("satu")
        out.flush()
        assert (out.encoding, out.fileno()) == (stream.encoding, stream.fileno())
        assert (tmp_path / "x").read_text(encoding="utf-8") == "satu"
    with pytest.raises(ValueError, match="closed"):
        out.write("a mistake of ours is told")
