"""What the report shows: how much of each list, where something stands, the findings of one rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.datasets.vocabulary import Keparahan


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of each list is shown."""

    dokumen: int = 250
    temuan_per_aturan: int = 12
    sel: int = 12
    ragu: int = 60
    instansi: int = 10
    indikator: int = 12
    tahun: int = 7
    baris_anggaran: int = 45
    tahun_anggaran: int = 2


OF_ONE_AGENCY = Shown(temuan_per_aturan=60, ragu=200, indikator=60)
"""Of a page of one agency."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where something stands: a document's name, the page, a link to it where its input folder is known, the file itself."""

    berkas: str
    halaman: int | None
    href: str | None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one rule: `items` are the first, `count` all of them."""

    aturan: str
    judul: str
    arti: str
    keparahan: Keparahan
    count: int
    items: tuple[Mapping[str, Any], ...]
