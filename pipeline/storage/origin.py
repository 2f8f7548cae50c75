"""Where a document's file lies: the input folder as `dokumen.folder` tells it, and back to the file on this machine."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_to_bytes

from pipeline.storage.places import filesystem_of, is_remote

UNKNOWN = "?"
"""In the place of an input folder that nothing tells any more."""
_NO_TEXT = re.compile("[\udc80-\udcff]")
"""What Python makes of a byte in a file name that is no UTF-8."""
_ODD_BYTE = re.compile(r"%[89A-F][0-9A-F]")
"""How `with_odd_bytes` writes it."""


def with_odd_bytes(name: str) -> str:
    """A file name with `%FE` for a byte that is no UTF-8 (old archives on Linux), so that two names stay two."""
    return _NO_TEXT.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", name)


def printable(name: str) -> str:
    """A file name as valid Unicode, see `with_odd_bytes`."""
    return with_odd_bytes(name).encode("utf-8", "replace").decode()


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
        if not folder.startswith(root) or not _in_store(folder):
            return folder
        folder, here = folder.removeprefix(root), there
    elif _in_store(folder):
        return folder
    try:
        return printable(Path(os.path.relpath(folder, here)).as_posix())
    except ValueError:  # another drive on Windows
        return printable(Path(folder).as_posix())


def folder_of(told: str, output: Path) -> str:
    """The absolute input folder that `told_folder` tells."""
    if not told or _in_store(told):
        return told or UNKNOWN
    if is_remote(output):
        there = filesystem_of(output)[1]
        return str(output.resolve()).removesuffix(there) + os.path.normpath(PurePosixPath(there) / told)
    return str(os.path.normpath(output.resolve() / told))


def file_of(folder: str, berkas: str) -> Path | str:
    """The file of a document below its absolute input folder: its address where that is a store's, else its path, also where the
    name holds bytes which are no text."""
    if _in_store(folder):
        return f"{folder}/{berkas}"
    path = Path(folder) / berkas
    if _ODD_BYTE.search(str(path)) and not path.exists():
        odd = Path(_ODD_BYTE.sub(lambda found: os.fsdecode(unquote_to_bytes(found[0])), str(path)))
        return odd if odd.exists() else path
    return path


def _in_store(folder: str) -> bool:
    return "://" in folder
