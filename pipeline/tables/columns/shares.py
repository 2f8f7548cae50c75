"""Which columns are shares of others: whose percentage a `%` is, of which year, and what `Capaian` holds.

Each step takes the roles so far and returns them, one question settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, PERCENT, SHARE, Limit
from extractors.layout.steps import changed, first, heuristic
from extractors.layout.text_forms import YEAR_INSIDE
from normalizers.numbers.shares import achievements, agrees, is_share
from pipeline.datasets.vocabulary import Peran, Ukuran
from pipeline.tables.columns.column import DOUBTED, GUESSED, LIKELY, PROVED, Column, ColumnDraft
from pipeline.tables.columns.figures import ColumnFigures


@dataclass(frozen=True, slots=True)
class Limits:
    several: Annotated[int, Limit("so many years, or rows that can tell, are several", COUNT)] = 3
    near_low: Annotated[float, Limit("achievements near a hundred are no lower", PERCENT)] = 70
    near_high: Annotated[float, Limit("and no higher", PERCENT)] = 130
    borne_out: Annotated[float, Limit("fewer rows are achievements by chance", SHARE)] = 0.5
    full: Annotated[float, Limit("from here on a scale may have capped an achievement", PERCENT)] = 100
    achieved: Annotated[
        float, Limit("so many of the figures under `Capaian` lie near 100 where they are shares of a target", SHARE)
    ] = 0.8
    like: Annotated[float, Limit("so many rows speak for two columns being one of the other, or of one scale", SHARE)] = 0.6
    alike: Annotated[float, Limit("so many leave no doubt of it", SHARE)] = 0.9
    all_percents: Annotated[float, Limit("so many figures look like percentages where all do", SHARE)] = 0.9
    most_percents: Annotated[float, Limit("where most do", SHARE)] = 0.8
    few_percents: Annotated[float, Limit("where few do they are fewer", SHARE)] = 0.5


LIMITS = Limits()


_MEASURED: tuple[Ukuran, ...] = ("target", "realisasi", "akhir")
_SHARES: tuple[tuple[Ukuran, Ukuran, Peran, Ukuran], ...] = (
    ("realisasi", "pagu", "rupiah", "persen_realisasi"),
    ("realisasi", "target", "nilai", "capaian"),
)
"""Part, whole, what both are, and what the share of the one in the other is."""


def shares(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """The roles with every share given to what it is a share of."""
    roles = _share_beside_its_result(roles, drafts)
    roles = _percent_of_target(roles, figures)
    roles = _blank_percent(roles, figures)
    roles = _percent_owner(roles, figures)
    roles = _share_of_money(roles)
    return _share_of_its_month(_capaian_or_realisasi(roles, figures))


@heuristic(first, changed)
def _share_of_its_month(roles: list[Column]) -> list[Column]:
    """A share right behind the only results that tell the state at the end of a month (`Realisasi s.d. Juni | %`) is of that."""
    months = {k.bulan for k in roles if k.ukuran == "realisasi"}
    if len(months) != 1 or None in months:
        return roles
    month = months.pop()
    out = list(roles)
    for before, k in pairwise(roles):
        if before.ukuran == "realisasi" and k.measures("capaian", "persen_realisasi") and not any(k.bagian):
            out[k.index] = replace(k, bulan=month)
    return out


@heuristic(first, changed)
def _share_beside_its_result(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """A share whose own heading prints no year is of the year that the result beside it prints, under one group; the group may
    print another one (`Tahun 2013` over `Realisasi tahun 2014 | Tingkat Realisasi (%)`)."""
    out = list(roles)
    for i, (k, d) in enumerate(zip(roles, drafts, strict=True)):
        if not d.induk or not (d.kolom.persen or d.kolom.measures("capaian", "capaian_kumulatif")) or YEAR_INSIDE.search(d.daun):
            continue
        beside = [other for other in drafts if other.induk == d.induk and YEAR_INSIDE.search(other.daun)]
        years = {other.kolom.tahun for other in beside}
        if i and drafts[i - 1] in beside and len(years) == 1:
            out[i] = replace(k, tahun=years.pop(), tahun_tertulis=drafts[i - 1].kolom.tahun_tertulis)
    return out


@heuristic(first, changed)
def _percent_of_target(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`% Realisasi` beside `Realisasi` is the achievement where its figures are that by any formula in use, and so is `Target
    Kinerja (%)` behind target and result. Without a quarter of its own it is of that of the result right before it (`Realisasi
    TW 3 | % Realisasi`), a guess where the figures deny that."""
    out = list(roles)
    for i, k in enumerate(roles):
        if k.peran != "nilai" or not k.measures("realisasi", "target") or not k.persen:
            continue
        before = roles[i - 1] if i else k
        own = _of_its_part(k, before)
        values = [r for r in roles[:i] if r.peran == "nilai"]
        results = [r for r in values if r.ukuran == "realisasi" and same_time(r, own)]
        times = own, k, replace(k, triwulan=None, bulan=None)  # a quarter's result may be told as a share of the year's target
        targets = [r for r in values if r.ukuran == "target" and any(same_time(r, one) for one in times)]
        if any(achieved(figures[i], figures[r.index], figures[t.index]) >= LIMITS.like for r in results for t in targets):
            out[i] = replace(own, ukuran="capaian")
        elif own.bagian != k.bagian and k.ukuran == "realisasi":
            out[i] = k.at_most(GUESSED)
    return out


def budget_of_a_share(roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> int | None:
    """The only one of the budgets that the share of what was spent is of, row by row: `RKA | DPA | Realisasi | %`."""
    amounts = [k for k in roles if k.holds_amounts]
    spent = [k for k in amounts if k.ukuran == "realisasi"]
    shares = [k for k in roles if k.ukuran == "persen_realisasi"]
    found = {
        budget.index
        for budget in amounts
        if budget.ukuran == "pagu"
        and any(figures[s.index].proves(figures[part.index], figures[budget.index]) for s in shares for part in spent)
    }
    return found.pop() if len(found) == 1 else None


def _of_its_part(k: Column, before: Column) -> Column:
    """A share without a quarter or month of its own as one of the result's before it."""
    alike = before.ukuran == k.ukuran and not any(k.bagian)
    return replace(k, triwulan=before.triwulan, bulan=before.bulan) if alike else k


def achieved(share: ColumnFigures, result: ColumnFigures, target: ColumnFigures) -> float:
    """Share of the rows whose figure is what the result is of the target, by any formula in use."""
    rows = _common(share, result, target)
    return sum(_is_achieved(share, result, target, row) for row in rows) / len(rows) if rows else 0.0


@heuristic(first, changed)
def achieved_of_one_year(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """What is reached of a plan's target that turned out to be that of its year alone (`Target Renstra Tahun 2016 | Realisasi |
    Pencapaian`): the share, where it is one row by row."""
    targets = [k for k, d in zip(roles, drafts, strict=True) if k.peran == "nilai" and k.ukuran == "target" and d.akhir_lemah]
    results = [k for k in roles if k.peran == "nilai" and k.ukuran == "realisasi"]
    shares = [k for k, d in zip(roles, drafts, strict=True) if k.peran == "samping" and d.kolom.ukuran == "capaian"]
    if not len(targets) == len(results) == len(shares) == 1:
        return roles
    share = shares[0]
    if achieved(figures[share.index], figures[results[0].index], figures[targets[0].index]) < LIMITS.like:
        return roles
    told = replace(share, peran="nilai", ukuran="capaian", persen=True, yakin=max(share.yakin, LIKELY))
    told = replace(told, tahun=targets[0].tahun, tahun_tertulis=targets[0].tahun_tertulis)
    return [told if k is share else k for k in roles]


def _common(share: ColumnFigures, result: ColumnFigures, target: ColumnFigures) -> list[int]:
    """The rows that have all three; nothing is an achievement of nothing."""
    return [row for row in share.nilai if row in result.nilai and target.nilai.get(row)]


def _is_achieved(share: ColumnFigures, result: ColumnFigures, target: ColumnFigures, row: int) -> bool:
    return any(agrees(share.nilai[row], v, 0) for v in achievements(result.nilai[row], target.nilai[row]).values())


@heuristic(first, changed)
def _blank_percent(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """A column without heading whose figures are the one before last's share of another column is its percentage."""
    out = list(roles)
    for i, k in enumerate(roles):
        same = i > 0 and k.judul == roles[i - 1].judul  # one heading over two columns: the second has none of its own
        if not figures[i].angka or not (same or (k.peran == "lain" and not k.judul)):
            continue
        for part_measure, whole_measure, role, name in _SHARES:
            parts = [r for r in out[:i] if r.ukuran == part_measure and r.peran == role]
            wholes = [r for r in out[:i] if r.ukuran == whole_measure and r.peran == role]
            if parts and wholes and figures[i].share_of(figures[parts[-1].index], figures[wholes[-1].index]) >= LIMITS.like:
                out[i] = replace(
                    k,
                    peran=role,
                    ukuran=name,
                    persen=True,
                    yakin=PROVED,
                    faktor=1,
                    tahun=parts[-1].tahun,
                    tahun_tertulis=parts[-1].tahun_tertulis,
                )
    return out


@heuristic(first, changed)
def _percent_owner(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """A bare `%` belongs to the measures to its left: share of budget beside amounts, achievement beside target. Of several
    results it is of the one whose share of the target it is, else of the latest year's. Where it is no achievement, it is a
    guess."""
    out = list(roles)
    for i, k in enumerate(out):
        if k.ukuran == "persen":
            left = [r for r in out[:i] if r.holds("nilai", "rupiah") and r.ukuran != "persen"]
            out[i] = _beside_amounts(k, left) if left and left[-1].peran == "rupiah" else _beside_values(k, left, figures)
    return out


def _beside_amounts(k: Column, left: Sequence[Column]) -> Column:
    """The column as the share of the budget that was spent; where nothing tells what was, its figures are not taken."""
    last = left[-1]
    if not any(r.ukuran == "realisasi" and r.peran == "rupiah" for r in left):
        return _beside(k)
    dated = replace(k, tahun=k.tahun or last.tahun, tahun_tertulis=k.tahun_tertulis or last.tahun_tertulis)
    return replace(dated, peran="rupiah", ukuran="persen_realisasi", faktor=1)


def _beside_values(k: Column, left: Sequence[Column], figures: Sequence[ColumnFigures]) -> Column:
    """The column as the achievement of results, a guess where none stands before it."""
    results = [r for r in left if r.ukuran == "realisasi"]
    if not results:
        return replace(k.at_most(GUESSED), ukuran="capaian" if left else None)
    own, last = figures[k.index], _owner(results, left, figures[k.index], figures)
    sure = _as_achievement(own, figures[last.index], [figures[t.index] for t in left if t.ukuran == "target"])
    return replace(
        k.at_most(sure),
        ukuran="capaian",
        tahun=k.tahun or last.tahun,
        tahun_tertulis=k.tahun_tertulis or last.tahun_tertulis,
        triwulan=k.triwulan or last.triwulan,
        bulan=k.bulan or last.bulan,
    )


def _as_achievement(share: ColumnFigures, result: ColumnFigures, targets: Sequence[ColumnFigures]) -> float:
    """How sure a column is the achievement of results: not where several rows can tell, no figure is the plain share of a target,
    and most are none by any formula in use."""
    rows = [(target, row) for target in targets for row in _common(share, result, target)]
    told = [share.nilai[row] >= LIMITS.full or _is_achieved(share, result, target, row) for target, row in rows]
    plain = any(is_share(share.nilai[row], result.nilai[row], target.nilai[row]) for target, row in rows)
    return GUESSED if len(told) >= LIMITS.several and not plain and sum(told) < LIMITS.borne_out * len(told) else 1.0


def _owner(results: Sequence[Column], left: Sequence[Column], share: ColumnFigures, figures: Sequence[ColumnFigures]) -> Column:
    targets = [r for r in left if r.ukuran == "target"]
    for result in reversed(results):
        if any(share.share_of(figures[result.index], figures[t.index]) >= LIMITS.like for t in targets):
            return result
    return max(results, key=lambda r: (r.tahun or 9999, r.index))


@heuristic(first, changed)
def _share_of_money(roles: list[Column]) -> list[Column]:
    """`% Realisasi` or `Capaian` in a table of amounts that has no other measure of performance is a share of the budget, unless
    another column is that already."""
    told = [k for k in roles if k.peran == "rupiah" and k.ukuran == "persen_realisasi"]
    plain = [k for k in roles if k.peran == "nilai" and not k.persen and k.ukuran != "capaian"]
    if plain or not any(k.ukuran == "realisasi" and k.peran == "rupiah" for k in roles):
        return roles
    return [
        replace(k, peran="rupiah", ukuran="persen_realisasi", persen=True, faktor=1)
        if k.peran == "nilai"
        and (k.persen or k.ukuran == "capaian")
        and k.measures("realisasi", "capaian")
        and not any(same_time(k, other) and k.judul != other.judul for other in told)
        else k
        for k in roles
    ]


@heuristic(first, changed)
def _capaian_or_realisasi(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Capaian` beside a target without any realisasi holds the values themselves where its figures are of the target's
    scale; with a realisasi it is the share. `capaian terhadap target akhir` that holds targets is a final target."""
    out = _over_years(_result_of_a_share(roles, figures), figures)
    for i, k in enumerate(out):
        if k.peran == "nilai" and k.ukuran == "capaian_akhir":
            out[i] = _final_capaian(k, out, figures)
        elif k.peran == "nilai" and k.ukuran == "capaian":
            out[i] = _beside(k) if _of_another_year(k, roles) else _capaian_of_its_time(k, out, figures)
    return out


def _capaian_of_its_time(k: Column, roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> Column:
    """A column called capaian, by the target and the results of its year."""
    target, actuals = _at_its_time(k, roles, figures)
    if target is None and _towards_the_end(k, actuals, roles, figures):
        return _beside(k)
    results = any(r.peran == "nilai" and r.measures("realisasi", "realisasi_kumulatif") for r in roles)
    if actuals or k.persen or (k.satuan == "%" and results):
        return k
    if target is not None and _of_its_last_part(k, target, roles, figures):
        return k
    other = next((figures[r.index] for r in roles if r.peran == "nilai" and r.ukuran == "realisasi"), None)  # of another year
    scale = other if target is None else target
    return _lone_capaian(k, figures[k.index]) if scale is None else _capaian_by_target(k, figures[k.index], scale)


def _of_its_last_part(k: Column, target: ColumnFigures, roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> bool:
    """Whether a column is the share in the year's target of what was reached up to a quarter: `Target | TW I | TW II |
    Capaian`."""
    parts = (r for r in roles if r.peran == "nilai" and r.ukuran == "realisasi" and any(r.bagian))
    return any(figures[k.index].share_of(figures[r.index], target) >= LIMITS.like for r in parts)


def _at_its_time(
    k: Column, roles: Sequence[Column], figures: Sequence[ColumnFigures]
) -> tuple[ColumnFigures | None, list[Column]]:
    """(the figures of the target, the results) of the year and part of it that a column is of."""
    same = [r for r in roles if r.peran == "nilai" and r.index != k.index and same_time(r, k)]
    target = next((figures[r.index] for r in same if r.ukuran == "target"), None)
    return target, [r for r in same if r.ukuran == "realisasi"]


def _beside(k: Column) -> Column:
    """The column as one whose figures are not taken."""
    return replace(k, peran="samping", ukuran=None)


def _final_capaian(k: Column, roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> Column:
    """`Capaian terhadap target akhir`: a final target where its figures are of the target's scale, no share of the last one."""
    target, _ = _at_its_time(k, roles, figures)
    finals = [r for r in roles if r.peran == "nilai" and r.ukuran == "akhir"]
    results = [r for r in roles if r.peran == "nilai" and r.measures("realisasi", "realisasi_kumulatif")]
    own = figures[k.index]
    is_share = any(own.share_of(figures[a.index], figures[f.index]) >= LIMITS.like for a in results for f in finals)
    if target is not None and not is_share and own.scale_like(target) >= LIMITS.like:
        return replace(k, ukuran="akhir", yakin=DOUBTED, persen=False)
    return _beside(k)


def _capaian_by_target(k: Column, own: ColumnFigures, target: ColumnFigures) -> Column:
    """`Capaian` beside a target only: results where it is of the target's scale, unless it alone looks like percentages, or is
    more than a hundred where that is not."""
    ratio, percents = own.scale_like(target), own.percent_like()
    only_percents = percents >= LIMITS.all_percents and target.percent_like() < LIMITS.few_percents
    only_percents |= own.tops(target) >= LIMITS.like
    if ratio >= LIMITS.like and not only_percents:
        return replace(k.at_most(PROVED if target.spread() or ratio >= LIMITS.alike else GUESSED), ukuran="realisasi")
    if own.angka:
        return k.at_most(LIKELY if percents >= LIMITS.most_percents else GUESSED)
    return k


@heuristic(first, changed)
def _over_years(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Capaian` over several years in a table that has neither target nor result: the values themselves, unless the figures of
    all these years lie near 100, as achievements do."""
    shares = [k for k in roles if k.peran == "nilai" and k.ukuran == "capaian"]
    if len({k.tahun for k in shares if k.tahun}) < LIMITS.several or any(
        k.peran == "nilai" and k.measures(*_MEASURED) for k in roles
    ):
        return roles
    values = [abs(v) for k in shares for v in figures[k.index].nilai.values()]
    near = sum(LIMITS.near_low <= v <= LIMITS.near_high for v in values)
    if not values or near >= LIMITS.achieved * len(values):
        return roles
    return [replace(k.at_most(LIKELY), ukuran="realisasi") if k in shares else k for k in roles]


@heuristic(first, changed)
def _result_of_a_share(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Of two columns called capaian (`Hasil (%) | Capaian (%)`, `Capaian | %`) the one whose share of the target the other is, by
    any formula in use, holds the values themselves."""
    out = list(roles)
    shares = [k for k in roles if k.peran == "nilai" and k.ukuran == "capaian"]
    targets = [k for k in roles if k.peran == "nilai" and k.ukuran == "target"]
    for k in shares:
        for other in shares:
            if k is other or not same_time(k, other) or out[other.index].ukuran != "capaian":
                continue
            wanted = [t for t in targets if same_time(t, k)]
            if any(achieved(figures[other.index], figures[k.index], figures[t.index]) >= LIMITS.like for t in wanted):
                out[k.index] = replace(k.at_most(PROVED), ukuran="realisasi")
                out[other.index] = replace(other, yakin=max(other.yakin, PROVED))
                break
    return out


def _towards_the_end(k: Column, actuals: Sequence[Column], roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> bool:
    """Whether a share is of the plan's last target, in a table that has no target of the year: progress, no achievement."""
    finals = [r for r in roles if r.peran == "nilai" and r.ukuran == "akhir" and (r.tahun is None or r.tahun != k.tahun)]
    return any(figures[k.index].share_of(figures[a.index], figures[f.index]) >= LIMITS.like for a in actuals for f in finals)


def _of_another_year(k: Column, roles: Sequence[Column]) -> bool:
    """Whether a share can only be of figures of two different years: results of two years without any target, or a result
    and a target of another year. A column that prints its own year is what it says."""
    if k.tahun is not None or any(k.bagian):
        return False
    measured = [r for r in roles if r.peran == "nilai" and r.tahun is not None and r.tahun_tertulis]
    actual = {r.tahun for r in measured if r.ukuran == "realisasi"}
    wanted = {r.tahun for r in measured if r.measures("target", "akhir")}
    open_ones = [r for r in roles if r.peran == "nilai" and r.measures("target", "realisasi") and r.tahun is None]
    if open_ones or not actual:
        return False
    return (not wanted and len(actual) >= 2) or (bool(wanted) and not wanted & actual)


def _lone_capaian(k: Column, figures: ColumnFigures) -> Column:
    """`Capaian` with neither target nor realisasi beside it: values unless all figures look like percentages; surely so where one
    has a unit of its own (`11 MoU`)."""
    if figures.percent_like() >= LIMITS.all_percents:
        return k.at_most(LIKELY)
    return replace(k.at_most(LIKELY if figures.benda else GUESSED), ukuran="realisasi")


def same_time(a: Column, b: Column) -> bool:
    """Whether two columns speak of one year, quarter and month; a column without a year speaks of its neighbour's."""
    return a.bagian == b.bagian and (a.tahun == b.tahun or a.tahun is None or b.tahun is None)
