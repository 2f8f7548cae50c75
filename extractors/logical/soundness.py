"""How far the structure of a table can be trusted, from what its own columns say.

Ruling lines show where cells are; columns and rows found by white space are a reading, and a reading that put two rows into one
or cut a column in two leaves traces: a column of figures then has places with several figures, words, or nothing. The figures
behind the bounds below come from `benchmarks/tabel/keyakinan.py` (cells right in each band of confidence).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from extractors.layout.limits import SHARE, Limit
from extractors.layout.text_forms import is_figure
from extractors.model import Cell, Table


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    unruled: Annotated[float, Limit("the most that is said of a table without a grid", SHARE)] = 0.95
    margin: Annotated[float, Limit("said of it less than its columns show", SHARE)] = 0.05
    no_figures: Annotated[float, Limit("said of one whose columns hold no figures that could show its rows", SHARE)] = 0.8
    stacked: Annotated[
        float, Limit("the most that is said of a cell with figures under one another: rows that no ruling parts, perhaps", SHARE)
    ] = 0.8


LIMITS = Limits()


def judged(table: Table) -> Table:
    """The table with its confidence, and that of its born-digital cells, lowered to what its structure deserves.

    Cells of a scan keep the confidence of their reading: whether a figure was read surely is decided by it.
    """
    confidence = table.confidence
    if not table.is_ruled:
        orderly = _orderly(table)
        confidence = LIMITS.no_figures if orderly is None else max(0.0, min(LIMITS.unruled, orderly - LIMITS.margin))
    cells = tuple(_lowered(cell, min(confidence, LIMITS.stacked) if _stacked(cell) else confidence) for cell in table.cells)
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
