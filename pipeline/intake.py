"""Which files a run is about: every PDF below a folder, each content once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.intake import file_hash
from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: `berkas` is its path below the input folder with `/`, `salinan` other files of the same bytes.

    `unreadable` tells why the file could not even be opened; its `dokumen_id` then stands for the name.
    """

    dokumen_id: str
    berkas: str
    path: Path
    salinan: tuple[str, ...] = ()
    unreadable: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """PDFs of an input folder in the order of their path, and folders that could not be entered."""

    pdfs: tuple[Path, ...]
    denied: tuple[Path, ...] = ()


def find_pdfs(raw: Path, output: Path | None = None) -> Found:
    """PDFs below `raw` (or `raw` itself), any case of `.pdf`; nothing below `output`.

    Links to folders are followed, but no folder is entered twice. UsageError where `raw` is missing or holds none.
    """
    if raw.is_file():
        return Found((raw,))
    if not raw.is_dir():
        raise UsageError(f"folder masukan '{raw}' tidak ada; buat folder itu dan taruh PDF di dalamnya")
    avoided = {_identity(output)} if output is not None and output.is_dir() else set()
    if _identity(raw) in avoided:
        raise UsageError(f"folder masukan dan keluaran sama ('{raw}'); pakai folder keluaran lain")
    denied: list[Path] = []
    found = sorted(_walk(raw, avoided, denied), key=lambda path: path.relative_to(raw).as_posix())
    if not found:
        closed = f"; {len(denied)} folder tidak dapat dibuka" if denied else ""
        raise UsageError(f"tidak ada berkas PDF di '{raw}' dan subfoldernya{closed}")
    return Found(tuple(found), tuple(denied))


def sources(raw: Path, paths: Sequence[Path], seen: Callable[[Path], None] = lambda path: None) -> list[Source]:
    """The files by content. Of several with the same bytes the first one stands for all. `seen` is told each path."""
    base = raw.parent if raw.is_file() else raw
    first: dict[str, Source] = {}
    copies: dict[str, list[str]] = {}
    for path in paths:
        berkas = path.relative_to(base).as_posix()
        unreadable = None
        try:
            ident = file_hash(path)[:16]
        except OSError as error:
            ident = hashlib.sha256(f"tak terbaca: {berkas}".encode(errors="surrogateescape")).hexdigest()[:16]
            unreadable = f"berkas tidak dapat dibaca dari disk: {error.strerror or error}"
        seen(path)
        if ident in first:
            copies.setdefault(ident, []).append(printable(berkas))
        else:
            first[ident] = Source(ident, printable(berkas), path, unreadable=unreadable)
    return [Source(s.dokumen_id, s.berkas, s.path, tuple(copies.get(ident, ())), s.unreadable) for ident, s in first.items()]


def printable(name: str) -> str:
    """A file name as valid Unicode; bytes that are none (old archives on Linux) become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _walk(folder: Path, entered: set[tuple[int, int] | str], denied: list[Path]) -> Iterator[Path]:
    try:
        identity = _identity(folder)
        if identity in entered:
            return
        entered.add(identity)
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        denied.append(folder)
        return
    for entry in entries:
        if entry.is_dir():
            if not entry.name.startswith("."):
                yield from _walk(Path(entry.path), entered, denied)
        elif entry.name.lower().endswith(".pdf") and not entry.name.startswith("._"):  # ._: macOS attributes, no PDF
            yield Path(entry.path)


def _identity(path: Path) -> tuple[int, int] | str:
    """What makes two paths the same folder. File ids where the system has them."""
    stat = path.stat()
    return (stat.st_dev, stat.st_ino) if stat.st_ino else str(path.resolve())
