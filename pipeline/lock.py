"""One run at a time on an output folder.

The operating system holds the lock and lets go of it when the process ends, however it ends: no lock is ever stale. The
file says who holds it, for the message to the second comer.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputBusyError, WorkFolderError
from pipeline.lease import only_remote_run
from pipeline.places import is_remote

_LOCKED_BYTE = 1 << 20
"""Windows locks bytes against reading too; this one lies far behind the text."""


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Hold the lock at `path` during the block. OutputBusyError where another process holds it."""
    if is_remote(path):
        with only_remote_run(path):
            yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise WorkFolderError.of(path, error) from error
    try:
        if not _lock(descriptor):
            raise OutputBusyError(
                f"{path.parent.parent} sedang ditulis oleh proses lain ({_holder(path)}); tunggu sampai selesai, "
                "atau pakai folder keluaran lain"
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps({"pid": os.getpid(), "komputer": socket.gethostname()}).encode())
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
            _unlock(descriptor)
    finally:
        os.close(descriptor)


def _holder(path: Path) -> str:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        return f"pid {who['pid']} di {who['komputer']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "tak dikenal"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import errno
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            # Some network shares know no locks; working without one beats not working at all.
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL):
                raise
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
