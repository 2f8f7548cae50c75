"""Where the work on documents runs: processes of this machine, or whatever else keeps the same promise (a cluster)."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import LkjipError
from pipeline.limits import end_group, memory_share
from pipeline.worker import prepare

T = TypeVar("T")
TASKS_A_PROCESS = 200
"""After this many a worker starts anew, so that what a library leaks does not add up."""
_MOST_BROKEN = 3
"""So often in a row workers may die with nothing to do before the run is told that they cannot live here."""


class WorkerDied(Exception):  # noqa: N818  (an event, not a mistake of the program)
    """The process that ran a task ended before the task did. `exit_code` as the system tells it, None where it cannot."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class Executor(Protocol):
    """Runs functions apart from this process, so that none can take it down. Functions and arguments are picklable."""

    @property
    def workers(self) -> int:
        """How many tasks run at the same time; may change while a cluster grows or shrinks."""
        ...

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        """Run `function(*args)`; the future may be waited for with `concurrent.futures.wait` and tells `running()`.

        Its `result()` raises what the function raised, TimeoutError after `seconds` of work (waiting for a free worker
        does not count), WorkerDied where the process ended.
        """
        ...

    def close(self, now: bool) -> None:
        """Let go of the workers: after what was submitted, or `now`, leaving it undone. No process stays behind."""
        ...


class Processes:
    """An `Executor` of spawned processes on this machine, the first of them started with the first task.

    `memory` bytes are what each may take (None: its part of the machine's), see `pipeline.limits`.
    """

    def __init__(self, workers: int, memory: int | None = None) -> None:
        self._workers = workers
        self.memory = memory or memory_share(workers)
        self._pool: ProcessPool | None = None
        self._seen: set[int] = set()
        self._broken = 0

    @property
    def workers(self) -> int:
        return self._workers

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        try:
            inner = self._started().schedule(function, args, timeout=seconds)
        except RuntimeError:  # workers died with nothing to do (memory ran out as they started), and the pool with them
            self._broken += 1
            if self._broken >= _MOST_BROKEN:
                raise LkjipError(
                    "proses pekerja berhenti begitu dimulai; jalankan lkjip doctor, atau kurangi --workers"
                ) from None
            self.close(now=True)
            inner = self._started().schedule(function, args, timeout=seconds)
        self._note_workers()
        return _Told(inner, self._settled)

    def close(self, now: bool) -> None:
        if self._pool is None:
            return
        self._note_workers()
        if now:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._pool = None
        self._end_leftovers()

    def _started(self) -> ProcessPool:
        """Spawned, not forked: the same on every system, and no threads or locks of ours are copied."""
        if self._pool is None:
            for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
                os.environ.setdefault(variable, "1")  # inherited by the workers, of which there is one a core
            context: Any = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(
                max_workers=self._workers,
                max_tasks=TASKS_A_PROCESS,
                initializer=prepare,
                initargs=(self.memory,),
                context=context,
            )
        return self._pool

    def _settled(self, well: bool) -> None:
        if well:
            self._broken = 0
        else:
            self._end_leftovers()

    def _note_workers(self) -> None:
        self._seen.update(child.pid for child in multiprocessing.active_children() if child.pid is not None)

    def _end_leftovers(self) -> None:
        """End what dead workers left running (tesseract)."""
        alive = {child.pid for child in multiprocessing.active_children()}
        for pid in self._seen - alive:
            end_group(pid)
        self._seen &= alive


class _Told(Future[Any]):
    """A pebble future in the words of `Executor`."""

    def __init__(self, inner: Any, settled: Callable[[bool], None]) -> None:
        super().__init__()
        self._inner = inner
        self._told = settled
        inner.add_done_callback(self._settle)

    def running(self) -> bool:
        return bool(self._inner.running())

    def _settle(self, inner: Any) -> None:
        if inner.cancelled():
            self.cancel()
            self.set_running_or_notify_cancel()
            return
        error = inner.exception()
        self._told(not isinstance(error, (ProcessExpired, TimeoutError, BrokenProcessPool)))
        if isinstance(error, (ProcessExpired, BrokenProcessPool)):
            self.set_exception(WorkerDied(getattr(error, "exitcode", None)))
        elif error is not None:
            self.set_exception(error)
        else:
            self.set_result(inner.result())
