"""Many documents on many processes, none of which can stop the others."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Protocol

from extractors.model import Fault
from pipeline.cache import WorkFolder
from pipeline.errors import LkjipError
from pipeline.executor import Executor, WorkerDied
from pipeline.potongan import Tempat, cell_pictures
from pipeline.worker import AT_PAGE, EXIT_PAGE_TIME, EXTRACTION, Job, count_pages, read_document

START_SECONDS = 120.0
"""Allowance of a document beside its pages: loading OCR models, finding meaning."""
COUNT_SECONDS = 60.0
PICTURE_SECONDS = 120.0
MAX_GIVEN_UP = 5
"""Pages of one document that may each end a process before the document is given up."""
AHEAD = 4
_ERROR_NOTE = "galat.txt"


class Progress(Protocol):
    """What a run tells of its progress."""

    def stage(self, name: str) -> None:
        """A new stage of the run begins."""
        ...

    def total(self, documents: int, pages: int) -> None:
        """So much is to be read."""
        ...

    def done(self, documents: int, pages: int) -> None:
        """So much has been read."""
        ...


class Crew:
    """The workers of a run. A context manager: leaving it ends them all."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._executor.close(now=kind is not None)

    def with_pages(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs with their number of pages, most pages first, so that no long one starts last."""
        futures = [self._executor.submit(count_pages, job.source.path, seconds=COUNT_SECONDS) for job in jobs]
        counted = []
        for job, future in zip(jobs, futures, strict=True):
            try:
                counted.append(replace(job, pages=_patiently(future)))
            except (TimeoutError, WorkerDied):
                counted.append(job)  # reading it will fail again, and say so
        return sorted(counted, key=lambda job: (-job.pages, job.source.berkas))

    def read_all(self, jobs: Sequence[Job], progress: Progress) -> dict[str, Fault]:
        """Read all documents; the results are in the work folder. Returns the fault of each document that gave none.

        A LkjipError of a worker (the disk is full) goes on to the caller.
        """
        failed: dict[str, Fault] = {}
        documents = pages = 0
        waiting = iter(jobs)
        running: dict[Future[None], Job] = {}
        while True:
            running |= {self._schedule(job): job for job in islice(waiting, max(0, self._ahead() - len(running)))}
            if not running:
                break
            ready, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
            for future in ready:
                job = running.pop(future)
                again, fault = _outcome(job, future)
                if again is not None:
                    running[self._schedule(again)] = again
                    continue
                if fault is not None:
                    failed[job.source.dokumen_id] = fault
                documents, pages = documents + 1, pages + job.pages
            under_way = sum(max(_at_page(job) - 1, 0) for future, job in running.items() if future.running())
            progress.done(documents, pages + under_way)
        return failed

    def pictures(self, raw: Path, places: Sequence[Tempat]) -> Mapping[Tempat, str]:
        """Pictures of cells, cut by a worker; none where that takes too long or kills it: a report is not worth a run."""
        future = self._executor.submit(cell_pictures, raw, tuple(places), seconds=PICTURE_SECONDS)
        try:
            while not wait([future], timeout=0.5).done:
                pass
            found: Mapping[Tempat, str] = future.result()
        except (TimeoutError, WorkerDied):
            return {}
        return found

    def _ahead(self) -> int:
        """How many jobs the pool is given at a time: enough for no worker to wait, few enough to be looked at each time."""
        return AHEAD * self._executor.workers

    def _schedule(self, job: Job) -> Future[None]:
        return self._executor.submit(read_document, job, seconds=_limit(job))


def _outcome(job: Job, future: Future[None]) -> tuple[Job | None, Fault | None]:
    """(the job to be tried again, the fault that ends it); both None where it went well."""
    ident = job.source.dokumen_id
    try:
        future.result()
        return None, None
    except LkjipError:
        raise
    except TimeoutError:
        minutes = _limit(job) / 60
        return None, Fault("waktu_habis", f"melewati batas waktu dokumen ({minutes:.0f} menit)")
    except WorkerDied as error:
        page = _at_page(job)
        job.work.forget(ident, AT_PAGE)
        reason = _death(error, job)
        if page and not job.work.has(ident, EXTRACTION, job.extraction_key) and len(job.given_up) < MAX_GIVEN_UP:
            return replace(job, given_up=(*job.given_up, replace(reason, page=page))), None
        if not page and not job.died_before:
            return replace(job, died_before=True), None  # killed for what its neighbour did, perhaps
        return None, replace(reason, detail=f"{reason.detail} (halaman {page})") if page else reason
    except Exception as error:
        # A bug of ours must not cost the rest of the archive; it is told in full where a person can send it from.
        job.work.note(ident, _ERROR_NOTE, "".join(traceback.format_exception(error)))
        where = job.work.path(ident, _ERROR_NOTE)
        return None, Fault("kesalahan_program", f"kesalahan program ({type(error).__name__}: {error}); lihat {where}")


def _death(error: WorkerDied, job: Job) -> Fault:
    if error.exit_code == EXIT_PAGE_TIME:
        return Fault("waktu_habis", f"tidak selesai dalam {job.options.page_seconds:g} detik")
    return Fault("proses_mati", f"proses pembaca berhenti mendadak (kode {error.exit_code}); mungkin memori habis")


def _limit(job: Job) -> float:
    return START_SECONDS + job.options.page_seconds * max(job.pages, 1)


def _at_page(job: Job) -> int:
    noted = job.work.noted(job.source.dokumen_id, AT_PAGE)
    return int(noted) if noted and noted.isdigit() else 0


def _patiently(future: Future[int]) -> int:
    """The result, waiting in short steps: on Windows a long wait cannot be interrupted by Ctrl-C."""
    while not wait([future], timeout=0.5).done:
        pass
    return future.result()


def clear_notes(work: WorkFolder, dokumen_id: str) -> None:
    """Take away what an earlier, broken-off attempt left behind."""
    work.forget(dokumen_id, AT_PAGE, _ERROR_NOTE)
