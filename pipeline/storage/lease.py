"""One run at a time on a remote output folder, where no system holds a lock for us.

An object says who works here and is renewed while he does; one that has not been renewed for some time belongs to a run
that was killed, and is taken over. Object stores create an object only if there is none (S3, GCS), so two runs that start
together do not both get it. Clocks and pauses can still fool a lease: what keeps the datasets whole then is that a part's
name stands for its bytes, and that `datapackage.json` comes last.
"""

from __future__ import annotations

import json
import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipeline.errors import OutputBusyError, WorkFolderError
from pipeline.storage.heartbeat import heartbeat
from pipeline.storage.places import filesystem_of, read_whole

RENEW_SECONDS = 20.0
STALE_SECONDS = 120.0


@contextmanager
def only_remote_run(path: Path) -> Iterator[Callable[[], None]]:
    """Hold the lease at `path` during the block; see `pipeline.storage.lock.Held`. OutputBusyError where another run holds it."""
    mark = uuid.uuid4().hex
    try:
        _take(path, mark)
    except OSError as error:
        raise WorkFolderError.of(path, error) from error
    try:
        with heartbeat(RENEW_SECONDS, lambda: _renew(path, mark)):
            yield lambda: _assure(path, mark)
    finally:
        with suppress(OSError):  # it goes stale
            if _holder(path).get("tanda") == mark:
                path.unlink(missing_ok=True)


def _take(path: Path, mark: str) -> None:
    for _ in range(2):
        if _created(path, _words(mark)):
            return
        holder = _holder(path)
        age = time.time() - float(holder.get("waktu", 0.0))
        if age < STALE_SECONDS:
            raise OutputBusyError(
                f"{path.parent.parent} sedang ditulis oleh proses lain (pid {holder.get('pid')} di {holder.get('komputer')}, "
                f"tanda terakhir {age:.0f} detik lalu); tunggu sampai selesai, atau pakai folder keluaran lain"
            )
        path.unlink(missing_ok=True)
    raise OutputBusyError(f"{path.parent.parent} baru saja diambil proses lain")


def _assure(path: Path, mark: str) -> None:
    """OutputBusyError where another run has taken the lease over."""
    holder = _holder(path)
    if holder.get("tanda") != mark:
        raise OutputBusyError(
            f"{path.parent.parent} diambil alih proses lain (pid {holder.get('pid')} di {holder.get('komputer')}) selagi "
            "komputer ini diam; tidak ada yang ditulis. Tunggu sampai selesai, lalu jalankan lagi"
        )


def _renew(path: Path, mark: str) -> None:
    if _holder(path).get("tanda") == mark:
        path.write_bytes(_words(mark))


def _words(mark: str) -> bytes:
    return json.dumps({"pid": os.getpid(), "komputer": socket.gethostname(), "waktu": time.time(), "tanda": mark}).encode()


def _holder(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_whole(path))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _created(path: Path, data: bytes) -> bool:
    """Write an object where there is none; stores that cannot do that in one step are asked first."""
    filesystem, there = filesystem_of(path)
    try:
        with filesystem.open(there, "xb") as stream:
            stream.write(data)
    except FileExistsError:
        return False
    except (NotImplementedError, ValueError):
        if filesystem.exists(there):
            return False
        path.write_bytes(data)
    return True
