"""Where parts are cut: every row in one of them, few parts, and a change that stays where it is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.datasets import parts
from pipeline.datasets.parts import LEAST_REACH, Part, Piece, plan


def piece(number: int, rows: int = 40) -> Piece:
    return Piece(f"instansi-{number:04d}", "", f"dinas contoh {number:04d}", f"Dinas Contoh {number}", rows, f"isi {number}")


PIECES = [piece(i, 400) for i in range(400)]
ARCHIVE = 4_000_000
"""Rows of all datasets: some 150 parts each are wanted, where there is something to part."""
few_rows = st.lists(st.integers(0, 700), max_size=60)


@given(few_rows)
def test_every_row_is_in_one_part_and_no_part_is_small(rows: list[int]) -> None:
    pieces = [piece(i, n) for i, n in enumerate(rows)]
    found = list(plan("kinerja", pieces, ARCHIVE))
    assert [p for part in found for p in part.pieces] == [p for p in pieces if p.rows]
    assert found
    assert all(part.rows >= LEAST_REACH for part in found) or len(found) == 1


@given(few_rows, st.integers(250, 2000))
def test_a_part_ends_behind_the_least_number_within_reach(rows: list[int], reach: int) -> None:
    held = [piece(i, n) for i, n in enumerate(rows) if n]
    ends = list(accumulate(p.rows for p in held))
    numbers = [parts._number(p) for p in held]
    told = [
        at + 1
        for at, end in enumerate(ends)
        if reach <= end <= ends[-1] - reach
        and numbers[at] == min(n for n, other in zip(numbers, ends, strict=True) if abs(other - end) < reach)
    ]
    assert list(parts._borders(numbers, ends, reach)) == told


@given(few_rows, st.integers(250, 1000), st.integers(0, 1000))
def test_growth_takes_borders_away_and_moves_none(rows: list[int], reach: int, more: int) -> None:
    ends = list(accumulate(n for n in rows if n))
    numbers = [parts._number(piece(i)) for i in range(len(ends))]
    assert set(parts._borders(numbers, ends, reach + more)) <= set(parts._borders(numbers, ends, reach))


@pytest.mark.parametrize(("rows", "least", "most"), [(31, 1, 1), (1000, 12, 30), (10_000, 110, 200), (100_000, 250, 420)])
def test_parts_become_larger_and_more(rows: int, least: int, most: int) -> None:
    """Of so many documents of 340 rows in all datasets, ten an agency, the cells."""
    pieces = [replace(piece(i, 240), owner=f"{i:016x}") for i in range(rows)]
    found = list(plan("sel", pieces, rows * 340))
    assert least <= len(found) <= most
    assert max(part.rows for part in found) <= 5 * rows * 240 / len(found)


def names(pieces: list[Piece]) -> list[str]:
    return [part.name for part in plan("kinerja", pieces, ARCHIVE + sum(p.rows for p in pieces))]


def test_what_is_inside_tells_the_name() -> None:
    before = names(PIECES)
    assert len(before) > 20
    assert names(PIECES) == before
    changed = [replace(p, digest="lain") if i == 200 else p for i, p in enumerate(PIECES)]
    assert len(set(names(changed)) - set(before)) == 1
    assert {part.name for part in plan("anggaran", PIECES, ARCHIVE)}.isdisjoint(before)


@given(st.integers(0, 400), st.integers(1, 900))
def test_a_new_agency_changes_few_parts(at: int, rows: int) -> None:
    new = replace(piece(9999, rows), label="dinas baru")
    before = set(names(PIECES))
    after = set(names([*PIECES[:at], new, *PIECES[at:]]))
    assert len(before - after) <= 4
    assert len(after - before) <= 4


@given(st.integers(0, 9_999))
@settings(max_examples=25, deadline=None)
def test_a_new_document_of_ten_thousand_writes_two_hundredths_again(at: int) -> None:
    """Cells and performance values of documents of ten thousand small documents, one of which has not been there before."""
    ten_thousand = 340 * 10_000
    agencies = [piece(i, 360) for i in range(1000)]
    cells = [replace(piece(i, 240), owner=f"{i:016x}") for i in range(10_000)]
    grown = [replace(p, rows=p.rows + 36, digest="lain") if i == at // 10 else p for i, p in enumerate(agencies)]
    more = [*cells[:at], replace(piece(1, 240), owner="baru"), *cells[at:]]
    total = fresh = 0
    for dataset, old, new in (("kinerja", agencies, grown), ("sel", cells, more)):
        before = {part.name for part in plan(dataset, old, ten_thousand)}
        after = list(plan(dataset, new, ten_thousand + 340))
        total += sum(part.rows for part in after)
        fresh += sum(part.rows for part in after if part.name not in before)
    assert fresh <= 0.02 * total


@pytest.mark.parametrize("label", ["dinas x" * 40, "folder ../../rahasia", "", "CON", "a\x00b"])
def test_names_are_names_of_files_on_every_system(label: str) -> None:
    (part,) = plan("kinerja", [replace(piece(1), label=label, instansi=None if label.startswith("folder") else label)], 40)
    assert re.fullmatch(r"[a-z0-9-]{1,48}-[0-9a-f]{16}\.parquet", part.name)
    assert "rahasia" not in part.name


def test_no_rows_are_one_part_that_tells_the_columns() -> None:
    assert [part.pieces for part in plan("kinerja", [piece(1, 0)], 0)] == [()]
    assert [type(part) for part in plan("kinerja", [], 0)] == [Part]
