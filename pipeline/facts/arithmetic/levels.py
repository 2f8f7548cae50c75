"""Levels of rows that print neither code nor level, from what adds up: a program and the rows that its amount is the sum of.

Reports without codes print a program, its kegiatan, and below each its sub kegiatan, told apart by nothing but bold letters.
The amounts tell: either all rows below a program add up to it, or each kegiatan is the sum of the sub kegiatan behind it and
the kegiatan add up to the program. (What stands below a row whose level is known is told in `sums`.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.datasets.records import Anggaran
from pipeline.datasets.vocabulary import Tingkat
from pipeline.facts.arithmetic.sums import columns_of, summed

LEAST_ROWS = 4
"""Fewer rows without a level add up by chance too easily."""
_Levels = dict[int, Tingkat]


def with_levels(facts: Sequence[Anggaran]) -> tuple[Anggaran, ...]:
    """The facts of one table with `tingkat` set where amounts prove it for (nearly) every program; unchanged otherwise.

    One program may fail to add up: that is what the checks are to find, and the other programs show how the table is built.
    """
    if any(f.kode for f in facts) or not any(f.tingkat is None for f in facts):
        return tuple(facts)
    for column in _columns(facts):
        levels = _levels(column)
        if levels:
            return tuple(replace(f, tingkat=levels.get(f.baris)) if f.tingkat is None else f for f in facts)
    return tuple(facts)


def _columns(facts: Sequence[Anggaran]) -> list[list[Anggaran]]:
    """Amounts of one measure and year in the order of rows, the fullest first; a row with two amounts spoils its column."""
    whole = [
        column
        for column in columns_of(facts)
        if len({f.baris for f in column}) == len(column) and all(f.status_nilai == "pasti" and f.nilai for f in column)
    ]
    return sorted(whole, key=len, reverse=True)


def _levels(column: Sequence[Anggaran]) -> _Levels:
    """Row to level; empty where the column does not prove it."""
    blocks: list[tuple[Anggaran, list[Anggaran]]] = []
    for f in column:
        if f.tingkat == "program":
            blocks.append((f, []))
        elif f.tingkat is None:
            if not blocks:
                return {}
            blocks[-1][1].append(f)
        elif f.tingkat != "total":
            return {}
    blocks = [(program, rows) for program, rows in blocks if rows]
    if sum(len(rows) for _, rows in blocks) < LEAST_ROWS:
        return {}
    return _flat(blocks) or _nested(blocks)


def _flat(blocks: Sequence[tuple[Anggaran, list[Anggaran]]]) -> _Levels:
    """All rows below a program are its kegiatan."""
    exact = [summed(rows) == program.nilai for program, rows in blocks]
    if not _proved(exact) or not any(ok and len(rows) > 1 for ok, (_, rows) in zip(exact, blocks, strict=True)):
        return {}
    return {f.baris: "kegiatan" for _, rows in blocks for f in rows}


def _nested(blocks: Sequence[tuple[Anggaran, list[Anggaran]]]) -> _Levels:
    """Each kegiatan is followed by the sub kegiatan that it is the sum of."""
    out: _Levels = {}
    exact = []
    for program, rows in blocks:
        heads: list[Anggaran] = []
        k = 0
        while k < len(rows):
            head, so_far, k = rows[k], Decimal(0), k + 1
            while k < len(rows) and so_far < _nilai(head):
                so_far += _nilai(rows[k])
                out[rows[k].baris] = "sub_kegiatan"
                k += 1
            if so_far != _nilai(head):
                return {}
            heads.append(head)
            out[head.baris] = "kegiatan"
        exact.append(summed(heads) == program.nilai)
    return out if _proved(exact) else {}


def _proved(exact: Sequence[bool]) -> bool:
    """All programs add up, or all but one of three or more."""
    return all(exact) or (len(exact) >= 3 and sum(exact) == len(exact) - 1)


def _nilai(fact: Anggaran) -> Decimal:
    return fact.nilai or Decimal(0)
