"""Answers of people become lines of `OUTPUT/keputusan/`, and the datasets of an agency are written again with them.

All but `rewrite` only append a line: they take milliseconds and may be called by several people at once. UsageError tells
what is wrong with an answer, in a sentence for people. `who` is the name that a person gave.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.review.questions import Scope


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written: its id, for `undo`; `instansi` is the agency to be written again (`rewrite`)."""

    id: str
    instansi: str | None


def decide(output: Path, question_id: str, answer: str, scope: Scope, who: str, note: str = "") -> Decided:
    """Answer a question of the queue."""
    raise NotImplementedError


def correct(output: Path, fact_id: str, answer: str, who: str, note: str = "") -> Decided:
    """Say of one value (`kinerja_id` or `anggaran_id`) that it is right (`benar=ya`), should be another (`nilai=80.19`,
    `predikat=BB`), is of another row (`nama=...`), or no fact at all (`fakta=bukan`)."""
    raise NotImplementedError


def checked(output: Path, dokumen_id: str, halaman: int, who: str) -> Decided:
    """A person has looked at a whole page: all of its values that were not corrected are as they should be."""
    raise NotImplementedError


def explain(output: Path, temuan_id: str, answer: str, note: str, who: str) -> Decided:
    """Answer a finding: `temuan=benar` (it is a fault of the document), `temuan=dijelaskan` (with a note for the report), or
    `temuan=bukan` (no fault). One that was explained or is none does not come back."""
    raise NotImplementedError


def undo(output: Path, decision_id: str, who: str) -> Decided:
    """Take a decision back, by another line. Undoing an undo puts it in force again."""
    raise NotImplementedError


def rewrite(output: Path, instansi: str | None) -> bool:
    """Bring the datasets of one agency (None: all) to what people have decided, from what was kept; whether anything changed.
    No PDF is read. Readers see the old datasets or the new ones. UsageError where a run holds the output folder, or none has ever
    finished in it; to be called in a worker process, one at a time."""
    raise NotImplementedError
