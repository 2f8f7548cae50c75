"""What a worker process may take, and when it has to go: memory, and the life of the process that started it.

Where the system can, it enforces the memory limit itself, so that a single request too many fails and only its page is
lost (RLIMIT_DATA on Linux, a job object on Windows). Elsewhere (macOS knows no such limit) a thread looks at the memory
in use a few times a second and ends the process; a request larger than the machine can still come between two looks.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path

EXIT_PARENT_GONE = 82
EXIT_PAGE_TIME = 83
EXIT_MEMORY = 84
EXIT_STALLED = 85
"""Exit codes of a worker that ends itself, or (the last) that was ended since it was not heard of when it had to be; any
other death is not of its own choice."""

MIB = 1 << 20
_LEAST, _MOST = 1024 * MIB, 4096 * MIB
"""A worker that reads scans takes 300 to 500 MiB; nothing that a report holds takes more than the second."""
_SHARE = 0.8
_LOOK_SECONDS = 0.25


def memory_share(workers: int) -> int:
    """Bytes each of `workers` processes may take: an even part of most of this machine's memory, within reason."""
    total = total_memory()
    return _MOST if total is None else max(_LEAST, min(_MOST, int(total * _SHARE / max(workers, 1))))


def total_memory() -> int | None:
    """Bytes of memory that this process and its children may use together (a container may have less than the machine);
    None where the system does not tell."""
    found = []
    for name in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        with contextlib.suppress(OSError, ValueError):  # another system, or no limit (`max`)
            found.append(int(Path(name).read_text(encoding="ascii")))
    if sys.platform == "win32":
        from pipeline.workers.windows import physical_memory

        found.append(physical_memory())
    else:
        with contextlib.suppress(OSError, ValueError):
            found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min(found, default=None)


def one_thread() -> None:
    """Libraries that this process, and those it starts, load from now on start no thread a core: what they would take of memory
    and threads at once is more than a tight limit gives (OpenBLAS ends the program then)."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def give_memory_back() -> None:
    """Processes started from now on give large pieces of memory back to the system as soon as they are done with: what a line or
    a page takes for a moment would stay in the heap, in holes that the next does not fit. Read by glibc; others know no such
    variable.

    On scans a worker's peak falls from 498 to 412 MB; with a threshold of 1 MB to 430 of 619, for three times the time in the
    system.
    """
    for variable, size in (("MALLOC_MMAP_THRESHOLD_", 4 * MIB), ("MALLOC_TRIM_THRESHOLD_", 32 * MIB)):
        os.environ.setdefault(variable, str(size))


def settle(memory: int) -> None:
    """Take up the life of a worker: its memory is limited to `memory` bytes, it and its children end with its parent."""
    if sys.platform == "win32":
        from pipeline.workers.windows import limit_this_process

        limited = limit_this_process(memory)
    else:
        with contextlib.suppress(OSError):  # leader of a session already
            os.setpgid(0, 0)  # a group of its own, so that its children can be ended with it
        limited = _limited_by_system(memory)
    if not limited:
        threading.Thread(target=_look_at_memory, args=(memory,), daemon=True).start()
    if multiprocessing.parent_process() is not None:
        threading.Thread(target=_end_with_parent, daemon=True).start()


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a worker tells its parent: it is to be ended unless it is heard of again within `seconds` (None: as its task has
    it). Its own watch cannot end a process that stands still as a whole (SIGSTOP, a debugger)."""

    seconds: float | None


_send: Callable[[Pulse], None] = lambda told: None  # noqa: E731  (a process that is no worker has nobody to tell)


def send_pulses_to(send: Callable[[Pulse], None]) -> None:
    """Where this process's pulses go."""
    global _send
    _send = send


def pulse(seconds: float | None) -> None:
    """See `Pulse`. To be called by the thread that does the task."""
    with contextlib.suppress(OSError):  # the parent is gone, and this process will be
        _send(Pulse(seconds))


def end_process(code: int) -> None:
    """End this process and its children (tesseract) at once, whatever a C library is doing."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        # This process has a handler that could run only after the next line.
        os.killpg(os.getpid(), signal.SIGTERM)
    os._exit(code)


def end_group(pid: int) -> None:
    """End what a dead worker has left running."""
    if sys.platform != "win32" and pid != os.getpgrp():
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it left nothing
            os.killpg(pid, signal.SIGKILL)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        end_process(EXIT_PARENT_GONE)


def _look_at_memory(memory: int) -> None:
    while (used := memory_used()) is not None:
        if used > memory:
            end_process(EXIT_MEMORY)
        time.sleep(_LOOK_SECONDS)


if sys.platform == "win32":

    def _limited_by_system(memory: int) -> bool:
        return False

    def memory_used() -> int | None:
        """Bytes in use by this process; None where the system does not tell."""
        return None

else:
    import resource

    def _limited_by_system(memory: int) -> bool:
        """Whether the system keeps the limit. Linux counts private memory in RLIMIT_DATA; other systems only the heap's."""
        if not sys.platform.startswith("linux"):
            return False
        try:
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))
        except (OSError, ValueError):
            return False
        return True

    def memory_used() -> int | None:
        """Bytes in use by this process (the most it ever used, where the system tells nothing else)."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            return resident * os.sysconf("SC_PAGE_SIZE")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
