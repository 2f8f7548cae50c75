"""The life of a worker process: a task comes through its pipe, what came of it goes back."""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from pathlib import Path
from typing import Any

from pipeline.storage.places import own_temporary
from pipeline.workers.executor import NO_ROOM
from pipeline.workers.limits import memory_used, send_pulses_to
from pipeline.workers.prepare import prepare

_FULL = 0.75
"""A worker that still holds this share of its memory once a task has ended, or had none left for it, is not used again: it
would fail the next task, or turn for ever in a library that waits for memory (OpenBLAS)."""


def work_until_let_go(pipe: Any, memory: int, folder: Path | None) -> None:
    """The life of a worker: a task comes, its result goes, until the pipe ends. Its temporary files lie in `folder`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(128 + number))
    if folder is not None:
        own_temporary(folder)
    try:
        prepare(memory)
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
        return
    send_pulses_to(pipe.send)
    pipe.send(None)
    while True:
        try:
            work = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            function, args = pickle.loads(work)
            told: tuple[bool, Any] = (True, function(*args))
        except Exception as error:
            error.add_note("".join(traceback.format_exception(error)))
            told = (False, error)
        try:
            pipe.send_bytes(_packed(*told, isinstance(told[1], NO_ROOM) or (memory_used() or 0) > _FULL * memory))
        except OSError:
            return


def _packed(well: bool, value: Any, full: bool) -> bytes:
    """A task's end for the pipe: what came of it, and whether the worker is `full`. An error that cannot be sent, or not be
    read back, is told in words."""
    try:
        data = pickle.dumps((well, value, full))
        if not well:
            pickle.loads(data)
        return data
    except Exception as error:
        lost = RuntimeError(f"{type(value).__name__} cannot be sent: {error}")
        lost.add_note("".join(getattr(value, "__notes__", ())))
        return pickle.dumps((False, lost, full))
