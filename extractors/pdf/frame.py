"""From PDF user space to the one coordinate convention: points, origin top left of the page as a person holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Floats = npt.NDArray[np.float64]
Place = TypeVar("Place", float, Floats)

QUARTER, HALF, THREE_QUARTERS = 90, 180, 270
"""Turns in degrees, clockwise."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page (user space) and the clockwise turn that makes it upright (/Rotate plus our own)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turn in (QUARTER, THREE_QUARTERS) else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turn in (QUARTER, THREE_QUARTERS) else self.top - self.bottom

    def points(self, x: Place, y: Place) -> tuple[Place, Place]:
        """User-space points to upright ones: one, or arrays of any one shape."""
        if self.turn == QUARTER:
            return y - self.bottom, x - self.left
        if self.turn == HALF:
            return self.right - x, y - self.bottom
        if self.turn == THREE_QUARTERS:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def boxes(self, boxes: Floats) -> Floats:
        """User-space boxes (n, 4) left, bottom, right, top to upright x0, y0, x1, y1 with x0 <= x1, y0 <= y1."""
        xa, ya = self.points(boxes[:, 0], boxes[:, 1])
        xb, yb = self.points(boxes[:, 2], boxes[:, 3])
        return np.stack([np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)], axis=1)


def frame_of(page: pdfium.PdfPage, turned: int = 0) -> Frame:
    """The frame of a page; `turned` is a clockwise turn on top of its /Rotate.

    pdfium's own page box is taken: CropBox cut by MediaBox, both of which may be inherited from the page tree.
    """
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(page.raw, rect):
        raise ValueError("halaman tanpa ukuran")
    return Frame(rect.left, rect.bottom, rect.right, rect.top, turn=(page.get_rotation() + turned) % 360)
