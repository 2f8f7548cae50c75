"""An `Executor` of processes on this machine.

Each worker has a pipe of its own and shares no lock with another: whichever moment one is killed at, the others and this
process go on. (Pools whose workers share a queue, pebble's and the standard library's among them, wait for ever for the lock
that a killed worker held, or give up all work at the first death.)
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, resource_tracker
from typing import Any, TypeVar

from pipeline.errors import LkjipError
from pipeline.executor import WorkerDied
from pipeline.limits import end_group, memory_share
from pipeline.worker import prepare

T = TypeVar("T")
TASKS_A_PROCESS = 200
"""After this many a worker starts anew, so that what a library leaks does not add up."""
_MOST_FAILED_STARTS = 3
"""So many workers in a row may die before their first task is taken up: then none can live here."""
_START_SECONDS = 120.0
"""What a worker may take to load its libraries, on an old computer that is busy."""
_END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    work: bytes
    seconds: float


@dataclass(slots=True)
class _Worker:
    """A process and what it is doing. `ready`: it has told that it can work."""

    process: Any
    pipe: Any
    task: _Task | None = None
    until: float = 0.0
    taken: int = 0
    ready: bool = False


@dataclass(slots=True)
class Processes:
    """Spawned processes (the same on every system; no threads or locks of ours are copied), started as there is work.

    `memory` bytes are what each may take (None: its part of the machine's), see `pipeline.limits`.
    """

    workers: int
    memory: int | None = None
    _waiting: deque[_Task] = field(default_factory=deque)
    _crew: list[_Worker] = field(default_factory=list)
    _manager: threading.Thread | None = None
    _wake: tuple[Any, Any] | None = None
    _end: str = ""
    _failed_starts: int = 0

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        """See `Executor.submit`."""
        future: Future[T] = Future()
        self._waiting.append(_Task(future, pickle.dumps((function, args)), seconds))
        if self._manager is None:
            self._end = ""
            for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
                os.environ.setdefault(variable, "1")  # inherited by the workers, of which there is one a core
            self._wake = multiprocessing.Pipe(duplex=False)
            self._manager = threading.Thread(target=self._manage, name="lkjip-pekerja", daemon=True)
            self._manager.start()
        self._nudge()
        return future

    def close(self, now: bool) -> None:
        """See `Executor.close`."""
        if self._manager is not None:
            self._end = "now" if now else "done"
            self._nudge()
            self._manager.join()
            self._manager = None

    def _nudge(self) -> None:
        if self._wake is not None:
            self._wake[1].send_bytes(b"x")

    def _manage(self) -> None:
        """The thread that alone knows the workers: hands out tasks, takes results, buries the dead."""
        assert self._wake is not None
        wake = self._wake[0]
        try:
            while self._end != "now" and not (self._end == "done" and not self._waiting and self._all_idle()):
                self._hand_out()
                due = min((w.until for w in self._crew if w.task), default=time.monotonic() + 3600)
                things: list[Any] = [wake, *(w.pipe for w in self._crew), *(w.process.sentinel for w in self._crew)]
                ready = connection.wait(things, max(0.0, due - time.monotonic()))
                if wake in ready:
                    wake.recv_bytes()
                for worker in list(self._crew):
                    if worker.pipe in ready:
                        self._hear(worker)
                    elif worker.process.sentinel in ready:
                        self._bury(worker)
                    elif worker.task and time.monotonic() >= worker.until:
                        self._dismiss(worker, TimeoutError())
        except BaseException as error:  # a mistake of ours must not leave the run waiting for an answer
            self._refuse(error)
            raise
        finally:
            self._send_home()

    def _all_idle(self) -> bool:
        return not any(worker.task for worker in self._crew)

    def _hand_out(self) -> None:
        idle = [worker for worker in self._crew if worker.task is None]
        while self._waiting and (idle or len(self._crew) < self.workers):
            task = self._waiting.popleft()
            if not task.future.set_running_or_notify_cancel():
                continue
            worker = idle.pop() if idle else self._hire()
            worker.task, worker.until = task, time.monotonic() + task.seconds + (0.0 if worker.ready else _START_SECONDS)
            with suppress(OSError):  # it died: its sentinel tells
                worker.pipe.send_bytes(task.work)

    def _hire(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        memory = self.memory or memory_share(self.workers)
        _without_interrupt()
        process = context.Process(target=_work, args=(theirs, memory), name="lkjip-pekerja", daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._crew.append(worker)
        return worker

    def _hear(self, worker: _Worker) -> None:
        """Take what a worker tells: that it is ready, or the result of its task."""
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if told is None:
            worker.ready, self._failed_starts = True, 0
            worker.until = time.monotonic() + (worker.task.seconds if worker.task else 0.0)
            return
        task, worker.task = worker.task, None
        worker.taken += 1
        if worker.taken >= TASKS_A_PROCESS:
            self._crew.remove(worker)
            worker.pipe.close()  # it sees the end of its pipe, and ends
            worker.process.join(_END_SECONDS)
            end_process_of(worker)
        if task is not None:
            well, value = told
            task.future.set_result(value) if well else task.future.set_exception(value)

    def _bury(self, worker: _Worker) -> None:
        worker.process.join(_END_SECONDS)
        code = worker.process.exitcode
        self._dismiss(worker, WorkerDied(code))
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _MOST_FAILED_STARTS:
                self._refuse(LkjipError("proses pekerja berhenti begitu dimulai; jalankan lkjip doctor, atau kurangi --workers"))

    def _dismiss(self, worker: _Worker, why: Exception) -> None:
        """End a worker, if it has not ended, with all it started; its task fails."""
        self._crew.remove(worker)
        worker.pipe.close()
        end_process_of(worker)
        if worker.task is not None:
            worker.task.future.set_exception(why)

    def _refuse(self, error: BaseException) -> None:
        """No task can be done."""
        while self._waiting:
            task = self._waiting.popleft()
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(error)

    def _send_home(self) -> None:
        for worker in self._crew:
            worker.pipe.close()
        deadline = time.monotonic() + (0.0 if self._end == "now" else _END_SECONDS)
        for worker in self._crew:
            worker.process.join(max(0.0, deadline - time.monotonic()))
        for worker in self._crew:
            end_process_of(worker)
            if worker.task is not None:
                worker.task.future.set_exception(WorkerDied(None))
        self._crew.clear()
        for task in self._waiting:
            task.future.cancel()
        self._waiting.clear()
        if self._wake is not None:
            for end in self._wake:
                end.close()
            self._wake = None


def _without_interrupt() -> None:
    """What this thread starts from now on does not hear Ctrl-C, not even while it still loads its libraries."""
    if sys.platform != "win32":
        resource_tracker.ensure_running()  # it would undo the next line if it were started later
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def end_process_of(worker: _Worker) -> None:
    """End a worker's process and what it left running (tesseract)."""
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    end_group(worker.process.pid)


def _work(pipe: Any, memory: int) -> None:
    """The life of a worker: a task comes, its result goes, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(128 + number))
    prepare(memory)
    pipe.send(None)
    while True:
        try:
            function, args = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            told: tuple[bool, Any] = (True, function(*args))
        except Exception as error:
            error.add_note("".join(traceback.format_exception(error)))
            told = (False, error)
        try:
            pipe.send(told)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            pipe.send((False, RuntimeError(f"{type(told[1]).__name__} cannot be sent: {error}")))
        except OSError:
            return
