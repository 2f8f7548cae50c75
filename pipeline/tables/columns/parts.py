"""What amounts under nothing but months or quarters are: parts of the column that they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.steps import changed, first, heuristic
from normalizers.wordings.column_words import heading_says
from pipeline.datasets.vocabulary import Ukuran
from pipeline.tables.columns.column import GUESSED, ROLE_SURE, Column, ColumnDraft
from pipeline.tables.columns.figures import ColumnFigures


@dataclass(frozen=True, slots=True)
class Limits:
    parts: Annotated[int, Limit("so many months or quarters without a measure stand side by side", COUNT)] = 2
    rows: Annotated[int, Limit("in fewer rows they add up by chance", COUNT)] = 2
    agree: Annotated[float, Limit("in so many rows they add up", SHARE)] = 0.6
    apart: Annotated[float, Limit("a sum differs no more from what is printed, roundings added up", SHARE)] = 1e-6


LIMITS = Limits()


@heuristic(first, changed)
def measured_by_their_sum(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Amounts under months, `Januari | ... | Desember | Jumlah Realisasi`, have the measure of the column that they add up to row
    by row; where they add up to none they are a guess."""
    bare = [k for k in roles if k.peran == "rupiah" and not k.persen and any(k.bagian) and says_nothing(drafts[k.index])]
    if len(bare) < LIMITS.parts:
        return roles
    places = [k.index for k in bare]
    measures = {k.ukuran for k in roles if _is_whole(k) and _add_up([figures[i] for i in places], figures[k.index])}
    found: Ukuran | None = measures.pop() if len(measures) == 1 else None
    return [(replace(k, ukuran=found) if found else k.at_most(GUESSED)) if k.index in places else k for k in roles]


def says_nothing(draft: ColumnDraft) -> bool:
    """Whether a heading says neither what is measured nor that it is money."""
    return draft.kolom.ukuran is None and not draft.uang_sendiri and not heading_says(draft.kolom.judul, "anggaran")


def _is_whole(k: Column) -> bool:
    return k.peran == "rupiah" and not k.persen and not any(k.bagian) and k.ukuran is not None and k.yakin >= ROLE_SURE


def _add_up(parts: Sequence[ColumnFigures], whole: ColumnFigures) -> bool:
    """Whether the figures of several columns add up to those of another, in the rows that have all."""
    rows = [row for row in whole.nilai if all(row in part.nilai for part in parts)]
    same = [
        abs(sum(part.nilai[row] for part in parts) - whole.nilai[row]) <= LIMITS.apart * abs(whole.nilai[row]) for row in rows
    ]
    return len(rows) >= LIMITS.rows and sum(same) >= LIMITS.agree * len(rows)
