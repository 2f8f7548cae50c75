"""Where the work on documents runs: processes of this machine, or whatever else keeps the same promise (a cluster)."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.worker import prepare

T = TypeVar("T")
TASKS_A_PROCESS = 200
"""After this many a worker starts anew, so that what a library leaks does not add up."""


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
    """An `Executor` of spawned processes on this machine, the first of them started with the first task."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPool | None = None

    @property
    def workers(self) -> int:
        return self._workers

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        return _Told(self._started().schedule(function, args, timeout=seconds))

    def close(self, now: bool) -> None:
        if self._pool is None:
            return
        if now:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._pool = None

    def _started(self) -> ProcessPool:
        """Spawned, not forked: the same on every system, and no threads or locks of ours are copied."""
        if self._pool is None:
            for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
                os.environ.setdefault(variable, "1")  # inherited by the workers, of which there is one a core
            self._pool = ProcessPool(
                max_workers=self._workers,
                max_tasks=TASKS_A_PROCESS,
                initializer=prepare,
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool


class _Told(Future[Any]):
    """A pebble future in the words of `Executor`."""

    def __init__(self, inner: Any) -> None:
        super().__init__()
        self._inner = inner
        inner.add_done_callback(self._settle)

    def running(self) -> bool:
        return bool(self._inner.running())

    def _settle(self, inner: Any) -> None:
        if inner.cancelled():
            self.cancel()
            self.set_running_or_notify_cancel()
            return
        error = inner.exception()
        if isinstance(error, ProcessExpired):
            self.set_exception(WorkerDied(error.exitcode))
        elif error is not None:
            self.set_exception(error)
        else:
            self.set_result(inner.result())
