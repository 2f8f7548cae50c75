"""Cells that hold several values, each behind what it measures (`T 60,00` over `R 52,31`, `Pagu: ...` over `Realisasi: ...`), as
pages of dashboards print them to save columns. Set side by side under these names they are read as any other columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import heuristic, nothing
from extractors.model import Cell, Table
from normalizers.heading_words import HeaderLexicon
from normalizers.text import is_missing
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.counted import LETTERS
from pipeline.tables.headings.head_rows import names_measure


@dataclass(frozen=True, slots=True)
class Limits:
    values: Annotated[int, Limit("a cell holds so many values behind their names", COUNT)] = 2
    cells: Annotated[int, Limit("so many cells of a table do", COUNT)] = 2


LIMITS = Limits()
_LABELLED = re.compile(r"(?:(?P<before>[^\W\d][^\d:=]*?)\s*[:=]|(?P<word>[^\W\d_]+)(?=\s))\s*(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a cell: its text, the height that it stands on (None where it is unknown), and what the second reader has."""

    text: str
    top: float | None
    second: str | None


Values = Mapping[str, Value]
"""The values of a cell by their names."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A table with a column for each name, and where each of its rows and columns stands in the table as it is printed."""

    table: Table
    rows: tuple[int, ...]
    columns: tuple[int, ...]


@heuristic(nothing)
def labels_apart(grid: TableGrid, headers: HeaderLexicon) -> Apart | None:
    """The table of a grid with a column for each name behind which the cells of a column hold values, and a row for these names
    below its heading; None where no column holds such cells only, blank ones and dashes aside, or one shares its name with
    others."""
    table = grid.table
    stacks = [cell for cell in table.cells if cell.row >= table.header_rows and cell.text.count("\n") + 1 >= LIMITS.values]
    held = {(cell.row, cell.column): values for cell in stacks if (values := _values(cell, headers))}
    if len(held) < LIMITS.cells:
        return None
    first = table.header_rows or min(row for row, _ in held)
    names = {c: _names(grid.begun_below(first, c), held) for c in range(table.columns)}
    parted = {c for c, told in names.items() if told}
    above = {cell for c in range(table.columns) if first and (cell := grid.at(first - 1, c))}
    if not parted or not above or any(_shared(cell, parted) for cell in above):
        return None
    return _apart(table, first, names, held)


def _apart(table: Table, first: int, names: Mapping[int, Sequence[str]], held: Mapping[tuple[int, int], Values]) -> Apart:
    """The table with the values of cells apart, their names in a row of their own before the `first` below its heading."""
    starts = [sum(max(1, len(names[c])) for c in range(column)) for column in range(table.columns + 1)]
    body = [part for cell in table.cells for part in _parted(cell, first, starts, names, held)]
    model = replace(table.cells[0], row=first, row_span=1, column_span=1, second=None)
    heads = [
        replace(model, column=starts[c] + i, text=name) for c in range(table.columns) for i, name in enumerate(names[c])
    ]  # fmt: skip
    made = replace(
        table, cells=(*heads, *body), rows=table.rows + 1, columns=starts[-1], header_rows=first + 1, column_edges=()
    )  # fmt: skip
    columns = tuple(c for c in range(table.columns) for _ in names[c] or ("",))
    return Apart(made, (*range(first), first - 1, *range(first, table.rows)), columns)


def _shared(cell: Cell, parted: Set[int]) -> bool:
    """Whether a cell stands over columns that are parted and others that are not."""
    below = set(range(cell.column, cell.column + cell.column_span))
    return bool(below & parted) and not below <= parted


def _values(cell: Cell, headers: HeaderLexicon) -> Values:
    """The values of a cell of which each line is a name and a value, no name twice; none for any other."""
    lines = cell.text.split("\n")
    tops: Sequence[float | None] = cell.line_tops if len(cell.line_tops) == len(lines) else [None] * len(lines)
    values: dict[str, Value] = {}
    for line, top, second in zip(lines, tops, _seconds(cell, len(lines)), strict=True):
        match = _LABELLED.fullmatch(line.strip())
        label = (match["before"] or match["word"]) if match else ""
        name = LETTERS.get(label, label)
        if match is None or name in values or not names_measure(headers.read(name)):
            return {}
        values[name] = Value(match["value"], top, second)
    return values


def _seconds(cell: Cell, count: int) -> list[str | None]:
    """What the second reader has for each of so many lines: all of it where it has other lines, so that it agrees with none."""
    if cell.second is None:
        return [None] * count
    lines = cell.second.split("\n")
    found = [_LABELLED.fullmatch(line.strip()) for line in lines]
    return [match["value"] if match else cell.second for match in found] if len(lines) == count else [cell.second] * count


def _names(cells: Sequence[Cell], held: Mapping[tuple[int, int], Values]) -> tuple[str, ...]:
    """The names in a column of these cells, where they are one wide and hold values behind names, are blank or a dash."""
    below = [c for c in cells if not is_missing(c.text)]
    mine = [held.get((c.row, c.column)) for c in below if c.column_span == 1]
    if not below or len(mine) < len(below) or None in mine:
        return ()
    return tuple(dict.fromkeys(name for values in mine if values for name in values))


def _parted(
    cell: Cell,
    first: int,
    starts: Sequence[int],
    names: Mapping[int, Sequence[str]],
    held: Mapping[tuple[int, int], Values],
) -> list[Cell]:
    """A cell at its new place, or the ones that it becomes; one that ends the heading of other columns reaches a row further."""
    end, right = cell.row + cell.row_span, cell.column + cell.column_span
    longer = cell.row < first < end or (end == first and not any(names[c] for c in range(cell.column, right)))
    moved = replace(
        cell,
        row=cell.row + (cell.row >= first),
        row_span=cell.row_span + longer,
        column=starts[cell.column],
        column_span=starts[right] - starts[cell.column],
    )
    values = held.get((cell.row, cell.column), {}) if names[cell.column] else {}
    if not values:
        return [moved]
    parts = [values.get(name, Value("", None, None)) for name in names[cell.column]]
    tops = [() if part.top is None else (part.top,) for part in parts]
    return [
        replace(moved, column=moved.column + i, column_span=1, text=part.text, second=part.second, line_tops=tops[i])
        for i, part in enumerate(parts)
    ]
