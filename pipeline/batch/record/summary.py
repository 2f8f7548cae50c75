"""What a run came to: for the terminal, for a supervisor, and for the next run that finds nothing to do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from pipeline.datasets.ownership import PAGES
from pipeline.datasets.records import DATASETS
from pipeline.storage.work_folder import WorkFolder

if TYPE_CHECKING:
    from pipeline.batch.jobs.agency import AgencyJob, AgencyResult

_FINISHED = "tuntas"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to. `dilewati` documents were known from an earlier run; `catatan` are lines for the user; `tetap`:
    nothing had changed since the last run, and nothing was written."""

    dokumen: int
    dilewati: int
    halaman: int
    tabel: int
    fakta: int
    ragu: int
    temuan: Mapping[str, int]
    gagal: tuple[tuple[str, str], ...]
    sebagian: tuple[tuple[str, str], ...]
    detik: float
    laporan: str
    catatan: tuple[str, ...] = ()
    tetap: bool = False

    @classmethod
    def of(cls, jobs: Sequence[AgencyJob], terkait: Mapping[str, AgencyResult], skipped: int, laporan: Path) -> RunSummary:
        """Of the agencies of a run and what was found of each (by `owner`)."""
        documents = [a for job in jobs for a in job.anggota]
        findings: Counter[str] = Counter()
        for one in terkait.values():
            findings.update(one.keparahan)

        def named(status: str) -> tuple[tuple[str, str], ...]:
            return tuple(sorted((a.berkas, a.ikhtisar.galat or "") for a in documents if a.ikhtisar.status == status))

        return cls(
            dokumen=len(documents),
            dilewati=skipped,
            halaman=sum(a.ikhtisar.halaman for a in documents),
            tabel=sum(one.rows["tabel"] for one in terkait.values()),
            fakta=sum(one.rows["kinerja"] + one.rows["anggaran"] for one in terkait.values()),
            ragu=sum(one.ragu for one in terkait.values()),
            temuan=dict(findings),
            gagal=named("gagal"),
            sebagian=named("sebagian"),
            detik=0.0,
            laporan=str(laporan),
        )

    @property
    def exit_code(self) -> int:
        return 1 if self.gagal else 0

    def fields(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        files = {
            name: [{"berkas": b, "galat": g} for b, g in pairs]
            for name, pairs in (("gagal", self.gagal), ("sebagian", self.sebagian))
        }
        return asdict(self) | files | {"detik": round(self.detik, 3), "kode_keluar": self.exit_code}


@dataclass(frozen=True, slots=True)
class _Finished:
    """A finished run: its summary and the size and time (ns) of each file it wrote."""

    ringkasan: RunSummary
    files: dict[str, tuple[int, int]]


def fingerprint(parts: Iterable[object], files: Iterable[Path]) -> str:
    """64 hex digits that change with anything a run depends on; `files` count with their bytes, missing ones as such."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogateescape") + b"\0")
    for path in files:
        digest.update(path.read_bytes() if path.is_file() else b"\0")
        digest.update(b"\0")
    return digest.hexdigest()


def finished(work: WorkFolder, output: Path, key: str) -> RunSummary | None:
    """The summary of the last run, where it had the same fingerprint and all it wrote is still there, unchanged."""
    last = work.read("", _FINISHED, key, _Finished)
    if last is None or last.files != _written(output):
        return None
    laporan = str(output / PureWindowsPath(last.ringkasan.laporan).name)  # the folder may have been moved since
    return replace(last.ringkasan, dilewati=last.ringkasan.dokumen, tetap=True, catatan=(), laporan=laporan)


def note_finished(work: WorkFolder, output: Path, key: str, ringkasan: RunSummary) -> None:
    work.write("", _FINISHED, key, _Finished(ringkasan, _written(output)))


def _written(output: Path) -> dict[str, tuple[int, int]]:
    paths = [path for name in DATASETS for path in (output / name).rglob("*") if path.is_file()]
    out = {}
    for path in sorted([*paths, *output.glob("*.json"), *output.glob("*.html"), *output.glob(f"{PAGES}/*.html")]):
        stat = path.stat()
        out[path.relative_to(output).as_posix()] = (stat.st_size, stat.st_mtime_ns)
    return out
