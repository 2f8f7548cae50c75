"""Cost of scanned pages, beside rapidocr's own reading of the whole page, page by page in one process and one run.

    python benchmarks/waktu/pindaian.py FOLDER [--pages N]

FOLDER holds PDFs; of each the first N scanned pages are taken (3 unless told). CPU seconds of one core: for the look that
tells whether a page may hold a table, for a page that may (words and rulings), and for rapidocr with its default settings
on the same picture at 200 dpi, one inference thread each. Processors differ by a factor of four in this work: compare the
ratio, not the seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import pypdfium2 as pdfium

from extractors.extract import LEADING
from extractors.model import PICTURED
from extractors.pdf.file import open_pdf
from extractors.pdf.page import read_page
from extractors.scan.coloured_ink import render_plain
from extractors.scan.inference import load_rapidocr
from extractors.scan.page import OcrOptions, read_scanned
from extractors.scan.prose.look import look_at
from extractors.scan.reader import rapid_reader

OPTIONS = OcrOptions()


def peer() -> Any:
    threads = {f"EngineConfig.onnxruntime.{name}_op_num_threads": 1 for name in ("intra", "inter")}
    return load_rapidocr({"Global.log_level": "critical", **threads})


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def scanned_pages(document: pdfium.PdfDocument, most: int) -> list[int]:
    found: list[int] = []
    for k in range(len(document)):
        if len(found) < most and read_page(document[k], k + 1).kind in PICTURED:
            found.append(k)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=3, help="scanned pages of each file")
    args = parser.parse_args()
    reader = peer()
    rapid_reader(OPTIONS.threads).read([])  # loads the models, which is not a page's cost
    looks: list[float] = []
    ours: list[float] = []
    theirs: list[float] = []
    for path in sorted(args.folder.rglob("*.pdf")):
        document, _ = open_pdf(path)
        if document is None:
            continue
        for k in scanned_pages(document, args.pages):
            page = document[k]
            looks.append(seconds(partial(look_at, page)))
            if k >= LEADING and not look_at(page).may_hold_table:
                print(f"{path.name[-40:]:40} {k + 1:4}  {looks[-1]:6.2f} s  no table, left unread")
                continue
            ours.append(seconds(partial(read_scanned, page, k + 1, OPTIONS)))
            image = cv2.cvtColor(render_plain(page, OPTIONS.dpi).gray, cv2.COLOR_GRAY2BGR)
            theirs.append(seconds(partial(reader, image)))
            ratio = ours[-1] / theirs[-1]
            print(f"{path.name[-40:]:40} {k + 1:4}  {ours[-1]:6.2f} s  rapidocr {theirs[-1]:6.2f} s  {ratio:5.2f}")
        document.close()
    if not looks:
        parser.error(f"no scanned page under {args.folder}")
    print(f"{len(looks)} scanned pages, a look {sum(looks) / len(looks):.2f} s")
    if ours:
        ratio = sum(ours) / sum(theirs)
        print(f"{len(ours)} read: {sum(ours) / len(ours):.2f} s a page, {ratio:.2f} of rapidocr's whole-page reading")


if __name__ == "__main__":
    main()
