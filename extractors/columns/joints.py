"""Where horizontal rules end or meet: the borders of columns that no upright ruling draws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.model import Ruling

DASH = 15.0
"""Points: a shorter horizontal line is no rule of a table of itself."""


def table_rules(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The horizontal rules among these lines: longer than a dash, or a piece (over a narrow column) that joins such a one."""
    across = [r for r in rulings if r.horizontal]
    long = [r for r in across if r.x1 - r.x0 > DASH]
    short = [
        r
        for r in across
        if DASH / 3 < r.x1 - r.x0 <= DASH
        and any(abs(r.y0 - o.y0) <= 1.0 and min(abs(r.x1 - o.x0), abs(o.x1 - r.x0)) <= 1.0 for o in long)
    ]
    return [*long, *short]


def joints(rules: Sequence[Ruling]) -> list[float]:
    """Column borders that show in horizontal rules drawn cell by cell: places where most of the rules are pieced together."""
    by_height: dict[int, list[Ruling]] = {}
    for rule in sorted(rules, key=lambda r: r.y0):
        key = next((k for k in by_height if abs(k / 10 - rule.y0) <= 1.6), round(rule.y0 * 10))
        by_height.setdefault(key, []).append(rule)
    places: list[list[float]] = []
    for pieces in by_height.values():
        pieces.sort(key=lambda r: r.x0)
        here = []
        for a, b in pairwise(pieces):
            if abs(b.x0 - a.x1) <= 3.0:
                here.append((a.x1 + b.x0) / 2)
        places.append(here)
    pieced = [p for p in places if p]
    if not pieced or len(pieced) < 0.6 * len(places):
        return []
    every = sorted(x for p in pieced for x in p)
    out: list[float] = []
    group: list[float] = []
    for x in [*every, float("inf")]:
        if group and x - group[0] > 4.0:
            if len(group) >= 0.34 * len(pieced):
                out.append(sum(group) / len(group))
            group = []
        group.append(x)
    return out
