"""Table structure on a set in the format of the ICDAR 2013 table competition, our extractors and the peers in one run.

    python benchmarks/tabel/icdar.py SET [--worst N] [--tool NAME ...]

SET holds NAME.pdf with NAME-str.xml (cells of each table) and NAME-reg.xml (where they stand). Relations are (text, neighbour's
text, right | down) between a filled cell and the next filled one, counted per document with their number (Goebel et al., A
methodology for evaluating algorithms for table understanding in PDF documents, 2012). Whole documents are read: no tool is
told where the tables are. A tool that fails on a document has found nothing there.
"""

from __future__ import annotations

import argparse
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from extractors.extract import ExtractOptions, extract

Relations = Counter[tuple[str, str, str]]
Placed = list[tuple[int, int, int, int, str]]
"""Cells of a table: first row, first column, last row, last column, text."""


def key(text: str) -> str:
    """A text without white space and signs; signs alone stay."""
    return re.sub(r"[\W_]+", "", text).lower() or re.sub(r"\s+", "", text)


def relations(cells: Placed) -> Relations:
    grid: dict[tuple[int, int], int] = {}
    filled = [cell for cell in cells if key(cell[4])]
    for n, (r, c, r2, c2, _) in enumerate(filled):
        for i in range(r, r2 + 1):
            for j in range(c, c2 + 1):
                grid.setdefault((i, j), n)
    out: Relations = Counter()
    if not grid:
        return out
    rows, columns = max(i for i, _ in grid), max(j for _, j in grid)
    for n, (r, c, r2, c2, text) in enumerate(filled):
        right = {next((grid[i, j] for j in range(c2 + 1, columns + 1) if (i, j) in grid), n) for i in range(r, r2 + 1)}
        down = {next((grid[i, j] for i in range(r2 + 1, rows + 1) if (i, j) in grid), n) for j in range(c, c2 + 1)}
        for direction, others in (("right", right), ("down", down)):
            out.update((key(text), key(filled[m][4]), direction) for m in others - {n})
    return out


def truth(xml: Path) -> Relations:
    out: Relations = Counter()
    for region in ElementTree.parse(xml).getroot().iter("region"):
        cells = []
        for cell in region.iter("cell"):
            content = cell.find("content")
            r, c = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
            text = "".join(content.itertext()) if content is not None else ""
            cells.append((r, c, int(cell.get("end-row") or r), int(cell.get("end-col") or c), text))
        out += relations(cells)
    return out


def ours(pdf: Path) -> Iterator[Placed]:
    for table in extract(pdf, ExtractOptions(ocr=None)).tables:
        yield [(c.row, c.column, c.row + c.row_span - 1, c.column + c.column_span - 1, c.text) for c in table.cells]


def dense(rows: list[list[str | None]]) -> Placed:
    return [(i, j, i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row) if text]


def pdfplumbers(pdf: Path) -> Iterator[Placed]:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            for table in page.find_tables():
                yield dense(table.extract())


def camelots(flavor: str) -> Callable[[Path], Iterator[Placed]]:
    def read(pdf: Path) -> Iterator[Placed]:
        import camelot

        for table in camelot.read_pdf(str(pdf), pages="all", flavor=flavor):
            yield dense(table.df.values.tolist())

    return read


TOOLS: dict[str, Callable[[Path], Iterator[Placed]]] = {
    "lkjip": ours,
    "pdfplumber": pdfplumbers,
    **{f"camelot-{flavor}": camelots(flavor) for flavor in ("lattice", "stream", "network", "hybrid", "auto")},
}


def f1(hit: int, want: int, got: int) -> tuple[float, float, float]:
    """(precision, recall, F1)."""
    p, r = hit / max(1, got), hit / max(1, want)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--tool", nargs="*", default=list(TOOLS), choices=list(TOOLS))
    parser.add_argument("--worst", type=int, default=0, help="list the documents with the lowest F1")
    args = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    # NAME-b is a second person's reading of NAME-a's tables and has no PDF of its own
    files = [p for x in sorted(args.set.glob("*-str.xml")) if (p := x.with_name(x.name.replace("-str.xml", ".pdf"))).exists()]
    wanted = {pdf: truth(pdf.with_name(f"{pdf.stem}-str.xml")) for pdf in files}
    print(f"{len(files)} documents; a scan among them has no text layer and is read by none")
    for tool in args.tool:
        start, each, sums, failed = time.process_time(), [], [0, 0, 0], 0
        for pdf in files:
            got: Relations = Counter()
            try:
                for cells in TOOLS[tool](pdf):
                    got += relations(cells)
            except Exception as error:  # a peer's failure is its result, and is said
                failed += 1
                print(f"  {tool} failed on {pdf.name}: {type(error).__name__}: {error}"[:120])
            counts = (wanted[pdf] & got).total(), wanted[pdf].total(), got.total()
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
            each.append((f1(*counts), pdf.name))
        p, r, f = f1(*sums)
        mean = sum(scores[2] for scores, _ in each) / max(1, len(each))
        seconds = time.process_time() - start
        print(
            f"{tool:16} micro P {p:.3f} R {r:.3f} F1 {f:.3f}   mean F1 a document {mean:.3f}   {seconds:.1f} s, {failed} failed"
        )
        for scores, name in sorted(each, key=lambda e: e[0][2])[: args.worst]:
            print("    P {:.2f} R {:.2f} F1 {:.2f}  ".format(*scores) + name)


if __name__ == "__main__":
    main()
