"""Pages that people checked whole: what they saw there and did not correct is as it should be."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.facts.people.values import Told, made_sure, with_changed
from pipeline.findings.lifted import without_doubts
from pipeline.tables.said import Said

_KEY_LETTERS = 6


def checked_key(fact: Kinerja | Anggaran) -> str:
    """What a person saw of a value on a page that was checked whole, in few letters."""
    value = None if fact.nilai is None else f"{float(fact.nilai):g}"
    return stable_id(fact.nilai_teks, value, fact.nama, fact.ukuran, fact.tahun)[:_KEY_LETTERS]


def as_checked(said: Said, kinerja: Sequence[Kinerja], anggaran: Sequence[Anggaran], findings: Sequence[Temuan]) -> Told:
    """All facts of a document, those sure that a person saw just so on a page that was checked whole."""
    pages = [(one, frozenset(one.teks.split())) for one in said.of("halaman")]
    seen = {(one.halaman, key) for one, keys in pages for key in keys}
    facts: list[Kinerja | Anggaran] = [*kinerja, *anggaran] if pages else []
    there = [fact for fact in facts if (fact.halaman, checked_key(fact)) in seen]
    changed = {f.fakta_id: made_sure(f) for f in there if f.status_nilai == "ragu" and (f.nilai is not None or _has_grade(f))}
    held = {one.id for one, keys in pages if any(f.halaman == one.halaman and checked_key(f) in keys for f in there)}
    left = without_doubts(findings, (fact for fact in there if fact.fakta_id in changed))
    return Told(tuple(with_changed(kinerja, changed)), tuple(with_changed(anggaran, changed)), left, frozenset(held))


def _has_grade(fact: Kinerja | Anggaran) -> bool:
    return isinstance(fact, Kinerja) and fact.predikat is not None
