"""How the time of one page grows with its words: 150 columns of short words without rulings, on 10, 33, 100 and 333 rows.

    python benchmarks/waktu/padat.py [--rows 10 33 100 333] [--columns 150]

Three kinds of page: words alone; figures behind two columns of words; words whose lines waver by a point, so that no two
columns stand at the same heights. Prints the CPU seconds from PDF to tables, and microseconds a word.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extractors.extract import ExtractOptions, extract

KINDS = ("kata", "angka", "goyang")
COLUMN, LINE, MARGIN = 30, 14, 60
"""Points."""


def page_of(kind: str, columns: int, rows: int) -> bytes:
    chance = random.Random(5)
    paper = io.BytesIO()
    height = rows * LINE + 2 * MARGIN
    canvas = Canvas(paper, pagesize=(columns * COLUMN + MARGIN, height))
    canvas.setFont("Helvetica", 8)
    for row in range(rows):
        for column in range(columns):
            text = "".join(chance.choice("abcdefghij") for _ in range(4))
            if kind == "angka" and column > 1:
                text = f"{chance.randint(10, 99)},{chance.randint(10, 99)}"
            off = chance.uniform(-1, 1) if kind == "goyang" else 0
            canvas.drawString(40 + COLUMN * column, height - MARGIN - LINE * row + off, text)
    canvas.save()
    return paper.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[10, 33, 100, 333])
    parser.add_argument("--columns", type=int, default=150)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "padat.pdf"
        for kind in KINDS:
            for rows in args.rows:
                path.write_bytes(page_of(kind, args.columns, rows))
                start = time.process_time()
                extract(path, ExtractOptions(ocr=None))
                seconds, words = time.process_time() - start, args.columns * rows
                print(f"{kind:7} {words:6} words {seconds:7.2f} s {1e6 * seconds / words:7.0f} us a word", flush=True)


if __name__ == "__main__":
    main()
