"""Which files a run is about: every PDF below a folder, each content once, and what earlier runs know of others."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.catalogue import FileHashes, Remembered
from pipeline.errors import UsageError, reason
from pipeline.storage.origin import file_of, printable
from pipeline.storage.places import filesystem_of, is_remote
from pipeline.storage.stamps import Stamp


class SourceLostError(Exception):
    """A file is not (or no longer) the one that was found: changed, gone, or not to be read from its disk."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: `berkas` is its path below the input folder with `/`, `salinan` other files of the same bytes.

    `unreadable` tells why the file could not even be opened; its `dokumen_id` then stands for the name. `kept_as` is the
    key of the extraction of a document whose file is gone or not looked at in this run; `folder` its input folder where
    that was another one.
    """

    dokumen_id: str
    berkas: str
    path: Path
    salinan: tuple[str, ...] = ()
    unreadable: str | None = None
    stamp: Stamp | None = None
    kept_as: str | None = None
    folder: str = ""

    @property
    def place(self) -> str:
        """Its path, unlike that of any other document."""
        return f"{self.folder}/{self.berkas}" if self.folder else self.berkas

    def assure_unchanged(self) -> None:
        """SourceLostError where the file is no longer as it was when it was found."""
        if self.stamp is None:
            return
        try:
            now = Stamp.of(self.path)
        except OSError as error:
            raise SourceLostError(f"berkas tidak dapat dibaca dari disk: {error.strerror or error}") from error
        if (now.size, now.written_ns) != (self.stamp.size, self.stamp.written_ns):
            raise SourceLostError("berkas berubah selagi dibaca; jalankan lagi")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of the files found are looked at. `only` are patterns of which one must match the path below the input folder
    or its last part (any case, and accents as one letter or two, as macOS writes them); `since` (seconds since 1970) is the
    earliest time of the last change; `among` are the only files that are taken, and only with these stamps."""

    only: tuple[str, ...] = ()
    since: float | None = None
    among: frozenset[tuple[str, Stamp]] | None = None

    def takes(self, path: Path, berkas: str) -> bool:
        name = _alike(berkas)
        last = name.rpartition("/")[2]
        if self.only and not any(fnmatch.fnmatchcase(n, _alike(p)) for p in self.only for n in (name, last)):
            return False
        if self.since is None and self.among is None:
            return True
        try:
            stamp = Stamp.of(path)
        except OSError:
            return True  # what is wrong with it will be told
        new = self.since is None or stamp.written_ns >= self.since * 1e9
        return new and (self.among is None or (str(path), stamp) in self.among)


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run is to do with what is there. Documents that `selection` passes over, and those whose file is gone, stay in the
    datasets as they were last read; `prune` lets the latter go. `retry_failed` reads again what an earlier run gave up, `force`
    everything."""

    selection: Selection = Selection()
    force: bool = False
    prune: bool = False
    retry_failed: bool = False


NEW_ONES = Wishes()
"""Read what no earlier run has read."""


@dataclass(frozen=True, slots=True)
class Found:
    """PDFs of an input folder in the order of their path, and folders that could not be entered."""

    pdfs: tuple[Path, ...]
    denied: tuple[Path, ...] = ()


def find_pdfs(raw: Path, output: Path | None = None) -> Found:
    """PDFs below `raw` (or `raw` itself), any case of `.pdf`; nothing below `output`.

    Links to folders are followed, but no folder is entered twice. UsageError where `raw` is missing or holds none.
    """
    if is_remote(raw):
        return Found((raw,)) if raw.is_file() else _find_remote(raw)
    try:
        if raw.is_file():
            return Found((raw,))
        if not raw.is_dir():
            what = "bukan folder dan bukan berkas biasa" if raw.exists() else "tidak ada"
            raise UsageError(f"folder masukan '{raw}' {what}; buat folder itu dan taruh PDF di dalamnya")
        avoided = {_identity(output)} if output is not None and output.is_dir() else set()
        if _identity(raw) in avoided:
            raise UsageError(f"folder masukan dan keluaran sama ('{raw}'); pakai folder keluaran lain")
    except OSError as error:
        raise UsageError(f"'{error.filename or raw}' tidak dapat dibuka: {reason(error)}") from error
    denied: list[Path] = []
    found = sorted(_walk(raw, avoided, denied), key=lambda path: path.relative_to(raw).as_posix())
    if not found:
        closed = f"; {len(denied)} folder tidak dapat dibuka" if denied else ""
        raise UsageError(f"tidak ada berkas PDF di '{raw}' dan subfoldernya{closed}")
    return Found(tuple(found), tuple(denied))


def _find_remote(raw: Path) -> Found:
    filesystem, there = filesystem_of(raw)
    try:
        names = sorted(filesystem.find(there))
    except OSError as error:
        raise UsageError(f"folder masukan '{raw}' tidak dapat dibaca: {error.strerror or error}") from error
    base = there.rstrip("/") + "/"
    inside = [name.removeprefix(base) for name in names if name.startswith(base)]
    wanted = [n for n in inside if n.lower().endswith(".pdf") and not any(p.startswith(".") for p in n.split("/"))]
    if not wanted:
        raise UsageError(f"tidak ada berkas PDF di '{raw}'")
    return Found(tuple(raw / name for name in wanted))


def sources(raw: Path, paths: Sequence[Path], hashes: FileHashes | None = None) -> list[Source]:
    """The files by content. Of several with the same bytes the first one stands for all."""
    hashes = hashes or FileHashes()
    base = base_of(raw)
    first: dict[str, Source] = {}
    copies: dict[str, list[str]] = {}
    for path in paths:
        berkas = path.relative_to(base).as_posix()
        unreadable = stamp = None
        try:
            digest, stamp = hashes.of(path)
            ident = digest[:16]
        except OSError as error:
            ident = hashlib.sha256(f"tak terbaca: {berkas}".encode(errors="surrogateescape")).hexdigest()[:16]
            unreadable = f"berkas tidak dapat dibaca dari disk: {error.strerror or error}"
        if ident in first:
            copies.setdefault(ident, []).append(printable(berkas))
        else:
            first[ident] = Source(ident, printable(berkas), path, unreadable=unreadable, stamp=stamp)
    return [replace(s, salinan=tuple(copies.get(ident, ()))) for ident, s in first.items()]


@dataclass(frozen=True, slots=True)
class Archive:
    """The documents of a run: files found and known ones without a file.

    `removed`, `replaced`, `pruned` and `unreadable` are names: of documents whose file was looked for and is gone (they stay),
    whose file now has other bytes (they leave), that leave because their file is gone, that stay as they were last read
    because the file cannot be read now. Documents of other input folders, and of folders that were not entered, are not
    looked for: they stay, and nothing is said of them.
    """

    sources: tuple[Source, ...]
    removed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def as_known(known: Mapping[str, Remembered], here: str) -> list[Source]:
    """The documents of earlier runs, none of whose files is looked at; `here` is the input folder."""
    return [
        Source(
            ident,
            one.berkas,
            Path(file_of(one.folder, one.berkas)),
            one.salinan,
            kept_as=one.extraction_key,
            folder="" if one.folder == here else one.folder,
        )
        for ident, one in known.items()
    ]


def with_known(
    found: Sequence[Source],
    known: Mapping[str, Remembered],
    raw: Path,
    passed_over: Sequence[Path] = (),
    denied: Sequence[Path] = (),
    prune: bool = False,
) -> Archive:
    """The files found in this run together with the documents of earlier ones. `passed_over` files are there but not chosen,
    `denied` folders could not be entered."""
    base = base_of(raw)
    here = str(base.resolve())
    waiting = {_whole(here, printable(path.relative_to(base).as_posix())) for path in passed_over}
    by_place = {_whole(here, name): source for source in found for name in (*source.salinan, source.berkas)}
    closed = tuple(_whole(here, f"{folder.relative_to(base).as_posix()}/") for folder in denied)
    present = {source.dokumen_id for source in found}
    kept: list[Source] = []
    shown_as_known: set[str] = set()
    told: dict[str, list[str]] = {"removed": [], "replaced": [], "pruned": [], "unreadable": []}
    for ident, document in known.items():
        if ident in present:
            continue
        place = _whole(document.folder, document.berkas)
        successor = by_place.get(place)
        if successor is not None and successor.unreadable is None:
            told["replaced"].append(document.berkas)
            continue
        file = file_of(document.folder, document.berkas)
        looked_for = not raw.is_file() and place.startswith(_whole(here, ""))  # a file alone tells nothing of others
        if successor is not None:
            shown_as_known.add(successor.dokumen_id)
            told["unreadable"].append(document.berkas)
        elif place not in waiting and looked_for and not place.startswith(closed) and not _there(file):
            told["pruned" if prune else "removed"].append(document.berkas)
            if prune:
                continue
        folder = "" if document.folder == here else document.folder
        kept.append(Source(ident, document.berkas, Path(file), document.salinan, kept_as=document.extraction_key, folder=folder))
    sources = (*(s for s in found if s.dokumen_id not in shown_as_known), *kept)
    return Archive(sources, **{name: tuple(sorted(names)) for name, names in told.items()})


def _whole(folder: str, berkas: str) -> str:
    """A name of a file that is the same whichever of the folders above it was the input folder; with `berkas` empty, how the
    names of all files of a folder begin. No address: of the two strokes behind `s3:` one is left."""
    return f"{Path(folder).as_posix()}/{berkas}".replace("//", "/")


def _there(file: Path | str) -> bool:
    """Whether a file exists that no look at its folder found: behind a name that is passed over, or in a folder of ours. Of a
    store, all that is there was found."""
    return isinstance(file, Path) and os.path.lexists(file)


def base_of(raw: Path) -> Path:
    """The folder that names of files are relative to."""
    return raw.parent if raw.is_file() else raw


def _walk(top: Path, entered: set[tuple[int, int] | str], denied: list[Path]) -> Iterator[Path]:
    """The PDFs below a folder. What cannot be told a folder from a file, such as a link that leads to itself, counts by its
    name: a PDF that cannot be read, or else a folder that cannot be entered."""
    waiting = [top]  # no recursion: a thousand folders inside one another are more than Python's stack holds
    while waiting:
        folder = waiting.pop()
        try:
            identity = _identity(folder)
            if identity in entered:
                continue
            entered.add(identity)
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            denied.append(folder)
            continue
        inner = []
        for entry in entries:
            pdf = entry.name.lower().endswith(".pdf") and not entry.name.startswith("._")  # ._: macOS attributes, no PDF
            try:
                is_folder = entry.is_dir()
            except OSError:
                is_folder = not pdf
            if not is_folder:
                if pdf:
                    yield Path(entry.path)
            elif not entry.name.startswith("."):
                inner.append(Path(entry.path))
        waiting.extend(reversed(inner))  # depth first in the order of names, so that a link never comes before its folder


def _identity(path: Path) -> tuple[int, int] | str:
    """What makes two paths the same folder. File ids where the system has them."""
    stat = path.stat()
    return (stat.st_dev, stat.st_ino) if stat.st_ino else str(path.resolve())
