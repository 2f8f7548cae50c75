"""Where the work on documents runs: processes of this machine, or whatever else keeps the same promise (a cluster)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")
NO_ROOM = (MemoryError, ImportError)
"""What a task raises whose worker had no memory left for it: a library that cannot be loaded there is one of them, since the
same can be loaded elsewhere. A worker that has done this is not used again; a fresh one may have the room."""


class WorkerDied(Exception):  # noqa: N818  (an event, not a mistake of the program)
    """The process that ran a task ended before the task did. `exit_code` as the system tells it, None where it cannot.

    `page` is the page it was reading, where only the machine that it ran on could tell; 0 else.
    """

    def __init__(self, exit_code: int | None, page: int = 0) -> None:
        super().__init__(exit_code, page)
        self.exit_code = exit_code
        self.page = page


@runtime_checkable
class Paged(Protocol):
    """A task's argument that can tell, on the machine that does the task, at which page it is."""

    def at_page(self) -> int:
        """The page (1-based), 0 where it is at none."""
        ...


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
