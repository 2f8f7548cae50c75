"""What adds up to what in a table of amounts: which belong together, which stand below another, which a total is the sum of.

What follows from it is asked in three ways, each with its own name. An equation that settles a doubtful figure needs rows of
which it is sure (`settling_parts`); a total is accused only where it is none of the sums that it may mean (`meant_parts`). And
where rows print neither code nor level, what they are is itself read off their sums (`levels`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.datasets.records import Anggaran
from pipeline.datasets.vocabulary import Tingkat

RANK: dict[Tingkat | None, int] = {"program": 0, "kegiatan": 1, "sub_kegiatan": 2}
"""Levels that add up, the highest first."""
_OF_A_TOTAL: tuple[Tingkat, ...] = ("program", "kegiatan")
"""Levels whose rows alone may be what a total adds."""


def summed(facts: Iterable[Anggaran]) -> Decimal:
    """What amounts add up to; one that could not be read counts for nothing."""
    return sum((f.nilai for f in facts if f.nilai is not None), Decimal(0))


def columns_of(facts: Sequence[Anggaran]) -> list[list[Anggaran]]:
    """The amounts of each column, of each of their tables, in the order of the rows; shares in percent do not add up and are left
    out. One that could not be read stays: what it is missing from proves nothing."""
    out: dict[tuple[object, ...], list[Anggaran]] = defaultdict(list)
    for f in facts:
        if not f.ukuran.startswith("persen"):
            out[f.tabel_id, f.ukuran, f.tahun, f.bagian, f.belanja, f.kolom].append(f)
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


# ---------------------------------------------------------------- what stands below a row
def below_by_code(column: Sequence[Anggaran]) -> Iterator[tuple[list[Anggaran], list[Anggaran]]]:
    """The rows of each code with the rows of the codes right below it."""
    rows = by_code(column)
    for code, children in codes_below(rows).items():
        yield rows[code], [f for c in children for f in rows[c]]


def below_in_order(column: Sequence[Anggaran]) -> Iterator[tuple[Anggaran, list[Anggaran]]]:
    """Each row with the rows one level down that follow it, up to the next one of its own level or above; none where a row
    has no level."""
    rows = [f for f in column if f.tingkat != "total"]
    if any(f.tingkat not in RANK for f in rows):
        return
    for i, parent in enumerate(rows):
        end = next((k for k in range(i + 1, len(rows)) if RANK[rows[k].tingkat] <= RANK[parent.tingkat]), len(rows))
        below = rows[i + 1 : end]
        top = min((RANK[f.tingkat] for f in below), default=0)
        if below:
            yield parent, [f for f in below if RANK[f.tingkat] == top]


# ---------------------------------------------------------------- what a total adds
def settling_parts(rows: Sequence[Anggaran]) -> list[Sequence[Anggaran]]:
    """The sets of rows of which one makes up the only total of a column surely enough to settle a figure by: those of the
    shortest codes, else all rows, or those of one level."""
    depths = {f.kode.count(".") for f in rows if f.kode}
    if depths:
        return [[f for f in rows if f.kode and f.kode.count(".") == min(depths)]]
    levels = [[f for f in rows if f.tingkat == level] for level in _OF_A_TOTAL]
    return [rows, *(some for some in levels if 0 < len(some) < len(rows))]


def meant_parts(
    total: Anggaran, totals: Sequence[Anggaran], rows: Sequence[Anggaran], beside: Sequence[Anggaran]
) -> list[list[Anggaran]]:
    """The sets of rows that the total may mean, the likeliest first: all of the highest level, those since the total
    before, the totals before it, those of no known level with them, and what one of these or of the rows `beside` them, of
    another kind of spending, adds (`Belanja Tidak Langsung`, whose parts may follow it)."""
    top = _highest(rows)
    with_unknown = [f for f in rows if f in top or f.tingkat not in RANK]
    before = [t for t in totals if t.baris < total.baris]
    start = max((t.baris for t in before), default=-1)
    since = [f for f in top if start < f.baris < total.baris]
    so_far = [f for f in top if f.baris < total.baris]
    added = [f for f in (*beside, *rows) if f.baris < total.baris and f.tingkat not in RANK and f not in top]
    one_added = [[*whole, f] for f in added for whole in (before[-1:], top) if whole]
    return [parts for parts in (top, since, so_far, before, [*before, *since], with_unknown, *one_added) if parts]


def _highest(rows: Sequence[Anggaran]) -> list[Anggaran]:
    """The rows of the highest level; all where none has a level."""
    ranks = [RANK[f.tingkat] for f in rows if f.tingkat in RANK]
    return [f for f in rows if f.tingkat in RANK and RANK[f.tingkat] == min(ranks)] if ranks else list(rows)
