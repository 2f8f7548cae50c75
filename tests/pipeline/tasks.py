"""What the tests have worker processes do. Worker processes import this."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from pipeline.storage.places import scratch
from pipeline.storage.work_folder import WorkFolder
from pipeline.workers import limits
from pipeline.workers.tasks import accounted

_FOLDER = scratch(Path("uji")).parent


def process_id() -> int:
    return os.getpid()


def perhaps_die(number: int) -> int:
    """The number, or death of every eighth."""
    if number % 8 == 3:
        os._exit(7)
    return number


def end_at_once(_: object) -> None:
    os._exit(7)


def take_long(_: object) -> None:
    time.sleep(60)


def divide(one: int, other: int) -> float:
    return one / other


def not_to_be_sent() -> Callable[[], None]:
    return lambda: None


def take(count: int) -> int:
    """Take so many bytes and give them back."""
    return len(bytearray(count))


def take_unlimited(count: int, limit: int) -> None:
    """Take so many bytes and hold them, watched as on a system that keeps no limit itself."""
    import threading

    threading.Thread(target=limits._look_at_memory, args=(limit,), daemon=True).start()
    held = bytearray(b"x") * count
    time.sleep(30)
    del held


def with_child(note: str = "") -> None:
    """Start a child as the second reader does, and wait for it. Both ids are noted beside the parent's."""
    place = Path(note) if note else _FOLDER / f"lkjip-uji-{os.getppid()}"
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
    beside = place.with_suffix(".baru")
    beside.write_text(f"{os.getpid()} {child.pid}", encoding="utf-8")
    beside.replace(place)
    child.wait()


class AwkwardError(Exception):
    """One that cannot be read back as pickle writes it."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(one + other)


def raise_awkward() -> None:
    raise AwkwardError(1, 2)


class Unreadable:
    """A result that raises when it is read back."""

    def __reduce__(self) -> tuple[Callable[[float, float], float], tuple[int, int]]:
        return divide, (1, 0)


def stand_still(seconds: float) -> None:
    """Promise to be heard of within some time, then be stopped, as by a debugger."""
    limits.pulse(seconds)
    os.kill(os.getpid(), signal.SIGSTOP)


def leave_files(note: str, seconds: float) -> None:
    """Make a folder of temporary files, tell where, and not come to the end."""
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        (Path(folder) / "figures.tiff").write_bytes(b"x")
        Path(note).write_text(folder, encoding="utf-8")
        time.sleep(seconds)


@dataclass(frozen=True)
class Errand:
    work: WorkFolder
    number: int


@accounted
def blunder(job: Errand) -> float:
    return divide(job.number, 0)


@accounted
def short_of_memory(job: Errand) -> int:
    """Fails in every second process that is asked."""
    note = job.work.root / "dicoba"
    if not note.exists():
        note.write_text(str(os.getpid()), encoding="utf-8")
        raise ImportError("no room for a library")
    return int(note.read_text(encoding="utf-8")) - os.getpid()


def told(future: Future[None]) -> tuple[int, int]:
    """(worker, child) of a running `with_child` of this process."""
    place = _FOLDER / f"lkjip-uji-{os.getpid()}"
    deadline = time.monotonic() + 60
    while not place.exists() and time.monotonic() < deadline and not future.done():
        time.sleep(0.05)
    worker, child = place.read_text(encoding="utf-8").split()
    place.unlink()
    return int(worker), int(child)


def parent() -> None:
    """A run in the small: print the worker's and its child's id, then wait."""
    from pipeline.workers.processes import Processes

    pool = Processes(1)
    future = pool.submit(with_child, seconds=120)
    print(*told(future), flush=True)
    future.result()
