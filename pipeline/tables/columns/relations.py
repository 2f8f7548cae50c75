"""What the columns of a table say of each other: which budget came first, of which year they are, which name the rows.

Each step takes the roles so far and returns them, one question settled.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, TIMES, Limit
from extractors.layout.steps import changed, first, heuristic
from normalizers.wordings.column_words import heading_says, heads_wanted
from normalizers.wordings.row_words import is_total
from pipeline.datasets.vocabulary import Ukuran
from pipeline.tables.columns.column import (
    DOUBTED,
    GUESSED,
    LIKELY,
    NAMES,
    NAMING,
    OF_FIGURES,
    TEKS,
    Column,
    ColumnDraft,
    TableYears,
)
from pipeline.tables.columns.dating import (
    achieved_by_the_title,
    dated,
    forward,
    reached_in_the_month,
    undated,
    up_to_a_quarter,
    wanted_at_the_end,
)
from pipeline.tables.columns.figures import ColumnFigures
from pipeline.tables.columns.measures import DECEMBER
from pipeline.tables.columns.paired import (
    graded,
    indicators_of_levels,
    names_under_amounts,
    outputs_measured,
    paired_by_names,
    units_under_names,
)
from pipeline.tables.columns.shares import LIMITS as SHARES
from pipeline.tables.columns.shares import achieved, achieved_of_one_year, budget_of_a_share, same_time, shares
from pipeline.tables.columns.sums import (
    over_years,
    parts_of_the_whole,
    progress,
    reached_by_now,
    spent_by_its_share,
    whole_of_parts,
)
from pipeline.tables.columns.unnamed import (
    measured_by_their_sum,
    measured_of_agencies,
    measured_of_places,
    measured_of_statistics,
    named_by_shares,
    says_nothing,
    sentences_before,
    widest_words,
)


@dataclass(frozen=True, slots=True)
class Limits:
    planned: Annotated[float, Limit("so many rows have the year's target as their last quarter in a plan by quarter", SHARE)] = (
        0.9
    )
    quarters: Annotated[int, Limit("in so many rows at least", COUNT)] = 3
    bare_years: Annotated[int, Limit("so many years side by side over amounts are no meaning of theirs", COUNT)] = 2
    same_rows: Annotated[int, Limit("columns that hold the same figures in so many rows are one", COUNT)] = 3
    parts: Annotated[int, Limit("so many numbers below each other are parts of codes", COUNT)] = 2
    short: Annotated[int, Limit("a part of a code that stands in a column of its own is less", COUNT)] = 100
    scaled: Annotated[float, Limit("amounts of one scale are no more than so many times those that print it", TIMES)] = 30


LIMITS = Limits()


def related(
    roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures], waktu: TableYears
) -> list[Column]:
    """The roles with all questions settled that one column alone leaves open."""
    roles = _parts_of_a_code(_numbered_by_codes(roles, figures), figures)
    roles = names_under_amounts(paired_by_names(indicators_of_levels(roles, drafts, figures), drafts, figures), figures)
    roles = measured_of_places(_named_once(roles, drafts), figures, waktu)
    roles = outputs_measured(_figures_behind_names(units_under_names(roles, figures), figures), drafts)
    roles = _planned_achievements(reached_by_now(_work_done(shares(roles, drafts, figures))), drafts, waktu)
    roles = _before_and_after(_projected(roles), drafts)
    roles = _years(_quarters_of_a_plan(_under_an_old_title(roles, figures, waktu), figures), drafts, waktu)
    roles = wanted_at_the_end(roles, waktu)
    roles = achieved_of_one_year(roles, drafts, figures)
    roles = achieved_by_the_title(reached_in_the_month(up_to_a_quarter(roles, drafts)), drafts, figures, waktu)
    roles = _compared(_bare_amounts(_spent_by_the_title(roles, drafts, waktu), drafts, waktu), drafts, waktu)
    roles = measured_by_their_sum(roles, drafts, figures)
    roles = parts_of_the_whole(spent_by_its_share(roles, drafts, figures), drafts, figures)
    sums = over_years(roles, drafts)
    roles = progress(_one_scale(_scale_of_names(roles), figures), drafts, sums)
    apart = sums | {d.kolom.index for d in drafts if d.sebagian}
    roles = _name_column(named_by_shares(_alike(roles, figures, apart), figures, apart), figures)
    roles = _alike(forward(undated(roles, waktu), drafts, waktu), figures, apart)
    return measured_of_statistics(measured_of_agencies(graded(whole_of_parts(roles, drafts, figures), drafts)), drafts, waktu)


@heuristic(first, changed)
def _planned_achievements(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """What a plan of several years heads `Capaian` over years up to its own last one, beside neither targets nor results, is
    wanted then; the year that it begins with may as well repeat what was reached. A document of one year tells earlier ones."""
    measured = {d.kolom.ukuran for d in drafts if d.kolom.peran not in TEKS}
    years = {d.kolom.tahun for d in drafts if d.kolom.ukuran == "capaian" and d.kolom.tahun}
    if waktu.melaporkan is not False or not measured <= {"capaian", "awal", None} or waktu.periode_akhir not in years:
        return roles
    if waktu.dokumen is not None or waktu.periode_awal is None or min(years) < waktu.periode_awal:
        return roles
    return [
        replace(k, ukuran="target", persen=False, yakin=LIKELY if k.tahun > min(years) else GUESSED)
        if k.peran == "nilai" and k.tahun and d.kolom.ukuran == "capaian"
        else k
        for k, d in zip(roles, drafts, strict=True)
    ]


@heuristic(first, changed)
def _work_done(roles: list[Column]) -> list[Column]:
    """What was reached in percent, in a table of amounts without targets or indicators (`Alokasi Biaya | Realisasi Bulan Ini
    (%)`), is by a guess how far the work is, and no indicator's result."""
    if not any(k.holds_amounts for k in roles) or any(
        k.peran == "indikator" or (k.peran == "nilai" and k.measures("target", "capaian")) for k in roles
    ):
        return roles
    return [
        replace(k.at_most(GUESSED), peran="rupiah", ukuran="persen_fisik", faktor=1)
        if k.peran == "nilai" and k.persen and k.measures("realisasi", "realisasi_kumulatif")
        else k
        for k in roles
    ]


@heuristic(first, changed)
def _numbered_by_codes(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`No` over the codes of programs and kegiatan, in a table that names these and has no other column of codes, or over those
    of accounts beside amounts (`Nomor Urut` over `4 . 1 . 2 . 01`, Permendagri 13/2006)."""
    if any(k.peran == "kode" for k in roles):
        return roles
    named, money = any(k.holds("program", "kegiatan", "sub_kegiatan") for k in roles), any(k.peran == "rupiah" for k in roles)
    codes = {i for i, f in enumerate(figures) if (named and f.kode > 1) or (money and f.accounts())}
    return [replace(k, peran="kode") if k.peran == "nomor" and k.index in codes else k for k in roles]


@heuristic(first, changed)
def _parts_of_a_code(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """A code whose parts stand in columns of their own, under one name that was seen over one of them: columns beside it
    without a name of their own, or under one of words, that hold short numbers alone are parts of it."""
    out = list(roles)
    unnamed = [not k.judul or (k.peran == "nomor" and heading_says(k.judul, "nama")) for k in roles]
    for k in roles:
        for step in (-1, 1):
            at = k.index + step
            while k.peran == "kode" and 0 <= at < len(out) and unnamed[at] and _short_numbers(figures[at]):
                out[at] = replace(out[at], peran="kode", ukuran=None)
                at += step
    return out


@heuristic(first, changed)
def _figures_behind_names(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """One heading of names over the name, its figure and its unit (`Indikator` over `Jumlah A | 16.478 | Koperasi`): figures that
    number no list are by a guess what is wanted, and the column behind them tells their units."""
    out = list(roles)
    for before, k in itertools.pairwise(roles):
        own = figures[k.index]
        if k.peran != "nomor" or before.peran != "indikator" or before.judul != k.judul or own.nomor or own.counts():
            continue
        out[k.index] = replace(k.at_most(GUESSED), peran="nilai", ukuran="target")
        behind = roles[k.index + 1 : k.index + 2]
        out[k.index + 1 : k.index + 2] = [replace(r, peran="satuan") if r.judul == k.judul else r for r in behind]
    return out


def _short_numbers(figures: ColumnFigures) -> bool:
    highest = max(figures.nilai.values(), default=LIMITS.short)
    return LIMITS.parts <= figures.angka == figures.terisi and figures.huruf == 0 and highest < LIMITS.short


@heuristic(first, changed)
def _named_once(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """A column of names inside a group of targets (`Target Capaian Kinerja / Program`) tells what is wanted; it does not
    name the row, where a column before it does."""
    first = next((k.index for k in roles if k.peran in NAMING), None)
    return [
        replace(k, peran="keterangan", tingkat=None)
        if k.peran in NAMING and first is not None and first < k.index and heads_wanted(d.induk)
        else k
        for k, d in zip(roles, drafts, strict=True)
    ]


_CHANGED: tuple[tuple[Ukuran, Ukuran], ...] = (("pagu", "pagu_awal"), ("target", "target_awal"))
"""What a change of plan prints twice, and what the first of the two is called."""


@heuristic(first, changed)
def _before_and_after(roles: list[Column], drafts: Sequence[ColumnDraft]) -> list[Column]:
    """Two budgets or two targets of one year, before and after a change: the first is `pagu_awal`, `target_awal`."""
    out = list(roles)
    for measure, before in _CHANGED:
        for k in roles:
            if k.ukuran == measure and drafts[k.index].sebelum and _twin(out, drafts, k, sebelum=True):
                out[k.index] = replace(k, ukuran=before)
        for k in list(out):
            if k.ukuran == measure and drafts[k.index].sesudah and (earlier := _twin(out, drafts, k, sebelum=False)):
                out[earlier.index] = replace(earlier, ukuran=before)
    return out


def _twin(roles: Sequence[Column], drafts: Sequence[ColumnDraft], k: Column, *, sebelum: bool) -> Column | None:
    """The other column of the same measure, year and kind of spending: for one before a change any that is not; for one after it
    the nearest on its left that is not."""
    alike = [r for r in roles if r.index != k.index and r.ukuran == k.ukuran and same_time(r, k) and r.belanja == k.belanja]
    if sebelum:
        return next((r for r in alike if not drafts[r.index].sebelum), None)
    return next((r for r in reversed(alike) if r.index < k.index and not drafts[r.index].sesudah), None)


@heuristic(first, changed)
def _projected(roles: list[Column]) -> list[Column]:
    """What is expected beside targets or results is an estimate (form T-C.30: `Target | Realisasi | Proyeksi`); years of
    nothing but projections are targets."""
    if any(k.peran == "nilai" and k.measures("target", "realisasi", "realisasi_kumulatif", "capaian", "akhir") for k in roles):
        return roles
    return [replace(k, ukuran="target") if k.peran == "nilai" and k.ukuran == "perkiraan" else k for k in roles]


@heuristic(first, changed)
def _quarters_of_a_plan(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Target | TW I | TW II | TW III | TW IV` without a measure over the quarters: where the last one repeats the year's
    target row by row, the quarters say how it is to be reached. Results would miss it here and there."""
    bare = [k for k in roles if k.peran == "nilai" and k.ukuran is None and any(k.bagian)]
    last = next((figures[k.index].nilai for k in bare if k.triwulan == _LAST_QUARTER or k.bulan == DECEMBER), {})
    for year in (k for k in roles if k.peran == "nilai" and k.ukuran == "target" and not any(k.bagian)):
        whole = figures[year.index].nilai
        rows = [r for r in last if r in whole]
        if len(rows) >= LIMITS.quarters and sum(last[r] == whole[r] for r in rows) >= LIMITS.planned * len(rows):
            return [replace(k, ukuran="target") if k in bare else k for k in roles]
    return roles


@heuristic(first, changed)
def _years(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """Years that the measure decides: the final year of the plan, target where a final one bears another year; a column
    of figures under a bare year is a target in a plan and takes its neighbours' measure elsewhere."""
    return dated(roles, drafts, waktu)


_LAST_QUARTER = 4
_PLANNED: tuple[Ukuran, ...] = ("target", "pagu")
_REACHED: tuple[Ukuran, ...] = ("realisasi", "capaian", "persen_realisasi")


@heuristic(first, changed)
def _under_an_old_title(roles: list[Column], figures: Sequence[ColumnFigures], waktu: TableYears) -> list[Column]:
    """Under a title that was taken over from the report of the year before, results without a year are of the document's year,
    which alone is printed over the targets beside them: surely where their share in these is printed too."""
    planned = [k for k in roles if k.measures(*_PLANNED)]
    reached = [k for k in roles if k.measures(*_REACHED)]
    if not _is_old(waktu) or {k.tahun for k in planned} != {waktu.dokumen} or {k.tahun for k in reached} != {None}:
        return roles
    sure = any(
        achieved(figures[share.index], figures[result.index], figures[target.index]) >= SHARES.like
        for share, result, target in product(reached, reached, planned)
        if result.ukuran == "realisasi" != share.ukuran
    )
    return [replace(k, tahun=waktu.dokumen, tahun_tertulis=sure) if k in reached else k for k in roles]


def _is_old(waktu: TableYears) -> bool:
    """Whether the table is of the year before the document's, by its title."""
    return waktu.tahun is not None and waktu.dokumen == waktu.tahun + 1


@heuristic(first, changed)
def _bare_amounts(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """Amounts under nothing but years are what was spent or received in a table that tells results (`Perbandingan Realisasi
    Pendapatan`: `2022 | 2021`), budgets in one that plans, and a guess where nothing tells; not beside amounts whose own
    heading says what they are."""
    amounts = [k for k in roles if k.holds_amounts]
    bare = {k.index for k in amounts if k.ukuran == "pagu" and k.tahun_tertulis and says_nothing(drafts[k.index])}
    if len(bare) < LIMITS.bare_years or len(bare) != len(amounts) or waktu.melaporkan is False:
        return roles
    if waktu.melaporkan:
        return [replace(k, ukuran="realisasi") if k.index in bare else k for k in roles]
    return [k.at_most(GUESSED) if k.index in bare else k for k in roles]


@heuristic(first, changed)
def _compared(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """The one column of amounts under nothing but the year before that of a budget and what came of it (`TA 2022` over
    `Anggaran | Realisasi | %`, `TA 2021`) is what came of the budget then (PSAP 02: a report of realisasi compares it with the
    year before), and a guess where nothing tells that the table reports."""
    amounts = [k for k in roles if k.holds_amounts]
    bare = [k for k in amounts if k.ukuran == "pagu" and k.tahun_tertulis and says_nothing(drafts[k.index])]
    if len(bare) != 1 or waktu.melaporkan is False:
        return roles
    others = {(k.ukuran, k.tahun) for k in amounts if k is not bare[0]}
    year = bare[0].tahun
    if year is None or not {("pagu", year + 1), ("realisasi", year + 1)} <= others:
        return roles
    spent = replace(bare[0], ukuran="realisasi")
    return [(spent if waktu.melaporkan else spent.at_most(GUESSED)) if k is bare[0] else k for k in roles]


@heuristic(first, changed)
def _spent_by_the_title(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """The only amounts of a table, under `Nilai` or one by one under months or quarters, are what was spent where its own title
    says so and nothing else."""
    amounts = [k for k in roles if k.holds_amounts]
    untold = all(k.measures("pagu") and says_nothing(drafts[k.index]) for k in amounts)
    if not waktu.judul_belanja or not untold or (len(amounts) != 1 and not all(any(k.bagian) for k in amounts)):
        return roles
    return [replace(k, ukuran="realisasi") if k in amounts else k for k in roles]


@heuristic(first, changed)
def _scale_of_names(roles: list[Column]) -> list[Column]:
    """A scale printed over the names (`Uraian (dalam ribuan rupiah)`) holds for the amounts, where these print none. That of
    indicators is of what they count."""
    amounts = [k for k in roles if k.holds_amounts]
    scales = {k.faktor for k in roles if k.peran in NAMES and k.peran != "indikator" and k.faktor != 1}
    if len(scales) != 1 or any(k.faktor != 1 for k in amounts):
        return roles
    return [replace(k, faktor=next(iter(scales))) if k in amounts else k for k in roles]


@heuristic(first, changed)
def _one_scale(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """A scale printed over one column of amounts only holds for the others too, where their amounts are of its size."""
    amounts = [k for k in roles if k.holds_amounts]
    scaled = {k.faktor for k in amounts if k.faktor != 1}
    if len(scaled) != 1 or all(k.faktor != 1 for k in amounts):
        return roles
    factor = scaled.pop()
    size = max((figures[k.index].median() for k in amounts if k.faktor != 1), default=0.0)
    return [
        replace(k, faktor=factor)
        if k.holds_amounts and k.faktor == 1 and 0 < figures[k.index].median() <= LIMITS.scaled * size
        else k
        for k in roles
    ]


@heuristic(first, changed)
def _name_column(roles: list[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Where no heading names the rows, the widest column of words does."""
    money = any(k.peran == "rupiah" for k in roles)
    indicator = next((k for k in roles if k.peran == "indikator"), None)
    named: Column | None = None
    if indicator is not None:
        unnamed = money and not any(k.holds(*NAMING) for k in roles)
        named = sentences_before(indicator, roles, figures) if unnamed else None
    elif any(k.holds("rupiah", "nilai") for k in roles) and not any(k.holds(*OF_FIGURES) for k in roles):
        named = widest_words(roles, figures, money=money)
    return [named if named is not None and k.index == named.index else k for k in roles]


@heuristic(first, changed)
def _alike(roles: list[Column], figures: Sequence[ColumnFigures], apart: Collection[int]) -> list[Column]:
    """Columns that read as the very same measure of the same rows were not told apart: what they hold is a guess. A column
    without any figure leaves nothing to take for another's, and what stands `apart`, sums over years or parts of one, is none;
    neither is the one whose own name says it, a total or `Pagu` beside `Rencana`, nor the budget that a printed share is of, nor
    those that print the same figures, and what stands behind a column of quarters is of these."""
    seen: dict[tuple[object, ...], list[int]] = {}
    for k in roles:
        if k.holds("nilai", "rupiah") and k.ukuran and figures[k.index].angka:
            parting = (r.index for r in roles if r.holds(*OF_FIGURES, "lokasi") or r.tells_quarters)
            block = max((index for index in parting if index < k.index), default=-1)
            whose = k.judul if k.ukuran == "standar" else None  # the nation's beside the province's
            of_what = k.peran, k.ukuran, k.tahun, k.bagian, k.belanja, k.sumber_dana, k.penama, whose, block, k.index in apart
            seen.setdefault(of_what, []).append(k.index)
    several = [group for group in seen.values() if len(group) > 1 and not _print_the_same(group, figures)]
    doubtful = {i for group in several for i in set(group) - {_by_its_name(group, roles)}}
    known = budget_of_a_share(roles, figures) if doubtful else None
    return [k.at_most(DOUBTED) if k.index in doubtful - {known} else k for k in roles]


def _print_the_same(group: Sequence[int], figures: Sequence[ColumnFigures]) -> bool:
    """Whether columns hold one figure in every row, whatever they were meant to be."""
    first = figures[group[0]].nilai
    return len(first) >= LIMITS.same_rows and all(figures[i].nilai == first for i in group)


def _by_its_name(group: Sequence[int], roles: Sequence[Column]) -> int | None:
    """The one of alike columns whose own name says what it holds, where no other's does."""
    names = {i: roles[i].judul.rpartition("/ ")[2] for i in group}
    totals = [i for i, name in names.items() if is_total(name)]
    budgets = [i for i, name in names.items() if roles[i].ukuran == "pagu" and heading_says(name, "anggaran")]
    return next((told[0] for told in (totals, budgets) if len(told) == 1), None)
