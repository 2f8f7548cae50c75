"""Whether amounts are of the scale that they were read in: by their rows, by all of their table, by how they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from statistics import median_high
from typing import NamedTuple

from pipeline.datasets.records import Anggaran, Temuan
from pipeline.datasets.vocabulary import AturanNilai, Ukuran
from pipeline.facts.certainty import Spot, stored
from pipeline.findings.doubts import doubt
from pipeline.tables.columns.column import Column

_PLANNED: tuple[Ukuran, ...] = ("pagu", "pagu_awal", "akhir", "prakiraan_maju")
_THOUSAND = 1000
"""The smallest scale that a heading can speak of, and the one that is forgotten in a single cell."""
_SMALL_BUDGET = 1_000_000
"""Rupiah. Less may have been typed in thousands ..."""
_SCALES_APART = 400
"""... where another plan of its row is so many times as large."""
_ROWS_APART = 100
"""All plans of a row are so many times the usual amount of a table where they were typed in full rupiah."""
_SMALL_TABLE = 100_000
"""Rupiah. No table of several budgets holds less alone."""
_FEW = 3
"""Fewer amounts do not show the scale that they are printed in."""
_LARGE_AS_PRINTED = 10_000_000
"""Amounts whose middle one is no less look like full rupiah, whatever the heading says ..."""
_ROUND = 0.7
"""... where this share of them is round to a thousand."""
_LARGEST_BUDGET = Decimal(10) ** 15
"""Rupiah. No budget of this country has as much: what is more in the heading's scale is printed in full rupiah."""
_BEHEADED = re.compile(r"\D*0\d{0,2}(?:[.,]\d{3}){2,}\D*")
_SHARES: tuple[Ukuran, ...] = ("persen_realisasi", "persen_fisik")


class ReadAmount(NamedTuple):
    """A fact, the finding that it leaves where it is doubtful, and where it was read."""

    fact: Anggaran
    finding: Temuan | None
    spot: Spot


def with_scales_judged(rows: Sequence[list[ReadAmount]], columns: Sequence[Column]) -> list[tuple[Anggaran, Temuan | None]]:
    """The amounts of a table, row by row, and their findings: those of a doubtful scale with their other reading."""
    factors = {k.index: k.faktor for k in columns if not k.persen and k.faktor >= _THOUSAND}
    every = [one.fact for row in rows for one in row]
    told = not _contradicted(factors, every)
    whole = [_cut_off(row) for row in rows]
    usual = median_high([f.nilai for f in every if f.nilai and f.kolom in factors] or [Decimal(0)])
    judged = [_scale_judged(one, _plans(row), factors, usual, told=told) for row in whole for one in row]
    if not _all_small(every):
        return judged
    return [_unsure_small(fact, finding, one.spot) for (fact, finding), one in zip(judged, chain(*whole), strict=True)]


def _cut_off(row: list[ReadAmount]) -> list[ReadAmount]:
    """The amounts of a row, all doubtful where one of them begins with a nought: its first digits are cut off by its cell, and
    those of another may be."""
    if not any(_BEHEADED.fullmatch(one.fact.nilai_teks) for one in row):
        return row
    return [
        ReadAmount(*_unsure(one.fact, one.spot, "angka_terpotong", one.fact.nilai), one.spot)
        if one.finding is None and one.fact.nilai is not None and one.fact.ukuran not in _SHARES
        else one
        for one in row
    ]


def _contradicted(factors: Mapping[int, int], facts: Sequence[Anggaran]) -> bool:
    """Whether the amounts below headings that tell a factor, by column, do not bear it out."""
    return _in_full_rupiah([f.nilai / factors[f.kolom] for f in facts if f.nilai and f.kolom in factors])


def _all_small(facts: Sequence[Anggaran]) -> bool:
    """Whether a table prints several budgets and none as large as a program's smallest: its scale is told nowhere."""
    plans = [f.nilai for f in facts if f.ukuran in _PLANNED and f.nilai]
    return len(plans) >= _FEW and max(plans) < _SMALL_TABLE


def _unsure_small(fact: Anggaran, finding: Temuan | None, spot: Spot) -> tuple[Anggaran, Temuan | None]:
    if finding is not None or fact.nilai is None or fact.ukuran not in (*_PLANNED, "realisasi"):
        return fact, finding
    return _unsure(fact, spot, "jumlah_kecil", fact.nilai, fact.nilai * _THOUSAND)


def _plans(row: Sequence[ReadAmount]) -> tuple[Decimal, Decimal]:
    """The smallest and the largest plan of a row that is none of nought."""
    planned = [one.fact.nilai for one in row if one.fact.nilai and one.fact.ukuran in _PLANNED]
    return min(planned, default=Decimal(0)), max(planned, default=Decimal(0))


def _scale_judged(
    read: ReadAmount, plans: tuple[Decimal, Decimal], factors: Mapping[int, int], usual: Decimal, *, told: bool
) -> tuple[Anggaran, Temuan | None]:
    """A fact and its finding, doubtful where its scale is: it is much smaller than the largest plan of its row, or its heading
    tells one of the `factors` and the amounts of the table do not bear it out (not `told`: full rupiah is likelier then), or it
    is so much larger than the smallest plan of its row, or all plans of this than what is `usual` in the table, that it may be
    full rupiah already."""
    fact, finding, spot = read
    smallest, largest = plans
    if finding is not None or fact.nilai is None:
        return fact, finding
    if _of_another_scale(fact, largest):
        return _unsure(fact, spot, "skala_baris", fact.nilai, fact.nilai * _THOUSAND)
    apart = fact.nilai >= _SCALES_APART * smallest > 0 or (fact.tingkat != "total" and _above_others(smallest, factors, usual))
    in_full = fact.ukuran in _PLANNED and apart
    if fact.kolom in factors and (in_full or not told):
        printed = stored(fact.nilai / factors[fact.kolom])
        if printed is not None and (largest >= _LARGEST_BUDGET or not told):
            return _unsure(replace(fact, nilai=printed), spot, "skala_judul", printed, fact.nilai)
        return _unsure(fact, spot, "skala_judul", fact.nilai, fact.nilai / factors[fact.kolom])
    return fact, None


def _above_others(smallest: Decimal, factors: Mapping[int, int], usual: Decimal) -> bool:
    """Whether the smallest plan of a row looks like full rupiah as it is printed, round as these are, and is so many times what
    is `usual` below headings that tell a factor."""
    factor = max(factors.values(), default=1)
    full = smallest >= _LARGE_AS_PRINTED * factor and smallest / factor % _THOUSAND == 0
    return full and smallest >= _ROWS_APART * usual > 0


def _of_another_scale(fact: Anggaran, largest: Decimal) -> bool:
    """Whether an amount is so much smaller than another of its row that one of the two was typed in thousands: a plan's end, the
    sum of its years, where it is smaller than one of them."""
    if fact.nilai is None or fact.ukuran not in _PLANNED:
        return False
    apart = 1 if fact.ukuran == "akhir" else _SCALES_APART
    return 0 < fact.nilai < _SMALL_BUDGET and fact.nilai * apart < largest


def _in_full_rupiah(printed: Sequence[Decimal]) -> bool:
    """Whether amounts under a heading that speaks of thousands or millions look like full rupiah: in the middle more than
    ten million, and nearly all of them round to a thousand, which amounts in thousands seldom are."""
    if len(printed) < _FEW:
        return False
    rounded = sum(v % _THOUSAND == 0 for v in printed)
    return median_high(map(abs, printed)) >= _LARGE_AS_PRINTED and rounded >= _ROUND * len(printed)


def _unsure(fact: Anggaran, spot: Spot, rule: AturanNilai, *readings: Decimal) -> tuple[Anggaran, Temuan]:
    """The fact and its finding, where it may be one of these in full rupiah, or none."""
    unsure = replace(
        fact,
        status_nilai="ragu",
        keyakinan=round(fact.keyakinan / 2, 3),
        kandidat=tuple(float(v) for v in readings),
        aturan_nilai=rule,
    )
    return unsure, doubt(unsure, spot.cell, readings)
