"""What a heuristic did is told; where it abstained, and where it is switched off, nothing is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

import extractors.extract
import pipeline.document
from extractors.layout import steps
from extractors.layout.steps import HEURISTICS, changed, first, heuristic, nothing, recording, together
from extractors.model import BBox, Table
from pipeline.findings.terms import arti_langkah, istilah

LOADED = (extractors.extract, pipeline.document)
BOX = BBox(0, 0, 10, 10)


@heuristic(first, changed)
def _longer(texts: list[str], most: int) -> list[str]:
    return [text * 2 if len(text) < most else text for text in texts]


@heuristic(first)
def _surer(table: Table) -> Table:
    return Table((), 1, 1, 0, "garis", 0.5, 1, 1, BOX, steps=table.steps) if table.confidence == 1.0 else table


def test_a_decision_is_noted_with_its_columns_and_an_abstention_is_not() -> None:
    ident = "extractors.layout.test_steps.longer"
    with recording() as noted:
        assert _longer(["a", "bbb", "c"], 2) == ["aa", "bbb", "cc"]
        assert _longer(["aaa"], 2) == ["aaa"]
    assert noted == [f"{ident}:0,2"]
    assert _longer(["a"], 2) == ["aa"], "outside a recording nothing is kept, and nothing breaks"


def test_a_table_carries_what_shaped_it() -> None:
    table = Table((), 1, 1, 0, "garis", 1.0, 1, 1, BOX, steps=("rows.by_gaps.gap_rows",))
    assert _surer(table).steps == ("rows.by_gaps.gap_rows", "extractors.layout.test_steps.surer")
    assert _surer(_surer(table)).steps == _surer(table).steps


@heuristic(nothing)
def _dark(pixels: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    return pixels < 100 if (pixels < 100).any() else None


@heuristic(first)
def _turned(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return 255 - pixels if pixels.mean() < 100 else pixels


def test_a_picture_is_the_same_only_where_it_is_the_one_that_was_given() -> None:
    dark, light = np.zeros((2, 2), np.uint8), np.full((2, 2), 200, np.uint8)
    with recording() as noted:
        assert _dark(light) is None
        assert _turned(light) is light
        assert noted == []
        assert _dark(dark) is not None
        assert _turned(dark).all()
    assert noted == ["extractors.layout.test_steps.dark", "extractors.layout.test_steps.turned"]


def test_what_is_switched_off_abstains() -> None:
    steps.OFF.add("extractors.layout.test_steps.longer")
    try:
        with recording() as noted:
            assert _longer(["a"], 2) == ["a"]
        assert noted == []
    finally:
        steps.OFF.clear()


def test_each_step_once_in_the_order_of_the_first_time() -> None:
    assert together(("a", "b"), ["b", "c"], ("a",)) == ("a", "b", "c")


def test_every_heuristic_has_words_and_no_words_are_left_over() -> None:
    known = {ident for ident in HEURISTICS if not ident.startswith("extractors.")}  # not those of this file
    assert known | {"logical.stitch.join"} == set(istilah()["langkah"])
    assert arti_langkah("tables.columns.shares.percent_owner:2,4").startswith("persen milik kolom di sampingnya (kolom ke-3, 5)")
