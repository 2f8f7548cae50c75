"""What in an output folder is ours: only that is ever replaced or removed.

`datapackage.json` names every part with its size and SHA-256; `.kerja/milik` names those of a run that was broken off while
it showed them. Either is enough. Whatever else stands where this program writes is somebody's: a run refuses the folder
before it reads a page, and never tidies up.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.datasets.records import DATASETS, VERSI_SKEMA
from pipeline.errors import UsageError
from pipeline.storage.places import is_remote, read_whole
from pipeline.storage.stamps import Looked, Stamp
from pipeline.storage.work_folder import WORK, WorkFolder

PACKAGE = "datapackage.json"
REPORT, PAGES = "laporan.html", "laporan"
"""The report, and the folder of its pages in a large archive."""
REPORT_MARKS = (b'<meta name="generator" content="lkjip">', b'<p class="merek">lkjip</p>')
"""Either stands near the beginning of every report of ours; the second in those of versions that had not the first."""
_REPORT_HEAD = 65_536
_OURS_AT_WORK = re.compile(r"kunci|jalan\.json|ringkasan\.json|log\.jsonl|sidik|daftar|milik|(instansi-)?[0-9a-f]{16}")
"""One of these lies in every work folder of ours from the first second of a run on."""
_LEDGER, _LEDGER_KEY = "milik", "1" * 64
_SHOWN = 3
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """A file as this program wrote it: bytes and SHA-256 (hex); None where an older version did not note them."""

    size: int | None = None
    sha256: str | None = None

    @classmethod
    def of(cls, path: Path) -> Written:
        """Of a file as it is now. OSError where it cannot be read."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
        return cls(size, digest.hexdigest())


_looked: dict[str, Looked] = {}
"""Parts as this process last read them, by their path: a run asks for the same ones before it begins, as it writes, and for its
report, a worker for each document that it restores."""

Ledger = Mapping[str, Written]
"""The parts that are ours, by their path below the output folder (`kinerja/x.parquet`)."""


def ledger(output: Path, work: WorkFolder) -> dict[str, Written]:
    """All parts that this program wrote to `output`, shown ones and those of a run that was broken off."""
    pending = work.read("", _LEDGER, _LEDGER_KEY, dict[str, Written]) or {}
    return pending | packaged(output)


def note(work: WorkFolder, parts: Ledger) -> None:
    """Remember, before a power cut too, what is ours from now on. WorkFolderError where the disk does not take it."""
    work.write("", _LEDGER, _LEDGER_KEY, dict(parts), durable=True)


def packaged(output: Path) -> dict[str, Written]:
    """The parts that `datapackage.json` names; none where there is no such file of ours."""
    return _parts_of(_package(output))


def altered(output: Path, parts: Ledger) -> tuple[str, ...]:
    """The parts that are there and not as they were written. A remote store keeps what it was given; it is not read."""
    return tuple(sorted(name for name, known in parts.items() if _changed(output / name, known)))


def _changed(path: Path, known: Written) -> bool:
    if known.sha256 is None or is_remote(path):
        return False
    try:
        stamp = Stamp.of(path)
        return stamp.size != known.size or _sha256_of(path, stamp) != known.sha256
    except FileNotFoundError:
        return False
    except OSError:  # the disk no longer gives it
        return True


def _sha256_of(path: Path, stamp: Stamp) -> str:
    """Of a file with this stamp; it is read only where that is a new one."""
    name = str(path.absolute())
    looked = _looked.get(name)
    if looked is None or not looked.holds(stamp):
        looked = _looked[name] = Looked(stamp, Written.of(path).sha256 or "", time.time_ns())
    return looked.sha256


def present(output: Path, dataset: str) -> set[str]:
    """Names of the parts of a dataset that readers see now."""
    if is_remote(output):
        return {path.name for path in (output / dataset).glob("*.parquet")}
    try:
        return {path.name for path in (output / dataset).iterdir() if path.suffix == ".parquet"}
    except OSError:
        return set()


# ---------------------------------------------------------------- before a run
def assure_ours(raw: Path, output: Path, work: WorkFolder) -> None:
    """UsageError where a run from `raw` to `output` would meet what is not ours in the places it writes to."""
    _assure_apart(raw, output)
    _assure_package(output)
    if not is_remote(output):
        _assure_report(output / REPORT)
        _assure_pages(output / PAGES)
        _assure_work(work.root)
    parts = ledger(output, work)
    for dataset in DATASETS:
        strange = list(_strange(output, dataset, parts))
        if strange:
            shown = ", ".join(strange[:_SHOWN]) + (f", dan {len(strange) - _SHOWN} lagi" if len(strange) > _SHOWN else "")
            raise UsageError(
                f"'{output / dataset}' tempat dataset {dataset}, tetapi berisi yang tidak ditulis lkjip ({shown}); "
                "pindahkan isinya, atau pakai folder keluaran lain. Tidak ada yang disentuh"
            )


def _assure_apart(raw: Path, output: Path) -> None:
    """The input must not lie where the datasets come: reading would go well, and the PDFs would be in the way."""
    if is_remote(raw) or is_remote(output):
        return
    source, target = raw.resolve(), output.resolve()
    for name in (*DATASETS, WORK):
        if source.is_relative_to(target / name):
            where = f"terletak di '{name}', tempat hasil di folder keluaran"
            raise UsageError(f"folder masukan '{raw}' {where}; pakai folder keluaran lain")


def _assure_package(output: Path) -> None:
    path = output / PACKAGE
    if not _there(path):
        return
    found = _package(output)
    if found is None:
        raise UsageError(f"'{path}' bukan tulisan lkjip; pindahkan berkas itu, atau pakai folder keluaran lain")
    version = str(found["versi_skema"])
    if not version.isdecimal() or int(version) > int(VERSI_SKEMA):
        raise UsageError(
            f"'{output}' ditulis lkjip yang lebih baru (skema {version}, versi ini {VERSI_SKEMA}); perbarui lkjip, atau pakai "
            "folder keluaran lain"
        )


def is_our_page(path: Path) -> bool:
    """Whether a page of the report is this program's."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_REPORT_HEAD)
    except OSError:
        return False
    return any(mark in head for mark in REPORT_MARKS)


def _assure_pages(folder: Path) -> None:
    """Pages only are replaced or removed; beside them people may keep what they like."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError(f"'{folder}' bukan folder; pindahkan, atau pakai folder keluaran lain")
    for page in sorted(folder.glob("*.html")):
        _assure_report(page)


def _assure_report(path: Path) -> None:
    if os.path.lexists(path) and not is_our_page(path):
        raise UsageError(f"'{path}' bukan tulisan lkjip; pindahkan, atau pakai folder keluaran lain")


def _assure_work(root: Path) -> None:
    if not os.path.lexists(root):
        return
    if not root.is_dir():
        raise UsageError(f"'{root}' bukan folder; pindahkan, atau pakai folder keluaran lain")
    inside = [path.name for path in root.iterdir()]
    if inside and not any(map(_OURS_AT_WORK.fullmatch, inside)):
        raise UsageError(f"'{root}' bukan folder kerja lkjip; pindahkan, atau pakai folder keluaran lain")


def _strange(output: Path, dataset: str, parts: Ledger) -> Iterator[str]:
    """What stands in the place of a dataset and is not ours, by its path below `output`.

    Beside parts of ours people may keep what they like (a note, a folder of exports), but no Parquet that is not ours: every
    reader would take its rows for the dataset's. Where no part is ours, nothing may be there.
    """
    place = output / dataset
    if is_remote(output):
        names = {f"{dataset}/{path.name}" for path in place.glob("*.parquet")}
        yield from sorted(names - parts.keys())
        return
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        yield dataset
        return
    ours = any(name.startswith(f"{dataset}/") for name in parts)
    for folder, _, files in os.walk(place):
        for name in files:
            path = (Path(folder) / name).relative_to(output).as_posix()
            if path not in parts and (not ours or path.lower().endswith(".parquet")):
                yield path
    if not ours:
        yield from (f"{dataset}/{path.name}" for path in place.iterdir() if path.is_dir())


def _package(output: Path) -> dict[str, Any] | None:
    """`datapackage.json` of ours; None where there is none, or it is somebody else's."""
    try:
        found = json.loads(read_whole(output / PACKAGE))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("name") == "lkjip" and "versi_skema" in found else None


def _parts_of(package: Mapping[str, Any] | None) -> dict[str, Written]:
    if package is None:
        return {}
    noted = package.get("berkas")
    if isinstance(noted, dict):
        return {name: _read_written(entry) for name, entry in noted.items() if isinstance(entry, dict)}
    return {name: Written() for name in _paths(package.get("resources"))}


def _read_written(entry: Mapping[str, Any]) -> Written:
    size, digest = entry.get("bytes"), str(entry.get("hash", ""))
    return Written(size if isinstance(size, int) else None, digest.removeprefix("sha256:") or None)


def _paths(resources: object) -> Iterator[str]:
    """The parts that a package of schema 1 names, which told no digests."""
    for resource in resources if isinstance(resources, list) else ():
        paths = resource.get("path") if isinstance(resource, dict) else None
        yield from (path for path in _listed(paths) if isinstance(path, str))


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _there(path: Path) -> bool:
    return path.exists() if is_remote(path) else os.path.lexists(path)
