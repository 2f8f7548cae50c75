"""An `Executor` of processes on this machine.

Each worker has a pipe of its own and shares no lock with another: whichever moment one is killed at, the others and this
process go on. (Pools whose workers share a queue, pebble's and the standard library's among them, wait for ever for the lock
that a killed worker held, or give up all work at the first death.)
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, resource_tracker
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import LkjipError
from pipeline.workers.executor import WorkerDied
from pipeline.workers.life import work_until_let_go
from pipeline.workers.limits import EXIT_STALLED, Pulse, end_group, give_memory_back, memory_share, one_thread
from pipeline.workers.temporary import temporary_folder

T = TypeVar("T")
TASKS_A_PROCESS = 200
"""After this many a worker starts anew, so that what a library leaks does not add up."""
_MOST_FAILED_STARTS = 3
"""So many workers in a row may die before their first task is taken up: then none can live here."""
_START_SECONDS = 120.0
"""What a worker may take to load its libraries, on an old computer that is busy."""
_END_SECONDS = 5.0
_LOOK_SECONDS = 3600.0
"""The manager looks up so often at least; no system waits for longer than some weeks at a time."""
_SPARE_FILES = 24
"""So many files this process can still open once a worker has been hired: a run that cannot write is worth less than one
with fewer workers."""


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    work: bytes
    seconds: float


@dataclass(slots=True)
class _Worker:
    """A process and what it is doing. `ready`: it has told that it can work. `heard_by`: it has promised to be heard of."""

    process: Any
    pipe: Any
    folder: Path | None
    task: _Task | None = None
    until: float = 0.0
    heard_by: float | None = None
    taken: int = 0
    ready: bool = False

    @property
    def due(self) -> float:
        """When it is to be ended."""
        return self.until if self.heard_by is None else min(self.until, self.heard_by)


@dataclass(slots=True)
class Processes:
    """Spawned processes (the same on every system; no threads or locks of ours are copied), started as there is work.

    `workers` sinks where the system does not give so many. `memory` bytes are what each may take (None: its part of the
    machine's), see `pipeline.workers.limits`.
    """

    workers: int
    memory: int | None = None
    _waiting: deque[_Task] = field(default_factory=deque)
    _crew: list[_Worker] = field(default_factory=list)
    _manager: threading.Thread | None = None
    _wake: tuple[Any, Any] | None = None
    _woken: bool = False
    _end: str = ""
    _over: LkjipError | None = None
    _door: threading.Lock = field(default_factory=threading.Lock)
    _failed_starts: int = 0
    _unfit: str = ""
    _temporary: Path | None = None

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        """See `Executor.submit`. LkjipError where nobody is left to do it."""
        future: Future[T] = Future()
        task = _Task(future, pickle.dumps((function, args)), seconds)
        with self._door:
            if self._over is not None:
                raise self._over
            self._waiting.append(task)
        if self._manager is None:
            self._begin()
        self._nudge()
        return future

    def close(self, now: bool) -> None:
        """See `Executor.close`."""
        if self._manager is not None:
            self._end = "now" if now else "done"
            self._nudge()
            self._manager.join()
            self._manager = None
        if self._wake is not None:
            for end in self._wake:
                end.close()
            self._wake = None
        self._over = None

    def _begin(self) -> None:
        """Start the manager."""
        self._end, self._woken, self._failed_starts = "", False, 0
        one_thread()  # inherited by the workers, of which there is one a core
        give_memory_back()
        try:
            self._wake = multiprocessing.Pipe(duplex=False)
            manager = threading.Thread(target=self._manage, name="lkjip-pekerja", daemon=True)
            manager.start()
        except (OSError, RuntimeError) as error:  # no file, no thread to be had
            self._waiting.clear()
            raise _not_started(error) from error
        self._manager = manager

    def _nudge(self) -> None:
        """Wake the manager. One word is on its way to it at most, so that this never waits."""
        if self._wake is not None and not self._woken:
            self._woken = True
            self._wake[1].send_bytes(b"x")

    def _manage(self) -> None:
        """The thread that alone knows the workers: hands out tasks, takes results, buries the dead."""
        assert self._wake is not None
        wake = self._wake[0]
        self._temporary = temporary_folder()
        try:
            while self._end != "now" and not (self._end == "done" and not self._waiting and self._all_idle()):
                self._hand_out()
                due = min((w.due for w in self._crew if w.task), default=float("inf"))
                things: list[Any] = [wake, *(w.pipe for w in self._crew), *(w.process.sentinel for w in self._crew)]
                ready = connection.wait(things, max(0.0, min(due - time.monotonic(), _LOOK_SECONDS)))
                if wake in ready:
                    wake.recv_bytes()
                    self._woken = False
                for worker in list(self._crew):
                    if worker.pipe in ready:
                        self._hear(worker)
                    elif worker.process.sentinel in ready:
                        self._bury(worker)
                    elif worker.task and time.monotonic() >= worker.due:
                        late = time.monotonic() >= worker.until
                        self._dismiss(worker, TimeoutError() if late else WorkerDied(EXIT_STALLED))
        except BaseException as error:  # a mistake of ours must not leave the run waiting for an answer
            over = LkjipError(
                f"pengelola proses pekerja berhenti ({type(error).__name__}: {error}); jalankan lagi untuk melanjutkan"
            )
            over.__cause__ = error
            with self._door:
                self._over = over
            self._refuse(over)
        finally:
            self._send_home()

    def _all_idle(self) -> bool:
        return not any(worker.task for worker in self._crew)

    def _hand_out(self) -> None:
        idle = [worker for worker in self._crew if worker.task is None]
        while self._waiting and (idle or len(self._crew) < self.workers):
            if not idle:
                hired = self._hire()
                if hired is None:
                    return
                idle.append(hired)
            task = self._waiting.popleft()
            if not task.future.set_running_or_notify_cancel():
                continue
            worker = idle.pop()
            worker.task, worker.until = task, time.monotonic() + task.seconds + (0.0 if worker.ready else _START_SECONDS)
            with suppress(OSError):  # it died: its sentinel tells
                worker.pipe.send_bytes(task.work)

    def _hire(self) -> _Worker | None:
        """A new worker; None where the system gives no more. Those there are go on then; without any, nothing can be done."""
        try:
            worker = self._started()
        except (OSError, RuntimeError) as error:
            if self._crew:
                self.workers = len(self._crew)
            else:
                self._refuse(_not_started(error))
            return None
        self._crew.append(worker)
        return worker

    def _started(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        try:
            if self._crew:
                _have_spare_files()
            folder = self._room()
            memory = self.memory or memory_share(self.workers)
            process = context.Process(target=work_until_let_go, args=(theirs, memory, folder), name="lkjip-pekerja", daemon=True)
            with without_interrupt():
                process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return _Worker(process, ours, folder)

    def _room(self) -> Path | None:
        """A folder for a worker's temporary files."""
        with suppress(OSError):  # without, they lie among those of others
            if self._temporary is not None:
                return Path(tempfile.mkdtemp(dir=self._temporary))
        return None

    def _hear(self, worker: _Worker) -> None:
        """Take what a worker tells: that it is ready (None) or why it cannot be (str), a pulse, or the result of its task."""
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker)
            return
        try:
            told = pickle.loads(data)
        except Exception as error:  # whatever a class of somebody else's does when it is read back
            told = (False, RuntimeError(f"{type(error).__name__} reading a worker's answer: {error}"), True)
        if isinstance(told, Pulse):
            worker.heard_by = None if told.seconds is None else time.monotonic() + told.seconds
            return
        if isinstance(told, str):
            self._unfit = f" ({told})"
            return
        if told is None:
            worker.ready, self._failed_starts = True, 0
            worker.until = time.monotonic() + (worker.task.seconds if worker.task else 0.0)
            return
        task, worker.task, worker.heard_by = worker.task, None, None
        worker.taken += 1
        if self._temporary is not None:
            with suppress(OSError):
                os.utime(self._temporary)
        well, value, full = told
        if full or worker.taken >= TASKS_A_PROCESS:
            self._crew.remove(worker)
            worker.pipe.close()  # it sees the end of its pipe, and ends
            worker.process.join(_END_SECONDS)
            end_process_of(worker)
        if task is not None:
            task.future.set_result(value) if well else task.future.set_exception(value)

    def _bury(self, worker: _Worker) -> None:
        worker.process.join(_END_SECONDS)
        code = worker.process.exitcode
        self._dismiss(worker, WorkerDied(code))
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _MOST_FAILED_STARTS:
                self._refuse(
                    LkjipError(
                        f"proses pekerja berhenti begitu dimulai{self._unfit}; jalankan lkjip doctor, atau kurangi --workers"
                    )
                )

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
                worker.task.future.set_exception(self._over or WorkerDied(None))
        self._crew.clear()
        for task in self._waiting:
            task.future.cancel()
        self._waiting.clear()
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)
            self._temporary = None


def _not_started(error: Exception) -> LkjipError:
    why = getattr(error, "strerror", None) or error
    if isinstance(error, FileNotFoundError):
        what = "folder tempat perintah ini dijalankan sudah tidak ada? Jalankan dari folder lain"
    else:
        what = "tutup program lain, atau longgarkan batas berkas dan proses (ulimit)"
    return LkjipError(f"proses pekerja tidak dapat dimulai ({why}); {what}")


def _have_spare_files() -> None:
    """OSError where this process could not open some more files."""
    opened: list[int] = []
    try:
        for _ in range(_SPARE_FILES):
            opened.append(os.open(os.devnull, os.O_RDONLY))
    finally:
        for descriptor in opened:
            os.close(descriptor)


@contextmanager
def without_interrupt() -> Iterator[None]:
    """What is started in this block does not hear Ctrl-C, not even while it still loads its libraries (but on Windows)."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it would undo the next line if it were started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_process_of(worker: _Worker) -> None:
    """End a worker's process and what it left: running (tesseract) and among the temporary files."""
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    end_group(worker.process.pid)
    if worker.folder is not None:
        shutil.rmtree(worker.folder, ignore_errors=True)
