"""Speed of the digital part by stage, beside pdfplumber and camelot lattice, over the same pages in one process and one run.

    python benchmarks/waktu/kecepatan.py FOLDER [--camelot] [--repeat N]

FOLDER holds digital PDFs; scans are not read. Prints for each stage pages a second and milliseconds a page (the best of N
rounds, CPU time of this process, which other work on the machine disturbs least), and its time as a share of pdfplumber's
`find_tables()` + `extract()`. Peak memory of this process last, taken before the peers run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractors.extract import ExtractOptions, extract
from extractors.model import Extraction
from extractors.pdf.file import open_pdf
from extractors.pdf.page import read_page
from normalizers.heading_words import load_headers
from pipeline.facts.understand import understand
from pipeline.identity.identify import Identity, identify


def read_words(path: Path) -> int:
    """Characters and rulings of all pages, joined to words; no tables yet."""
    opened, _ = open_pdf(path)
    if opened is None:
        return 0
    words = 0
    for k in range(len(opened)):
        page = opened[k]
        words += len(read_page(page, k + 1).words)
        page.close()
    opened.close()
    return words


def tables_of(path: Path) -> Extraction:
    return extract(path, ExtractOptions(ocr=None))


def to_facts(path: Path) -> int:
    found = tables_of(path)
    return facts_of(found, identify(found.lines, found.tables, path.name))


def facts_of(found: Extraction, identity: Identity) -> int:
    result = understand("0" * 16, found.tables, identity, load_headers())
    return len(result.kinerja) + len(result.anggaran)


def pdfplumbers(path: Path) -> int:
    import pdfplumber

    count = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                table.extract()
                count += 1
            page.close()
    return count


def camelots(path: Path) -> int:
    import camelot

    return len(camelot.read_pdf(str(path), pages="all", flavor="lattice"))


def best_time(work: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the fastest of so many rounds."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--camelot", action="store_true", help="time camelot lattice, too (slow)")
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    files = sorted(args.folder.rglob("*.pdf"))
    found = {f: tables_of(f) for f in files}  # warms caches and the file system as well
    identities = {f: identify(e.lines, e.tables, f.name) for f, e in found.items()}
    pages = sum(len(e.pages) for e in found.values())
    facts = sum(facts_of(found[f], identities[f]) for f in files)
    print(f"{len(files)} files, {pages} pages, {sum(len(e.tables) for e in found.values())} tables, {facts} facts")

    stages: dict[str, Callable[[], object]] = {
        "read (words, rulings)": lambda: [read_words(f) for f in files],
        "extract (to tables)": lambda: [tables_of(f) for f in files],
        "identify": lambda: [identify(e.lines, e.tables, f.name) for f, e in found.items()],
        "understand": lambda: [facts_of(e, identities[f]) for f, e in found.items()],
        "PDF to facts": lambda: [to_facts(f) for f in files],
    }
    seconds = {name: best_time(work, args.repeat) for name, work in stages.items()}
    memory = peak_memory()
    seconds["pdfplumber"] = best_time(lambda: [pdfplumbers(f) for f in files], args.repeat)
    if args.camelot:
        seconds["camelot lattice"] = best_time(lambda: [camelots(f) for f in files], 1)
    for name, s in seconds.items():
        ratio = s / seconds["pdfplumber"]
        print(f"{name:22} {pages / s:8.1f} pages/s {1000 * s / pages:8.1f} ms a page   {ratio:6.2f} of pdfplumber")
    if memory:
        print(f"peak memory {memory:.0f} MB over {pages} pages")


def peak_memory() -> float | None:
    """MB; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
