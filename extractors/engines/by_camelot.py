"""camelot's parsers, fed with our lines of text and rulings: no file is opened and no page is drawn for them."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from extractors.engines.borders import table_of_borders
from extractors.layout.lines import box_around, group_lines, is_turned, letter_size, texts_of
from extractors.model import BBox, GuestEngine, Page, Table

_LOGGER = "camelot"


@dataclass(frozen=True, slots=True)
class Camelot:
    """One of its parsers: `camelot-lattice` goes by lines, `camelot-network` by aligned texts, `camelot-hybrid` by both."""

    name: GuestEngine

    def tables(self, page: Page) -> list[Table]:
        texts = _texts(page)
        if not texts:
            return []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of every page without a table
            parser = _parsers()[self.name](_rulings(page, True), _rulings(page, False))
            parser.prepare_page_parse("", None, (page.width, page.height), page.number, [], texts, [], "", {})
            found = parser.extract_tables()
        tables = (_table(table, page, self.name) for table in found)
        return [table for table in tables if table is not None]


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A line of text as camelot knows it: its y runs up."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    def get_text(self) -> str:
        return self.text


def _texts(page: Page) -> list[_Text]:
    words = [word for word in page.words if not is_turned(word)]
    if not words:
        return []
    size = letter_size(words)
    runs = [run for line in group_lines(words) for run in texts_of(line, size)]
    boxes = [(box_around(run), " ".join(word.text for word in run)) for run in runs]
    return [_Text(box.x0, page.height - box.y1, box.x1, page.height - box.y0, text) for box, text in boxes]


Segment = tuple[float, float, float, float]


def _rulings(page: Page, horizontal: bool) -> list[Segment]:
    top = page.height
    return [(r.x0, top - r.y1, r.x1, top - r.y0) for r in page.rulings if r.horizontal is horizontal]


@cache
def _parsers() -> dict[GuestEngine, Any]:
    """Its parsers by name, each made from level and upright lines. Late: they load pandas, which no other reader needs."""
    from camelot.image_processing import coalesce_collinear_lines, find_joints_from_lines
    from camelot.parsers import Hybrid, Lattice, Network

    logging.getLogger(_LOGGER).setLevel(logging.ERROR)  # it would write to the terminal

    class OfRulings(Lattice):  # type: ignore[misc]
        """Its parser of lines, told of lines that are known."""

        def __init__(self, across: Sequence[Segment], down: Sequence[Segment]) -> None:
            super().__init__(engine="vector")
            self.horizontal_segments = coalesce_collinear_lines(across, "horizontal")
            self.vertical_segments = coalesce_collinear_lines(down, "vertical")

        def _generate_table_bbox(self) -> None:
            joints = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
            self.table_bbox_parses = {bbox: {"joints": found} for bbox, found in joints.items()}
            self._compute_table_anchors()

    class OfBoth(Hybrid):  # type: ignore[misc]
        def __init__(self, across: Sequence[Segment], down: Sequence[Segment]) -> None:
            super().__init__(engine="vector")
            self.lattice_parser = OfRulings(across, down)

    return {"camelot-lattice": OfRulings, "camelot-hybrid": OfBoth, "camelot-network": lambda across, down: Network()}


def _table(found: Any, page: Page, engine: GuestEngine) -> Table | None:
    """A table of camelot's as one of ours; of its cells only the borders are taken."""
    rows, columns = len(found.rows), len(found.cols)
    if not rows or not columns:
        return None
    upright = np.ones((columns + 1, rows), dtype=bool)
    level = np.ones((rows + 1, columns), dtype=bool)
    for r, cells in enumerate(found.cells):
        for c, cell in enumerate(cells):
            if c:
                upright[c, r] = cell.left or cells[c - 1].right
            if r:
                level[r, c] = cell.top or found.cells[r - 1][c].bottom
    xs = [float(found.cols[0][0]), *(float(right) for _, right in found.cols)]
    ys = [page.height - float(found.rows[0][0]), *(page.height - float(bottom) for _, bottom in found.rows)]
    box = BBox(xs[0], ys[0], xs[-1], ys[-1])
    around = [w for w in page.words if box.overlap(w.bbox) > 0]
    if around:  # its outer borders are those of the letters: a little wider, and their words lie within
        seen = box_around(around).union(box)
        xs[0], xs[-1], ys[0], ys[-1] = seen.x0 - 1, seen.x1 + 1, seen.y0 - 1, seen.y1 + 1
    if sorted(xs) != xs or sorted(ys) != ys:
        return None
    return table_of_borders(xs, ys, upright, level, page, engine)
