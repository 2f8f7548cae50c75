"""How a file is known again without reading it: by what changes with its bytes."""

from __future__ import annotations

import errno
import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from pipeline.storage.places import filesystem_of, is_remote

_SETTLED_NS = 3_000_000_000
"""A file changed so shortly before it was looked at may change again without a new time: file systems count in steps of
up to two seconds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes with a file's bytes and can be had without reading them. Times in nanoseconds.

    `changed_ns` is the time of the last change of any kind, which programs that copy "with the date" cannot set (on
    Windows it is the time of creation).
    """

    size: int
    written_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of a file now. OSError where it cannot be had, and for what is no file of bytes: opening a pipe waits
        for ever, and a device may never end."""
        if is_remote(path):
            return cls(*_remote_stamp(path))
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "bukan berkas biasa, tetapi pipa, soket, perangkat atau folder", str(path))
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    @classmethod
    def if_there(cls, path: Path) -> Stamp | None:
        """The stamp of a file now, None where it cannot be had."""
        try:
            return cls.of(path)
        except OSError:
            return None

    def settled(self, at_ns: int) -> bool:
        """Whether its times lie so far before `at_ns` that a later change shows in them."""
        return max(self.written_ns, self.changed_ns) + _SETTLED_NS < at_ns


def _remote_stamp(path: Path) -> tuple[int, int, int, int]:
    """In the place of the inode stands what the store changes with the bytes (on S3 the ETag)."""
    filesystem, there = filesystem_of(path)
    told = filesystem.info(there)
    changed = told.get("LastModified") or told.get("mtime") or told.get("updated") or 0
    when = changed.timestamp() if hasattr(changed, "timestamp") else changed if isinstance(changed, int | float) else 0
    mark = hashlib.sha256(str(filesystem.ukey(there)).encode()).digest()
    return int(told.get("size") or 0), int(when * 1e9), 0, int.from_bytes(mark[:7], "big")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was when it was last read: its stamp, SHA-256 (hex) and when (ns)."""

    stamp: Stamp
    sha256: str
    at_ns: int

    def holds(self, stamp: Stamp) -> bool:
        """Whether a file with this stamp has the same bytes still."""
        return self.stamp == stamp and stamp.settled(self.at_ns)
