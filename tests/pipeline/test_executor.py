"""Worker processes: what they may take, and that none outlives its purpose."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline import limits
from pipeline.executor import WorkerDied
from pipeline.limits import MIB, memory_share, memory_used, total_memory
from pipeline.processes import Processes
from tests.pipeline import tasks

ROOT = Path(__file__).resolve().parents[2]
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
def test_a_request_beyond_the_limit_fails_and_the_worker_goes_on(pool: Processes) -> None:
    with pytest.raises(MemoryError):
        pool.submit(tasks.take, 900 * MIB, seconds=60).result(60)
    first = pool.submit(tasks.process_id, seconds=60).result(60)
    assert pool.submit(tasks.take, 10 * MIB, seconds=60).result(60) == 10 * MIB
    assert pool.submit(tasks.process_id, seconds=60).result(60) == first


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
