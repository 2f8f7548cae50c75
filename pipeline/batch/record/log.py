"""What a run leaves for programs to read: `.kerja/log.jsonl`, one JSON object a line, and `.kerja/ringkasan.json`.

Every line of the log has `waktu` (ISO 8601), `jalan` (the same for all lines of a run) and `peristiwa`:

    mulai        masukan, keluaran, versi, pekerja
    tahap        nama
    jumlah       dokumen, halaman (to be read)
    dokumen      dokumen_id, berkas, halaman, halaman_hilang; kode and galat where nothing could be read
    diulang      a worker died: dokumen_id, berkas, halaman (which is left out now), sebab
    catatan      pesan
    selesai      the fields of the summary
    terputus     sebab

The summary has the state of the last run (`berjalan`, `selesai`, `terputus`), its exit code and its counts. A run that was
killed is still `berjalan` there; its process id tells whether that is so.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from pipeline.batch.record.summary import RunSummary
from pipeline.errors import INTERRUPTED, LkjipError, WorkFolderError
from pipeline.storage.files import write_whole
from pipeline.storage.places import is_remote, scratch
from pipeline.storage.work_folder import WorkFolder, now

if TYPE_CHECKING:
    from pipeline.batch.record.progress import Progress

LOG, SUMMARY = "log.jsonl", "ringkasan.json"
_LARGEST = 20_000_000
"""Bytes; a longer log is moved to `log.1.jsonl` when the next run begins."""


@dataclass(slots=True)
class RunLog:
    """A `Progress` that writes to the log what it is told, and passes it on."""

    progress: Progress
    work: WorkFolder
    jalan: str
    _stream: TextIO | None = None
    _path: Path | None = None

    @classmethod
    def begin(cls, progress: Progress, work: WorkFolder, **fields: object) -> RunLog:
        """Open the log. WorkFolderError where the disk does not take it."""
        log = cls(progress, work, f"{now()}-{os.getpid()}")
        path = log._path = work.root / LOG if not is_remote(work.root) else scratch(work.root) / LOG
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                if path.stat().st_size > _LARGEST:
                    path.replace(path.with_name("log.1.jsonl"))
            log._stream = path.open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise WorkFolderError.of(path, error) from error
        log.event("mulai", pid=os.getpid(), komputer=socket.gethostname(), **fields)
        log.state("berjalan", mulai=log.jalan.rpartition("-")[0], pid=os.getpid(), komputer=socket.gethostname(), **fields)
        return log

    def __enter__(self) -> RunLog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None:
            code = INTERRUPTED if isinstance(error, KeyboardInterrupt) else getattr(error, "exit_code", 1)
            why = (str(error) or type(error).__name__).encode("utf-8", "backslashreplace").decode()
            with suppress(LkjipError):  # the disk is full, perhaps: what is worth telling is on its way to the user
                self.event("terputus", sebab=why)
                self.state("terputus", akhir=now(), sebab=why, kode_keluar=code)
        if self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            self._stream = None
            if self._path is not None and is_remote(self.work.root):
                with suppress(OSError):  # object stores know no appending: a run's log is there when it has ended
                    (self.work.root / f"log-{self.jalan.replace(':', '')}.jsonl").write_bytes(self._path.read_bytes())
                    self._path.unlink()

    def finished(self, ringkasan: RunSummary) -> None:
        """Tell how the run ended."""
        for note in ringkasan.catatan:
            self.event("catatan", pesan=note)
        self.event("selesai", **ringkasan.fields())
        self.state("selesai", mulai=self.jalan.rpartition("-")[0], akhir=now(), jalan=self.jalan, **ringkasan.fields())

    def state(self, name: str, **fields: object) -> None:
        """Write the summary. WorkFolderError where the disk does not take it."""
        data = msgspec.json.encode({"keadaan": name, **fields})
        write_whole(self.work.root / SUMMARY, msgspec.json.format(data) + b"\n")

    def stage(self, name: str) -> None:
        self.event("tahap", nama=name)
        self.progress.stage(name)

    def total(self, documents: int, pages: int) -> None:
        self.event("jumlah", dokumen=documents, halaman=pages)
        self.progress.total(documents, pages)

    def done(self, documents: int, pages: int) -> None:
        self.progress.done(documents, pages)

    def event(self, name: str, **fields: object) -> None:
        """Write a line. WorkFolderError where the disk does not take it."""
        self.progress.event(name, **fields)
        if self._stream is None:
            return
        line = msgspec.json.encode({"waktu": now(), "jalan": self.jalan, "peristiwa": name, **fields})
        try:
            self._stream.write(line.decode() + "\n")
            self._stream.flush()
        except OSError as error:
            raise WorkFolderError.of(self.work.root / LOG, error) from error


def read_summary(work: WorkFolder) -> dict[str, Any] | None:
    """The summary of the last run; None where there is none."""
    try:
        found: dict[str, Any] = msgspec.json.decode((work.root / SUMMARY).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError):
        return None
    if isinstance(laporan := found.get("laporan"), str):  # where it is now: the folder may have been moved
        found["laporan"] = str(work.root.parent / PureWindowsPath(laporan).name)
    return found
