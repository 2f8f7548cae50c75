"""Many documents on many processes, none of which can stop the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import replace
from types import TracebackType

from extractors.model import Fault
from pipeline.batch.ahead import Helpers
from pipeline.batch.jobs.document import Job, count_pages, given_up, note_given_up, read_document
from pipeline.batch.record.progress import Progress
from pipeline.batch.sources import SourceLostError
from pipeline.errors import LkjipError
from pipeline.report.cell_pictures import CellPlace, cell_pictures
from pipeline.storage.work_folder import AT_PAGE, ERROR_NOTE, EXTRACTION, WORK
from pipeline.workers.executor import NO_ROOM, Executor, WorkerDied
from pipeline.workers.limits import EXIT_MEMORY, EXIT_PAGE_TIME, EXIT_STALLED
from pipeline.workers.tasks import patiently

COUNT_SECONDS = 60.0
PICTURE_SECONDS = 120.0
MAX_GIVEN_UP = 5
"""Pages of one document that may each end a process before the pages behind them are given up unread."""
AHEAD = 4
_STUCK_EXIT = 1
"""Exit code of a worker that Python's own watch ended, see `pipeline.batch.jobs.document`."""
_OWN_CHOICE = frozenset((EXIT_MEMORY, EXIT_PAGE_TIME, _STUCK_EXIT))
"""Deaths that the page itself is the reason of, as far as can be told. Any other may have come from outside (the system was
short of memory, somebody ended the process), which the page is given one more try for."""


class Crew:
    """The workers of a run. A context manager: leaving it ends them all."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._executor.close(now=kind is not None)

    def with_pages(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs with their number of pages and the pages that ended a worker in an earlier run.

        Most pages first, so that no long one starts last; those that an earlier run ended at come after all others, so
        that a document that takes the machine down with it does not keep the rest from being read.
        """
        futures = [self._executor.submit(count_pages, job.source.path, seconds=COUNT_SECONDS) for job in jobs]
        counted = []
        for job, future in zip(jobs, futures, strict=True):
            pages = 0  # where it cannot be had, reading it will fail again, and say so
            with suppress(TimeoutError, WorkerDied, OSError, MemoryError):
                pages = patiently(future)
            counted.append(replace(job, pages=pages, given_up=given_up(job)))
        dangerous = {job.source.dokumen_id for job in jobs if job.at_page()}
        for job in jobs:
            job.work.forget(job.source.dokumen_id, AT_PAGE, ERROR_NOTE)
            job.work.forget_all(job.source.dokumen_id, f"{AT_PAGE}.")
        return sorted(counted, key=lambda job: (job.source.dokumen_id in dangerous, -job.pages, job.source.berkas))

    def read_all(self, jobs: Sequence[Job], progress: Progress) -> dict[str, Fault]:
        """Read all documents; the results are in the work folder. Returns the fault of each document that gave none.

        What was ended from outside is tried once more when all others are done: there is the more room for it then.
        A LkjipError of a worker (the disk is full) goes on to the caller.
        """
        failed: dict[str, Fault] = {}
        documents = pages = 0
        waiting, later = deque(jobs), list[Job]()
        running: dict[Future[None], Job] = {}
        helpers = Helpers(self._executor)
        while waiting or running or later or helpers.at_work:
            if not waiting and not running:
                waiting, later = deque(later), []
            while waiting and len(running) < self._ahead():
                job = waiting.popleft()
                running[self._schedule(job)] = job
            if not waiting:
                helpers.lend(running, progress)
            ready, _ = wait([*running, *helpers.at_work], timeout=0.5, return_when=FIRST_COMPLETED)
            helpers.let_go(ready & helpers.at_work.keys())
            for future in ready & running.keys():
                job = running.pop(future)
                again, fault = _outcome(job, future, helpers.help(job))
                if again is not None:
                    _tell_again(progress, again, fault)
                    if again.died_at != job.died_at:
                        later.append(again)
                    else:
                        running[self._schedule(again)] = again
                    continue
                if fault is not None:
                    failed[job.source.dokumen_id] = fault
                _tell(progress, job, fault)
                documents, pages = documents + 1, pages + job.pages
            under_way = sum(max(job.at_page() - 1, 0) for future, job in running.items() if future.running())
            progress.done(documents, pages + under_way)
        for job in jobs:
            if job.source.dokumen_id in helpers.given:
                job.work.forget_half(job.source.dokumen_id)
        return failed

    def pictures(self, places: Sequence[CellPlace]) -> Mapping[CellPlace, str]:
        """Pictures of cells, cut by a worker; none where that takes too long or kills it: a report is not worth a run."""
        future = self._executor.submit(cell_pictures, tuple(places), seconds=PICTURE_SECONDS)
        try:
            return patiently(future)
        except (TimeoutError, WorkerDied, *NO_ROOM):
            return {}

    def _ahead(self) -> int:
        """How many jobs the pool is given at a time: enough for no worker to wait, few enough to be looked at each time."""
        return AHEAD * self._executor.workers

    def _schedule(self, job: Job) -> Future[None]:
        return self._executor.submit(read_document, job, seconds=job.seconds)


def _outcome(job: Job, future: Future[None], helped: bool) -> tuple[Job | None, Fault | None]:
    """(the job to be tried again, what has ended it); both None where it went well. `helped`: others still write its pages."""
    ident = job.source.dokumen_id
    try:
        future.result()
        return None, None
    except LkjipError:
        raise
    except SourceLostError as error:
        return None, Fault("tak_terbaca", str(error))
    except MemoryError:
        return None, Fault("memori_habis", "memori tidak cukup untuk memahami dokumen ini")
    except TimeoutError:
        if not helped:
            job.work.forget_half(ident)
        minutes = job.seconds / 60
        return None, Fault("waktu_habis", f"melewati batas waktu dokumen ({minutes:.0f} menit)")
    except WorkerDied as error:
        page = error.page or job.at_page()
        job.work.forget(ident, AT_PAGE)
        if not helped:
            job.work.forget_half(ident)
        reason = death(error, job.options.page_seconds)
        if (not page or error.exit_code not in _OWN_CHOICE) and page not in job.died_at:
            return replace(job, died_at=job.died_at | {page}), replace(reason, page=page)
        if page and not job.work.has(ident, EXTRACTION, job.extraction_key):
            again = _without(job, page, reason)
            if again is not None:
                note_given_up(again)
                return again, replace(reason, page=page)
        return None, replace(reason, detail=f"{reason.detail} (halaman {page})") if page else reason
    except Exception as error:
        # A bug of ours must not cost the rest of the archive; it is told in full where a person can send it from.
        job.work.note_crash(ident, error)
        where = f"{WORK}/{ident}/{ERROR_NOTE}"  # the same wherever OUTPUT lies: it goes into the datasets
        return None, Fault("kesalahan_program", f"kesalahan program ({type(error).__name__}: {error}); lihat {where}")


def _without(job: Job, page: int, reason: Fault) -> Job | None:
    """The job without the page that ended its worker; None where that has happened too often."""
    lost = (*job.given_up, replace(reason, page=page))
    if len(lost) <= MAX_GIVEN_UP:
        return replace(job, given_up=lost)
    if len(lost) > MAX_GIVEN_UP + 1 or not job.pages:
        return None
    unread = Fault("proses_mati", f"tidak dibaca, sebab {len(lost)} halaman sebelumnya menghentikan pembaca")
    return replace(job, given_up=(*lost, *(replace(unread, page=n) for n in range(page + 1, job.pages + 1))))


def death(error: WorkerDied | TimeoutError, page_seconds: float) -> Fault:
    """What ended the reading or drawing of a page that was given so many seconds."""
    if isinstance(error, TimeoutError) or error.exit_code == EXIT_PAGE_TIME:
        return Fault("waktu_habis", f"tidak selesai dalam {page_seconds:g} detik")
    if error.exit_code == EXIT_MEMORY:
        return Fault("memori_habis", "memori pembaca melebihi batas")
    if error.exit_code == EXIT_STALLED:
        return Fault("proses_mati", "proses pembaca terhenti dan tidak berjalan lagi")
    return Fault("proses_mati", f"proses pembaca berhenti mendadak (kode {error.exit_code}); mungkin memori habis")


def _tell(progress: Progress, job: Job, fault: Fault | None) -> None:
    """The event of a document that is read, or given up."""
    source = job.source
    lost = [one.page for one in job.given_up]
    told = {"kode": fault.code, "galat": fault.detail} if fault else {}
    progress.event("dokumen", dokumen_id=source.dokumen_id, berkas=source.berkas, halaman=job.pages, halaman_hilang=lost, **told)


def _tell_again(progress: Progress, job: Job, why: Fault | None) -> None:
    source = job.source
    page, reason = (why.page or None, why.detail) if why else (None, "")
    given_up = page in (fault.page for fault in job.given_up)
    progress.event(
        "diulang", dokumen_id=source.dokumen_id, berkas=source.berkas, halaman=page, sebab=reason, ditinggalkan=given_up
    )
