"""How far the structure of a table can be trusted, from what its own columns say.

Ruling lines show where cells are; columns and rows found by white space are a reading, and a reading that put two rows into one
or cut a column in two leaves traces: a column of figures then has places with several figures, words, or nothing. The figures
behind the bounds below come from `benchmarks/keyakinan.py` (cells right in each band of confidence).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from extractors.layout.text_forms import is_figure
from extractors.model import Cell, Table

UNRULED = 0.95
"""The most that is said of a table without a grid."""
MARGIN = 0.05
NO_FIGURES = 0.8
"""Said of a table without a grid whose columns hold no figures that could show its rows."""
STACKED = 0.8
"""The most that is said of a cell that holds figures under one another: rows that no ruling parts, perhaps."""


def judged(table: Table) -> Table:
    """The table with its confidence, and that of its born-digital cells, lowered to what its structure deserves.

    Cells of a scan keep the confidence of their reading: whether a figure was read surely is decided by it.
    """
    confidence = table.confidence
    if table.engine != "garis":
        orderly = _orderly(table)
        confidence = NO_FIGURES if orderly is None else max(0.0, min(UNRULED, orderly - MARGIN))
    cells = tuple(_lowered(cell, min(confidence, STACKED) if _stacked(cell) else confidence) for cell in table.cells)
    return dataclasses.replace(table, confidence=confidence, cells=cells)


def _lowered(cell: Cell, most: float) -> Cell:
    if cell.from_ocr or not cell.text or cell.confidence <= most:
        return cell
    return dataclasses.replace(cell, confidence=most)


def _stacked(cell: Cell) -> bool:
    lines = cell.text.split("\n")
    return len(lines) > 1 and sum(is_figure(line) for line in lines) > 1


def _orderly(table: Table) -> float | None:
    """Share of the places in columns of figures that hold one figure or a sign for none; None where no column is one.

    Numbers of rows are no figures: many tables number groups of rows only.
    """
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        if cell.row >= max(1, table.header_rows) and cell.column_span == 1:
            columns[cell.column].append(cell.text.strip())
    good = places = 0
    for texts in columns.values():
        filled = [t for t in texts if t]
        if filled and 2 * sum(map(_begins_with_figure, filled)) >= len(filled) and not _counts_up(filled):
            places += len(texts)
            good += sum(_begins_with_figure(t) or not any(map(str.isalnum, t)) for t in filled)
    return good / places if places else None


def _begins_with_figure(text: str) -> bool:
    """A figure with or without its unit: `12,5 %`, `121 per 100.000`."""
    return text[0].isdigit() or is_figure(text)


def _counts_up(texts: Sequence[str]) -> bool:
    numbers = [text.rstrip(".)") for text in texts]
    return all(n.isdigit() for n in numbers) and [int(n) for n in numbers] == list(
        range(int(numbers[0]), int(numbers[0]) + len(numbers))
    )
