"""Temporary files of workers, which killed ones leave lying about."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_PREFIX = "lkjip-kerja-"
_OLD_SECONDS = 3 * 86_400.0
"""A folder of temporary files that has not been touched for so long belongs to nobody; one in use is touched at every task."""


def temporary_folder() -> Path | None:
    """A new folder for the temporary files of workers, None where there is no place for one. Those of killed runs go."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError:  # no folder is writable: `lkjip doctor` says so, and what needs one says so
        return None
    for other in folder.parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - other.stat().st_mtime > _OLD_SECONDS:
                shutil.rmtree(other, ignore_errors=True)
    return folder
