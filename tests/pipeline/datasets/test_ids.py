"""Ids that another run over the same bytes gives again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.datasets.ids import stable_id

PARTS = st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs"))) | st.integers() | st.none(), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_twelve_hexadecimal_digits_that_depend_on_the_parts_alone(one: list[object], other: list[object]) -> None:
    assert len(stable_id(*one)) == 12
    int(stable_id(*one), 16)
    assert (stable_id(*one) == stable_id(*other)) == (list(map(str, one)) == list(map(str, other)))


def test_the_same_in_every_version_of_the_program() -> None:
    assert stable_id("a", 1) == "839e11a421d3"
    assert stable_id("a", "bc") != stable_id("ab", "c")
