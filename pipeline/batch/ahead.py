"""Workers that have nothing to do read ahead: scanned pages of a document that another worker is reading.

That one reads from the first page on, the others from the last back, each its own: where they meet, all is read. Pages go over
the work folder, where a run that was broken off looks for them as well. A helper that dies is not replaced: what it has left
undone the document's own worker meets, and says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import count

from pipeline.batch.jobs.document import Job, read_pages
from pipeline.batch.record.progress import Progress
from pipeline.errors import LkjipError
from pipeline.storage.work_folder import EXTRACTION, PAGE
from pipeline.workers.executor import Executor

_LEAST, _MOST = 4, 16
"""Fewer pages the document's worker has read before a helper has begun; of more at a time others could take some."""


@dataclass(slots=True)
class Helpers:
    """Workers lent to documents that others read. `given` are the pages that were given away, once and for all."""

    executor: Executor
    at_work: dict[Future[None], Job] = field(default_factory=dict)
    given: dict[str, set[int]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def lend(self, running: Mapping[Future[None], Job], progress: Progress) -> None:
        """Give pages to workers that have nothing to do; `running` is all that is left to be read."""
        for idle in range(self.executor.workers - len(running) - len(self.at_work), 0, -1):
            pages, job = max(
                ((self._left(job), job) for future, job in running.items() if future.running()),
                key=lambda one: len(one[0]),
                default=((), None),
            )
            if job is None or len(pages) < _LEAST:
                return
            ident = job.source.dokumen_id
            taken = tuple(reversed(pages[-min(_MOST, len(pages) // (idle + 1)) :]))
            self.given.setdefault(ident, set()).update(taken)
            helper = replace(job, helper=next(self._numbers), pages=len(taken))
            self.at_work[self.executor.submit(read_pages, helper, taken, seconds=helper.seconds)] = helper
            progress.event("dibantu", dokumen_id=ident, berkas=job.source.berkas, halaman=sorted(taken))

    def let_go(self, ready: Iterable[Future[None]]) -> None:
        """Helpers that have ended. A LkjipError of theirs (the disk is full) goes on to the caller; anything else that went wrong
        the document's own worker tells."""
        for future in ready:
            helper = self.at_work.pop(future)
            try:
                future.result()
            except LkjipError:
                raise
            except Exception:
                helper.work.forget(helper.source.dokumen_id, helper.note)

    def help(self, job: Job) -> bool:
        """Whether somebody else than its worker reads a document."""
        return any(other.source == job.source for other in self.at_work.values())

    def _left(self, job: Job) -> Sequence[int]:
        """The pages of a document that its worker has not come to, and that nobody was given; none where it is no scan."""
        ident = job.source.dokumen_id
        if job.pages < _LEAST or not job.work.has_any(ident, PAGE) or job.work.has(ident, EXTRACTION, job.extraction_key):
            return ()
        wanted = range(1, job.pages + 1) if job.options.pages is None else job.options.pages
        gone = self.given.get(ident, set()) | {fault.page for fault in job.given_up}
        at = job.at_page()
        return [page for page in wanted if page > at and page not in gone]
