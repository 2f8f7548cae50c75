"""Two outputs against each other: `PYTHONPATH=. python benchmarks/banding.py OLD NEW [--rows N]`.

For each dataset the rows that only one of them has, by document: lost, gained, or changed (same place, other values). Ids and
places on disk are left out where another input folder changes them, and columns that only one of them has. Exit code 1 where
anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.datasets.records import DATASETS

_PLACE = ("dokumen_id", "tabel_id", "halaman", "baris", "kolom", "ukuran", "tahun", "triwulan", "aturan", "kode")
"""What tells a row from another; two rows alike in these are one row that changed."""
_APART = frozenset({"folder", "salinan", "langkah"})


def rows(output: Path, name: str, other: Path) -> Counter[tuple[tuple[str, Any], ...]]:
    """The rows of a dataset, each with how often it is there, in the columns that `other` has too."""
    table = pq.read_table(output / name)
    known = pq.read_schema(next((other / name).glob("**/*.parquet"))).names
    keep = [column for column in table.column_names if column in known and column not in _APART]
    return Counter(
        tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in row.items())
        for row in table.select(keep).to_pylist()
    )


def place(row: tuple[tuple[str, Any], ...]) -> tuple[Any, ...]:
    told = dict(row)
    return tuple(told.get(key) for key in _PLACE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--rows", type=int, default=0, help="print so many differing rows of each dataset")
    args = parser.parse_args()
    names = {d["dokumen_id"]: d["berkas"] for o in (args.old, args.new) for d in pq.read_table(o / "dokumen").to_pylist()}
    differs = False
    for name in DATASETS:
        old, new = rows(args.old, name, args.new), rows(args.new, name, args.old)
        lost, gained = old - new, new - old
        counts: dict[Any, Counter[str]] = defaultdict(Counter)
        here = {place(row) for row in gained}
        there = {place(row) for row in lost}
        for row in lost.elements():
            counts[dict(row).get("dokumen_id")]["changed" if place(row) in here else "lost"] += 1
        for row in gained.elements():
            if place(row) not in there:
                counts[dict(row).get("dokumen_id")]["gained"] += 1
        print(f"{name}: {old.total()} -> {new.total()} rows" + ("" if counts else ", equal"))
        for ident, told in sorted(counts.items(), key=lambda item: str(names.get(item[0]))):
            print(f"    {names.get(ident, ident)}: " + ", ".join(f"{n} {what}" for what, n in sorted(told.items())))
        for row in list(lost.elements())[: args.rows]:
            print("      -", dict(row))
        for row in list(gained.elements())[: args.rows]:
            print("      +", dict(row))
        differs |= bool(counts)
    sys.exit(differs)


if __name__ == "__main__":
    main()
