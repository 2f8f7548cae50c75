"""From lines as a reader saw them to words with places.

A reader gives letters with rough places; where one word ends and the next begins is looked up in the ink between them.
"""
from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.model import BBox, Ruling, Word
from extractors.ocr import Glyph, PixelBox, ReadLine
from extractors.picture import Mask, Picture, letters

_WIDE = 1.1
"""A gap wider than this share of the line's height parts words even where the reader saw no space."""


def at_rulings(boxes: Sequence[PixelBox], rulings: Sequence[Ruling], picture: Picture) -> list[PixelBox]:
    """Boxes cut at the vertical rulings through them: finders of text join what stands in neighbouring cells."""
    k = 1 / picture.points
    down = [(r.x0 * k, r.y0 * k, r.y1 * k) for r in rulings if not r.horizontal]
    out: list[PixelBox] = []
    for box in boxes:
        height = box.y1 - box.y0
        cuts = sorted(
            x for x, y0, y1 in down
            if box.x0 < x < box.x1 and min(y1, box.y1) - max(y0, box.y0) > 0.6 * height
        )
        edges = [float(box.x0), *cuts, float(box.x1)]
        for left, right in itertools.pairwise(edges):
            if right - left >= 2:
                out.append(PixelBox(int(left), box.y0, int(np.ceil(right)), box.y1))
    return out


def fitted(box: PixelBox, mask: Mask, margin: int) -> PixelBox | None:
    """The box drawn in to its ink plus `margin` at left and right; None where it holds none."""
    part = mask[box.y0 : box.y1, box.x0 : box.x1]
    columns = np.flatnonzero(part.any(axis=0))
    if not len(columns):
        return None
    return PixelBox(
        max(0, box.x0 + int(columns[0]) - margin), box.y0,
        min(mask.shape[1], box.x0 + int(columns[-1]) + 1 + margin), box.y1,
    )


def unseen(mask: Mask, boxes: Sequence[PixelBox], picture: Picture) -> list[PixelBox]:
    """Boxes around ink of the size of letters that lies in none of `boxes`: lone digits, which finders overlook."""
    left = mask.copy()
    for box in boxes:
        left[box.y0 : box.y1, box.x0 : box.x1] = 0
    only, size = letters(mask, picture.dpi)
    if size == 0.0:
        return []
    left &= only
    reach = max(3, round(0.8 * size))
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    out = []
    pad = max(2, round(0.25 * size))
    for x, y, w, h, area in stats[1:]:
        if not 0.7 * size <= h <= 2.5 * size or w > 12 * size or area < 0.15 * w * h:
            continue
        out.append(PixelBox(
            max(0, int(x) - pad), max(0, int(y) - pad),
            min(mask.shape[1], int(x + w) + pad), min(mask.shape[0], int(y + h) + pad),
        ))
    return out


def words(line: ReadLine, box: PixelBox, mask: Mask, points: float) -> list[Word]:
    """The words of a line in `box`; `mask` is the ink of the whole picture without its rulings."""
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
            if spaced or gap[1] - gap[0] > _WIDE * height:
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
        out.append(Word(
            "".join(g.text for g in glyphs),
            BBox(
                (box.x0 + x0) * points, (box.y0 + y0) * points, (box.x0 + x1) * points, (box.y0 + y1) * points
            ),
            size=round(height * points, 1), confidence=round(min(g.confidence for g in glyphs), 4), from_ocr=True,
        ))
    return out


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
