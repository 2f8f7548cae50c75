"""The pieces of all pages to the logical tables of a document."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extractors.layout.places import stands_above, stands_below, stands_in
from extractors.layout.text_forms import CAPTION_LABEL
from extractors.logical.captions import with_captions
from extractors.logical.furniture import furniture, without_furniture
from extractors.logical.soundness import judged
from extractors.logical.stitch import Placed, stitch
from extractors.model import Line, Page, Table


def logical(found: Sequence[tuple[Page, list[Table], tuple[Line, ...]]]) -> list[Table]:
    """Logical tables of a document from the pieces of its pages."""
    heights = {page.number: page.height for page, _, _ in found}
    every = [line for _, _, lines in found for line in lines]
    odd, repeated = furniture(every, heights), furniture(every, heights, alike=False)
    pieces: list[Placed] = []
    before: list[Line] = []
    for _, tables, lines in found:
        tables = without_furniture(tables, lines, odd, repeated)
        running = [line for line in lines if (line.page, line.text) not in odd]
        boxes = [t.bbox for t in tables]
        free = [line for line in running if not stands_in(line.bbox, boxes)]
        placed = with_captions(tables, free, before)
        for k, table in enumerate(placed):
            above = [line for line in free if stands_above(line.bbox, table.bbox)]
            below = [line for line in free if stands_below(line.bbox, table.bbox)]
            pieces.append(
                Placed(
                    table,
                    k == 0,
                    k == len(placed) - 1,
                    bool(table.caption and CAPTION_LABEL.match(table.caption)),
                    bool(above),
                    bool(below),
                )
            )
        before = free[-6:]
    return [_told(judged(table)) for table in stitch(pieces)]


def _told(table: Table) -> Table:
    """The table, marked where any of it was read from a picture."""
    if not any(cell.from_ocr for cell in table.cells):
        return table
    return dataclasses.replace(table, from_picture=True)
