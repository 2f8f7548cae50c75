"""What people said of single values: right, another one, of another name, or no fact at all.

A value keeps what is printed (`nilai_teks`); who decided it says `aturan_nilai` (`bacaan_beda+keputusan`). A decision finds its
value by page, place and printed text, so that it holds under another version too, and never another value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar, get_args

from extractors.model import Table
from normalizers.text import fold
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.datasets.vocabulary import AturanNilai, SignDoubt
from pipeline.facts.certainty import stored
from pipeline.facts.people.added import DECIDED, NEW, added
from pipeline.findings.lifted import without_doubts
from pipeline.keputusan.decision import Jawaban, Keputusan
from pipeline.tables.said import beside_row, printed, stands_in
from pipeline.tables.view import TableView

Fact = TypeVar("Fact", Kinerja, Anggaran)
READ_ONE_WAY: tuple[AturanNilai, ...] = (*get_args(SignDoubt), "skala_judul")
"""Doubts of which one answer may settle all values of a column: which of their readings, the largest or the least."""


@dataclass(frozen=True, slots=True)
class Told:
    """Facts as people told them, the findings that are left, the decisions that held, and the rows whose code they gave."""

    kinerja: tuple[Kinerja, ...]
    anggaran: tuple[Anggaran, ...]
    temuan: tuple[Temuan, ...]
    held: frozenset[str] = frozenset()
    kode: frozenset[int] = frozenset()


def as_told(
    view: TableView, table: Table, kinerja: Sequence[Kinerja], anggaran: Sequence[Anggaran], findings: Sequence[Temuan]
) -> Told:
    """The facts of a table with what people said of single ones; `table` as it was read, with whole cells."""
    if not view.diputus:
        return Told(tuple(kinerja), tuple(anggaran), tuple(findings), frozenset(), frozenset())
    new = added(view, table, [*kinerja, *anggaran])
    ours = {fact.fakta_id for fact in kinerja} | {fact.fakta_id for fact in anggaran}
    only_seen = {fact.fakta_id: fact for fact in new.values() if fact.fakta_id not in ours}
    facts: list[Kinerja | Anggaran] = [*kinerja, *anggaran, *only_seen.values()]
    held = {one.id for one in view.diputus.baris if any(_held_by(view, one, fact) for fact in facts)}
    codes = {f.baris for f in facts for one in view.diputus.baris if "kode" in one.says and _held_by(view, one, f)}
    changed, seen = _changed(view, facts, {ident: fact for ident, fact in new.items() if fact.fakta_id in ours})
    left = without_doubts(findings, (fact for fact in facts if fact.fakta_id in changed))
    told = (
        tuple(with_changed([fact for fact in facts if isinstance(fact, Kinerja)], changed)),
        tuple(with_changed([fact for fact in facts if isinstance(fact, Anggaran)], changed)),
    )
    return Told(*told, left, frozenset(held | seen | new.keys()), frozenset(codes))


def _changed(
    view: TableView, facts: Sequence[Kinerja | Anggaran], known: Mapping[str, Kinerja | Anggaran]
) -> tuple[dict[str, Kinerja | Anggaran | None], set[str]]:
    """Facts as people said that they or the values of their columns are (by id; None: none at all), and the decisions that held.
    `known`: values that people added and that are read by now, by the decision."""
    changed: dict[str, Kinerja | Anggaran | None] = {}
    held: set[str] = set()
    for fact in facts:
        read = _read_in_column(view, fact)
        if read is not None:
            changed[fact.fakta_id] = read
    for one in view.diputus.nilai:
        adds = one.says.get("fakta") == NEW
        found = known.get(one.id) if adds else _meant(view, one, facts)
        if found is not None:
            changed[found.fakta_id] = _as_says(found, one.says)
            held.add(one.id)
    return changed, held


def with_changed(facts: Sequence[Fact], changed: Mapping[str, Kinerja | Anggaran | None]) -> Iterator[Fact]:
    """The facts, those changed that were (by id), without those that were taken away (None)."""
    for fact in facts:
        now = changed.get(fact.fakta_id, fact)
        if isinstance(now, type(fact)):
            yield now


def _held_by(view: TableView, one: Keputusan, fact: Kinerja | Anggaran) -> bool:
    cell = view.grid.at(fact.baris, fact.kolom)
    if cell is None or not beside_row(one, cell):
        return False
    return fold(fact.nama) == fold(one.teks) or fact.nama == one.says.get("nama")


def _read_in_column(view: TableView, fact: Kinerja | Anggaran) -> Kinerja | Anggaran | None:
    """The value read as people said that the values of its column are read; None where nothing was said or in doubt."""
    says = next((one.says for one in reversed(view.diputus.kolom.get(fact.kolom, ())) if "bacaan" in one.says), None)
    unsure = fact.status_nilai == "ragu" and fact.aturan_nilai in READ_ONE_WAY and len(fact.kandidat) > 1
    if says is None or not unsure:
        return None
    return _with_value(fact, Decimal(str((max if says["bacaan"] == "terbesar" else min)(fact.kandidat))))


def _meant(view: TableView, one: Keputusan, facts: Sequence[Kinerja | Anggaran]) -> Kinerja | Anggaran | None:
    """The one value that a decision speaks of: in its place and with its text, of several there the one of its id."""
    places = ((fact, view.grid.at(fact.baris, fact.kolom)) for fact in facts)
    there = [f for f, cell in places if cell is not None and stands_in(one, cell) and printed(f.nilai_teks) == printed(one.teks)]
    named_one = [fact for fact in there if fact.fakta_id == one.rujukan]
    return there[0] if len(there) == 1 else named_one[0] if named_one else None


def _as_says(fact: Kinerja | Anggaran, says: Jawaban) -> Kinerja | Anggaran | None:
    if says.get("fakta") == "bukan":
        return None
    if "nilai" in says:
        fact = _with_value(fact, Decimal(says["nilai"].replace(",", ".")))
    elif "predikat" in says and isinstance(fact, Kinerja):
        fact = made_sure(replace(fact, predikat=says["predikat"]))
    else:
        fact = made_sure(fact)
    if isinstance(fact, Kinerja):
        return replace(fact, indikator=says.get("nama", fact.indikator), satuan=says.get("satuan", fact.satuan))
    return replace(fact, uraian=says.get("nama", fact.uraian))


def _with_value(fact: Kinerja | Anggaran, value: Decimal) -> Kinerja | Anggaran:
    if isinstance(fact, Kinerja):
        return made_sure(replace(fact, nilai=float(value)))
    amount = stored(value)
    return fact if amount is None else made_sure(replace(fact, nilai=amount))


def made_sure(fact: Kinerja | Anggaran) -> Kinerja | Anggaran:
    """A fact that a person decided."""
    rule = fact.aturan_nilai if fact.aturan_nilai == DECIDED else f"{fact.aturan_nilai}+{DECIDED}"
    return replace(fact, status_nilai="pasti", keyakinan=1.0, aturan_nilai=rule)
