"""One run at a time on an output folder, and no lock that outlives its holder."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import OutputBusyError, WorkFolderError
from pipeline.storage import lock
from pipeline.storage.lock import only_run

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys, time
from pathlib import Path
from pipeline.storage.lock import only_run
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


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared folder whose file system knows no locks."""
    monkeypatch.setattr(lock, "_lock", lambda descriptor: None)


@pytest.mark.usefixtures("no_locks")
def test_without_locks_of_the_system_a_file_keeps_the_second_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_TOUCH_SECONDS", 0.05)
    path = tmp_path / "out" / ".kerja" / "kunci"
    held = path.with_name("kunci.pemegang")
    with only_run(path):
        first = held.stat().st_mtime_ns
        with pytest.raises(OutputBusyError, match=rf"pid {os.getpid()} di .* sejak 20"), only_run(path):
            pass
        deadline = time.monotonic() + 10
        while held.stat().st_mtime_ns == first and time.monotonic() < deadline:
            time.sleep(0.02)
        assert held.stat().st_mtime_ns > first, "the holder shows that it lives"
    assert not held.exists()
    with only_run(path):
        pass


@pytest.mark.usefixtures("no_locks")
def test_a_broken_lock_file_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "out" / ".kerja" / "kunci"
    held = path.with_name("kunci.pemegang")
    held.parent.mkdir(parents=True)

    def left_behind(pid: int, computer: str, minutes: float) -> None:
        held.write_text(json.dumps({"pid": pid, "komputer": computer}), encoding="utf-8")
        then = time.time() - 60 * minutes
        os.utime(held, (then, then))

    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left_behind(1, "komputer-lain", 60)
    with only_run(path):
        pass
    left_behind(1, "komputer-lain", 1)
    with pytest.raises(OutputBusyError, match="pid 1 di komputer-lain"), only_run(path):
        pass
    left_behind(dead.pid, socket.gethostname(), 1 if sys.platform != "win32" else 60)
    with only_run(path):
        pass


TAKE_OVER = """
import sys, time
from pathlib import Path
from pipeline.storage import lock
from pipeline.errors import OutputBusyError
real, wait = lock._broken, float(sys.argv[2])
def slow(path):
    broken = real(path)
    time.sleep(wait)  # between the look and the deed
    return broken
lock._broken, lock._lock = slow, lambda descriptor: None
try:
    with lock.only_run(Path(sys.argv[1])) as still_held:
        time.sleep(2.5)
        still_held()
        print("held")
except OutputBusyError:
    print("busy")
"""


def test_of_two_that_find_a_broken_lock_file_one_has_it(tmp_path: Path) -> None:
    path = tmp_path / "out" / ".kerja" / "kunci"
    mark = path.with_name("kunci.pemegang")
    mark.parent.mkdir(parents=True)
    mark.write_text(json.dumps({"pid": 1, "komputer": "komputer-lain"}), encoding="utf-8")
    os.utime(mark, (1.0, 1.0))
    both = [
        subprocess.Popen([sys.executable, "-c", TAKE_OVER, str(path), wait], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for wait in ("0.2", "0.8")
    ]
    told = sorted(one.communicate(timeout=30)[0].strip() for one in both)
    assert told == ["busy", "held"]
    assert not mark.exists()


@pytest.mark.usefixtures("no_locks")
def test_whoever_lost_the_lock_file_is_told_and_leaves_that_of_another(tmp_path: Path) -> None:
    path = tmp_path / "out" / ".kerja" / "kunci"
    mark = path.with_name("kunci.pemegang")
    other = json.dumps({"pid": 1, "komputer": "komputer-lain"})
    with only_run(path) as still_held:
        still_held()
        mark.write_text(other, encoding="utf-8")
        with pytest.raises(OutputBusyError, match="komputer-lain"):
            still_held()
    assert mark.read_text(encoding="utf-8") == other


def test_a_lock_of_the_system_and_one_by_file_see_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out" / ".kerja" / "kunci"
    system = lock._lock
    with monkeypatch.context() as patch:
        patch.setattr(lock, "_lock", lambda descriptor: None)
        with only_run(path):
            patch.setattr(lock, "_lock", system)
            with pytest.raises(OutputBusyError, match=f"pid {os.getpid()}"), only_run(path):
                pass
    with only_run(path), monkeypatch.context() as patch:
        patch.setattr(lock, "_lock", lambda descriptor: None)
        with pytest.raises(OutputBusyError, match=f"pid {os.getpid()}"), only_run(path):
            pass
    with only_run(path) as still_held:
        still_held()


def test_a_lock_that_the_disk_does_not_give_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(descriptor: int) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(lock, "_lock", fails)
    with pytest.raises(WorkFolderError, match="Input/output error"), only_run(tmp_path / "kunci"):
        pass
