"""New parts of datasets take the place of old ones: a reader sees the old dataset or the new one, never a mix.

A part's name stands for its bytes (`pipeline.datasets.parts`), so a reader who has listed a folder and then opens its files gets
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

from pipeline.datasets.ownership import PACKAGE, Ledger, Written, note, packaged, present
from pipeline.datasets.writers import package
from pipeline.errors import WorkFolderError
from pipeline.storage.files import settle_folder, write_whole
from pipeline.storage.places import filesystem_of, is_remote
from pipeline.storage.work_folder import WorkFolder

_STAGING, _ASIDE = "tulis", "lama"
_PATIENCE = 10.0
"""Seconds that a program on Windows may keep a dataset open before the run gives up."""


def publish(
    output: Path, work: WorkFolder, staged: Path, wanted: Mapping[str, Sequence[str]], ours: Ledger, made: Ledger | None = None
) -> bool:
    """Make the datasets of `output` consist of the parts named, which lie in `staged/NAME` or are there already.

    `ours` are the parts that this program wrote before (`ownership.ledger`); nothing else is removed. `made` tells of staged
    ones what is known already, so that they need not be read. Nothing is touched where nothing changes; tells whether anything
    did. WorkFolderError where it cannot be done; each dataset is then whole, the old or the new one.
    """
    try:
        if not is_remote(output):
            recover(output, work.root, ours)
        parts = {
            f"{dataset}/{name}": _written(output, staged, f"{dataset}/{name}", ours, made or {})
            for dataset, names in wanted.items()
            for name in names
        }
        text = package(wanted, parts)
        if packaged(output) != parts:
            shown = {f"{name}/{part}" for name in wanted for part in present(output, name)}
            # before anything moves: what a broken-off run has shown is known as ours
            note(work, {path: known for path, known in ours.items() if path in shown} | parts)
        if is_remote(output):
            return _publish_remote(output, staged, wanted, text, ours)
        return _publish_here(output, work.root, staged, wanted, text, {**ours, **parts})
    except OSError as error:
        raise WorkFolderError.of(Path(error.filename or output), error) from error


def _written(output: Path, staged: Path, path: str, ours: Ledger, made: Ledger) -> Written:
    """What is known of a part that is to be shown: noted, or looked at where it lies (an earlier run left it, or an earlier
    version noted nothing)."""
    if path in made:
        return made[path]
    if (staged / path).exists():
        return Written.of(staged / path)
    known = ours.get(path, Written())
    return known if known.sha256 is not None else Written.of(output / path)


def _publish_here(output: Path, work: Path, staged: Path, wanted: Mapping[str, Sequence[str]], text: str, ours: Ledger) -> bool:
    changed = False
    for dataset, names in wanted.items():
        if present(output, dataset) != set(names) or any((staged / dataset / name).is_file() for name in names):
            fresh = _built(work / _STAGING / dataset, output / dataset, staged / dataset, names)
            _take_place(fresh, output / dataset, work / _ASIDE / dataset)
            _clear(work / _ASIDE / dataset, output / dataset, ours)
            changed = True
    _let_go(work)
    if not _holds(output / PACKAGE, text):
        write_whole(output / PACKAGE, text.encode(), durable=True)
        changed = True
    shutil.rmtree(staged, ignore_errors=True)
    return changed


def _publish_remote(output: Path, staged: Path, wanted: Mapping[str, Sequence[str]], text: str, ours: Ledger) -> bool:
    """Object stores cannot rename: new parts are put beside the old ones, the package names them, the old ones are deleted.

    Who reads the parts that `datapackage.json` names has one state or the other (or an error that a part is gone); who lists
    a folder in between sees rows twice.
    """
    filesystem, there = filesystem_of(output)
    below = filesystem_of(staged)[1]
    changed = False
    for dataset, names in wanted.items():
        for name in sorted(set(names) - present(output, dataset)):
            filesystem.copy(f"{below}/{dataset}/{name}", f"{there}/{dataset}/{name}")
            changed = True
    if not _holds(output / PACKAGE, text):
        write_whole(output / PACKAGE, text.encode())
        changed = True
    for dataset, names in wanted.items():
        old = sorted(name for name in present(output, dataset) - set(names) if f"{dataset}/{name}" in ours)
        if old:
            filesystem.rm([f"{there}/{dataset}/{name}" for name in old])
            changed = True
    if filesystem.exists(below):
        filesystem.rm(below, recursive=True)
    return changed


def recover(output: Path, work: Path, ours: Ledger) -> None:
    """Put back a dataset that a run was killed over just when its old folder was away and the new one not yet in place, and
    what people keep in a dataset's folder where it had not yet followed into the new one."""
    for old in _folders(work / _ASIDE):
        if not os.path.lexists(output / old.name):
            old.replace(output / old.name)
        else:
            _clear(old, output / old.name, ours)
    _let_go(work)


def _let_go(work: Path) -> None:
    """Take away the folders that datasets pass through; a part that is still being read keeps its own until the next run."""
    shutil.rmtree(work / _STAGING, ignore_errors=True)
    with contextlib.suppress(OSError):
        (work / _ASIDE).rmdir()


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.is_dir())


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def _built(fresh: Path, old: Path, staged: Path, names: Sequence[str]) -> Path:
    """A folder of the parts named, staged or old ones."""
    fresh.mkdir(parents=True)
    for name in names:
        if (staged / name).is_file():
            (staged / name).replace(fresh / name)
        else:
            _link(old / name, fresh / name)
    settle_folder(fresh)
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
    """Let `fresh` be at `target`, and what was there at `aside`."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(target):
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
    settle_folder(target.parent)


def _clear(old: Path, target: Path, ours: Ledger) -> None:
    """Take away the folder that had its time; what is not ours in it goes to the new one."""
    if old.is_symlink():  # a dataset on another disk: what the link led to stays where it is
        old.unlink()
        return
    for path in sorted(old.iterdir()) if old.is_dir() else ():
        if f"{old.name}/{path.name}" not in ours:
            _patiently(path, target / path.name)
            continue
        with contextlib.suppress(PermissionError):  # Windows: it is being read; the next run takes it away
            path.unlink()
    with contextlib.suppress(OSError):
        old.rmdir()


def _patiently(source: Path, target: Path) -> None:
    """Rename; on Windows a program that reads from a folder forbids that for as long as it does."""
    deadline = time.monotonic() + (_PATIENCE if sys.platform == "win32" else 0)
    while True:
        try:
            source.rename(target)
            return
        except PermissionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


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
