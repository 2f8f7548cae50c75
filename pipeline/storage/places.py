"""Where RAW and OUTPUT may lie: a folder, or whatever fsspec reaches (`s3://`, `gs://`, `abfs://`; extra `lkjip[cluster]`).

A remote place is a `UPath`, which keeps pathlib's promises over fsspec; only what object stores cannot do (rename, locks,
appending) and what needs a real file (pdfium, Parquet writers) asks which kind it is.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from pipeline.errors import UsageError

_LOCAL = ("file://", "local://")


def place(text: str, listed: bool = False) -> Path:
    """The folder or file that a user names. UsageError where it is a URL that cannot be reached from here.

    `listed`: what one listing tells of its files may be remembered, since nobody else changes them.
    """
    scheme, mark, rest = text.partition("://")
    if not mark or len(scheme) < 2:  # C:\ is no scheme
        return _nameable(Path(text))
    if text.startswith(_LOCAL):
        return _nameable(Path(rest))
    if scheme == "memory":
        raise UsageError(f"{text}: memory:// hanya ada di dalam satu proses; pakai folder atau penyimpanan yang dibagi")
    try:
        from upath import UPath

        found = UPath(text, use_listings_cache=listed)
        filesystem = found.fs  # loads what speaks the protocol
    except (ImportError, ValueError) as error:
        raise UsageError(f"{text}: pasang dahulu: pip install 'lkjip[cluster]' ({error})") from error
    del filesystem
    return cast(Path, found)


def _nameable(path: Path) -> Path:
    """The path. UsageError where it is no Unicode, which neither Parquet nor JSON can name."""
    whole = str(path.absolute())
    try:
        whole.encode()
    except UnicodeEncodeError as error:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace") if os.name == "posix" else ascii(str(path))
        raise UsageError(f"nama folder '{shown}' memuat huruf yang bukan UTF-8; ganti namanya lalu jalankan lagi") from error
    return path


def is_remote(path: Path) -> bool:
    """Whether a path is no file of this machine or of a shared folder."""
    return not isinstance(path, Path)


def filesystem_of(path: Path) -> tuple[Any, str]:
    """(the fsspec file system of a remote path, the path in its words)."""
    there = cast(Any, path)
    return there.fs, there.path


def read_whole(path: Path) -> bytes:
    """The bytes of a file, in one request where it is remote. OSError where there is none."""
    if not is_remote(path):
        return path.read_bytes()
    filesystem, there = filesystem_of(path)
    return bytes(filesystem.cat_file(there))


def absolute(path: Path) -> Path:
    """The same place for whoever works in another folder."""
    return path if is_remote(path) else path.absolute()


@contextmanager
def local_copy(path: Path) -> Iterator[Path]:
    """A file of this machine with the bytes of `path`, itself where it is one; gone again afterwards. OSError where there is
    none."""
    if not is_remote(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        copy = Path(folder) / (Path(path.name).name or "berkas")
        filesystem, there = filesystem_of(path)
        filesystem.get_file(there, str(copy))
        yield copy


def scratch(root: Path) -> Path:
    """A folder of this machine for short notes about a remote folder."""
    digest = hashlib.sha256(str(root).encode()).hexdigest()[:16]
    return _temporary() / f"lkjip-{digest}"


def own_temporary(folder: Path) -> None:
    """From now on temporary files of this process lie in `folder`; its notes (`scratch`) stay where others look for them."""
    _temporary()
    tempfile.tempdir = str(folder)


@cache
def _temporary() -> Path:
    return Path(tempfile.gettempdir())
