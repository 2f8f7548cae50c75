"""Rulings merged into straight lines, and the groups of lines that touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from extractors.layout.limits import POINTS, Limit
from extractors.model import Ruling


@dataclass(frozen=True, slots=True)
class Limits:
    snap: Annotated[float, Limit("rulings nearer than this are one line to the eye", POINTS)] = 2.6
    join: Annotated[float, Limit("a gap along a line that the eye bridges: dashes, corner dots", POINTS)] = 3.5
    touch: Annotated[float, Limit("a line that ends this far from another touches it", POINTS)] = 3.0
    shortest: Annotated[float, Limit("what is drawn is longer, or a dot", POINTS)] = 2.0
    piece: Annotated[float, Limit("pieces of one rule that is drawn cell by cell differ no more in height", POINTS)] = 1.6
    level: Annotated[float, Limit("rules that differ no more in height part the same two rows", POINTS)] = 3.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Track:
    """A straight line: its place across, and the stretches along it that are drawn."""

    at: float
    spans: tuple[tuple[float, float], ...]

    @property
    def start(self) -> float:
        return self.spans[0][0]

    @property
    def end(self) -> float:
        return self.spans[-1][1]


def tracks(rulings: Sequence[Ruling], horizontal: bool) -> list[Track]:
    """Rulings of one direction merged into straight lines, by place."""
    items = sorted(
        ((r.y0, r.x0, r.x1) if horizontal else (r.x0, r.y0, r.y1) for r in rulings if r.horizontal == horizontal),
    )
    out: list[Track] = []
    cluster: list[tuple[float, float, float]] = []
    for item in items:
        if cluster and item[0] - cluster[0][0] > LIMITS.snap:
            out.extend(_merge(cluster))
            cluster = []
        cluster.append(item)
    if cluster:
        out.extend(_merge(cluster))
    return out


def _merge(cluster: Sequence[tuple[float, float, float]]) -> list[Track]:
    weight = sum(b - a for _, a, b in cluster) or 1.0
    at = sum(p * (b - a) for p, a, b in cluster) / weight if weight > 0 else cluster[0][0]
    spans: list[list[float]] = []
    for _, a, b in sorted(cluster, key=lambda c: c[1]):
        if spans and a <= spans[-1][1] + LIMITS.join:
            spans[-1][1] = max(spans[-1][1], b)
        else:
            spans.append([a, b])
    kept = [(a, b) for a, b in spans if b - a > LIMITS.shortest]
    return [Track(at, tuple(kept))] if kept else []


@dataclass(frozen=True, slots=True)
class _Segment:
    horizontal: bool
    at: float
    start: float
    end: float


def components(rulings: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of touching lines as (horizontal, vertical) rulings, merged; a group may lack one direction."""
    segments = [
        _Segment(horizontal, track.at, a, b)
        for horizontal in (True, False)
        for track in tracks(rulings, horizontal)
        for a, b in track.spans
    ]
    across = [s for s in segments if s.horizontal]
    down = [s for s in segments if not s.horizontal]
    parent = list(range(len(segments)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    if across and down:
        hy, h0, h1 = (np.array([getattr(s, k) for s in across]) for k in ("at", "start", "end"))
        vx, v0, v1 = (np.array([getattr(s, k) for s in down]) for k in ("at", "start", "end"))
        touch = (
            (vx[None, :] >= h0[:, None] - LIMITS.touch)
            & (vx[None, :] <= h1[:, None] + LIMITS.touch)
            & (hy[:, None] >= v0[None, :] - LIMITS.touch)
            & (hy[:, None] <= v1[None, :] + LIMITS.touch)
        )
        for i, j in zip(*np.nonzero(touch), strict=True):
            a, b = root(int(i)), root(len(across) + int(j))
            parent[a] = b
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, s in enumerate(across + down):
        across_down = groups.setdefault(root(i), ([], []))
        if s.horizontal:
            across_down[0].append(Ruling(s.start, s.at, s.end, s.at))
        else:
            across_down[1].append(Ruling(s.at, s.start, s.at, s.end))
    return list(groups.values())
