"""What killed processes had half written, taken away."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.batch.record.state import last_run
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import WorkFolder

_HALF = re.compile(r".+\.\d+(-[0-9a-f]+)?\.baru")
"""The names of `pipeline.storage.files.replacing`."""
_HALF_SECONDS = 86_400.0
"""A half-written file outside the work folder may be an export's, which holds no lock."""


def sweep(output: Path, work: WorkFolder) -> None:
    """Take away what was half written as its process was killed. Only for the run that holds the lock.

    All documents are looked at where the last run was broken off; else a worker may have left something only where its task
    is known (`pipeline.batch.crew` sweeps there), or with an agency.
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
