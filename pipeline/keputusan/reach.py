"""Which decisions can touch what: an agency, a document, a heading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from normalizers.names.instansi import key as name_key
from normalizers.text import fold
from pipeline.datasets.ids import stable_id
from pipeline.keputusan.decision import LINGKUP, Jenis, Keputusan, Lingkup

_OF_DOCUMENTS: frozenset[Jenis] = frozenset({"kolom", "tabel", "baris", "nilai", "halaman", "dokumen"})
_IN_ONE: frozenset[Lingkup] = frozenset({"nilai", "tabel", "dokumen"})


def holds_for(one: Keputusan, agency: str | None) -> bool:
    """Whether a decision reaches an agency, by its name as `dokumen.instansi` has it."""
    return one.instansi is None or one.lingkup == "semua" or name_key(one.instansi) == name_key(agency or "")


def of_agency(decisions: Iterable[Keputusan], agency: str | None) -> tuple[Keputusan, ...]:
    """The decisions about what comes of an agency's documents set against each other."""
    return tuple(d for d in decisions if d.jenis in ("indikator", "temuan") and holds_for(d, agency))


def for_document(
    decisions: Iterable[Keputusan], dokumen_id: str, agency: str | None, headings: Collection[str] | None = None
) -> tuple[Keputusan, ...]:
    """The decisions that can touch what is understood of a document, the widest first. `headings` are the keys (`heading_key`) of
    what heads its tables and columns; None where they are not known yet."""

    def touches(one: Keputusan) -> bool:
        if one.jenis not in _OF_DOCUMENTS:
            return False
        if one.lingkup in _IN_ONE:
            return one.dokumen_id == dokumen_id
        return holds_for(one, agency) and bool(one.teks) and (headings is None or heading_key(one.teks) in headings)

    return tuple(sorted(filter(touches, decisions), key=lambda one: -LINGKUP.index(one.lingkup)))


def may_touch(decisions: Iterable[Keputusan], dokumen_id: str) -> tuple[Keputusan, ...]:
    """The decisions of which, before a document is understood, nothing tells that they do not reach it."""
    return tuple(
        one for one in decisions if one.jenis in _OF_DOCUMENTS and (one.dokumen_id == dokumen_id or one.lingkup not in _IN_ONE)
    )


def heading_key(text: str) -> str:
    """A heading in few letters, without regard to case and white space: a document remembers hundreds."""
    return stable_id(fold(text))


def digest_of(decisions: Sequence[Keputusan]) -> str:
    """Decisions in few letters; empty without any."""
    return stable_id(*map(repr, decisions)) if decisions else ""
