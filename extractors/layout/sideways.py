"""Tables printed sideways on a page whose other text is upright: a part of the page that is read in its own direction.

A page as a whole is turned by most of its text. What runs up, down or upside down on it and stands by itself is a page of its
own; the upright names in the heading of an upright table stand among words that are level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.lines import box_around
from extractors.layout.places import stands_in
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import WORDED
from extractors.layout.tracks import components
from extractors.model import BBox, Page, Ruling, Table, Word


@dataclass(frozen=True, slots=True)
class Limits:
    words: Annotated[int, Limit("a table printed sideways has so many words", COUNT)] = 12
    named: Annotated[float, Limit("so many of them are no figures: those of a chart may run up its bars", SHARE)] = 0.2
    rulings: Annotated[int, Limit("lines that touch are a grid where they are so many", COUNT)] = 4
    own: Annotated[float, Limit("so much of the text in its grid runs as it does", SHARE)] = 0.9


LIMITS = Limits()
QUARTER, HALF = 90, 180


@dataclass(frozen=True, slots=True)
class SidewaysPart:
    """What is printed in another direction, as an upright page of its own; `turn` degrees clockwise made it so."""

    page: Page
    turn: int

    def in_place(self, table: Table) -> Table:
        """A table of the part where it lies on the page. Columns and lines of cells are told in its own direction."""
        cells = tuple(replace(cell, bbox=self._back(cell.bbox)) for cell in table.cells)
        return replace(table, cells=cells, bbox=self._back(table.bbox))

    def _back(self, box: BBox) -> BBox:
        return _turned(box, 360 - self.turn, self.page.width, self.page.height)


@heuristic(lambda page: (page, []))
def sideways_parts(page: Page) -> tuple[Page, list[SidewaysPart]]:
    """(the page without what is printed in another direction and stands by itself, that as pages of their own)."""
    parts = []
    counts = Counter(w.turned for w in page.words if w.turned)
    for turned in sorted(angle for angle, count in counts.items() if count >= LIMITS.words):
        found = _part(page, turned)
        if found is not None:
            page, part = found
            parts.append(part)
    return page, parts


def _part(page: Page, turned: int) -> tuple[Page, SidewaysPart] | None:
    """(the rest of a page, what is printed in a direction); None where that stands among other words."""
    grids = sorted(_grids(page), key=lambda box: box.width * box.height)
    own = [box for box in grids if _runs(box, page.words, turned)]
    words = [w for w in page.words if w.turned == turned and _innermost(w, grids) in (None, *own)]
    if len(words) < LIMITS.words or sum(bool(WORDED.search(w.text)) for w in words) < LIMITS.named * len(words):
        return None
    box = box_around(words)
    if not own and any(stands_in(w.bbox, [box]) for w in page.words if w.turned != turned):
        return None
    boxes = own or [box]
    return _rest(page, words, boxes), SidewaysPart(_alone(page, words, boxes, turned), 360 - turned)


def _rest(page: Page, words: Sequence[Word], boxes: Sequence[BBox]) -> Page:
    """A page without these words, and without what is drawn in the boxes."""
    held = set(words)
    return replace(
        page,
        words=tuple(w for w in page.words if w not in held),
        rulings=tuple(r for r in page.rulings if not stands_in(_box(r), boxes)),
        shades=tuple(s for s in page.shades if not stands_in(s, boxes)),
    )


def _alone(page: Page, words: Sequence[Word], boxes: Sequence[BBox], turned: int) -> Page:
    """These words and what is drawn in the boxes, made upright."""
    turn, width, height = 360 - turned, page.width, page.height
    return replace(
        page,
        width=width if turned == HALF else height,
        height=height if turned == HALF else width,
        words=tuple(replace(w, bbox=_turned(w.bbox, turn, width, height), turned=0) for w in words),
        rulings=tuple(
            Ruling(*_turned(_box(r), turn, width, height), r.thickness) for r in page.rulings if stands_in(_box(r), boxes)
        ),
        shades=tuple(_turned(s, turn, width, height) for s in page.shades if stands_in(s, boxes)),
    )


def _grids(page: Page) -> Iterator[BBox]:
    """The boxes of lines that touch."""
    for across, down in components(page.rulings):
        lines = [*across, *down]
        if len(lines) >= LIMITS.rulings:
            yield BBox(min(r.x0 for r in lines), min(r.y0 for r in lines), max(r.x1 for r in lines), max(r.y1 for r in lines))


def _innermost(word: Word, boxes: Sequence[BBox]) -> BBox | None:
    """The first box, of the smallest on, that a word stands in."""
    return next((box for box in boxes if stands_in(word.bbox, [box])), None)


def _runs(box: BBox, words: Sequence[Word], turned: int) -> bool:
    """Does the text in a box run in a direction? Upright names over level figures are most of the letters of some tables."""
    letters: Counter[int] = Counter()
    for word in words:
        if stands_in(word.bbox, [box]):
            letters[word.turned] += len(word.text)
    return letters[turned] >= LIMITS.own * max(letters.total(), 1)


def _box(ruling: Ruling) -> BBox:
    return BBox(ruling.x0, ruling.y0, ruling.x1, ruling.y1)


def _turned(box: BBox, turn: int, width: float, height: float) -> BBox:
    """A box on a page of this size, turned clockwise with it."""
    x0, y0, x1, y1 = box
    if turn == QUARTER:
        return BBox(height - y1, x0, height - y0, x1)
    if turn == HALF:
        return BBox(width - x1, height - y1, width - x0, height - y0)
    return BBox(y0, width - x1, y1, width - x0)
