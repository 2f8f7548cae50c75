"""What each heuristic and each limit is worth: `PYTHONPATH=. python benchmarks/heuristik.py FOLDER... [--limits FOLDER...]
[--write docs/HEURISTIK.md]`.

The documents below the folders are read once; for each heuristic (`extractors.layout.steps`) those in which it fired are read
again without it, and the facts that come out otherwise are counted. Documents of no more than a few pages are read from their
pictures too, where they have such pages. The limits (`benchmarks/batas.py`) are moved over the folders of --limits, or over all.
With --write both become docs/HEURISTIK.md.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import extractors
import pipeline
from benchmarks.batas import documents, section, sweep
from extractors.extract import ExtractOptions, extract
from extractors.layout.steps import HEURISTICS, OFF
from pipeline.document import Known, understand_document
from pipeline.findings.terms import istilah

_KNOWN = Known({})
_FEW_PAGES = 3
"""Of documents with no more pages those that are pictures are read as well: each costs seconds."""

TESTS = {
    "borderless.breaks.titles_next": "tests/extractors/borderless/test_breaks.py",
    "borderless.regions.above_first": "tests/extractors/borderless/test_regions.py",
    "ruled.shifted.straightened": "tests/extractors/ruled/test_shifted.py",
    "scan.words.without_ruling": "tests/extractors/scan/test_words.py",
    "tables.columns.grammar.with_first_year": "tests/pipeline/tables/columns/test_grammar.py",
    "tables.columns.relations.named_once": "tests/pipeline/tables/columns/test_relations.py",
    "tables.columns.relations.parts_of_a_code": "tests/pipeline/tables/columns/test_read.py",
    "tables.columns.shares.blank_percent": "tests/pipeline/tables/columns/test_read.py",
    "tables.inherited_heading.heading_from": "tests/pipeline/tables/test_inherited_heading.py",
    "tables.row_measures.row_measures": "tests/pipeline/tables/test_row_measures.py",
    "tables.row_measures.row_years": "tests/pipeline/tables/test_row_measures.py",
    "columns.numbered.numbered_borders": "tests/extractors/headings/test_groups.py",
    "headings.extent.one_name": "tests/extractors/headings/test_ruled.py",
    "headings.extent.reached_up": "tests/extractors/test_extract.py",
    "headings.groups.equal_groups": "tests/extractors/headings/test_groups.py",
    "headings.ruled.ruled_heading": "tests/extractors/headings/test_ruled.py",
    "ruled.number_line.with_number_line": "tests/extractors/ruled/test_number_line.py",
    "ruled.refine.with_foot": "tests/extractors/ruled/test_refine.py",
    "scan.coloured_ink.coloured_strokes": "tests/extractors/scan/test_coloured_ink.py",
    "scan.page.upright_turn": "tests/extractors/scan/test_page.py",
    "scan.rulings.checks.goes_on": "tests/extractors/scan/rulings/test_find.py",
    "scan.rulings.find.short_uprights": "tests/extractors/scan/rulings/test_drawn_through.py",
    "scan.stipple.without_stipple": "tests/extractors/scan/test_dark_fields.py",
    "tables.mended.broken_words.with_percent_signs": "tests/pipeline/facts/as_printed/test_scanned_figures.py",
    "tables.columns.relations.forward": "tests/pipeline/tables/columns/test_relations.py",
    "tables.columns.relations.one_beginning": "tests/pipeline/tables/columns/test_relations.py",
    "tables.columns.relations.quarters_of_a_plan": "tests/pipeline/tables/columns/test_relations.py",
    "tables.columns.relations.undated": "tests/pipeline/tables/columns/test_read.py",
    "tables.columns.shares.result_of_a_share": "tests/pipeline/tables/columns/test_shares.py",
}
"""The test that fails without a heuristic that decides nothing in these documents: it holds the layout that needs it. One that
neither a document nor a test needs is deleted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A heuristic: tables and documents in which it decided, facts that are lost, or come out otherwise, without it."""

    ident: str
    tables: int = 0
    documents: int = 0
    lost: int = 0
    gained: int = 0


def facts(path: Path) -> tuple[Counter[Any], dict[str, int]]:
    """(the facts of a document as they would be written, tables in which each heuristic fired)."""
    extraction = extract(path, ExtractOptions(ocr=None))
    if len(extraction.pages) <= _FEW_PAGES and any(fault.code == "ocr_tidak_ada" for fault in extraction.faults):
        extraction = extract(path)
    hasil, _ = understand_document("0" * 16, path.name, extraction, _KNOWN)
    found = [replace(row, kinerja_id="", keyakinan=0.0) for row in hasil.kinerja]
    money = [replace(row, anggaran_id="", keyakinan=0.0) for row in hasil.anggaran]
    fired = Counter(step for table in hasil.tabel for step in {s.partition(":")[0] for s in table.langkah})
    return Counter([*found, *money]), dict(fired)


def one_document(path: Path) -> tuple[int, list[Row]]:
    """(how many facts a document has, what each heuristic that fired in it is worth there)."""
    whole, fired = facts(path)
    rows = []
    for ident in sorted(fired.keys() & HEURISTICS.keys()):
        OFF.add(ident)
        without, _ = facts(path)
        OFF.clear()
        rows.append(Row(ident, fired[ident], 1, (whole - without).total(), (without - whole).total()))
    return whole.total(), rows


def load() -> None:
    """All modules, so that all heuristics are known."""
    for package in (extractors, pipeline):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(("__main__", "windows")):
                importlib.import_module(module.name)


def ablation(paths: Sequence[Path], workers: int) -> tuple[int, list[Row]]:
    """(facts of all documents, one row a heuristic)."""
    total = 0
    rows = {ident: Row(ident) for ident in sorted(HEURISTICS)}
    with ProcessPoolExecutor(workers, initializer=load) as pool:
        for path, (found, worth) in zip(paths, pool.map(one_document, paths), strict=True):
            print(f"{path.name}: {found}", flush=True)
            total += found
            for row in worth:
                old = rows[row.ident]
                rows[row.ident] = Row(
                    row.ident,
                    old.tables + row.tables,
                    old.documents + row.documents,
                    old.lost + row.lost,
                    old.gained + row.gained,
                )
    return total, list(rows.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--limits", type=Path, nargs="+", default=None)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", type=Path, default=None)
    args = parser.parse_args()
    load()
    swept = sweep(documents(args.limits or args.folder), args.workers)
    paths = documents(args.folder)
    total, rows = ablation(paths, args.workers)
    page = "\n".join([*_heuristics(rows, len(paths), total), *section(swept)])
    if args.write is None:
        print(page)
    else:
        args.write.write_text(page, encoding="utf-8")


def _heuristics(rows: Sequence[Row], read: int, total: int) -> list[str]:
    return [
        "# Dugaan (heuristik): apa yang diputuskan, seberapa sering, apa yang berubah tanpanya",
        "",
        f"Dibuat `benchmarks/heuristik.py` atas {read} dokumen dengan {total} fakta (halaman pindaian hanya dari dokumen sampai",
        f"{_FEW_PAGES} halaman). *tabel*: pada berapa tabel ia memutuskan sesuatu; *hilang* dan *lain*: fakta yang tidak lagi",
        "keluar, dan yang keluar lain, bila ia dimatikan. Yang tidak memutuskan apa pun di sini menyebut uji yang memuat susunan",
        "yang memerlukannya; dugaan yang tidak diperlukan dokumen maupun uji dihapus.",
        "",
        "| dugaan | yang dilakukannya | tabel | dokumen | hilang | lain |",
        "|---|---|---|---|---|---|",
        *map(_row, rows),
        "",
    ]


def _row(row: Row) -> str:
    words = istilah()["langkah"].get(row.ident, "")
    if not row.tables:
        words += f" (uji: `{TESTS[row.ident]}`)" if row.ident in TESTS else " (tanpa uji)"
    return f"| `{row.ident}` | {words} | {row.tables} | {row.documents} | {row.lost} | {row.gained} |"


if __name__ == "__main__":
    main()
