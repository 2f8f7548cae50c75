"""The work folder `OUTPUT/.kerja`: what is known of each document, kept between runs.

    .kerja/kunci                              lock, see pipeline.storage.lock
    .kerja/jalan.json                         the last run: what it was to do, whether it ended
    .kerja/sidik, daftar                      see pipeline.batch.catalogue
    .kerja/milik                              see pipeline.datasets.ownership
    .kerja/log.jsonl, ringkasan.json          see pipeline.batch.record.log
    .kerja/galat.txt                          what nobody foresaw, see `crash_note`; also of one document
    .kerja/<dokumen_id>/ditinggalkan          faults of pages that ended their worker, key as `ekstraksi`
    .kerja/<dokumen_id>/halaman               number of the page that is being read just now; `halaman.1` that of a helper
    .kerja/<dokumen_id>/halaman-00012         a scanned page, kept until the whole document is read; key as `ekstraksi`
    .kerja/<dokumen_id>/ekstraksi             Extraction, key: bytes + extractors + reading options
    .kerja/<dokumen_id>/hasil, sel            what was understood of it, key: that + normalizers + pipeline + settings

Two keys, so that a new rule for numbers never reads a page again. A file is 64 hex digits of its key, a line feed, and
zlib-packed msgpack; written beside and moved into place, so that it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import traceback
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from pipeline.storage.files import write_whole
from pipeline.storage.places import is_remote, read_whole, scratch

if TYPE_CHECKING:
    from extractors.extract import ExtractOptions

WORK = ".kerja"
AT_PAGE = "halaman"
ERROR_NOTE = "galat.txt"
"""The traceback of an error of this program, for whoever mends it."""
EXTRACTION, RESULT, CELLS, SUMMARY = "ekstraksi", "hasil", "sel", "ikhtisar"
GIVEN_UP = "ditinggalkan"
PAGE = "halaman-"
"""Begin of the names of single pages that took long to read, kept until their document is read."""
UNDERSTANDING = (
    "normalizers",
    "pipeline.document",
    "pipeline.identity",
    "pipeline.tables",
    "pipeline.facts",
    "pipeline.judging",
    "pipeline.findings",
    "pipeline.keputusan.decision",
    "pipeline.keputusan.reach",
    "pipeline.datasets.vocabulary",
    "pipeline.datasets.records",
    "pipeline.datasets.ids",
)
"""All code that decides what is understood of a document: a new command or a reworded message is none of it, so that no
document is understood again for that. `tests/pipeline/storage/test_keys.py` holds the list to the imports."""
RELATING = (*UNDERSTANDING, "pipeline.matching", "pipeline.checks", "pipeline.datasets.schemas", "pipeline.datasets.writers")
"""All code that decides what comes of an agency's documents set against each other."""
_KEY_LENGTH = 64
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """The work folder of an output folder."""

    root: Path

    @classmethod
    def of(cls, output: Path) -> WorkFolder:
        return cls(output / WORK)

    def path(self, dokumen_id: str, name: str) -> Path:
        """Where a value is kept. The page that is being read is noted on the machine that reads it."""
        noted = name.partition(".")[0] == AT_PAGE
        return (scratch(self.root) if noted and is_remote(self.root) else self.root) / dokumen_id / name

    def has(self, dokumen_id: str, name: str, key: str) -> bool:
        """Whether a value of this key is kept, without reading it."""
        try:
            with self.path(dokumen_id, name).open("rb") as stream:
                return stream.read(_KEY_LENGTH) == key.encode()
        except OSError:
            return False

    def has_any(self, dokumen_id: str, prefix: str) -> bool:
        """Whether a value is kept whose name begins so, of whatever key."""
        return next(iter((self.root / dokumen_id).glob(f"{prefix}*")), None) is not None

    def kept_key(self, dokumen_id: str, name: str) -> str:
        """The key of a kept value, whatever it is; empty where none is kept."""
        try:
            with self.path(dokumen_id, name).open("rb") as stream:
                found = stream.read(_KEY_LENGTH + 1)
        except OSError:
            return ""
        return found[:-1].decode("ascii", "replace") if len(found) > _KEY_LENGTH and found.endswith(b"\n") else ""

    def read(self, dokumen_id: str, name: str, key: str, kind: type[T]) -> T | None:
        """The kept value; None where there is none of this key or the file is damaged."""
        try:
            data = read_whole(self.path(dokumen_id, name))
        except OSError:
            return None
        if data[:_KEY_LENGTH] != key.encode():
            return None
        try:
            return msgspec.msgpack.decode(zlib.decompress(data[_KEY_LENGTH + 1 :]), type=kind)
        except (zlib.error, msgspec.MsgspecError):
            return None

    def write(self, dokumen_id: str, name: str, key: str, value: Any, durable: bool = False) -> None:
        """Keep a value (`durable`: before a power cut, too). WorkFolderError where the disk does not take it."""
        body = zlib.compress(msgspec.msgpack.encode(value), 1)
        write_whole(self.path(dokumen_id, name), key.encode() + b"\n" + body, durable)

    def note(self, dokumen_id: str, name: str, text: str) -> None:
        """Leave a short text for a person or for the main process."""
        write_whole(self.path(dokumen_id, name), text.encode("utf-8"))

    def note_crash(self, dokumen_id: str, error: BaseException) -> Path:
        """Leave `ERROR_NOTE`; returns its path. WorkFolderError where the disk does not take it."""
        path = self.path(dokumen_id, ERROR_NOTE)
        write_whole(path, crash_note(error))
        return path

    def noted(self, dokumen_id: str, name: str) -> str | None:
        try:
            return self.path(dokumen_id, name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def forget(self, dokumen_id: str, *names: str) -> None:
        for name in names:
            self.path(dokumen_id, name).unlink(missing_ok=True)

    def forget_half(self, owner: str) -> None:
        """Take away what a process that was killed had half written of a document or an agency."""
        if not is_remote(self.root):
            for path in (self.root / owner).glob("*.baru"):
                path.unlink(missing_ok=True)

    def forget_all(self, dokumen_id: str, prefix: str) -> None:
        """Forget every value of a document whose name begins so."""
        for path in (self.root / dokumen_id).glob(f"{prefix}*"):
            path.unlink(missing_ok=True)


def now() -> str:
    """The time with its zone, as ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def crash_note(error: BaseException) -> bytes:
    """What is written down of an error of this program: when it was, and the traceback, whatever is in it of names that are no
    text."""
    return f"{now()}\n{''.join(traceback.format_exception(error))}".encode("utf-8", "backslashreplace")


def extraction_key(dokumen_id: str, options: ExtractOptions) -> str:
    """Key of an extraction. The time limit is no part of it: it changes which pages are given up, not what is read."""
    return _digest(dokumen_id, source_digest("extractors"), repr(replace(options, page_seconds=0.0)))


def result_key(extraction: str, berkas: str, settings: object) -> str:
    """Key of what is understood of an extraction. `berkas` counts, since a file name may tell the year."""
    return _digest(extraction, *map(source_digest, UNDERSTANDING), berkas, repr(settings))


@cache
def source_digest(place: str) -> str:
    """Digest of the code and data files of a package or module: the version of what it does, without anybody having to count it
    up."""
    top, *inner = place.split(".")
    folder = importlib.resources.files(top)
    for name in inner:
        folder = folder / name if (folder / name).is_dir() else folder / f"{name}.py"
    found = _sources(folder, "") if folder.is_dir() else [(folder.name, folder)]
    digest = hashlib.sha256()
    for name, item in sorted(found, key=lambda one: one[0]):
        data = item.read_bytes().replace(b"\r\n", b"\n")  # a Windows checkout is the same version
        digest.update(f"{name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            if not item.name.startswith(("_", ".")):
                yield from _sources(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".py", ".toml")):
            yield f"{prefix}{item.name}", item


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
