"""Equations that printed figures obey, used to settle figures that were not read surely.

Tables are over-determined: achievement is result over target, a share is spent over budget, a total the sum of its rows, the
plan's end the sum of its years. A doubtful figure becomes sure only where one of its own readings fits an equation of sure
figures exactly and no other reading fits any. Where it is the digits that are in doubt, their list of readings may lack the right
one: then no figure that differs from the reading in a single digit may fit either, which a rounded percentage of a large amount
never proves. A computed value never takes the place of a printed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from normalizers.numbers.shares import achievements, percent_of, proves
from pipeline.datasets.records import Anggaran, Kinerja
from pipeline.datasets.vocabulary import Ukuran
from pipeline.facts.arithmetic.sums import below_by_code, columns_of, settling_parts

Fact = TypeVar("Fact", Kinerja, Anggaran)
_DECIMALS = 2
"""More digits behind the last sign are no decimals of a share: they group thousands."""


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation over facts, by their ids: `holds` gets the values in the order of `ids`.

    `cara` says it in Indonesian, for people. A `mengikat` one holds in every right table; the others are among several ways in
    which a table may be meant, of which one holds.
    """

    ids: tuple[str, ...]
    holds: Callable[[Sequence[Decimal]], bool]
    cara: str
    mengikat: bool = True


# ---------------------------------------------------------------- the equations
def kinerja_equations(facts: Sequence[Kinerja]) -> list[Equation]:
    """The equations of the performance figures of one table: capaian of realisasi and target, in either direction."""
    rows: dict[tuple[object, ...], dict[Ukuran, Kinerja]] = defaultdict(dict)
    for f in facts:
        rows[f.baris, f.indikator, f.tahun, f.bagian].setdefault(f.ukuran, f)
    return [
        _share((part.kinerja_id, whole.kinerja_id, share.kinerja_id), share.nilai_teks, _achieved, "capaian = realisasi / target")
        for row in rows.values()
        if (part := row.get("realisasi")) and (whole := row.get("target")) and (share := row.get("capaian"))
    ]


def anggaran_equations(facts: Sequence[Anggaran]) -> list[Equation]:
    """The equations of the amounts of one table: shares of the budget, sums over its rows, its codes, the years of a plan."""
    rows: dict[tuple[object, ...], dict[Ukuran, Anggaran]] = defaultdict(dict)
    for f in facts:
        rows[f.baris, f.tahun, f.bagian, f.belanja].setdefault(f.ukuran, f)
    shares = [
        _share((part.anggaran_id, whole.anggaran_id, share.anggaran_id), share.nilai_teks, _spent, "persen = realisasi / pagu")
        for row in rows.values()
        if (part := row.get("realisasi")) and (whole := row.get("pagu")) and (share := row.get("persen_realisasi"))
    ]
    return [*shares, *_years(facts), *_sums(facts)]


def _share(
    ids: tuple[str, str, str], printed: str, shares: Callable[[Decimal, Decimal], Iterable[Decimal]], cara: str
) -> Equation:
    """The third is one of the shares of the first in the second, rounded at its last printed decimal."""
    digits = printed.strip().rstrip("%) ").replace(",", ".").rpartition(".")
    decimals = len(digits[2]) if digits[1] and digits[2].isdigit() and len(digits[2]) <= _DECIMALS else 0
    return Equation(ids, lambda v: v[1] != 0 and any(proves(v[2], s, decimals) for s in shares(v[0], v[1])), cara)


def _achieved(realisasi: Decimal, target: Decimal) -> Iterable[Decimal]:
    return achievements(realisasi, target).values()


def _spent(realisasi: Decimal, pagu: Decimal) -> Iterable[Decimal]:
    return (percent_of(realisasi, pagu),)


def _sum(total: str, parts: Iterable[str], cara: str, *, mengikat: bool = False) -> Equation:
    return Equation((total, *parts), lambda v: v[0] == sum(v[1:]), cara, mengikat)


def _years(facts: Sequence[Anggaran]) -> list[Equation]:
    rows: dict[tuple[object, ...], list[Anggaran]] = defaultdict(list)
    for f in facts:
        rows[f.baris, f.belanja].append(f)
    out = []
    for row in rows.values():
        ends = [f for f in row if f.ukuran == "akhir"]
        years = [f for f in row if f.ukuran == "pagu" and f.tahun is not None]
        if len(ends) == 1 and len(years) > 1 and len({f.tahun for f in years}) == len(years):
            cara = f"akhir periode = jumlah {len(years)} tahun di barisnya"
            out.append(_sum(ends[0].anggaran_id, [f.anggaran_id for f in years], cara))
    return out


def _sums(facts: Sequence[Anggaran]) -> list[Equation]:
    out: list[Equation] = []
    for column in columns_of(facts):
        out += _totals(column)
        out += _children(column)
    return out


def _totals(column: Sequence[Anggaran]) -> list[Equation]:
    """A total row is the sum of the rows of the highest level above it (or below it, where it stands first)."""
    totals = [f for f in column if f.tingkat == "total"]
    rows = [f for f in column if f.tingkat != "total"]
    if len(totals) != 1:
        return []
    return [
        _sum(totals[0].anggaran_id, [f.anggaran_id for f in part], f"total = jumlah {len(part)} baris di kolomnya")
        for part in settling_parts(rows)
        if len(part) > 1
    ]


def _children(column: Sequence[Anggaran]) -> list[Equation]:
    """A code's amount is the sum of the codes right below it, where each stands in one row."""
    return [
        _sum(
            parents[0].anggaran_id,
            [f.anggaran_id for f in children],
            f"{parents[0].kode} = jumlah {len(children)} kode di bawahnya",
            mengikat=True,
        )
        for parents, children in below_by_code(column)
        if len(parents) == 1 and len({f.kode for f in children}) == len(children)
    ]
