"""A sign of life while a block runs, and none after it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from pipeline.storage.heartbeat import heartbeat


class Beats:
    """Counts; `wait` for so many."""

    def __init__(self, error: type[Exception] | None = None) -> None:
        self.count, self.error, self.enough = 0, error, threading.Event()

    def __call__(self) -> None:
        self.count += 1
        if self.count >= 3:
            self.enough.set()
        if self.error:
            raise self.error


@pytest.mark.parametrize("error", [None, OSError])
def test_it_beats_on_though_the_share_is_away_and_ends_with_the_block(error: type[Exception] | None) -> None:
    beats = Beats(error)
    before = threading.active_count()
    with heartbeat(0.005, beats):
        assert beats.enough.wait(10)
    told = beats.count
    assert threading.active_count() == before
    assert not threading.Event().wait(0.03)
    assert beats.count == told


def test_the_thread_ends_where_the_block_fails_and_a_short_block_has_no_beat() -> None:
    beats = Beats()
    before = threading.active_count()
    fail: Callable[[], None] = lambda: (_ for _ in ()).throw(KeyError)  # noqa: E731
    with pytest.raises(KeyError), heartbeat(60, beats):
        fail()
    assert (beats.count, threading.active_count()) == (0, before)
