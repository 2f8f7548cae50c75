"""Speed of the digital part against pdfplumber and camelot lattice, over the same pages, one process, one run.

    python benchmarks/kecepatan.py FOLDER [--camelot]

Prints seconds and ratios for: our extraction, our extraction with facts (PDF to rows of kinerja and anggaran), and
pdfplumber's `find_tables()` + `extract()`. Scans are not read. Peak memory of this process last.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractors.extract import ExtractOptions, extract
from normalizers.headers import load_headers
from pipeline.identity import identify
from pipeline.understand import understand


def ours(path: Path) -> int:
    return len(extract(path, ExtractOptions(ocr=None)).tables)


def ours_with_facts(path: Path) -> int:
    found = extract(path, ExtractOptions(ocr=None))
    identity = identify(found.lines, found.tables, path.name)
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


def timed(work: Callable[[Path], int], files: list[Path]) -> tuple[float, int]:
    start = time.perf_counter()
    count = sum(work(f) for f in files)
    return time.perf_counter() - start, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--camelot", action="store_true", help="time camelot lattice, too (slow)")
    args = parser.parse_args()
    files = sorted(args.folder.rglob("*.pdf"))
    pages = sum(len(extract(f, ExtractOptions(ocr=None)).pages) for f in files)  # warms the file cache as well
    peers = {"extract": ours, "extract to facts": ours_with_facts, "pdfplumber": pdfplumbers}
    if args.camelot:
        peers["camelot lattice"] = camelots
    seconds = {}
    for name, work in peers.items():
        seconds[name], count = timed(work, files)
        print(f"{name:18} {seconds[name]:8.2f} s  {1000 * seconds[name] / pages:7.1f} ms a page  ({count} found)")
    for name in ("extract", "extract to facts"):
        print(f"{name} / pdfplumber = {seconds[name] / seconds['pdfplumber']:.2f}")
    if sys.platform != "win32":
        import resource

        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB over {pages} pages")


if __name__ == "__main__":
    main()
