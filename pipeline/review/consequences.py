"""What an answer would do, told before it is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.review.questions import Scope


@dataclass(frozen=True, slots=True)
class Consequence:
    """How many values an answer changes, and the sentence for people: `126 nilai menjadi persen fisik 2016`."""

    nilai: int
    kalimat: str


def consequence(output: Path, question_id: str, answer: str, scope: Scope) -> Consequence:
    """What an answer would do. UsageError where it is none to this question (the sentence is for people)."""
    raise NotImplementedError
