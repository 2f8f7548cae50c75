"""Whoever listens to a run hears all that a run tells."""

from __future__ import annotations

import inspect

import pytest

from pipeline.batch.record.log import RunLog
from pipeline.batch.record.progress import Progress, SilentProgress
from pipeline.commands.terminal import BarProgress

TOLD = [name for name, _ in inspect.getmembers(Progress, inspect.isfunction) if not name.startswith("_")]


@pytest.mark.parametrize("listener", [RunLog, BarProgress, SilentProgress])
@pytest.mark.parametrize("name", TOLD)
def test_a_listener_takes_what_is_told(listener: type, name: str) -> None:
    wanted = inspect.signature(getattr(Progress, name)).parameters
    assert list(inspect.signature(getattr(listener, name)).parameters.values()) == list(wanted.values())


def test_a_run_tells_something() -> None:
    assert set(TOLD) == {"stage", "total", "done", "event"}
