"""Worker processes: what they may take, and that none outlives its purpose."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.errors import LkjipError
from pipeline.storage.work_folder import WorkFolder
from pipeline.workers import limits, temporary
from pipeline.workers.executor import WorkerDied
from pipeline.workers.limits import MIB, memory_share, memory_used, total_memory
from pipeline.workers.processes import Processes
from pipeline.workers.tasks import completed
from tests.pipeline import tasks

ROOT = Path(__file__).resolve().parents[3]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture(scope="module")
def pool() -> Iterator[Processes]:
    pool = Processes(1, 700 * MIB)
    yield pool
    pool.close(now=True)


def gone(pids: list[int], seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets a single request fail")
def test_a_request_beyond_the_limit_fails_and_a_fresh_worker_goes_on(pool: Processes) -> None:
    first = pool.submit(tasks.process_id, seconds=60).result(60)
    with pytest.raises(MemoryError):
        pool.submit(tasks.take, 900 * MIB, seconds=60).result(60)
    assert pool.submit(tasks.take, 10 * MIB, seconds=60).result(60) == 10 * MIB
    assert pool.submit(tasks.process_id, seconds=60).result(60) != first, "what the first still holds is not known"


@posix
def test_without_a_limit_of_the_system_a_watch_ends_the_worker(pool: Processes) -> None:
    with pytest.raises(WorkerDied) as died:
        pool.submit(tasks.take_unlimited, 300 * MIB, 250 * MIB, seconds=60).result(60)
    assert died.value.exit_code == limits.EXIT_MEMORY


@posix
def test_a_worker_that_was_killed_takes_its_children_along(pool: Processes) -> None:
    future = pool.submit(tasks.with_child, seconds=60)
    worker, child = tasks.told(future)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(WorkerDied):
        future.result(30)
    assert gone([child])
    assert pool.submit(tasks.process_id, seconds=60).result(60) != worker


@posix
def test_time_over_ends_worker_and_children(pool: Processes) -> None:
    future = pool.submit(tasks.with_child, seconds=1.5)
    worker, child = tasks.told(future)
    with pytest.raises(TimeoutError):
        future.result(30)
    assert gone([worker, child])


def test_a_worker_killed_while_idle_costs_nothing(pool: Processes) -> None:
    worker = psutil.Process(pool.submit(tasks.process_id, seconds=60).result(60))
    worker.kill()
    psutil.wait_procs([worker], timeout=10)
    assert pool.submit(tasks.process_id, seconds=60).result(60) != worker.pid


def test_many_tasks_among_dying_workers_all_have_an_answer(pool: Processes) -> None:
    pool.workers = 2
    futures = [pool.submit(tasks.perhaps_die, n, seconds=60) for n in range(24)]
    answers = []
    for future in futures:
        try:
            answers.append(future.result(60))
        except WorkerDied as died:
            answers.append(-(died.exit_code or 0))
    assert answers == [-7 if n % 8 == 3 else n for n in range(24)]


def test_what_a_task_raises_tells_where(pool: Processes) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        pool.submit(tasks.divide, 1, 0, seconds=60).result(60)
    assert "tasks.py" in "".join(raised.value.__notes__)
    with pytest.raises(RuntimeError, match="cannot be sent"):
        pool.submit(tasks.not_to_be_sent, seconds=60).result(60)


def test_answers_that_cannot_be_read_back_end_their_task_only(pool: Processes) -> None:
    with pytest.raises(RuntimeError, match="AwkwardError cannot be sent") as raised:
        pool.submit(tasks.raise_awkward, seconds=60).result(60)
    assert "tasks.py" in "".join(raised.value.__notes__)
    with pytest.raises(RuntimeError, match="ZeroDivisionError reading"):
        pool.submit(tasks.Unreadable, seconds=60).result(60)
    assert pool.submit(tasks.process_id, seconds=60).result(60)


def test_a_manager_that_ends_leaves_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Processes(1)

    def mistake(self: Processes, worker: object) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr(Processes, "_hear", mistake)
    futures = [pool.submit(tasks.process_id, seconds=60) for _ in range(3)]
    for future in futures:
        with pytest.raises(LkjipError, match=r"pengelola proses pekerja berhenti .KeyError: 'a mistake"):
            future.result(60)
    with pytest.raises(LkjipError, match="pengelola"):
        pool.submit(tasks.process_id, seconds=60)
    pool.close(now=False)
    monkeypatch.undo()
    assert pool.submit(tasks.process_id, seconds=60).result(60)
    pool.close(now=True)


@pytest.mark.parametrize("seconds", [float("inf"), 1e300])
def test_a_limit_that_no_system_can_wait_for(pool: Processes, seconds: float) -> None:
    assert pool.submit(tasks.process_id, seconds=seconds).result(60)


@posix
def test_a_worker_that_stands_still_is_noticed(pool: Processes) -> None:
    start = time.monotonic()
    with pytest.raises(WorkerDied) as died:
        pool.submit(tasks.stand_still, 1.0, seconds=120).result(30)
    assert died.value.exit_code == limits.EXIT_STALLED
    assert time.monotonic() - start < 20
    assert pool.submit(tasks.process_id, seconds=60).result(60), "the next task has its own time"


def test_temporary_files_go_with_their_worker(pool: Processes, tmp_path: Path) -> None:
    note = tmp_path / "di mana"
    with pytest.raises(TimeoutError):
        pool.submit(tasks.leave_files, str(note), 60.0, seconds=1.5).result(60)
    folder = Path(note.read_text(encoding="utf-8"))
    assert not folder.exists()
    pool.submit(tasks.leave_files, str(note), 0.0, seconds=60).result(60)
    home = Path(note.read_text(encoding="utf-8")).parents[1]
    assert home.name.startswith("lkjip-kerja-")
    pool.close(now=True)
    assert not home.exists()


def test_temporary_files_of_killed_runs_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, days in (("lkjip-kerja-lama", 9), ("lkjip-kerja-dipakai", 0), ("lkjip-lain", 9)):
        (tmp_path / name / "isi").mkdir(parents=True)
        then = time.time() - 86_400 * days
        os.utime(tmp_path / name, (then, then))
    made = temporary.temporary_folder()
    assert made is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["lkjip-kerja-dipakai", "lkjip-lain", made.name])


def test_a_mistake_in_a_task_is_a_line_and_told_in_full(pool: Processes, tmp_path: Path) -> None:
    job = tasks.Errand(WorkFolder(tmp_path), 1)
    with pytest.raises(LkjipError, match=r"kesalahan program \(ZeroDivisionError: .*galat.txt"):
        list(completed(pool, tasks.blunder, [job], lambda _: 60.0))
    assert "tasks.py" in (tmp_path / "galat.txt").read_text(encoding="utf-8")


def test_what_had_no_room_in_a_used_worker_is_tried_in_a_fresh_one(pool: Processes, tmp_path: Path) -> None:
    job = tasks.Errand(WorkFolder(tmp_path), 1)
    ((_, other),) = completed(pool, tasks.short_of_memory, [job], lambda _: 60.0)
    assert other, "not the same process"


@posix
def test_no_process_outlives_a_killed_parent() -> None:
    command = [sys.executable, "-c", "from tests.pipeline.tasks import parent; parent()"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    assert len(pids) == 2
    process.kill()
    process.wait()
    process.stdout.close()
    assert gone(pids)


def test_shares_of_memory() -> None:
    total = total_memory()
    assert total is not None
    assert total > 256 * MIB
    assert 1024 * MIB <= memory_share(64) <= memory_share(1) <= 4096 * MIB
    used = memory_used()
    assert sys.platform == "win32" or (used is not None and used > 10 * MIB)
