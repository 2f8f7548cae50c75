"""Which column of names the figures of a column belong to, in a table that has several of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Annotated

from rapidfuzz import fuzz

from extractors.layout.limits import COUNT, PERCENT, SHARE, Limit
from extractors.layout.steps import changed, first, heuristic
from normalizers.text import fold
from normalizers.wordings.column_words import heading_says, heads_graded, heads_grades, heads_wanted
from pipeline.tables.columns.column import NAMING, Column, ColumnDraft
from pipeline.tables.columns.figures import LIMITS as FIGURES
from pipeline.tables.columns.figures import ColumnFigures


@dataclass(frozen=True, slots=True)
class Limits:
    several: Annotated[int, Limit("so many columns of names stand side by side under one heading", COUNT)] = 2
    units: Annotated[int, Limit("fewer units are no column of them", COUNT)] = 3
    known_units: Annotated[float, Limit("so many of them are known ones", SHARE)] = 0.6
    same: Annotated[float, Limit("two names of one thing are as alike, words more or less (rapidfuzz)", PERCENT)] = 90


LIMITS = Limits()


@heuristic(first, changed)
def paired_by_names(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Columns of names under one heading, `Indikator Kinerja` over `Capaian Program | Keluaran | Hasil`, and under another one of
    targets as many columns of figures of these names, in this order: each names the figures of its own."""
    out = list(roles)
    groups = [[d.kolom.index for d in group] for _, group in groupby(drafts, key=lambda d: d.induk)]
    several = [g for g in groups if len(g) >= LIMITS.several]
    named = [g for g in several if _of_indicators(drafts[g[0]]) and all(_words(figures[i]) for i in g)]
    for wanted in several:
        for names in named:
            after = len(names) == len(wanted) and names[-1] < wanted[0] and _wanted(drafts[wanted[0]])
            if after and _alike(_leaves(drafts, names), _leaves(drafts, wanted)):
                for name, figure in zip(names, wanted, strict=True):
                    out[name] = replace(out[name], peran="indikator", ukuran=None, tingkat=None)
                    out[figure] = replace(out[figure], peran="nilai", ukuran="target", tingkat=None, penama=name)
    return out


@heuristic(first, changed)
def names_under_amounts(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Words that stand with the amounts behind them under one heading, which speaks of these alone: `Rencana Penarikan Dana per
    Bulan` over `Januari | Rp7.787.772`. They are what the amounts are for."""
    out = list(roles)
    for k, behind in pairwise(roles):
        shared = k.judul == behind.judul != "" and k.peran == behind.peran == "rupiah"
        if shared and figures[k.index].terisi and not figures[k.index].angka and figures[behind.index].angka:
            out[k.index] = replace(k, peran="uraian", ukuran=None)
    return out


@heuristic(first, changed)
def units_under_names(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Units that stand behind the names under one heading, whose border was not seen: `Indikator Satuan` over `Jumlah peserta |
    Orang`. They name nothing."""
    out = list(roles)
    for before, k in pairwise(roles):
        own, names = figures[k.index], figures[before.index]
        shared = k.judul == before.judul != "" and k.holds("indikator", *NAMING) and before.holds("indikator", *NAMING)
        if shared and own.terisi >= LIMITS.units and own.satuan >= LIMITS.known_units * own.terisi and not names.satuan:
            out[k.index] = replace(k, peran="satuan", ukuran=None, tingkat=None)
    return out


@heuristic(first, changed)
def outputs_measured(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """`Output Kegiatan` right before its target, behind the column that names the kegiatan: what is measured."""
    out = list(roles)
    for k, draft in zip(roles, drafts, strict=True):
        behind = next((r for r in roles[k.index + 1 :] if r.peran != "satuan"), None)
        named = any(r.holds(*NAMING) for r in roles[: k.index])
        if k.peran == "uraian" and heading_says(draft.daun, "keluaran") and named and behind and behind.measures("target"):
            out[k.index] = replace(k, peran="indikator", tingkat=None)
    return out


@heuristic(first, changed)
def indicators_of_levels(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Indikator Kinerja (Outcome)` over `Program | Kegiatan` heads the indicators of both, beside columns that name these."""
    out = list(roles)
    for induk, group in groupby(drafts, key=lambda d: d.induk):
        own = [roles[d.kolom.index] for d in group]
        levels = len(own) >= LIMITS.several and all(k.holds(*NAMING) and _words(figures[k.index]) for k in own)
        named = any(k.holds(*NAMING) for k in roles[: own[0].index])
        if levels and named and fold(induk).startswith("indikator"):
            for k in own:
                out[k.index] = replace(k, peran="indikator", tingkat=None)
    return out


@heuristic(first, changed)
def graded(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """`Nilai | Predikat`: the grades right behind figures under the same group are theirs; behind `Capaian` they grade this."""
    out = list(roles)
    for k, (figure, grade) in zip(roles, pairwise(drafts), strict=False):
        named = heads_graded(figure.daun) and heads_grades(grade.daun) and figure.induk == grade.induk
        if named and k.peran == "nilai" and not k.measures("capaian", "capaian_akhir"):
            out[k.index] = replace(k, predikat=grade.kolom.index)
    return out


def _of_indicators(draft: ColumnDraft) -> bool:
    return fold(draft.induk).endswith(("indikator", "indikator kinerja"))


def _wanted(draft: ColumnDraft) -> bool:
    return bool(draft.induk) and heads_wanted(draft.induk)


def _words(figures: ColumnFigures) -> bool:
    return figures.huruf > FIGURES.sentence


def _leaves(drafts: Sequence[ColumnDraft], places: Sequence[int]) -> Iterator[str]:
    return (fold(drafts[i].daun).replace(" ", "") for i in places)


def _alike(names: Iterator[str], figures: Iterator[str]) -> bool:
    """Whether the leaves of two groups are the same one by one, words more or less."""
    return all(fuzz.partial_ratio(a, b) >= LIMITS.same for a, b in zip(names, figures, strict=True))
