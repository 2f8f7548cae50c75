"""What stops the program, each with its exit code and a line that says what to do next.

    LkjipError                 1  the run cannot go on
    |- WorkFolderError         1  OUTPUT cannot be written (full, read-only, open in another program)
    |- OutputBusyError         1  another run writes the same OUTPUT
    |- NoThreadError           1  the system gives this process no more threads
    `- UsageError              2  the command or lkjip.toml is wrong

A bad document is none of these: it is a row in `dokumen` with status `gagal`, and the batch goes on.
"""

from __future__ import annotations

import errno
from pathlib import Path

INTERRUPTED = 130
"""Exit code of a run that was stopped with Ctrl-C, as shells have it."""


class LkjipError(Exception):
    """Base of all; `str()` is the Indonesian line for the user."""

    exit_code = 1


class WorkFolderError(LkjipError):
    """OUTPUT cannot be written. Build with `of`, which words the operating system's reason."""

    @classmethod
    def of(cls, path: Path, error: OSError) -> WorkFolderError:
        if error.errno == errno.ENOSPC:
            return cls(f"disk penuh saat menulis {path}; kosongkan ruang lalu jalankan lagi; hasil lama tetap ada")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return cls(
                f"{path} tidak dapat ditulis ({error.strerror}); periksa izin folder, atau tutup program lain yang "
                "memakainya (mis. Excel)"
            )
        return cls(f"{path} tidak dapat ditulis: {reason(error)}")


class OutputBusyError(LkjipError):
    """Another run holds the same output folder."""


class NoThreadError(LkjipError):
    """The system gives this process no more threads, and what it asks for cannot be done without."""


class UsageError(LkjipError):
    """The command line or the configuration asks for something that cannot be."""

    exit_code = 2


_REASONS = {
    errno.EACCES: "tidak diizinkan",
    errno.EEXIST: "sudah ada berkas bernama itu",
    errno.ELOOP: "tautannya menunjuk ke dirinya sendiri",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ENOENT: "tidak ada",
    errno.ENOTDIR: "sebagian jalurnya berkas, bukan folder",
    errno.EXDEV: "ada di disk lain",
}


def reason(error: OSError) -> str:
    """Why the operating system refused, in Indonesian where that is something a person can change."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
