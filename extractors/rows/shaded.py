"""Edges of shaded bands: rows that are told apart by shading, or the heading of a table that has no line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, POINTS, SHARE, Limit
from extractors.model import BBox, Page, Ruling


@dataclass(frozen=True, slots=True)
class Limits:
    lowest: Annotated[float, Limit("a band is as high as a line of text", POINTS)] = 8.0
    narrowest: Annotated[float, Limit("a box of it is as wide", POINTS)] = 12.0
    highest: Annotated[float, Limit("shading over more of the page's height is its ground", SHARE)] = 0.5
    level: Annotated[float, Limit("boxes of one band differ less in height", POINTS)] = 1.5
    beside: Annotated[float, Limit("and are nearer to each other", POINTS)] = 3.0
    boxes: Annotated[int, Limit("a band has so many boxes", COUNT)] = 2
    alone: Annotated[float, Limit("or is one box no higher than a row that heads a group", POINTS)] = 30.0
    wide: Annotated[float, Limit("and reaches over more of the page's width", SHARE)] = 0.4


LIMITS = Limits()


def shade_edges(page: Page, *, in_grids: bool = False) -> list[Ruling]:
    """Upper and lower edges of shaded bands: rows that are told apart by shading alone.

    Boxes side by side make one band; a band must be as high as a line of text and reach over several columns' width.
    Shading behind single words is none. A higher box alone is a ground more often than a row: it counts for grids, whose sides
    tell how far it must reach.
    """
    bands: list[list[BBox]] = []
    for box in sorted(page.shades, key=lambda b: (round(b.y0), b.x0)):
        if box.height < LIMITS.lowest or box.width < LIMITS.narrowest or box.height > LIMITS.highest * page.height:
            continue
        for band in bands:
            if (
                abs(band[-1].y0 - box.y0) < LIMITS.level
                and abs(band[-1].y1 - box.y1) < LIMITS.level
                and box.x0 - band[-1].x1 < LIMITS.beside
            ):
                band.append(box)
                break
        else:
            bands.append([box])
    out: list[Ruling] = []
    for band in bands:
        x0, x1 = band[0].x0, max(b.x1 for b in band)
        is_row = in_grids or len(band) >= LIMITS.boxes or band[0].height <= LIMITS.alone
        if is_row and x1 - x0 > LIMITS.wide * page.width:
            out += [Ruling(x0, band[0].y0, x1, band[0].y0), Ruling(x0, band[0].y1, x1, band[0].y1)]
    return out
