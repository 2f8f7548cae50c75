"""What siblings and the figures below say of a column where its heading leaves it open: money, quantities, units, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, PERCENT, SHARE, Limit
from extractors.layout.steps import changed, first, heuristic
from extractors.layout.text_forms import WORDED
from normalizers.wordings.column_words import heading_says, says_percent
from normalizers.wordings.row_words import is_total
from pipeline.tables.columns.column import DOUBTED, NAMES, TEKS, Column, ColumnDraft
from pipeline.tables.columns.figures import LIMITS as FIGURES
from pipeline.tables.columns.figures import ColumnFigures


@dataclass(frozen=True, slots=True)
class Limits:
    codes: Annotated[float, Limit("so many cells of a column of activity codes are such", SHARE)] = 0.6
    units: Annotated[
        float, Limit("so many cells of a column of units hold a known one; the rest are units of their own", SHARE)
    ] = 0.6
    shares: Annotated[float, Limit("so many figures under `Capaian` lie near 100 where they are shares of a budget", SHARE)] = 0.8
    numbered: Annotated[
        int, Limit("so many cells without a name over them, all with the numbers of rows, are a column of these", COUNT)
    ] = 2
    figures: Annotated[int, Limit("fewer figures do not take the money from a group that speaks of it", COUNT)] = 2
    few: Annotated[float, Limit("where no more of the figures are amounts, the column is none of money", SHARE)] = 0.1
    percents: Annotated[float, Limit("more figures with a sign of percent make a column of money one of its shares", SHARE)] = 0.7
    half: Annotated[float, Limit("so many figures are amounts, or print their currency, in a column of money", SHARE)] = 0.5
    largest: Annotated[float, Limit("a share in percent is no larger, an amount is", PERCENT)] = 1000
    spent: Annotated[float, Limit("so many rows have an amount of the size of their budget", SHARE)] = 0.6


LIMITS = Limits()


@heuristic(first, changed)
def by_sources(drafts: list[ColumnDraft]) -> list[ColumnDraft]:
    """What was reached is money of a source that stands under a group of budgets too: `Realisasi` over `APBD | BLUD`, beside
    `Anggaran` over the same."""
    sources = {d.daun: d.kolom.sumber_dana for d in drafts if d.kolom.sumber_dana is not None}
    out = []
    for d in drafts:
        source = sources.get(d.daun) if d.kolom.ukuran == "realisasi" and d.induk else None
        own = d.kolom.sumber_dana is not None or source is None
        out.append(d if own else replace(d, kolom=replace(d.kolom, sumber_dana=source), uang=True, uang_sendiri=True))
    return out


@heuristic(first, changed)
def by_siblings(drafts: list[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[ColumnDraft]:
    """Under one group heading, `Rp` beside `Target` makes the other columns plain figures; `Anggaran (Rp) | Realisasi`, both
    printed as amounts or of the size of amounts, or under a group that tells their scale (`Anggaran (ribu Rp)`), are money.
    `Anggaran` beside `Realisasi` is the budget, whatever the group says (`Capaian 2022`); of `Capaian` over `Jumlah | %` the
    first is how much, the second its share. Figures of another place stand beside results and a standard for comparison
    (`Realisasi | Provinsi | Nasional`), and so does the target of the minimum standards beside either, or the agency's own."""
    out = []
    indicators = any(d.kolom.peran == "indikator" for d in drafts)
    for d, f in zip(drafts, figures, strict=True):
        d = _standard_of_services(_standard_of_a_place(d, f, drafts), drafts)
        d = _counted_of_its_group(_amounts_of_activities(_budget_of_its_group(d, drafts), f, drafts), drafts)
        spent = d.kolom.ukuran == "realisasi" and not indicators and _spends(f, drafts, figures)
        if (f.mostly_amounts() or heading_says(d.induk, "uang")) and _beside_its_budget(d, drafts):
            spent, d = True, replace(d, uang=True)
        if spent or f.mostly_amounts():
            out.append(_strange(d) if _counts_elsewhere(d, drafts, figures) else d)
            continue
        if d.uang and d.kolom.ukuran == "capaian":
            out.append(d)  # the group itself speaks of money: `ANGGARAN` over `Alokasi | Realisasi | Capaian`
            continue
        out.append(replace(d, uang=d.kolom.persen and not _behind_quantities(d, drafts)) if _beside_money(d, drafts) else d)
    return out


def _behind_quantities(draft: ColumnDraft, drafts: Sequence[ColumnDraft]) -> bool:
    """Whether a share stands right behind what was done, in a group that has another right behind its money: `Kinerja | % |
    Keuangan | %`."""
    group = [d for d in drafts if d.induk == draft.induk]
    at = group.index(draft)
    shares = [n for n, d in enumerate(group) if n and d.kolom.persen and not group[n - 1].kolom.persen]
    return at in shares and not group[at - 1].uang_sendiri and any(group[n - 1].uang_sendiri for n in shares)


def _beside_money(draft: ColumnDraft, drafts: Sequence[ColumnDraft]) -> bool:
    """Whether a measure stands under one group with money: `Rp | %` are amounts and their share, `Target | Rp` a quantity."""
    if draft.uang_sendiri or not draft.kolom.ukuran or not draft.induk:
        return False
    near = [s for s in drafts if s.induk == draft.induk and s is not draft and s.kolom.peran == "lain"]
    return any(s.uang_sendiri for s in near)


def _budget_of_its_group(draft: ColumnDraft, drafts: Sequence[ColumnDraft]) -> ColumnDraft:
    """`Anggaran` under a group of results, as the budget where `Realisasi` stands beside it, by a heading of its own where the
    group says so too (`Pagu dan Realisasi`)."""
    k = draft.kolom
    spent = [s for s in drafts if s.induk == draft.induk and s.kolom.ukuran == "realisasi"]
    if k.ukuran == "realisasi":
        spent = [s for s in spent if heading_says(s.daun, "dibelanjakan")]
    named = draft.uang_sendiri and heading_says(draft.daun, "anggaran") and draft not in spent
    if named and k.measures("capaian", "realisasi") and spent:
        return replace(draft, kolom=replace(draft.kolom, ukuran=None))
    return draft


def _standard_of_a_place(draft: ColumnDraft, figures: ColumnFigures, drafts: Sequence[ColumnDraft]) -> ColumnDraft:
    """Figures under the name of a place, as a standard where another one and the agency's own results stand beside them."""
    beside = {s.kolom.ukuran for s in drafts}
    compared = draft.kolom.peran == "lokasi" and figures.quantities() and {"realisasi", "standar"} <= beside
    return replace(draft, kolom=replace(draft.kolom, peran="lain", ukuran="standar")) if compared else draft


def _standard_of_services(draft: ColumnDraft, drafts: Sequence[ColumnDraft]) -> ColumnDraft:
    """`Target SPM`, as a standard where a target of the agency's own or another standard stands beside it; alone it is the
    target."""
    beside = [s for s in drafts if s.kolom.ukuran in ("target", "standar") and not heading_says(s.kolom.judul, "spm")]
    compared = draft.kolom.ukuran == "target" and heading_says(draft.kolom.judul, "spm") and beside
    return replace(draft, kolom=replace(draft.kolom, ukuran="standar")) if compared else draft


def _counted_of_its_group(draft: ColumnDraft, drafts: Sequence[ColumnDraft]) -> ColumnDraft:
    """`Jumlah` under a group of achievements as the result where `%` alone stands beside it."""
    k = draft.kolom
    beside = [s for s in drafts if s.induk == draft.induk and s is not draft and s.kolom.ukuran == k.ukuran]
    counted = k.ukuran == "capaian" and bool(draft.induk) and not k.persen and is_total(draft.daun)
    if counted and len(beside) == 1 and beside[0].kolom.persen and not WORDED.search(beside[0].daun):
        return replace(draft, kolom=replace(k, ukuran="realisasi"))
    return draft


def _amounts_of_activities(draft: ColumnDraft, figures: ColumnFigures, drafts: Sequence[ColumnDraft]) -> ColumnDraft:
    """Amounts below a group of activities, or noughts beside a column of money there (`Swakelola | Kontrak`): budgets where it
    speaks of a plan (`Perencanaan Kegiatan` over `Jumlah`), else a guess."""
    if not draft.dari_induk or not figures.quantities():
        return draft
    filled = figures.above_zero()  # what is not carried out so is nought
    beside = any(s.uang_sendiri and s.induk == draft.induk for s in drafts)
    if figures.uang < FIGURES.amounts * filled or not (filled or beside):
        return draft
    k = draft.kolom
    planned = k if heading_says(k.judul, "direncanakan") else k.at_most(DOUBTED)
    return replace(draft, kolom=replace(planned, peran="lain"), uang=True, uang_sendiri=True)


def _beside_its_budget(draft: ColumnDraft, drafts: Sequence[ColumnDraft]) -> bool:
    """Whether what was reached stands under one group with a budget: `Pagu (Rp) | Realisasi`, though the group above both speaks
    of performance."""
    beside = [s for s in drafts if s.induk == draft.induk and s.uang_sendiri and heading_says(s.daun, "anggaran")]
    return draft.kolom.ukuran == "realisasi" and bool(draft.induk and beside)


def _counts_elsewhere(draft: ColumnDraft, drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> bool:
    """Whether a heading over amounts stands over quantities in several other groups, and money beside it in its own:
    `Target | Rp` of every year, amounts typed under the `Target` of one."""
    if draft.uang_sendiri or draft.kolom.ukuran != "target":
        return False
    peers = [f for d, f in zip(drafts, figures, strict=True) if d.induk != draft.induk and f.angka and d.daun == draft.daun]
    money = any(d.uang_sendiri for d in drafts if d.induk == draft.induk)
    return money and len(peers) > 1 and not any(f.uang for f in peers)


def _strange(draft: ColumnDraft) -> ColumnDraft:
    """A column of quantities whose figures look like amounts."""
    return replace(draft, uang=False, kolom=draft.kolom.at_most(DOUBTED))


@heuristic(first, lambda _, draft: (draft.kolom.index,))
def by_figures(draft: ColumnDraft, figures: ColumnFigures) -> ColumnDraft:
    """Settle by the figures below what the heading leaves open: money or not, words or figures, quarters, nothing but
    `Rp`."""
    kolom = draft.kolom
    if kolom.holds("lain", "keterangan") and kolom.ukuran is None and kolom.judul and figures.quarters():
        return replace(draft, kolom=replace(kolom, peran="lain", per_triwulan=True))  # `Periode` over `I`, `II`
    found = _names_or_marks(kolom, figures) if kolom.peran in TEKS else _beside_figures(kolom, figures)
    if found is not kolom:
        return replace(draft, kolom=found)
    return draft if kolom.peran in TEKS else _money_or_shares(draft, figures)


def _names_or_marks(kolom: Column, figures: ColumnFigures) -> Column:
    """A column whose heading speaks of names, by what it holds: figures, codes, bullets or ticks instead."""
    if kolom.peran not in NAMES:
        return kolom
    if heading_says(kolom.judul, "acuan") and figures.quantities():
        return replace(kolom, peran="lain", ukuran="standar")  # `IKK` over `15%`
    if _all_numbered(figures):
        return replace(kolom, peran="nomor")  # `IKU` over `1a-CP`, the names beside it
    if figures.short_marks() and not figures.satuan:
        # `Kode Program/Kegiatan` holds codes with their names, or codes alone; codes stand beside the names below `Kegiatan`
        codes = heading_says(kolom.judul, "kode") or figures.codes() or figures.of_ministries()
        return replace(kolom, peran="kode" if codes else "nomor")  # else bullets before the words
    if figures.terisi and figures.huruf <= 1 and not figures.angka:
        return replace(kolom, peran="keterangan")  # ticks: `IKK` over `√`
    return kolom


def _all_numbered(figures: ColumnFigures) -> bool:
    """Whether a column holds nothing but the numbers of a list."""
    return figures.terisi >= LIMITS.numbered and figures.nomor == figures.terisi


def _beside_figures(kolom: Column, figures: ColumnFigures) -> Column:
    """A column that may be one of figures, where all it holds goes with those of others: numbers of rows, units, `Rp`; activity
    codes, where its heading says nothing that is known (`Kdde`)."""
    if kolom.peran == "lain" and kolom.ukuran is None and figures.codes() and figures.kode >= LIMITS.codes * figures.terisi:
        return replace(kolom, peran="kode")
    if not kolom.judul and _all_numbered(figures):
        return replace(kolom, peran="nomor")
    if figures.terisi and figures.satuan >= LIMITS.units * figures.terisi and not kolom.persen:
        return replace(kolom, peran="satuan", ukuran=None)
    if figures.terisi and figures.mata_uang == figures.terisi:
        return replace(kolom, peran="mata_uang")
    return kolom


def _money_or_shares(draft: ColumnDraft, figures: ColumnFigures) -> ColumnDraft:
    """A column of figures under a heading of money: shares of it where the figures are percentages, quantities where few are
    amounts and only a group above speaks of money."""
    kolom = draft.kolom
    if not draft.uang or kolom.persen:
        return draft
    if kolom.ukuran == "capaian" and figures.percent_like() >= LIMITS.shares:
        return replace(draft, kolom=replace(kolom, persen=True))  # `ANGGARAN` over `Alokasi | Realisasi | Capaian`
    if figures.angka and figures.largest() <= LIMITS.largest and _under_percents(draft):
        return replace(draft, kolom=replace(kolom, persen=True))
    if (
        not draft.uang_sendiri
        and LIMITS.figures <= figures.angka
        and figures.uang <= LIMITS.few * figures.angka
        and kolom.faktor == 1
    ):
        return replace(draft, uang=None)  # a group heading cut short may speak of money over columns of quantities
    if figures.angka and figures.persen / figures.angka > LIMITS.percents:
        return replace(draft, kolom=replace(kolom, persen=True))
    return draft


def _under_percents(draft: ColumnDraft) -> bool:
    """Whether a group says that its figures are percentages and the column's own heading no scale: `Realisasi (%)` over
    `Fisik | Keuangan`, not over `Rp`."""
    return says_percent(draft.induk) and not heading_says(draft.daun, "uang")


@heuristic(first, changed)
def by_units(drafts: list[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[ColumnDraft]:
    """`Satuan` over quantities with their units (`3 Paket`) beside an indicator is its target, in a table that has no other
    quantities: a guess where the two stand under no common heading."""
    counted = any(f.angka and _may_be_quantities(d) for d, f in zip(drafts, figures, strict=True))
    over = {title for d in drafts if d.kolom.peran == "indikator" for title in (d.induk, d.kolom.judul)}
    if counted or not over:
        return drafts
    return [
        replace(d, kolom=_counted(d.kolom, sure=bool(d.induk) and d.induk in over), uang=False)
        if d.kolom.peran == "satuan" and f.with_units()
        else d
        for d, f in zip(drafts, figures, strict=True)
    ]


def _may_be_quantities(draft: ColumnDraft) -> bool:
    """Whether nothing says that the figures of a column are of something else than an indicator."""
    k = draft.kolom
    return k.peran not in TEKS and not (draft.uang or draft.fisik or draft.samping or k.persen)


def _counted(kolom: Column, *, sure: bool) -> Column:
    return replace(kolom if sure else kolom.at_most(DOUBTED), peran="lain", ukuran="target")


@heuristic(first, changed)
def by_amounts(drafts: list[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[ColumnDraft]:
    """Whether figures are money where no heading says so: those with `Rp`, those right of a column that is money, those of many
    digits in a table without indicators, or under a year counted from that of amounts (`T-1` beside `T`), or under a scale of
    rupiah that its title tells (also a target and what came in of it, where no heading tells money apart), and a realisasi of a
    budget's size (in thousands or millions it has few digits). Beside an indicator a large figure is a quantity: tons, people;
    so is one that nothing is said of with its unit right behind it."""
    out: list[ColumnDraft] = []
    for d, f, behind in zip(drafts, figures, [*drafts[1:], None], strict=True):
        if d.uang is None and not d.kolom.judul and behind is not None and behind.kolom.peran == "satuan":
            d = replace(d, uang=False)
        elif d.uang is None and d.kolom.peran not in TEKS and f.angka:
            d = replace(d, uang=_is_money(d, f, out, drafts, figures))
        out.append(d)
    return out


def _is_money(
    d: ColumnDraft, f: ColumnFigures, left: Sequence[ColumnDraft], drafts: Sequence[ColumnDraft], every: Sequence[ColumnFigures]
) -> bool | None:
    """Whether the figures of a column behind those on its `left` are money; None where they may be."""
    indicators = any(other.kolom.peran == "indikator" for other in drafts)
    if indicators and d.kolom.measures("target", "realisasi") and _achievements(drafts):
        return False
    before = next((p for p in reversed(left) if p.kolom.peran not in TEKS and p.kolom.peran != "mata_uang"), None)
    beside_money = (before is not None and before.uang is True) or _counted_from_money(d, drafts)
    whole = indicators and d.kolom.ukuran == "target"
    if _look_like_money(f, any_amount=not indicators or beside_money, whole=whole):
        return True
    if not indicators and (_is_spent(d, f, drafts, every) or _in_scale(d.kolom, any(other.uang for other in drafts))):
        return True
    return False if indicators or f.uang / f.angka <= LIMITS.few else None


def _counted_from_money(d: ColumnDraft, drafts: Sequence[ColumnDraft]) -> bool:
    """Whether a heading says no more than how far its year lies from that of columns of money, and of nothing else."""
    counted = [o for o in drafts if o.dari_n is not None and o.kolom.peran not in TEKS and o is not d]
    bare = d.dari_n is not None and d.kolom.ukuran is None
    return bare and any(o.uang_sendiri for o in counted) and all(o.uang_sendiri or o.kolom.ukuran is None for o in counted)


def _achievements(drafts: Sequence[ColumnDraft]) -> bool:
    """Whether a table has achievements of what its indicators want: `Capaian Kinerja (%)`; its rupiah are an indicator's then."""
    return any(d.kolom.ukuran == "capaian" and not d.uang and heading_says(d.kolom.judul, "kinerja") for d in drafts)


def _look_like_money(figures: ColumnFigures, *, any_amount: bool, whole: bool) -> bool:
    """Whether half of the figures (of the `whole` column all: a target of rupiah among others is none) have `Rp`, or, of
    `any_amount`, many digits."""
    marked = figures.rupiah >= (1.0 if whole else LIMITS.half) * figures.angka
    return marked or (any_amount and figures.uang / figures.angka >= LIMITS.half)


def _in_scale(k: Column, told: bool) -> bool:
    """Whether figures are under a scale of rupiah: those without a measure, and a target or a result where no column is `told` to
    be money."""
    return k.faktor != 1 and not k.persen and (k.ukuran is None or (not told and k.measures("target", "realisasi")))


def _is_spent(d: ColumnDraft, figures: ColumnFigures, drafts: Sequence[ColumnDraft], every: Sequence[ColumnFigures]) -> bool:
    """Whether the results of a column, or of one that is headed alike in another group (little is spent in the first quarter),
    are what was spent of a budget, or that nothing was."""
    if d.kolom.ukuran != "realisasi":
        return False
    alike = [f for o, f in zip(drafts, every, strict=True) if d.induk and o.daun == d.daun and o.kolom.ukuran == "realisasi"]
    return any(_spends(f, drafts, every) for f in [figures, *alike]) or _nothing_spent(figures, drafts)


def _nothing_spent(figures: ColumnFigures, drafts: Sequence[ColumnDraft]) -> bool:
    """Whether a column of results holds noughts only, beside budgets and no target."""
    budgets = any(d.uang and not d.kolom.persen for d in drafts)
    targets = any(d.kolom.ukuran == "target" and d.uang is not True for d in drafts)
    return not any(figures.nilai.values()) and budgets and not targets


def _spends(figures: ColumnFigures, drafts: Sequence[ColumnDraft], every: Sequence[ColumnFigures]) -> bool:
    """Are these parts of a budget column's amounts, row by row, in a table that has no target?"""
    if any(d.kolom.ukuran == "target" and d.uang is not True for d in drafts):
        return False
    budgets = [f for d, f in zip(drafts, every, strict=True) if d.uang is True and not d.kolom.persen and f is not figures]
    return any(figures.scale_like(b) >= LIMITS.spent for b in budgets)
