"""What the work folder knows of files and documents from earlier runs.

.kerja/sidik     stamp and SHA-256 of every file looked at, so that an unchanged one is not read to know it again
.kerja/daftar    the documents in the datasets, so that one whose file is gone stays until somebody says otherwise
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors.pdf.file import file_hash
from pipeline.datasets.ownership import present
from pipeline.errors import LkjipError
from pipeline.storage.origin import folder_of
from pipeline.storage.stamps import Looked, Stamp
from pipeline.storage.work_folder import EXTRACTION, WorkFolder

ONLY_IN_DATASETS = "dataset"
"""In the place of an extraction's key where no work file holds what was read of a document."""
_FILES, _DOCUMENTS = "sidik", "daftar"
_FILES_KEY, _DOCUMENTS_KEY, _DOCUMENTS_BEFORE = "1" * 64, "2" * 64, "1" * 64
"""In the place of a key: the version of these two files."""


def look(path: Path) -> Looked | None:
    """Read a file to know it, in a worker; None where it cannot be read."""
    try:
        return Looked(Stamp.of(path), file_hash(path), time.time_ns())
    except OSError:
        return None


@dataclass(slots=True)
class FileHashes:
    """Hashes of files by their path, from this and earlier runs."""

    known: dict[str, Looked] = field(default_factory=dict)
    _now: dict[str, Looked] = field(default_factory=dict)

    @classmethod
    def load(cls, work: WorkFolder) -> FileHashes:
        return cls(work.read("", _FILES, _FILES_KEY, dict[str, Looked]) or {})

    def of(self, path: Path) -> tuple[str, Stamp]:
        """(SHA-256 of the bytes, stamp) of a file; it is read only where its stamp is a new one. OSError as reading has it."""
        name = str(path.absolute())
        stamp = Stamp.of(path)
        looked = self._now.get(name) or self.known.get(name)
        if looked is None or not looked.holds(stamp):
            looked = Looked(stamp, file_hash(path), time.time_ns())
        if name.isascii() or _is_text(name):
            self._now[name] = looked
        return looked.sha256, stamp

    def unknown(self, path: Path) -> bool:
        """Whether the hash of a file is not known from an earlier run."""
        looked = self.known.get(str(path.absolute()))
        try:
            stamp = Stamp.of(path)
        except OSError:
            return False  # what is wrong with it will be told
        return looked is None or not looked.holds(stamp)

    def learn(self, path: Path, looked: Looked) -> None:
        """Take over what a worker found."""
        self._now[str(path.absolute())] = looked

    def save(self, work: WorkFolder) -> None:
        """Keep the hashes, those of files that were not asked for this time as well, as long as they are there."""
        kept = self.known | self._now
        if kept != self.known:
            work.write("", _FILES, _FILES_KEY, kept)


def _is_text(name: str) -> bool:
    """Whether a path is valid Unicode; old archives on Linux hold some that are not, and msgpack takes none of them."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Remembered:
    """A document in the datasets: its name below the input folder `folder` (absolute, `origin.UNKNOWN` where nothing tells),
    other names, key of its extraction (empty where nothing tells)."""

    berkas: str
    salinan: tuple[str, ...]
    folder: str
    extraction_key: str


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Documents by their id, and the parts of `dokumen` that hold just these."""

    documents: dict[str, Remembered]
    parts: tuple[str, ...] = ()


def read_documents(work: WorkFolder, output: Path) -> Mapping[str, Remembered]:
    """The documents in the datasets by their id; none where there was no run.

    The note of the last run is believed where the datasets are those it was written for. Else (a run was broken off between
    the two; the work folder is lost, damaged, of another version) the datasets themselves are asked as well. LkjipError where
    they cannot be read: documents would be forgotten.
    """
    noted = work.read("", _DOCUMENTS, _DOCUMENTS_KEY, _Catalogue)
    if noted is None:
        noted = _Catalogue(work.read("", _DOCUMENTS, _DOCUMENTS_BEFORE, dict[str, Remembered]) or {})
    if set(noted.parts) == present(output, "dokumen"):
        return noted.documents
    return _in_datasets(output) | noted.documents


def remembered(work: WorkFolder, output: Path) -> Mapping[str, Remembered]:
    """The same, each with the key of what is kept of it: `ONLY_IN_DATASETS` where nothing is."""
    return {
        ident: one if one.extraction_key else replace(one, extraction_key=work.kept_key(ident, EXTRACTION) or ONLY_IN_DATASETS)
        for ident, one in read_documents(work, output).items()
    }


def _in_datasets(output: Path) -> dict[str, Remembered]:
    from pipeline.datasets.stored import StoredDatasets  # late: pyarrow takes half a second, and is rarely needed here

    columns = ["dokumen_id", "berkas", "salinan", "folder"]
    try:
        stored = StoredDatasets.opened(output)
        if stored is None:
            return {}
        rows = stored.rows("dokumen", [name for name in columns if name in stored.columns("dokumen")])
    except LkjipError as error:
        raise LkjipError(
            f"{error}. Tanpa dataset itu dan tanpa catatan di folder kerja, dokumen yang PDF-nya tidak ada lagi akan hilang; "
            "kembalikan salinannya, atau pindahkan berkas itu dari sana bila memang boleh hilang"
        ) from error
    return {
        row["dokumen_id"]: Remembered(
            row["berkas"], tuple(row.get("salinan") or ()), folder_of(row.get("folder") or "", output), ""
        )
        for row in rows
    }


def write_documents(work: WorkFolder, documents: Mapping[str, Remembered], parts: Iterable[str]) -> None:
    """Note which documents the datasets are about to hold, and the parts of `dokumen` that will tell them. Written before the
    datasets are shown, so that at no moment one of them holds a document that the other does not know."""
    work.write("", _DOCUMENTS, _DOCUMENTS_KEY, _Catalogue(dict(documents), tuple(sorted(parts))), durable=True)
