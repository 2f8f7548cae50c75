"""Many tasks on an executor, few of them in flight at a time, so that a million of them are no burden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import wraps
from itertools import islice
from typing import Protocol, TypeVar

from pipeline.errors import LkjipError
from pipeline.storage.work_folder import WorkFolder
from pipeline.workers.executor import NO_ROOM, Executor, WorkerDied

J = TypeVar("J")
T = TypeVar("T")
_AHEAD = 3
_TRIES = 2
"""A worker may be killed, or short of memory, for what was done before or beside."""


class InWorkFolder(Protocol):
    """A job that knows the work folder."""

    @property
    def work(self) -> WorkFolder: ...


W = TypeVar("W", bound=InWorkFolder)


def accounted(function: Callable[[W], T]) -> Callable[[W], T]:
    """The function of a task that the run cannot do without: a mistake of ours in it is a line for the user (LkjipError), and
    is told in full where a person can send it from."""

    @wraps(function)
    def told(job: W) -> T:
        try:
            return function(job)
        except (LkjipError, *NO_ROOM):
            raise
        except Exception as error:
            note = job.work.note_crash("", error)
            what = f"kesalahan program ({type(error).__name__}: {error}); dataset lama tetap ada"
            raise LkjipError(f"{what}; kirimkan {note} kepada pembuat lkjip") from error

    return told


def patiently(future: Future[T]) -> T:
    """The result, waiting in short steps: on Windows a long wait cannot be interrupted by Ctrl-C."""
    while not wait([future], timeout=0.5).done:
        pass
    return future.result()


def completed(
    executor: Executor, function: Callable[[J], T], jobs: Iterable[J], seconds: Callable[[J], float]
) -> Iterator[tuple[J, T | None]]:
    """(job, result) as they come; None where the job took too long or too much memory, or ended its worker every time.

    What the function raises goes on to the caller.
    """
    waiting = iter(jobs)
    running: dict[Future[T], tuple[J, int]] = {}

    def start(job: J, tries: int) -> None:
        running[executor.submit(function, job, seconds=seconds(job))] = job, tries

    while True:
        for job in islice(waiting, max(0, _AHEAD * executor.workers - len(running))):
            start(job, 1)
        if not running:
            return
        ready, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)  # short, or Ctrl-C has to wait on Windows
        for future in ready:
            job, tries = running.pop(future)
            try:
                yield job, future.result()
            except TimeoutError:
                yield job, None
            except (WorkerDied, *NO_ROOM) as error:
                if tries < _TRIES:
                    start(job, tries + 1)
                elif isinstance(error, ImportError):
                    told = f"pustaka tidak dapat dimuat ({error}); jalankan lkjip doctor, atau naikkan memori_mb"
                    raise LkjipError(told) from error
                else:
                    yield job, None
