"""Keeping an eye on a folder: a run whenever files came, changed or went, once they are wholly there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.batch.sources import Selection, base_of, find_pdfs
from pipeline.errors import OutputBusyError, UsageError
from pipeline.storage.stamps import Stamp

T = TypeVar("T")

Look = frozenset[tuple[str, Stamp]]
"""The PDFs of a folder with their stamps, as one look at it found them."""


def look(raw: Path, output: Path, selection: Selection) -> Look:
    """What lies below `raw` now of what is asked for; nothing where there is no folder yet, or no PDF in it."""
    try:
        found = find_pdfs(raw, output).pdfs
    except UsageError:
        return frozenset()
    base = base_of(raw)
    out = set()
    for path in found:
        try:
            if selection.takes(path, path.relative_to(base).as_posix()):
                out.add((str(path), Stamp.of(path)))
        except OSError:  # taken away between the two looks, or nothing that can be read: a run tells of that
            continue
    return frozenset(out)


def changes(
    raw: Path,
    output: Path,
    seconds: float,
    selection: Selection,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Selection]:
    """What a run should look at, each time that something is to be done; waits between. Never ends by itself.

    A file is taken when two looks, `seconds` apart, find it the same: one that is still being copied grows. Clocks are not
    compared, since that of a shared folder may be another one.
    """
    done: Look = frozenset()
    before = look(raw, output, selection)
    while True:
        sleep(seconds)
        now = look(raw, output, selection)
        settled = now & before
        if settled and settled != done:
            yield replace(selection, among=settled)
            done = settled
        before = now


def when_free(
    work: Callable[[], T], seconds: float, tell: Callable[[str], None], sleep: Callable[[float], None] = time.sleep
) -> T:
    """What `work` returns, tried every so many seconds while another run holds the output folder; `tell` gets a line once."""
    told = False
    while True:
        try:
            return work()
        except OutputBusyError as error:
            if not told:
                tell(f"{error}. Menunggu; dicoba lagi setiap {seconds:g} detik.")
                told = True
            sleep(seconds)
