"""One run at a time on an output folder.

The operating system holds the lock and lets go of it when the process ends, however it ends: no such lock is ever stale.
The file says who holds it, for the message to the second comer.

Some shared folders know no locks. There a file `kunci.pemegang` that only one process can make stands for it, and its
holder touches it every few seconds: it is broken, and taken over, where its process is gone (on this computer) or where it
has not been touched for some minutes (on another). Where one computer knows the locks of a share and another does not, each
looks at what the other leaves.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.errors import OutputBusyError, WorkFolderError
from pipeline.storage.heartbeat import heartbeat
from pipeline.storage.lease import only_remote_run
from pipeline.storage.places import is_remote

_LOCKED_BYTE = 1 << 20
"""Windows locks bytes against reading too; this one lies far behind the text."""
_BY_FILE = "kunci.pemegang"
_TOUCH_SECONDS = 20.0
_BROKEN_SECONDS = 180.0
_SETTLE_SECONDS = 1.0
"""Whoever takes a broken lock file over looks after so long whether it is still his: another may have found it broken too."""
Held = Callable[[], None]
"""To be called before anything is shown to readers: OutputBusyError where the lock was lost to another (this computer slept, or
the share was away, for longer than others wait)."""


@contextmanager
def only_run(path: Path) -> Iterator[Held]:
    """Hold the lock at `path` during the block. OutputBusyError where another process holds it."""
    if is_remote(path):
        with only_remote_run(path) as held:
            yield held
        return
    mark = path.with_name(_BY_FILE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise WorkFolderError.of(path, error) from error
    try:
        try:
            locked = _lock(descriptor)
        except OSError as error:
            raise WorkFolderError.of(path, error) from error
        if locked is False:
            raise _busy(path, path)
        if locked is None:
            if _written(path) and not _broken(path):
                raise _busy(path, path)
            with _held_by_file(mark) as held:
                yield held
            return
        if not _broken(mark):
            raise _busy(path, mark)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, _me())
        try:
            with heartbeat(_TOUCH_SECONDS, lambda: os.utime(path)):
                yield lambda: None
        finally:
            os.ftruncate(descriptor, 0)
            _unlock(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _held_by_file(path: Path) -> Iterator[Held]:
    """The lock where the file system has none: whoever makes the file holds it."""
    me = _me()

    def ours() -> bool:
        try:
            return path.read_bytes() == me
        except OSError:
            return False

    def held() -> None:
        if not ours():
            raise _busy(path.with_name("kunci"), path)

    taken_over = False
    for _ in range(2):
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            if not _broken(path):
                raise _busy(path.with_name("kunci"), path) from None
            path.unlink(missing_ok=True)
            taken_over = True
            continue
        except OSError as error:
            raise WorkFolderError.of(path, error) from error
        break
    else:
        raise _busy(path.with_name("kunci"), path)
    os.write(descriptor, me)
    os.close(descriptor)
    if taken_over:
        time.sleep(_SETTLE_SECONDS)
        held()
    try:
        with heartbeat(_TOUCH_SECONDS, lambda: os.utime(path) if ours() else None):
            yield held
    finally:
        if ours():
            path.unlink(missing_ok=True)


def _broken(path: Path) -> bool:
    """Whether the holder of a lock file is gone."""
    who = _written(path)
    try:
        age = time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return True
    if who.get("komputer") == socket.gethostname() and isinstance(who.get("pid"), int) and not _alive(who["pid"]):
        return True
    return age > _BROKEN_SECONDS


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # asking there would end the process; the age of the file tells
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _me() -> bytes:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    who = {"pid": os.getpid(), "komputer": socket.gethostname(), "sejak": since, "tanda": uuid.uuid4().hex}
    return json.dumps(who).encode()


def holder(path: Path) -> str | None:
    """Who holds the lock at `path` now, in words for a person; None where nobody does, or where that cannot be told."""
    if is_remote(path):
        return None
    try:
        by_file = path.with_name(_BY_FILE)
        if by_file.exists():
            return None if _broken(by_file) else _who(by_file)
        if not _written(path):  # who lets go of the lock empties the file; who was killed does not
            return None
        descriptor = os.open(path, os.O_RDWR)
        try:
            if not _lock(descriptor):
                return _who(path)
            _unlock(descriptor)
            return None
        finally:
            os.close(descriptor)
    except OSError:
        return None


def _who(said_in: Path) -> str:
    who = _written(said_in)
    since = f" sejak {who['sejak']}" if "sejak" in who else ""
    return f"pid {who['pid']} di {who['komputer']}{since}" if {"pid", "komputer"} <= who.keys() else "tak dikenal"


def _busy(path: Path, said_in: Path) -> OutputBusyError:
    return OutputBusyError(
        f"{path.parent.parent} sedang ditulis oleh proses lain ({_who(said_in)}); tunggu sampai selesai, atau pakai folder "
        "keluaran lain"
    )


def _written(path: Path) -> dict[str, Any]:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return who if isinstance(who, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool | None:
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

    def _lock(descriptor: int) -> bool | None:
        """Whether the lock is ours; None where this place knows no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS):
                raise
            return None
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
