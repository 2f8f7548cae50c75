"""New parts of datasets take the place of old ones: a reader sees the old dataset or the new one, never a mix.

A part's name stands for its bytes (`pipeline.parts`), so a reader who has listed a folder and then opens its files gets
what he listed, or an error that a file is gone, never other rows. The folder itself is replaced in one step: the new one
is made beside it (links to the parts that stay, the new parts moved in), then both change places. Linux and macOS can do
that at once; elsewhere the old folder is moved away and the new one in, and for some milliseconds there is none.

Datasets change one after the other; `datapackage.json`, written last, names the parts of all of them that belong together.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import WorkFolderError
from pipeline.files import write_whole
from pipeline.places import filesystem_of, is_remote
from pipeline.writers import PACKAGE, package

_STAGING, _ASIDE = "tulis", "lama"
_PATIENCE = 10.0
"""Seconds that a program on Windows may keep a dataset open before the run gives up."""


def present(output: Path, dataset: str) -> set[str]:
    """Names of the parts of a dataset that readers see now."""
    if is_remote(output):
        return {path.name for path in (output / dataset).glob("*.parquet")}
    try:
        return {path.name for path in (output / dataset).iterdir() if path.suffix == ".parquet"}
    except OSError:
        return set()


def publish(output: Path, work: Path, staged: Path, wanted: Mapping[str, Sequence[str]]) -> bool:
    """Make the datasets of `output` consist of the parts named, which lie in `staged/NAME` or are there already.

    `work` is a folder on the same disk. Nothing is touched where nothing changes; tells whether anything did.
    WorkFolderError where it cannot be done; each dataset is then whole, the old or the new one.
    """
    text = package(wanted)
    if is_remote(output):
        return _publish_remote(output, staged, wanted, text)
    changed = False
    try:
        recover(output, work)
        shutil.rmtree(work / _STAGING, ignore_errors=True)
        for dataset, names in wanted.items():
            if _parquet_below(output / dataset) != {output / dataset / name for name in names}:
                fresh = _built(work / _STAGING / dataset, output / dataset, staged / dataset, names)
                _take_place(fresh, output / dataset, work / _ASIDE / dataset)
                changed = True
        for left in (_STAGING, _ASIDE):
            shutil.rmtree(work / left, ignore_errors=True)
        if not _holds(output / PACKAGE, text):
            write_whole(output / PACKAGE, text.encode())
            changed = True
        shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        raise WorkFolderError.of(Path(error.filename or output), error) from error
    return changed


def _publish_remote(output: Path, staged: Path, wanted: Mapping[str, Sequence[str]], text: str) -> bool:
    """Object stores cannot rename: new parts are put beside the old ones, the package names them, the old ones are deleted.

    Who reads the parts that `datapackage.json` names has one state or the other (or an error that a part is gone); who lists
    a folder in between sees rows twice.
    """
    filesystem, there = filesystem_of(output)
    below = filesystem_of(staged)[1]
    changed = False
    try:
        for dataset, names in wanted.items():
            for name in sorted(set(names) - present(output, dataset)):
                filesystem.copy(f"{below}/{dataset}/{name}", f"{there}/{dataset}/{name}")
                changed = True
        if not _holds(output / PACKAGE, text):
            write_whole(output / PACKAGE, text.encode())
            changed = True
        for dataset, names in wanted.items():
            old = sorted(present(output, dataset) - set(names))
            if old:
                filesystem.rm([f"{there}/{dataset}/{name}" for name in old])
                changed = True
        if filesystem.exists(below):
            filesystem.rm(below, recursive=True)
    except OSError as error:
        raise WorkFolderError.of(output, error) from error
    return changed


def recover(output: Path, work: Path) -> None:
    """Put back a dataset that a run was killed over just when its old folder was away and the new one not yet in place."""
    for old in _folders(work / _ASIDE):
        if not (output / old.name).exists():
            old.replace(output / old.name)
    shutil.rmtree(work / _ASIDE, ignore_errors=True)


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.is_dir())


def _parquet_below(folder: Path) -> set[Path]:
    return set(folder.glob("**/*.parquet"))


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def _built(fresh: Path, old: Path, staged: Path, names: Sequence[str]) -> Path:
    """A folder of the parts named, staged or old ones, and of what people keep beside them."""
    fresh.mkdir(parents=True)
    for name in names:
        if (staged / name).is_file():
            (staged / name).replace(fresh / name)
        else:
            _link(old / name, fresh / name)
    for path in old.iterdir() if old.is_dir() else ():
        if path.is_file() and path.suffix != ".parquet":
            _link(path, fresh / path.name)
    return fresh


def _link(old: Path, new: Path) -> None:
    """One more name for a file; a copy where the disk knows no links."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(old, new)


def _take_place(fresh: Path, target: Path, aside: Path) -> None:
    """Let `fresh` be at `target`. The old folder is gone afterwards."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        _patiently(fresh, target)
    elif _exchange(fresh, target):
        fresh.replace(aside)
    else:
        _patiently(target, aside)
        try:
            _patiently(fresh, target)
        except OSError:
            aside.replace(target)
            raise
    _settle(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _patiently(source: Path, target: Path) -> None:
    """Rename a folder; on Windows a program that reads from it forbids that for as long as it does."""
    deadline = time.monotonic() + (_PATIENCE if sys.platform == "win32" else 0)
    while True:
        try:
            source.rename(target)
            return
        except PermissionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _settle(folder: Path) -> None:
    """See to it that the renaming is on disk before the old files go. Windows has no such call for folders."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # some network shares refuse; then the disk decides
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


# ---------------------------------------------------------------- two folders change places
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS
_AT_FDCWD = -100
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)


def _exchange(a: Path, b: Path) -> bool:
    """Let two folders change places in one step; False where system or file system cannot."""
    swap = _swap_call()
    if swap is None:
        return False
    if swap(os.fsencode(a), os.fsencode(b)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(b))


@cache
def _swap_call() -> Any:
    """A function of two paths in bytes, 0 where they changed places; None where the C library has none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            swap = library.renamex_np
            return lambda a, b: swap(a, b, _RENAME_SWAP)
        rename = library.renameat2
    except AttributeError:
        return None
    return lambda a, b: rename(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE)
