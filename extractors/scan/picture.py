"""A page as a picture: rendered, made upright and straight.

Pictures are gray (0 black, 255 white). Their coordinates are pixels, origin top left; `Picture.points` turns them into
the points of `extractors.model`. Nothing here reads text: which of two opposite turns is upright is asked of a reader
(`extractors.scan.page`), here only whether lines of text run across or down.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.pdf.objects import drawn_objects
from extractors.pdf.pdfium import plain

if TYPE_CHECKING:
    import pypdfium2

_pixel_size = plain(pdfium_c.FPDFImageObj_GetImagePixelSize, ctypes.c_int, *[ctypes.c_void_p] * 3)

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
"""0 where paper, 255 where ink."""

MAX_PIXELS = 40_000_000
"""An A3 sheet at 300 dpi has 17 million. A page that declares metres of paper is drawn more coarsely, not refused."""

_SMALLEST, _LARGEST, _A4 = 560.0, 1300.0, 842.0
"""Points: the longer side of A5, A3 and A4. Beyond the first two a page's size is believed only where its picture has a
resolution that scanners have, from `_COARSEST` to `_FINEST` dpi."""
_COARSEST, _FINEST = 110.0, 330.0

MAX_SKEW = 3.0
PAPER = 90
"""Percentile of a picture's pixels that is its paper."""
_BLACK_PAPER = 80
"""Gray: paper whose middle is darker is a negative's; in the shade of a bad copy paper is lighter."""
_SAMPLED = 7
"""Every so many pixels tell as much as all."""
_BAR = 7
"""Pixels at 100 dpi, five points: thicker than a stroke of letters or a ruling."""
_MOST_OF_A_SHEET = 0.55
"""The share of it that only the edge of the glass, or a streak, runs over quite straight."""
_SKEW_IGNORED = 0.08
"""Degrees; over a whole landscape page this is less than 2 points, and turning a picture blurs it."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A gray picture of a page. `dpi` is the resolution it really has (lowered for huge pages)."""

    gray: Gray
    dpi: float

    @property
    def points(self) -> float:
        """Points in a pixel."""
        return 72.0 / self.dpi

    @property
    def width(self) -> int:
        return int(self.gray.shape[1])

    @property
    def height(self) -> int:
        return int(self.gray.shape[0])

    def px(self, points: float) -> int:
        """A length in points as whole pixels, at least one."""
        return max(1, round(points * self.dpi / 72.0))

    def shrunk(self, dpi: float) -> Picture:
        """The same picture at a lower resolution; itself where it is coarser already."""
        if dpi >= self.dpi:
            return self
        factor = dpi / self.dpi
        size = (max(1, round(self.width * factor)), max(1, round(self.height * factor)))
        return Picture(np.asarray(cv2.resize(self.gray, size, interpolation=cv2.INTER_AREA), np.uint8), dpi)


def drawn(page: pypdfium2.PdfPage, dpi: float, max_pixels: int = MAX_PIXELS) -> tuple[float, float]:
    """(scale to draw a page at, dpi of the picture that comes out): at `dpi` or as finely as `max_pixels` allow."""
    width, height = page.get_size()
    size = _paper_scale(page, max(width, height))
    fitting = 72.0 * math.sqrt(max_pixels / max(width * height, 1.0))
    at = min(dpi * size, fitting)
    return at / 72.0, at / size


def _paper_scale(page: pypdfium2.PdfPage, longest: float) -> float:
    """How much the paper is larger than the page says.

    Scanner programs of phones put a pixel on a point, others claim a resolution that nobody has: the page is then metres
    long, or a stamp's size. It is taken for a sheet of A4.
    """
    if _SMALLEST <= longest <= _LARGEST:
        return 1.0
    resolution = 0.0
    area = 0.0
    objects = drawn_objects(page)
    images = np.flatnonzero(objects.kinds == pdfium_c.FPDF_PAGEOBJ_IMAGE)
    for obj, (a, b, c, d, _, _) in zip(objects.handles[images].tolist(), objects.full(images).tolist(), strict=True):
        w, h = ctypes.c_uint(), ctypes.c_uint()
        if abs(a * d - b * c) > area and _pixel_size(obj, ctypes.addressof(w), ctypes.addressof(h)):
            area = abs(a * d - b * c)
            resolution = 72.0 * math.sqrt(w.value * h.value / area)
    wrong = resolution > _FINEST if longest < _SMALLEST else 0 < resolution < _COARSEST
    return _A4 / longest if wrong else 1.0


def render(page: pypdfium2.PdfPage, dpi: float = 200.0, max_pixels: int = MAX_PIXELS) -> Picture:
    """Draw a page (its /Rotate applied) in gray, at `dpi` or as finely as `max_pixels` allows."""
    scale, dpi = drawn(page, dpi, max_pixels)
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = np.asarray(bitmap.to_numpy())
    if pixels.ndim == 3:
        pixels = pixels[:, :, 0] if pixels.shape[2] == 1 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))
    # A copy: the bitmap's memory belongs to PDFium and goes with it.
    return Picture(positive(np.array(pixels, dtype=np.uint8)), dpi)


def shade(gray: Gray, percent: float) -> float:
    """What this percentage of the pixels are darker than, as numpy tells percentiles, in a tenth of the time."""
    counts = cv2.calcHist([gray], [0], None, [256], [0, 256]).ravel()
    upto = np.cumsum(counts.astype(np.int64))
    place = (int(upto[-1]) - 1) * percent / 100
    low, high = (int(np.searchsorted(upto, math.floor(at), side="right")) for at in (place, min(place + 1, int(upto[-1]) - 1)))
    return low + (high - low) * (place - math.floor(place))


def paper_of(gray: Gray) -> int:
    """How bright the paper of a picture is; white where the picture is empty."""
    return int(shade(gray, PAPER)) if gray.size else 255


def positive(gray: Gray) -> Gray:
    """The picture with dark print on light paper: a negative, most of which is black, is turned over."""
    every = gray[::_SAMPLED, ::_SAMPLED]
    return np.asarray(255 - gray, np.uint8) if every.size and float(np.median(every)) < _BLACK_PAPER else gray


def ink(picture: Picture, depth: float = 0.28) -> Mask:
    """What is printed: pixels darker than the paper around them by more than `depth` of its brightness.

    The paper is judged locally, so shadow at the spine, gray paper and shaded cells count as paper.
    """
    gray = picture.gray
    coarse = picture.shrunk(50).gray
    reach = max(3, round(50 * 0.16)) | 1
    square = np.ones((reach, reach), np.uint8)
    closed = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, square, borderType=cv2.BORDER_REPLICATE)
    # Within a shaded cell, close to its edge, the paper is no lighter than the shade: the edge is no bar of ink.
    paper = np.minimum(cv2.blur(closed, (reach, reach)), closed)
    darker = np.ceil(np.arange(256, dtype=np.float32) * np.float32(1.0 - depth)).astype(np.uint8)
    limit = cv2.LUT(cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR), darker)
    return np.asarray(cv2.compare(gray, limit, cv2.CMP_LT), np.uint8)


def stretches(inked: NDArray[np.bool_], gap: int = 1) -> list[tuple[int, int]]:
    """(start, end) of the pieces of a row in which no ink is further apart than `gap`, each end behind its last."""
    places = np.flatnonzero(inked)
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > gap)
    starts, ends = places[np.concatenate(([0], cuts + 1))], places[np.concatenate((cuts, [len(places) - 1]))]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]


def skew(mask: Mask) -> float:
    """How many degrees, clockwise positive, the print leans (-MAX_SKEW to MAX_SKEW); 0.0 where nothing tells.

    The angle at which the row and the column profile of the ink are sharpest (sum of squares), as in Postl's method;
    both profiles, so that it does not matter which way the text runs. Coarse steps first, then fine ones. `mask` is of
    a coarse picture (100 dpi); what is thicker there than a stroke, or runs over most of the sheet, is no print but the edge of
    the scanner's glass or a streak of its toner, which lie straight however the paper lies.
    """
    other = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_BAR, _BAR), np.uint8))
    other[(mask > 0).mean(axis=1) > _MOST_OF_A_SHEET, :] = 255
    other[:, (mask > 0).mean(axis=0) > _MOST_OF_A_SHEET] = 255
    ys, xs = np.nonzero((mask > 0) & (np.asarray(cv2.dilate(other, np.ones((5, 5), np.uint8))) == 0))
    if len(ys) < 200:
        return 0.0
    if len(ys) > 150_000:
        every = len(ys) // 150_000 + 1
        ys, xs = ys[::every], xs[::every]
    y, x = ys.astype(np.float64), xs.astype(np.float64)

    def sharpness(angle: float) -> float:
        slope = math.tan(math.radians(angle))
        total = 0.0
        for across, along, sign in ((y, x, -1.0), (x, y, 1.0)):
            place = across + sign * slope * along
            counts = np.bincount((place - place.min()).astype(np.int64))
            total += float(np.square(counts.astype(np.float64)).sum())
        return total

    best = 0.0
    for step, reach in ((0.5, MAX_SKEW), (0.1, 0.5), (0.03, 0.1)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda a: (sharpness(float(a)), -abs(float(a)))))
    if abs(best) > MAX_SKEW or sharpness(best) < 1.02 * sharpness(0.0):
        return 0.0
    return best


def straightened(picture: Picture, degrees: float) -> Picture:
    """The picture turned back by a skew of `degrees`; size kept, corners filled with white."""
    if abs(degrees) < _SKEW_IGNORED:
        return picture
    centre = (picture.width / 2, picture.height / 2)
    matrix = cv2.getRotationMatrix2D(centre, degrees, 1.0)
    gray = cv2.warpAffine(
        picture.gray,
        matrix,
        (picture.width, picture.height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return Picture(np.asarray(gray, np.uint8), picture.dpi)


_pixel_size = plain(pdfium_c.FPDFImageObj_GetImagePixelSize, ctypes.c_int, *[ctypes.c_void_p] * 3)
SKEW_DPI = 100.0
"""At which skew is measured."""


_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turned(gray: Gray, clockwise: int) -> Gray:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    if clockwise == 0:
        return gray
    return np.asarray(cv2.rotate(gray, _TURNS[clockwise]), np.uint8)


def on_its_side(mask: Mask) -> Mask:
    """The mask with its rows as columns."""
    return np.asarray(cv2.transpose(mask), np.uint8)


@dataclass(frozen=True, slots=True)
class Blob:
    """A box of ink, in pixels; `area` counts its inked pixels."""

    x: int
    y: int
    width: int
    height: int
    area: int


def blobs(mask: Mask) -> list[Blob]:
    """Connected pieces of ink."""
    return [Blob(*box) for box in Pieces.of(mask).stats[1:].tolist()]


_LARGE = (12.0, 32.0)
"""Points: ink in one piece that is wider and higher than the first and longer than the second is no letter."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The connected pieces of ink of a mask, found once for all that is asked of them: the number of the piece that
    each pixel is of, 0 where there is paper, and the box and area of each (of paper: zeros).

    `inked` are the places of the ink in the flattened mask, `owners` the pieces that it is of.
    """

    labels: NDArray[np.int32]
    stats: NDArray[np.int32]
    inked: NDArray[np.intp]
    owners: NDArray[np.int32]

    @classmethod
    def of(cls, mask: Mask) -> Pieces:
        # OpenCV's own statistics look at the paper as well, which takes three times as long as finding the pieces.
        count, found = cv2.connectedComponents(mask, connectivity=8)
        labels = np.asarray(found, np.int32)
        inked = np.flatnonzero(mask != 0)
        owners = labels.reshape(-1)[inked]
        return cls(labels, _boxes(inked, owners, count, mask.shape[1]), inked, owners)

    @property
    def width(self) -> NDArray[np.int32]:
        return self.stats[:, cv2.CC_STAT_WIDTH]

    @property
    def height(self) -> NDArray[np.int32]:
        return self.stats[:, cv2.CC_STAT_HEIGHT]

    @property
    def area(self) -> NDArray[np.int32]:
        return self.stats[:, cv2.CC_STAT_AREA]

    def kept(self, which: NDArray[np.bool_]) -> Mask:
        """The mask of the pieces that are to be kept; paper is none."""
        which[0] = False
        out = np.zeros(self.labels.shape, np.uint8)
        if which.any():
            out.reshape(-1)[self.inked[which[self.owners]]] = 255
        return out


def _boxes(inked: NDArray[np.intp], owners: NDArray[np.int32], count: int, width: int) -> NDArray[np.int32]:
    """x, y, width, height and area of each piece, in OpenCV's order; of paper zeros."""
    out = np.zeros((count, 5), np.int32)
    if not len(inked):
        return out
    # Rows of pixels side by side are far fewer than pixels, and told by their ends.
    starts = np.flatnonzero((np.diff(inked, prepend=-2) != 1) | (inked % width == 0))
    ends = np.append(starts[1:], len(inked)) - 1
    row, left = np.divmod(inked[starts], width)
    right = left + inked[ends] - inked[starts] + 1
    order = np.argsort(owners[starts], kind="stable")
    first = np.flatnonzero(np.diff(owners[starts][order], prepend=0))
    last = np.append(first[1:], len(order)) - 1
    x0, x1 = np.minimum.reduceat(left[order], first), np.maximum.reduceat(right[order], first)
    y0, y1 = row[order][first], row[order][last] + 1
    out[1:] = np.stack([x0, y0, x1 - x0, y1 - y0, np.bincount(owners, minlength=count)[1:]], axis=1)
    return out


_STROKE = (2.2, 0.3)
"""Heights of a letter: what is higher, and on the whole no thicker, is a piece of a ruling."""


def large_pieces(pieces: Pieces, dpi: float) -> NDArray[np.bool_]:
    """Which pieces of ink are neither letters nor lines: stamps, signatures, dark fields, pictures."""
    w, h, area = pieces.width, pieces.height, pieces.area
    thick, long = (v * dpi / 72 for v in _LARGE)
    large = np.asarray((np.minimum(w, h) > thick) & (np.maximum(w, h) > long) & (area > long), np.bool_)
    large[0] = False
    return large


def letters(pieces: Pieces, dpi: float) -> tuple[Mask, float]:
    """The pieces of ink of letter size, and their median height in pixels (0.0 where there are fewer than 10).

    Rulings, stamps, signatures and pictures are too long, dust is too small.
    """
    w, h, area = pieces.width, pieces.height, pieces.area
    point = dpi / 72
    least = max(2.0, 2.5 * point)
    # On bad copies the letters of a word run together.
    keep = (h < 32 * point) & ((w < 32 * point) | ((h < 16 * point) & (w < 120 * point)))
    keep &= (np.maximum(w, h) >= least) & (area >= least)
    keep[0] = False
    tall = keep & (h >= least)
    if int(tall.sum()) < 10:
        return np.zeros(pieces.labels.shape, np.uint8), 0.0
    size = float(np.median(h[tall]))
    # What is left of a border between two lines would make them one, too high for a line of text.
    keep &= (h < _STROKE[0] * size) | (area > _STROKE[1] * size * h)
    return pieces.kept(keep), size


def text_lines(pieces: Pieces, dpi: float, down: bool = False) -> list[Blob]:
    """Lines of text as letters run together, longest first; `down`: as if text ran from top to bottom."""
    only, size = letters(pieces, dpi)
    if size == 0.0:
        return []
    reach = max(3, round(dpi * 6 / 72))
    kernel = np.ones((reach, 1) if down else (1, reach), np.uint8)
    joined = cv2.morphologyEx(only, cv2.MORPH_CLOSE, kernel)
    out = []
    for blob in blobs(np.asarray(joined, np.uint8)):
        along, across = (blob.height, blob.width) if down else (blob.width, blob.height)
        if along >= 4 * across and across >= dpi * 4 / 72 and across <= dpi * 30 / 72:
            out.append(blob)
    return sorted(out, key=lambda b: max(b.width, b.height), reverse=True)


def runs_down(pieces: Pieces, dpi: float) -> float:
    """Share (0-1) of the text that runs down the page rather than across it; 0.5 where there is none to judge."""
    across = sum(b.width for b in text_lines(pieces, dpi))
    down = sum(b.height for b in text_lines(pieces, dpi, down=True))
    return down / (across + down) if across + down else 0.5
