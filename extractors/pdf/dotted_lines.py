"""Dotted lines: rows of small filled boxes, each too small to be a line, as one ruling each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.model import BBox, Ruling

FEW = 10
"""Fewer dots (in number) than this make no line."""
STEP = 4.5
"""Dots of one line stand nearer than this (points) from centre to centre."""
LEVEL = 0.4
"""Dots of one line lie on one height within this (points)."""


def dotted_rulings(dots: Sequence[BBox]) -> list[Ruling]:
    """The straight lines that dots make, across and down; a dot may belong to one of each."""
    if len(dots) < FEW:
        return []
    boxes = np.array(dots)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    across = [Ruling(a, at, b, at) for at, a, b in _runs(y, x)]
    return across + [Ruling(at, a, at, b) for at, a, b in _runs(x, y)]


def _runs(level: np.ndarray, along: np.ndarray) -> list[tuple[float, float, float]]:
    """(place across, start, end) of the runs of dots on one level that follow each other closely."""
    order = np.argsort(level)
    rank = np.zeros(len(level), dtype=int)
    rank[order[1:]] = np.cumsum(np.diff(level[order]) > LEVEL)
    order = np.lexsort((along, rank))
    apart = (np.diff(rank[order]) > 0) | (np.diff(along[order]) > STEP)
    out = []
    for run in np.split(order, np.flatnonzero(apart) + 1):
        if len(run) >= FEW:
            out.append((float(level[run].mean()), float(along[run[0]]), float(along[run[-1]])))
    return out
