"""One table where several engines see one: clearly better evidence wins, agreement makes sure, the undecided is doubted. A table
of another that is in doubt itself takes the place of none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Literal

from extractors.layout.limits import COUNT, SHARE, TIMES, Limit
from extractors.layout.text_forms import is_figure
from extractors.model import Cell, GuestEngine, Table
from pipeline.facts.certainty import digits
from pipeline.judging.evidence import Evidence, figures_in

Outcome = Literal["dipilih", "sepakat", "beda", "kalah", "tanpa_tabel", "gagal"]
"""What became of an answer: taken; the same figures in the same rows; as good, but other; worse; no table; it failed."""
_SHARES, _COUNTS = (tuple(one.name for one in fields(Evidence) if one.type == kind) for kind in ("float", "int"))
"""What of the evidence is a share, the higher the better, and what a count."""


@dataclass(frozen=True, slots=True)
class Limits:
    """All that decides between engines."""

    gain: Annotated[float, Limit("another's table is clearly better where one share is higher by so much", SHARE)] = 0.2
    more: Annotated[float, Limit("or where it holds so many times as many figures", TIMES)] = 1.2
    loss: Annotated[float, Limit("and none is lower by more", SHARE)] = 0.02
    figures: Annotated[int, Limit("fewer figures prove nothing", COUNT)] = 6
    alike: Annotated[float, Limit("engines agree where so many rows of figures are the same", SHARE)] = 0.98
    trusted: Annotated[float, Limit("a table of another of which less is said takes the place of none", SHARE)] = 0.65
    sound: Annotated[float, Limit("a table of another of which a share is lower raises no doubt", SHARE)] = 0.95
    raised: Annotated[float, Limit("agreement takes away so much of what a table lacks to be sure", SHARE)] = 0.5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an engine sees, and what speaks for it."""

    engine: GuestEngine
    table: Table
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """`table` is the one that stands; `outcomes` what became of each candidate, `gains` in what the one taken is better."""

    table: Table
    outcomes: tuple[tuple[GuestEngine, Outcome], ...] = ()
    gains: tuple[str, ...] = ()


def gains(new: Evidence, old: Evidence) -> tuple[str, ...]:
    """In what a table is clearly better than another; nothing where it is worse in anything, or too little is to be seen."""
    lower = any(getattr(new, name) < getattr(old, name) - LIMITS.loss for name in _SHARES)
    fewer = any(getattr(new, name) < getattr(old, name) for name in _COUNTS)
    if lower or fewer or new.angka < LIMITS.figures:
        return ()
    higher = tuple(name for name in _SHARES if getattr(new, name) >= getattr(old, name) + LIMITS.gain)
    return (*higher, "angka") if new.angka >= LIMITS.more * old.angka else higher


def decided(own: Table, known: Evidence, candidates: Sequence[Candidate]) -> Verdict:
    """The verdict on a table of ours, of which the evidence is known, and what others see in its place."""
    sound = [candidate for candidate in candidates if _trusted(candidate)]
    better = [(candidate, won) for candidate in sound if (won := gains(candidate.evidence, known))]
    if better:
        best, won = max(better, key=lambda one: _rank(one[0].evidence))
        taken = _own_place(best.table, own)
        told = tuple((c.engine, _against(c, best)) for c in candidates)
        return Verdict(taken, told, won)
    outcomes = tuple((c.engine, _outcome(c, own, known)) for c in candidates)
    if any(outcome == "sepakat" for _, outcome in outcomes):
        return Verdict(surer(own), outcomes)
    rivals = [c.table for c, (_, outcome) in zip(candidates, outcomes, strict=True) if outcome == "beda"]
    return Verdict(doubted(own, rivals), outcomes)


def found(candidates: Sequence[Candidate]) -> Verdict | None:
    """The verdict where our own grids saw no table: one of others' that is sound and gives sure facts; else None."""
    enough = [c for c in candidates if c.evidence.pasti >= LIMITS.figures and _trusted(c)]
    sound = [c for c in enough if not _unsound(c.evidence)]
    if not sound:
        return None
    best = max(sound, key=lambda candidate: _rank(candidate.evidence))
    return Verdict(best.table, tuple((c.engine, _against(c, best)) for c in candidates), ("pasti",))


def _trusted(candidate: Candidate) -> bool:
    """Whether a table may take a place: it is not in doubt itself, and no two of its columns were read as one."""
    apart = min(candidate.evidence.tunggal, candidate.evidence.senama) >= LIMITS.sound
    return apart and candidate.table.confidence >= LIMITS.trusted


def _unsound(evidence: Evidence) -> bool:
    return any(getattr(evidence, name) < LIMITS.sound for name in _SHARES)


def _rank(evidence: Evidence) -> tuple[float, ...]:
    return (evidence.tutup, evidence.pasti, evidence.arti, sum(getattr(evidence, name) for name in _SHARES))


def _against(candidate: Candidate, best: Candidate) -> Outcome:
    if candidate is best:
        return "dipilih"
    return "sepakat" if agree(candidate.table, best.table) else "kalah"


def _outcome(candidate: Candidate, own: Table, known: Evidence) -> Outcome:
    if agree(candidate.table, own):
        return "sepakat"
    worse = any(getattr(candidate.evidence, name) < getattr(known, name) for name in _COUNTS)
    return "kalah" if worse or _unsound(candidate.evidence) or candidate.evidence.angka < LIMITS.figures else "beda"


def _own_place(table: Table, own: Table) -> Table:
    """Another's table with what ours knows of its surroundings."""
    return replace(table, caption=own.caption, context=own.context, open_foot=own.open_foot)


def agree(one: Table, other: Table) -> bool:
    """Whether two tables set the same figures in the same rows, in the same order. Without figures nothing is agreed on."""
    rows, others = _rows_of_figures(one), _rows_of_figures(other)
    same = sum(row in others for row in rows)
    return bool(rows) and same >= LIMITS.alike * max(len(rows), len(others))


def _rows_of_figures(table: Table) -> list[tuple[str, ...]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and figures_in(cell):
            rows.setdefault(cell.row, []).append((cell.column, " ".join(cell.text.split())))
    return [tuple(text for _, text in sorted(row)) for _, row in sorted(rows.items())]


def surer(table: Table) -> Table:
    """A table on which another engine agrees. Cells of a scan stay as sure as they were read."""
    cells = tuple(c if c.from_ocr else replace(c, confidence=_raised(c.confidence)) for c in table.cells)
    return replace(table, confidence=_raised(table.confidence), cells=cells)


def _raised(confidence: float) -> float:
    return round(1 - (1 - confidence) * LIMITS.raised, 4)


def doubted(own: Table, rivals: Sequence[Table]) -> Table:
    """Our table with the reading of others beside each figure that they read otherwise."""
    return replace(own, cells=tuple(_doubted(cell, rivals) for cell in own.cells))


def _doubted(cell: Cell, rivals: Sequence[Table]) -> Cell:
    if cell.from_ocr or cell.second is not None or not is_figure(cell.text.strip()):
        return cell
    texts = (found.text for rival in rivals if (found := _at(rival, cell)) is not None)
    other = next((text for text in texts if is_figure(text.strip()) and digits(text) != digits(cell.text)), None)
    return cell if other is None else replace(cell, second=other)


def _at(table: Table, cell: Cell) -> Cell | None:
    """The cell of another table with the most of the place of ours."""
    best = max(table.cells, key=lambda other: other.bbox.overlap(cell.bbox), default=None)
    return best if best is not None and best.bbox.overlap(cell.bbox) > 0 else None
