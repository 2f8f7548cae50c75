"""What killed processes leave lying about, taken away: temporary files of workers, files that were half written."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.cache import WorkFolder
from pipeline.places import is_remote
from pipeline.run_state import last_run

_PREFIX = "lkjip-kerja-"
_OLD_SECONDS = 3 * 86_400.0
"""A folder of temporary files that has not been touched for so long belongs to nobody; one in use is touched at every task."""
_HALF = re.compile(r".+\.\d+(-[0-9a-f]+)?\.baru")
"""The names of `pipeline.files.replacing`."""
_HALF_SECONDS = 86_400.0
"""A half-written file outside the work folder may be an export's, which holds no lock."""


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


def sweep(output: Path, work: WorkFolder) -> None:
    """Take away what was half written as its process was killed. Only for the run that holds the lock.

    All documents are looked at where the last run was broken off; else a worker may have left something only where its task
    is known (`pool` sweeps there), or with an agency.
    """
    if is_remote(output):  # an object is there whole or not at all
        return
    last = last_run(work)
    broken_off = last is not None and last.selesai is None
    folders = [work.root, *work.root.glob("*" if broken_off else "instansi-*"), *(work.root / "bagian").glob("*")]
    _remove(folders, 0.0)
    _remove([output], _HALF_SECONDS)


def _remove(folders: Iterable[Path], age: float) -> None:
    for folder in folders:
        for path in folder.glob("*.baru"):
            with suppress(OSError):
                if _HALF.fullmatch(path.name) and path.is_file() and time.time() - path.stat().st_mtime >= age:
                    path.unlink()
