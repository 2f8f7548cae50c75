"""Marks that tell what each row of a ministry's form is: `SK 1` before a sasaran, `IKK 1.1` before an indikator below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from normalizers.lexicon import declared, derived, section
from normalizers.text import fold, is_missing
from pipeline.tables.columns.column import Column
from pipeline.tables.grid import TableGrid

Mark: TypeAlias = Literal["sasaran", "indikator"]
_MARKS: tuple[Mark, ...] = get_args(Mark)
_NUMBERED = re.compile(r"([a-z]+) ?\d+(?: \d+)*")


@derived()
def _marks() -> Mapping[str, Mark]:
    """What each short form before a number marks."""
    told = section("baris", "tanda").items()
    return {word: declared(mark, _MARKS, "normalizers/data/baris.toml: [tanda]") for mark, words in told for word in words}


def _mark_of(text: str) -> Mark | None:
    found = _NUMBERED.fullmatch(fold(text))
    return _marks().get(found.group(1)) if found else None


def row_marks(grid: TableGrid, columns: Sequence[Column], first_row: int) -> Mapping[int, Mark]:
    """The marked rows, by index. Empty unless one column of numbers or codes holds nothing but marks, of both kinds."""
    for k in columns:
        if k.peran not in ("nomor", "kode", "lain"):
            continue
        begun = ((row, grid.begun(row, k.index)) for row in range(first_row, grid.rows))
        marks = {row: _mark_of(cell.text) for row, cell in begun if cell is not None and not is_missing(cell.text)}
        if set(marks.values()) == {*_MARKS}:
            return {row: mark for row, mark in marks.items() if mark is not None}
    return {}
