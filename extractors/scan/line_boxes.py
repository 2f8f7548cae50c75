"""Where lines of text are on an upright picture: from its ink, and where something lies over them, as a finder sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, Limit
from extractors.model import Ruling
from extractors.scan import words as words_image
from extractors.scan.picture import Mask, Picture, Pieces, large_pieces, letters
from extractors.scan.reader import LineReader, PixelBox

_FINDER_DPI = 100.0
"""Finders see as much at 200."""


@dataclass(frozen=True, slots=True)
class Limits:
    small: Annotated[
        float, Limit("where letters (middle of all heights) are smaller, a finder runs their lines together", POINTS)
    ] = 3.9
    beside: Annotated[
        float, Limit("so far above and below a stamp or signature lines are sought as those that it lies on", POINTS)
    ] = 30.0
    overlooked: Annotated[int, Limit("so many pieces of ink in no line are text in smaller letters than the page's", COUNT)] = 20
    letter: Annotated[float, Limit("where they are as high", POINTS)] = 3.0
    margin: Annotated[float, Limit("paper that a line keeps at its left and right", POINTS)] = 1.5


LIMITS = Limits()


def text_boxes(clean: Picture, mask: Mask, pieces: Pieces, lines: Sequence[Ruling], reader: LineReader) -> list[PixelBox]:
    """Boxes of single lines of text, none over a vertical ruling."""
    only, size = letters(pieces, clean.dpi)
    if size == 0.0:
        return []
    boxes = _line_boxes(clean, mask, pieces, only, size, reader)
    margin = clean.px(LIMITS.margin)
    rows = [row for box in words_image.at_rulings(boxes, lines, clean) for row in words_image.rows_of(box, mask, size)]
    fits = [fit for row in rows if (fit := words_image.fitted(row, mask, 0)) is not None]
    wide = [words_image.grown(fit, mask, size, words_image.fences(fit, rows, lines, clean)) for fit in fits]
    return [PixelBox(max(0, b.x0 - margin), b.y0, min(clean.width, b.x1 + margin), b.y1) for b in words_image.joined(wide)]


def _line_boxes(clean: Picture, mask: Mask, pieces: Pieces, only: Mask, size: float, reader: LineReader) -> list[PixelBox]:
    """Boxes around lines of text. Where stamps and signatures may lie over them lines are told by a finder, which costs as much
    as reading half of a page: it sees those strips of the page only, and those whose letters are too small beside the others."""
    tied = large_pieces(pieces, clean.dpi)
    if size * clean.points < LIMITS.small or not tied.any():
        return words_image.ink_lines(mask, only, size)
    spots = pieces.stats[tied]
    bands = _bands(spots, mask, clean)
    apart = _without(only, [PixelBox(0, top, clean.width, bottom) for top, bottom in bands])
    boxes = words_image.ink_lines(mask, apart, size)
    left = Pieces.of(_without(apart, boxes)).stats[1:]
    left = left[left[:, cv2.CC_STAT_HEIGHT] >= clean.px(LIMITS.letter)]
    if len(left) >= LIMITS.overlooked:
        bands = _bands(np.concatenate([spots, left]), mask, clean)
        apart = _without(only, [PixelBox(0, top, clean.width, bottom) for top, bottom in bands])
        boxes = words_image.ink_lines(mask, apart, size)
    for top, bottom in bands:
        small = Picture(clean.gray[top:bottom], clean.dpi).shrunk(_FINDER_DPI)
        k = clean.dpi / small.dpi
        found = [
            PixelBox(int(b.x0 * k), top + int(b.y0 * k), min(clean.width, round(b.x1 * k)), min(bottom, top + round(b.y1 * k)))
            for b in reader.find(small.gray)
        ]
        within = np.zeros_like(only)
        within[top:bottom] = only[top:bottom]
        boxes += [*found, *words_image.ink_lines(mask, within, size, found)]
    return boxes


def _without(only: Mask, boxes: Sequence[PixelBox]) -> Mask:
    left = only.copy()
    for box in boxes:
        left[box.y0 : box.y1, box.x0 : box.x1] = 0
    return left


def _bands(spots: NDArray[np.int32], mask: Mask, clean: Picture) -> list[tuple[int, int]]:
    """The heights of a page (first row, row after the last) around these boxes, each from blank paper to blank paper."""
    reach = clean.px(LIMITS.beside)
    blank = np.asarray(mask.max(axis=1) == 0, np.bool_)
    bands: list[tuple[int, int]] = []
    for y, h in sorted(spots[:, [cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT]].tolist()):
        above, below = np.flatnonzero(blank[: max(0, y - reach)]), np.flatnonzero(blank[y + h + reach :])
        top = int(above[-1]) + 1 if len(above) else 0
        bottom = y + h + reach + int(below[0]) if len(below) else clean.height
        if bands and top <= bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], bottom))
        else:
            bands.append((top, bottom))
    return bands
