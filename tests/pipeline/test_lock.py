"""One run at a time on an output folder, and no lock that outlives its holder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputBusyError
from pipeline.lock import only_run

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from pipeline.lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_comer_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "out" / ".kerja" / "kunci"
    with only_run(path), pytest.raises(OutputBusyError, match=r"pid \d+"), only_run(path):
        pass
    with only_run(path):
        pass


def test_lock_ends_with_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "out" / ".kerja" / "kunci"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(OutputBusyError, match=f"pid {holder.pid}"), only_run(path):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with only_run(path):
        pass
