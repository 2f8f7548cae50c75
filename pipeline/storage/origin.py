"""Where a document's file lies: the input folder as `dokumen.folder` tells it, and back to the file on this machine."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_to_bytes

from pipeline.storage.places import filesystem_of, is_remote

UNKNOWN = "?"
"""In the place of an input folder that nothing tells any more."""
_ODD_BYTE = re.compile(r"%[89A-F][0-9A-F]")
"""How `printable` writes a byte of a file name that is no UTF-8."""


def printable(name: str) -> str:
    """A file name as valid Unicode; bytes that are none (old archives on Linux) become `%FE`, so that two names stay two."""
    return (
        "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name).encode("utf-8", "replace").decode()
    )


def told_folder(folder: str, output: Path) -> str:
    """An absolute input folder as the datasets tell it: relative to the output folder where both are on one drive (or in one
    store), so that an archive that is moved as a whole keeps its links, and equal archives have equal datasets; empty for
    an unknown one."""
    if folder == UNKNOWN:
        return ""
    here = str(output.resolve())
    if is_remote(output):
        _, there = filesystem_of(output)
        root = here.removesuffix(there)
        if not folder.startswith(root) or "://" not in folder:
            return folder
        folder, here = folder.removeprefix(root), there
    elif "://" in folder:
        return folder
    try:
        return printable(Path(os.path.relpath(folder, here)).as_posix())
    except ValueError:  # another drive on Windows
        return printable(Path(folder).as_posix())


def folder_of(told: str, output: Path) -> str:
    """The absolute input folder that `told_folder` tells."""
    if not told or "://" in told:
        return told or UNKNOWN
    if is_remote(output):
        there = filesystem_of(output)[1]
        return str(output.resolve()).removesuffix(there) + os.path.normpath(PurePosixPath(there) / told)
    return str(os.path.normpath(output.resolve() / told))


def file_in(folder: Path, berkas: str) -> Path:
    """The file of a document below its input folder; a name that holds bytes which are no text is found again."""
    path = folder / berkas
    if _ODD_BYTE.search(str(path)) and not path.exists():
        odd = Path(_ODD_BYTE.sub(lambda found: os.fsdecode(unquote_to_bytes(found[0])), str(path)))
        return odd if odd.exists() else path
    return path
