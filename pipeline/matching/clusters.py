"""Links between wordings to indicators: one-to-one between tables, never two rows of a table in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.matching.mentions import Wording
from pipeline.matching.similarity import Link

DECIDED = "keputusan"
"""How a link came about that a person decided."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Wordings of one indicator (places in the list, ascending), and the links that hold them together."""

    members: tuple[int, ...]
    links: tuple[Link, ...]


def _apart(a: Wording, b: Wording, link: Link | None) -> bool:
    """Whether two wordings are rows of one table, and so two indicators.

    Unless the table prints one indicator twice, with one spelling damaged: a sure link, and codes that do not differ.
    """
    if not a.tables & b.tables:
        return False
    repeated = link is not None and link.sure and not (a.codes and b.codes and not a.codes.keys() & b.codes.keys())
    return not repeated


def one_to_one(found: Sequence[Wording], links: Sequence[Link]) -> list[Link]:
    """Links without those that lose against a better pairing of the rows of two tables.

    Where a row of one table is like two rows of another, the pairing of all their rows with the greatest sum of scores
    decides (Hungarian method), not the best single pair.
    """
    of: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        of[link.a].append(link)
        of[link.b].append(link)
    by_table: dict[str, list[int]] = defaultdict(list)
    for node in of:
        for table in found[node].tables:
            by_table[table].append(node)
    lost: set[tuple[int, int]] = set()
    won: set[tuple[int, int]] = set()
    for s, t in sorted(_contests(found, of)):
        # A wording that stands in both tables is paired with itself.
        left = sorted(set(by_table[s]) - set(by_table[t]))
        right = sorted(set(by_table[t]) - set(by_table[s]))
        between = {frozenset((link.a, link.b)): link for node in left for link in of[node] if _other(link, node) in right}
        if len(between) > 1:
            chosen = _best_pairing(left, right, between)
            for pair, link in between.items():
                (won if pair in chosen else lost).add((link.a, link.b))
    return [link for link in links if (link.a, link.b) not in lost or (link.a, link.b) in won]


def _contests(found: Sequence[Wording], of: Mapping[int, Sequence[Link]]) -> set[tuple[str, str]]:
    """Pairs of tables, in the order of their ids, where a row of one is like two rows of the other."""
    out: set[tuple[str, str]] = set()
    for node, own in of.items():
        there = [found[_other(link, node)].tables for link in own]
        rivals = {t for i, x in enumerate(there) for y in there[i + 1 :] for t in x & y}
        out.update((min(s, t), max(s, t)) for s in found[node].tables for t in rivals if s != t)
    return out


def _best_pairing(left: Sequence[int], right: Sequence[int], between: Mapping[frozenset[int], Link]) -> set[frozenset[int]]:
    """The one-to-one pairs of two tables' rows with the greatest sum of scores."""
    from scipy.optimize import linear_sum_assignment  # late: half a second, and most agencies have no such contest

    score = np.zeros((len(left), len(right)))
    for x, i in enumerate(left):
        for y, j in enumerate(right):
            edge = between.get(frozenset((i, j)))
            score[x, y] = edge.score if edge else 0.0
    pairs = zip(*linear_sum_assignment(score, maximize=True), strict=True)
    return {frozenset((left[int(x)], right[int(y)])) for x, y in pairs}


def _other(link: Link, node: int) -> int:
    return link.b if link.a == node else link.a


def clusters(
    found: Sequence[Wording],
    links: Sequence[Link],
    objects: Callable[[int, int], bool],
    decided: Mapping[tuple[int, int], bool] | None = None,
) -> list[Cluster]:
    """Wordings joined along their links, best first, unless two of them are rows of one table or `objects` to each
    other.

    `decided` pairs (the smaller place first) are joined before all others, or kept apart, whatever the evidence.
    """
    decided = decided or {}
    open_links = [e for e in links if (e.a, e.b) not in decided]
    apart = _apart_by(found, open_links, objects, decided)
    best = one_to_one(found, [e for e in open_links if not _apart(found[e.a], found[e.b], e)])
    by_people = [Link(a, b, 1.0, True, DECIDED) for (a, b), same in sorted(decided.items()) if same]

    of = list(range(len(found)))
    members = {i: [i] for i in of}
    holding: dict[int, list[Link]] = {i: [] for i in of}
    for link in (*by_people, *best):
        a, b = of[link.a], of[link.b]
        if a == b:
            continue
        pairs = [(min(i, j), max(i, j)) for i in members[a] for j in members[b]]
        if link.how == DECIDED:
            pairs = [pair for pair in pairs if decided.get(pair) is False]
        if any(apart(i, j) for i, j in pairs):
            continue
        for i in members[b]:
            of[i] = a
        members[a] += members.pop(b)
        holding[a] += [*holding.pop(b), link]
    return [Cluster(tuple(sorted(m)), tuple(holding[i])) for i, m in sorted(members.items())]


def _apart_by(
    found: Sequence[Wording],
    links: Sequence[Link],
    objects: Callable[[int, int], bool],
    decided: Mapping[tuple[int, int], bool],
) -> Callable[[int, int], bool]:
    """Whether two wordings (the smaller place first) cannot be one: by a person, as rows of one table, or by objection."""
    by_pair = {(link.a, link.b): link for link in links}
    twins: dict[int, list[int]] = defaultdict(list)
    for (a, b), same in decided.items():
        if same:
            twins[a].append(b)
            twins[b].append(a)

    def apart(i: int, j: int) -> bool:
        if (i, j) in decided:
            return not decided[i, j]
        if _apart(found[i], found[j], by_pair.get((i, j))):
            return True
        # what a person says is one with a wording is spoken for by it
        alike = any((min(x, y), max(x, y)) in by_pair for x in (i, *twins[i]) for y in (j, *twins[j]))
        return not alike and objects(i, j)

    return apart
