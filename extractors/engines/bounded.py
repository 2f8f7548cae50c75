"""A time limit for code of others that runs in Python: it ends by itself or is ended, and the page that was read stays read."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TookTooLong(Exception):  # noqa: N818  (a value for `ask`, no error of this program)
    """The time of a call was over."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """What `call` gives; TookTooLong where it takes longer.

    The exception is raised inside the running Python code of this thread, on any system. A call into C that does not return is
    not ended by it, but by the limit of a page (`pipeline.workers`).
    """
    lock = threading.Lock()
    thread = threading.get_ident()
    running, ended = True, False

    def end() -> None:
        nonlocal ended
        with lock:
            if running:
                ended = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TookTooLong))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    try:
        with lock:  # met already, it waits until the timer's own start is over, which would be broken in the middle
            timer.start()
        found = call()
        with lock:
            running = False
        while ended:  # it was sent just as the call came to its end: it comes within these lines, not later
            time.sleep(0)
        return found
    finally:
        with lock:
            running = False
        timer.cancel()
