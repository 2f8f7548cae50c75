"""Doubtful readings settled by arithmetic: only where one reading fits what the table adds up to, and no other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.datasets.vocabulary import AturanNilai, SignDoubt
from pipeline.facts.arithmetic.equations import Equation, Fact, anggaran_equations, kinerja_equations
from pipeline.facts.certainty import NOT_OF_FIGURES, stored
from pipeline.findings.lifted import without_doubts

_OF_SIGNS = frozenset(get_args(SignDoubt))
SETTLED_BY: AturanNilai = "aritmetika"
"""What stands behind the doubt in `aturan_nilai` of a figure that an equation settled: `bacaan_beda+aritmetika`."""
_OF_SCALE: AturanNilai = "skala_judul"
_BOTH = 2
_SETTLED = 0.9  # keyakinan of a figure that an equation confirmed


def settle_kinerja(facts: Sequence[Kinerja], findings: Sequence[Temuan]) -> tuple[tuple[Kinerja, ...], tuple[Temuan, ...]]:
    """Kinerja facts of one table with doubtful readings settled where an equation can; their findings are taken back."""
    return _settled(facts, findings, kinerja_equations(facts), lambda f: f.kinerja_id)


def settle_anggaran(facts: Sequence[Anggaran], findings: Sequence[Temuan]) -> tuple[tuple[Anggaran, ...], tuple[Temuan, ...]]:
    """The same for amounts: shares of the budget, sums over the rows of a table, over codes, over the years of a plan."""
    return _settled(facts, findings, anggaran_equations(facts), lambda f: f.anggaran_id)


def settle_scales(facts: Sequence[Anggaran], findings: Sequence[Temuan]) -> tuple[tuple[Anggaran, ...], tuple[Temuan, ...]]:
    """Amounts of a document whose heading speaks of a scale that they may not be in (`Rp (juta)` over full rupiah), where other
    tables print amounts of the same year in one of the two scales, and none in the other."""
    sure = {(f.tahun, f.nilai): f.tabel_id for f in facts if f.status_nilai == "pasti" and f.nilai}
    open_ones: dict[str, list[Anggaran]] = defaultdict(list)
    for f in facts:
        if f.status_nilai == "ragu" and f.aturan_nilai == _OF_SCALE and len(f.kandidat) == _BOTH:
            open_ones[f.tabel_id].append(f)
    chosen: dict[str, float] = {}
    for tabel_id, unsure in open_ones.items():
        seen = [
            sum(sure.get((f.tahun, Decimal(str(place(f.kandidat)))), tabel_id) != tabel_id for f in unsure)
            for place in (min, max)
        ]
        if sorted(map(bool, seen)) == [False, True]:
            place = min if seen[0] else max
            chosen |= {f.anggaran_id: place(f.kandidat) for f in unsure}
    return _with_chosen(facts, findings, chosen, lambda f: f.anggaran_id)


def _settled(
    facts: Sequence[Fact], findings: Sequence[Temuan], equations: Sequence[Equation], key: Callable[[Fact], str]
) -> tuple[tuple[Fact, ...], tuple[Temuan, ...]]:
    return _with_chosen(facts, findings, _chosen(facts, equations, key), key)


def _with_chosen(
    facts: Sequence[Fact], findings: Sequence[Temuan], chosen: Mapping[str, float], key: Callable[[Fact], str]
) -> tuple[tuple[Fact, ...], tuple[Temuan, ...]]:
    """The facts with the readings that were chosen, and the findings without those that these lift."""
    if not chosen:
        return tuple(facts), tuple(findings)
    out = tuple(_with_value(f, chosen[key(f)]) if key(f) in chosen else f for f in facts)
    return out, without_doubts(findings, (f for f in facts if key(f) in chosen))


def _chosen(facts: Sequence[Fact], equations: Sequence[Equation], key: Callable[[Fact], str]) -> dict[str, float]:
    """The doubtful facts that equations settle, and the reading that each is settled on; one that is makes others sure."""
    sure = {key(f): Decimal(str(f.nilai)) for f in facts if f.status_nilai == "pasti" and f.nilai is not None}
    left = {key(f): f for f in facts if f.status_nilai == "ragu" and f.aturan_nilai not in NOT_OF_FIGURES and f.kandidat}
    chosen: dict[str, float] = {}
    before = -1
    while len(chosen) > before:
        before = len(chosen)
        for ident, fact in left.items():
            reading = _only_reading(ident, fact, equations, sure) if ident not in chosen else None
            if reading is not None:
                chosen[ident] = reading
                sure[ident] = Decimal(str(reading))
    return chosen


def _only_reading(
    ident: str, fact: Kinerja | Anggaran, equations: Sequence[Equation], sure: Mapping[str, Decimal]
) -> float | None:
    """The one reading of a fact that fits; None where none or several do, or where a figure one digit off fits too."""
    fitting = _fitting(ident, fact.kandidat, equations, sure)
    if len(fitting) != 1:
        return None
    reading = fitting.pop()
    if fact.aturan_nilai not in _OF_SIGNS and _fitting(ident, _one_digit_off(reading, fact.nilai_teks), equations, sure):
        return None
    return reading


def _fitting(ident: str, readings: Iterable[float], equations: Sequence[Equation], sure: Mapping[str, Decimal]) -> set[float]:
    """The readings of one fact that fit some equation whose other facts are all sure, and every binding one."""
    known = [e for e in equations if ident in e.ids and all(i == ident or i in sure for i in e.ids)]
    out: set[float] = set()
    for reading in readings:
        value = Decimal(str(reading))
        held = [e.holds([value if i == ident else sure[i] for i in e.ids]) for e in known]
        if any(held) and all(fits or not e.mengikat for fits, e in zip(held, known, strict=True)):
            out.add(reading)
    return out


def _one_digit_off(reading: float, printed: str) -> Iterator[float]:
    """All figures of as many digits that differ from a reading in one of them; `12,0` has one more than `12`."""
    text = f"{Decimal(str(reading)):f}"
    after = re.search(r"[.,](\d{1,2})\D*$", printed)
    text = text.removesuffix(".0") if after is None else f"{Decimal(str(reading)):.{max(len(after[1]), _places(reading))}f}"
    for at, digit in enumerate(text):
        if digit.isdigit():
            yield from (float(text[:at] + other + text[at + 1 :]) for other in "0123456789" if other != digit)


def _places(value: float) -> int:
    return len(f"{Decimal(str(value)):f}".partition(".")[2].rstrip("0"))


def _with_value(fact: Fact, value: float) -> Fact:
    rule = f"{fact.aturan_nilai}+{SETTLED_BY}"
    if isinstance(fact, Kinerja):
        return replace(fact, nilai=value, status_nilai="pasti", keyakinan=_SETTLED, aturan_nilai=rule)
    amount = stored(Decimal(str(value)))
    if amount is None:
        return fact
    return replace(fact, nilai=amount, status_nilai="pasti", keyakinan=_SETTLED, aturan_nilai=rule)
