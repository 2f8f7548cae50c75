"""What the title of a table speaks of, by the phrases of `data/judul.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from normalizers.lexicon import words

Subject = Literal[
    "judul", "hasil", "rencana", "perjanjian", "rencana_tahunan", "rencana_strategis", "iku", "perkara_lain", "capaian"
]


def speaks_of(folded: str, subject: Subject) -> bool:
    """Whether a text, as `fold` gives it, holds a phrase of the subject as whole words."""
    return bool(_phrases(subject).search(folded))


@cache
def _phrases(subject: Subject) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words('judul', subject)))})\b")
