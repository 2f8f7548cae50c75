"""What people decided, for laporan.html: who, how much, and how much of each document was checked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import Decisions


@dataclass(frozen=True, slots=True)
class Person:
    """One who decided: how many decisions hold, how many values they settled, pages checked whole, the last day."""

    nama: str
    keputusan: int
    nilai: int
    halaman: int
    terakhir: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document about which something was decided: decisions about it alone, pages checked whole, and by whom."""

    dokumen_id: str
    keputusan: int
    halaman: int
    oleh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """All that people decided; `batal`: decisions that were taken back."""

    orang: tuple[Person, ...]
    dokumen: tuple[Reviewed, ...]
    berlaku: int
    batal: int


def people(decisions: Decisions) -> People:
    """From the decisions of an output folder."""
    by_person: dict[str, list[Keputusan]] = defaultdict(list)
    by_document: dict[str, list[Keputusan]] = defaultdict(list)
    for one in decisions.valid:
        by_person[one.oleh].append(one)
        if one.dokumen_id and one.lingkup not in ("instansi", "semua"):
            by_document[one.dokumen_id].append(one)
    undone = sum(one.jenis != "batal" for one in decisions.made) - len(decisions.valid)
    persons = (_person(name, own) for name, own in sorted(by_person.items()))
    documents = (_reviewed(ident, own) for ident, own in by_document.items())
    ordered = sorted(documents, key=lambda one: (-one.halaman, -one.keputusan, one.dokumen_id))
    return People(tuple(persons), tuple(ordered), len(decisions.valid), undone)


def _person(name: str, own: Sequence[Keputusan]) -> Person:
    days = (one.waktu[: len("2026-01-31")] for one in own)
    return Person(name, len(own), sum(one.nilai for one in own), len(_pages(own)), max(days, default=""))


def _reviewed(ident: str, own: Sequence[Keputusan]) -> Reviewed:
    by = Counter(one.oleh for one in own if one.oleh)
    return Reviewed(ident, sum(one.jenis != "halaman" for one in own), len(_pages(own)), tuple(by))


def _pages(own: Sequence[Keputusan]) -> set[tuple[str | None, int | None]]:
    return {(one.dokumen_id, one.halaman) for one in own if one.jenis == "halaman"}
