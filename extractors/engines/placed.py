"""Which logical table each doubtful region of a page became part of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import reduce

from extractors.model import BBox, Contest, Table


def placed(contests: Iterable[Contest], tables: Sequence[Table]) -> list[Contest]:
    """The contests with the table that stands in most of their region; the place of none where there is none."""
    return [dataclasses.replace(contest, table=_table(contest, tables)) for contest in contests]


def _table(contest: Contest, tables: Sequence[Table]) -> int | None:
    shared = {
        n: box.overlap(contest.bbox)
        for n, table in enumerate(tables)
        if table.first_page <= contest.page <= table.last_page and (box := box_on(table, contest.page)) is not None
    }
    best = max(shared, key=lambda n: shared[n], default=None)
    return best if best is not None and shared[best] > 0 else None


def box_on(table: Table, page: int) -> BBox | None:
    """The box around the cells of a table on one page."""
    boxes = [cell.bbox for cell in table.cells if cell.page == page]
    return reduce(BBox.union, boxes) if boxes else None
