"""Where parts are cut: every row in one of them, few parts, and a change that stays where it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.datasets import parts
from pipeline.datasets.parts import Part, Piece, plan


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST_ROWS", 250)
    monkeypatch.setattr(parts, "MOST_ROWS", 1000)


def piece(number: int, rows: int = 40) -> Piece:
    return Piece(f"instansi-{number:04d}", "", f"dinas contoh {number:04d}", f"Dinas Contoh {number}", rows, f"isi {number}")


PIECES = [piece(i) for i in range(400)]


@given(st.lists(st.integers(0, 700), max_size=60))
def test_every_row_is_in_one_part_and_parts_are_neither_small_nor_large(rows: list[int]) -> None:
    pieces = [piece(i, n) for i, n in enumerate(rows)]
    found = list(plan("kinerja", pieces))
    assert [p for part in found for p in part.pieces] == [p for p in pieces if p.rows]
    assert found
    for part in found[:-1]:
        assert part.rows >= 250
    assert all(part.rows - part.pieces[-1].rows < 1000 for part in found if part.pieces)


def names(pieces: list[Piece]) -> list[str]:
    return [part.name for part in plan("kinerja", pieces)]


def test_what_is_inside_tells_the_name() -> None:
    before = names(PIECES)
    assert len(before) > 20
    assert names(PIECES) == before
    changed = [replace(p, digest="lain") if i == 200 else p for i, p in enumerate(PIECES)]
    assert len(set(names(changed)) - set(before)) == 1
    assert {part.name for part in plan("anggaran", PIECES)}.isdisjoint(before)


@given(st.integers(0, 400), st.integers(1, 900))
def test_a_new_agency_changes_few_parts(at: int, rows: int) -> None:
    new = replace(piece(9999, rows), label="dinas baru")
    before = set(names(PIECES))
    after = set(names([*PIECES[:at], new, *PIECES[at:]]))
    assert len(before - after) <= 8
    assert len(after - before) <= 8


@pytest.mark.parametrize("label", ["dinas x" * 40, "folder ../../rahasia", "", "CON", "a\x00b"])
def test_names_are_names_of_files_on_every_system(label: str) -> None:
    (part,) = plan("kinerja", [replace(piece(1), label=label, instansi=None if label.startswith("folder") else label)])
    assert re.fullmatch(r"[a-z0-9-]{1,48}-[0-9a-f]{16}\.parquet", part.name)
    assert "rahasia" not in part.name


def test_no_rows_are_one_part_that_tells_the_columns() -> None:
    assert [part.pieces for part in plan("kinerja", [piece(1, 0)])] == [()]
    assert [type(part) for part in plan("kinerja", [])] == [Part]
