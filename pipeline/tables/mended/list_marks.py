"""Marks of a list that a scan shows close to the figures behind them: `1.85`, `2. 75 (BB)`, `3. 95`.

Each line of the cell begins with its place in the list; where the cell has one of the marks apart, or another cell of its row
lists as many names behind the same marks, they are marks and no part of the figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.steps import first, heuristic
from extractors.model import Cell, Table

_LINE = re.compile(r"\s*(\d{1,2})[.)](\s*)(\S.*)")
_NAME = re.compile(r"\s*(\d{1,2})[.)]\s*[^\W\d_]{3}")
_FEWEST = 2
"""A list has so many lines."""


@heuristic(first)
def with_marks_apart(table: Table) -> Table:
    """The table with a space behind the marks of its lists of figures; the same table where none lacks it."""
    changed = {(c.row, c.column): marked for c in table.cells if c.from_ocr and (marked := _apart(c, table)) is not None}
    return replace(table, cells=tuple(changed.get((c.row, c.column), c) for c in table.cells)) if changed else table


def _apart(cell: Cell, table: Table) -> Cell | None:
    """The cell with its marks apart; None where they are, or are none."""
    lines = cell.text.split("\n")
    found = [_LINE.fullmatch(line) for line in lines]
    if len(lines) < _FEWEST or [m and int(m.group(1)) for m in found] != list(range(1, len(lines) + 1)):
        return None
    listed = [m for m in found if m is not None]
    spaced = sum(bool(m.group(2)) for m in listed)
    if spaced == len(listed) or not (spaced or any(_names(c, len(lines)) for c in table.cells if c.row == cell.row)):
        return None
    return replace(cell, text="\n".join(f"{m.group(1)}. {m.group(3)}" for m in listed), second=None)


def _names(cell: Cell, count: int) -> bool:
    """Whether a cell lists so many names behind their marks."""
    return _numbers(cell.text.split("\n")) == list(range(1, count + 1))


def _numbers(lines: Sequence[str]) -> list[int]:
    """The marks of the lines that begin with one and a name."""
    return [int(m.group(1)) for line in lines if (m := _NAME.match(line)) is not None]
