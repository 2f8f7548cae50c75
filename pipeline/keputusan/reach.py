"""Which decisions can touch what: an agency, a document, a heading."""

from __future__ import annotations

from collections.abc import Iterable

from normalizers.text import fold
from pipeline.keputusan.decision import Keputusan


def holds_for(one: Keputusan, agency: str | None) -> bool:
    """Whether a decision reaches an agency, by its name as `dokumen.instansi` has it."""
    return one.instansi is None or one.lingkup == "semua" or fold(one.instansi) == fold(agency or "")


def of_agency(decisions: Iterable[Keputusan], agency: str | None) -> tuple[Keputusan, ...]:
    """The decisions about what comes of an agency's documents set against each other."""
    return tuple(d for d in decisions if d.jenis == "indikator" and holds_for(d, agency))
