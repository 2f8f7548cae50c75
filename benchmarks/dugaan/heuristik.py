"""What each heuristic and each limit is worth.

    PYTHONPATH=. python benchmarks/dugaan/heuristik.py [FOLDER... [--limits FOLDER...] [--kept FOLDER] [--minutes N]]

The documents below the folders are read once; for each heuristic (`extractors.layout.steps`) those in which it fired are read
again without it, and the facts that come out otherwise are counted; for each a test that fails without it is looked for
(`needed.py`). Documents of no more than a few pages are read from their pictures too, where they have such pages. The limits
(`batas.py`) are moved over the folders of --limits, or over all. Both are written: docs/HEURISTIK.md, docs/BATAS.md. What --kept
has of the same code and bytes is not measured again, so that a measurement can be stopped and gone on with; with --minutes no
document is begun later than that, and the page tells how many were. Without a folder nothing is measured: the pages get the
words of today and keep their figures.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.dugaan import batas, page
from benchmarks.dugaan.batas import documents, load, sweep
from benchmarks.dugaan.kept import Pace, each
from benchmarks.dugaan.needed import needing
from extractors.extract import ExtractOptions, extract
from extractors.layout.steps import HEURISTICS, OFF
from extractors.model import Extraction
from pipeline.document import UserKnowledge, understand_document

_KNOWN = UserKnowledge({})
_FEW_PAGES = 3
"""Of documents with no more pages those that are pictures are read as well: each costs seconds."""


@dataclass(frozen=True, slots=True)
class Row:
    """A heuristic: tables and documents in which it decided, facts that are lost, or come out otherwise, without it."""

    ident: str
    tables: int = 0
    documents: int = 0
    lost: int = 0
    gained: int = 0

    @property
    def figures(self) -> tuple[str, ...]:
        return str(self.tables), str(self.documents), str(self.lost), str(self.gained)

    def __add__(self, other: Row) -> Row:
        sums = (getattr(self, name) + getattr(other, name) for name in ("tables", "documents", "lost", "gained"))
        return Row(self.ident, *sums)


def read(path: Path) -> Extraction:
    extraction = extract(path, ExtractOptions(ocr=None))
    if len(extraction.pages) <= _FEW_PAGES and any(fault.code == "ocr_tidak_ada" for fault in extraction.faults):
        extraction = extract(path)
    return extraction


def facts(path: Path, extraction: Extraction) -> tuple[Counter[Any], dict[str, int]]:
    """(the facts of a document as they would be written, tables in which each heuristic fired)."""
    hasil, _ = understand_document("0" * 16, path.name, extraction, _KNOWN)
    found = [replace(row, kinerja_id="", keyakinan=0.0) for row in hasil.kinerja]
    money = [replace(row, anggaran_id="", keyakinan=0.0) for row in hasil.anggaran]
    fired = Counter(step for table in hasil.tabel for step in {s.partition(":")[0] for s in table.langkah})
    return Counter([*found, *money]), dict(fired)


def one_document(path: Path) -> tuple[int, list[Row]]:
    """(how many facts a document has, what each heuristic that fired in it is worth there)."""
    extraction = read(path)
    whole, fired = facts(path, extraction)
    rows = []
    for ident in sorted(fired.keys() & HEURISTICS.keys()):
        OFF.add(ident)
        reads = HEURISTICS[ident].__module__.startswith("extractors.")
        without, _ = facts(path, read(path) if reads else extraction)
        OFF.clear()
        rows.append(Row(ident, fired[ident], 1, (whole - without).total(), (without - whole).total()))
    return whole.total(), rows


def ablation(paths: Sequence[Path], pace: Pace) -> tuple[int, int, list[Row]]:
    """(documents, facts of them, one row a heuristic)."""
    documents = total = 0
    rows = {ident: Row(ident) for ident in sorted(HEURISTICS)}
    for found, worth in each(one_document, paths, pace, load):
        documents += 1
        total += found
        for row in worth:
            rows[row.ident] += row
    return documents, total, list(rows.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="*")
    parser.add_argument("--limits", type=Path, nargs="+", default=None)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path, default=None)
    parser.add_argument("--minutes", type=float, default=None)
    args = parser.parse_args()
    load()
    if not args.folder:
        page.rewritten(lambda idents: needing(idents, args.workers))
        return
    pace = Pace(args.workers, args.kept, None if args.minutes is None else time.time() + 60 * args.minutes)
    read, total, rows = ablation(documents(args.folder), pace)
    swept = sweep(documents(args.limits or args.folder), pace)
    tests = needing([row.ident for row in rows], args.workers)
    figures = {row.ident: (*row.figures, f"`{tests[row.ident]}`" if row.ident in tests else "") for row in rows}
    page.HEURISTICS_PAGE.write_text(page.heuristics_page(_intro(read, total), figures), encoding="utf-8")
    page.LIMITS_PAGE.write_text(page.limits_page(batas.intro(swept), batas.figures(swept)), encoding="utf-8")


def _intro(read: int, total: int) -> list[str]:
    return [
        "# Dugaan (heuristik): apa yang diputuskan, seberapa sering, apa yang berubah tanpanya",
        "",
        f"Diukur `benchmarks/dugaan/heuristik.py` atas {read} dokumen dengan {total} fakta (halaman pindaian hanya dari dokumen",
        f"sampai {_FEW_PAGES} halaman). *tabel*: pada berapa tabel ia memutuskan sesuatu; *hilang* dan *lain*: fakta yang tidak",
        "lagi keluar, dan yang keluar lain, bila ia dimatikan; *uji* gagal tanpanya. Yang di sini tidak mengubah satu fakta pun",
        "diperlukan susunan dalam ujinya; dugaan yang tidak diperlukan dokumen maupun uji dihapus. Ambang-ambangnya: BATAS.md.",
    ]


if __name__ == "__main__":
    main()
