"""Who and what a document is: its kind, its agency and region, its years."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identitas:
    """The facts of a document as `dokumen` has them; None is what nothing in the document tells.

    `tahun` is the year reported or planned and None for a Renstra, whose years are `periode_awal` and `periode_akhir`.
    """

    jenis: str | None = None
    instansi: str | None = None
    wilayah: str | None = None
    kode_bidang: str | None = None
    tahun: int | None = None
    periode_awal: int | None = None
    periode_akhir: int | None = None
