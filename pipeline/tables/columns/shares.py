"""Which columns are shares of others: whose percentage a `%` is, of which year, and what `Capaian` holds.

Each step takes the roles so far and returns them, one question settled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.steps import changed, first, heuristic
from normalizers.numbers.shares import achievements, agrees, is_share
from pipeline.datasets.vocabulary import Peran, Ukuran
from pipeline.tables.columns.column import Column, ColumnDraft
from pipeline.tables.columns.figures import ColumnFigures

_PRINTED = re.compile(r"\b20\d\d\b")
_SEVERAL = 3
_MEASURED: tuple[Ukuran, ...] = ("target", "realisasi", "akhir")
_NEAR_WHOLE = (70, 130)
_MOST = 0.5
"""Of the rows: fewer agree by chance."""
_FULL = 100
"""From here on a scale may have capped an achievement."""
_ACHIEVED = 0.8
"""So many of the figures under `Capaian` lie near 100 where they are shares of a target."""
_SHARES: tuple[tuple[Ukuran, Ukuran, Peran, Ukuran], ...] = (
    ("realisasi", "pagu", "rupiah", "persen_realisasi"),
    ("realisasi", "target", "nilai", "capaian"),
)
"""Part, whole, what both are, and what the share of the one in the other is."""
LIKE, ALIKE = 0.6, 0.9
"""Share of the rows that speak for two columns being one of the other, or of one scale; and that leave no doubt of it."""
ALL_PERCENTS, MOSTLY_PERCENTS, NO_PERCENTS = 0.9, 0.8, 0.5
"""Share of its figures that look like percentages: from the first on all do, from the second most, below the third few."""


def shares(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """The roles with every share given to what it is a share of."""
    roles = _share_beside_its_result(roles, drafts)
    roles = _percent_of_target(roles, figures)
    roles = _blank_percent(roles, figures)
    roles = _percent_owner(roles, figures)
    roles = _share_of_money(roles)
    return _capaian_or_realisasi(roles, figures)


@heuristic(first, changed)
def _share_beside_its_result(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """A share whose own heading prints no year is of the year that the result beside it prints, under one group; the group may
    print another one (`Tahun 2013` over `Realisasi tahun 2014 | Tingkat Realisasi (%)`)."""
    out = list(roles)
    for i, (k, d) in enumerate(zip(roles, drafts, strict=True)):
        if not d.induk or not (d.kolom.persen or d.kolom.measures("capaian", "capaian_kumulatif")) or _PRINTED.search(d.daun):
            continue
        beside = [other for other in drafts if other.induk == d.induk and _PRINTED.search(other.daun)]
        years = {other.kolom.tahun for other in beside}
        if i and drafts[i - 1] in beside and len(years) == 1:
            out[i] = replace(k, tahun=years.pop(), tahun_tertulis=drafts[i - 1].kolom.tahun_tertulis)
    return out


@heuristic(first, changed)
def _percent_of_target(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`% Realisasi` beside `Realisasi` is the achievement where its figures are that by any formula in use."""
    out = list(roles)
    for i, k in enumerate(roles):
        if k.peran != "nilai" or k.ukuran != "realisasi" or not k.persen:
            continue
        same = [r for r in roles[:i] if r.peran == "nilai" and same_time(r, k)]
        results = [r for r in same if r.ukuran == "realisasi"]
        targets = [r for r in same if r.ukuran == "target"]
        if any(achieved(figures[i], figures[r.index], figures[t.index]) >= LIKE for r in results for t in targets):
            out[i] = replace(k, ukuran="capaian")
    return out


def budget_of_a_share(roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> int | None:
    """The only one of the budgets that the share of what was spent is of, row by row: `RKA | DPA | Realisasi | %`."""
    amounts = [k for k in roles if k.peran == "rupiah" and not k.persen]
    spent = [k for k in amounts if k.ukuran == "realisasi"]
    shares = [k for k in roles if k.ukuran == "persen_realisasi"]
    found = {
        budget.index
        for budget in amounts
        if budget.ukuran == "pagu"
        and any(figures[s.index].proves(figures[part.index], figures[budget.index]) for s in shares for part in spent)
    }
    return found.pop() if len(found) == 1 else None


def achieved(share: ColumnFigures, result: ColumnFigures, target: ColumnFigures) -> float:
    """Share of the rows whose figure is what the result is of the target, by any formula in use."""
    rows = _common(share, result, target)
    return sum(_is_achieved(share, result, target, row) for row in rows) / len(rows) if rows else 0.0


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
            if parts and wholes and figures[i].share_of(figures[parts[-1].index], figures[wholes[-1].index]) >= LIKE:
                out[i] = replace(
                    k,
                    peran=role,
                    ukuran=name,
                    persen=True,
                    yakin=0.9,
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
        if k.ukuran != "persen":
            continue
        left = [r for r in out[:i] if r.holds("nilai", "rupiah") and r.ukuran != "persen"]
        if left and left[-1].peran == "rupiah":
            last = left[-1]
            if last.ukuran == "realisasi" or any(r.ukuran == "realisasi" and r.peran == "rupiah" for r in left):
                out[i] = replace(
                    k,
                    peran="rupiah",
                    ukuran="persen_realisasi",
                    faktor=1,
                    tahun=k.tahun or last.tahun,
                    tahun_tertulis=k.tahun_tertulis or last.tahun_tertulis,
                )
            else:
                out[i] = replace(k, peran="samping", ukuran=None)
        elif left and any(r.ukuran == "realisasi" for r in left):
            last = _owner([r for r in left if r.ukuran == "realisasi"], left, figures[i], figures)
            out[i] = replace(
                k,
                ukuran="capaian",
                yakin=min(
                    k.yakin,
                    _as_achievement(figures[i], figures[last.index], [figures[t.index] for t in left if t.ukuran == "target"]),
                ),
                tahun=k.tahun or last.tahun,
                tahun_tertulis=k.tahun_tertulis or last.tahun_tertulis,
                triwulan=k.triwulan or last.triwulan,
                bulan=k.bulan or last.bulan,
            )
        else:
            out[i] = replace(k, ukuran="capaian" if left else None, yakin=min(k.yakin, 0.6))
    return out


def _as_achievement(share: ColumnFigures, result: ColumnFigures, targets: Sequence[ColumnFigures]) -> float:
    """How sure a column is the achievement of results: not where several rows can tell, no figure is the plain share of a target,
    and most are none by any formula in use."""
    rows = [(target, row) for target in targets for row in _common(share, result, target)]
    told = [share.nilai[row] >= _FULL or _is_achieved(share, result, target, row) for target, row in rows]
    plain = any(is_share(share.nilai[row], result.nilai[row], target.nilai[row]) for target, row in rows)
    return 0.6 if len(told) >= _SEVERAL and not plain and sum(told) < _MOST * len(told) else 1.0


def _owner(results: Sequence[Column], left: Sequence[Column], share: ColumnFigures, figures: Sequence[ColumnFigures]) -> Column:
    targets = [r for r in left if r.ukuran == "target"]
    for result in reversed(results):
        if any(share.share_of(figures[result.index], figures[t.index]) >= LIKE for t in targets):
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
        if k.peran != "nilai" or not k.measures("capaian", "capaian_akhir"):
            continue
        same = [r for r in out if r.peran == "nilai" and r.index != i and same_time(r, k)]
        target = next((figures[r.index] for r in same if r.ukuran == "target"), None)
        actuals = [r for r in same if r.ukuran == "realisasi"]
        if k.ukuran == "capaian_akhir":
            finals = [r for r in out if r.peran == "nilai" and r.ukuran == "akhir"]
            is_share = any(figures[i].share_of(figures[a.index], figures[f.index]) >= LIKE for a in actuals for f in finals)
            out[i] = _final_capaian(k, figures[i], None if is_share else target)
        elif (target is None and _towards_the_end(k, actuals, out, figures)) or _of_another_year(k, roles):
            out[i] = _beside(k)  # against last year, or against the plan's last target
        elif actuals or k.persen:
            continue
        elif target is None:
            out[i] = _lone_capaian(k, figures[i])
        else:
            out[i] = _capaian_by_target(k, figures[i], target)
    return out


def _beside(k: Column) -> Column:
    """The column as one whose figures are not taken."""
    return replace(k, peran="samping", ukuran=None)


def _final_capaian(k: Column, own: ColumnFigures, target: ColumnFigures | None) -> Column:
    """`Capaian terhadap target akhir`: a final target where its figures are of the target's scale."""
    if target is not None and own.scale_like(target) >= LIKE:
        return replace(k, ukuran="akhir", yakin=0.5, persen=False)
    return _beside(k)


def _capaian_by_target(k: Column, own: ColumnFigures, target: ColumnFigures) -> Column:
    """`Capaian` beside a target only: results where it is of the target's scale, unless it alone looks like percentages."""
    ratio, percents = own.scale_like(target), own.percent_like()
    only_percents = percents >= ALL_PERCENTS and target.percent_like() < NO_PERCENTS
    if ratio >= LIKE and not only_percents:
        return replace(k, ukuran="realisasi", yakin=min(k.yakin, 0.9 if target.spread() or ratio >= ALIKE else 0.6))
    if own.angka:
        return replace(k, yakin=min(k.yakin, 0.85 if percents >= MOSTLY_PERCENTS else 0.6))
    return k


@heuristic(first, changed)
def _over_years(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Capaian` over several years in a table that has neither target nor result: the values themselves, unless the figures of
    all these years lie near 100, as achievements do."""
    shares = [k for k in roles if k.peran == "nilai" and k.ukuran == "capaian"]
    if len({k.tahun for k in shares if k.tahun}) < _SEVERAL or any(k.peran == "nilai" and k.measures(*_MEASURED) for k in roles):
        return roles
    values = [abs(v) for k in shares for v in figures[k.index].nilai.values()]
    near = sum(_NEAR_WHOLE[0] <= v <= _NEAR_WHOLE[1] for v in values)
    if not values or near >= _ACHIEVED * len(values):
        return roles
    return [replace(k, ukuran="realisasi", yakin=min(k.yakin, 0.85)) if k in shares else k for k in roles]


@heuristic(first, changed)
def _result_of_a_share(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Of two columns called capaian (`Hasil (%) | Capaian (%)`) the one whose share of the target the other is holds the
    values themselves."""
    out = list(roles)
    shares = [k for k in roles if k.peran == "nilai" and k.ukuran == "capaian"]
    targets = [k for k in roles if k.peran == "nilai" and k.ukuran == "target"]
    for k in shares:
        for other in shares:
            if k is other or not same_time(k, other) or out[other.index].ukuran != "capaian":
                continue
            wanted = [t for t in targets if same_time(t, k)]
            if any(figures[other.index].share_of(figures[k.index], figures[t.index]) >= LIKE for t in wanted):
                out[k.index] = replace(k, ukuran="realisasi", yakin=min(k.yakin, 0.9))
                break
    return out


def _towards_the_end(k: Column, actuals: Sequence[Column], roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> bool:
    """Whether a share is of the plan's last target, in a table that has no target of the year: progress, no achievement."""
    finals = [r for r in roles if r.peran == "nilai" and r.ukuran == "akhir" and (r.tahun is None or r.tahun != k.tahun)]
    return any(figures[k.index].share_of(figures[a.index], figures[f.index]) >= LIKE for a in actuals for f in finals)


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
    """`Capaian` with neither target nor realisasi beside it: values unless all figures look like percentages."""
    if figures.percent_like() >= ALL_PERCENTS:
        return replace(k, yakin=min(k.yakin, 0.85))
    return replace(k, ukuran="realisasi", yakin=min(k.yakin, 0.6))


def same_time(a: Column, b: Column) -> bool:
    """Whether two columns speak of one year, quarter and month; a column without a year speaks of its neighbour's."""
    return a.bagian == b.bagian and (a.tahun == b.tahun or a.tahun is None or b.tahun is None)
