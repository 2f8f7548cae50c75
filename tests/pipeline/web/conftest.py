"""Workers that draw, shared by the tests of one process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.workers.processes import Processes


@pytest.fixture(scope="session")
def painters() -> Iterator[Processes]:
    workers = Processes(1)
    yield workers
    workers.close(now=True)
