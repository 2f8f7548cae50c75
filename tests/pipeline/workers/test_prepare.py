"""What each worker does before its first task."""

from __future__ import annotations

import os
from collections.abc import Iterator

import cv2
import pytest

from pipeline.workers import prepare
from pipeline.workers.limits import MIB, give_memory_back


@pytest.fixture(autouse=True)
def _threads() -> Iterator[None]:
    before = cv2.getNumThreads()
    yield
    cv2.setNumThreads(before)


def test_workers_give_memory_back_and_a_users_own_wish_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALLOC_MMAP_THRESHOLD_", raising=False)
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "17")
    give_memory_back()
    assert int(os.environ["MALLOC_MMAP_THRESHOLD_"]) == 4 * MIB
    assert os.environ["MALLOC_TRIM_THRESHOLD_"] == "17"


def test_one_thread_its_memory_and_nothing_sent_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[int] = []
    monkeypatch.setattr(prepare, "settle", limits.append)
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    cv2.setNumThreads(2)
    prepare.prepare(700)
    assert limits == [700]
    assert cv2.getNumThreads() == 1
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
