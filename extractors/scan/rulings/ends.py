"""Where rulings end: at the others they meet. What meets none is a stroke of a letter, a stamp, an edge of paper."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, POINTS, SHARE, TIMES, Limit
from extractors.layout.steps import both, heuristic
from extractors.scan.picture import Mask, Picture
from extractors.scan.rulings.runs import LIMITS as RUNS
from extractors.scan.rulings.runs import Run, crossed


@dataclass(frozen=True, slots=True)
class Limits:
    corner: Annotated[float, Limit("a line may break off so far from another and yet meet it", POINTS)] = 6.0
    there: Annotated[float, Limit("between its last two crossings a line has so much of its usual ink", SHARE)] = 0.75
    whole: Annotated[float, Limit("and with so much of it goes on between letters on both sides", SHARE)] = 0.97
    darker: Annotated[float, Limit("what is so many times as dark as a line usually is, is a letter on it", TIMES)] = 2.0
    palest: Annotated[float, Limit("a border is darker than the paper by so much", SHARE)] = 0.08
    letter_gap: Annotated[float, Limit("two letters of a word are no further apart", POINTS)] = 1.6
    letter_rows: Annotated[float, Limit("on so much height letters stand on both sides", POINTS)] = 2.0
    struck: Annotated[float, Limit("a level line with letters on both sides along so much of its end strikes a word", SHARE)] = (
        0.2
    )
    edge: Annotated[float, Limit("the edge of the paper or the glass lies no further in", SHARE)] = 0.01
    alone_across: Annotated[float, Limit("a level line as long may stand alone", POINTS)] = 50.0
    alone_down: Annotated[float, Limit("an upright line as long may stand alone", POINTS)] = 120.0
    dashes: Annotated[int, Limit("a row of dashes is so many times as long", COUNT)] = 4
    met: Annotated[int, Limit("a short line meets so many others, or ends at as many", COUNT)] = 2
    letters: Annotated[float, Limit("no stroke of a letter through two lines is as long", POINTS)] = 40.0
    crossings: Annotated[int, Limit("a line with fewer crossings is not cut back", COUNT)] = 3


LIMITS = Limits()


def without_edges(lines: list[Run], length: int, breadth: int) -> list[Run]:
    """Drops what lies on the outermost 1 % of the picture: the edge of the paper or of the glass."""
    margin = LIMITS.edge * breadth
    return [
        replace(line, start=max(line.start, 0.0), end=min(line.end, float(length)))
        for line in lines
        if margin < line.place < breadth - margin
    ]


@heuristic(both)
def without_strokes(across: list[Run], down: list[Run], picture: Picture, mask: Mask) -> tuple[list[Run], list[Run]]:
    """Drops short lines that do not hang together with others: strokes of large letters, of stamps and signatures.

    A horizontal line may stand alone when it is long (a table of horizontal lines only), a vertical one only when it is
    very long, a row of dashes hardly ever. Otherwise a line must meet three of the other direction, or two and one of them with
    its end or be far longer than letters are high, or one, where it lies on the very place of another piece of its border.
    What a line has beyond its last crossing in mere dashes are letters that happen to stand in its way: cut off. One
    that breaks off just before another reaches it. So is an end between two crossings that a letter's stroke bridges.
    """
    reach, lean = LIMITS.corner / picture.points, RUNS.lean / picture.points

    def hung(line: Run, beside: list[Run], others: list[Run], alone: float, upright: bool) -> Run | None:
        met = [other.place for other in crossed(line, others, reach)]
        if met:
            start = min(min(met), max(line.start, line.solid_start))
            end = max(max(met), min(line.end, line.solid_end))
            line = replace(line, start=start, end=end)
            # Only letters' stems bridge so much; lines across bend at a book's spine and leave their place there.
            line = _without_bare_ends(line, met, picture, mask) if upright else _without_struck_ends(line, met, picture, mask)
        elif line.solid:
            line = replace(line, start=line.solid_start, end=line.solid_end)
        length = (line.end - line.start) * picture.points
        ends = sum(1 for end in (line.start, line.end) if any(abs(place - end) <= reach for place in met))
        if not line.solid:
            return line if ends == LIMITS.met or length >= LIMITS.dashes * alone else None
        if length >= alone or len(met) >= LIMITS.crossings or (len(met) >= LIMITS.met and (ends or length >= LIMITS.letters)):
            return line
        piece = met and any(_goes_on(line, other, lean) for other in beside)
        return line if length >= RUNS.seed and (ends or piece) else None

    for _ in range(2):
        across, down = (
            [kept for line in across if (kept := hung(line, across, down, LIMITS.alone_across, False)) is not None],
            [kept for line in down if (kept := hung(line, down, across, LIMITS.alone_down, True)) is not None],
        )
    return across, down


def _goes_on(line: Run, other: Run, lean: float) -> bool:
    """Whether a line lies on the very place of another piece of a border, above or below that."""
    apart = other.start >= line.end or other.end <= line.start
    return other.solid and apart and abs(other.place - line.place) <= lean


def _without_bare_ends(line: Run, met: list[float], picture: Picture, mask: Mask) -> Run:
    """The vertical line cut back to the crossings between which it is as much there as in its middle, and no word runs
    through it: a heading over several columns may have the stem of a letter just where a border ends."""
    gray = picture.gray.T
    places = sorted(place for place in met if line.start - 1 <= place <= line.end + 1)
    if len(places) < LIMITS.crossings:
        return line
    y = round(line.place - 0.5)
    lean, bend = max(1, round(RUNS.lean / picture.points / 2)), picture.px(RUNS.lean)
    first, last = round(line.start), round(line.end)
    strip = gray[max(0, y - bend - lean) : y + bend + lean + 1, first:last].astype(np.float32)
    around = gray[max(0, y - 4 * lean) : y + 4 * lean + 1, first:last].max(axis=0)
    depth = 1.0 - strip / np.maximum(around, 1.0)
    if not depth.size:
        return line
    middle = depth[bend : bend + 2 * lean + 1].max(axis=0)
    # Text set against a faint border is darker than that is itself, and may stand along half of it.
    most, half = (float(value) for value in np.percentile(middle, (75, 50)))
    own = half if most >= LIMITS.darker * half >= LIMITS.darker * LIMITS.palest else most
    dark, letters = depth >= 0.5 * own, middle >= LIMITS.darker * own
    # A sheet is bent: of a piece of the line it is asked whether it is there at all, a little beside the middle of the whole.
    there = np.array([dark[aside : aside + 2 * lean + 1].any(axis=0) for aside in range(max(1, len(dark) - 2 * lean))])
    usual = float(there.mean(axis=1).max())

    def is_there(a: float, b: float, share: float) -> bool:
        # The crossing lines themselves are ink too, and so are letters on a border fainter than these.
        between = slice(max(0, round(a) - first + 2 * lean), max(0, round(b) - first - 2 * lean))
        part = there[:, between][:, ~letters[between]]
        return part.shape[1] <= picture.px(2 * RUNS.dash) or float(part.mean(axis=1).max()) >= share * usual

    def ends(a: float, b: float) -> bool:
        if not is_there(a, b, LIMITS.there):
            return True
        # A code may fill its cell and the name beside it begin at the border: the border is there all the way.
        return not is_there(a, b, LIMITS.whole) and _runs_through(line, a, b, picture, mask)

    while len(places) >= LIMITS.crossings and ends(places[0], places[1]):
        places.pop(0)
        line = replace(line, start=places[0])
    while len(places) >= LIMITS.crossings and ends(places[-2], places[-1]):
        places.pop()
        line = replace(line, end=places[-1])
    return line


def _without_struck_ends(line: Run, met: list[float], picture: Picture, mask: Mask) -> Run:
    """The level line cut back to where it strikes no word through, at its ends or between its last crossings: thick letters
    beside a border hang together in its row."""
    places = sorted({line.start, line.end, *(place for place in met if line.start < place < line.end)})

    def struck(a: float, b: float) -> bool:
        beside = _letters_beside(line, a, b, picture, mask.T)
        return bool(len(beside)) and float(beside.mean()) >= LIMITS.struck

    while len(places) >= LIMITS.crossings and struck(places[0], places[1]):
        places.pop(0)
        line = replace(line, start=places[0])
    while len(places) >= LIMITS.crossings and struck(places[-2], places[-1]):
        places.pop()
        line = replace(line, end=places[-1])
    return line


def _runs_through(line: Run, a: float, b: float, picture: Picture, mask: Mask) -> bool:
    """Whether letters stand close on both sides of a vertical line between two crossings, on the same height: seldom is text
    set so close to a border from both sides."""
    return int(_letters_beside(line, a, b, picture, mask).sum()) >= picture.px(LIMITS.letter_rows)


def _letters_beside(line: Run, a: float, b: float, picture: Picture, mask: Mask) -> NDArray[np.bool_]:
    """Where between two crossings ink stands close on both sides of a line that runs down the columns of `mask`."""
    inside = picture.px(RUNS.lean)
    y0, y1 = round(a) + inside, round(b) - inside
    half, near = math.ceil(line.thickness / 2) + 1, picture.px(LIMITS.letter_gap)
    x = round(line.place - 0.5)
    if y1 - y0 < picture.px(RUNS.dash) or x - half - near < 0:
        return np.zeros(0, dtype=bool)
    left = (mask[y0:y1, x - half - near : x - half] > 0).any(axis=1)
    right = (mask[y0:y1, x + half + 1 : x + half + 1 + near] > 0).any(axis=1)
    return np.asarray(left & right, np.bool_)
