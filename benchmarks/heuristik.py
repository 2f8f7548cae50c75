"""What each heuristic is worth: `PYTHONPATH=. python benchmarks/heuristik.py PDF_FOLDER... [--write docs/HEURISTIK.md]`.

The documents below the folders are read once; for each heuristic (`extractors.layout.steps`) those in which it fired are read
again without it, and the facts that come out otherwise are counted. With --write the table becomes docs/HEURISTIK.md.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import extractors
import pipeline
from extractors.extract import ExtractOptions, extract
from extractors.layout.steps import HEURISTICS, OFF
from pipeline.document import Known, understand_document
from pipeline.findings.terms import istilah

_KNOWN = Known({})
_OPTIONS = ExtractOptions(ocr=None)


def facts(path: Path) -> tuple[Counter[Any], dict[str, int]]:
    """(the facts of a document as they would be written, tables in which each heuristic fired)."""
    hasil, _ = understand_document("0" * 16, path.name, extract(path, _OPTIONS), _KNOWN)
    found = [replace(row, kinerja_id="", keyakinan=0.0) for row in hasil.kinerja]
    money = [replace(row, anggaran_id="", keyakinan=0.0) for row in hasil.anggaran]
    fired = Counter(step for table in hasil.tabel for step in {s.partition(":")[0] for s in table.langkah})
    return Counter([*found, *money]), dict(fired)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--write", type=Path, default=None)
    args = parser.parse_args()
    for package in (extractors, pipeline):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(("__main__", "windows")):
                importlib.import_module(module.name)
    whole: dict[Path, Counter[Any]] = {}
    where: dict[str, dict[Path, int]] = defaultdict(dict)
    for path in sorted(p for folder in args.folder for p in folder.rglob("*.pdf")):
        whole[path], fired = facts(path)
        for ident, count in fired.items():
            where[ident][path] = count
    rows = []
    for ident in sorted(HEURISTICS):
        OFF.clear()
        OFF.add(ident)
        lost = gained = 0
        for path in where[ident]:
            without, _ = facts(path)
            lost += (whole[path] - without).total()
            gained += (without - whole[path]).total()
        OFF.clear()
        words = istilah()["langkah"].get(ident, "")
        rows.append((ident, words, sum(where[ident].values()), len(where[ident]), lost, gained))
        print(*rows[-1], sep="\t", flush=True)
    if args.write is not None:
        args.write.write_text(_page(rows, len(whole), sum(c.total() for c in whole.values())), encoding="utf-8")


def _page(rows: list[tuple[str, str, int, int, int, int]], documents: int, total: int) -> str:
    lines = [
        "# Dugaan (heuristik): apa yang diputuskan, seberapa sering, apa yang berubah tanpanya",
        "",
        f"Dibuat `benchmarks/heuristik.py` atas {documents} dokumen digital dengan {total} fakta. *tabel*: pada berapa tabel ia",
        "memutuskan sesuatu; *hilang* dan *lain*: fakta yang tidak lagi keluar, dan yang keluar lain, bila ia dimatikan. Nol di",
        "sini bukan berarti tanpa guna: ujinya memuat susunan yang tidak ada dalam dokumen-dokumen ini.",
        "",
        "| dugaan | yang dilakukannya | tabel | dokumen | hilang | lain |",
        "|---|---|---|---|---|---|",
        *(f"| `{i}` | {words} | {tables} | {docs} | {lost} | {gained} |" for i, words, tables, docs, lost, gained in rows),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
