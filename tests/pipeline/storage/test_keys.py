"""The keys of kept results cover all code that decides them, and no more."""

from __future__ import annotations

import grimp
import pytest

from pipeline.storage.work_folder import RELATING, UNDERSTANDING

NOT_DECIDING = frozenset({"pipeline.errors", "pipeline.storage.places", "pipeline.storage.files", "pipeline.storage.stamps"})
"""How a fault of the disk is told, how a file is written and known again: no row depends on them."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("pipeline", "extractors", "normalizers")


def _reached(graph: grimp.ImportGraph, *beginnings: str) -> set[str]:
    """Modules of pipeline and normalizers that these import, directly or not."""
    out: set[str] = set()
    for one in beginnings:
        out |= {one} | graph.find_upstream_modules(one)
    return {m for m in out if not m.startswith("extractors") and m not in ("pipeline", "normalizers")}


def _covered(module: str, places: tuple[str, ...]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def test_what_is_understood_of_a_document(graph: grimp.ImportGraph) -> None:
    reached = _reached(graph, "pipeline.identity.identify", "pipeline.facts.understand", "pipeline.findings.faults")
    assert not {m for m in reached - NOT_DECIDING if not _covered(m, UNDERSTANDING)}


def test_what_comes_of_an_agency(graph: grimp.ImportGraph) -> None:
    reached = _reached(graph, "pipeline.document", "pipeline.datasets.writers")
    left = {m for m in reached - NOT_DECIDING if not _covered(m, RELATING)}
    assert left <= {"pipeline.datasets", "pipeline.datasets.ownership", "pipeline.storage", "pipeline.storage.work_folder"}


@pytest.mark.parametrize("other", ["pipeline.cli", "pipeline.commands", "pipeline.report", "pipeline.batch", "pipeline.workers"])
def test_a_new_command_or_a_reworded_message_understands_nothing_again(other: str) -> None:
    assert not _covered(other, RELATING)
    assert not any(place.startswith(other) for place in RELATING)
