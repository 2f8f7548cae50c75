"""Closed frames without inner upright rules: what stands right below one (a running foot) is no row of the table in it.

A heading may stand right above a frame, or fill it (a dark field in a picture), so that a frame is only taken by itself where the
words in it make a table with its own heading and figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import SHARE, Limit
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.layout.tracks import components
from extractors.model import BBox, Ruling


@dataclass(frozen=True, slots=True)
class Limits:
    whole: Annotated[float, Limit("so much of each side of a frame is drawn", SHARE)] = 0.95


LIMITS = Limits()


def frames(rulings: Sequence[Ruling]) -> list[BBox]:
    """The boxes that touching lines close on all four sides."""
    return [box for across, down in components(rulings) if (box := _closed(across, down)) is not None]


def _closed(across: Sequence[Ruling], down: Sequence[Ruling]) -> BBox | None:
    if not across or not down:
        return None
    # sides that go on below the last rule have a lower edge of their own, be it that round corners part it from them
    lines = (*across, *down)
    box = BBox(min(r.x0 for r in down), min(r.y0 for r in lines), max(r.x0 for r in down), max(r.y1 for r in lines))
    sides = [(sum(r.x1 - r.x0 for r in across if abs(r.y0 - y) <= TRACKS.touch), box.width) for y in (box.y0, box.y1)]
    sides += [(sum(r.y1 - r.y0 for r in down if abs(r.x0 - x) <= TRACKS.touch), box.height) for x in (box.x0, box.x1)]
    return box if all(drawn >= LIMITS.whole * side > 0 for drawn, side in sides) else None
