"""What ended a worker is told in the same words whoever waited for it."""

from __future__ import annotations

import pytest

from pipeline.batch.crew import death
from pipeline.workers.executor import WorkerDied
from pipeline.workers.limits import EXIT_MEMORY, EXIT_PAGE_TIME, EXIT_STALLED

ENDS = [
    (TimeoutError(), "waktu_habis", "tidak selesai dalam 2.5 detik"),
    (WorkerDied(EXIT_PAGE_TIME), "waktu_habis", "tidak selesai dalam 2.5 detik"),
    (WorkerDied(EXIT_MEMORY), "memori_habis", "memori pembaca melebihi batas"),
    (WorkerDied(EXIT_STALLED), "proses_mati", "terhenti"),
    (WorkerDied(-9), "proses_mati", "berhenti mendadak (kode -9)"),
    (WorkerDied(None), "proses_mati", "berhenti mendadak"),
]


@pytest.mark.parametrize(("error", "code", "words"), ENDS)
def test_a_death_has_its_fault(error: WorkerDied | TimeoutError, code: str, words: str) -> None:
    fault = death(error, 2.5)
    assert fault.code == code
    assert words in fault.detail
