"""Work done at once, in this process."""

from __future__ import annotations

import pytest

from pipeline.workers.here import Here


def test_results_and_errors_come_with_the_future() -> None:
    here = Here()
    assert here.submit(int, "12", seconds=1).result() == 12
    with pytest.raises(ValueError, match="x"):
        here.submit(int, "x", seconds=1).result()
    here.close(now=True)
