"""What a worker process does with one document. It hands over through the work folder and returns nothing."""

from __future__ import annotations

import faulthandler
import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import msgspec

from extractors.extract import MAX_PAGES, ExtractOptions, KeptPages, ScannedPage, read_ahead
from extractors.model import Extraction, Fault, PageInfo
from extractors.pdf.file import open_pdf
from pipeline.batch.sources import Source, SourceLostError
from pipeline.datasets.records import Sel
from pipeline.document import DocumentDigest, DocumentResult, UserKnowledge, understand_document
from pipeline.facts.one_table import TablesBefore
from pipeline.identity.identify import Identity
from pipeline.keputusan.decision import Keputusan
from pipeline.storage.places import local_copy
from pipeline.storage.stamps import Stamp
from pipeline.storage.work_folder import AT_PAGE, CELLS, EXTRACTION, GIVEN_UP, PAGE, RESULT, SUMMARY, WorkFolder
from pipeline.workers.limits import EXIT_PAGE_TIME, end_process, pulse

_STUCK_SECONDS = 15.0
"""So long after its time a page is ended even where a C library lets no thread of ours run; after as much again the parent
ends a process that stands still."""


START_SECONDS = 120.0
"""Allowance of a document beside its pages: loading OCR models, finding meaning."""
_GONE = Fault("tak_terbaca", "berkas tidak ada lagi di folder masukan, dan hasil bacanya tidak utuh")


class Extractor(Protocol):
    """`extractors.extract.extract`, or what a test puts in its place. Calls `on_page` before each page; pages that take long
    are taken from and given to `kept`."""

    def __call__(
        self,
        path: Path,
        options: ExtractOptions,
        on_page: Callable[[int], None] | None = None,
        kept: KeptPages | None = None,
    ) -> Extraction: ...


@dataclass(slots=True)
class AtHand:
    """Documents that were understood last, kept in the memory of a process that writes answers of people into datasets: the next
    answer is mostly about one of them. `most` are kept."""

    most: int = 4
    _documents: OrderedDict[str, tuple[tuple[str, Stamp], Extraction, TablesBefore]] = field(default_factory=OrderedDict)

    def take(self, job: Job) -> tuple[Extraction, TablesBefore] | None:
        """A document as it was read, where what the work folder keeps of it is still the same."""
        found = self._documents.get(job.source.dokumen_id)
        return None if found is None or found[0] != _state(job) else found[1:]

    def put(self, job: Job, extraction: Extraction, tables: TablesBefore) -> None:
        """Keep a document, in the place of the one that was not asked for the longest."""
        state = _state(job)
        if state is None:
            return
        self._documents[job.source.dokumen_id] = state, extraction, tables
        self._documents.move_to_end(job.source.dokumen_id)
        while len(self._documents) > self.most:
            self._documents.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read. `given_up` are faults of pages that killed a worker or its patience; they are left out.

    The keys are those of `pipeline.storage.work_folder`, taken once for a run. `fresh` ignores a kept extraction. `identity` is
    what siblings add; None lets the document tell itself. `died_at`: pages at which a worker was ended from outside once (0:
    before the first); at a second time they are given up. `keputusan`: what people decided that may touch it.
    `terbaca`: what it told of itself when it was understood before.
    `helper` is 0 for the worker that reads the document; others read scanned pages of it ahead. `at_hand`: what this process
    has in memory of documents, where it does the job itself.
    """

    source: Source
    work: WorkFolder
    options: ExtractOptions
    known: UserKnowledge
    extract: Extractor
    extraction_key: str
    result_key: str
    pages: int = 0
    identity: Identity | None = None
    given_up: tuple[Fault, ...] = ()
    fresh: bool = False
    died_at: frozenset[int] = frozenset()
    keputusan: tuple[Keputusan, ...] = ()
    terbaca: Identity | None = None
    helper: int = 0
    at_hand: AtHand | None = None

    @property
    def seconds(self) -> float:
        """What may be spent on it."""
        return START_SECONDS + self.options.page_seconds * max(self.pages, 1)

    @property
    def note(self) -> str:
        """The work file in which the page that is being read is noted."""
        return f"{AT_PAGE}.{self.helper}" if self.helper else AT_PAGE

    def at_page(self) -> int:
        """The page that is being read just now, 0 where none is."""
        noted = self.work.noted(self.source.dokumen_id, self.note)
        return int(noted) if noted and noted.isdigit() else 0


def _state(job: Job) -> tuple[str, Stamp] | None:
    """What has to be the same for a document to be as it was; None where nothing is kept of it."""
    stamp = Stamp.if_there(job.work.path(job.source.dokumen_id, EXTRACTION))
    return None if stamp is None else (job.result_key, stamp)


def count_pages(path: Path) -> int:
    """Pages of a file, 0 where it does not open."""
    with local_copy(path) as file:
        document, _ = open_pdf(file)
        if document is None:
            return 0
        try:
            return min(len(document), MAX_PAGES)
        finally:
            document.close()


def read_document(job: Job) -> None:
    """Extract (unless kept) and understand a document; `ekstraksi`, `sel`, `hasil` and `ikhtisar` are in the work folder then.

    SourceLostError where the file is not, or no longer, the one that its `dokumen_id` was taken from.
    """
    ident = job.source.dokumen_id
    extraction, tables = (None, TablesBefore()) if job.fresh else _kept(job)
    if extraction is None and job.source.kept_as is not None:
        # late: pyarrow, which no other worker needs
        from pipeline.batch.jobs.restored import restored

        written = restored(job.work.root.parent, ident, job.identity)
        if written is not None:
            keep_result(job.work, job.result_key, *written)
            return
    if extraction is None:
        job.source.assure_unchanged()
        extraction = _extracted(job)
        if job.source.kept_as is None:
            job.source.assure_unchanged()  # copied over while it was read: it would stand under the name of other bytes
            job.work.write(ident, EXTRACTION, job.extraction_key, extraction)
            job.work.forget(ident, GIVEN_UP)
        if not any(fault.page and fault.code != "isi_rusak" for fault in extraction.faults):
            job.work.forget_all(ident, PAGE)
    hasil, sel = _understood(job, extraction, tables)
    if any(fault.code == "waktu_habis" for fault in extraction.faults):
        hasil = replace(hasil, batas_halaman=job.options.page_seconds)
    keep_result(job.work, job.result_key, hasil, sel)


def understand_at_hand(job: Job) -> None:
    """Have a document that is kept in memory (`job.at_hand`), understood as it was; nothing is written."""
    extraction, tables = _kept(job)
    if extraction is not None:
        _understood(job, extraction, tables)


def _kept(job: Job) -> tuple[Extraction | None, TablesBefore]:
    """What was read of a document, from memory or the work folder, and how its tables were understood, from memory."""
    found = None if job.at_hand is None else job.at_hand.take(job)
    return found or (job.work.read(job.source.dokumen_id, EXTRACTION, job.extraction_key, Extraction), TablesBefore())


def _understood(job: Job, extraction: Extraction, tables: TablesBefore) -> tuple[DocumentResult, tuple[Sel, ...]]:
    if job.at_hand is not None:
        job.at_hand.put(job, extraction, tables)
    told = (job.known, job.identity, job.keputusan, job.terbaca)
    return understand_document(job.source.dokumen_id, job.source.berkas, extraction, *told, tables)


def _digest(sel: tuple[Sel, ...]) -> str:
    """Of the cells as they will be read back: a box at 50 points is one at 50.0."""
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(sel), type=tuple[Sel, ...])
    return hashlib.sha256(msgspec.msgpack.encode(kept)).hexdigest()


def keep_result(work: WorkFolder, key: str, hasil: DocumentResult, sel: tuple[Sel, ...]) -> DocumentDigest:
    """Put what was understood of a document into the work folder; returns what the main process remembers of it."""
    ikhtisar = DocumentDigest.of(hasil, len(sel), _digest(sel) if sel else "")
    work.forget(hasil.dokumen_id, SUMMARY)  # what it tells of holds no longer from here on
    work.write(hasil.dokumen_id, CELLS, key, sel)
    work.write(hasil.dokumen_id, RESULT, key, hasil)
    work.write(hasil.dokumen_id, SUMMARY, key, ikhtisar)  # last: where it is, all is
    return ikhtisar


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A fault of a page that ended its worker, and the seconds a page had then."""

    fault: Fault
    page_seconds: float


def given_up(job: Job) -> tuple[Fault, ...]:
    """Pages that ended their worker in an earlier run that did not come to the end of the document. One that only took too
    long is tried again with more patience."""
    known = job.work.read(job.source.dokumen_id, GIVEN_UP, job.extraction_key, tuple[GivenUp, ...]) or ()
    patience = job.options.page_seconds
    return tuple(one.fault for one in known if one.fault.code != "waktu_habis" or one.page_seconds >= patience)


def note_given_up(job: Job) -> None:
    """Remember over runs which pages are given up."""
    ones = tuple(GivenUp(fault, job.options.page_seconds) for fault in job.given_up)
    job.work.write(job.source.dokumen_id, GIVEN_UP, job.extraction_key, ones)


@dataclass(frozen=True, slots=True)
class PagesInWork:
    """Scanned pages of a document in the work folder, so that a run that was broken off goes on at the next page."""

    work: WorkFolder
    dokumen_id: str
    key: str

    def read(self, number: int) -> ScannedPage | None:
        return self.work.read(self.dokumen_id, self.name(number), self.key, ScannedPage)

    def keep(self, number: int, page: ScannedPage) -> None:
        self.work.write(self.dokumen_id, self.name(number), self.key, page)

    @staticmethod
    def name(number: int) -> str:
        return f"{PAGE}{number:05d}"


class _ReadAlready(Exception):  # noqa: N818  (an event, not a mistake of the program)
    """The document is read: nobody wants its pages any more."""


def read_pages(job: Job, numbers: tuple[int, ...]) -> None:
    """Read scanned pages of a document ahead of the worker that reads it; they are in the work folder then."""
    ident = job.source.dokumen_id

    def wanted() -> bool:
        return not job.work.has(ident, EXTRACTION, job.extraction_key)

    if not wanted():
        return
    job.source.assure_unchanged()
    kept = PagesInWork(job.work, ident, job.extraction_key)
    with suppress(_ReadAlready), _watched(job) as note_page, local_copy(job.source.path) as file:

        def on_page(number: int) -> None:
            if not wanted():
                raise _ReadAlready
            note_page(number)

        read_ahead(file, numbers, job.options, on_page, kept)
    if not wanted():  # what was kept since then would lie there for ever
        job.work.forget(ident, *(kept.name(number) for number in numbers))


def _extracted(job: Job) -> Extraction:
    if job.source.kept_as is not None:
        return Extraction((), (), (), (_GONE,))
    options = job.options
    lost = {fault.page for fault in job.given_up}
    if lost:
        wanted = range(1, (job.pages or MAX_PAGES) + 1) if options.pages is None else options.pages
        options = replace(options, pages=tuple(n for n in wanted if n not in lost))
    with _watched(job) as on_page:
        kept = PagesInWork(job.work, job.source.dokumen_id, job.extraction_key)
        try:
            with local_copy(job.source.path) as file:
                extraction = job.extract(file, options, on_page, kept)
        except OSError as error:
            raise SourceLostError(f"berkas tidak dapat dibaca dari disk: {error.strerror or error}") from error
    lost_file = next((fault for fault in extraction.faults if fault.code == "tak_terbaca"), None)
    if lost_file is not None:
        raise SourceLostError(lost_file.detail)
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
        job.work.note(job.source.dokumen_id, job.note, str(number))
        started = False
        faulthandler.cancel_dump_traceback_later()
        pulse(job.options.page_seconds + 2 * _STUCK_SECONDS)  # may wait, where the parent is stopped (Ctrl-Z)
        since, started = time.monotonic(), True
        faulthandler.dump_traceback_later(job.options.page_seconds + _STUCK_SECONDS, exit=True, file=nowhere)

    def watch() -> None:
        while not done.wait(min(1.0, job.options.page_seconds / 4)):
            if started and time.monotonic() - since > job.options.page_seconds:
                end_process(EXIT_PAGE_TIME)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            yield on_page
        finally:
            faulthandler.cancel_dump_traceback_later()
            done.set()
            thread.join()
            pulse(None)
            job.work.forget(job.source.dokumen_id, job.note)
