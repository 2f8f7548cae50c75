"""Once in each worker: its memory, its one thread, nothing sent anywhere."""

from __future__ import annotations

import cv2

from extractors.scan.inference import without_telemetry
from pipeline.workers.limits import settle


def prepare(memory: int) -> None:
    """Once in each worker. `memory` is the bytes it may take; of threads it has one, since there is a worker a core."""
    without_telemetry()
    settle(memory)
    cv2.setNumThreads(1)
