"""Golden tables: what each test PDF shows the eye is what `extract` finds, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.extract import ExtractOptions, extract
from extractors.model import Table
from tests.pdfs.cases import CASES, case

SCANS = tuple(name for name in CASES if name.startswith("pindaian"))
DIGITAL = tuple(name for name in CASES if name not in SCANS)


def tables_in(name: str, folder: Path) -> tuple[Table, ...]:
    path = folder / "x.pdf"
    path.write_bytes(case(name).data)
    found = extract(path, ExtractOptions(ocr=None))
    assert not found.faults
    return found.tables


def plain(grid: list[list[str]]) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for row in grid]


@pytest.mark.parametrize("name", DIGITAL)
def test_golden_table(name: str, tmp_path: Path) -> None:
    found = tables_in(name, tmp_path)
    wanted = case(name).tables
    assert [plain(t.grid()) for t in found] == [plain([list(r) for r in w.grid]) for w in wanted]
    assert [t.header_rows for t in found] == [w.header_rows for w in wanted]


@pytest.mark.parametrize("name", DIGITAL)
def test_every_place_is_covered_once(name: str, tmp_path: Path) -> None:
    for table in tables_in(name, tmp_path):
        places = [
            (r, c)
            for cell in table.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.column, cell.column + cell.column_span)
        ]
        assert sorted(places) == [(r, c) for r in range(table.rows) for c in range(table.columns)]
