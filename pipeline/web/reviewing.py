"""The queue as the pages ask for it, and the datasets written again behind the answers: one agency at a time, in a worker."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import LkjipError
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import Decisions, read_decisions
from pipeline.review.consequences import Consequence, consequence
from pipeline.review.decide import foresee, rewrite
from pipeline.review.known import stamps
from pipeline.review.questions import Filter, Question, Queue, Scope, queue
from pipeline.workers.executor import NO_ROOM, Executor, WorkerDied
from pipeline.workers.tasks import patiently

T = TypeVar("T")
_SECONDS = 3600.0
"""What writing a whole archive again may take."""
_AGAIN_SECONDS = 10.0
"""A run that holds the output folder is asked again so often whether it is done."""
_KEPT = 256
_AT_HAND = 4
"""So many documents the worker keeps in memory."""


def load() -> None:
    """In a worker: what writing datasets again takes."""
    import pipeline.batch.rewriting  # noqa: F401  (late: it loads what reads pages and matches indicators)


class AnsweredError(Exception):
    """There is no such question (any more): it was answered, here or by somebody else."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How far the datasets are behind the decisions: so many agencies wait. `pesan` tells, for the user, what holds it up."""

    menunggu: int
    pesan: str


@dataclass(slots=True)
class Rewriter:
    """Brings the datasets to what was decided, as soon as it was."""

    output: Path
    workers: Executor
    _wanted: OrderedDict[str | None, int] = field(default_factory=OrderedDict)
    _asked: int = 0
    _note: str = ""
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _over: bool = False
    _foreseen: deque[str] = field(default_factory=lambda: deque(maxlen=_AT_HAND))

    def ask(self, *agencies: str | None) -> int:
        """Have agencies (None: all) written again, the first ones first; what `wait` takes."""
        with self._changed:
            for agency in agencies:
                self._asked += 1
                self._wanted[agency] = self._asked
            if self._thread is None and not self._over:
                self._thread = threading.Thread(target=self._work, name="lkjip-tulis-ulang", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return self._asked

    def warm(self) -> None:
        """Have the worker load what it needs, so that the first answer need not wait for that."""
        self.workers.submit(load, seconds=_SECONDS)

    def foresee(self, ident: str) -> None:
        """Somebody looks at a document, and may answer something about it."""
        with self._changed:
            if ident in self._foreseen or self._over:
                return
            self._foreseen.append(ident)
        with suppress(LkjipError):  # a page is shown whether or not its first answer will be written at once
            self.workers.submit(foresee, self.output, ident, seconds=_SECONDS)

    def wait(self, ticket: int, seconds: float) -> bool:
        """Wait until what was asked for is written; whether it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._done() >= ticket or bool(self._note), seconds)
            return self._done() >= ticket

    def _done(self) -> int:
        """All that was asked for up to this ticket is written."""
        return min(self._wanted.values(), default=self._asked + 1) - 1

    def state(self) -> Writing:
        with self._changed:
            return Writing(len(self._wanted), self._note)

    def close(self) -> None:
        """Begin nothing more. What was decided and not yet written is written by the next run."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._over or bool(self._wanted))
                if self._over:
                    return
                agency, ticket = next(iter(self._wanted.items()))
            note = self._written(agency)
            with self._changed:
                self._note = note
                if not note and self._wanted.get(agency) == ticket:  # nobody asked for it again meanwhile
                    del self._wanted[agency]
                self._changed.notify_all()
                if note:
                    self._changed.wait_for(lambda: self._over, _AGAIN_SECONDS)

    def _written(self, agency: str | None) -> str:
        """Write one agency again; what held it up, empty where nothing did."""
        try:
            patiently(self.workers.submit(rewrite, self.output, agency, seconds=_SECONDS))
        except LkjipError as error:
            return str(error)
        except (TimeoutError, WorkerDied, *NO_ROOM):
            return "dataset belum dapat ditulis ulang (memori atau waktu habis); keputusan tersimpan dan berlaku pada lkjip run"
        except Exception as error:  # a mistake of ours must not end the thread that all others wait for
            return f"kesalahan program ({type(error).__name__}: {error}); keputusan tersimpan dan berlaku pada lkjip run"
        return ""


@dataclass(slots=True)
class Review:
    """Questions, consequences and decisions of one output folder, remembered as long as neither datasets nor decisions change."""

    output: Path
    rewriter: Rewriter
    deciding: threading.Lock = field(default_factory=threading.Lock)
    _known: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _door: threading.Lock = field(default_factory=threading.Lock)

    def queue(self, wanted: Filter = Filter()) -> Queue:  # noqa: B008  (frozen)
        return self._remembered(("antrean", wanted), lambda: queue(self.output, wanted))

    def question(self, ident: str) -> Question:
        """AnsweredError where it is not in the queue."""
        found = next((one for one in self.queue().questions if one.id == ident), None)
        if found is None:
            raise AnsweredError
        return found

    def consequence(self, question: Question, answer: str, scope: Scope) -> Consequence:
        """UsageError where it is no answer to this question."""
        key = ("akibat", question.id, answer, scope)
        return self._remembered(key, lambda: consequence(self.output, question.id, answer, scope))

    def decisions(self) -> Decisions:
        return self._remembered("keputusan", lambda: read_decisions(self.output))

    def checked(self) -> dict[str, dict[int, str]]:
        """Of each document the pages that were checked whole, and who did."""

        def gathered() -> dict[str, dict[int, str]]:
            out: dict[str, dict[int, str]] = {}
            for one in self.decisions().valid:
                if one.jenis == "halaman" and one.dokumen_id is not None and one.halaman is not None:
                    out.setdefault(one.dokumen_id, {})[one.halaman] = one.oleh
            return out

        return self._remembered("diperiksa", gathered)

    def about(self, ident: str) -> Keputusan | None:
        """The last decision about a value or a finding; None where there is none."""
        found = self._remembered("rujukan", lambda: {one.rujukan: one for one in self.decisions().valid if one.rujukan})
        return found.get(ident)

    def mark(self) -> str:
        """Changes with the datasets and with every decision."""
        return str(hash(stamps(self.output)))

    def _remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        whole = (stamps(self.output), key)
        with self._door:
            if whole in self._known:
                self._known.move_to_end(whole)
                found: T = self._known[whole]
                return found
        made = make()
        with self._door:
            self._known[whole] = made
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return made
