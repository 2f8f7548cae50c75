"""What a worker process does with one document. It hands over through the work folder and returns nothing."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import cv2
import msgspec

from extractors.extract import ExtractOptions
from extractors.intake import open_pdf
from extractors.model import Extraction, Fault, PageInfo
from pipeline.cache import WorkFolder
from pipeline.document import Ikhtisar, Pengetahuan, understand_document
from pipeline.identity import Identitas
from pipeline.intake import Source

EXIT_PAGE_TIME = 83
"""Exit code of a worker that gave up on a page; any other death is not of its own choice."""
EXTRACTION, RESULT, CELLS, SUMMARY, AT_PAGE = "ekstraksi", "hasil", "sel", "ikhtisar", "halaman"


class Extractor(Protocol):
    """`extractors.extract.extract`, or what a test puts in its place. Calls `on_page` before each page."""

    def __call__(self, path: Path, options: ExtractOptions, on_page: Callable[[int], None] | None = None) -> Extraction: ...


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read. `given_up` are faults of pages that killed a worker or its patience; they are left out.

    The keys are those of `pipeline.cache`, taken once for a run. `fresh` ignores a kept extraction. `identitas` is what
    siblings add; None lets the document tell itself. `died_before`: a worker ended with this job, at no page.
    """

    source: Source
    work: WorkFolder
    options: ExtractOptions
    known: Pengetahuan
    extract: Extractor
    extraction_key: str
    result_key: str
    pages: int = 0
    identitas: Identitas | None = None
    given_up: tuple[Fault, ...] = ()
    fresh: bool = False
    died_before: bool = False


def prepare() -> None:
    """Once in each worker: there is one a core already."""
    cv2.setNumThreads(1)


def count_pages(path: Path) -> int:
    """Pages of a file, 0 where it does not open."""
    document, _ = open_pdf(path)
    if document is None:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def read_document(job: Job) -> None:
    """Extract (unless kept) and understand a document; `ekstraksi`, `sel`, `hasil`, `ikhtisar` are in the work folder then."""
    ident = job.source.dokumen_id
    extraction = None if job.fresh else job.work.read(ident, EXTRACTION, job.extraction_key, Extraction)
    if extraction is None:
        extraction = _extracted(job)
        job.work.write(ident, EXTRACTION, job.extraction_key, extraction)
    hasil, sel = understand_document(ident, job.source.berkas, extraction, job.known, job.identitas)
    if any(fault.code == "waktu_habis" for fault in extraction.faults):
        hasil = replace(hasil, batas_halaman=job.options.page_seconds)
    job.work.write(ident, CELLS, job.result_key, sel)
    job.work.write(ident, RESULT, job.result_key, hasil)
    summary = Ikhtisar.of(hasil, len(sel), hashlib.sha256(msgspec.msgpack.encode(sel)).hexdigest())
    job.work.write(ident, SUMMARY, job.result_key, summary)  # last: where it is, all is


def _extracted(job: Job) -> Extraction:
    options = job.options
    lost = {fault.page for fault in job.given_up}
    if lost:
        wanted = options.pages or range(1, job.pages + 1)
        options = replace(options, pages=tuple(n for n in wanted if n not in lost))
    with _watched(job) as on_page:
        extraction = job.extract(job.source.path, options, on_page)
    if not lost:
        return extraction
    infos = [PageInfo(n, 0.0, 0.0, "rusak", read=False) for n in sorted(n for n in lost if n is not None)]
    pages = tuple(sorted((*extraction.pages, *infos), key=lambda page: page.number))
    return replace(extraction, pages=pages, faults=(*extraction.faults, *job.given_up))


@contextmanager
def _watched(job: Job) -> Iterator[Callable[[int], None]]:
    """A function to be told each page, while a thread ends the process when one takes longer than `page_seconds`.

    Ending the process is the only sure way out of a C library that does not return; the main process then tries again
    without that page. The page is noted in the work folder, also for a process that is killed from outside.
    """
    since = time.monotonic()
    started = False
    done = threading.Event()

    def on_page(number: int) -> None:
        nonlocal since, started
        job.work.note(job.source.dokumen_id, AT_PAGE, str(number))
        since, started = time.monotonic(), True

    def watch() -> None:
        while not done.wait(min(1.0, job.options.page_seconds / 4)):
            if started and time.monotonic() - since > job.options.page_seconds:
                os._exit(EXIT_PAGE_TIME)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield on_page
    finally:
        done.set()
        thread.join()
        job.work.forget(job.source.dokumen_id, AT_PAGE)
