"""From lines as a reader saw them to words with places.

A reader gives letters with rough places; where one word ends and the next begins is looked up in the ink between them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.steps import first, heuristic
from extractors.model import BBox, Ruling, Word
from extractors.scan.picture import Mask, Picture, Pieces
from extractors.scan.reader import PixelBox, ReadLine
from extractors.scan.recogniser.recogniser import Glyph
from extractors.scan.rulings.runs import LIMITS as RUNS

_WIDE = 0.5
"""A gap wider than this share of the line's height parts words even where the reader saw no space."""

_WIDE_BEFORE_FIGURE = 0.28
"""The same between a letter and a digit: the end of a name and the figure in the next column."""

_ONE_LINE = 0.7
"""Boxes with more of the greater height in common lie on one line."""


_STROKES = frozenset("1Il|!{}[]()\\/")
_SLIVER = 0.25
"""What is no wider than this share of its height is a stroke ..."""
_BESIDE_RULING = 1.2
"""Points. ... and so near to an upright ruling a piece of it: letters keep further from a border."""
_ON_RULING = 1.0
_WORN = 40.0
"""Points. A hairline, however low, at the place of an upright ruling that ends so near above or below is a piece of it,"""
_ONE_TEXT = 0.8
"""... unless a word stands as near beside it, in shares of its height: `Triwulan I`."""


@heuristic(first)
def at_rulings(boxes: Sequence[PixelBox], rulings: Sequence[Ruling], picture: Picture) -> list[PixelBox]:
    """Boxes cut at the vertical rulings through them: finders of text join what stands in neighbouring cells."""
    k = 1 / picture.points
    down = [(r.x0 * k, r.y0 * k, r.y1 * k) for r in rulings if not r.horizontal]
    out: list[PixelBox] = []
    for box in boxes:
        height = box.y1 - box.y0
        cuts = sorted(x for x, y0, y1 in down if box.x0 < x < box.x1 and min(y1, box.y1) - max(y0, box.y0) > 0.6 * height)
        # The two sides have no column in common: what was left of the border there would make them one box again.
        edges = [box.x0, *(round(x) for x in cuts), box.x1]
        for left, right in itertools.pairwise(edges):
            if right - left >= 2:
                out.append(PixelBox(left, box.y0, right, box.y1))
    return out


@heuristic(first)
def joined(boxes: Sequence[PixelBox]) -> list[PixelBox]:
    """One box for those that lie over each other on one line: finders of text see an underlined line in pieces, which are then
    widened to the same ink.

    Read one by one, the letters in both would be said twice. The boxes must be cut at the rulings before.
    """
    out: list[PixelBox] = []
    for box in sorted(boxes):
        for i in reversed(range(len(out))):
            if _one_line(out[i], box):
                box = box.union(out.pop(i))
        out.append(box)
    return out if len(out) < len(boxes) else list(boxes)


def _one_line(a: PixelBox, b: PixelBox) -> bool:
    """Do the boxes lie over each other and have most of their heights in common?"""
    common = min(a.y1, b.y1) - max(a.y0, b.y0)
    return min(a.x1, b.x1) > max(a.x0, b.x0) and common > _ONE_LINE * max(a.y1 - a.y0, b.y1 - b.y0)


def rows_of(box: PixelBox, mask: Mask, size: float) -> list[PixelBox]:
    """The box cut into single lines of text where it holds more than one, each without its neighbours' tails.

    `size` is the usual height of a letter. Rows of the picture with little ink part the lines.
    """
    part = mask[box.y0 : box.y1, box.x0 : box.x1] > 0
    profile = part.sum(axis=1)
    if not profile.any():
        return []
    bands = _bands(profile, size)
    tall = [band for band in bands if band[1] - band[0] >= 0.6 * size]
    if not tall:
        return [box]
    if len(tall) > 1:
        tall = _own(tall, profile)
    pad = max(2, round(0.3 * size))
    out = []
    for i, (y0, y1) in enumerate(tall):
        low = (bands[bands.index(tall[i]) - 1][1] if bands.index(tall[i]) else 0) if len(bands) > 1 else 0
        after = bands.index(tall[i]) + 1
        high = bands[after][0] if after < len(bands) else len(profile)
        top = max(0, y0 - pad, low if low <= y0 - 1 else 0)
        bottom = min(len(profile), y1 + pad, high if high >= y1 + 1 else len(profile))
        out.append(PixelBox(box.x0, box.y0 + top, box.x1, box.y0 + bottom))
    return out


def _bands(profile: NDArray[np.int_], size: float) -> list[list[int]]:
    """Where (first row, row after the last) a picture with so much ink in its rows has lines of text.

    A descender or a dot alone does not join two lines: rows with a tenth of the busiest row's ink count as empty.
    """
    busy = profile > 0.1 * float(np.percentile(profile[profile > 0], 90))
    bands: list[list[int]] = []
    for y in np.flatnonzero(busy):
        if bands and y <= bands[-1][1] + max(1, round(0.12 * size)):
            bands[-1][1] = int(y) + 1
        else:
            bands.append([int(y), int(y) + 1])
    return bands


def _own(bands: Sequence[list[int]], profile: NDArray[np.int_]) -> list[list[int]]:
    """The lines without those of little ink, and without those that a side of the box cuts off: a neighbour's tail, unless it is
    the larger half."""
    middle = len(profile) / 2
    heavy = [int(profile[y0:y1].sum()) for y0, y1 in bands]
    own = [
        [y0, y1]
        for (y0, y1), ink in zip(bands, heavy, strict=True)
        if ink >= 0.3 * max(heavy) and (y0 > 0 or y1 >= middle) and (y1 < len(profile) or y0 <= middle)
    ]
    return own or [bands[int(np.argmax(heavy))]]


def fitted(box: PixelBox, mask: Mask, margin: int) -> PixelBox | None:
    """The box drawn in to its ink plus `margin` at left and right; None where it holds none."""
    part = mask[box.y0 : box.y1, box.x0 : box.x1]
    columns = np.flatnonzero(part.any(axis=0))
    if not len(columns):
        return None
    return PixelBox(
        max(0, box.x0 + int(columns[0]) - margin),
        box.y0,
        min(mask.shape[1], box.x0 + int(columns[-1]) + 1 + margin),
        box.y1,
    )


def fences(box: PixelBox, boxes: Sequence[PixelBox], rulings: Sequence[Ruling], picture: Picture) -> list[float]:
    """x places that text beside `box` may not be taken over: vertical rulings and other boxes on its height."""
    k = 1 / picture.points
    height = box.y1 - box.y0
    out = [r.x0 * k for r in rulings if not r.horizontal and min(r.y1 * k, box.y1) - max(r.y0 * k, box.y0) > 0.5 * height]
    for other in boxes:
        if min(other.y1, box.y1) - max(other.y0, box.y0) > 0.3 * height:
            if other.x0 >= box.x1 - 2:
                out.append(float(other.x0))
            elif other.x1 <= box.x0 + 2:
                out.append(float(other.x1))
    return out


@heuristic(first)
def grown(box: PixelBox, mask: Mask, size: float, fences: Sequence[float]) -> PixelBox:
    """The box widened to the ink that follows it closely: `,-` behind an amount, a bullet's dash before a name.

    It does not grow over `fences` (x places of vertical rulings and of neighbouring boxes).
    """
    reach = round(0.8 * size)
    left = max([f for f in fences if f <= box.x0 + 2], default=0.0)
    right = min([f for f in fences if f >= box.x1 - 2], default=float(mask.shape[1]))
    columns = (mask[box.y0 : box.y1] > 0).sum(axis=0)
    x0, x1 = box.x0, box.x1
    for _ in range(3):
        after = np.flatnonzero(columns[x1 : max(x1, min(int(right) - 1, x1 + reach))])
        before = np.flatnonzero(columns[min(x0, max(int(left) + 2, x0 - reach)) : x0])
        if not len(after) and not len(before):
            break
        if len(after):
            x1 += int(after[-1]) + 1
        if len(before):
            x0 = min(x0, max(int(left) + 2, x0 - reach)) + int(before[0])
    return PixelBox(x0, box.y0, x1, box.y1)


def ink_lines(mask: Mask, only: Mask, size: float, boxes: Sequence[PixelBox] = ()) -> list[PixelBox]:
    """Boxes around runs of letter-sized ink (`only`) that lies in none of `boxes`.

    Without `boxes` these are all lines of text of a page; with the boxes of a finder, what it overlooked: lone digits.
    """
    left = only.copy()
    for box in boxes:
        left[box.y0 : box.y1, box.x0 : box.x1] = 0
    reach = max(3, round(1.1 * size))
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    out = []
    pad = max(2, round(0.3 * size))
    for x, y, w, h, area in Pieces.of(np.asarray(joined, np.uint8)).stats[1:].tolist():
        if not 0.7 * size <= h <= 4 * size or area < 0.15 * w * h:
            continue
        if boxes and (w > 12 * size or h > 2.5 * size):
            continue
        if w < 0.3 * size and (x == 0 or x + w == mask.shape[1]):
            continue  # the edge of the paper
        out.append(
            PixelBox(
                max(0, int(x) - pad),
                max(0, int(y) - pad),
                min(mask.shape[1], int(x + w) + pad),
                min(mask.shape[0], int(y + h) + pad),
            )
        )
    return out


@heuristic(first)
def _without_ruling(line: ReadLine) -> ReadLine:
    """The line without `|` at its ends: what is left of a border that was not wholly painted over."""
    seen = [i for i, glyph in enumerate(line.glyphs) if glyph.text not in (" ", "|")]
    return ReadLine(line.glyphs[seen[0] : seen[-1] + 1]) if seen else ReadLine(())


@heuristic(first)
def without_slivers(found: Sequence[Word], rulings: Sequence[Ruling]) -> list[Word]:
    """The words without strokes read as `I`, `1` or `{` beside an upright ruling, what is left of it in a dark field, or alone
    where it would go on, what is left of it where it wore off."""
    upright = [r for r in rulings if not r.horizontal]

    def is_sliver(word: Word) -> bool:
        x0, y0, x1, y1 = word.bbox
        if word.text not in _STROKES or x1 - x0 > max(_SLIVER * (y1 - y0), RUNS.hairline):
            return False
        beside = (r for r in upright if r.y0 < y1 and y0 < r.y1)
        if x1 - x0 <= _SLIVER * (y1 - y0) and any(_gap(word, r) <= _BESIDE_RULING for r in beside):
            return True
        on = (r for r in upright if r.y0 - _WORN < y1 and y0 < r.y1 + _WORN)
        return any(abs(word.bbox.cx - r.x0) <= _ON_RULING for r in on) and not any(_near(word, other) for other in found)

    return [word for word in found if not is_sliver(word)]


def _gap(word: Word, ruling: Ruling) -> float:
    """How far a word stands beside an upright ruling, in points."""
    return max(word.bbox.x0 - ruling.x0, ruling.x0 - word.bbox.x1) - ruling.thickness / 2


def _near(word: Word, other: Word) -> bool:
    """Whether another word stands beside one as words of one text do."""
    gap = max(other.bbox.x0 - word.bbox.x1, word.bbox.x0 - other.bbox.x1)
    return (
        other is not word and other.bbox.y0 < word.bbox.y1 and word.bbox.y0 < other.bbox.y1 and gap < _ONE_TEXT * word.bbox.height
    )


def words(line: ReadLine, box: PixelBox, mask: Mask, points: float) -> list[Word]:
    """The words of a line in `box`; `mask` is the ink of the whole picture without its rulings."""
    line = _without_ruling(line)
    if not line.text.strip():
        return []
    part = mask[box.y0 : box.y1, box.x0 : box.x1] > 0
    columns = np.asarray(part.any(axis=0), np.bool_)
    inked = np.flatnonzero(columns)
    left, right = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, part.shape[1])
    rows = np.flatnonzero(part.any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, part.shape[0])
    height = bottom - top

    parts: list[list[Glyph]] = [[]]
    edges: list[tuple[int, int]] = []
    before: Glyph | None = None
    spaced = False
    for glyph in line.glyphs:
        if glyph.text == " ":
            spaced = before is not None
            continue
        if before is not None:
            x0, x1 = int(before.place * part.shape[1]), int(glyph.place * part.shape[1])
            gap = _widest_gap(columns, x0, x1)
            wide = _WIDE_BEFORE_FIGURE if _changes(before.text, glyph.text) else _WIDE
            if spaced or gap[1] - gap[0] > wide * height:
                parts.append([])
                edges.append(gap)
        parts[-1].append(glyph)
        before, spaced = glyph, False
    starts = [left, *(gap[1] for gap in edges)]
    ends = [*(gap[0] for gap in edges), right]
    out = []
    for glyphs, x0, x1 in zip(parts, starts, ends, strict=True):
        if not glyphs:
            continue
        x1 = max(x1, x0 + 1)
        own = np.flatnonzero(part[:, x0:x1].any(axis=1))
        y0, y1 = (int(own[0]), int(own[-1]) + 1) if len(own) else (top, bottom)
        out.append(
            Word(
                "".join(g.text for g in glyphs),
                BBox((box.x0 + x0) * points, (box.y0 + y0) * points, (box.x0 + x1) * points, (box.y0 + y1) * points),
                size=round(height * points, 1),
                confidence=round(min(g.confidence for g in glyphs), 4),
                from_ocr=True,
            )
        )
    return out


def _changes(before: str, after: str) -> bool:
    """Whether a name ends and a figure begins, or the other way round."""
    return ((before.isalpha() or before == ")") and after.isdigit()) or (before.isdigit() and after.isalpha())


def _widest_gap(columns: NDArray[np.bool_], x0: int, x1: int) -> tuple[int, int]:
    """The longest run of empty columns from `x0` to `x1`; a point in the middle where there is none."""
    x1 = max(x1, x0 + 1)
    best = ((x0 + x1) // 2, (x0 + x1) // 2)
    start: int | None = None
    for x in range(x0, x1 + 1):
        empty = x < x1 and x < len(columns) and not columns[x]
        if empty and start is None:
            start = x
        elif not empty and start is not None:
            if x - start > best[1] - best[0]:
                best = (start, x)
            start = None
    return best


def in_reading_order(found: Sequence[Word]) -> list[Word]:
    """Words row by row from the top, each row from the left; words share a row where their middles are close."""
    rows: list[list[Word]] = []
    for word in sorted(found, key=lambda w: w.bbox.cy):
        for row in reversed(rows[-3:]):
            if abs(row[0].bbox.cy - word.bbox.cy) < 0.5 * max(row[0].size, word.size, 1.0):
                row.append(word)
                break
        else:
            rows.append([word])
    return [word for row in rows for word in sorted(row, key=lambda w: w.bbox.x0)]
