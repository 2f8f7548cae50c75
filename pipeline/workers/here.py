"""Work that is done at once, in this process: for a caller that is a worker himself, and has nothing to share out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Here:
    """An `Executor` without processes of its own: nothing guards the caller against what a task does."""

    workers = 1

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        """Run `function(*args)` now."""
        future: Future[T] = Future()
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self, now: bool) -> None:
        """Nothing to let go of."""
