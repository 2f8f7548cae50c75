"""Which years the columns of a table are of, and what figures under a bare year are: what all headings tell together of the
table's years, gathered once, and what each column is by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.steps import changed, first, heuristic
from extractors.layout.text_forms import YEAR_INSIDE
from normalizers.wordings.column_words import heading_says
from pipeline.datasets.vocabulary import Peran, Ukuran
from pipeline.tables.columns.column import DOUBTED, GUESSED, LIKELY, ROLE_SURE, Column, ColumnDraft, TableYears
from pipeline.tables.columns.figures import ColumnFigures


@dataclass(frozen=True, slots=True)
class Limits:
    plan: Annotated[int, Limit("targets of so many years are those of a whole plan (Permendagri 86/2017)", COUNT)] = 5
    dated: Annotated[int, Limit("so many years that targets print leave the one without a doubt", COUNT)] = 2
    beginnings: Annotated[int, Limit("a plan that seems to begin so often has a heading whose border was not seen", COUNT)] = 3
    percents: Annotated[float, Limit("so many figures below a title of achievements have a sign of percent", SHARE)] = 0.8


LIMITS = Limits()
_WITH_THE_NEXT = ({-1, 0, 1}, {0, 1}, {1})
"""Years from the table's own that columns are counted by, in forms that budget the next one."""
_OF_THE_YEAR: frozenset[Ukuran] = frozenset(
    {"target", "capaian", "standar", "pagu", "pagu_awal", "persen_realisasi", "persen_fisik"}
)


def dated(roles: Sequence[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """The columns with their years, and with the measures that these decide."""
    years = _years_of(roles, drafts, waktu)
    return [_measured(_final(_dated(k, d, years), d, years), d, years) for k, d in zip(roles, drafts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Years:
    """What the columns of a table tell together of its years."""

    span: int | None
    """The last year of the plan: of the targets, where they name several years, or of the document's period."""
    yearly: frozenset[int | None]
    """The years that targets and budgets of one year are of."""
    several_weak: bool
    """Whether columns that are only weakly the plan's last year name more than one year."""
    reported: int | None
    dated: frozenset[tuple[Peran, Ukuran | None]]
    """What columns hold that print the year reported."""
    base: int | None
    measured: bool
    """Whether any column holds results, of values or money, or their share."""
    targets: bool
    """Whether any column of values holds targets of a year."""
    has_results: bool
    """Whether a column of values, not of money, holds results or their share, not summed up over years."""
    planned: bool
    """Whether it tells years of a plan: in a document of one, or past the table's own."""
    of_the_table: TableYears


def _measures(roles: Sequence[Column], *wanted: Ukuran) -> bool:
    """Whether a column of values, not of money, holds one of the measures."""
    return any(k.peran == "nilai" and k.measures(*wanted) for k in roles)


def _years_of(roles: Sequence[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> _Years:
    planned = {k.tahun for k in roles if k.tahun and k.measures("target", "pagu", "prakiraan_maju") and k.tahun_tertulis}
    weak = {k.tahun for k, d in zip(roles, drafts, strict=True) if k.ukuran == "akhir" and d.akhir_lemah and k.tahun}
    reported = _reported_year(roles, waktu)
    return _Years(
        span=_last_of_the_plan(planned, waktu),
        yearly=frozenset(k.tahun or waktu.tahun for k in roles if k.measures("target", "pagu")),
        several_weak=len(weak) > 1,
        reported=reported,
        dated=_holding(roles, reported),
        base=min((k.tahun for k in roles if k.ukuran == "awal" and k.tahun_tertulis and k.tahun), default=None),
        measured=any(k.measures("realisasi", "capaian", "realisasi_kumulatif") for k in roles),
        targets=_measures(roles, "target"),
        has_results=_measures(roles, "realisasi", "capaian"),
        planned=waktu.periode_awal is not None or _past_its_own(roles, waktu),
        of_the_table=waktu,
    )


def _holding(roles: Sequence[Column], year: int | None) -> frozenset[tuple[Peran, Ukuran | None]]:
    """What the columns of a year hold, a final target as one of that year."""
    ours = (k for k in roles if k.tahun == year)
    return frozenset((k.peran, _of_one_year(k).ukuran if k.ukuran == "akhir" else k.ukuran) for k in ours)


def _past_its_own(roles: Sequence[Column], waktu: TableYears) -> bool:
    """Whether a column is of a year after the table's own."""
    return any(k.tahun and waktu.tahun and k.tahun > waktu.tahun for k in roles)


def _last_of_the_plan(planned: Collection[int], waktu: TableYears) -> int | None:
    """The latest of the years that targets name, where they name several, and of the document's period; theirs, where they are
    the years of a whole plan."""
    if len(planned) >= LIMITS.plan:
        return max(planned)
    years = {*(planned if len(planned) > 1 else ()), waktu.periode_akhir}
    return max((y for y in years if y), default=waktu.rencana_akhir)


def _final(k: Column, draft: ColumnDraft, years: _Years) -> Column:
    """A final target is of the plan's last year; one that bears another year, or stands beside several that do, is no final
    one, but by a guess the plan's where that year has a target of its own. The only target of a table of one year (`Target
    Renstra` in a plan of 2022) is by a guess what the plan has for that year, where it does not report or nothing tells its last
    one."""
    if k.ukuran != "akhir":
        return k
    table = years.of_the_table
    open_end = years.span is None or (table.melaporkan is False and table.periode_awal is None)
    if draft.akhir_lemah and k.tahun is None and open_end and table.tahun and not (years.targets or years.has_results):
        return _of_one_year(k.at_most(GUESSED))
    over = k.tahun is not None and _is_over(k.tahun, years.of_the_table)
    if not (draft.akhir_lemah and (years.several_weak or over)):
        return k if k.tahun else replace(k, tahun=years.span, tahun_tertulis=years.span is not None)
    if over and k.tahun in years.yearly:
        return k.at_most(GUESSED)
    return _of_one_year(k)


def _of_one_year(k: Column) -> Column:
    """A final target as one of its year alone."""
    return replace(k, ukuran="target" if k.peran == "nilai" else "pagu")


def _is_over(year: int, waktu: TableYears) -> bool:
    """Whether a year is the table's or before it, and not the last one of the document's period, or before that one."""
    if waktu.periode_akhir is not None and year < waktu.periode_akhir:
        return True
    return waktu.tahun is not None and year <= waktu.tahun and year != waktu.periode_akhir


def _dated(k: Column, draft: ColumnDraft, years: _Years) -> Column:
    """A forward estimate is of the year after the table's; what stands beside results of a printed year is of that year,
    unless that year has a column of its own for it. The figure of an indicator of the state (`IKK`) is of none."""
    if k.tahun is not None or not k.holds("nilai", "rupiah") or (k.ukuran == "standar" and heading_says(k.judul, "acuan")):
        return k
    if draft.maju and years.of_the_table.tahun:
        return replace(k, tahun=years.of_the_table.tahun + 1, tahun_tertulis=years.of_the_table.yakin >= ROLE_SURE)
    if years.reported and k.ukuran in _OF_THE_YEAR and (k.peran, k.ukuran) not in years.dated:
        return replace(k, tahun=years.reported, tahun_tertulis=True)
    return k


def _measured(k: Column, draft: ColumnDraft, years: _Years) -> Column:
    """What figures under a bare year are: years that follow a baseline are those of the plan, results in a table that
    reports, of years before the document's plan and before the plan begins, targets elsewhere. What a plan of the next
    year heads `Tahun berjalan` is expected."""
    if k.peran != "nilai" or k.ukuran is not None:
        return k
    if draft.kini and k.tahun is not None and k.tahun < (years.of_the_table.dokumen or 0):
        return replace(k.at_most(GUESSED), ukuran="perkiraan")
    if years.base is not None and not years.measured and (k.tahun or 0) > years.base:
        return replace(k, ukuran="target")
    reports = years.of_the_table.lampau or years.of_the_table.melaporkan
    if reports is False and k.tahun is not None and years.of_the_table.periode_awal is not None:
        reports = k.tahun < years.of_the_table.periode_awal
    if reports is not None:
        return replace(k.at_most(LIKELY), ukuran="realisasi" if reports else "target")
    told = years.planned or heading_says(k.judul, "direncanakan")
    return replace(k.at_most(LIKELY if told and not years.has_results else GUESSED), ukuran="target")


@heuristic(first, changed)
def up_to_a_quarter(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """`s.d. Q3` beside `Q3` of the same measure is the state at the end of September; the other is the quarter's own."""
    own = {(k.peran, k.ukuran, k.tahun, k.triwulan) for k, d in zip(roles, drafts, strict=True) if not d.sampai}
    return [
        replace(k, triwulan=None, bulan=3 * k.triwulan)
        if d.sampai and k.triwulan and k.ukuran and (k.peran, k.ukuran, k.tahun, k.triwulan) in own
        else k
        for k, d in zip(roles, drafts, strict=True)
    ]


@heuristic(first, changed)
def undated(roles: list[Column], waktu: TableYears) -> list[Column]:
    """A target or budget without a year beside several that print theirs, or beside one that prints the table's own year, is
    of a year that was not seen. A quarter beside the table's year alone is one of that year."""
    out = list(roles)
    for k in roles:
        if k.holds("nilai", "rupiah") and k.measures("target", "pagu") and k.tahun is None:
            years = _printed_years(roles, k.peran, k.ukuran)
            part = any(k.bagian) or any(r.tells_quarters for r in roles[: k.index])
            if len(years) >= LIMITS.dated or (waktu.tahun in years and not part):
                out[k.index] = k.at_most(DOUBTED)
    return _one_beginning(out)


def _printed_years(roles: Sequence[Column], peran: str, ukuran: Ukuran | None) -> set[int]:
    """The years that columns of a role and a measure print."""
    return {r.tahun for r in roles if r.peran == peran and r.ukuran == ukuran and r.tahun and r.tahun_tertulis}


@heuristic(first, changed)
def forward(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """A plan of one year that budgets the year after as well gives a forward estimate (form T-C.33 of Permendagri 86/2017);
    where the heading was not read so, the role of that column is a guess. It is sure beside the budgets of the years before and
    of the plan (form RKA of Permendagri 77/2020: `Tahun-1 | Tahun N | Tahun+1`; of 59/2007: `Tahun n | Tahun n+1`; DPA:
    `Tahun 2022 | T+1`), and in a DPA, the budget of one year, however it prints the next."""
    roles = estimated_later(roles, waktu)
    if {d.dari_n for d in drafts} - {None} in _WITH_THE_NEXT and not waktu.melaporkan:
        return [_estimated(k) if d.dari_n == 1 else k for k, d in zip(roles, drafts, strict=True)]
    later = _budgets_of_the_next(roles, waktu)
    return [(_estimated(k) if waktu.anggaran else k.at_most(DOUBTED)) if k.index in later else k for k in roles]


def _budgets_of_the_next(roles: Sequence[Column], waktu: TableYears) -> set[int]:
    """The columns of budgets of the year after a plan's own, where those of both years stand side by side and no other's does."""
    if waktu.tahun is None or waktu.periode_awal is not None or waktu.melaporkan:
        return set()
    budgets = {k.index: k.tahun or waktu.tahun for k in roles if k.holds_amounts and k.measures("pagu")}
    both = set(budgets.values()) == {waktu.tahun, waktu.tahun + 1}
    return {index for index, year in budgets.items() if both and year == waktu.tahun + 1}


def _estimated(k: Column) -> Column:
    """A budget as a forward estimate, however few of the words over it are known: `T+1` says it all."""
    budget = k.peran == "rupiah" and k.ukuran == "pagu"
    return replace(k, ukuran="prakiraan_maju", yakin=max(k.yakin, LIKELY)) if budget else k


@heuristic(first, changed)
def _one_beginning(roles: list[Column]) -> list[Column]:
    """A plan begins once: of several columns of a base year, each with a year of its own, some belong to another heading whose
    border was not seen."""
    began = [k for k in roles if k.ukuran == "awal" and k.tahun_tertulis]
    if len({k.tahun for k in began}) < LIMITS.beginnings:
        return roles
    return [k.at_most(DOUBTED) if k.ukuran == "awal" else k for k in roles]


@heuristic(first, changed)
def reached_in_the_month(roles: list[Column]) -> list[Column]:
    """Results without a time right behind the one column of a month (`Target | November | Realisasi`) are that month's."""
    months = [k for k in roles if k.bulan is not None]
    if len(months) != 1 or not months[0].measures("target"):
        return roles
    behind = next((k for k in roles if k.index > months[0].index), None)
    if behind is None or behind.peran != "nilai" or not behind.measures("realisasi") or any(behind.bagian):
        return roles
    return [replace(k, bulan=months[0].bulan) if k is behind else k for k in roles]


@heuristic(first, changed)
def wanted_at_the_end(roles: list[Column], waktu: TableYears) -> list[Column]:
    """In a report, the targets of the only year after its own beside results, the last one of the plan that the document names
    (`Target 2024` beside what was reached of 2022): the final ones. A table of an earlier year has the document's as well."""
    end = waktu.periode_akhir or waktu.rencana_akhir
    own = max(waktu.tahun or 0, waktu.dokumen or 0)
    later = {k.tahun for k in roles if k.measures("target") and k.tahun and k.tahun > own}
    if not own or not waktu.melaporkan or later != {end} or not any(k.measures("realisasi") for k in roles):
        return roles
    return [replace(k, ukuran="akhir") if k.measures("target") and k.tahun == end and k.tahun_tertulis else k for k in roles]


@heuristic(first, changed)
def achieved_by_the_title(
    roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures], waktu: TableYears
) -> list[Column]:
    """Figures under nothing but years, below a title of achievements (`Tingkat Capaian 5 Tahun Terakhir`), are these where all
    are in percent, else a guess."""
    bare = {k.index for k, d in zip(roles, drafts, strict=True) if k.ukuran == "realisasi" and d.kolom.ukuran is None and k.tahun}
    if not waktu.judul_capaian or any(k.peran == "nilai" and k.index not in bare for k in roles):
        return roles
    told = [figures[i] for i in bare]
    shares = sum(f.persen for f in told) >= LIMITS.percents * sum(f.angka for f in told)
    return [
        (replace(k, ukuran="capaian", persen=True) if shares else k.at_most(GUESSED))
        if k.index in bare and k.peran == "nilai"
        else k
        for k in roles
    ]


def estimated_later(roles: Sequence[Column], waktu: TableYears) -> list[Column]:
    """Of forward estimates, that of the plan's own year is its budget, where later years stand beside it: `Alokasi dan Prakiraan
    Maju` over `2025 | 2026 | 2027`."""
    years = {k.tahun for k in roles if k.measures("prakiraan_maju") and k.tahun_tertulis}
    if waktu.tahun not in years or max(filter(None, years)) == waktu.tahun:
        return list(roles)
    return [replace(k, ukuran="pagu") if k.measures("prakiraan_maju") and k.tahun == waktu.tahun else k for k in roles]


def _reported_year(roles: Sequence[Column], waktu: TableYears) -> int | None:
    """The latest year printed over results, which a target or a share beside them without a year is of too; None where a
    result without a year stands there, which is then the table's own. `Tahun lalu` is told from the table's own year, which
    the columns beside it without one are of."""
    results = [k for k in roles if k.ukuran == "realisasi" and not _is_last_year_by_words(k, waktu)]
    if any(k.tahun is None for k in results):
        return None
    return max((k.tahun for k in results if k.tahun is not None and k.tahun_tertulis), default=None)


def _is_last_year_by_words(k: Column, waktu: TableYears) -> bool:
    """Whether a heading says of its year no more than that it is the one before the table's."""
    return waktu.tahun is not None and k.tahun == waktu.tahun - 1 and not YEAR_INSIDE.search(k.judul)
