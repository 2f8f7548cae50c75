"""Pages that people checked whole: what they saw there and did not correct is as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.facts.people.values import Told, made_sure, with_changed
from pipeline.findings.lifted import without_doubts
from pipeline.tables.said import Said

_KEY_LETTERS = 6


def seen_key(text: str, value: float | Decimal | None, name: str, measure: str, year: int | None) -> str:
    """What a person sees of a value on a page that he checks whole, in few letters."""
    return stable_id(text, None if value is None else f"{float(value):g}", name, measure, year)[:_KEY_LETTERS]


def _key(fact: Kinerja | Anggaran) -> str:
    return seen_key(fact.nilai_teks, fact.nilai, fact.nama, fact.ukuran, fact.tahun)


def as_checked(said: Said, kinerja: Sequence[Kinerja], anggaran: Sequence[Anggaran], findings: Sequence[Temuan]) -> Told:
    """All facts of a document, those sure that a person saw just so on a page that was checked whole."""
    pages = [(one, frozenset(one.teks.split())) for one in said.of("halaman")]
    seen = {(one.halaman, key) for one, keys in pages for key in keys}
    facts: list[Kinerja | Anggaran] = [*kinerja, *anggaran] if pages else []
    there = [fact for fact in facts if (fact.halaman, _key(fact)) in seen]
    changed = {f.fakta_id: made_sure(f) for f in there if f.status_nilai == "ragu" and (f.nilai is not None or _has_grade(f))}
    held = {one.id for one, keys in pages if any(f.halaman == one.halaman and _key(f) in keys for f in there)}
    left = without_doubts(findings, (fact for fact in there if fact.fakta_id in changed))
    return Told(tuple(with_changed(kinerja, changed)), tuple(with_changed(anggaran, changed)), left, frozenset(held))


def _has_grade(fact: Kinerja | Anggaran) -> bool:
    return isinstance(fact, Kinerja) and fact.predikat is not None
