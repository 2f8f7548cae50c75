"""Many tasks on an executor, few of them in flight at a time, so that a million of them are no burden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import TypeVar

from pipeline.executor import Executor, WorkerDied

J = TypeVar("J")
T = TypeVar("T")
_AHEAD = 3
_TRIES = 2
"""A worker may be killed for what its neighbour did."""


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
            except (TimeoutError, MemoryError):
                yield job, None
            except WorkerDied:
                if tries < _TRIES:
                    start(job, tries + 1)
                else:
                    yield job, None
