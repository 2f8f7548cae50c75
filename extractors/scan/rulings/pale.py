"""Rulings paler than any ink: the light gray borders of web pages, printed and scanned.

A pixel of such a border differs from the paper hardly more than the noise of the scan does, so no depth tells the two apart.
Along the border, though, the noise evens out and the border stays: what is darker than the paper on both sides of it over the
length that makes a run a ruling is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import POINTS, SHARE, Limit
from extractors.scan.picture import Mask, Picture, paper_of
from extractors.scan.rulings.runs import LIMITS as RUNS


@dataclass(frozen=True, slots=True)
class Limits:
    depth: Annotated[float, Limit("a pale ruling is darker than the paper beside it by this share", SHARE)] = 0.025
    beside: Annotated[float, Limit("the paper beside it is looked at so far away", POINTS)] = 1.5
    near: Annotated[float, Limit("where it ends is told by a shorter piece, half as dark", POINTS)] = 5.0
    rim: Annotated[float, Limit("what is paler so close to ink is the rim of a letter", POINTS)] = 0.8


LIMITS = Limits()


def pale_runs(mask: Mask, picture: Picture) -> Mask | None:
    """The pale rulings that run along the rows of `mask`, the ink of `picture`; None where there are none."""
    paper = paper_of(picture.gray)
    depth = cv2.subtract(np.full_like(picture.gray, paper), picture.gray)
    rim = 2 * picture.px(LIMITS.rim) + 1
    depth[cv2.dilate(mask, np.ones((rim, rim), np.uint8)) > 0] = 0
    over, near = (_ridge(depth, picture, reach) for reach in (RUNS.seed, LIMITS.near))
    found = np.where((over > LIMITS.depth * paper) & (near > LIMITS.depth * paper / 2), np.uint8(255), np.uint8(0))
    return found if found.any() else None


def _ridge(depth: NDArray[Any], picture: Picture, reach: float) -> NDArray[np.float32]:
    """By how much each pixel, with those so far beside it along its row, is darker than what lies above and below."""
    along = np.asarray(cv2.blur(depth.astype(np.float32), (picture.px(reach), 1)), np.float32)
    off = picture.px(LIMITS.beside)
    sheet = np.asarray(cv2.copyMakeBorder(along, off, off, 0, 0, cv2.BORDER_REPLICATE), np.float32)
    return np.asarray(along - np.maximum(sheet[: -2 * off], sheet[2 * off :]), np.float32)
