"""What paths are made of: how each is painted, and the straight runs of its points."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.pdf.frame import Floats, Frame
from extractors.pdf.objects import Bools, Colours, Ints, fill_colours, stroke_colours
from extractors.pdf.pdfium import places_in, plain

_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_draw_mode = plain(pdfium_c.FPDFPath_GetDrawMode, _INT, _HANDLE, _OUT, _OUT)
_stroke_width = plain(pdfium_c.FPDFPageObj_GetStrokeWidth, _INT, _HANDLE, _OUT)
_count_segments = plain(pdfium_c.FPDFPath_CountSegments, _INT, _HANDLE)
_segment = plain(pdfium_c.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INT)
_segment_type = plain(pdfium_c.FPDFPathSegment_GetType, _INT, _HANDLE)
_segment_point = plain(pdfium_c.FPDFPathSegment_GetPoint, _INT, _HANDLE, _OUT, _OUT)
_segment_close = plain(pdfium_c.FPDFPathSegment_GetClose, _INT, _HANDLE)

_WHITE = 245
"""0 to 255: paint all of whose colours are as bright is white."""
_OPAQUE = 20
"""0 to 255: paint that is no more opaque cannot be seen."""
_HIDES = 200
"""0 to 255: paint that is more opaque hides what lies below it."""
_FEWEST_CORNERS = 4
"""A box is drawn with so many points at least."""
_MOST_CORNERS = 6
"""And at most."""
_NEAR = 0.6
"""Points: and each of these is no further from a corner of it."""
_ROUNDED_POINTS = (6, 120)
"""A box with round corners, two of them or all, is drawn with so many points, those that bend its corners among them."""
_STRAIGHT = 0.6
"""Its upper or its lower edge is straight along so much of its width; none of a circle or an ellipse is."""


@dataclass(frozen=True, slots=True)
class Paints:
    """How paths are drawn, arrays of one length: filled and stroked at all, and so that it can be seen on white paper; with what
    width; whether the filling hides what lies below, and how bright that is (0 to 255)."""

    filled: Bools
    stroked: Bools
    fill: Bools
    stroke: Bools
    width: Floats
    opaque: Bools
    gray: Floats

    def some(self, places: Ints) -> Paints:
        return Paints(
            self.filled[places],
            self.stroked[places],
            self.fill[places],
            self.stroke[places],
            self.width[places],
            self.opaque[places],
            self.gray[places],
        )


def paints_of(paths: Ints) -> Paints:
    modes = np.zeros((len(paths), 2), dtype=np.int32)
    for _ in map(_draw_mode, paths.tolist(), places_in(modes), places_in(modes, 1)):
        pass
    fill, stroke = modes.T != 0
    filled, filled_seen, opaque, gray = _painted(fill, fill_colours(paths[fill]))
    stroked, stroked_seen, _, _ = _painted(stroke, stroke_colours(paths[stroke]))
    width = np.zeros((len(paths), 1), dtype=np.float32)
    lines = np.zeros((int(stroke.sum()), 1), dtype=np.float32)
    for _ in map(_stroke_width, paths[stroke].tolist(), places_in(lines)):
        pass
    width[stroke] = lines
    return Paints(filled, stroked, filled_seen, stroked_seen, width[:, 0].astype(np.float64), opaque, gray)


def _painted(mine: Bools, paint: Colours) -> tuple[Bools, Bools, Bools, Floats]:
    """(paint shows, so that it can be seen on white paper, hides what lies below, its gray) of the paths that are painted so."""
    opacity = paint.rgba[:, 3]
    shows = ~paint.known | (opacity > _OPAQUE)
    seen = shows & (~paint.known | (paint.rgba[:, :3].min(axis=1) < _WHITE))
    out = np.zeros((3, len(mine)), dtype=bool)
    out[:, mine] = shows, seen, ~paint.known | (opacity > _HIDES)
    gray = np.full(len(mine), np.nan)
    gray[mine] = paint.gray
    return out[0], out[1], out[2], gray


@dataclass(frozen=True, slots=True)
class Rounded:
    """Boxes with round corners: their paths (k) and the boxes (k, 4)."""

    path: Ints
    box: Floats


@dataclass(frozen=True, slots=True)
class Outlines:
    """The straight runs of points in paths: upright places of the points (n), and of each run its path, its first point, how
    many there are, and whether it is closed; `rounded` are boxes with round corners, which are no run of one piece."""

    x: Floats
    y: Floats
    path: Ints
    first: Ints
    count: Ints
    closed: Bools
    rounded: Rounded

    def boxes(self) -> tuple[Floats, Bools]:
        """(the box around each run (r, 4), whether the run is an upright rectangle with its corners there)."""
        if not len(self.first):
            return np.zeros((0, 4)), np.zeros(0, dtype=bool)
        low = [np.minimum.reduceat(at, self.first) for at in (self.x, self.y)]
        high = [np.maximum.reduceat(at, self.first) for at in (self.x, self.y)]
        of = np.repeat(np.arange(len(self.first)), self.count)
        off = [
            np.minimum(np.abs(at - a[of]), np.abs(at - b[of])) > _NEAR
            for at, a, b in zip((self.x, self.y), low, high, strict=True)
        ]
        corners = (self.count >= _FEWEST_CORNERS) & (self.count <= _MOST_CORNERS)
        return np.stack((*low, *high), axis=1), corners & ~np.logical_or.reduceat(off[0] | off[1], self.first)

    def sides(self, runs: Bools) -> tuple[Ints, Floats]:
        """(run, x and y of both ends (s, 4)) of the steps from point to point of some runs, and back where they are closed."""
        after = np.arange(1, len(self.x) + 1)
        after[self.first + self.count - 1] = np.where(self.closed & (self.count > 2), self.first, -1)
        of = np.repeat(np.arange(len(self.first)), self.count)
        start = np.flatnonzero((after >= 0) & runs[of])
        end = after[start]
        return of[start], np.stack((self.x[start], self.y[start], self.x[end], self.y[end]), axis=1)


def outlines_of(paths: Ints, full: Floats, frame: Frame) -> Outlines:
    """The straight runs of paths whose matrices are `full`; curves end a run."""
    counts = np.fromiter(map(_count_segments, paths.tolist()), dtype=np.int64, count=len(paths)).clip(0)
    total = int(counts.sum())
    of = np.repeat(np.arange(len(paths)), counts)
    number = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    segments = list(map(_segment, paths[of].tolist(), number.tolist()))
    place = np.zeros((total, 2), dtype=np.float32)
    for _ in map(_segment_point, segments, places_in(place), places_in(place, 1)):
        pass
    kinds = np.fromiter(map(_segment_type, segments), dtype=np.int64, count=total)
    closes = np.fromiter(map(_segment_close, segments), dtype=np.int64, count=total) > 0
    rounded = _rounded(of, place, kinds, full, frame)
    begins = (kinds != pdfium_c.FPDF_SEGMENT_LINETO) | (number == 0)
    run = np.cumsum(begins) - 1
    long = np.bincount(run) > 1 if total else np.zeros(0, dtype=bool)
    kept = np.flatnonzero(long[run]) if total else run
    x, y = _upright(of[kept], place[kept], full, frame)
    first = np.flatnonzero(begins[kept])
    closed = np.logical_or.reduceat(closes[kept], first) if len(first) else np.zeros(0, dtype=bool)
    return Outlines(x, y, of[kept][first], first, np.diff(first, append=len(kept)), closed, rounded)


def _upright(of: Ints, place: NDArray[np.float32], full: Floats, frame: Frame) -> tuple[Floats, Floats]:
    """Points of the paths `of` as (x, y) of the upright page."""
    a, b, c, d, e, f = full[of].T
    px, py = place.astype(np.float64).T
    return frame.points(a * px + c * py + e, b * px + d * py + f)


def _rounded(of: Ints, place: NDArray[np.float32], kinds: Ints, full: Floats, frame: Frame) -> Rounded:
    """The boxes with round corners among the parts of paths: each point lies on an edge of the box around all, or no further from
    a corner than a corner can be round, and one of the level edges is straight but for the corners."""
    part = np.cumsum((kinds == pdfium_c.FPDF_SEGMENT_MOVETO) | (np.diff(of, prepend=-1) != 0)) - 1
    sizes, bends = np.bincount(part), np.bincount(part, weights=kinds == pdfium_c.FPDF_SEGMENT_BEZIERTO)
    few, many = _ROUNDED_POINTS
    kept = np.flatnonzero(((bends > 0) & (sizes >= few) & (sizes <= many))[part])
    if not len(kept):
        return Rounded(kept, np.zeros((0, 4)))
    x, y = _upright(of[kept], place[kept], full, frame)
    first = np.flatnonzero(np.diff(part[kept], prepend=-1))
    low, high = ([reduce.reduceat(at, first) for at in (x, y)] for reduce in (np.minimum, np.maximum))
    mine = np.repeat(np.arange(len(first)), np.diff(first, append=len(kept)))
    off = [np.minimum(np.abs(at - a[mine]), np.abs(at - b[mine])) for at, a, b in zip((x, y), low, high, strict=True)]
    roundest = np.minimum(high[0] - low[0], high[1] - low[1])[mine] / 2
    inside = (np.minimum(*off) > _NEAR) & (np.maximum(*off) > roundest + _NEAR)
    along = (kinds[kept] == pdfium_c.FPDF_SEGMENT_LINETO) & (off[1] <= _NEAR) & (np.abs(np.diff(y, prepend=np.nan)) <= _NEAR)
    straight = np.add.reduceat(np.where(along, np.abs(np.diff(x, prepend=0.0)), 0.0), first)
    found = ~np.logical_or.reduceat(inside, first) & (straight >= _STRAIGHT * (high[0] - low[0]))
    return Rounded(of[kept][first][found], np.stack((*low, *high), axis=1)[found])
