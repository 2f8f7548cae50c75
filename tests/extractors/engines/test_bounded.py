"""A time limit for code of others."""

from __future__ import annotations

import threading
import time

import pytest

from extractors.engines.bounded import TookTooLong, within


def turn(seconds: float) -> str:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        pass
    return "selesai"


def test_what_ends_in_time_gives_its_value() -> None:
    assert within(5, lambda: turn(0.01)) == "selesai"


def test_what_takes_longer_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(TookTooLong):
        within(0.1, lambda: turn(20))
    assert time.monotonic() - begun < 10


def test_a_limit_that_is_met_while_its_timer_starts_does_not_break_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: list[bool] = []

    class Slow(threading.Timer):
        def start(self) -> None:
            super().start()
            turn(0.05)
            whole.append(True)

    monkeypatch.setattr(threading, "Timer", Slow)
    with pytest.raises(TookTooLong):
        within(0.0, lambda: turn(5))
    assert whole == [True]


def test_an_error_of_its_own_is_raised_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


def test_a_limit_that_is_met_just_at_the_end_never_reaches_what_follows() -> None:
    for n in range(60):
        try:
            within(0.002, lambda n=n: turn(0.0017 + 0.00001 * n))  # type: ignore[misc]
        except TookTooLong:
            continue
    turn(0.05)
