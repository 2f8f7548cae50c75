"""Pieces of ink that may be pieces of a ruling, and how they are put together to runs along one line."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.layout.steps import first, heuristic, none_of_them
from extractors.scan.picture import Mask, Picture, Pieces


@dataclass(frozen=True, slots=True)
class Limits:
    thickest: Annotated[float, Limit("what is thicker is a bar, a shade or the edge of the glass", POINTS)] = 4.5
    seed: Annotated[float, Limit("a run this long is longer than any stroke of a letter of running text", POINTS)] = 22.0
    dash: Annotated[float, Limit("a shorter piece does not continue a ruling", POINTS)] = 3.0
    hairline: Annotated[float, Limit("what is thicker shows whether it is one stroke or letters that run together", POINTS)] = 1.9
    bridge: Annotated[float, Limit("a break inside a ruling is no wider", POINTS)] = 9.0
    tail: Annotated[float, Limit("dashes beyond a line's unbroken part have so much ink, or are no more of it", SHARE)] = 0.7
    part: Annotated[float, Limit("a line without the letters beside it is so much of the run", SHARE)] = 0.5
    lean: Annotated[float, Limit("pieces of one ruling lie no further beside one another", POINTS)] = 1.2
    dashed: Annotated[float, Limit("a row of dashes that is a ruling is this long", POINTS)] = 60.0
    dashes: Annotated[int, Limit("of so many", COUNT)] = 3
    dashed_ink: Annotated[float, Limit("and inked in so much of it", SHARE)] = 0.6
    walk: Annotated[float, Limit("a letter's stroke that happens to touch a line's end is shorter", POINTS)] = 10.0
    faint: Annotated[float, Limit("ink is darker than the paper by this; thin gray lines are far lighter than text", SHARE)] = (
        0.16
    )


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: from `start` to `end` along it, `place` across it, all in pixels.

    `covered` is the length that is inked; from `solid_start` to `solid_end` it is more than a row of dashes.
    """

    start: float
    end: float
    place: float
    thickness: float
    covered: float
    solid_start: float = math.inf
    solid_end: float = -math.inf

    @property
    def solid(self) -> bool:
        return self.solid_end > self.solid_start


def pieces(mask: Mask, picture: Picture) -> list[Run]:
    """Connected pieces as runs; a piece that leans is cut where it has moved across by more than a line's thickness."""
    found = Pieces.of(mask)
    labels = found.labels
    out: list[Run] = []
    limit = picture.px(LIMITS.thickest)
    for i in np.flatnonzero(found.width[1:] >= found.height[1:]) + 1:
        x, y, w, h, area = found.stats[i].tolist()
        if h <= limit + 2:
            out.append(Run(x, x + w, y + (h - 1) / 2 + 0.5, max(1.0, area / w - 2), w))
            continue
        part = labels[y : y + h, x : x + w] == i
        rows = np.arange(h)[:, None]
        inked = part.sum(axis=0)
        middle = np.where(inked > 0, (part * rows).sum(axis=0) / np.maximum(inked, 1), np.nan)
        thick = float(np.median(inked[inked > 0])) - 2
        if thick > limit:
            continue
        out.append(Run(x, x + w, y + float(np.nanmedian(middle)) + 0.5, max(1.0, thick), w))
    return out


def joined(seeds: list[Run], weak: list[Run], picture: Picture) -> list[Run]:
    """Runs of one straight line put together, over breaks no wider than `LIMITS.bridge`; rows of dashes become lines."""
    lean, bridge = LIMITS.lean / picture.points, LIMITS.bridge / picture.points
    rows: dict[int, list[Run]] = {}
    size = max(1.0, lean)
    for run in weak:
        rows.setdefault(int(run.place / size), []).append(run)

    out: list[Run] = []
    used: set[int] = set()
    for seed in sorted(seeds, key=lambda r: r.start - r.end):
        if any(_covers(done, seed, lean) for done in out):
            continue
        line = seed
        before = None
        while line is not before:
            before = line
            key = int(line.place / size)
            for run in (run for near in (key - 1, key, key + 1) for run in rows.get(near, ())):
                if id(run) in used or not _touches(run, line, lean, bridge):
                    continue
                used.add(id(run))
                if run.start < line.start or run.end > line.end:
                    line = _both(line, run)
        out.append(line)
    out = merged(out, lean, bridge)
    for runs in rows.values():
        out += _dashed([r for r in runs if id(r) not in used], bridge, LIMITS.dashed / picture.points)
    return out


def _touches(run: Run, line: Run, lean: float, bridge: float) -> bool:
    """Does a run lie on a line, or where that goes on over a break?"""
    return abs(run.place - line.place) <= lean and line.start - bridge <= run.end and run.start <= line.end + bridge


def _dashed(dashes: list[Run], bridge: float, least: float) -> list[Run]:
    """Rows of dashes with no long piece among them, as lines."""
    chains: list[list[Run]] = []
    for dash in sorted(dashes, key=lambda r: r.start):
        if chains and dash.start - chains[-1][-1].end <= bridge:
            chains[-1].append(dash)
        else:
            chains.append([dash])
    return [functools.reduce(_both, chain) for chain in chains if _is_line(chain, least)]


def _is_line(chain: list[Run], least: float) -> bool:
    """Are these dashes enough of them, over a long enough way, and inked in most of it?"""
    span = chain[-1].end - chain[0].start
    inked = sum(r.covered for r in chain) >= LIMITS.dashed_ink * span
    return len(chain) >= LIMITS.dashes and span >= least and inked


@heuristic(first)
def without_tails(run: Run, mask: Mask) -> Run:
    """The run without dashes at its ends that are too far apart to be more of it: letters that stand in its way."""
    if not run.solid:
        return run
    y = round(run.place - 0.5)
    band = mask[max(0, y - 2) : y + 3]

    def reached(solid: float, end: float) -> float:
        step = 1 if end >= solid else -1
        x0, x1 = sorted((round(solid), round(end)))
        inked = np.asarray((band[:, x0:x1] > 0).any(axis=0), np.bool_)[::step]
        if not len(inked):
            return solid
        share = np.cumsum(inked) / np.arange(1, len(inked) + 1)
        good = np.flatnonzero((share >= LIMITS.tail) & inked)
        return solid + step * (int(good[-1]) + 1) if len(good) else solid

    return replace(run, start=reached(run.solid_start, run.start), end=reached(run.solid_end, run.end))


@heuristic(none_of_them)
def unbroken(run: Run, mask: Mask) -> list[Run]:
    """The part of a run that is more than dashes, where that is most of it and not all, as thick as it is: the dashes at its
    ends may be the letters of a word in the next cell."""
    part = run.solid_end - run.solid_start
    if not run.solid or not LIMITS.part * (run.end - run.start) <= part < run.end - run.start:
        return []
    y, reach = round(run.place - 0.5), math.ceil(run.thickness)
    heights = (mask[max(0, y - reach) : y + reach + 1, round(run.solid_start) : round(run.solid_end)] > 0).sum(axis=0)
    thickness = min(run.thickness, float(np.median(heights)))
    return [replace(run, start=run.solid_start, end=run.solid_end, covered=min(run.covered, part), thickness=thickness)]


@heuristic(first)
def walked(run: Run, mask: Mask, picture: Picture) -> Run:
    """The run as far as its ink goes on unbroken: through words that stand on it, where it looked too thick for a line."""
    y = round(run.place - 0.5)
    inked = np.asarray((mask[max(0, y - 1) : y + 2] > 0).any(axis=0), np.bool_)
    gap, least = 3, picture.px(LIMITS.walk)

    def reached(end: float, step: int) -> float:
        place, missing = round(end), 0
        while 0 <= place < len(inked) and missing < gap:
            missing = 0 if inked[place] else missing + 1
            place += step
        place -= step * missing
        return float(place) if abs(place - end) >= least else end

    start, end = reached(run.start, -1), reached(run.end - 1, 1)
    end = max(end, run.end)
    if (start, end) == (run.start, run.end):
        return run
    return replace(
        run,
        start=start,
        end=end,
        covered=run.covered + (run.start - start) + (end - run.end),
        solid_start=min(run.solid_start, start),
        solid_end=max(run.solid_end, end),
    )


def merged(lines: list[Run], lean: float, bridge: float) -> list[Run]:
    """Lines that are one to the eye made one: same place within `lean`, end to end or overlapping."""
    out: list[Run] = []
    for line in sorted(lines, key=lambda r: (r.start, r.place)):
        for i, done in enumerate(out):
            end_to_end = line.start <= done.end + bridge and line.end >= done.start - bridge
            if abs(done.place - line.place) <= lean and end_to_end:
                out[i] = _both(done, line)
                break
        else:
            out.append(line)
    return out


def _both(a: Run, b: Run) -> Run:
    total = a.covered + b.covered
    overlap = max(0.0, min(a.end, b.end) - max(a.start, b.start))
    # The two strokes of a thick line are as long; what is short beside a long run is a piece of a letter under it.
    twins = min(a.end - a.start, b.end - b.start) >= 0.5 * max(a.end - a.start, b.end - b.start)
    return Run(
        min(a.start, b.start),
        max(a.end, b.end),
        (a.place * a.covered + b.place * b.covered) / total,
        max(a.thickness, b.thickness) if overlap and twins else (a.thickness * a.covered + b.thickness * b.covered) / total,
        total - overlap,
        min(a.solid_start, b.solid_start),
        max(a.solid_end, b.solid_end),
    )


def _covers(line: Run, run: Run, lean: float) -> bool:
    return abs(line.place - run.place) <= lean and line.start <= run.start and run.end <= line.end


def crossed(line: Run, others: Sequence[Run], reach: float) -> list[Run]:
    """The others, which run the other way, that a line crosses, or misses by so much."""
    return [
        one
        for one in others
        if one.start - reach <= line.place <= one.end + reach and line.start - reach <= one.place <= line.end + reach
    ]


def borders_of(lines: Sequence[Run], near: float) -> list[tuple[float, list[Run]]]:
    """The places of lines, in order, each with the lines that lie there, `near` one another."""
    groups: list[list[Run]] = []
    for run in sorted(lines, key=lambda run: run.place):
        if groups and run.place - groups[-1][-1].place <= near:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [(float(np.median([run.place for run in group])), group) for group in groups]
