"""What each engine of tables is worth: our own grids, each other alone, each asked by the judge, all of them, the best of all.

    python benchmarks/tabel/mesin.py icdar SET [--prefix eu]
    python benchmarks/tabel/mesin.py fakta CORPUS [CORPUS ...]

SET is as for `icdar.py`: relations of whole documents, F1 over all (micro) and the mean a document. CORPUS holds pdf/, INDEX.json
and gold files with labelled facts: only labelled pages are read, and the first ones, that name the document. A fact is right
where page, year, measure and value are those of a labelled one with a name alike, each used once. `terbaik` takes for each
document the engine that did best, knowing the labels.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from rapidfuzz import fuzz

from benchmarks.tabel.icdar import f1, relations, truth
from extractors.extract import LEADING, ExtractOptions, extract
from extractors.model import Extraction, GuestEngine, Table
from normalizers.text import fold
from pipeline.document import DocumentResult, UserKnowledge, understand_document
from pipeline.identity.identify import identify
from pipeline.judging.contested import judged_tables

ALIKE = 85
KNOWN = UserKnowledge({})
GUESTS: tuple[GuestEngine, ...] = get_args(GuestEngine)
ALONE = {"kisi": ExtractOptions(None, asked=()), **{name: ExtractOptions(None, engine=name, asked=()) for name in GUESTS}}
ASKED = {
    **{f"kisi, bertanya kepada {name}": ExtractOptions(None, asked=(name,)) for name in GUESTS},
    "hakim": ExtractOptions(None),
}
Counts = tuple[int, int, int]
"""Right, labelled, found."""


def tables_of(found: Extraction, name: str) -> tuple[Table, ...]:
    who = identify(found.lines, found.tables, name, ())
    return judged_tables("0" * 16, found, who, KNOWN.headers()).tables


def related(pdf: Path, options: ExtractOptions) -> Counts:
    want, got = truth(pdf.with_name(f"{pdf.stem}-str.xml")), Counter[tuple[str, str, str]]()
    for table in tables_of(extract(pdf, options), pdf.name):
        got += relations([(c.row, c.column, c.row + c.row_span - 1, c.column + c.column_span - 1, c.text) for c in table.cells])
    return (want & got).total(), want.total(), got.total()


def icdar(folder: Path, prefix: str) -> None:
    files = [
        p for x in sorted(folder.glob(f"{prefix}*-str.xml")) if (p := x.with_name(x.name.replace("-str.xml", ".pdf"))).exists()
    ]
    print(f"{len(files)} documents")
    scores: dict[str, list[Counts]] = {}
    for name, options in {**ALONE, **ASKED}.items():
        start = time.process_time()
        scores[name] = [related(pdf, options) for pdf in files]
        tell(name, scores[name], f"{time.process_time() - start:.1f} s")
    best = [max((scores[name][n] for name in ALONE), key=lambda c: f1(*c)[2]) for n in range(len(files))]
    tell("terbaik", best, "")


def tell(name: str, counts: list[Counts], more: str) -> None:
    hit, want, got = (sum(one[k] for one in counts) for k in range(3))
    mean = sum(f1(*one)[2] for one in counts) / max(1, len(counts))
    print(f"{name:38} micro {f1(hit, want, got)[2]:.3f}   mean a document {mean:.3f}   {more}")


def facts(hasil: DocumentResult, pages: set[int] | None) -> Iterator[tuple[str, Any, str, bool]]:
    """(name, (page, year, measure, value), text, whether it is sure) of each fact on these pages (None: all)."""
    for row in (*hasil.kinerja, *hasil.anggaran):
        if row.nilai is not None and (pages is None or row.halaman in pages):
            name = row.indikator if hasattr(row, "indikator") else row.uraian
            key = (row.halaman, row.tahun, row.ukuran, round(float(row.nilai), 4))
            yield name, key, "".join(row.nilai_teks.split()), row.status_nilai == "pasti"


def labelled(gold: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (fact[name], (fact["halaman"], fact["tahun"], fact["ukuran"], round(float(fact["nilai"]), 4)))
        for kind, name in (("kinerja", "indikator"), ("anggaran", "uraian"))
        for fact in gold[kind]
        if fact["nilai"] is not None and not fact.get("ragu")
    ]


def counted(corpus: Path, options: ExtractOptions) -> Iterator[tuple[int, int, int, int]]:
    """Of each document: facts right and sure, sure and wrong, right but in doubt, labelled."""
    for file, entry in json.loads((corpus / "INDEX.json").read_text(encoding="utf-8")).items():
        gold = json.loads((corpus / entry["gold"]).read_text(encoding="utf-8"))
        pages = set(gold["halaman_berlabel"]) if "halaman_berlabel" in gold else None
        wanted = None if pages is None else tuple(sorted(pages | set(range(1, LEADING + 1))))
        found = extract(corpus / "pdf" / file, ExtractOptions(None, pages=wanted, engine=options.engine, asked=options.asked))
        hasil, _ = understand_document("0" * 16, file, found, KNOWN)
        left = labelled(gold)
        doubted = Counter(
            "".join(f["nilai_teks"].split()) for kind in ("kinerja", "anggaran") for f in gold[kind] if f.get("ragu")
        )
        sure = wrong = unsure = 0
        for name, key, text, is_sure in facts(hasil, pages):
            same = next((one for one in left if one[1] == key and alike(one[0], name)), None)
            if same is not None:
                left.remove(same)
                sure, unsure = sure + is_sure, unsure + (not is_sure)
            elif is_sure and doubted[text]:
                doubted[text] -= 1  # a figure that the labels do not decide either
            else:
                wrong += is_sure
        yield sure, wrong, unsure, len(labelled(gold))


def alike(one: str, other: str) -> bool:
    return max(fuzz.ratio(fold(one), fold(other)), fuzz.token_sort_ratio(fold(one), fold(other))) >= ALIKE


def fakta(corpora: list[Path]) -> None:
    scores: dict[str, list[tuple[int, int, int, int]]] = {}
    for name, options in {**ALONE, **ASKED}.items():
        start = time.process_time()
        scores[name] = [one for corpus in corpora for one in counted(corpus, options)]
        told(name, scores[name], f"{time.process_time() - start:.1f} s")
    worth: Callable[[tuple[int, int, int, int]], tuple[int, int]] = lambda c: (c[0] - c[1], c[2])  # noqa: E731
    told("terbaik", [max((scores[name][n] for name in ALONE), key=worth) for n in range(len(scores["kisi"]))], "")


def told(name: str, counts: list[tuple[int, int, int, int]], more: str) -> None:
    sure, wrong, unsure, want = (sum(one[k] for one in counts) for k in range(4))
    print(f"{name:38} of {want}: right and sure {sure}   right in doubt {unsure}   sure and wrong {wrong}   {more}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    of_tables = kinds.add_parser("icdar")
    of_tables.add_argument("set", type=Path)
    of_tables.add_argument("--prefix", default="")
    kinds.add_parser("fakta").add_argument("corpora", type=Path, nargs="+")
    args = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    if args.kind == "icdar":
        icdar(args.set, args.prefix)
    else:
        fakta(args.corpora)


if __name__ == "__main__":
    main()
