"""Where the cut model is kept, in the user's cache folder, so that it is cut once for a computer and not once for a worker.

It is written beside and moved into place: whole or not at all, whoever else does the same. What is read is believed only where
its digest is right. Without a folder that can be written the model is cut each time.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size


def cache_folder() -> Path | None:
    """The folder of this program among the user's caches; None where the system tells none."""
    home = os.environ.get("USERPROFILE" if sys.platform == "win32" else "HOME", "")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) / "lkjip" / "cache" if local else None
    if sys.platform == "darwin":
        return Path(home) / "Library" / "Caches" / "lkjip" if home else None
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "lkjip"
    return Path(home) / ".cache" / "lkjip" if home else None


def kept_or_made(name: str, make: Callable[[], bytes], folder: Path | None) -> bytes:
    """What `folder` keeps under this name; where that is nothing, or not whole, it is made and kept."""
    if folder is None:
        return make()
    path = folder / name
    with suppress(OSError):
        data = path.read_bytes()
        if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            return data[_DIGEST:]
    made = make()
    with suppress(OSError):  # a disk that is full, a folder that is not ours to write
        _put(path, hashlib.sha256(made).digest() + made)
    return made


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".baru")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)  # on Windows not over one that another process has open: that is as good
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
