"""The borders that an engine of others sees, to a table of ours with our own words in it: no engine reads a figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.layout.lines import distinct
from extractors.model import BBox, GuestEngine, Page, Table
from extractors.ruled.grid import Grid, regions_of
from extractors.ruled.tables import table_from

_SAME = 1.0
"""Points: borders of two cells no further apart are one."""
_BORDERS = 3
"""Those of two rows, or two columns; fewer are no table."""


def table_of_boxes(boxes: Sequence[BBox], page: Page, engine: GuestEngine) -> Table | None:
    """The table of cells that are known by their boxes; a place that none of them covers is a cell of its own."""
    xs = distinct((x for box in boxes for x in (box.x0, box.x1)), _SAME)
    ys = distinct((y for box in boxes for y in (box.y0, box.y1)), _SAME)
    taken: dict[tuple[int, int], int] = {}
    for n, box in enumerate(boxes):
        for row in range(_at(ys, box.y0), _at(ys, box.y1)):
            for column in range(_at(xs, box.x0), _at(xs, box.x1)):
                taken.setdefault((row, column), n)
    shape = len(ys) - 1, len(xs) - 1
    held = np.array([[taken.get((r, c), -1 - r * shape[1] - c) for c in range(shape[1])] for r in range(shape[0])])
    upright = np.ones((shape[1] + 1, shape[0]), dtype=bool)
    level = np.ones((shape[0] + 1, shape[1]), dtype=bool)
    upright[1:-1] = (held[:, 1:] != held[:, :-1]).T
    level[1:-1] = held[1:] != held[:-1]
    return table_of_borders(xs, ys, upright, level, page, engine)


def table_of_borders(
    xs: Sequence[float],
    ys: Sequence[float],
    upright: npt.NDArray[np.bool_],
    level: npt.NDArray[np.bool_],
    page: Page,
    engine: GuestEngine,
) -> Table | None:
    """The table between borders: `upright` (borders, rows) and `level` (borders, columns) say where they are drawn. None where
    there are no two rows and two columns, or no words."""
    if min(len(xs), len(ys)) < _BORDERS:
        return None
    return table_from(Grid(tuple(xs), tuple(ys), tuple(regions_of(upright, level))), page, engine)


def _at(places: Sequence[float], place: float) -> int:
    return min(range(len(places)), key=lambda n: abs(places[n] - place))
