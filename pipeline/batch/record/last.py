"""What the last run worked with, so that answers of people can be written into its datasets without reading a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.config import Config
from pipeline.document import DocumentDigest
from pipeline.storage.work_folder import WorkFolder, result_key

_LAST = "terakhir"


@dataclass(frozen=True, slots=True)
class Last:
    """The user's settings, the input folder, the key of the official list of activities, and what is known of documents that the
    work folder holds nothing of, since they could not be read."""

    config: Config
    masukan: str
    resmi: str | None
    gagal: Mapping[str, DocumentDigest]
    tak_terbaca: Mapping[str, str]
    """Names of files that could not even be opened, by what stands for their id."""


def note_last(work: WorkFolder, last: Last) -> None:
    """Note it for this version of the program."""
    work.write("", _LAST, _key(), last)


def last_settings(work: WorkFolder) -> Last | None:
    """What was noted; None where there was no run of this version."""
    return work.read("", _LAST, _key(), Last)


def _key() -> str:
    """Another version understands otherwise: what it left is of no use."""
    return result_key("", "", _LAST)
