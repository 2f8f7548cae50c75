"""A sign of life, repeated while a block runs: what locks are told by where no system holds them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def heartbeat(seconds: float, beat: Callable[[], None]) -> Iterator[None]:
    """Call `beat` every so many seconds during the block, in a thread that has ended when the block has. An OSError of it
    is passed over: the share is away for a moment, and the next beat may reach it."""
    done = threading.Event()

    def repeat() -> None:
        while not done.wait(seconds):
            with suppress(OSError):
                beat()

    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
