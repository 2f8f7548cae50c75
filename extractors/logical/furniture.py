"""What is printed on every page and belongs to no table: running heads and feet, sheet numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Annotated

from rapidfuzz.fuzz import ratio

from extractors.layout.limits import COUNT, LIKENESS, POINTS, SHARE, Limit
from extractors.layout.text_forms import CAPTION_LABEL, PAGE_NUMBER, SHEET
from extractors.model import BBox, Line, Table


@dataclass(frozen=True, slots=True)
class Limits:
    margin: Annotated[float, Limit("running heads stand so far down from the top of the page", SHARE)] = 0.15
    foot: Annotated[float, Limit("running feet so far up from its end", SHARE)] = 0.2
    outer: Annotated[float, Limit("what stands so near to an edge need not be on pages that follow each other", SHARE)] = 0.1
    alike: Annotated[float, Limit("a running foot of a scan is like that of the page beside", LIKENESS)] = 80.0
    pages: Annotated[int, Limit("what comes back on so many pages belongs to no table", COUNT)] = 3
    fewest: Annotated[int, Limit("where the document has no more, that is enough at the very edge", COUNT)] = 2
    step: Annotated[float, Limit("what stands on one height of two pages differs less", POINTS)] = 8.0


LIMITS = Limits()
_AMOUNT = re.compile(r"\d[.,]\d|\d{5}|%")


def furniture(lines: Sequence[Line], heights: dict[int, float], *, alike: bool = True) -> set[tuple[int, str]]:
    """(page, text) of running heads, feet and page numbers; not of feet that are only `alike`, where these are not asked for.

    Lines near the top or bottom edge that come back on three or more pages at one height (figures aside, but for captions: those
    of tables with other numbers are others), or that are a page number alone. Further from the edge they must come back on pages
    that follow each other: the title of a form that every second page begins with is no running head. At the very foot two pages
    are enough, and a likeness: scans read a foot anew on every page; so are they at the very edge of a document of two.
    """

    def key(line: Line) -> tuple[str, int]:
        text = line.text.lower().strip()
        text = text if CAPTION_LABEL.match(text) else re.sub(r"\d+|\b[ivx]+\b", "#", text)
        from_edge = min(line.bbox.y0, heights[line.page] - line.bbox.y1)
        return text, round(from_edge / LIMITS.step)

    edge = [
        line
        for line in lines
        if line.bbox.y1 < LIMITS.margin * heights[line.page] or line.bbox.y0 > (1 - LIMITS.foot) * heights[line.page]
    ]
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    feet: dict[tuple[int, int], list[str]] = defaultdict(list)
    for line in edge:
        text, place = key(line)
        for near in (place - 1, place, place + 1):
            pages[text, near].add(line.page)
            if line.bbox.y0 > (1 - LIMITS.foot) * heights[line.page]:
                feet[line.page, near].append(_letters(text))

    def runs(line: Line) -> bool:
        text, place = key(line)
        found, height = pages[text, place], heights[line.page]
        outer = line.bbox.y1 < LIMITS.outer * height or line.bbox.y0 > (1 - LIMITS.outer) * height
        if len(found) >= LIMITS.pages and (outer or any(page + 1 in found for page in found)):
            return True
        if outer and len(heights) == LIMITS.fewest and len(found) == LIMITS.fewest:
            return True
        if not alike or line.bbox.y0 <= (1 - LIMITS.foot) * height:
            return False
        beside = feet.get((line.page - 1, place), []) + feet.get((line.page + 1, place), [])
        return any(ratio(_letters(text), other) >= LIMITS.alike for other in beside)

    sheet = {(line.page, line.text) for line in lines if SHEET.match(line.text)}
    return sheet | {(line.page, line.text) for line in edge if runs(line) or PAGE_NUMBER.match(line.text)}


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char == "#")


def without_furniture(
    tables: Sequence[Table], lines: Sequence[Line], odd: set[tuple[int, str]], repeated: set[tuple[int, str]]
) -> list[Table]:
    """Tables without those that hold nothing but `odd` lines of their page (a running foot may stand in a box), each without last
    rows that are `repeated` lines and no figures but the number of the page."""

    def running(box: BBox, kind: set[tuple[int, str]]) -> bool:
        own = [line for line in lines if box.y0 <= line.bbox.cy <= box.y1 and box.x0 <= line.bbox.cx <= box.x1]
        return bool(own) and all((line.page, line.text) in kind for line in own)

    out = []
    for table in tables:
        if running(table.bbox, odd):
            continue
        last = table.rows
        while last > 1 and not _has_amount(table, last - 1) and running(_row_box(table, last - 1), repeated):
            last -= 1
        out.append(table if last == table.rows else _first_rows(table, last))
    return out


def _has_amount(table: Table, row: int) -> bool:
    """Does a row print more than the numbers of pages and years?"""
    return any(_AMOUNT.search(cell.text) for cell in table.cells if cell.row == row)


def _row_box(table: Table, row: int) -> BBox:
    """The box of a row, from side to side; of one into which a cell from above reaches, with that cell."""
    return reduce(BBox.union, (cell.bbox for cell in table.cells if cell.row <= row < cell.row + cell.row_span))


def _first_rows(table: Table, rows: int) -> Table:
    cells = tuple(cell for cell in table.cells if cell.row < rows)
    return replace(
        table,
        cells=cells,
        rows=rows,
        header_rows=min(table.header_rows, rows),
        bbox=reduce(BBox.union, (cell.bbox for cell in cells)),
    )
