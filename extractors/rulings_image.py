"""Ruling lines in a picture.

A ruling is a thin, long, straight run of ink; on old black-and-white scans it is a row of dashes. Runs are found in
two strengths: long ones are rulings by themselves, short ones only where they continue a long one or follow one
another in a straight row with clean paper on both sides. Strokes of letters are short and have other strokes beside
them; the dark edge of the scanner's glass is too thick.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.model import Ruling
from extractors.picture import Gray, Mask, Picture, ink

_THICKEST = 4.5  # points; thicker is a bar, a shade or the edge of the glass
_SEED = 22.0  # points; longer than any stroke of a letter of running text
_DASH = 3.0  # points; shortest piece that may continue a ruling
_BRIDGE = 9.0  # points; widest break inside a ruling
_CORNER = 6.0  # points; how far from another a line may break off and yet meet it
_TAIL = 0.7  # share of ink that dashes beyond a line's unbroken part must have to be more of it
_LEAN = 1.2  # points; how far pieces of one ruling may lie beside one another
_WORDS = 150.0  # points; shorter runs may be a few words in close print
_THERE = 0.75  # share of its usual ink that a line must have between its last two crossings
_FILLED = 0.85  # share of ink in a ruling's own rows
_CLEAN = 0.9  # share of clean paper on both sides that no row of letters has
_LETTER_GAP = 1.6  # points; no wider between two letters of a word
_LETTER_ROWS = 2.0  # points of height on which letters stand on both sides
_WALK = 10.0  # points; a letter's stroke that happens to touch a line's end is shorter
_PIECE = 40.0  # points; no word of small print is longer
_PRINT_REACH = 3.0  # points above and below a run where its ink is measured
_PRINT_LOW, _PRINT_HIGH = 1.6, 2.2  # points; height of the ink of small print, lower quarter and middle
_STEM = 30.0  # points; taller than the stem of any letter of a table
_CLEAN_SIDE = 0.75  # share of clean paper that the side without text has
_HAIRLINE = 1.9  # points; what is thicker shows whether it is one stroke or letters that run together
_EVEN = 0.75  # darkness of a ruling's paler quarter, as a share of its darker quarter's
_FAINT = 0.16  # share of the paper's brightness; thin gray lines are far lighter than text


@dataclass(frozen=True, slots=True)
class _Run:
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


def rulings(picture: Picture) -> list[Ruling]:
    """Ruling lines of an upright, straightened picture, in points."""
    mask = ink(picture, _FAINT)
    across = _lines(mask, picture, upright=False)
    down = _lines(np.ascontiguousarray(mask.T), Picture(picture.gray.T, picture.dpi), upright=True)
    across, down = (
        _without_edges(across, picture.width, picture.height),
        _without_edges(down, picture.height, picture.width),
    )
    across, down = _without_strokes(across, down, picture, mask)
    k = picture.points
    return [Ruling(r.start * k, r.place * k, r.end * k, r.place * k, r.thickness * k) for r in across] + [
        Ruling(r.place * k, r.start * k, r.place * k, r.end * k, r.thickness * k) for r in down
    ]


def without_rulings(picture: Picture, lines: list[Ruling]) -> Picture:
    """The picture with the ink of the rulings painted over, so that they are not read as `l`, `1` or `-`.

    Letters that touch or cross a ruling keep their ink: a comma that stands on one would become a full stop.
    """
    gray = picture.gray.copy()
    mask = ink(picture, _FAINT)
    for line in lines:
        if line.horizontal:
            _paint_over(gray, mask, line.x0, line.x1, line.y0, line.thickness, picture)
        else:
            _paint_over(gray.T, mask.T, line.y0, line.y1, line.x0, line.thickness, picture)
    return Picture(gray, picture.dpi)


def _paint_over(gray: Gray, mask: Mask, start: float, end: float, place: float, thickness: float, picture: Picture) -> None:
    """Paints one ruling along the rows of `gray` in the colour of the paper; places in points."""
    k = 1 / picture.points
    half = thickness * k / 2
    reach = max(3, round(_LEAN * k))
    y0, y1 = max(0, int(place * k - half - reach)), min(mask.shape[0], int(np.ceil(place * k + half + reach)) + 1)
    x0, x1 = max(0, int(start * k)), min(mask.shape[1], int(np.ceil(end * k)) + 1)
    if y1 - y0 < 3 or x1 - x0 < 3:
        return
    inked = np.ascontiguousarray(mask[y0:y1, x0:x1])
    wide = cv2.dilate(inked, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, picture.px(_DASH)), np.uint8))
    long = np.asarray(np.logical_and(np.asarray(opened) > 0, inked > 0), np.bool_)
    # The ruling's own rows in each column: the ink nearest its place, no more than its thickness (and a gray fringe).
    rows = np.arange(y0, y1)[:, None] + 0.5 - place * k
    own = long & (np.abs(rows - np.median(np.where(long, rows, 0.0), axis=0)) <= half + 1.5)
    fringe = cv2.dilate(own.astype(np.uint8), np.ones((3, 1), np.uint8)) > 0
    beside = cv2.dilate(fringe.astype(np.uint8), np.ones((5, 1), np.uint8)) > 0
    crossed = np.asarray(((inked > 0) & beside & ~fringe).any(axis=0), np.bool_)
    part = gray[y0:y1, x0:x1]
    paper = int(np.percentile(part, 90))
    part[fringe & ~crossed[None, :]] = paper


def _lines(mask: Mask, picture: Picture, *, upright: bool) -> list[_Run]:
    """Rulings that run along the rows of `mask`, the ink of `picture`; `upright` where both are turned on their side."""
    thickest, seed, dash = (picture.px(v) for v in (_THICKEST, _SEED, _DASH))
    # Leaning by a pixel or two must not cut a run, so ink is widened across the line by one pixel on each side.
    wide = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, seed), np.uint8))
    short = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, dash), np.uint8))
    # What is thick everywhere is no line. Text rows survive here as short pieces only.
    bars = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((thickest + 3, max(3, dash)), np.uint8))
    long[bars > 0] = 0
    short[bars > 0] = 0
    seeds = [
        replace(run, solid_start=run.start, solid_end=run.end)
        for run in _pieces(long, picture)
        if run.end - run.start >= 0.8 * seed
    ]
    weak = [run for run in _pieces(short, picture) if run.end - run.start >= dash]
    joined = [_without_tails(run, mask) for run in _joined(seeds, weak, picture)]
    alone = [run for run in joined if _stands_alone(run, mask, picture, upright=upright)]
    return _merged([_walked(run, mask, picture) for run in alone], _LEAN / picture.points, 0.0)


def _pieces(mask: NDArray[Any], picture: Picture) -> list[_Run]:
    """Connected pieces as runs; a piece that leans is cut where it has moved across by more than a line's thickness."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    out: list[_Run] = []
    limit = picture.px(_THICKEST)
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        if w < h:
            continue
        if h <= limit + 2:
            out.append(_Run(x, x + w, y + (h - 1) / 2 + 0.5, max(1.0, area / w - 2), w))
            continue
        part = labels[y : y + h, x : x + w] == i
        rows = np.arange(h)[:, None]
        inked = part.sum(axis=0)
        middle = np.where(inked > 0, (part * rows).sum(axis=0) / np.maximum(inked, 1), np.nan)
        thick = float(np.median(inked[inked > 0])) - 2
        if thick > limit:
            continue
        out.append(_Run(x, x + w, y + float(np.nanmedian(middle)) + 0.5, max(1.0, thick), w))
    return out


def _joined(seeds: list[_Run], weak: list[_Run], picture: Picture) -> list[_Run]:
    """Runs of one straight line put together, over breaks no wider than `_BRIDGE`; rows of dashes become lines."""
    lean, bridge = _LEAN / picture.points, _BRIDGE / picture.points
    rows: dict[int, list[_Run]] = {}
    size = max(1.0, lean)
    for run in weak:
        rows.setdefault(int(run.place / size), []).append(run)

    out: list[_Run] = []
    used: set[int] = set()
    for seed in sorted(seeds, key=lambda r: r.start - r.end):
        if any(_covers(done, seed, lean) for done in out):
            continue
        line = seed
        grown = True
        while grown:
            grown = False
            key = int(line.place / size)
            for near in (key - 1, key, key + 1):
                for run in rows.get(near, ()):
                    if id(run) in used or abs(run.place - line.place) > lean:
                        continue
                    if run.start > line.end + bridge or run.end < line.start - bridge:
                        continue
                    used.add(id(run))
                    if run.start < line.start or run.end > line.end:
                        line = _both(line, run)
                        grown = True
        out.append(line)
    out = _merged(out, lean, bridge)

    # Rows of dashes with no long piece among them.
    least = 60.0 / picture.points
    for runs in rows.values():
        left = sorted((r for r in runs if id(r) not in used), key=lambda r: r.start)
        chain: list[_Run] = []
        for following in [*left, None]:
            if following is not None and (not chain or following.start - chain[-1].end <= bridge):
                chain.append(following)
                continue
            if chain:
                span = chain[-1].end - chain[0].start
                covered = sum(r.covered for r in chain)
                if span >= least and covered >= 0.6 * span and len(chain) >= 3:
                    line = chain[0]
                    for r in chain[1:]:
                        line = _both(line, r)
                    out.append(line)
            chain = [following] if following is not None else []
    return out


def _without_tails(run: _Run, mask: Mask) -> _Run:
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
        good = np.flatnonzero((share >= _TAIL) & inked)
        return solid + step * (int(good[-1]) + 1) if len(good) else solid

    return replace(run, start=reached(run.solid_start, run.start), end=reached(run.solid_end, run.end))


def _walked(run: _Run, mask: Mask, picture: Picture) -> _Run:
    """The run as far as its ink goes on unbroken: through words that stand on it, where it looked too thick for a line."""
    y = round(run.place - 0.5)
    inked = np.asarray((mask[max(0, y - 1) : y + 2] > 0).any(axis=0), np.bool_)
    gap, least = 3, picture.px(_WALK)

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


def _merged(lines: list[_Run], lean: float, bridge: float) -> list[_Run]:
    """Lines that are one to the eye made one: same place within `lean`, end to end or overlapping."""
    out: list[_Run] = []
    for line in sorted(lines, key=lambda r: (r.start, r.place)):
        for i, done in enumerate(out):
            end_to_end = line.start <= done.end + bridge and line.end >= done.start - bridge
            if abs(done.place - line.place) <= lean and end_to_end:
                out[i] = _both(done, line)
                break
        else:
            out.append(line)
    return out


def _both(a: _Run, b: _Run) -> _Run:
    total = a.covered + b.covered
    overlap = max(0.0, min(a.end, b.end) - max(a.start, b.start))
    # The two strokes of a thick line are as long; what is short beside a long run is a piece of a letter under it.
    twins = min(a.end - a.start, b.end - b.start) >= 0.5 * max(a.end - a.start, b.end - b.start)
    return _Run(
        min(a.start, b.start),
        max(a.end, b.end),
        (a.place * a.covered + b.place * b.covered) / total,
        max(a.thickness, b.thickness) if overlap and twins else (a.thickness * a.covered + b.thickness * b.covered) / total,
        total - overlap,
        min(a.solid_start, b.solid_start),
        max(a.solid_end, b.solid_end),
    )


def _covers(line: _Run, run: _Run, lean: float) -> bool:
    return abs(line.place - run.place) <= lean and line.start <= run.start and run.end <= line.end


def _stands_alone(run: _Run, mask: Mask, picture: Picture, *, upright: bool) -> bool:
    """Whether there is clean paper beside the run, as beside no stroke of a letter.

    A long unbroken run needs one clean side (a double line has its twin on the other, text may sit on it), a short or
    broken one both: the tops and feet of a row of letters are broken runs too, with the letters on one side. Upright,
    letters make no unbroken run longer than their stems.
    """
    gap = picture.px(1.8)
    half = round(run.thickness / 2) + 2
    y = round(run.place - 0.5)
    x0, x1 = round(run.start), round(run.end)
    clean = []
    for top, bottom in ((y - half - gap, y - half), (y + half + 1, y + half + 1 + gap)):
        top, bottom = max(0, top), min(mask.shape[0], bottom)
        beside = mask[top:bottom, x0:x1]
        clean.append(float((beside == 0).all(axis=0).mean()) if beside.size else 1.0)
    length = (run.end - run.start) * picture.points
    hairline = run.thickness * picture.points <= _HAIRLINE
    if hairline and upright and (run.solid_end - run.solid_start) * picture.points >= _STEM and max(clean) >= _CLEAN_SIDE:
        return True
    if not upright and run.solid and (run.solid_end - run.solid_start) * picture.points < _PIECE and _print(run, mask, picture):
        return False
    # The ragged edge of a thin line on a black-and-white scan has holes too, but no letters beside it.
    if length < _WORDS and not (hairline and run.solid and min(clean) >= _CLEAN) and not _filled(run, mask):
        return False
    if not hairline and not _even(run, picture):
        return False
    if not run.solid:
        return min(clean) >= 0.9
    if run.covered < 0.85 * (run.end - run.start):
        return min(clean) >= 0.8
    if length < 60:
        return min(clean) >= 0.75
    return max(clean) >= 0.6


def _filled(run: _Run, mask: Mask) -> bool:
    """Whether a run that is more than a hairline is ink all through; letters in close print join to bars with holes."""
    if run.thickness <= 2.5:
        return True
    y0 = max(0, round(run.place - run.thickness / 2))
    band = mask[y0 : y0 + round(run.thickness), round(run.start) : round(run.end)]
    share = run.covered / max(1.0, run.end - run.start)
    return float((band > 0).mean()) >= _FILLED * min(1.0, share) if band.size else False


def _print(run: _Run, mask: Mask, picture: Picture) -> bool:
    """Whether the ink of a run is as high as small print almost everywhere: words of close letters blur into a bar, with
    clean paper above and below, that is unbroken only within a word."""
    y, reach = round(run.place - 0.5), picture.px(_PRINT_REACH)
    band = mask[max(0, y - reach) : y + reach + 1, round(run.start) : round(run.end)] > 0
    heights = band.sum(axis=0)
    heights = heights[heights > 0]
    if not len(heights):
        return False
    low, middle = np.percentile(heights, (25, 50)) * picture.points
    return bool(low >= _PRINT_LOW and middle >= _PRINT_HIGH)


def _even(run: _Run, picture: Picture) -> bool:
    """Whether a thick run is as dark all along: a blurred row of small letters is dark and pale in turns."""
    reach = picture.px(_THICKEST)
    y = round(run.place - 0.5)
    part = picture.gray[max(0, y - reach) : y + reach + 1, round(run.start) : round(run.end)].astype(np.float32)
    if part.shape[1] < picture.px(_SEED):
        return True
    half = max(1, round(run.thickness / 4))
    centre = min(y, reach)
    depth = 1.0 - part[centre - half : centre + half + 1].mean(axis=0) / np.maximum(part.max(axis=0), 1.0)
    inked = depth[depth > _FAINT]
    if not len(inked):
        return True
    pale, dark = np.percentile(inked, (25, 75))
    return bool(pale >= _EVEN * dark)


def _without_edges(lines: list[_Run], length: int, breadth: int) -> list[_Run]:
    """Drops what lies on the outermost 1 % of the picture: the edge of the paper or of the glass."""
    margin = 0.01 * breadth
    return [
        replace(line, start=max(line.start, 0.0), end=min(line.end, float(length)))
        for line in lines
        if margin < line.place < breadth - margin
    ]


def _without_strokes(across: list[_Run], down: list[_Run], picture: Picture, mask: Mask) -> tuple[list[_Run], list[_Run]]:
    """Drops short lines that do not hang together with others: strokes of large letters, of stamps and signatures.

    A horizontal line may stand alone when it is long (a table of horizontal lines only), a vertical one only when it is
    very long, a row of dashes hardly ever. Otherwise a line must meet two of the other direction, or one with its end.
    What a line has beyond its last crossing in mere dashes are letters that happen to stand in its way: cut off. One
    that breaks off just before another reaches it. So is an end between two crossings that a letter's stroke bridges.
    """
    reach = _CORNER / picture.points

    def hung(line: _Run, others: list[_Run], alone: float, upright: bool) -> _Run | None:
        met = [
            other.place
            for other in others
            if other.start - reach <= line.place <= other.end + reach and line.start - reach <= other.place <= line.end + reach
        ]
        if met:
            start = min(min(met), max(line.start, line.solid_start))
            end = max(max(met), min(line.end, line.solid_end))
            line = replace(line, start=start, end=end)
            # Only letters' stems bridge so much; lines across bend at a book's spine and leave their place there.
            line = _without_bare_ends(line, met, picture, mask) if upright else line
        elif line.solid:
            line = replace(line, start=line.solid_start, end=line.solid_end)
        length = (line.end - line.start) * picture.points
        ends = sum(1 for end in (line.start, line.end) if any(abs(place - end) <= reach for place in met))
        if not line.solid:
            return line if ends == 2 or length >= 4 * alone else None
        if length >= alone or (ends >= 1 and (len(met) >= 2 or length >= _SEED)):
            return line
        return None

    for _ in range(2):
        across, down = (
            [kept for line in across if (kept := hung(line, down, 50.0, False)) is not None],
            [kept for line in down if (kept := hung(line, across, 120.0, True)) is not None],
        )
    return across, down


def _without_bare_ends(line: _Run, met: list[float], picture: Picture, mask: Mask) -> _Run:
    """The vertical line cut back to the crossings between which it is as much there as in its middle, and no word runs
    through it: a heading over several columns may have the stem of a letter just where a border ends."""
    gray = picture.gray.T
    places = sorted(place for place in met if line.start - 1 <= place <= line.end + 1)
    if len(places) < 3:
        return line
    y = round(line.place - 0.5)
    lean = max(1, round(_LEAN / picture.points / 2))
    band = gray[max(0, y - lean) : y + lean + 1, round(line.start) : round(line.end)].min(axis=0).astype(np.float32)
    around = gray[max(0, y - 4 * lean) : y + 4 * lean + 1, round(line.start) : round(line.end)].max(axis=0)
    depth = 1.0 - band / np.maximum(around, 1.0)
    if not len(depth):
        return line
    there = depth >= 0.5 * float(np.percentile(depth, 75))
    usual = float(there.mean())
    first = round(line.start)

    def bare(a: float, b: float) -> bool:
        # The crossing lines themselves are ink too.
        part = there[max(0, round(a) - first + 2 * lean) : max(0, round(b) - first - 2 * lean)]
        return len(part) > picture.px(2 * _DASH) and float(part.mean()) < _THERE * usual

    def ends(a: float, b: float) -> bool:
        return bare(a, b) or _runs_through(line, a, b, picture, mask)

    while len(places) > 2 and ends(places[0], places[1]):
        places.pop(0)
        line = replace(line, start=places[0])
    while len(places) > 2 and ends(places[-2], places[-1]):
        places.pop()
        line = replace(line, end=places[-1])
    return line


def _runs_through(line: _Run, a: float, b: float, picture: Picture, mask: Mask) -> bool:
    """Whether letters stand close on both sides of a vertical line between two crossings, on the same height: no text is
    set so close to a border from both sides."""
    inside = picture.px(_LEAN)
    y0, y1 = round(a) + inside, round(b) - inside
    half, near = math.ceil(line.thickness / 2) + 1, picture.px(_LETTER_GAP)
    x = round(line.place - 0.5)
    if y1 - y0 < picture.px(_DASH) or x - half - near < 0:
        return False
    left = (mask[y0:y1, x - half - near : x - half] > 0).any(axis=1)
    right = (mask[y0:y1, x + half + 1 : x + half + 1 + near] > 0).any(axis=1)
    return bool((left & right).sum() >= picture.px(_LETTER_ROWS))
