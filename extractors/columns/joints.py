"""Where horizontal rules end or meet: the borders of columns that no upright ruling draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import POINTS, SHARE, Limit
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import Ruling, Word


@dataclass(frozen=True, slots=True)
class Limits:
    dash: Annotated[float, Limit("a shorter horizontal line is no rule of a table by itself", POINTS)] = 15.0
    piece: Annotated[float, Limit("a piece that joins a rule is longer", POINTS)] = 5.0
    beside: Annotated[float, Limit("pieces that join are no further apart", POINTS)] = 1.0
    joint: Annotated[float, Limit("pieces of one rule meet with no more between", POINTS)] = 3.0
    place: Annotated[float, Limit("joints of one border differ no more", POINTS)] = 4.0
    flush: Annotated[float, Limit("a line under words begins and ends with them, within this", POINTS)] = 1.5
    pieced: Annotated[float, Limit("so many of the rules are pieced together", SHARE)] = 0.6
    often: Annotated[float, Limit("a border shows in so many of these", SHARE)] = 0.34


LIMITS = Limits()


def table_rules(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The horizontal rules among these lines: longer than a dash, or a piece (over a narrow column) that joins such a one."""
    across = [r for r in rulings if r.horizontal]
    long = [r for r in across if r.x1 - r.x0 > LIMITS.dash]
    short = [
        r
        for r in across
        if LIMITS.piece < r.x1 - r.x0 <= LIMITS.dash
        and any(abs(r.y0 - o.y0) <= LIMITS.beside and min(abs(r.x1 - o.x0), abs(o.x1 - r.x0)) <= LIMITS.beside for o in long)
    ]
    return [*long, *short]


def joints(rules: Sequence[Ruling], words: Sequence[Word]) -> list[float]:
    """Column borders that show in horizontal rules drawn cell by cell: places where most of the rules are pieced together. What
    underlines these words, from tab to tab, is drawn of pieces too, and is no rule."""
    by_height: dict[int, list[Ruling]] = {}
    for rule in sorted(rules, key=lambda r: r.y0):
        key = next((k for k in by_height if abs(k / 10 - rule.y0) <= TRACKS.piece), round(rule.y0 * 10))
        by_height.setdefault(key, []).append(rule)
    places: list[list[float]] = []
    for pieces in by_height.values():
        if _underline(pieces, words):
            continue
        pieces.sort(key=lambda r: r.x0)
        here = []
        for a, b in pairwise(pieces):
            if abs(b.x0 - a.x1) <= LIMITS.joint:
                here.append((a.x1 + b.x0) / 2)
        places.append(here)
    pieced = [p for p in places if p]
    if not pieced or len(pieced) < LIMITS.pieced * len(places):
        return []
    every = sorted(x for p in pieced for x in p)
    out: list[float] = []
    group: list[float] = []
    for x in [*every, float("inf")]:
        if group and x - group[0] > LIMITS.place:
            if len(group) >= LIMITS.often * len(pieced):
                out.append(sum(group) / len(group))
            group = []
        group.append(x)
    return out


def between_pieces(corridor: tuple[float, float], rules: Sequence[Ruling]) -> float | None:
    """Where in a corridor between two columns one rule over a group of columns ends and the next on its height begins: the middle
    between the two; None where no such gap lies in the corridor."""
    x0, x1 = corridor
    for rule in rules:
        after = [r.x0 for r in rules if abs(r.y0 - rule.y0) <= TRACKS.piece and r.x0 > rule.x1]
        if after and x0 - LIMITS.joint <= rule.x1 and min(after) <= x1 + LIMITS.joint:
            return (rule.x1 + min(after)) / 2
    return None


def _underline(pieces: Sequence[Ruling], words: Sequence[Word]) -> bool:
    """Do all pieces of one height that have words of a line on them, through whose feet they run, begin and end with these?"""
    over = [w for w in words if w.bbox.y0 < pieces[0].y0 < w.bbox.y1]
    held = [(r, mine) for r in pieces if (mine := [w.bbox for w in over if r.x0 < w.bbox.cx < r.x1])]
    return bool(held) and all(
        abs(min(b.x0 for b in mine) - r.x0) <= LIMITS.flush and abs(max(b.x1 for b in mine) - r.x1) <= LIMITS.flush
        for r, mine in held
    )
