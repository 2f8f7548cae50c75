"""`lkjip run --watch`: new files are taken once they are wholly there."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.batch.sources import Selection
from pipeline.batch.watch import changes
from tests.pipeline import fakes
from tests.pipeline.batch.test_run import ROOT, fill, rows
from tests.pipeline.faked_command import COMMAND


def taken(selection: Selection) -> list[str]:
    return sorted(Path(path).name for path, _ in selection.among or ())


def test_a_file_that_grows_is_left_until_it_rests(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    steps = itertools.count(1)

    def sleep(seconds: float) -> None:
        step = next(steps)
        if step == 2:
            (raw / "b.pdf").write_bytes(b"%PDF-")
        elif step in (3, 4):
            with (raw / "b.pdf").open("ab") as stream:
                stream.write(b"x")
        elif step == 8:
            (raw / "a.pdf").unlink()
        elif step > 12:
            raise KeyboardInterrupt

    turns = changes(raw, output, 1.0, Selection(only=("*",)), sleep)
    assert [taken(next(turns)) for _ in range(3)] == [["a.pdf"], ["a.pdf", "b.pdf"], ["b.pdf"]]
    with pytest.raises(KeyboardInterrupt):
        next(turns)


def test_waits_for_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    steps = itertools.count(1)

    def sleep(seconds: float) -> None:
        if next(steps) == 3:
            fill(raw, "a.pdf")

    assert taken(next(changes(raw, tmp_path / "out", 1.0, Selection(), sleep))) == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to another process group on Windows")
def test_watching_process_takes_new_files_and_stops_with_ctrl_c(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    command = [*COMMAND, "run", str(raw), str(output), "-w", "1", "--watch", "--watch-seconds", "0.3", "--json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    late = threading.Timer(120, process.kill)  # it would watch for ever where the test is broken off
    late.start()
    try:
        first = process.stdout.readline()  # told when a run is over, however slow the machine
        fill(raw, "b.pdf")
        second = process.stdout.readline()
        assert [row["berkas"] for row in rows(output, "dokumen")] == ["a.pdf", "b.pdf"]
        time.sleep(1.0)  # nothing new: no further run
        os.kill(process.pid, signal.SIGINT)
        told, errors = process.communicate(timeout=30)
    finally:
        late.cancel()
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in errors
    summaries = [json.loads(line) for line in (first, second, *told.splitlines())]
    assert [one["dokumen"] for one in summaries] == [1, 2]
    assert fakes.readings(raw) == ["a.pdf", "b.pdf"]
