"""Figures of one document after the other, kept in a folder: what a stopped measurement has is not measured again.

A figure is kept under the code that made it (extractors, normalizers, pipeline) and the bytes of the document.
"""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.storage.work_folder import source_digest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pace:
    """How documents are measured: by so many workers, kept in a folder if any; none is begun after a time (of `time.time`)."""

    workers: int = 2
    kept: Path | None = None
    until: float | None = None


def each(measure: Callable[[Path], T], paths: Sequence[Path], pace: Pace, begin: Callable[[], None]) -> Iterator[T]:
    """The figures of each document that was measured, the smallest first. `begin` is called once in each worker."""
    of_code = "".join(source_digest(package) for package in ("extractors", "normalizers", "pipeline")) + measure.__qualname__
    once = partial(_once, measure, of_code, pace)
    smallest = sorted(paths, key=lambda path: path.stat().st_size)
    with ProcessPoolExecutor(pace.workers, initializer=begin) as pool:
        for path, figures in zip(smallest, pool.map(once, smallest), strict=True):
            print(f"{path.name}: {'left out' if figures is None else 'measured'}", flush=True)
            if figures is not None:
                yield figures


def _once(measure: Callable[[Path], T], of_code: str, pace: Pace, path: Path) -> T | None:
    """None where there is no time left."""
    place = None if pace.kept is None else pace.kept / hashlib.sha256(of_code.encode() + path.read_bytes()).hexdigest()
    if place is not None and place.exists():
        known: T = pickle.loads(place.read_bytes())
        return known
    if pace.until is not None and time.time() > pace.until:
        return None
    figures = measure(path)
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(".baru")
        half.write_bytes(pickle.dumps(figures))
        half.replace(place)
    return figures
