"""What the last run on an output folder was to do, and whether it came to its end: `.kerja/jalan.json`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from pipeline.storage.files import write_whole
from pipeline.storage.work_folder import WorkFolder

_FILE = "jalan.json"


@dataclass(frozen=True, slots=True)
class RunState:
    """`masukan` is the absolute input folder; `dokumen` the ids of all documents, each with the key of its result."""

    masukan: str
    mulai: str
    dokumen: dict[str, str]
    selesai: str | None = None

    @classmethod
    def begin(cls, work: WorkFolder, raw: Path, dokumen: dict[str, str]) -> RunState:
        """Note that a run starts."""
        folder = raw.resolve().parent if raw.is_file() else raw.resolve()
        state = cls(str(folder), _now(), dokumen)
        state._write(work)
        return state

    def finish(self, work: WorkFolder) -> None:
        """Note that the datasets are written."""
        replace(self, selesai=_now())._write(work)

    def _write(self, work: WorkFolder) -> None:
        write_whole(work.root / _FILE, msgspec.json.format(msgspec.json.encode(self)))


def last_run(work: WorkFolder) -> RunState | None:
    """The last run; None where there was none or its note cannot be read."""
    try:
        return msgspec.json.decode((work.root / _FILE).read_bytes(), type=RunState)
    except (OSError, msgspec.MsgspecError):
        return None


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
