"""The datasets follow the decisions; what is remembered is forgotten when either changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import add_decision
from pipeline.review.questions import Filter, Queue
from pipeline.web import reviewing
from pipeline.web.reviewing import AnsweredError, Review, Rewriter, load
from tests.pipeline.inline import Inline


class Slow:
    """An executor whose tasks end when they are let go."""

    workers = 1

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.free = threading.Semaphore(0)

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float) -> Future[Any]:
        self.asked.append(args[1])
        self.free.acquire()
        future: Future[Any] = Future()
        future.set_result(True)
        return future

    def close(self, now: bool) -> None:
        """Nothing to let go of."""


def test_agencies_are_written_in_the_order_they_were_asked_for_each_once(tmp_path: Path) -> None:
    slow = Slow()
    rewriter = Rewriter(tmp_path, slow)
    rewriter.ask("A")
    ticket = rewriter.ask("B", "B", None)
    assert not rewriter.wait(ticket, 0.05)
    assert rewriter.state().menunggu == 3
    for _ in range(3):
        slow.free.release()
    assert rewriter.wait(ticket, 5)
    assert slow.asked == ["A", "B", None]
    assert rewriter.state() == reviewing.Writing(0, "")
    rewriter.close()


def test_one_that_is_asked_for_while_it_is_written_is_written_again(tmp_path: Path) -> None:
    slow = Slow()
    rewriter = Rewriter(tmp_path, slow)
    first = rewriter.ask("A")
    while not slow.asked:
        pass
    second = rewriter.ask("A")
    slow.free.release()
    assert not rewriter.wait(second, 0.2)
    slow.free.release()
    assert rewriter.wait(second, 5)
    assert rewriter.wait(first, 0)
    assert slow.asked == ["A", "A"]
    rewriter.close()


def test_a_run_that_holds_the_folder_is_waited_for_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = [True]

    def rewrite(output: Path, instansi: str | None) -> bool:
        if held[0]:
            raise UsageError("folder hasil sedang dipakai lkjip run")
        return True

    monkeypatch.setattr(reviewing, "rewrite", rewrite)
    monkeypatch.setattr(reviewing, "_AGAIN_SECONDS", 0.05)
    rewriter = Rewriter(tmp_path, Inline())
    ticket = rewriter.ask("A")
    assert not rewriter.wait(ticket, 2)
    assert "sedang dipakai" in rewriter.state().pesan
    held[0] = False
    rewriter.wait(ticket, 2)
    while rewriter.state().menunggu:
        pass
    assert rewriter.state().pesan == ""
    rewriter.close()


def test_the_worker_is_warmed(tmp_path: Path) -> None:
    workers = Inline()
    Rewriter(tmp_path, workers).warm()
    assert workers.calls == ["load"]
    assert load() is None


def test_a_mistake_of_ours_does_not_end_the_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "rewrite", lambda output, instansi: 1 / 0)
    rewriter = Rewriter(tmp_path, Inline())
    assert not rewriter.wait(rewriter.ask("A"), 2)
    assert "ZeroDivisionError" in rewriter.state().pesan
    rewriter.close()


def test_the_queue_is_asked_for_again_when_somebody_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Filter] = []

    def queue(output: Path, wanted: Filter) -> Queue:
        asked.append(wanted)
        return Queue((), 0, 0, 0, 0)

    monkeypatch.setattr(reviewing, "queue", queue)
    review = Review(tmp_path, Rewriter(tmp_path, Inline()))
    review.queue()
    review.queue()
    assert len(asked) == 1
    before = review.mark()
    add_decision(tmp_path, Keputusan("halaman", "nilai", "benar=ya", dokumen_id="a" * 16, halaman=3, oleh="Siti"))
    review.queue()
    review.queue(Filter(tahun=2023))
    assert asked == [Filter(), Filter(), Filter(tahun=2023)]
    assert review.mark() != before
    assert review.checked() == {"a" * 16: {3: "Siti"}}
    with pytest.raises(AnsweredError):
        review.question("x")
