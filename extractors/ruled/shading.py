"""Rows that are told apart by shading alone."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.steps import heuristic, none_of_them
from extractors.model import BBox, Page, Ruling


@heuristic(none_of_them)
def bands_between(shades: Sequence[Ruling], across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Ruling]:
    """Edges of shading that reach over the whole width of a table, where no ruling is drawn."""
    if not across or not down:
        return []
    x0, x1 = min(r.x0 for r in across), max(r.x1 for r in across)
    y0, y1 = min(r.y0 for r in down), max(r.y1 for r in down)
    return [
        s
        for s in shades
        if s.x0 <= x0 + 0.06 * (x1 - x0)
        and s.x1 >= x1 - 0.06 * (x1 - x0)
        and y0 < s.y0 < y1
        and all(abs(s.y0 - r.y0) > 5 for r in across)
    ]


def shade_edges(page: Page) -> list[Ruling]:
    """Upper and lower edges of shaded bands: rows that are told apart by shading alone.

    Boxes side by side make one band; a band must be as high as a line of text and reach over several columns' width.
    Shading behind single words is none.
    """
    bands: list[list[BBox]] = []
    for box in sorted(page.shades, key=lambda b: (round(b.y0), b.x0)):
        if box.height < 8 or box.width < 12 or box.height > 0.5 * page.height:
            continue
        for band in bands:
            if abs(band[-1].y0 - box.y0) < 1.5 and abs(band[-1].y1 - box.y1) < 1.5 and box.x0 - band[-1].x1 < 3:
                band.append(box)
                break
        else:
            bands.append([box])
    out: list[Ruling] = []
    for band in bands:
        x0, x1 = band[0].x0, max(b.x1 for b in band)
        if len(band) >= 2 and x1 - x0 > 0.4 * page.width:
            out += [Ruling(x0, band[0].y0, x1, band[0].y0), Ruling(x0, band[0].y1, x1, band[0].y1)]
    return out
