"""Links to indicators: rows of one table stay apart, the best pairing wins, a person's word before all."""

from __future__ import annotations

from pipeline.matching.clusters import DECIDED, clusters, one_to_one
from pipeline.matching.mentions import Wording, mentions, wordings
from pipeline.matching.similarity import Link
from tests.pipeline.fact_rows import kinerja


def words(*tables: str) -> list[Wording]:
    """A wording for each word of `tables`: the tables it stands in, one letter each."""
    names = [f"Indeks {chr(97 + i)}" for i in range(len(tables))]
    facts = [kinerja(t, i, name) for i, (name, where) in enumerate(zip(names, tables, strict=True)) for t in where]
    return wordings(mentions(facts))


def link(a: int, b: int, score: float = 0.95, sure: bool = True) -> Link:
    return Link(a, b, score, sure, "ejaan")


def members(found: list[Wording], links: list[Link], decided: dict[tuple[int, int], bool] | None = None) -> list[tuple[int, ...]]:
    return [c.members for c in clusters(found, links, lambda i, j: False, decided)]


def test_wordings_are_joined_along_links() -> None:
    assert members(words("s", "t", "u", "v"), [link(0, 1), link(1, 2)]) == [(0, 1, 2), (3,)]


def test_two_rows_of_a_table_never_meet_through_a_third() -> None:
    found = words("s", "t", "s")
    assert members(found, [link(0, 1, 0.99), link(1, 2, 0.93)]) == [(0, 1), (2,)]
    assert members(found, [link(0, 2, 0.85, sure=False)]) == [(0,), (1,), (2,)]
    assert members(found, [link(0, 2)]) == [(0, 2), (1,)], "one indicator printed twice, once damaged"


def test_the_best_pairing_of_two_tables_decides_not_the_best_pair() -> None:
    found = words("s", "s", "t", "t")
    links = [link(0, 2, 0.99), link(0, 3, 0.98), link(1, 2, 0.97)]
    assert [(e.a, e.b) for e in one_to_one(found, links)] == [(0, 3), (1, 2)], "0.98 + 0.97 is more than 0.99"
    assert members(found, links) == [(0, 3), (1, 2)]
    assert one_to_one(found, links[:1]) == links[:1]


def test_an_objection_keeps_whole_clusters_apart_but_not_a_link() -> None:
    found = words("s", "t", "u")
    joined = clusters(found, [link(0, 1), link(1, 2)], lambda i, j: {i, j} == {0, 2})
    assert [c.members for c in joined] == [(0, 1), (2,)]
    assert [len(c.links) for c in joined] == [1, 0]
    assert [c.members for c in clusters(found[:2], [link(0, 1)], lambda i, j: True)] == [(0, 1)]


def test_what_a_person_decided_holds_whatever_the_evidence() -> None:
    found = words("s", "t", "s")
    assert members(found, [link(0, 1)], {(0, 1): False}) == [(0,), (1,), (2,)]
    assert members(words("s", "t", "u"), [link(0, 2), link(1, 2)], {(0, 1): False}) == [(0, 2), (1,)], "nor through a third"
    (whole, other) = clusters(found, [], lambda i, j: True, {(0, 2): True})
    assert (whole.members, [e.how for e in whole.links], other.members) == ((0, 2), [DECIDED], (1,))
