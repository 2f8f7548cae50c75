"""An executor that does the work at once, in this process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from pipeline.workers.here import Here


class Inline(Here):
    """Nothing runs apart; for what is tested without processes. `calls` names the functions run, in order."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float) -> Future[Any]:
        self.calls.append(function.__name__)
        return super().submit(function, *args, seconds=seconds)
