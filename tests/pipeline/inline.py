"""An executor that does the work at once, in this process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Inline:
    """Nothing runs apart; for what is tested without processes. `calls` names the functions run, in order."""

    workers = 1

    def __init__(self) -> None:
        self.calls: list[str] = []

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float) -> Future[Any]:
        self.calls.append(function.__name__)
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self, now: bool) -> None:
        """Nothing to let go of."""
