"""The datasets are read with the threads that there are, or not at all: Arrow waits for ever for one that it was refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.batch.jobs.restored import restored
from pipeline.datasets import stored
from pipeline.datasets.stored import StoredDatasets, assure_threads, threads_given
from pipeline.errors import NoThreadError
from tests.pipeline import written


@pytest.fixture(autouse=True)
def _own_counts() -> Iterator[None]:
    before = pa.cpu_count(), pa.io_thread_count()
    assure_threads.cache_clear()
    yield
    assure_threads.cache_clear()
    pa.set_cpu_count(before[0])
    pa.set_io_thread_count(before[1])


def test_threads_are_counted_while_all_of_them_live(monkeypatch: pytest.MonkeyPatch) -> None:
    before = threading.active_count()
    assert threads_given(5) == 5
    start = threading.Thread.start

    def refused(thread: threading.Thread) -> None:
        if threading.active_count() >= before + 3:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refused)
    assert threads_given(5) == 3
    assert threading.active_count() == before, "none stays"


@pytest.mark.parametrize("given", [2, 4])
def test_arrow_is_told_to_do_with_fewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: int) -> None:
    written.write(tmp_path, written.sample())
    pa.set_io_thread_count(8)
    monkeypatch.setattr(stored, "threads_given", lambda wanted: min(wanted, given))
    assert StoredDatasets(tmp_path).count("kinerja")
    assert (pa.cpu_count(), pa.io_thread_count()) == (1, given - 1)


def test_without_any_it_is_a_line_and_no_document_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written.write(tmp_path, written.sample())
    monkeypatch.setattr(stored, "threads_given", lambda wanted: 1)
    with pytest.raises(NoThreadError, match="ulimit"):
        StoredDatasets(tmp_path)
    with pytest.raises(NoThreadError):
        restored(tmp_path, written.RENSTRA)
