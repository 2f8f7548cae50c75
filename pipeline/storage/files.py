"""Writing a file so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import WorkFolderError
from pipeline.storage.places import filesystem_of, is_remote


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; moved over `path` where the block ends well, taken away where it does not.

    For a remote `path` it is a file of this machine, uploaded in the end: object stores show an object whole or not at all.
    The folder is made where there is none. WorkFolderError where the disk does not take it.
    """
    if is_remote(path):
        with _uploading(path) as beside:
            yield beside
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.baru")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise WorkFolderError.of(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # what is worth telling has been raised
            beside.unlink(missing_ok=True)


@contextmanager
def _uploading(path: Path) -> Iterator[Path]:
    filesystem, there = filesystem_of(path)
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        beside = Path(folder) / "baru"
        yield beside
        try:
            filesystem.put_file(str(beside), there)
        except OSError as error:
            raise WorkFolderError.of(path, error) from error


def write_whole(path: Path, data: bytes, durable: bool = False) -> None:
    """Write the bytes of a file as a whole. WorkFolderError where that fails.

    `durable`: they are on the disk before the old ones go, so that a power cut leaves one or the other. Costs some
    milliseconds; work files that can be made again do without.
    """
    if is_remote(path):
        try:
            path.write_bytes(data)
        except OSError as error:
            raise WorkFolderError.of(path, error) from error
        return
    with replacing(path) as beside, beside.open("wb") as stream:
        stream.write(data)
        if durable:
            stream.flush()
            os.fsync(stream.fileno())
    if durable:
        settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """See to it that what was renamed in a folder is on disk. Windows has no such call for folders."""
    if sys.platform == "win32" or is_remote(folder):
        return
    with contextlib.suppress(OSError):  # some network shares refuse; then the disk decides
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def settle(folder: Path, files: Iterable[Path]) -> None:
    """See to it that files below `folder`, written without `durable`, are on disk: in one call where the system has one for
    a whole disk, file by file on Windows. OSError where the disk does not take them."""
    if is_remote(folder):
        return
    if sys.platform == "win32":
        for path in files:
            with contextlib.suppress(FileNotFoundError), path.open("rb+") as stream:
                os.fsync(stream.fileno())
        return
    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if sync is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if sync(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)
