"""What paths are made of: how each is painted, and the straight runs of its points."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c

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
class Outlines:
    """The straight runs of points in paths: upright places of the points (n), and of each run its path, its first point, how
    many there are, and whether it is closed."""

    x: Floats
    y: Floats
    path: Ints
    first: Ints
    count: Ints
    closed: Bools

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
    begins = (kinds != pdfium_c.FPDF_SEGMENT_LINETO) | (number == 0)
    run = np.cumsum(begins) - 1
    long = np.bincount(run) > 1 if total else np.zeros(0, dtype=bool)
    kept = np.flatnonzero(long[run]) if total else run
    a, b, c, d, e, f = full[of[kept]].T
    px, py = place[kept].astype(np.float64).T
    x, y = frame.points(a * px + c * py + e, b * px + d * py + f)
    first = np.flatnonzero(begins[kept])
    closed = np.logical_or.reduceat(closes[kept], first) if len(first) else np.zeros(0, dtype=bool)
    return Outlines(x, y, of[kept][first], first, np.diff(first, append=len(kept)), closed)
