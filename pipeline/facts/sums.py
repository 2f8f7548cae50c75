"""Which amounts of a table belong together, and which code stands under which: what settling, levels and checks share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.datasets.records import Anggaran
from pipeline.datasets.vocabulary import Tingkat

RANK: dict[Tingkat | None, int] = {"program": 0, "kegiatan": 1, "sub_kegiatan": 2}
"""Levels that add up, the highest first."""


def summed(facts: Iterable[Anggaran]) -> Decimal:
    """What amounts add up to; one that could not be read counts for nothing."""
    return sum((f.nilai for f in facts if f.nilai is not None), Decimal(0))


def columns_of(facts: Sequence[Anggaran]) -> list[list[Anggaran]]:
    """The amounts of each column of one table in the order of the rows; shares in percent do not add up and are left out."""
    out: dict[tuple[object, ...], list[Anggaran]] = defaultdict(list)
    for f in facts:
        if not f.ukuran.startswith("persen"):
            out[f.ukuran, f.tahun, f.bagian, f.belanja, f.kolom].append(f)
    return [sorted(column, key=lambda f: f.baris) for column in out.values()]


def by_code(column: Sequence[Anggaran]) -> dict[str, list[Anggaran]]:
    """The rows of each code, totals aside."""
    out: dict[str, list[Anggaran]] = defaultdict(list)
    for f in column:
        if f.kode and f.tingkat != "total":
            out[f.kode].append(f)
    return out


def codes_below(codes: Iterable[str]) -> dict[str, list[str]]:
    """Codes by the nearest code above them that is printed too: `1.02.01` under `1.02`, under `1` only where that is not."""
    known = dict.fromkeys(codes)
    out: dict[str, list[str]] = defaultdict(list)
    for code in known:
        parts = code.split(".")
        above = next((p for n in range(len(parts) - 1, 0, -1) if (p := ".".join(parts[:n])) in known), None)
        if above is not None:
            out[above].append(code)
    return out
