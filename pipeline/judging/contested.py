"""The tables of a document after the contests of its regions are decided, with what was asked and why one won."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.model import Contest, Extraction, Opinion, Table
from normalizers.heading_words import HeaderLexicon
from pipeline.findings.terms import istilah
from pipeline.identity.identify import Identity
from pipeline.judging.evidence import Evidence, evidence
from pipeline.judging.judge import Candidate, Outcome, Verdict, decided, found
from pipeline.tables.mended.second_heading import parted

_BEFORE = 1
"""Tables above one whose heading it may share."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`tables` as they stand; `told` of each that was contested (by its place): who was asked, what they said, why one won."""

    tables: tuple[Table, ...]
    told: Mapping[int, tuple[str, ...]]


def judged_tables(dokumen_id: str, extraction: Extraction, identity: Identity, headers: HeaderLexicon) -> Judged:
    """All tables of a document, in reading order, one in whose frame another begins as two. A table over several pages is told
    of, but stays: others saw one page of it."""
    tables = list(extraction.tables)
    told: dict[int, tuple[str, ...]] = {}
    new: list[tuple[Table, tuple[str, ...]]] = []
    for contest in extraction.contests:
        place = contest.table
        before = tables[max(0, place - _BEFORE) : place] if place is not None else []

        def known(table: Table, cut: int, before: Sequence[Table] = before) -> Evidence:
            return evidence(table, cut, dokumen_id, before, identity, headers)

        seen = [Candidate(a.engine, a.table, known(a.table, a.cut)) for a in contest.answers if a.table is not None]
        if place is None:
            verdict = found(seen)
            if verdict is not None:
                new.append((verdict.table, tuple(_told(contest, None, seen, verdict))))
            continue
        own = tables[place]
        ours = known(own, contest.cut)
        verdict = decided(own, ours, seen) if own.first_page == own.last_page else Verdict(own)
        tables[place] = verdict.table
        told[place] = (*told.get(place, ()), *_told(contest, ours, seen, verdict))
    ordered = [(table, told.get(place, ())) for place, table in enumerate(tables)]
    for table, words in new:  # where they stand; all others stay as they follow each other
        after = next((n for n, (one, _) in enumerate(ordered) if _stands_after(one, table)), len(ordered))
        ordered.insert(after, (table, words))
    ordered = [(part, words) for table, words in ordered for part in parted(table, headers)]
    return Judged(tuple(table for table, _ in ordered), {n: words for n, (_, words) in enumerate(ordered) if words})


def _stands_after(one: Table, table: Table) -> bool:
    return (one.first_page, one.bbox.y0) > (table.first_page, table.bbox.y0)


def _told(contest: Contest, ours: Evidence | None, seen: Sequence[Candidate], verdict: Verdict) -> Iterator[str]:
    yield "; ".join(str(istilah()["sebab_ditanya"][why]) for why in contest.why)
    outcomes, known = dict(verdict.outcomes), {candidate.engine: candidate.evidence for candidate in seen}
    for answer in contest.answers:
        outcome: Outcome = _unheard(answer) or outcomes.get(answer.engine, "kalah")
        words = str(istilah()["hasil_ditanya"][outcome])
        shape = f" {answer.table.rows} x {answer.table.columns}:" if answer.table is not None else ""
        why = _why(verdict.gains, ours, known[answer.engine]) if outcome == "dipilih" else answer.failed
        yield f"{answer.engine}:{shape} {words}" + (f" ({why})" if why else "")


def _unheard(answer: Opinion) -> Outcome | None:
    if answer.failed is not None:
        return "gagal"
    return "tanpa_tabel" if answer.table is None else None


def _why(gains: Sequence[str], ours: Evidence | None, theirs: Evidence) -> str:
    before = {name: f"{getattr(ours, name):.2f} menjadi " if ours is not None else "" for name in gains}
    return "; ".join(f"{istilah()['bukti'][name]} {before[name]}{getattr(theirs, name):.2f}" for name in gains)
