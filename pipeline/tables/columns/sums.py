"""Sums over the years of a plan beside the results of one year (form E.81 of Permendagri 86/2017), and their shares; shares of
the sum of a column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Annotated

from extractors.layout.limits import COUNT, PERCENT, Limit
from extractors.layout.steps import changed, first, heuristic
from extractors.layout.text_forms import WORDED
from normalizers.wordings.column_words import heading_says
from normalizers.wordings.row_words import is_total
from pipeline.datasets.vocabulary import Ukuran
from pipeline.tables.columns.column import GUESSED, PROVED, Column, ColumnDraft
from pipeline.tables.columns.figures import ColumnFigures


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("fewer rows are the same part of everything by chance", COUNT)] = 2
    parts: Annotated[int, Limit("a year has so many months or quarters with figures, or more", COUNT)] = 2
    rounded: Annotated[float, Limit("a share of a sum is rounded by no more", PERCENT)] = 0.6


LIMITS = Limits()
_WHOLE = 100
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
def whole_of_parts(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Jumlah` right behind months or quarters of one measure is the same of their whole year, where its figures are their sums;
    the sum of targets that each tell the state by then is none."""
    out = list(roles)
    for k, draft in zip(roles, drafts, strict=True):
        if not k.holds("lain") or not is_total(draft.daun):
            continue
        parts = [p for p in takewhile(lambda p: any(p.bagian), reversed(roles[: k.index])) if figures[p.index].angka]
        alike = len({(p.peran, p.ukuran, p.tahun, p.faktor) for p in parts}) == 1
        if alike and len(parts) >= LIMITS.parts and figures[k.index].adds_up([figures[p.index] for p in parts]):
            sure = min(p.yakin for p in parts)
            out[k.index] = replace(parts[0], index=k.index, judul=k.judul, triwulan=None, bulan=None, yakin=sure)
    return out


@heuristic(first, changed)
def progress(roles: list[Column], drafts: Sequence[ColumnDraft], sums: Collection[int]) -> list[Column]:
    """A share behind a sum over years is progress towards the plan's end, whatever its heading calls it: it is the achievement of
    the year, which has a column of its own, by a guess only. So is one that the heading says to be of the plan (`% Capaian
    Renstra`) beside that of the same year."""
    yearly = [k for k in roles if k.measures(*_SHARES) and not drafts[k.index].bertahun]

    def of_the_plan(k: Column) -> bool:
        beside = any(r.peran == k.peran and r.bagian == k.bagian and k.tahun in (None, r.tahun) for r in yearly)
        return k.index in sums or (drafts[k.index].bertahun and beside)

    return [k.at_most(GUESSED) if k.measures(*_SHARES) and of_the_plan(k) else k for k in roles]


@heuristic(first, changed)
def spent_by_its_share(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Amounts whose own heading says no more than that they are money (`Keuangan` over `Rp | %`), or up to which quarter (`Pagu |
    s.d. TW I | ... | s.d. TW IV | %`), are what was spent, where the share beside them, or beside the last quarter, is, in every
    row, what they are of a budget, and nothing else is spent."""
    if any(k.peran == "rupiah" and k.ukuran == "realisasi" for k in roles):
        return roles
    budgets = [k for k in roles if k.peran == "rupiah" and k.ukuran == "pagu"]
    out = list(roles)
    for k, share in pairwise(roles):
        told = drafts[k.index].kolom.ukuran is not None or heading_says(drafts[k.index].daun, "dianggarkan")
        if k not in budgets or told or not _may_be_its_share(share, k):
            continue
        spent = [other for other in budgets if other is k or (k.triwulan and other.triwulan)]
        wholes = [figures[other.index] for other in budgets if other not in spent]
        if _proves_one(figures[share.index], figures[k.index], wholes):
            out[share.index] = replace(share, peran="rupiah", ukuran="persen_realisasi", faktor=1)
            for part in spent:
                out[part.index] = replace(part, ukuran="realisasi", yakin=max(part.yakin, PROVED))
    return out


def _may_be_its_share(share: Column, amounts: Column) -> bool:
    """Whether a column may be the share that amounts are of a budget; behind those of a quarter nothing need say of what."""
    bare = share.peran == "samping" and share.persen and not WORDED.search(share.judul)
    return share.ukuran == "persen_realisasi" or (bare and amounts.triwulan is not None)


def _proves_one(share: ColumnFigures, part: ColumnFigures, wholes: Sequence[ColumnFigures]) -> bool:
    """Whether shares show that amounts are a part of one of the others, and not the other way round."""
    return any(share.proves(part, whole) and not share.proves(whole, part) for whole in wholes)


@heuristic(first, changed)
def parts_of_the_whole(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Persentase Anggaran` beside budgets is the share of each in all of them where its figures are so; in a table that tells
    nothing of what was spent, by a guess, it may be spent where they are not. What was spent of a budget in every row is no
    part of a whole."""
    spent = [k for k in roles if k.peran == "rupiah" and k.ukuran == "realisasi"]
    budgets = [k for k in roles if k.peran == "rupiah" and k.ukuran == "pagu"]
    out = list(roles)
    for k, draft in zip(roles, drafts, strict=True):
        open_ = draft.kolom.ukuran is None and not heading_says(k.judul, "dibelanjakan")
        if k.ukuran == "persen_realisasi" and open_ and budgets and not _reached(k, spent, budgets, figures):
            own = figures[k.index]
            parts = any(_are_parts(own, figures[budget.index]) and (_are_all(own) or not spent) for budget in budgets)
            if parts or not spent:
                out[k.index] = replace(k, peran="samping", ukuran=None) if parts else k.at_most(GUESSED)
    return out


def _reached(k: Column, spent: Sequence[Column], budgets: Sequence[Column], figures: Sequence[ColumnFigures]) -> bool:
    """Whether a share is in every row what was spent of a budget."""
    return any(figures[k.index].share_of(figures[r.index], figures[b.index]) == 1 for r in spent for b in budgets)


def _are_all(shares: ColumnFigures) -> bool:
    """Whether shares make up a whole, with that in their last row or without it."""
    *parts, last = (shares.nilai[row] for row in sorted(shares.nilai))
    return any(abs(total - _WHOLE) <= LIMITS.rounded for total in (sum(parts) + last, sum(parts)))


def _are_parts(shares: ColumnFigures, amounts: ColumnFigures) -> bool:
    """Whether shares are as large as their amounts, all by one measure."""
    rows = [row for row in shares.nilai if amounts.nilai.get(row)]
    whole = sum(amounts.nilai[row] for row in rows)
    hundred = sum(shares.nilai[row] for row in rows)
    alike = (
        all(abs(shares.nilai[row] - hundred * amounts.nilai[row] / whole) <= LIMITS.rounded for row in rows) if whole else False
    )
    return len(rows) >= LIMITS.rows and alike
