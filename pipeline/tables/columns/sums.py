"""Sums over the years of a plan beside the results of one year (form E.81 of Permendagri 86/2017), and their shares."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.layout.steps import changed, first, heuristic
from normalizers.wordings.column_words import heading_says
from pipeline.datasets.vocabulary import Ukuran
from pipeline.tables.columns.column import GUESSED, Column, ColumnDraft

_SHARES: tuple[Ukuran, ...] = ("capaian", "persen_realisasi")
_RESULTS: tuple[Ukuran, ...] = ("realisasi", "realisasi_kumulatif")


def sums_years(draft: ColumnDraft) -> bool:
    """Whether a heading speaks of a sum over years; `s.d. Triwulan II` is of the year, all that was reached so far."""
    k = draft.kolom
    return k.measures("realisasi_kumulatif") and (k.tahun is not None or draft.bertahun) and not any(k.bagian)


def over_years(roles: Sequence[Column], drafts: Sequence[ColumnDraft]) -> frozenset[int]:
    """Places of the sums over years, and of the shares right behind them: what has been reached of the plan's last target, where
    the results of one year stand in the table as well."""
    sums = {k.index for k in roles if k.measures(*_RESULTS) and sums_years(drafts[k.index])}
    shares: set[int] = set()
    for k in roles:
        before = [r for r in roles[: k.index] if r.peran == k.peran and not r.measures(*_SHARES)]
        yearly = any(r.measures(*_RESULTS) and r.index not in sums for r in before)
        if k.measures(*_SHARES) and before and before[-1].index in sums and yearly:
            shares.add(k.index)
    return frozenset(sums | shares)


@heuristic(first, changed)
def reached_by_now(roles: list[Column]) -> list[Column]:
    """`Realisasi s.d. Bulan Ini` is what the table of a month reports of its year, where no other result without a year stands
    beside it: that month's own, or one of a year before it."""
    results = [k for k in roles if k.peran == "nilai" and k.measures(*_RESULTS) and k.tahun is None]
    if len(results) != 1 or not heading_says(results[0].judul, "bulan_ini"):
        return roles
    return [replace(k, ukuran="realisasi") if k in results else k for k in roles]


@heuristic(first, changed)
def progress(roles: list[Column], sums: Collection[int]) -> list[Column]:
    """A share behind a sum over years is progress towards the plan's end, whatever its heading calls it: it is the achievement of
    the year, which has a column of its own, by a guess only."""
    return [k.at_most(GUESSED) if k.index in sums and k.measures(*_SHARES) else k for k in roles]
